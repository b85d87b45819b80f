"""One error trap on trial: what ought to come of every case, from the two tables alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.ids import TrapId, UserId
from bot.domain.report import Mode
from bot.domain.trap_lifecycle import (
    MAY,
    TRANSITIONS,
    TrapAction,
    TrapEventKind,
    TrapRole,
    TrapState,
    TrapTransition,
    refusal,
)
from storage import traps
from tests.matrix.expected import Nothing
from tests.matrix.refused import refused_or
from tests.matrix.rewinding import Rewinding
from tests.matrix.test_at_action import same_as_for_none
from tests.matrix.trap_deeds import TRAP_DOORS, Door, Target
from tests.matrix.trap_parties import TRAP_USERS, TrapParty, trap_roles
from tests.matrix.trap_stages import brought_to
from tests.services.world import World

Trail = tuple[TrapState, tuple[TrapEventKind, ...]]
Outcome = TrapTransition | Nothing | type[GoodCatchError]

_A_GUESS = frozenset({TrapState.PROPOSED, TrapState.DISMISSED})
DECIDE = frozenset({TrapRole.DECIDER, TrapRole.LEARNING_LEAD})


@dataclass(frozen=True)
class TrapCase:
    """What one party is to a trap in one state."""

    roles: frozenset[TrapRole]
    state: TrapState

    @property
    def knows(self) -> bool:
        """Whether they may know of it: before it is one, it is a guess about people's reports."""
        return bool(self.roles & DECIDE if self.state in _A_GUESS else self.roles)

    def may(self, action: TrapAction) -> bool:
        """Whether the table lets them, whatever state the trap is in."""
        return self.knows and bool(self.roles & MAY[action])

    def can(self, action: TrapAction) -> bool:
        """Whether they may do it now."""
        return self.may(action) and (self.state, action) in TRANSITIONS

    def of(self, action: TrapAction) -> Outcome:
        """What comes of it."""
        if not self.may(action):
            return NotAvailable
        if not self.can(action):
            return refusal(self.state)
        has_it = action is TrapAction.TAKE_ON and TrapRole.OWNER in self.roles
        return Nothing() if has_it else TRANSITIONS[self.state, action]


@dataclass(frozen=True)
class TrapTrial:
    """Where cases are tried: everything is the real thing, but for being undone."""

    world: World
    database: Rewinding
    target: Target
    state: TrapState
    before: Trail
    takes: frozenset[TrapRole] = field(default_factory=frozenset)
    """What whoever tries it was to the trap a second ago."""

    def case(self, party: TrapParty) -> TrapCase:
        held = trap_roles(party, self.state) - self.takes
        # Nobody has taken on what they are nothing to any more.
        return TrapCase(held if held - {TrapRole.OWNER} else frozenset(), self.state)

    async def outcome(
        self, door: Door, user: UserId, target: Target | None = None
    ) -> GoodCatchError | Trail:
        """What comes of going through a door: a refusal, or where the trap then stands."""
        async with self.database.aside():
            came = await refused_or(door(self.world.services, user, target or self.target))
            if isinstance(came, GoodCatchError):
                return came
            return await trail(self.world, self.target.id)


async def trail(world: World, id: TrapId) -> Trail:
    """Where a trap stands, and what has happened to it."""
    found = await world.database.read(lambda tx: traps.load(tx, id))
    assert found is not None
    return found.state, tuple(event.kind for event in found.events)


async def on_trial(world: World, state: TrapState, mode: Mode = Mode.CONFIDENTIAL) -> TrapTrial:
    database = world.database
    assert isinstance(database, Rewinding)
    target = await brought_to(world, state, mode)
    before = await trail(world, target.id)
    assert before[0] is state
    return TrapTrial(world, database, target, state, before)


def check(trial: TrapTrial, expected: Outcome, came: GoodCatchError | Trail) -> None:
    """Whether what came of a case is what the tables say."""
    match expected:
        case Nothing():
            assert came == trial.before
        case TrapTransition(event, to):
            assert came == (to, (*trial.before[1], event))
        case refused:
            assert type(came) is refused
            if refused is NotAvailable:
                same_as_for_none(came)


async def try_everything(
    trial: TrapTrial, party: TrapParty, takes: Callable[[TrapCase, TrapAction], bool]
) -> int:
    """Every action of one party that is chosen; how many cases that was."""
    case, tried = trial.case(party), 0
    for action, door in TRAP_DOORS.items():
        if not takes(case, action):
            continue
        came = await trial.outcome(door, TRAP_USERS[party])
        try:
            check(trial, case.of(action), came)
        except AssertionError as wrong:
            wrong.add_note(f"{party} tries to {action}")
            raise
        tried += 1
    return tried
