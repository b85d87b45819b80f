"""Our limits are Slack's, and drawing never goes beyond them."""

import json

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    Option,
    OverflowMenuElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.views import blocks
from bot.views.ids import Action
from tests.views import slack_rules


@pytest.mark.parametrize(
    ("ours", "slacks"),
    [
        (blocks.TEXT_CHARACTERS, SectionBlock.text_max_length),
        (blocks.OPTION_CHARACTERS, Option.label_max_length),
        (slack_rules.TEXT, SectionBlock.text_max_length),
        (slack_rules.HEADER, HeaderBlock.text_max_length),
        (slack_rules.LABEL, InputBlock.label_max_length),
        (slack_rules.LABEL, InputBlock.hint_max_length),
        (slack_rules.PLACEHOLDER, InputInteractiveElement.placeholder_max_length),
        (slack_rules.OPTION, Option.label_max_length),
        (slack_rules.OPTIONS, StaticSelectElement.options_max_length),
        (slack_rules.BUTTON, ButtonElement.text_max_length),
        (slack_rules.BUTTON_VALUE, ButtonElement.value_max_length),
        (slack_rules.OVERFLOW_OPTIONS, OverflowMenuElement.options_max_length),
        (slack_rules.CONFIRM_TITLE, ConfirmObject.title_max_length),
        (slack_rules.CONFIRM_TEXT, ConfirmObject.text_max_length),
        (slack_rules.CONFIRM_BUTTON, ConfirmObject.confirm_max_length),
        (slack_rules.CONFIRM_BUTTON, ConfirmObject.deny_max_length),
        (slack_rules.ACTIONS, ActionsBlock.elements_max_length),
        (slack_rules.CONTEXT, ContextBlock.elements_max_length),
        (slack_rules.ID, Block.block_id_max_length),
        (slack_rules.TITLE, View.title_max_length),
        (slack_rules.TITLE, View.submit_max_length),
        (slack_rules.TITLE, View.close_max_length),
        (slack_rules.METADATA, View.private_metadata_max_length),
        (slack_rules.MODAL_BLOCKS, View.blocks_max_length),
    ],
)
def test_a_limit_is_the_one_that_slacks_own_library_knows(ours: int, slacks: int) -> None:
    assert ours == slacks


def test_weight_counts_what_is_written_and_an_emoji_as_two() -> None:
    plain = blocks.weight([blocks.section("a")])
    assert blocks.weight([blocks.section("aa")]) == plain + 1
    assert blocks.weight([blocks.section("a🙏")]) == plain + 2


def test_the_first_draft_that_fits_is_taken() -> None:
    heavy, light, lighter = (
        tuple(blocks.section("x" * size) for _ in range(6)) for size in (2_500, 1_500, 500)
    )
    assert blocks.first_that_fits([heavy, light, lighter]) == light


def test_where_no_draft_fits_the_smallest_is_taken() -> None:
    drafts = [tuple(blocks.section("x" * 3_000) for _ in range(number)) for number in (9, 7, 5)]
    assert blocks.first_that_fits(drafts) == drafts[-1]


def test_a_draft_of_too_many_blocks_is_not_taken() -> None:
    many = (blocks.divider(),) * 51
    assert blocks.first_that_fits([many, many[:50]]) == many[:50]


def test_an_input_has_room_for_what_stands_in_it() -> None:
    masked = "x" * 1_010
    assert blocks.typed(masked, longest=1_000)["max_length"] == 1_010


def test_the_lighter_form_of_a_block_says_the_same() -> None:
    row = blocks.actions(
        blocks.button("Thank you", Action.REPLY_THANK_YOU, primary=True),
        blocks.overflow(Action.WITHOUT_WORDS, [blocks.option("go_ahead", "Go ahead")]),
        block="row-1",
    )
    lean = blocks.lean(row)
    assert "emoji" not in str(lean)
    assert json.loads(json.dumps(row).replace(', "emoji": true', "")) == lean
