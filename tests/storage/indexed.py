"""Reports that stand in the full text index, put there without anybody writing a form."""

from dataclasses import replace
from datetime import date

from bot.domain.ids import ChannelId, ReportId, TeamId
from bot.domain.report import Report, Words
from bot.domain.stems import stems
from storage import reports, search, teams
from storage.database import Database, Transaction
from storage.search import Entry
from tests.builders import a_report, a_team

RIVERSIDE = TeamId("riverside")
HILLTOP = TeamId("hilltop")
MONDAY = date(2026, 11, 23)


async def indexed(
    database: Database,
    words: Words | str,
    *,
    team: TeamId = RIVERSIDE,
    is_shared: bool = True,
    is_published: bool = False,
    told: str = "",
    filed_on: date = MONDAY,
    id: ReportId | None = None,
) -> ReportId:
    """A report of this team that can be found; `told` is what was said and done about it."""
    owner = a_team(id=team, channel=ChannelId(f"C{team}"), name=team)
    written = Words(what=words) if isinstance(words, str) else words
    report = replace(a_report(team=owner, filed_on=filed_on), words=written)
    report = replace(report, id=id or report.id)

    async def store(tx: Transaction) -> None:
        if await teams.by_id(tx, team) is None:
            await teams.save(tx, owner)
        assert await reports.add(tx, report)
        await put(tx, report, is_shared=is_shared, is_published=is_published, told=told)

    await database.write(store)
    return report.id


async def put(
    tx: Transaction,
    report: Report,
    *,
    is_shared: bool = True,
    is_published: bool = False,
    told: str = "",
) -> None:
    """Let a report that is stored be found."""
    own = stems(" ".join(report.words.texts().values()))
    readable = report.team if is_shared else None
    await search.put(tx, Entry(report.id, own, own | stems(told), readable, is_published))
