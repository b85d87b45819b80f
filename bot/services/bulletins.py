"""The monthly bulletin: drafted when its day comes, and let out by a learning lead, once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain import personal_data
from bot.domain.bulletin import Bulletin, BulletinId, BulletinState, month_of, next_draft
from bot.domain.errors import (
    BulletinSharedOutside,
    MaskStoryFirst,
    NoBulletinChannel,
    NotAvailable,
    NothingLeftToSend,
    NotInvited,
    NotPossibleNow,
)
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.lesson import Lesson
from bot.services import bulletin_owing, lessons, standing
from bot.services.context import Context
from storage import audit, bulletins, people, teams, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind


@dataclass(frozen=True)
class Bulletins:
    """Drafts each month's bulletin, and serves the learning leads who decide on it.

    Everything that they do raises NotAvailable for anybody else, and where there is no such
    bulletin; NotPossibleNow where it is decided already; DirectoryUnavailable where Slack did not
    say who somebody is; and StorageUnavailable: doing it again is safe.
    """

    context: Context

    async def come(self, due: Sequence[Timer]) -> None:
        """Draft the month's bulletin, however many months were missed, and set the next one."""
        for timer in due:
            await self.context.database.write(partial(self._come, timer))

    async def wind_up(self) -> None:
        """Set the first one, unless that is set."""

        async def begin(tx: Transaction) -> None:
            calendar = (await teams.the_service(tx)).calendar
            at = next_draft(self.context.now(), calendar)
            await timers.begin(tx, Timer(TimerKind.BULLETIN, "service", at))

        await self.context.database.write(begin)

    async def leave_out(self, user: UserId, id: BulletinId, story: ReportId) -> None:
        """Let it go out without one of its stories."""

        async def keep(tx: Transaction) -> None:
            found = await self._draft(tx, user, id)
            if story in found.stories:
                await bulletins.leave_out(tx, id, story)
                now = self.context.now()
                await bulletin_owing.draft_changed(tx, id, cause=f"without-{story}", now=now)

        await self._check_insider(user)
        await self.context.database.write(keep)

    async def let_be(self, user: UserId, id: BulletinId) -> None:
        """No bulletin this month: its stories wait for the next one."""

        async def keep(tx: Transaction) -> None:
            await self._draft(tx, user, id)
            await self._decide(tx, id, BulletinState.LET_BE, user)

        await self._check_insider(user)
        await self.context.database.write(keep)

    async def release(self, user: UserId, id: BulletinId) -> None:
        """Send it: what has left the library since it was drafted is not in it.

        Raises:
            NoBulletinChannel: none is named for it.
            BulletinSharedOutside, NotInvited: it cannot be sent there.
            MaskStoryFirst: something in it would tell others who a child or family is.
            NothingLeftToSend: there is no story in it any more.
        """
        await self._check_insider(user)
        channel = await self._channel()

        async def keep(tx: Transaction) -> None:
            found = await self._draft(tx, user, id)
            told = await stories(tx, self.context, found)
            if not told:
                raise NothingLeftToSend
            for lesson in told:
                _check(lesson, self.context.case_numbers)
            await self._decide(tx, id, BulletinState.RELEASED, user)
            await bulletin_owing.released(tx, found, channel, now=self.context.now())

        await self.context.database.write(keep)

    async def _come(self, timer: Timer, tx: Transaction) -> None:
        if not await timers.stands(tx, timer):
            return
        now = self.context.now()
        service = await teams.the_service(tx)
        later = Timer(timer.kind, timer.subject, next_draft(now, service.calendar))
        await timers.put_off(tx, later)
        gone = (await people.known(tx, service.learning_leads)).gone
        leads = [user for user in service.learning_leads if user not in gone]
        waiting = await bulletins.waiting(tx)
        if leads and waiting:
            month = month_of(service.calendar.day_of(now))
            id = await bulletins.add(tx, month, waiting)
            if id is not None:
                await bulletin_owing.drafted(tx, id, leads, now=now)

    async def _draft(self, tx: Transaction, user: UserId, id: BulletinId) -> Bulletin:
        """The bulletin, for a learning lead who may decide on it now."""
        found = await bulletins.load(tx, id, for_change=True)
        if found is None or user not in (await teams.the_service(tx)).learning_leads:
            raise NotAvailable
        if found.state is not BulletinState.DRAFTED:
            raise NotPossibleNow
        return found

    async def _decide(
        self, tx: Transaction, id: BulletinId, state: BulletinState, user: UserId
    ) -> None:
        now = self.context.now()
        await bulletins.decide(tx, id, state, user)
        await bulletin_owing.draft_changed(tx, id, cause=state.value, now=now)
        await audit.note(tx, at=now, actor=user, action=f"bulletin {state.value}", subject=id)

    async def _channel(self) -> ChannelId:
        service = await self.context.database.read(teams.the_service)
        if service.bulletin_channel is None:
            raise NoBulletinChannel
        # Asked before the transaction, so that none is held open while Slack answers.
        is_shared = await self.context.directory.is_shared(service.bulletin_channel)
        if is_shared is None:
            raise NotInvited
        if is_shared:
            raise BulletinSharedOutside
        return service.bulletin_channel

    async def _check_insider(self, user: UserId) -> None:
        if (await self.context.directory.colleague(user)).is_outsider:
            raise NotAvailable


async def stories(tx: Transaction, context: Context, of: Bulletin) -> tuple[Lesson, ...]:
    """The stories of a bulletin that stand in the library now, in their order."""
    found = await standing.of_these(tx, context.vault, of.stories, context.now())
    told = []
    for one in found:
        try:
            told.append(await lessons.of_report(tx, one))
        except NotAvailable:
            continue
    return tuple(told)


def identifiers(lesson: Lesson, case_numbers: re.Pattern[str] | None) -> tuple[str, ...]:
    """The kinds of what would tell others who a child or family is, each once."""
    texts = lessons.texts(lesson)
    found = (one for text in texts for one in personal_data.find(text, case_pattern=case_numbers))
    return tuple(dict.fromkeys(one.kind.value for one in found))


def _check(lesson: Lesson, case_numbers: re.Pattern[str] | None) -> None:
    seen = identifiers(lesson, case_numbers)
    if seen:
        raise MaskStoryFirst(reference=lesson.reference, kinds=", ".join(seen))
