"""What anybody in a team can say of a report on a card: this may be an error trap."""

from dataclasses import dataclass

from bot.domain.errors import InATrapAlready, NotAvailable, SharedFirst, TakenBack
from bot.domain.events import TEAM
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.people import DECIDERS, Colleague
from bot.domain.permissions import MAY, Deed
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.domain.text import is_empty
from bot.services import proposing, standing, trap_standing, wording
from bot.services.context import Context
from bot.services.proposing import Draft
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage.database import Transaction


@dataclass(frozen=True)
class Proposed:
    """That a report may be part of an error trap; `name` may be empty.

    `key` is the same when the same form arrives again.
    """

    user: UserId
    report: ReportId
    name: str
    key: str


@dataclass(frozen=True)
class TrapIdeas:
    """Puts to those who decide what a colleague thinks; who it was is not kept."""

    context: Context

    async def may_propose(self, user: UserId, report: ReportId) -> VisibleReport:
        """The report that somebody thinks is part of an error trap, for the form.

        Raises:
            NotAvailable: the person is not of its team, nor decides for it.
            InATrapAlready: it belongs to one.
            SharedFirst: not all of its team may read it.
            TakenBack: whoever wrote it has.
            DirectoryUnavailable: Slack did not say who this is.
        """
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> VisibleReport:
            found = await self._found(tx, report, colleague)
            return found.visible_to(found.viewer(user, colleague))

        return await self.context.database.read(look)

    async def propose(self, given: Proposed) -> None:
        """Ask those who decide whether it is a trap.

        Raises:
            IdentifiersSeen: the name would tell others who a child or family is.
            Otherwise what `may_propose` raises, and StorageUnavailable.
        """
        colleague = await self.context.directory.colleague(given.user)
        name = wording.of_one(given.name, self.context.case_numbers)
        key = f"trap-proposed:{given.key}"

        async def keep(tx: Transaction) -> None:
            if not await first_time(tx, self.context, key, mode=Mode.CONFIDENTIAL):
                return
            found = await self._found(tx, given.report, colleague, for_change=True)
            decides = found.viewer(given.user, colleague).roles & DECIDERS
            draft = Draft(
                team=found.team,
                reports=frozenset({given.report}),
                actor=given.user if decides else TEAM,
                name="" if is_empty(name) else name,
                stage=found.shown.words.stage,
                factors=found.shown.words.factors,
            )
            await proposing.propose(tx, self.context, draft)

        await self.context.database.write(keep)

    async def _found(
        self, tx: Transaction, id: ReportId, colleague: Colleague, *, for_change: bool = False
    ) -> Standing:
        context = self.context
        found = await standing.of_report(
            tx, context.vault, id, context.now(), for_change=for_change
        )
        viewer = found.viewer(colleague.user, colleague)
        # Whoever wrote it too, also among those who decide: leaving them out would tell who did.
        takes_part = viewer.roles & MAY[Deed.PROPOSE]
        if not takes_part or not found.is_visible_to(viewer):
            raise NotAvailable
        check(found)
        if found.report.trap is not None:
            raise InATrapAlready
        return found


def check(found: Standing) -> None:
    """Whether a report can belong to an error trap, for somebody who may read it.

    Raises:
        TakenBack: whoever wrote it has taken it back.
        SharedFirst: not all of its team may read it.
        NotAvailable: nobody else can come upon it yet.
    """
    if found.shown.state is State.WITHDRAWN:
        raise TakenBack
    if found.shown.audience is not Audience.TEAM:
        raise SharedFirst
    if not trap_standing.is_shared(found):
        raise NotAvailable
