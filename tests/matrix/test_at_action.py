"""Every party tries everything, in every mode and state: what comes of it stands in the tables."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.errors import GoodCatchError, NotAvailable, Outsider
from bot.domain.events import EventKind
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import TRANSITIONS, Action, State, Transition, refusal
from bot.domain.people import CLOCK, Role
from bot.domain.permissions import MAY, Deed
from bot.domain.report import Audience, Mode
from bot.domain.team import Team
from bot.services import standing
from bot.services.settings import Changes
from storage import reports
from storage.database import Transaction
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team
from tests.matrix.deeds import BESIDE, BY_CODE, DOORS, Door, Somebody, deed_of
from tests.matrix.drawing import A_FIFTH, drawing
from tests.matrix.expected import AT_THE_LIBRARY, Case, Nothing, Outcome
from tests.matrix.parties import ELSEWHERE, REPORTERS, USERS, Party, introduce, roles
from tests.matrix.rewinding import Rewinding
from tests.matrix.stages import LEO, ZOE, Filed, Stage, filed
from tests.outcomes import CASES
from tests.services.world import World

NOBODYS = ReportId("0" * 32)

Trail = tuple[State, tuple[EventKind, ...]]


@dataclass(frozen=True)
class Trial:
    """Where cases are tried: everything is the real thing, but for being undone."""

    world: World
    database: Rewinding
    report: Filed
    mode: Mode
    audience: Audience
    stage: Stage
    before: Trail
    lost: frozenset[Role] = frozenset()
    """What whoever tries it was to the report a second ago."""
    is_gone: bool = False
    """Whether whoever tries it has left the organisation."""

    def case(self, party: Party, *, by_code: bool) -> Case:
        held = roles(party, self.mode, self.audience, self.stage, by_code=by_code)
        gone = self.is_gone or party is Party.OUTSIDER
        return Case(held - self.lost, self.mode, self.audience, self.stage, is_outsider=gone)

    async def outcome(self, door: Door, party: Party, id: ReportId) -> GoodCatchError | Trail:
        """What comes of going through a door: a refusal, or where the report then stands."""
        user = USERS[party]
        who = Somebody(user, self.report.claim if party in REPORTERS else user)
        async with self.database.aside():
            written = self.database.writes
            try:
                await door(self.world.services, who, id)
            except GoodCatchError as refused:
                return refused
            if self.database.writes == written:
                return self.before
            return await trail(self.world, self.report.id)


async def trail(world: World, id: ReportId) -> Trail:
    """Where a report stands, and what has happened to it."""
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.state, tuple(event.kind for event in found.events)


async def the_teams(world: World) -> Team:
    """Riverside, and another team with a manager of its own."""
    introduce(world.people)
    riverside = a_team(managers=(AMINA, LEO, ZOE), deputies=(DAN,))
    harbour = a_team(
        channel=ELSEWHERE, name="Harbour", managers=(USERS[Party.OTHER_MANAGER],), deputies=()
    )
    saved, _ = await world.set_up(riverside, harbour)
    return saved


async def on_trial(world: World, mode: Mode, audience: Audience, stage: Stage) -> Trial:
    """One report that stands at `stage`."""
    database = world.database
    assert isinstance(database, Rewinding)
    report = await filed(world, mode, audience, stage)
    before = await trail(world, report.id)
    return Trial(world, database, report, mode, audience, stage, before)


def check(trial: Trial, expected: Outcome, came: GoodCatchError | Trail) -> None:
    """Whether what came of a case is what the tables say."""
    match expected:
        case Nothing():
            assert came == trial.before
        case Transition():
            assert not isinstance(came, GoodCatchError), came.message
            state, kinds = came
            assert kinds == (*trial.before[1], expected.event)
            assert state is expected.to
        case refused:
            assert type(came) is refused
    assert trial.before[0] is trial.stage.state


async def try_everything(trial: Trial, party: Party, chosen: Callable[[Case, Deed], bool]) -> int:
    """Every action and deed of one party that is `chosen`; how many cases that was."""
    tried = 0
    doors: list[tuple[Action | Deed, Door]] = [*DOORS.items(), *BESIDE.items()]
    for what, door in doors:
        case = trial.case(party, by_code=what in BY_CODE)
        if not chosen(case, deed_of(what) if isinstance(what, Action) else what):
            continue
        expected = case.of(what) if isinstance(what, Action) else case.beside(what)
        came = await trial.outcome(door, party, trial.report.id)
        try:
            check(trial, expected, came)
            if expected is NotAvailable:
                same_as_for_none(came)
        except AssertionError as wrong:
            wrong.add_note(f"{party} tries to {what}: {trial.mode}, {trial.audience}")
            raise
        tried += 1
    return tried


def same_as_for_none(came: object) -> None:
    """Nothing in a refusal tells it from that for a report which does not exist."""
    assert isinstance(came, GoodCatchError)
    assert (type(came), came.message, came.facts, came.returned) == (
        NotAvailable,
        NotAvailable.sentence,
        {},
        "",
    )


async def while_away(world: World, *managers: UserId) -> None:
    until = (world.clock.now() + timedelta(days=14)).date()
    for manager in managers:
        await world.services.absences.go(manager, until)


AT_ONCE = [party for party in Party if party not in {Party.ACTING, Party.OWN_MANAGER}]


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.name.lower())
@pytest.mark.parametrize("mode", Mode)
async def test_everybody_can_do_what_the_tables_say_and_nothing_else(
    world: World, mode: Mode, stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    drawn = drawing(world, mode, stage)
    tried = 0
    team = await the_teams(world)

    def chosen(case: Case, deed: Deed) -> bool:
        return drawn.takes() if case.may(deed) else drawn.takes(A_FIFTH)

    for audience in filter(stage.can_be, Audience):
        trial = await on_trial(world, mode, audience, stage)
        for party in AT_ONCE:
            tried += await try_everything(trial, party, chosen)
        async with trial.database.aside():
            settings, managers = world.services.settings, (*team.managers, PRIYA)
            await settings.save_team(replace(team, managers=managers))
            await settings.change_service(Changes(learning_leads=(MOIRA, PRIYA)))
            tried += await try_everything(trial, Party.OWN_MANAGER, chosen)
        async with trial.database.aside():
            await while_away(world, *team.managers)
            tried += await try_everything(trial, Party.ACTING, chosen)
    record_property(CASES, tried)


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.name.lower())
async def test_time_does_what_the_tables_say_and_nothing_else(world: World, stage: Stage) -> None:
    await the_teams(world)
    trial = await on_trial(world, Mode.CONFIDENTIAL, Audience.TEAM, stage)

    async def may(tx: Transaction) -> dict[Action, EventKind | type[GoodCatchError]]:
        now, vault = world.clock.now(), world.context.vault
        found = await standing.of_report(tx, vault, trial.report.id, now)
        came: dict[Action, EventKind | type[GoodCatchError]] = {}
        for action in Action:
            try:
                came[action] = found.decide(action, CLOCK)
            except GoodCatchError as refused:
                came[action] = type(refused)
        return came

    came = await world.database.read(may)

    for action in Action:
        row = TRANSITIONS.get((stage.state, action))
        if Role.CLOCK not in MAY[deed_of(action)]:
            assert came[action] is NotAvailable
        else:
            assert came[action] is (row.event if row else refusal(stage.state, action))


async def test_of_a_report_that_does_not_exist_everybody_is_told_the_same(world: World) -> None:
    await the_teams(world)
    trial = await on_trial(world, Mode.CONFIDENTIAL, Audience.TEAM, Stage.CHANGED)
    for party in AT_ONCE:
        for what, door in (*DOORS.items(), *BESIDE.items()):
            came = await trial.outcome(door, party, NOBODYS)
            if party is Party.OUTSIDER and what in AT_THE_LIBRARY:
                assert isinstance(came, Outsider)
            else:
                same_as_for_none(came)


def test_every_action_and_every_deed_is_tried() -> None:
    elsewhere = {Deed.READ_SHARED, Deed.READ_UNSHARED}

    assert set(DOORS) == set(Action)
    assert {*map(deed_of, DOORS), *BESIDE} | elsewhere == set(MAY)
