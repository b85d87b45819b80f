"""A Slack that refuses the charts gets the same figures as a table in text, once and at once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.ids import ChannelId
from sandbox import cast
from sandbox.seen import SeenMessage
from storage import reports, teams
from storage.database import Database, Transaction
from tests.builders import a_report
from tests.delivery.conftest import AMINA, CHANNEL, PRIYA, Office

POST = "chat.postMessage"
CHART = "data_visualization"


async def answered(database: Database) -> None:
    """Reports of a few months ago, each answered some days later."""

    async def keep(tx: Transaction) -> None:
        [team] = await teams.in_channels(tx, [CHANNEL])
        for month in range(1, 9):
            at = datetime(2026, month, 5, 10, tzinfo=UTC)
            events = (
                Event(EventKind.FILED, at, REPORTER),
                Event(EventKind.ANSWERED, at + timedelta(days=month), AMINA, reply=Reply.NOT_NOW),
            )
            report = a_report(team=team, filed_on=at.date(), released_at=at, events=events[1:])
            assert await reports.add(tx, report)

    await database.write(keep)


async def asked(office: Office) -> list[SeenMessage]:
    """What Priya gets who asks for her team's figures, once nothing is owed any more."""
    await office.services.figures.ask(PRIYA, ChannelId(CHANNEL))
    await office.until_nothing_is_owed()
    direct = office.workspace.messages(office.workspace.person(cast.PRIYA).dm_id)
    return [one for one in direct if "figures" in one.text]


def kinds(message: SeenMessage) -> list[str]:
    return [block["type"] for block in message.blocks]


async def test_figures_come_with_a_chart(sending: Office, database: Database) -> None:
    await answered(database)
    [figures] = await asked(sending)
    assert kinds(figures).count(CHART) == 1
    assert sending.calls(POST) == 1


async def test_where_charts_are_refused_they_come_as_a_table_with_the_same_values(
    sending: Office, database: Database
) -> None:
    await answered(database)
    sending.workspace.faults.unknown_blocks.add(CHART)

    [figures] = await asked(sending)

    assert CHART not in kinds(figures)
    assert "How long a first answer took" in figures.plain
    assert "Mar 2026" in figures.plain
    assert "Middle line" in figures.plain
    assert sending.calls(POST) == 2


@pytest.mark.parametrize("effect", ["429", "drop_before"])
async def test_whatever_else_goes_wrong_then_is_put_right_as_ever(
    sending: Office, database: Database, effect: str
) -> None:
    await answered(database)
    sending.workspace.faults.unknown_blocks.add(CHART)
    sending.workspace.faults.next(POST, effect)  # type: ignore[arg-type] # one of the effects
    assert [CHART in kinds(one) for one in await asked(sending)] == [False]
