"""One person's page: their own reports, what waits for them, and what is tried near them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.digest import Digest
from bot.domain.events import EventKind
from bot.domain.home import Own, Page
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import OPEN, State
from bot.domain.people import Colleague
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode, Report
from bot.domain.team import Team
from bot.services import mornings, standing
from bot.services.context import Context
from bot.services.mornings import Reader
from bot.services.own import own_of
from bot.services.standing import belongs
from storage import identities, reports, teams
from storage.database import Transaction

MOST_OWN = 20
"""As many as a window holds; the Home tab shows fewer of them."""
MOST_NEAR = 5
NEAR = timedelta(days=60)
"""How far back *Tried near you* looks."""

_NAMED = frozenset({Mode.NAMED})


@dataclass(frozen=True)
class Homes:
    """Puts a page together, for nobody but the person it is about."""

    context: Context

    async def page(self, user: UserId) -> Page:
        """What stands on somebody's Home tab: of their own and what is near, only named reports.

        Slack is told whose tab it is together with all that is in it, and a request is not to tie
        anybody to a report that does not show their name.

        Somebody from outside gets an empty page with `belongs` false; so does somebody in no team,
        with nothing on it but what they wrote while they were in one.

        Raises:
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: the database cannot be read.
        """
        return await self._of(user, _NAMED)

    async def mine(self, user: UserId) -> Page:
        """The same with everything of their own that is known to be theirs, and all that is near.

        For a window that opens for a click, without saying for whom. Raises as `page` does.
        """
        return await self._of(user, frozenset(Mode))

    async def _of(self, user: UserId, modes: frozenset[Mode]) -> Page:
        colleague = await self.context.directory.colleague(user)
        return await self.context.database.read(lambda tx: self._page(tx, colleague, modes))

    async def _page(self, tx: Transaction, colleague: Colleague, modes: frozenset[Mode]) -> Page:
        now = self.context.now()
        user = colleague.user
        found = await teams.in_channels(tx, colleague.channels)
        theirs = [team for team in found if belongs(colleague, team)]
        reader = (await mornings.readers_of(tx, [user])).get(user)
        if colleague.is_outsider:
            return replace(_nothing(user, _utc(now)), is_outsider=True)
        own, more = await self._own(tx, colleague, modes)
        if not (theirs or reader):
            whom = found[0].whom_to_ask if found and colleague.is_guest else None
            return replace(
                _nothing(user, _utc(now)),
                own=own,
                more_own=more,
                not_taken_by=whom,
                reads_stories=not colleague.is_guest,
            )
        first = theirs[0] if theirs else reader.teams[0] if reader else None
        today = first.calendar.day_of(now) if first else _utc(now)
        waiting, names = await self._waiting(tx, reader, today)
        return Page(
            user=user,
            today=today,
            own=own,
            more_own=more,
            waiting=waiting,
            teams=names,
            near=await self._near(tx, colleague, theirs, modes),
            decides=reader is not None,
            away_until=_away(reader, today),
        )

    async def _own(
        self, tx: Transaction, colleague: Colleague, modes: frozenset[Mode]
    ) -> tuple[tuple[Own, ...], int]:
        vault = self.context.vault
        ids = await identities.reports_of(tx, vault, colleague.user)
        rows = await standing.of_these(tx, vault, ids, self.context.now())
        ordered = sorted(
            (row for row in rows if row.report.mode in modes),
            key=lambda row: (_goes_on(row.report), row.report.filed_on, row.report.reference),
            reverse=True,
        )
        shown = tuple(own_of(row, colleague.user, colleague) for row in ordered[:MOST_OWN])
        return shown, max(len(ordered) - MOST_OWN, 0)

    async def _waiting(
        self, tx: Transaction, reader: Reader | None, today: date
    ) -> tuple[Digest, dict[ReportId, str]]:
        if reader is None:
            return Digest(today, ()), {}
        now = self.context.now()
        among = [team.id for team in reader.teams]
        rows = await standing.of_wanted(tx, self.context.vault, among, now)
        found = mornings.whole(rows, reader, reader.today(now))
        return found.digest, found.teams

    async def _near(
        self, tx: Transaction, colleague: Colleague, theirs: list[Team], modes: frozenset[Mode]
    ) -> tuple[VisibleReport, ...]:
        now = self.context.now()
        kinds = (EventKind.ANSWERED, EventKind.CHANGED)
        ids = await reports.in_which(
            tx,
            [team.id for team in theirs],
            kinds,
            since=now - NEAR,
            until=now,
            most=4 * MOST_NEAR,
        )
        rows = await standing.of_these(tx, self.context.vault, ids, now)
        viewers = [(row, row.viewer(colleague.user, colleague)) for row in rows]
        seen = [row.visible_to(viewer) for row, viewer in viewers if row.is_visible_to(viewer)]
        shown = (one for one in seen if one.mode in modes and _is_under_way(one))
        return tuple(shown)[:MOST_NEAR]


def _goes_on(report: Report) -> bool:
    """Whether its reporter can still expect something: an answer, or another look at it."""
    return report.state in OPEN or report.look_on is not None


def _is_under_way(report: VisibleReport) -> bool:
    """Whether something is tried or was changed; a *not now* and a talk are not."""
    if report.state is State.WITHDRAWN:
        return False
    reply = report.answer.reply if report.answer else None
    return report.change is not None or bool(reply and reply.is_tried)


def _away(reader: Reader | None, today: date) -> date | None:
    return reader.habits.away_until if reader and reader.habits.is_away(today) else None


def _utc(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _nothing(user: UserId, today: date) -> Page:
    return Page(
        user=user,
        today=today,
        own=(),
        more_own=0,
        waiting=Digest(today, ()),
        teams={},
        near=(),
        decides=False,
        belongs=False,
    )
