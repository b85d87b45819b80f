"""Every party tries everything with an error trap, in every state; and what each is shown of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

import pytest

from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.ids import ChannelId, ReportId, TrapId, UserId
from bot.domain.report import Mode
from bot.domain.team import Team
from bot.domain.trap_lifecycle import TrapAction, TrapRole, TrapState
from bot.services.settings import Changes
from bot.views.trap_window import trap_window
from tests.builders import PRIYA
from tests.matrix.drawing import Drawing, drawing
from tests.matrix.refused import refused_or
from tests.matrix.test_at_action import same_as_for_none, while_away
from tests.matrix.trap_deeds import HANDED_BACK, TRAP_DOORS, Door, Target
from tests.matrix.trap_parties import HERE, THERE, TRAP_USERS, TrapParty, three_teams
from tests.matrix.trap_trial import DECIDE, TrapCase, TrapTrial, on_trial, try_everything
from tests.outcomes import CASES
from tests.services.world import World

NOBODYS = Target(TrapId("0" * 32), ReportId("0" * 32), ReportId("1" * 32), TrapId("2" * 32))
OURS, THEIRS = "kestrel", "heron"
"""What nothing but the words of Priya's report holds, and of the other team's."""

_OVER = frozenset({TrapState.DISMISSED, TrapState.MERGED})

AT_ONCE = [party for party in TrapParty if party is not TrapParty.ACTING]


STATES = pytest.mark.parametrize("state", TrapState)


@STATES
async def test_everybody_can_do_what_the_tables_say_and_nothing_else(
    world: World, state: TrapState, record_property: Callable[[str, object], None]
) -> None:
    team, drawn, tried = await three_teams(world), drawing(world, state), 0
    trial = await on_trial(world, state)
    for party in AT_ONCE:
        tried += await try_everything(trial, party, lambda *_: drawn.takes())
    async with trial.database.aside():
        await while_away(world, *team.managers)
        tried += await try_everything(trial, TrapParty.ACTING, lambda *_: drawn.takes())
    record_property(CASES, tried)


async def test_of_a_trap_that_does_not_exist_everybody_is_told_the_same(world: World) -> None:
    await three_teams(world)
    trial = await on_trial(world, TrapState.CHANGED)
    for party in AT_ONCE:
        for door in (*TRAP_DOORS.values(), *HANDED_BACK.values()):
            same_as_for_none(await trial.outcome(door, TRAP_USERS[party], NOBODYS))


def test_every_action_that_is_offered_is_tried() -> None:
    assert set(TRAP_DOORS) == set(TrapAction)


@dataclass(frozen=True)
class Look:
    """One party before a trap."""

    trial: TrapTrial
    party: TrapParty
    mode: Mode
    drawn: Drawing

    @property
    def case(self) -> TrapCase:
        return self.trial.case(self.party)

    @property
    def user(self) -> UserId:
        return TRAP_USERS[self.party]

    def check(self, shown: str) -> None:
        """Whether all of this may stand before their eyes."""
        has_reports = self.case.knows and self.trial.state not in _OVER
        assert (OURS in shown) is (has_reports and self.party in HERE)
        assert (THEIRS in shown) is (has_reports and self.party in THERE)
        if self.mode is not Mode.NAMED and self.party is not TrapParty.REPORTER:
            assert PRIYA not in shown

    async def at_the_trap(self) -> None:
        """All of it, of the reports those that they may read, and what they can do to it now."""
        services, id = self.trial.world.services, self.trial.target.id
        seen = await refused_or(services.traps.open(self.user, id))
        if isinstance(seen, GoodCatchError):
            assert not self.case.knows
            same_as_for_none(seen)
            return
        assert self.case.knows
        self.check(json.dumps(trap_window(seen)))
        assert seen.trap.may == {action for action in TrapAction if self.case.can(action)}
        works_on_it = bool(self.case.roles - {TrapRole.NEIGHBOUR})
        assert works_on_it or seen.trap.owner is None

    async def at_the_windows(self) -> int:
        """What opens with the trap in it; how many were tried."""
        tried = 0
        for action in TRAP_DOORS:
            if self.drawn.takes():
                await self._at_window(action, _opening(action))
                tried += 1
        for action, door in HANDED_BACK.items():
            await self._at_window(action, door)
            tried += 1
        return tried

    async def in_the_lists(self) -> None:
        """What can be chosen to put a report to, or to go into: without any report of it."""
        for action in (TrapAction.LINK, TrapAction.MERGE):
            found = await self.trial.world.services.traps.live(self.user, action)
            is_in_it = self.trial.target.id in {trap.id for trap in found}
            assert is_in_it is self.case.can(action)
            assert not [trap for trap in found if trap.reports]

    async def _at_window(self, action: TrapAction, door: Door) -> None:
        trial = self.trial
        async with trial.database.aside():
            opened = await refused_or(door(trial.world.services, self.user, trial.target))
        if not isinstance(opened, GoodCatchError):
            assert self.case.can(action), action
            return
        expected = self.case.of(action)
        assert type(opened) is expected, action
        if expected is NotAvailable:
            same_as_for_none(opened)


def _opening(action: TrapAction) -> Door:
    """The window in which somebody is about to do this."""
    return lambda services, user, trap: services.traps.open(user, trap.id, action)


@STATES
@pytest.mark.parametrize("mode", Mode)
async def test_everybody_is_shown_what_the_tables_say_and_nothing_else(
    world: World, mode: Mode, state: TrapState, record_property: Callable[[str, object], None]
) -> None:
    await three_teams(world)
    trial, drawn, tried = await on_trial(world, state, mode), drawing(world, mode, state), 0
    for party in AT_ONCE:
        look = Look(trial, party, mode, drawn)
        await look.at_the_trap()
        await look.in_the_lists()
        tried += 2 + await look.at_the_windows()
    record_property(CASES, tried)


class Loss(Enum):
    """What befalls somebody, and what they are no more to the trap because of it."""

    SETTINGS = ("settings", DECIDE)
    CHANNEL = ("channel", frozenset({TrapRole.MEMBER, TrapRole.NEIGHBOUR}))
    LEFT_SLACK = ("left", frozenset(TrapRole))
    WENT_ELSEWHERE = ("elsewhere", frozenset(TrapRole))

    def __init__(self, _: str, takes: frozenset[TrapRole]) -> None:
        self.takes = takes

    async def befall(self, world: World, team: Team, user: UserId) -> None:
        """It happens, and the bot has heard of it."""
        people, settings = world.people.people, world.services.settings
        if self is Loss.SETTINGS:
            managers = tuple(one for one in team.managers if one != user)
            await settings.save_team(replace(team, managers=managers))
            # The service is never without a learning lead.
            await settings.change_service(Changes(learning_leads=(PRIYA,)))
            return
        none, is_outsider = frozenset[ChannelId](), self is not Loss.CHANNEL
        people[user] = replace(people[user], channels=none, is_outsider=is_outsider)
        await world.services.sending.account_changed(user)


LOSERS: Mapping[TrapParty, tuple[Loss, ...]] = {
    TrapParty.PRACTITIONER: (Loss.CHANNEL, Loss.LEFT_SLACK),
    TrapParty.OWNER: (Loss.CHANNEL, Loss.WENT_ELSEWHERE),
    TrapParty.MANAGER: tuple(Loss),
    TrapParty.LEARNING_LEAD: (Loss.SETTINGS, Loss.LEFT_SLACK, Loss.WENT_ELSEWHERE),
    TrapParty.NEIGHBOUR: (Loss.CHANNEL, Loss.LEFT_SLACK),
    TrapParty.OTHER_MANAGER: (Loss.LEFT_SLACK, Loss.WENT_ELSEWHERE),
}


@STATES
async def test_whoever_lost_a_right_a_second_ago_has_lost_it(
    world: World, state: TrapState, record_property: Callable[[str, object], None]
) -> None:
    team, drawn, tried = await three_teams(world), drawing(world, state), 0
    trial = await on_trial(world, state)
    known = dict(world.people.people)
    for party, losses in LOSERS.items():
        for loss in losses:
            after = replace(trial, takes=loss.takes)
            async with trial.database.aside():
                await loss.befall(world, team, TRAP_USERS[party])
                tried += await try_everything(after, party, lambda *_: drawn.takes())
                await Look(after, party, Mode.CONFIDENTIAL, drawn).at_the_trap()
            world.people.people = dict(known)
    record_property(CASES, tried)
