"""Reporters who leave their name out after all, or put it to what they wrote."""

from dataclasses import dataclass

from bot.domain import release
from bot.domain.errors import NotAvailable
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode, Report
from bot.services import recording, settling, standing
from bot.services.context import Context
from bot.services.standing import Standing
from storage import identities, reports
from storage.database import Transaction


@dataclass(frozen=True)
class Naming:
    """Changes how a reporter is known; for nobody but the reporter, and never by a code."""

    context: Context

    async def unname(self, user: UserId, id: ReportId) -> VisibleReport:
        """Make a named report confidential, at once and everywhere it is drawn anew.

        Whatever the bot has posted with the name is drawn anew, but whoever has read it has read
        it, and Slack may have kept copies. A yes to being thanked by name is taken back.

        Raises:
            NotAvailable: it is not theirs, or nobody knows any more whose it is.
            TakenBack: nobody else can read it anyway.
            StorageUnavailable: nothing has changed.
        """
        return await self._known_as(user, id, Mode.CONFIDENTIAL, Action.UNNAME)

    async def name(self, user: UserId, id: ReportId) -> VisibleReport:
        """Put their name to a confidential report, at once. Raises as `unname` does."""
        return await self._known_as(user, id, Mode.NAMED, Action.NAME)

    async def _known_as(
        self, user: UserId, id: ReportId, mode: Mode, action: Action
    ) -> VisibleReport:
        async def change(tx: Transaction) -> VisibleReport:
            found = await self._theirs(tx, user, id)
            viewer = found.viewer(user)
            said = [found.decide(action, viewer)]
            visible = found.visible_to(viewer)
            if found.report.mode is mode:
                return visible
            if visible.credited:
                said.insert(0, EventKind.UNCREDITED)
            await identities.rekey(tx, self.context.vault, id, mode)
            await reports.know_as(tx, id, mode)
            # From here on it is kept like any report of its new mode, this very change included.
            for kind in said:
                found = await self._theirs(tx, user, id)
                event = Event(kind, self.context.now(), REPORTER)
                position = await recording.happened(tx, self.context, found, event, at_once=True)
                if kind is EventKind.UNNAMED:
                    await self._take_out(tx, found.report, f"event-{position}")
            found = await self._theirs(tx, user, id)
            return found.visible_to(found.viewer(user))

        return await self.context.database.write(change)

    async def _take_out(self, tx: Transaction, report: Report, cause: str) -> None:
        """Owe whatever names the reporter a look without the name; no row keeps the moment."""
        today = release.coarse_day(Mode.CONFIDENTIAL, self.context.now())
        await settling.unnamed(tx, report, cause=cause, now=today)

    async def _theirs(self, tx: Transaction, user: UserId, id: ReportId) -> Standing:
        now = self.context.now()
        found = await standing.of_report(tx, self.context.vault, id, now, for_change=True)
        if not found.wrote(user):
            raise NotAvailable
        return found
