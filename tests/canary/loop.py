"""The whole loop with all the canaries in it, from the first word to the last erasure."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.app import Running
from bot.domain.report import Report
from bot.services.settings import Changes
from sandbox.workspace import Workspace
from tests.canary.deciders import Deciders
from tests.canary.paths import Path
from tests.canary.reporters import Reporters
from tests.canary.stories import Story, crews_of
from tests.canary.wiretap import Wiretap
from tests.stories.deeds import kept, next_morning, settled

AT_ONCE = 2
"""Teams that live through the same hour together."""

BUSY = timedelta(days=9)
"""By then every promise is kept or has slipped, and a week has been summed up."""
LOOKED_BACK_ON = timedelta(weeks=4, days=1)
FORGOTTEN = timedelta(days=16)
"""After that: who has said that it helped is forgotten in a fortnight."""
_EVENING = timedelta(hours=9)
_DAY = timedelta(days=1)

MONTHS = 6
"""So long a report is kept here: the least that can be set."""
_LONG_AFTER = timedelta(days=31 * (MONTHS + 1))


@dataclass(frozen=True)
class Loop:
    """Every team with its manager, and what everybody in it does."""

    workspace: Workspace
    bot: Running
    stories: Sequence[Story]
    wiretap: Wiretap

    @property
    def reporters(self) -> Reporters:
        return Reporters(self.workspace, self.bot)

    @property
    def deciders(self) -> Deciders:
        return Deciders(self.workspace, self.bot, self.reporters)

    async def first_day(self) -> None:
        """Everybody reports, and some change their words."""
        await self._each(self.stories, self.reporters.report)
        await self._each(self.on(Path.EDITED), self.reporters.edit)
        await self.until_morning()

    async def second_day(self) -> None:
        """Managers answer and ask, reporters do their part; then the lead and the host."""
        crews = crews_of(self.stories)
        await self._together(partial(self.deciders.unfold, crew) for crew in crews)
        await self._each(self.stories, self.deciders.hear)
        await self._each(self.stories, self.reporters.carry_on)
        for story in self.on(Path.TALKED_OVER):
            other = next(one for one in self.on(Path.ADDED_TO) if one.crew == story.crew)
            await self.reporters.see_too(story, other)
        for story in self.on(Path.OPENED):
            await self.deciders.open(story)
        for story in self.on(Path.ERASED):
            await self.deciders.erase(story)
        await self.until_morning()

    async def weeks(self) -> None:
        """Promises slip, weeks are summed up, changes looked back on, and people forgotten."""
        await self.go_on(BUSY, step=timedelta(hours=4))
        # Looked at in the evening, a day brings everything but its digests, which are the same.
        await self.go_on(_EVENING)
        await self.go_on(LOOKED_BACK_ON - BUSY, step=_DAY)
        await self._each(self.on(Path.CHANGED), self.reporters.look_back)
        await self.go_on(FORGOTTEN, step=_DAY)
        for story in self.on(Path.CHANGED):
            if not story.is_anonymous:
                await self.reporters.take_code(story)
        await self._settled()

    async def months(self) -> None:
        """Reports have been kept long enough, and go."""
        await self.bot.services.settings.change_service(Changes(report_months=MONTHS))
        await self.go_on(_LONG_AFTER, step=timedelta(days=3))
        await self.until_morning()

    async def until_morning(self) -> None:
        """Let the night go by, with all that it tidies, and the digests come."""
        await self.go_on(next_morning(self.workspace.now) - self.workspace.now)

    async def go_on(self, time: timedelta, *, step: timedelta = timedelta(hours=1)) -> None:
        """Let time go by, and everything that is due be sent."""
        end = self.workspace.now + time
        while self.workspace.now < end:
            day = min(end, self.workspace.now + max(step, _DAY))
            await self.workspace.move_time(to=day, step=step)
            await self._settled()

    async def on_record(self) -> dict[str, Report]:
        """Every report that is there, by its reference."""
        return {report.reference: report for report in await kept(self.bot)}

    def on(self, path: Path) -> list[Story]:
        return [story for story in self.stories if story.path is path]

    async def _each(
        self, stories: Iterable[Story], deed: Callable[[Story], Awaitable[None]]
    ) -> None:
        """Do it for each of them, a few teams at a time."""
        crews: dict[int, list[Story]] = {}
        for story in stories:
            crews.setdefault(story.crew.number, []).append(story)

        async def of_one(crew: list[Story]) -> None:
            for story in crew:
                await deed(story)
                self.wiretap.listen()

        await self._together(partial(of_one, crew) for crew in crews.values())

    async def _together(self, deeds: Iterable[Callable[[], Awaitable[None]]]) -> None:
        """Do these, a few at a time, and wait until the bot has seen to all of it."""
        free = asyncio.Semaphore(AT_ONCE)

        async def do(deed: Callable[[], Awaitable[None]]) -> None:
            async with free:
                await deed()

        async with asyncio.TaskGroup() as group:
            for deed in deeds:
                group.create_task(do(deed))
        await self._settled()

    async def _settled(self) -> None:
        await settled(self.workspace, self.bot)
        self.wiretap.listen()
