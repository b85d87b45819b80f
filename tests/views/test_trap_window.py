"""The window of an error trap: what one person may read of it, and may do."""

import json

import pytest

from bot.domain.trap_lifecycle import OTHER_TEAM, TrapState, TrapViewer
from bot.views.ids import Action, row_of
from bot.views.trap_window import trap_window
from tests.views.reading import Json, buttons, everything, parts, people, quoted
from tests.views.slack_rules import refusals
from tests.views.traps import (
    CHANGE,
    DECIDES,
    ID,
    LEARNS,
    NAME,
    OWNS,
    PLAN,
    REOPENED_STORY,
    STORIES,
    near_misses,
    read_by,
)

WORKING = [Action.TRAP_PLAN, Action.TRAP_CHANGED, Action.TRAP_DESCRIBE]
DECIDING = [
    Action.TRAP_OWN,
    Action.TRAP_PLAN,
    Action.TRAP_CHANGED,
    Action.TRAP_DESCRIBE,
    Action.TRAP_MERGE,
]


def row(view: Json) -> list[str]:
    """The buttons about the trap itself."""
    rows = [block for block in view["blocks"] if block["type"] == "actions"]
    about = [block for block in rows if not row_of(block.get("block_id", ""))]
    return [button["action_id"] for button in about[0]["elements"]] if about else []


@pytest.mark.parametrize("viewer", [DECIDES, LEARNS])
def test_whoever_decides_is_offered_whatever_can_be_done_now(viewer: TrapViewer) -> None:
    proposed = trap_window(read_by(viewer, STORIES[TrapState.PROPOSED]))
    assert row(proposed) == [Action.TRAP_CONFIRM, Action.TRAP_MERGE, Action.TRAP_DISMISS]
    confirmed = trap_window(read_by(viewer))
    assert row(confirmed) == [Action.TRAP_TAKE_ON, *DECIDING, Action.TRAP_DISMISS]
    redesigning = trap_window(read_by(viewer, STORIES[TrapState.REDESIGNING]))
    assert row(redesigning) == DECIDING


def test_whoever_has_taken_it_on_works_on_it_and_decides_nothing_else() -> None:
    shown = trap_window(read_by(OWNS, STORIES[TrapState.REDESIGNING], reports=near_misses(2)))
    assert row(shown) == WORKING
    assert Action.TRAP_LEAVE_OUT not in buttons(shown)


def test_another_team_reads_name_plan_and_change_and_can_say_that_it_is_still_there() -> None:
    shown = trap_window(read_by(OTHER_TEAM, REOPENED_STORY, unseen=3))
    assert NAME in everything(shown)
    assert quoted(shown) == [PLAN, CHANGE]
    assert people(shown) == set()
    assert buttons(shown) == []
    done = trap_window(read_by(OTHER_TEAM, STORIES[TrapState.CHANGED], unseen=3))
    assert buttons(done) == [Action.TRAP_STILL_THERE]


def test_the_whole_story_stands_in_it_oldest_first() -> None:
    said = everything(trap_window(read_by(DECIDES, REOPENED_STORY)))
    told = ["What is planned", PLAN, "What was changed", CHANGE, "it is still there."]
    places = [said.index(words) for words in told]
    assert places == sorted(places)


def test_each_near_miss_can_be_left_out_by_whoever_decides() -> None:
    reports = near_misses(3)
    shown = trap_window(read_by(DECIDES, reports=reports))
    found = [
        (row_of(block["block_id"]), block["elements"][0]["value"])
        for block in shown["blocks"]
        if row_of(block.get("block_id", ""))
    ]
    assert found == [(report.id, ID) for report in reversed(reports)]


def test_the_window_remembers_which_trap_it_shows() -> None:
    shown = trap_window(read_by(DECIDES))
    assert json.loads(shown["private_metadata"]) == {"trap": ID}
    assert "callback_id" not in shown


def test_one_presses_on_to_the_last_page_and_back_to_the_newest() -> None:
    seen = read_by(DECIDES, reports=near_misses(60))
    first = trap_window(seen)
    [on] = [part for part in parts(first) if part.get("action_id") == Action.TRAP_PAGE]
    assert on["text"]["text"] == "Show the next ones"
    trap, _, after = on["value"].partition(":")
    assert trap == ID
    last = trap_window(seen, 59)
    [back] = [part for part in parts(last) if part.get("action_id") == Action.TRAP_PAGE]
    assert (back["text"]["text"], back["value"]) == ("Back to the newest", f"{ID}:0")
    assert len([part for part in first["blocks"] if "row-" in part.get("block_id", "")]) == int(
        after
    )
    assert Action.TRAP_PAGE not in buttons(trap_window(read_by(DECIDES, reports=near_misses(2))))


@pytest.mark.parametrize("state", TrapState)
def test_slack_takes_it_in_every_state(state: TrapState) -> None:
    assert refusals(trap_window(read_by(DECIDES, STORIES[state], reports=near_misses(3)))) == []
