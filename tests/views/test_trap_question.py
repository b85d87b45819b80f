"""Is this one error trap? What those who decide read, and what the question turns into."""

import pytest

from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_reading import TrapSeen
from bot.views.ids import Action
from bot.views.trap_question import trap_proposed, trap_settled
from tests.views.reading import buttons, everything, parts, people, quoted
from tests.views.reports import AMINA, PRIYA, TODAY
from tests.views.slack_rules import refusals
from tests.views.traps import DECIDES, ID, NAME, REFERENCE, STORIES, near_misses, read_by, seen_as


def asked(number: int = 3, **given: object) -> TrapSeen:
    return read_by(DECIDES, STORIES[TrapState.PROPOSED], reports=near_misses(number), **given)


def test_the_question_shows_the_whole_words_of_every_report_where_they_fit() -> None:
    seen = asked()
    shown = trap_proposed(seen, by_bot=True)
    written = [
        words for one in seen.trap.reports for words in (one.words.what, one.words.caught) if words
    ]
    assert quoted(shown) == written
    assert "There are more" not in everything(shown)


def test_the_bot_says_that_it_only_compares_words_and_a_colleague_is_not_named() -> None:
    assert "I only compare words" in everything(trap_proposed(asked(), by_bot=True))
    by_somebody = trap_proposed(asked(1), by_bot=False)
    assert "*A colleague thinks that there is an error trap here.*" in everything(by_somebody)
    assert people(by_somebody) == {PRIYA}


def test_it_can_be_one_or_none_or_one_without_some_of_them() -> None:
    shown = trap_proposed(asked(), by_bot=True)
    assert buttons(shown) == [Action.TRAP_CONFIRM, Action.TRAP_DISMISS, Action.TRAP_READ]
    assert {part["value"] for part in parts(shown) if part.get("type") == "button"} == {ID}
    [dismiss] = [part for part in parts(shown) if part.get("action_id") == Action.TRAP_DISMISS]
    assert "stand by themselves again" in dismiss["confirm"]["text"]["text"]


def test_of_several_teams_each_report_says_whose_it_is() -> None:
    seen = asked()
    teams = {report.id: f"Team {n}" for n, report in enumerate(seen.trap.reports)}
    said = everything(trap_proposed(TrapSeen(seen.trap, TODAY, teams=teams), by_bot=True))
    assert ", Team 0" in said
    assert ", Team 2" in said


def test_the_line_on_the_lock_screen_has_only_the_reference() -> None:
    assert trap_proposed(asked(), by_bot=True).text == f"Is this one error trap? {REFERENCE}"


def test_a_question_whose_reports_are_gone_says_so() -> None:
    shown = trap_proposed(asked(0), by_bot=True)
    assert "None of them can be read any more." in everything(shown)
    assert refusals(shown) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (TrapState.CONFIRMED, "said that this is one error trap."),
        (TrapState.CHANGED, "said that this is one error trap."),
        (TrapState.DISMISSED, "said that these are not one error trap."),
        (TrapState.MERGED, "put these to another error trap."),
    ],
)
def test_once_it_is_answered_it_says_what_was_said_and_by_whom(state: TrapState, said: str) -> None:
    shown = trap_settled(seen_as(DECIDES, STORIES[state]), AMINA, today=TODAY)
    assert said in everything(shown)
    assert NAME in everything(shown)
    assert people(shown) == {AMINA}
    gone = state in {TrapState.DISMISSED, TrapState.MERGED}
    assert buttons(shown) == ([] if gone else [Action.TRAP_READ])
    assert refusals(shown) == []


def test_whoever_answered_and_is_not_kept_is_somebody() -> None:
    shown = trap_settled(seen_as(DECIDES), None, today=TODAY)
    assert "Somebody\n said that this is one error trap." in everything(shown)
