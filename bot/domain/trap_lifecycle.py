"""The one table of what may be done to an error trap: in which state, by whom, leading where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.errors import GoodCatchError, NoSuchTrapNow, NotAvailable, NotPossibleNow
from bot.domain.ids import UserId


class TrapState(StrEnum):
    """Where an error trap stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REDESIGNING = "redesigning"
    CHANGED = "changed"
    CHECKED = "checked"
    DISMISSED = "dismissed"
    MERGED = "merged"


LIVE: Final = frozenset(TrapState) - {TrapState.DISMISSED, TrapState.MERGED}
"""Where something can still come of it."""


class TrapEventKind(StrEnum):
    """What happened to an error trap, in the past tense."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DESCRIBED = "described"
    """Its name, the place in the work or the factors were put in another way."""
    DISMISSED = "dismissed"
    """Somebody said that these are not one trap."""
    LINKED = "linked"
    UNLINKED = "unlinked"
    MERGED = "merged"
    """It went into another one."""
    OWNED = "owned"
    """Somebody took it on, or was asked to."""
    PLANNED = "planned"
    CHANGED = "changed"
    HELPED = "helped"
    """Somebody said that the change has helped, or a bit."""
    REOPENED = "reopened"
    """Somebody said that it is still there."""


class TrapAction(StrEnum):
    """What somebody can do to an error trap."""

    CONFIRM = "confirm"
    DESCRIBE = "describe"
    DISMISS = "dismiss"
    LINK = "link"
    UNLINK = "unlink"
    MERGE = "merge"
    OWN = "own"
    """Ask somebody to take it on."""
    TAKE_ON = "take_on"
    """Take it on oneself."""
    PLAN = "plan"
    CHANGE = "change"
    HELPED = "helped"
    STILL_THERE = "still_there"


class TrapRole(StrEnum):
    """What somebody is to an error trap; a person may be several things at once."""

    MEMBER = "member"
    """In the team that works on it."""
    NEIGHBOUR = "neighbour"
    """In another team one of whose reports belongs to it."""
    DECIDER = "decider"
    """Decides for the team that works on it: its managers, and its deputies in their place."""
    OWNER = "owner"
    """Has taken it on."""
    LEARNING_LEAD = "learning_lead"


@dataclass(frozen=True)
class TrapViewer:
    """Somebody looking at one error trap; `user` is None for a team's channel as a reader."""

    user: UserId | None
    roles: frozenset[TrapRole]


ITS_TEAM: Final = TrapViewer(user=None, roles=frozenset({TrapRole.MEMBER}))
"""The channel of the team that works on it, as a reader."""

OTHER_TEAM: Final = TrapViewer(user=None, roles=frozenset({TrapRole.NEIGHBOUR}))
"""The channel of another team with a report in it, and whoever is told no more than that."""

_LEADS = frozenset({TrapRole.LEARNING_LEAD})
_DECIDE = _LEADS | {TrapRole.DECIDER}
_WORK_ON_IT = _DECIDE | {TrapRole.OWNER}
_EVERYBODY = frozenset(TrapRole)

MAY: Final[Mapping[TrapAction, frozenset[TrapRole]]] = MappingProxyType(
    {
        TrapAction.CONFIRM: _DECIDE,
        TrapAction.DESCRIBE: _WORK_ON_IT,
        TrapAction.DISMISS: _DECIDE,
        TrapAction.LINK: _DECIDE,
        TrapAction.UNLINK: _DECIDE,
        TrapAction.MERGE: _DECIDE,
        TrapAction.OWN: _DECIDE,
        TrapAction.TAKE_ON: _DECIDE | {TrapRole.MEMBER},
        TrapAction.PLAN: _WORK_ON_IT,
        TrapAction.CHANGE: _WORK_ON_IT,
        TrapAction.HELPED: _EVERYBODY,
        TrapAction.STILL_THERE: _EVERYBODY,
    }
)
"""Who may do what to an error trap, whenever it is possible at all."""


@dataclass(frozen=True)
class TrapTransition:
    """A row of the table: what is recorded and where the trap stands afterwards."""

    event: TrapEventKind
    to: TrapState


def _rows() -> Iterator[tuple[TrapState, TrapAction, TrapTransition]]:
    kind, state = TrapEventKind, TrapState
    at_work = (state.CONFIRMED, state.REDESIGNING, state.CHANGED, state.CHECKED)
    done = (state.CHANGED, state.CHECKED)
    yield state.PROPOSED, TrapAction.CONFIRM, TrapTransition(kind.CONFIRMED, state.CONFIRMED)
    for here in (state.PROPOSED, state.CONFIRMED):
        yield here, TrapAction.DISMISS, TrapTransition(kind.DISMISSED, state.DISMISSED)
    for here in (state.PROPOSED, *at_work):
        yield here, TrapAction.LINK, TrapTransition(kind.LINKED, here)
        yield here, TrapAction.UNLINK, TrapTransition(kind.UNLINKED, here)
        yield here, TrapAction.MERGE, TrapTransition(kind.MERGED, state.MERGED)
    for here in at_work:
        yield here, TrapAction.DESCRIBE, TrapTransition(kind.DESCRIBED, here)
        yield here, TrapAction.OWN, TrapTransition(kind.OWNED, here)
        yield here, TrapAction.TAKE_ON, TrapTransition(kind.OWNED, here)
        yield here, TrapAction.PLAN, TrapTransition(kind.PLANNED, state.REDESIGNING)
        yield here, TrapAction.CHANGE, TrapTransition(kind.CHANGED, state.CHANGED)
    for here in done:
        yield here, TrapAction.HELPED, TrapTransition(kind.HELPED, state.CHECKED)
        yield here, TrapAction.STILL_THERE, TrapTransition(kind.REOPENED, state.REDESIGNING)


TRANSITIONS: Final[Mapping[tuple[TrapState, TrapAction], TrapTransition]] = MappingProxyType(
    {(state, action): row for state, action, row in _rows()}
)
"""Everything that is not in this table is refused with a kind sentence."""

_LEADS_TO = {(state, row.event): row.to for (state, _), row in TRANSITIONS.items()}


def decide(state: TrapState, action: TrapAction, viewer: TrapViewer) -> TrapEventKind:
    """The event that `action` by `viewer` leaves behind.

    Raises:
        NotAvailable: the viewer has no right to do this in any state; the words are those for a
            trap that does not exist.
        GoodCatchError: the right is there, but not in this state; `refusal` says which.
    """
    if not viewer.roles & MAY[action]:
        raise NotAvailable
    row = TRANSITIONS.get((state, action))
    if row is None:
        raise refusal(state)
    return row.event


def refusal(state: TrapState) -> type[GoodCatchError]:
    """Why something cannot be done in this state, by somebody who may do it in another."""
    return NotPossibleNow if state in LIVE else NoSuchTrapNow


def state_after(kinds: Iterable[TrapEventKind]) -> TrapState:
    """Where an error trap stands after these events, oldest first."""
    state = TrapState.PROPOSED
    for kind in kinds:
        state = _LEADS_TO.get((state, kind), state)
    return state
