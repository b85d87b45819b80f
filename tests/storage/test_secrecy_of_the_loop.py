"""Whatever confidential reporters do with their reports, nothing tells who they are, or when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode, Words
from bot.domain.taxonomy import Wish
from bot.services.changes import Altered
from bot.services.context import Context
from bot.services.menu import Services
from bot.services.own import Edit
from tests.builders import AMINA, CHANNEL
from tests.conftest import KnownPeople, StandingClock
from tests.services.world import World
from tests.storage.dumps import as_bytes, disguises, everything_in, rows_of

CANARY, SOMEBODY = UserId("U0CANARY7Q4Z"), UserId("U0SOMEBODY9X")
WORDS = Words(what="The form went to the wrong team", wish=Wish.TRY_MYSELF)

BEGINS = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
"""A Monday far from today: what is kept in real time cannot be taken for the reporter's time."""
AT_THEIR_DESK = timedelta(hours=4, minutes=23, seconds=41, microseconds=271_828)
NEAR = timedelta(minutes=5)
"""Less than the shortest wait before something shows."""


@dataclass
class Life:
    """Reports of several people, to all of which the same is done at the same moments."""

    world: World
    reports: dict[ReportId, UserId] = field(default_factory=dict)
    acted: list[datetime] = field(default_factory=list)
    """When the reporters did something."""

    async def file(self, *users: UserId, mode: Mode = Mode.CONFIDENTIAL) -> None:
        self._at_their_desk()
        for user in users:
            id = await self.world.file(user, mode=mode, audience=Audience.DECIDERS)
            self.reports[id] = user

    async def edit(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.edit(Edit(user, id, WORDS, 0, f"edit-{id}"))

    async def add(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.add(user, id, "One more thing", f"add-{id}")

    async def ask(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.happening(user, id)

    async def share(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.share(user, id)

    async def reopen(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.reopen(user, id, "It went wrong again", f"reopen-{id}")

    async def change(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            changed = Altered(user, id, "A new form", Strength.EASIER, f"changed-{id}")
            await self.world.services.changes.record(changed)

    async def judge(self, verdict: Verdict) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.changes.say(user, id, verdict)

    async def withdraw(self) -> None:
        self._at_their_desk()
        for id, user in self.reports.items():
            await self.world.services.own.withdraw(user, id)

    async def answer(self, reply: Reply) -> None:
        """The manager answers, on another day and on the hour."""
        self._next_morning()
        for id in self.reports:
            await self.world.say(AMINA, id, reply)
        await self.pass_time()

    async def pass_time(self) -> None:
        """A working day goes by, and everything that is due is sent."""
        clock = self.world.clock
        clock.moment = clock.moment.replace(minute=0, second=0, microsecond=0)
        await self.world.tick_at(hours=4)
        self._next_morning()
        await self.world.tick_at(hours=0)

    def _at_their_desk(self) -> None:
        self._next_morning()
        self.world.clock.moment += AT_THEIR_DESK
        self.acted.append(self.world.clock.moment)

    def _next_morning(self) -> None:
        clock = self.world.clock
        clock.moment = clock.moment.replace(hour=9, minute=0, second=0, microsecond=0)
        clock.move(days=3 if clock.moment.weekday() == 4 else 1)


@pytest.fixture
async def life(
    services: Services, context: Context, clock: StandingClock, people: KnownPeople
) -> Life:
    clock.moment = BEGINS
    world = World(services, context, clock, people)
    for user in (CANARY, SOMEBODY):
        people.introduce(user, CHANNEL)
    await world.set_up()
    return Life(world)


async def do_everything(life: Life, *users: UserId, mode: Mode = Mode.CONFIDENTIAL) -> None:
    """Everything a reporter can do, each on a day of its own."""
    await life.file(*users, mode=mode)
    await life.pass_time()
    for act in (life.edit, life.add, life.ask, life.share):
        await act()
        await life.pass_time()
    await life.answer(Reply.NOT_NOW)
    await life.reopen()
    await life.pass_time()
    await life.answer(Reply.GO_AHEAD)
    await life.change()
    await life.pass_time()
    await life.judge(Verdict.YES)
    await life.pass_time()
    await life.judge(Verdict.NO)
    await life.pass_time()
    await life.withdraw()
    await life.pass_time()


async def near_misses(life: Life) -> list[tuple[str, str, object]]:
    """Every moment that is kept and lies close to one at which a reporter did something."""
    return [
        (table, column, value)
        for table, row in await rows_of(life.world.database)
        for column, value in row.items()
        if isinstance(value, datetime) and any(abs(value - at) < NEAR for at in life.acted)
    ]


async def test_after_all_a_reporter_can_do_their_id_is_nowhere_in_the_database(
    life: Life,
) -> None:
    await do_everything(life, CANARY)

    kept = await everything_in(life.world.database)

    (id,) = life.reports
    kinds = await life.world.kinds(id)
    assert {"edited", "added", "asked", "shared", "reopened", "changed", "helped"} <= set(kinds)
    assert kinds[-1] == "withdrawn"
    assert AMINA.encode() in kept
    assert [hidden for hidden in disguises(CANARY) if hidden in kept] == []


async def test_after_all_a_confidential_reporter_can_do_no_moment_of_theirs_is_kept(
    life: Life,
) -> None:
    await do_everything(life, CANARY)

    assert await near_misses(life) == []
    kept = await everything_in(life.world.database)
    for moment in life.acted:
        assert str(int(moment.timestamp())).encode() not in kept


async def test_the_search_would_find_the_moments_of_a_named_reporter(life: Life) -> None:
    await do_everything(life, CANARY, mode=Mode.NAMED)

    found = {(table, column) for table, column, _ in await near_misses(life)}

    assert found >= {("event", "at"), ("audit", "at"), ("report", "released_at")}
    assert found >= {("delivery", "created_at"), ("delivery", "due_at")}


async def test_of_what_a_confidential_reporter_does_only_the_hour_is_kept(life: Life) -> None:
    await do_everything(life, CANARY)

    moments = {
        (table, row[column])
        for table, row in await rows_of(life.world.database)
        for column in ("at", "kept_until")
        if column in row
    }

    assert {table for table, _ in moments} == {"event", "audit", "dedupe"}
    for _, moment in moments:
        assert isinstance(moment, datetime)
        assert (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)


async def test_nothing_but_the_identity_tells_that_two_reports_are_of_one_person(
    life: Life,
) -> None:
    """What two reports of one person have in common, one of somebody else has as well."""
    await do_everything(life, CANARY, CANARY, SOMEBODY)
    rows = await rows_of(life.world.database)

    def unnamed(value: object) -> bytes:
        """Without which of them it is: what is alike in their words stands beside each other."""
        found = as_bytes(value)
        for each in life.reports:
            found = found.replace(each.encode(), b"a report")
        return found

    def said_of(id: ReportId, *, identities: bool) -> set[tuple[str, str, bytes]]:
        return {
            (table, column, unnamed(value))
            for table, row in rows
            if (table == "identity") is identities
            and any(id.encode() in as_bytes(value) for value in row.values())
            for column, value in row.items()
        }

    one, two, other = life.reports
    for identities in (True, False):
        common = said_of(one, identities=identities) & said_of(two, identities=identities)
        telling = common - said_of(other, identities=identities)
        assert bool(telling) is identities, telling
