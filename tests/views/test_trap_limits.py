"""The largest error trap there is: 200 reports of 6,000 characters, within what Slack takes."""

import pytest

from bot.domain.ids import ReportId
from bot.domain.report import Kind
from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_reading import TrapSeen
from bot.domain.trap_steps import TrapStep
from bot.views import trap_forms, trap_messages
from bot.views.blocks import Message
from bot.views.ids import Action, Callback, row_of
from bot.views.trap_card import trap_card
from bot.views.trap_question import trap_proposed
from bot.views.trap_window import PAGE_CHARACTERS, trap_window
from tests.views.reading import Json, everything, parts, quoted
from tests.views.reports import LONGEST, TODAY, worst
from tests.views.slack_rules import refusals
from tests.views.traps import (
    CHANGED,
    DECIDES,
    ID,
    PLANNED,
    REOPENED,
    STORIES,
    elsewhere,
    happened,
    in_its_channel,
    near_misses,
    read_by,
    seen_as,
)

MANY = 200
LETTERS = {"nasty": LONGEST, "emoji": "🙏" * 3_000, "quotes": '"\\' * 1_500, "short": "ok"}
HEAVY = pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
AT_WORK = (TrapState.CONFIRMED, TrapState.REDESIGNING, TrapState.CHANGED, TrapState.CHECKED)


def largest(letters: str, state: TrapState = TrapState.CHANGED) -> TrapSeen:
    """Every box of 200 reports filled to the brim, and a plan and a change as long as they get."""
    reports = near_misses(MANY, words=worst(Kind.NEAR_MISS, letters))
    long = (letters * 3_000)[:1_500]
    events = [
        happened(event.kind, words=long, until=event.until, strength=event.strength)
        for event in (*STORIES[state], *([PLANNED] if state is TrapState.CHANGED else []))
    ]
    seen = read_by(DECIDES, events, reports=reports, unseen=MANY, name=letters)
    return TrapSeen(
        seen.trap,
        TODAY,
        teams={report.id: "Riverside" for report in reports},
        links={report.id: f"https://example.slack.com/p{report.id}" for report in reports},
    )


def pages(seen: TrapSeen) -> list[Json]:
    """Every page of the window, as one presses on from each to the next."""
    found, first = [trap_window(seen)], "0"
    while True:
        [value] = [
            part["value"] for part in parts(found[-1]) if part.get("action_id") == Action.TRAP_PAGE
        ]
        _, _, first = value.partition(":")
        if first == "0":
            return found
        found.append(trap_window(seen, int(first)))


@HEAVY
@pytest.mark.parametrize("state", AT_WORK)
def test_the_card_of_the_largest_trap_fits(state: TrapState, letters: str) -> None:
    seen = largest(letters, state)
    shown = trap_card(seen)
    assert refusals(shown) == []
    assert "There are more, from earlier" in everything(shown)
    assert seen.trap.reports[-1].reference in everything(shown)


@HEAVY
@pytest.mark.parametrize("by_bot", [True, False])
def test_the_question_about_the_largest_trap_fits(letters: str, *, by_bot: bool) -> None:
    shown = trap_proposed(largest(letters, TrapState.PROPOSED), by_bot=by_bot)
    assert refusals(shown) == []
    assert "There are more, from earlier" in everything(shown)


@HEAVY
def test_every_report_of_the_largest_trap_is_read_whole_and_once_on_some_page(
    letters: str,
) -> None:
    seen = largest(letters)
    shown = pages(seen)
    rows = [
        row_of(part["block_id"])
        for page in shown
        for part in parts(page)
        if row_of(str(part.get("block_id", "")))
    ]
    assert rows == [report.id for report in reversed(seen.trap.reports)]
    for page in shown:
        assert refusals(page) == []
    first = seen.trap.reports[-1]
    assert first.words.more in "".join(quoted(shown[0]))


def test_a_page_holds_no_more_words_than_a_view_can() -> None:
    for page in pages(largest(LONGEST)):
        assert sum(map(len, quoted(page))) <= PAGE_CHARACTERS + 15 * 1_500


def test_a_report_that_is_longer_than_a_page_has_a_page_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.views.trap_window.PAGE_CHARACTERS", 10)
    assert len(pages(read_by(DECIDES, reports=near_misses(3)))) == 3


@pytest.mark.parametrize("first", [-1, 3, 1_000])
def test_a_page_that_is_not_there_any_more_is_the_first_one(first: int) -> None:
    seen = read_by(DECIDES, reports=near_misses(3))
    assert trap_window(seen, first) == trap_window(seen)


def test_a_story_that_is_too_long_is_told_from_its_newest_end() -> None:
    events = (*STORIES[TrapState.CONFIRMED], *([PLANNED, CHANGED, REOPENED] * 40), PLANNED)
    shown = trap_window(read_by(DECIDES, events, reports=near_misses(40)))
    assert refusals(shown) == []
    assert "There is more, from earlier, than Slack lets me show here." in everything(shown)
    assert "What is planned" in everything(shown)


@HEAVY
def test_whatever_else_is_said_of_the_largest_trap_fits(letters: str) -> None:
    seen = largest(letters)
    words = (letters * 3_000)[:1_500]
    events = [happened(event.kind, words=words, until=event.until) for event in (PLANNED, CHANGED)]
    trap = seen_as(DECIDES, (*STORIES[TrapState.CONFIRMED], *events), name=letters)
    messages: list[Message | Json] = [
        trap_messages.huddle(trap),
        trap_messages.trap_notice(trap, today=TODAY),
        trap_messages.trap_check_back(trap, today=TODAY),
        *(trap_messages.trap_nudge(trap, step, today=TODAY, is_last=True) for step in TrapStep),
        trap_messages.trap_to_reporter(seen.trap.reports[0], trap, today=TODAY),
        trap_forms.describe_form(seen, Callback.TRAP_DESCRIBE),
        trap_forms.plan_form(seen),
        trap_forms.change_form(seen),
        trap_forms.own_form(seen),
        trap_forms.propose_form(seen.trap.reports[0]),
    ]
    for shown in messages:
        assert refusals(shown) == []


def test_a_list_of_traps_holds_the_newest_hundred_and_says_so() -> None:
    traps = tuple(seen_as(DECIDES, id=f"{n:032x}", name=LONGEST) for n in range(MANY))
    for form in (
        trap_forms.link_form(ReportId("0f" * 16), traps),
        trap_forms.merge_form(ID, traps),
    ):
        assert refusals(form) == []
        [menu] = [part for part in parts(form) if part.get("type") == "static_select"]
        assert [option["value"] for option in menu["options"]] == [trap.id for trap in traps[:100]]
        assert "The newest hundred are shown." in everything(form)


@pytest.mark.parametrize("state", AT_WORK)
def test_a_trap_without_any_report_left_is_drawn_all_the_same(state: TrapState) -> None:
    assert refusals(trap_card(in_its_channel(STORIES[state]))) == []
    window = trap_window(read_by(DECIDES, STORIES[state]))
    assert refusals(window) == []
    assert "There is no near miss in it that you can read." in everything(window)
    assert refusals(trap_messages.trap_notice(elsewhere(state), today=TODAY)) == []
