"""What is said of an error trap besides its card."""

import pytest

from bot.domain.report import Mode
from bot.domain.trap_lifecycle import TrapState
from bot.domain.trap_steps import TrapStep
from bot.views import trap_messages
from bot.views.blocks import Message
from bot.views.ids import Action
from tests.views.reading import buttons, everything, people, quoted
from tests.views.reports import TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import seen_by_reporter
from tests.views.traps import (
    CHANGE,
    DECIDES,
    NAME,
    OWNS,
    PLAN,
    REFERENCE,
    STORIES,
    elsewhere,
    near_misses,
    seen_as,
)

VERDICTS = [Action.TRAP_GONE, Action.TRAP_A_BIT, Action.TRAP_STILL_THERE]


def nudged(step: TrapStep, state: TrapState, *, is_last: bool = False) -> Message:
    trap = seen_as(OWNS, STORIES[state])
    return trap_messages.trap_nudge(trap, step, today=TODAY, is_last=is_last)


def test_the_huddle_asks_four_questions_and_never_who() -> None:
    said = everything(trap_messages.huddle(seen_as(DECIDES)))
    for question in (
        "*1. What usually happens?*",
        "*2. What made it easy to slip?*",
        "*3. What caught it?*",
        "*4. What would make it hard to get wrong?*",
    ):
        assert question in said
    assert "never 'who'" in said
    assert "not kept by me" in said


def test_another_team_reads_name_plan_and_change_and_nothing_of_any_report() -> None:
    shown = trap_messages.trap_notice(
        elsewhere(TrapState.REDESIGNING, reports=near_misses(3)), today=TODAY
    )
    assert NAME in everything(shown)
    assert quoted(shown) == [PLAN]
    assert "NM-" not in everything(shown)
    assert (people(shown), buttons(shown)) == (set(), [])


@pytest.mark.parametrize("state", [TrapState.CHANGED, TrapState.CHECKED])
def test_once_something_was_changed_another_team_can_say_whether_it_has_gone(
    state: TrapState,
) -> None:
    shown = trap_messages.trap_notice(elsewhere(state), today=TODAY)
    assert quoted(shown) == [CHANGE]
    assert buttons(shown) == VERDICTS


@pytest.mark.parametrize(
    ("step", "state", "said", "offered"),
    [
        (
            TrapStep.NEXT_STEP,
            TrapState.CONFIRMED,
            "has no next step yet",
            [Action.TRAP_TAKE_ON, Action.TRAP_PLAN, Action.TRAP_CHANGED, Action.TRAP_READ],
        ),
        (
            TrapStep.PLANNED,
            TrapState.REDESIGNING,
            "The day has come that was planned",
            [Action.TRAP_CHANGED, Action.TRAP_PLAN, Action.TRAP_READ],
        ),
        (TrapStep.CHECK_BACK, TrapState.CHANGED, "Has the trap gone?", VERDICTS),
    ],
)
def test_a_reminder_says_what_is_waited_for_and_offers_it(
    step: TrapStep, state: TrapState, said: str, offered: list[Action]
) -> None:
    shown = nudged(step, state)
    assert said in everything(shown)
    assert NAME in everything(shown)
    assert buttons(shown) == offered
    assert refusals(shown) == []


def test_only_the_last_reminder_says_that_none_follows() -> None:
    said = "I do not ask about this again."
    last = nudged(TrapStep.NEXT_STEP, TrapState.CONFIRMED, is_last=True)
    assert said in everything(last)
    assert said not in everything(nudged(TrapStep.NEXT_STEP, TrapState.CONFIRMED))


def test_the_team_is_asked_whether_it_is_still_there_and_nobody_s_answer_is_kept() -> None:
    shown = trap_messages.trap_check_back(seen_as(DECIDES, STORIES[TrapState.CHANGED]), today=TODAY)
    assert "Has the trap gone, or could it still catch somebody?" in everything(shown)
    assert "Who presses what is not kept." in everything(shown)
    assert buttons(shown) == VERDICTS


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
def test_a_reporter_is_told_what_they_have_helped_to_uncover(mode: Mode) -> None:
    report = seen_by_reporter(mode=mode)
    shown = trap_messages.trap_to_reporter(report, elsewhere(), today=TODAY)
    assert shown.text == "Your near miss NM-7K3Q has helped to uncover an error trap"
    assert "When something is changed, you are told." in everything(shown)
    unnamed = [] if mode is Mode.NAMED else [Action.REPLY_AS_REPORTER]
    assert buttons(shown) == unnamed
    later = trap_messages.trap_to_reporter(report, elsewhere(TrapState.CHANGED), today=TODAY)
    assert quoted(later) == [CHANGE]
    assert "you are told" not in everything(later)


def test_no_line_on_a_lock_screen_has_anybody_s_words_in_it() -> None:
    trap, told = seen_as(DECIDES, STORIES[TrapState.CHANGED]), elsewhere(TrapState.CHANGED)
    for shown in (
        trap_messages.huddle(trap),
        trap_messages.trap_notice(told, today=TODAY),
        trap_messages.trap_check_back(trap, today=TODAY),
        nudged(TrapStep.NEXT_STEP, TrapState.CONFIRMED),
    ):
        assert REFERENCE in shown.text
        assert not [words for words in (NAME, PLAN, CHANGE) if words in shown.text]
