"""The gentle question quotes what was written, blocks nothing, and hands every word back."""

import json

import pytest

from bot.domain.change import Strength
from bot.domain.events import Reply
from bot.domain.hollow import Gentle
from bot.views import blocks, change_form
from bot.views.change_form import STRONGER
from bot.views.gentle import gentle, metadata, revision
from bot.views.ids import field_of
from bot.views.reply_form import Begun, reply_form
from tests.views.reading import everything, inputs, texts
from tests.views.reports import BEN, NASTY, TODAY, seen_by_manager
from tests.views.slack_rules import Json, refusals

HOLLOW = Gentle(("lessons were learned", "staff were reminded"), reminds=False)
REMINDS = Gentle((), reminds=True)
MONDAY = "What would be different on Monday morning?"


def drawn(asked: Gentle) -> Json:
    return blocks.modal("A form", gentle(asked), close="Cancel")


def test_nothing_is_asked_of_a_form_that_is_new() -> None:
    assert list(gentle(None)) == []
    assert (metadata(None), revision(None)) == ({}, 0)


@pytest.mark.parametrize("asked", [HOLLOW, REMINDS, Gentle(HOLLOW.phrases, reminds=True)])
def test_it_asks_once_what_would_be_different_and_says_that_it_may_stay_so(asked: Gentle) -> None:
    said = everything(drawn(asked))
    assert said.count(MONDAY) == 1
    assert "just send it again: I do not ask twice" in said
    assert refusals(drawn(asked)) == []


def test_the_words_are_quoted_as_they_were_written() -> None:
    said = everything(drawn(HOLLOW))
    assert (
        "\N{LEFT DOUBLE QUOTATION MARK}lessons were learned\N{RIGHT DOUBLE QUOTATION MARK}" in said
    )
    assert "staff were reminded" in said


def test_somebodys_words_are_shown_literally_and_stay_within_what_slack_takes() -> None:
    view = drawn(Gentle((NASTY * 20,) * 30, reminds=True))
    assert refusals(view) == []
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_an_answer_that_is_handed_back_has_everything_in_it_under_new_ids() -> None:
    begun = Begun(TODAY, "Lessons were learned", BEN, HOLLOW)
    view = reply_form(seen_by_manager(), Reply.TRY_UNTIL, begun, today=TODAY)
    asked = {field_of(block["block_id"]): block for block in inputs(view).values()}
    assert not any(block["block_id"] in {"words", "until", "doer"} for block in asked.values())
    assert asked["words"]["element"]["initial_value"] == "Lessons were learned"
    assert asked["until"]["element"]["initial_date"] == TODAY.isoformat()
    assert asked["doer"]["element"]["initial_user"] == BEN
    assert json.loads(view["private_metadata"])["asked"] is True
    assert refusals(view) == []


def test_a_change_that_is_handed_back_keeps_its_kind_and_asks_one_question_only() -> None:
    begun = change_form.Begun("We sent an email", Strength.REMIND, REMINDS)
    view = change_form.change_form(seen_by_manager(), today=TODAY, begun=begun)
    asked = {field_of(block["block_id"]): block for block in inputs(view).values()}
    assert asked["words"]["element"]["initial_value"] == "We sent an email"
    assert asked["strength"]["element"]["initial_option"]["value"] == Strength.REMIND
    assert everything(view).count(STRONGER) == 1
    assert json.loads(view["private_metadata"])["asked"] is True
    assert refusals(view) == []
