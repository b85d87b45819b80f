"""Finding and reading stories, for whoever works in the service; never a summary of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.errors import LibraryOfTeams, NotAvailable, Outsider
from bot.domain.ids import ReportId, UserId
from bot.domain.lesson import Lesson
from bot.domain.library import LONGEST, Reading, Search, Shelf
from bot.domain.people import Colleague
from bot.services import lessons, standing
from bot.services.context import Context
from bot.services.standing import belongs
from storage import reports, search, teams
from storage.database import Transaction

ON_A_PAGE = 10


@dataclass(frozen=True)
class Library:
    """Serves everybody in the service. A guest of the workspace has to belong to a team.

    Everything raises Outsider or LibraryOfTeams where somebody may not read here,
    DirectoryUnavailable where Slack did not say who they are, and StorageUnavailable.
    """

    context: Context

    async def find(self, user: UserId, wanted: Search) -> Shelf:
        """The stories that have all of this in them, the best first.

        A reference finds the story that is called so, and nothing else.
        """
        colleague = await self.context.directory.colleague(user)
        wanted = replace(wanted, words=" ".join(wanted.words.split())[:LONGEST])

        async def look(tx: Transaction) -> Shelf:
            await _admit(tx, colleague)
            ids = await _found(tx, wanted)
            page = await self._lessons(tx, ids[:ON_A_PAGE])
            if wanted.strength:
                # A change that others do not see yet is in the index, and not in the story.
                page = [one for one in page if one.strength is wanted.strength]
            return Shelf(
                search=wanted,
                lessons=tuple(page),
                following=wanted.first + ON_A_PAGE if len(ids) > ON_A_PAGE else None,
                # Of the page: whether there is a report of some name is not told.
                is_empty=not (page or await search.find(tx, "", limit=1)),
                today=await _today(tx, self.context),
            )

        return await self.context.database.read(look)

    async def read(self, user: UserId, id: ReportId) -> Reading:
        """All of one story.

        Raises:
            NotAvailable: it is not in the library, or not any more.
        """
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> Reading:
            await _admit(tx, colleague)
            now = self.context.now()
            found = await standing.of_report(tx, self.context.vault, id, now)
            lesson = await lessons.of_report(tx, found)
            leads = (await teams.the_service(tx)).learning_leads
            # Whoever was left out of a report decides nothing about it.
            decides = user in leads and found.viewer(user).may_decide
            return Reading(lesson, await _today(tx, self.context), may_take_out=decides)

        return await self.context.database.read(look)

    async def _lessons(self, tx: Transaction, ids: Sequence[ReportId]) -> list[Lesson]:
        """The stories of these reports; what has left the library a moment ago is passed over."""
        found = await standing.of_these(tx, self.context.vault, ids, self.context.now())
        told = []
        for one in found:
            try:
                told.append(await lessons.of_report(tx, one))
            except NotAvailable:
                continue
        return told


async def _admit(tx: Transaction, colleague: Colleague) -> None:
    if colleague.is_outsider:
        raise Outsider
    if colleague.is_guest:
        theirs = await teams.in_channels(tx, colleague.channels)
        if not any(belongs(colleague, team) for team in theirs):
            raise LibraryOfTeams


async def _found(tx: Transaction, wanted: Search) -> tuple[ReportId, ...]:
    """One more than is shown, where there is more."""
    called = await reports.with_reference(tx, wanted.words.upper()) if wanted.words else None
    if called is not None:
        return (called,)
    return await search.find(
        tx,
        wanted.words,
        stage=wanted.stage,
        factor=wanted.factor,
        strength=wanted.strength,
        limit=ON_A_PAGE + 1,
        offset=wanted.first,
    )


async def _today(tx: Transaction, context: Context) -> date:
    return (await teams.the_service(tx)).calendar.day_of(context.now())
