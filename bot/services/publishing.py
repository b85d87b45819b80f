"""The library's door: a learning lead lets a story out that its reporter has agreed to share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain import likely_names, personal_data
from bot.domain.errors import (
    MaskFirst,
    NotAgreed,
    NotAvailable,
    NotPossibleNow,
    NotYours,
    Outsider,
    TeamFirst,
    WordsNeeded,
)
from bot.domain.events import Event, EventKind
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId, UserId
from bot.domain.lesson import Lesson
from bot.domain.lifecycle import Action
from bot.domain.people import Viewer
from bot.domain.permissions import MAY, Deed
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.domain.text import is_empty
from bot.services import gentleness, lessons, owing, recording, standing, wording
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import reports, sharing, teams
from storage.database import Transaction

AT_ONCE = 30
"""Stories that are offered together; others come up as these are let out."""


@dataclass(frozen=True)
class Draft:
    """A story as everybody would read it, for the learning lead who is about to let it out.

    `seen` is what would tell who a child or family is, which has to be masked first; `names` are
    words that may be somebody's name, each once. `gentle` is what is asked about the title.
    """

    report: VisibleReport
    lesson: Lesson
    seen: tuple[Identifier, ...]
    names: tuple[str, ...]
    today: date
    gentle: Gentle | None = None


@dataclass(frozen=True)
class Release:
    """A story to be let out. `key` is the same when the same form arrives again."""

    user: UserId
    report: ReportId
    title: str
    key: str


@dataclass(frozen=True)
class Publishing:
    """Serves learning leads; to everybody else there is nothing here."""

    context: Context

    async def ready(self, user: UserId) -> tuple[VisibleReport, ...]:
        """The stories that this learning lead may let out now, the latest first.

        Raises:
            NotYours: they are no learning lead.
            Outsider: they are not of this service any more.
            DirectoryUnavailable: Slack did not say who this is.
        """
        await self._check_insider(user)

        async def look(tx: Transaction) -> tuple[VisibleReport, ...]:
            if user not in (await teams.the_service(tx)).learning_leads:
                raise NotYours
            ids = await sharing.agreed_to(tx, most=AT_ONCE)
            rows = await standing.of_these(tx, self.context.vault, ids, self.context.now())
            viewers = ((row, row.viewer(user)) for row in rows if user not in row.gone)
            seen = [row.visible_to(one) for row, one in viewers if row.is_visible_to(one)]
            return tuple(report for report in seen if report.may_publish)

        return await self.context.database.read(look)

    async def find(self, user: UserId, typed: str) -> Draft | VisibleReport:
        """The draft of the report with this reference, or the report, where it is out already.

        Raises what `open` raises.
        """
        await self._check_insider(user)

        async def look(tx: Transaction) -> Draft | VisibleReport:
            id = await reports.with_reference(tx, typed.strip().upper())
            if id is None:
                raise NotAvailable
            found = await self._standing(tx, id)
            viewer = _lead(found, user)
            visible = found.visible_to(viewer)
            return visible if visible.published else await self._draft(tx, found, viewer, "")

        return await self.context.database.read(look)

    async def open(self, user: UserId, id: ReportId) -> Draft:
        """What everybody would read, and what has to be masked before.

        Raises:
            NotAvailable: they are no learning lead, wrote it themselves, or were left out of it.
            NotAgreed: its reporter has not said yes, or does not any more.
            TeamFirst: only those who decide can read it.
            GoodCatchError: not now; `lifecycle.refusal` says why.
            DirectoryUnavailable: Slack did not say who this is.
        """
        await self._check_insider(user)

        async def look(tx: Transaction) -> Draft:
            found = await self._standing(tx, id)
            return await self._draft(tx, found, _lead(found, user), "")

        return await self.context.database.read(look)

    async def publish(self, given: Release, *, is_asked: bool) -> VisibleReport | Draft:
        """Let everybody in the service read the story; or hand the form back with a question.

        The title is asked about gently, once; `is_asked` says that it has been.

        Raises:
            WordsNeeded: there is no title.
            IdentifiersSeen: the title would tell who a child or family is.
            MaskFirst: something else in it would. There is no way past that but to mask it.
            Otherwise what `open` raises, and StorageUnavailable: doing it again is safe.
        """
        await self._check_insider(given.user)
        if is_empty(given.title):
            raise WordsNeeded
        title = wording.of_one(" ".join(given.title.split()), self.context.case_numbers)

        async def keep(tx: Transaction) -> VisibleReport | Draft:
            found = await self._standing(tx, given.report, for_change=True)
            viewer = _lead(found, given.user)
            gentle = None if is_asked else await gentleness.of_words(tx, title)
            if gentle is not None:
                return await self._draft(tx, found, viewer, title, gentle)
            if await first_time(tx, self.context, f"publish:{given.key}"):
                await self._publish(tx, found, viewer, title)
                found = await self._standing(tx, given.report)
            return found.visible_to(viewer)

        return await self.context.database.write(keep)

    async def take_out(self, user: UserId, id: ReportId) -> VisibleReport:
        """Let nobody find the story any more but those who could before it was let out.

        Raises:
            NotPossibleNow: it is out of the library already.
            Otherwise what `open` raises, but for what its reporter has said.
        """
        await self._check_insider(user)

        async def keep(tx: Transaction) -> VisibleReport:
            found = await self._standing(tx, id, for_change=True)
            viewer = _lead(found, user)
            kind = found.decide(Action.UNPUBLISH, viewer)
            last = found.report.latest(EventKind.PUBLISHED, EventKind.UNPUBLISHED)
            if last is None or last.kind is EventKind.UNPUBLISHED:
                raise NotPossibleNow
            await recording.happened(tx, self.context, found, Event(kind, self.context.now(), user))
            return (await self._standing(tx, id)).visible_to(viewer)

        return await self.context.database.write(keep)

    async def _publish(self, tx: Transaction, found: Standing, viewer: Viewer, title: str) -> None:
        draft = await self._draft(tx, found, viewer, title)
        if draft.seen:
            raise MaskFirst(kinds=", ".join(one.value for one in draft.seen))
        now = self.context.now()
        kind = found.decide(Action.PUBLISH, viewer)
        event = Event(kind, now, str(viewer.user), words=title)
        position = await recording.happened(tx, self.context, found, event)
        await owing.published(tx, found.report, event=position, now=now)

    async def _draft(
        self,
        tx: Transaction,
        found: Standing,
        viewer: Viewer,
        title: str,
        gentle: Gentle | None = None,
    ) -> Draft:
        """What `open` hands out, unless something stands in the way."""
        found.decide(Action.PUBLISH, viewer)
        _check_agreed(found)
        lesson = await lessons.draft(tx, found, title, UserId(str(viewer.user)))
        texts = tuple(lessons.texts(lesson))
        return Draft(
            report=found.visible_to(viewer),
            lesson=lesson,
            seen=self._identifiers(texts),
            names=_names(texts, found.team.allowed_names),
            today=found.today,
            gentle=gentle,
        )

    def _identifiers(self, texts: Iterable[str]) -> tuple[Identifier, ...]:
        pattern = self.context.case_numbers
        found = (one for text in texts for one in personal_data.find(text, case_pattern=pattern))
        return tuple(dict.fromkeys(one.kind for one in found))

    async def _check_insider(self, user: UserId) -> None:
        if (await self.context.directory.colleague(user)).is_outsider:
            raise Outsider

    async def _standing(
        self, tx: Transaction, id: ReportId, *, for_change: bool = False
    ) -> Standing:
        now = self.context.now()
        return await standing.of_report(tx, self.context.vault, id, now, for_change=for_change)


def _lead(found: Standing, user: UserId) -> Viewer:
    """Somebody who may let it out, whatever stands in the way now; raises NotAvailable else."""
    viewer = found.viewer(user)
    is_lead = bool(viewer.powers & MAY[Deed.PUBLISH])
    if user in found.gone or not is_lead or not found.is_visible_to(viewer):
        raise NotAvailable
    return viewer


def _check_agreed(found: Standing) -> None:
    report, shown = found.report, found.shown
    if shown.audience is not Audience.TEAM:
        raise TeamFirst
    # A yes counts once others may know of it, and a no at once.
    if not (report.may_leave_the_team and shown.may_leave_the_team):
        raise NotAgreed
    if report.is_published:
        raise NotPossibleNow


def _names(texts: Iterable[str], allowed: frozenset[str]) -> tuple[str, ...]:
    found = (
        text[name.start : name.end]
        for text in texts
        for name in likely_names.find(text, allowed=allowed)
    )
    return tuple(dict.fromkeys(found))
