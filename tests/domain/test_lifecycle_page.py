"""The page on the lifecycle shows the table and the refusals exactly as they are in the code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import EventKind
from bot.domain.lifecycle import TRANSITIONS, Action, State, Transition, refusal
from bot.domain.people import DECIDERS, Role

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "lifecycle.md"

WHO = {
    DECIDERS: "whoever decides",
    DECIDERS | {Role.TRYING}: "whoever decides or tries it",
    DECIDERS | {Role.TRYING, Role.REPORTER, Role.PRACTITIONER}: "anybody in the team",
    frozenset({Role.REPORTER}): "the reporter",
    frozenset({Role.LEARNING_LEAD}): "a learning lead",
    frozenset({Role.CLOCK}): "time alone",
    DECIDERS | {Role.CLOCK}: "whoever decides, time",
}


def _only_after(row: Transition) -> str:
    return " ".join(f"`{reply}`" for reply in sorted(row.after))


def _in_order(entry: tuple[tuple[State, Action], Transition]) -> tuple[int, int]:
    state, action = entry[0]
    return list(State).index(state), list(Action).index(action)


def the_table() -> str:
    """Every row of the table, in Markdown."""
    lines = ["| from | what | who | event | to | only after |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{state}` | `{action}` | {WHO[row.who]} | `{row.event}` | `{row.to}` "
        f"| {_only_after(row)} |".replace("|  |", "| |")
        for (state, action), row in sorted(TRANSITIONS.items(), key=_in_order)
    ]
    return "\n".join(lines)


def the_refusals() -> str:
    """Every state and action that can be refused, with its sentence, in Markdown."""
    lines = ["| what | in | sentence |", "|---|---|---|"]
    lines += [
        f"| `{action}` | {' '.join(f'`{state}`' for state in states)} | {sentence} |"
        for action, states, sentence in _refused()
    ]
    return "\n".join(lines)


def _refused() -> Iterator[tuple[Action, list[State], str]]:
    for action in Action:
        found: dict[str, list[State]] = {}
        for state in State:
            row = TRANSITIONS.get((state, action))
            if state is not State.WITHDRAWN and (row is None or row.after):
                found.setdefault(refusal(state, action).sentence, []).append(state)
        for sentence, states in found.items():
            yield action, states, sentence


@pytest.mark.parametrize("part", [the_table, the_refusals])
def test_the_page_holds_what_the_code_says(part: object) -> None:
    assert callable(part)
    assert part() in PAGE.read_text(encoding="utf-8")


def test_the_page_holds_no_row_besides() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.count("|") == 7]

    assert len(rows) == len(TRANSITIONS) + 2


@pytest.mark.parametrize("name", [*State, *EventKind])
def test_every_state_and_event_is_explained(name: State | EventKind) -> None:
    assert f"\n| `{name}` | " in PAGE.read_text(encoding="utf-8")
