"""The one table of what may be done to a report, in which state, by whom, and what it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAvailable, NotPossibleNow
from bot.domain.events import Event, EventKind
from bot.domain.people import DECIDERS, Role, Viewer


class State(StrEnum):
    """Where a report stands."""

    NEW = "new"
    SEEN = "seen"
    ANSWERED = "answered"


class Action(StrEnum):
    """What somebody can do to a report."""

    SEE = "see"
    THANK = "thank"
    ANSWER = "answer"


@dataclass(frozen=True)
class Transition:
    """A row of the table: who may, what is recorded and where the report stands afterwards."""

    who: frozenset[Role]
    event: EventKind
    to: State


TRANSITIONS: dict[tuple[State, Action], Transition] = {
    (State.NEW, Action.SEE): Transition(DECIDERS, EventKind.SEEN, State.SEEN),
    (State.NEW, Action.THANK): Transition(DECIDERS, EventKind.THANKED, State.SEEN),
    (State.SEEN, Action.THANK): Transition(DECIDERS, EventKind.THANKED, State.SEEN),
    (State.ANSWERED, Action.THANK): Transition(DECIDERS, EventKind.THANKED, State.ANSWERED),
    (State.NEW, Action.ANSWER): Transition(DECIDERS, EventKind.ANSWERED, State.ANSWERED),
    (State.SEEN, Action.ANSWER): Transition(DECIDERS, EventKind.ANSWERED, State.ANSWERED),
    (State.ANSWERED, Action.ANSWER): Transition(DECIDERS, EventKind.ANSWERED, State.ANSWERED),
}
"""Everything that is not in this table is refused with a kind sentence."""

_LEADS_TO: dict[tuple[State, EventKind], State] = {
    (state, row.event): row.to for (state, _), row in TRANSITIONS.items()
}


def decide(state: State, action: Action, viewer: Viewer, *, thanked: bool) -> EventKind:
    """The event that `action` by `viewer` leaves behind.

    `thanked` says whether somebody has said thank you already: it is said once.

    Raises:
        NotAvailable: the viewer has no right to do this; the words are those for a report that
            does not exist.
        NotPossibleNow: the right is there, but not in this state.
    """
    rows = [row for (_, act), row in TRANSITIONS.items() if act is action]
    if not viewer.may_decide or not any(viewer.roles & row.who for row in rows):
        raise NotAvailable
    row = TRANSITIONS.get((state, action))
    if row is None or (thanked and row.event is EventKind.THANKED):
        raise NotPossibleNow
    return row.event


def state_after(events: Iterable[Event]) -> State:
    """Where a report stands after `events`, oldest first; the events alone decide it."""
    state = State.NEW
    for event in events:
        state = _LEADS_TO.get((state, event.kind), state)
    return state
