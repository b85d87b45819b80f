"""The metrics page of a bot at work: what it says, and that nobody is in it."""

import aiohttp
import pytest

from bot.app import Running
from bot.metrics import DELIVERIES, LAST_EVENT, LOOP_LAG, OLDEST_DUE
from sandbox import cast
from sandbox.workspace import Workspace
from storage import outbox
from storage.errors import StorageUnavailable
from tests.stories.deeds import open_form


async def metrics(bot: Running) -> str:
    where = f"http://127.0.0.1:{bot.health_port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(where) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_it_says_whether_slack_was_heard_and_nothing_of_whom(
    workspace: Workspace, bot: Running
) -> None:
    assert LAST_EVENT not in await metrics(bot)
    await open_form(workspace.person("priya"), "/near-miss", "The old address")

    shown = await metrics(bot)

    assert f"\n{LAST_EVENT} 0.0\n" in shown
    assert f"\n{OLDEST_DUE} " in shown
    assert f'\n{DELIVERIES}{{state="held"}} 0.0\n' in shown
    for hidden in (cast.PRIYA, cast.RIVERSIDE, "Riverside", "near", "address"):
        assert hidden not in shown


async def test_it_answers_while_the_database_is_away(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StorageUnavailable("OperationalError")

    monkeypatch.setattr(outbox, "oldest_due", away)
    shown = await metrics(bot)
    assert LOOP_LAG in shown
    assert OLDEST_DUE not in shown
