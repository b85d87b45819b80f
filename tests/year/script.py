"""The script: what happens on each day of the year, hour by hour, with the bot up or down."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sandbox.workspace import Workspace
from tests.stories.bot_process import BotProcess
from tests.year.deciding import Deciding
from tests.year.hands import Hands
from tests.year.learning import Learning
from tests.year.ledger import REFERENCE, Ledger, Said
from tests.year.people import (
    CREWS,
    LEAD,
    LEAVE,
    LEAVER,
    LEAVES_ON,
    LONDON,
    NAMED_ON,
    SUCCESSOR,
    all_people,
    crew_of,
    is_at_work,
)
from tests.year.reporting import Reporting
from tests.year.stories import Story

_SATURDAY = 5
_QUIET_DAYS = 7
"""In a week everybody has a working day, whatever theirs are."""
_NIGHT = timedelta(hours=5)

WRITING_AT = (time(10, 15), time(13, 20), time(16, 40))
"""When people write, by the number of the story's slot."""


@dataclass(frozen=True)
class Outage:
    """The bot is killed at `begins` and started again at `ends`, both on London's clocks."""

    begins: datetime
    ends: datetime


@dataclass
class Script:
    """Everything that people do between two dates."""

    workspace: Workspace
    bot: BotProcess
    outages: Sequence[Outage]
    plot: Sequence[Story]
    random: Random
    ledger: Ledger = field(init=False)
    hands: Hands = field(init=False)
    deciding: Deciding = field(init=False)
    reporting: Reporting = field(init=False)
    learning: Learning = field(init=False)
    stories: dict[str, Story] = field(default_factory=dict)
    waiting_shown: dict[str, str] = field(default_factory=dict)
    """Which reports a reader was shown as waiting in the quiet days at the end."""
    _is_up: bool = True
    _put_off: list[Story] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger, self.hands = Ledger(self.workspace), Hands(self.workspace)
        self.deciding = Deciding(self.hands, self.random, self.stories)
        self.reporting = Reporting(self.hands, self.random, self.stories)
        self.learning = Learning(self.hands, self.ledger, self.random, self.stories)

    async def live(self, first: date, last: date) -> None:
        """Live through all days from `first` to `last`, and then some quiet ones."""
        day = first
        while day <= last:
            await self._day(day)
            day += timedelta(days=1)
        for _ in range(_QUIET_DAYS):
            await self._quiet_day(day)
            day += timedelta(days=1)
        await self._ask_for_figures()

    async def _day(self, day: date) -> None:
        busy = day.weekday() < _SATURDAY
        telling = {story.slot for story in self.plot if story.day == day}
        routines: tuple[tuple[time, Callable[[date], Awaitable[None]], bool], ...] = (
            (time(7, 30), self._absences, day in _days_of_note()),
            (time(8, 50), self._nothing, busy),
            (time(9, 10), self._messages, busy),
            (WRITING_AT[0], self._writing(0), busy or 0 in telling),
            (time(11, 30), self._messages, busy),
            (WRITING_AT[1], self._writing(1), 1 in telling),
            (time(14, 10), self._reactions, busy),
            (time(15, 10), self._traps, busy),
            (time(15, 30), self._own_reports, busy),
            (WRITING_AT[2], self._writing(2), 2 in telling),
            (time(18, 50), self._nothing, bool(telling)),
        )
        for at, routine, happens in routines:
            if happens:
                await self._reach(datetime.combine(day, at, LONDON))
                await routine(day)
                await self._settled()

    async def _quiet_day(self, day: date) -> None:
        """Nobody does anything but read all of their morning."""
        await self._reach(datetime.combine(day, time(8, 50), LONDON))
        for member in all_people():
            await self._read_on(member.id)
        await self._reach(datetime.combine(day, time(9, 10), LONDON))
        await self._settled()

    async def _ask_for_figures(self) -> None:
        """Somebody in each team asks for its figures, and the learning lead for those of all."""
        asking = {crew.practitioners[1]: crew.channel for crew in CREWS}
        for user, channel in {**asking, LEAD: f"D{LEAD[1:]}"}.items():
            person = self.workspace.person(user)
            assert (await person.command("/goodcatch", "team", channel=channel)).ok
            await self.hands.close(person)
        await self._settled()

    async def _read_on(self, user: str) -> None:
        self.ledger.catch_up()
        for said in self.ledger.fresh(user):
            if "morning" not in said.text.lower():
                continue
            shown = REFERENCE.findall(said.words)
            self.waiting_shown.update(dict.fromkeys(shown, user))
            if self.hands.offers(said, "rest"):
                await self.hands.press(user, said, "rest")
                await self._settled()
                await self._read_on(user)

    async def _nothing(self, _: date) -> None:
        """Digests have come by now, or the last cards; nobody has looked at them yet."""

    async def _messages(self, day: date) -> None:
        if not self._is_up:
            return
        for member in all_people():
            for said in self.ledger.fresh(member.id):
                await self.reporting.read(member.id, said)
                await self.learning.read(member.id, said)
                if is_at_work(member.id, day):
                    await self.deciding.read(member.id, said)

    def _writing(self, slot: int) -> Callable[[date], Awaitable[None]]:
        async def write(day: date) -> None:
            told = [story for story in self.plot if (story.day, story.slot) == (day, slot)]
            if not self._is_up:
                for story in told[:1]:
                    await self.reporting.is_turned_away(story)
                self._put_off += told
                return
            told, self._put_off = [*self._put_off, *told], []
            for story in told:
                await self.reporting.tell(story)

        return write

    async def _reactions(self, day: date) -> None:
        """Somebody who may puts an emoji on a card, somebody else has seen it too."""
        recent = [
            card for card in self._cards() if card.at > self.workspace.now - timedelta(days=2)
        ]
        if not recent or not self._is_up:
            return
        card = self.random.choice(recent)
        story = self.stories[card.reference]
        readers = [user for user in story.crew.practitioners if user != story.author]
        await self.reporting.see_too(self.random.choice(readers), card)
        manager = story.crew.led_by[0]
        if story.author != manager and is_at_work(manager, day) and manager != LEAVER:
            await self.deciding.react(manager, card)
        asked = [said for said in self.ledger.said[-200:] if said.thread and said.begins("Has it")]
        for said in asked[-1:]:
            await self.reporting.look_back(self.random.choice(readers), said)

    async def _traps(self, day: date) -> None:
        if self._is_up:
            await self.learning.work(day)
            await self.learning.link(day)

    def _cards(self) -> list[Said]:
        return [
            said
            for said in self.ledger.said[-400:]
            if said.channel.startswith("C") and not said.thread and said.reference in self.stories
            and said.begins("A new ")
        ]  # fmt: skip

    async def _own_reports(self, _: date) -> None:
        if self._is_up and self.stories:
            for story in self.random.sample(list(self.stories.values()), k=1):
                if story.author != LEAVER:
                    await self.reporting.look_at_own(story.author, story.crew.channel)

    async def _absences(self, day: date) -> None:
        """Somebody goes away, leaves for good, or is named."""
        assert self._is_up
        for user, leaves in LEAVE.items():
            for first, last in leaves:
                if day == first:
                    await self._go_away(user, last)
        if day == LEAVES_ON:
            self.workspace.deactivate(LEAVER)
        if day == NAMED_ON:
            await self._name(SUCCESSOR)

    async def _go_away(self, user: str, last: date) -> None:
        person = self.workspace.person(user)
        await self.hands.home(user)
        assert (await person.press(None, "I'm away")).ok
        assert await self.hands.form(user, until=str(last))

    async def _name(self, user: str) -> None:
        crew = crew_of(user)
        assert crew is not None
        lead = self.workspace.person(LEAD)
        assert (await lead.command("/goodcatch", "setup", channel=crew.channel)).ok
        assert await self.hands.form(LEAD, managers=[user])

    async def _reach(self, moment: datetime) -> None:
        """Let time go on to `moment`, with the bot killed and started where that falls between."""
        for outage in self.outages:
            if self._is_up and self.workspace.now < outage.begins <= moment:
                await self._forwards(outage.begins)
                await self.bot.kill()
                self._is_up = False
            if not self._is_up and self.workspace.now < outage.ends <= moment:
                await self._forwards(outage.ends)
                await self.bot.start()
                self._is_up = True
        await self._forwards(moment)

    async def _forwards(self, moment: datetime) -> None:
        moment = moment.astimezone(UTC)
        if not self._is_up:
            # Nobody is there to wait for.
            self.workspace.world.clock.jump_to(moment)
        elif moment > self.workspace.now:
            self._skip_the_night(moment)
            await self.workspace.move_time(to=moment)
        self.ledger.catch_up()

    def _skip_the_night(self, moment: datetime) -> None:
        """Leave out hours in which nothing can fall due, unless the clocks change in them."""
        now = self.workspace.now
        offsets = {one.astimezone(LONDON).utcoffset() for one in (now, moment)}
        if moment - now > _NIGHT and len(offsets) == 1:
            self.workspace.world.clock.jump_to(moment - timedelta(minutes=1))

    async def _settled(self) -> None:
        if self._is_up:
            await self.hands.a_moment()
        self.ledger.catch_up()


def _days_of_note() -> frozenset[date]:
    first_days = {first for leaves in LEAVE.values() for first, _ in leaves}
    return frozenset(first_days | {LEAVES_ON, NAMED_ON})
