"""Blocks Slack would refuse are refused here, with Slack's code and a pointer to the place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import JsonObject
from sandbox.validate.blocks import check_blocks
from sandbox.validate.schema import Problems
from sandbox.workspace import Workspace
from tests.sandbox.kit import RIVERSIDE, actions, button, field, option, plain, section, text_input

OPTIONS = [option(str(n)) for n in range(11)]


def accessory(kind: str, **more: object) -> JsonObject:
    return section("Choose", accessory={"type": kind, "action_id": "x", **more})


def words(*elements: JsonObject) -> JsonObject:
    part = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [part]}


WRONG: dict[str, tuple[list[Any], str]] = {
    "51 blocks": ([{"type": "divider"}] * 51, "/blocks"),
    "an unknown block": ([{"type": "banner"}], "/blocks/0/type"),
    "a block that is text": (["hello"], "/blocks/0"),
    "a block without type": ([{"text": "x"}], "/blocks/0"),
    "an unknown field": ([{"type": "divider", "colour": "red"}], "/blocks/0"),
    "3,001 characters": ([section("x" * 3001)], "/blocks/0/text/text"),
    "an empty text": ([section("")], "/blocks/0/text/text"),
    "a section of nothing": ([{"type": "section"}], "/blocks/0"),
    "a string for a text": ([{"type": "section", "text": "x"}], "/blocks/0/text"),
    "emoji in mrkdwn": (
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}],
        "/blocks/0/text",
    ),
    "11 fields": ([{"type": "section", "fields": [plain("x")] * 11}], "/blocks/0/fields"),
    "2,001 in a field": (
        [{"type": "section", "fields": [plain("x" * 2001)]}],
        "/blocks/0/fields/0/text",
    ),
    "151 in a header": ([{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    "mrkdwn in a header": (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "/blocks/0/text/type",
    ),
    "11 in a context": (
        [{"type": "context", "elements": [plain("x")] * 11}],
        "/blocks/0/elements",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button()]}],
        "/blocks/0/elements/0/type",
    ),
    "26 buttons": (
        [actions(*(button(action_id=str(n)) for n in range(26)))],
        "/blocks/0/elements",
    ),
    "no button": ([actions()], "/blocks/0/elements"),
    "an input in actions": ([actions(text_input())], "/blocks/0/elements/0/type"),
    "76 on a button": ([actions(button("x" * 76))], "/blocks/0/elements/0/text/text"),
    "2,001 in a value": ([actions(button(value="x" * 2001))], "/blocks/0/elements/0/value"),
    "an unknown style": ([actions(button(style="loud"))], "/blocks/0/elements/0/style"),
    "256 in an action id": (
        [actions(button(action_id="x" * 256))],
        "/blocks/0/elements/0/action_id",
    ),
    "256 in a block id": ([{"type": "divider", "block_id": "x" * 256}], "/blocks/0/block_id"),
    "a block id twice": ([{"type": "divider", "block_id": "a"}] * 2, "/blocks"),
    "an action id twice in a block": ([actions(button(), button())], "/blocks/0"),
    "a confirmation without words": (
        [actions(button(confirm={"title": plain("Sure?")}))],
        "/blocks/0/elements/0/confirm",
    ),
    "11 radio buttons": (
        [accessory("radio_buttons", options=OPTIONS)],
        "/blocks/0/accessory/options",
    ),
    "11 checkboxes": ([accessory("checkboxes", options=OPTIONS)], "/blocks/0/accessory/options"),
    "6 in an overflow": (
        [accessory("overflow", options=OPTIONS[:6])],
        "/blocks/0/accessory/options",
    ),
    "101 options": (
        [accessory("static_select", options=[option(str(n)) for n in range(101)])],
        "/blocks/0/accessory/options",
    ),
    "76 in an option": (
        [accessory("static_select", options=[option("x" * 76, "v")])],
        "/blocks/0/accessory/options/0/text/text",
    ),
    "151 in an option's value": (
        [accessory("static_select", options=[option("x", "v" * 151)])],
        "/blocks/0/accessory/options/0/value",
    ),
    "options that share a value": (
        [accessory("static_select", options=[option("a", "v"), option("b", "v")])],
        "/blocks/0/accessory/options",
    ),
    "a select without options": ([accessory("static_select")], "/blocks/0/accessory"),
    "options and groups": (
        [
            accessory(
                "static_select",
                options=OPTIONS,
                option_groups=[{"label": plain("g"), "options": OPTIONS}],
            )
        ],
        "/blocks/0/accessory",
    ),
    "an initial option not offered": (
        [accessory("static_select", options=OPTIONS, initial_option=option("other"))],
        "/blocks/0/accessory",
    ),
    "151 in a placeholder": (
        [accessory("static_select", options=OPTIONS, placeholder=plain("x" * 151))],
        "/blocks/0/accessory/placeholder/text",
    ),
    "a date of another form": (
        [accessory("datepicker", initial_date="1 May")],
        "/blocks/0/accessory/initial_date",
    ),
    "a time that is none": (
        [accessory("timepicker", initial_time="25:00")],
        "/blocks/0/accessory/initial_time",
    ),
    "a label of 2,001": ([field("x" * 2001, text_input())], "/blocks/0/label/text"),
    "a hint of 2,001": (
        [field("Why", text_input(), hint=plain("x" * 2001))],
        "/blocks/0/hint/text",
    ),
    "a button as input": ([field("Why", button())], "/blocks/0/element/type"),
    "more than 3,000 wanted": (
        [field("Why", text_input(max_length=3001))],
        "/blocks/0/element/max_length",
    ),
    "longest before shortest": (
        [field("Why", text_input(min_length=9, max_length=3))],
        "/blocks/0/element",
    ),
    "true for a length": (
        [field("Why", text_input(max_length=True))],
        "/blocks/0/element/max_length",
    ),
    "a string for a flag": (
        [field("Why", text_input(multiline="yes"))],
        "/blocks/0/element/multiline",
    ),
    "a list for a string": (
        [actions(button(value=["x"]))],
        "/blocks/0/elements/0/value",
    ),
    "an object for a list": ([{"type": "section", "fields": {}}], "/blocks/0/fields"),
    "a length that is no number": (
        [field("Why", text_input(max_length="9"))],
        "/blocks/0/element/max_length",
    ),
    "a number for an option": (
        [accessory("static_select", options=[7])],
        "/blocks/0/accessory/options/0",
    ),
    "an image without words": (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "/blocks/0",
    ),
    "rich text of an unknown kind": (
        [words({"type": "song"})],
        "/blocks/0/elements/0/elements/0/type",
    ),
    "a mention of nobody": ([words({"type": "user"})], "/blocks/0/elements/0/elements/0"),
}


@pytest.mark.parametrize(("blocks", "place"), WRONG.values(), ids=WRONG)
async def test_wrong_blocks_are_refused_and_pointed_at(
    client: AsyncWebClient, workspace: Workspace, blocks: list[Any], place: str
) -> None:
    before = len(workspace.messages("#riverside"))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=blocks)
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    pointers = [one.rpartition("[json-pointer:")[2] for one in answer["errors"]]
    assert f"{place}]" in pointers
    assert answer["response_metadata"]["messages"][0].startswith("[ERROR] ")
    assert workspace.findings[0].code == "invalid_blocks"
    assert len(workspace.messages("#riverside")) == before


RIGHT: dict[str, list[JsonObject]] = {
    "50 blocks": [{"type": "divider"}] * 50,
    "the longest texts": [section("x" * 3000), {"type": "header", "text": plain("x" * 150)}],
    "one action id in every row": [actions(button(value=str(n))) for n in range(3)],
    "25 buttons": [actions(*(button(action_id=str(n)) for n in range(25)))],
    "every accessory": [
        accessory("radio_buttons", options=OPTIONS[:10], initial_option=OPTIONS[3]),
        accessory("checkboxes", options=OPTIONS[:10], initial_options=OPTIONS[:2]),
        accessory("overflow", options=OPTIONS[:5]),
        accessory("multi_static_select", options=OPTIONS, initial_options=OPTIONS[:2]),
        accessory("users_select", initial_user="U0RCSPRIYA"),
        accessory("datepicker", initial_date="2026-05-01"),
        accessory("timepicker", initial_time="08:45"),
    ],
    "groups of options": [
        accessory("static_select", option_groups=[{"label": plain("g"), "options": OPTIONS}])
    ],
    "rich text": [
        words(
            {"type": "text", "text": "Hi ", "style": {"bold": True}},
            {"type": "emoji", "name": "pray"},
        )
    ],
    "null where a field may be left out": [section("x", accessory=None)],
}


@pytest.mark.parametrize("blocks", RIGHT.values(), ids=RIGHT)
async def test_blocks_at_the_limit_are_taken(
    client: AsyncWebClient, workspace: Workspace, blocks: list[JsonObject]
) -> None:
    await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=blocks)
    assert workspace.findings == []


async def test_blocks_that_are_no_list_are_of_the_wrong_format(client: AsyncWebClient) -> None:
    for blocks in ("{", '{"type": "divider"}'):
        with pytest.raises(SlackApiError, match="invalid_blocks_format"):
            await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=blocks)


async def test_all_the_texts_together_have_a_limit_too(client: AsyncWebClient) -> None:
    blocks = [section("x" * 2700) for _ in range(5)]
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=blocks)


async def test_blocks_and_elements_without_ids_are_given_some(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    nameless = {"type": "button", "text": plain("Go")}
    await client.chat_postMessage(channel=RIVERSIDE, text="x", blocks=[actions(nameless)])
    (block,) = workspace.messages("#riverside")[-1].blocks
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "elements", "element", "accessory", "options", "fields"]
            ),
            inner | st.sampled_from(["section", "actions", "button", "input", "static_select"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_no_payload_whatever_breaks_the_checks(blocks: object) -> None:
    problems = Problems()
    check_blocks(problems, "/blocks", blocks, 50)
    assert all("[json-pointer:/blocks" in one for one in problems)
