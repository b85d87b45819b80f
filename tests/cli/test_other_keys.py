"""A bot with other keys than its reports were stored under does not start, and says why."""

import asyncio
import base64
from pathlib import Path
from random import Random

import pytest
from cryptography.fernet import Fernet

from bot.app import WrongKeys, opened, running, slack_client
from bot.config import Settings
from bot.delivery.directory import Home, SlackDirectory
from bot.domain.ids import ChannelId, UserId
from bot.domain.report import Kind
from sandbox import cast
from sandbox.workspace import Workspace
from tests.builders import a_team, sent
from tests.cli.conftest import GIVEN, Goodcatch
from tests.cli.test_config import given_as

RIVERSIDE, PRIYA = ChannelId(cast.RIVERSIDE), UserId(cast.PRIYA)

OTHERS = {
    "GOODCATCH_SECRET_KEYS": Fernet.generate_key().decode(),
    "GOODCATCH_INDEX_KEYS": base64.b64encode(Random(5).randbytes(32)).decode(),
}

LACKS = {"GOODCATCH_SECRET_KEYS": "opened", "GOODCATCH_INDEX_KEYS": "found"}


@pytest.fixture
async def settings(workspace: Workspace, host: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """The settings under which a report has been stored."""
    host.setenv("SLACK_API_URL", workspace.api_url)
    host.setenv("GOODCATCH_PORT", "0")
    given = given_as(
        GIVEN | {"SLACK_API_URL": workspace.api_url, "GOODCATCH_DATA": str(tmp_path / "data")}
    )
    client = slack_client(given, timeout=2)
    home = Home(str((await client.auth_test())["team_id"]))
    async with opened(given, directory=SlackDirectory(client, home=home)) as services:
        await services.settings.save_team(
            a_team(channel=RIVERSIDE, managers=(UserId(cast.AMINA),), deputies=())
        )
        form = await services.capture.begin(PRIYA, RIVERSIDE, Kind.NEAR_MISS, "")
        await services.capture.submit(sent(form, user=PRIYA))
    return given


@pytest.mark.parametrize("name", OTHERS)
async def test_run_says_which_settings_to_put_right_and_calls_nobody(
    goodcatch: Goodcatch,
    host: pytest.MonkeyPatch,
    workspace: Workspace,
    settings: Settings,
    name: str,
) -> None:
    before = len(workspace.traffic.since())
    host.setenv(name, OTHERS[name])
    told = await asyncio.to_thread(goodcatch, "run")
    assert told.exit_code == 1
    assert "are not those that the stored reports were sealed with" in told.output
    assert [one for one in OTHERS if one not in told.output] == []
    assert f"1 sealed entry is {LACKS[name]} by none of {name}." in told.output
    assert OTHERS[name] not in told.output
    assert len(workspace.traffic.since()) == before


@pytest.mark.parametrize("name", OTHERS)
async def test_the_doctor_says_so_too(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, settings: Settings, name: str
) -> None:
    assert "✓ The keys fit" in (await asyncio.to_thread(goodcatch, "doctor")).output
    host.setenv(name, OTHERS[name])
    told = await asyncio.to_thread(goodcatch, "doctor")
    assert told.exit_code == 1
    assert "✗ The keys do not fit what is stored." in told.output
    assert f"by none of {name}" in told.output


async def test_with_the_new_key_before_the_old_it_starts(settings: Settings) -> None:
    for name, key in OTHERS.items():
        alone = given_as(_changed(settings, **{name: key}))
        with pytest.raises(WrongKeys):
            async with running(alone):
                pass
    both = {name: f"{key},{GIVEN[name]}" for name, key in OTHERS.items()}
    async with running(given_as(_changed(settings, **both))) as bot:
        assert (await bot.services.rotating.needs()).fit


def _changed(settings: Settings, **changes: str) -> dict[str, str]:
    known = {
        "SLACK_API_URL": settings.slack_api_url,
        "GOODCATCH_DATA": str(settings.data),
        "GOODCATCH_PORT": "0",
    }
    return GIVEN | known | changes
