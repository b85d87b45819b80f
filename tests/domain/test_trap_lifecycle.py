"""What may be done to an error trap, in which state, by whom; and the page that says so."""

from itertools import product
from pathlib import Path

import pytest

from bot.domain.errors import GoodCatchError, NoSuchTrapNow, NotAvailable, NotPossibleNow
from bot.domain.trap_lifecycle import (
    LIVE,
    MAY,
    TRANSITIONS,
    TrapAction,
    TrapEventKind,
    TrapRole,
    TrapState,
    TrapViewer,
    decide,
    refusal,
    state_after,
)
from tests.builders import AMINA

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "error-traps.md"

WHO = {
    TrapRole.MEMBER: "somebody of the team",
    TrapRole.NEIGHBOUR: "another team in it",
    TrapRole.DECIDER: "whoever decides",
    TrapRole.OWNER: "whoever has it",
    TrapRole.LEARNING_LEAD: "a learning lead",
}

AT_WORK = LIVE - {TrapState.PROPOSED}


def as_a(*roles: TrapRole) -> TrapViewer:
    return TrapViewer(AMINA, frozenset(roles))


@pytest.mark.parametrize(("action", "role"), list(product(TrapAction, TrapRole)))
def test_whoever_has_no_right_reads_the_same_in_every_state(
    action: TrapAction, role: TrapRole
) -> None:
    for state in TrapState:
        if role not in MAY[action]:
            with pytest.raises(NotAvailable):
                decide(state, action, as_a(role))
        elif (state, action) in TRANSITIONS:
            assert decide(state, action, as_a(role)) is TRANSITIONS[state, action].event
        else:
            with pytest.raises(refusal(state)):
                decide(state, action, as_a(role))


@pytest.mark.parametrize("action", TrapAction)
def test_whoever_is_nothing_to_a_trap_may_do_nothing(action: TrapAction) -> None:
    for state in TrapState:
        with pytest.raises(NotAvailable):
            decide(state, action, as_a())


def test_only_those_who_decide_say_what_is_one_trap() -> None:
    for action in (TrapAction.CONFIRM, TrapAction.DISMISS, TrapAction.LINK, TrapAction.MERGE):
        assert MAY[action] == {TrapRole.DECIDER, TrapRole.LEARNING_LEAD}


@pytest.mark.parametrize(
    ("state", "problem"), list(product(TrapState, [NoSuchTrapNow, NotPossibleNow]))
)
def test_what_is_no_trap_any_more_is_refused_in_other_words(
    state: TrapState, problem: type[GoodCatchError]
) -> None:
    assert (refusal(state) is problem) is ((state in LIVE) is (problem is NotPossibleNow))


def test_nothing_is_done_to_what_is_no_trap_any_more() -> None:
    assert {state for state, _ in TRANSITIONS} == LIVE


@pytest.mark.parametrize("state", sorted(AT_WORK))
def test_a_trap_at_work_can_always_be_planned_and_changed(state: TrapState) -> None:
    assert TRANSITIONS[state, TrapAction.PLAN].to is TrapState.REDESIGNING
    assert TRANSITIONS[state, TrapAction.CHANGE].to is TrapState.CHANGED


def test_the_state_follows_from_the_events() -> None:
    kind = TrapEventKind
    told = [
        (kind.PROPOSED, TrapState.PROPOSED),
        (kind.LINKED, TrapState.PROPOSED),
        (kind.CONFIRMED, TrapState.CONFIRMED),
        (kind.OWNED, TrapState.CONFIRMED),
        (kind.PLANNED, TrapState.REDESIGNING),
        (kind.CHANGED, TrapState.CHANGED),
        (kind.HELPED, TrapState.CHECKED),
        (kind.REOPENED, TrapState.REDESIGNING),
        (kind.CHANGED, TrapState.CHANGED),
        (kind.MERGED, TrapState.MERGED),
    ]
    for many in range(1, len(told) + 1):
        assert state_after(one for one, _ in told[:many]) is told[many - 1][1]


@pytest.mark.parametrize("state", TrapState)
def test_every_event_leads_where_the_table_says(state: TrapState) -> None:
    """An event means the same whichever action has left it behind."""
    found: dict[TrapEventKind, set[TrapState]] = {}
    for (here, _), row in TRANSITIONS.items():
        if here is state:
            found.setdefault(row.event, set()).add(row.to)
    assert all(len(leads_to) == 1 for leads_to in found.values())


def who(action: TrapAction) -> str:
    """Who may do it, in words."""
    roles = MAY[action]
    return (
        "anybody"
        if roles == set(TrapRole)
        else ", ".join(WHO[one] for one in TrapRole if one in roles)
    )


def the_table() -> str:
    """Every row of the table, in Markdown."""
    lines = ["| from | what | event | to |", "|---|---|---|---|"]
    for state, action in product(TrapState, TrapAction):
        row = TRANSITIONS.get((state, action))
        if row is not None:
            lines.append(f"| `{state}` | `{action}` | `{row.event}` | `{row.to}` |")
    return "\n".join(lines)


def the_rights() -> str:
    """Who may do what, in Markdown."""
    lines = ["| what | who |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{action}` | {who(action)} |" for action in TrapAction)])


def test_the_page_holds_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert the_table() in page
    assert the_rights() in page
    for problem in (NotPossibleNow, NoSuchTrapNow):
        assert problem.sentence in page


@pytest.mark.parametrize("name", [*TrapState, *TrapEventKind])
def test_every_state_and_event_is_explained(name: str) -> None:
    assert f"\n| `{name}` | " in PAGE.read_text(encoding="utf-8")
