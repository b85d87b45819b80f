"""A practice workspace with the real bot in it, for stories told from end to end."""

import base64
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet

from bot.app import Running, running
from bot.config import Settings
from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.team import Team
from bot.manifest import manifest
from bot.services.menu import Services
from bot.services.settings import Changes
from sandbox import cast
from sandbox.clock import Clock, real_time
from sandbox.timing import Timing
from sandbox.workspace import Workspace
from tests.stories.patience import PATIENT, be_patient

PACE = 0.01
KEYS = {
    "GOODCATCH_SECRET_KEYS": Fernet.generate_key().decode(),
    "GOODCATCH_INDEX_KEYS": base64.b64encode(Random(3).randbytes(32)).decode(),
}


def next_monday_in_november(now: datetime) -> datetime:
    """Ten o'clock on the Monday of the year's 48th week: weeks of no bank holiday lie ahead.

    The next one and not the last, because messages are looked for by when they were sent.
    """
    years = (now.year, now.year + 1)
    days = (date.fromisocalendar(year, 48, 1) for year in years)
    mondays = (datetime.combine(day, time(10), UTC) for day in days)
    return next(monday for monday in mondays if monday > now)


def settings_for(
    workspace: Workspace, database_url: str, data: Path, *, pace: float = PACE
) -> Settings:
    """Settings for a bot in this workspace."""
    return Settings.model_validate(
        {
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_API_URL": workspace.api_url,
            "GOODCATCH_DATABASE_URL": database_url,
            "GOODCATCH_DATA": data,
            "GOODCATCH_PORT": 0,
            "GOODCATCH_DEMO_CLOCK": workspace.clock_url,
            "GOODCATCH_PACE": pace,
            "GOODCATCH_BANK_HOLIDAYS": "",
            **KEYS,
        }
    )


async def set_up_teams(services: Services) -> None:
    """Set the cast's teams up, as an operator would."""
    await services.settings.change_service(
        Changes(learning_leads=(UserId(cast.MOIRA),), duty_contact="the duty desk")
    )
    for team in cast.DEMO_TEAMS:
        await services.settings.save_team(
            Team(
                id=TeamId(""),
                channel=ChannelId(team.channel),
                name=team.name,
                timezone=ZoneInfo("Europe/London"),
                nation=Nation.ENGLAND,
                managers=tuple(map(UserId, team.managers)),
                deputies=tuple(map(UserId, team.deputies)),
            )
        )


@pytest.fixture
def timing() -> Timing:
    """More patience than Slack has; a story about its three seconds has `Timing()`."""
    return PATIENT


@pytest.fixture(autouse=True)
def unhurried(timing: Timing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Slack is patient, the bot may take its time."""
    if timing.ack == PATIENT.ack:
        be_patient(monkeypatch)


@pytest.fixture
def pace() -> float:
    """How much the bot's waiting times are scaled down; a story may need more."""
    return PACE


@pytest.fixture
def weekday() -> int:
    """On which day a story begins, Monday being 0."""
    return 0


@pytest.fixture
async def workspace(socket_enabled: None, timing: Timing, weekday: int) -> AsyncIterator[Workspace]:
    """A furnished workspace at ten in the morning, which ends without a wrong payload."""
    now = real_time()
    clock = Clock(offset=next_monday_in_november(now) + timedelta(days=weekday) - now)
    async with Workspace(manifest(), clock=clock, timing=timing) as opened:
        yield opened
        assert list(opened.findings) == []


@pytest.fixture
async def bot(
    tables: None, workspace: Workspace, database_url: str, tmp_path: Path, pace: float
) -> AsyncIterator[Running]:
    """The real bot, connected, with the cast's teams set up."""
    async with running(settings_for(workspace, database_url, tmp_path, pace=pace)) as up:
        await set_up_teams(up.services)
        yield up
