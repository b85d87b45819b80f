"""The error traps that somebody may know of, with what each of them waits for."""

from dataclasses import dataclass

from bot.domain.ids import UserId
from bot.domain.trap_list import TrapList, has_appeared, page, row
from bot.domain.trap_privacy import may_see
from bot.services import trap_standing
from bot.services.context import Context
from storage import traps
from storage.database import Transaction


@dataclass(frozen=True)
class TrapLists:
    """Serves everybody: each person finds what is theirs to see, and else an empty list."""

    context: Context

    async def live(self, user: UserId, first: int = 0) -> TrapList:
        """The traps that something can still come of, from the `first` of them on, eight at a time.

        Those of the teams somebody is in or decides for, and to learning leads all; of another team
        that works on one with their reports in it, they read the notice in their channel.

        Raises:
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: the database cannot be read.
        """
        colleague = await self.context.directory.colleague(user)

        async def look(tx: Transaction) -> TrapList:
            found = await traps.load_many(tx, await traps.live(tx))
            rows = []
            for one in await trap_standing.of_these(
                tx, self.context, found.values(), with_reports=False
            ):
                viewer = one.viewer(user, colleague)
                if may_see(one.trap, viewer) and has_appeared(one.trap, one.now):
                    shown, team = one.told(viewer), one.team
                    rows.append(
                        row(
                            one.trap,
                            shown,
                            team=team.name,
                            calendar=team.calendar,
                            today=one.today,
                        )
                    )
            return page(rows, first)

        return await self.context.database.read(look)
