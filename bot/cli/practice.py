"""`demo` and `sandbox`: a workspace of one's own on this machine, with and without the bot."""

import base64
import json
import os
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from cryptography.fernet import Fernet

from bot.app import LOCK, alone, running
from bot.cli import console
from bot.config import INDEX_KEY_BYTES, Settings
from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.team import Team
from bot.log import set_up
from bot.manifest import manifest
from bot.services.menu import Services
from bot.services.settings import Changes
from sandbox.cast import DEMO_TEAMS
from sandbox.clock import Clock
from sandbox.errors import StartError
from sandbox.working_days import next_working_morning
from sandbox.workspace import Workspace

PAGE_PORT = 8400

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where the page is served.")]
LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(16)
DUTY = "the duty desk on 01632 960 123 (a made-up number)"


def demo(
    *,
    port: Port = PAGE_PORT,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was tried before.")] = False,
) -> None:
    """Try Good Catch with a practice workspace on this machine; no Slack needed."""
    set_up("ERROR")
    folder = Path(os.environ.get("GOODCATCH_DATA", "data")) / "demo"
    if fresh:
        with console.in_words():
            _forget(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _in_words(lambda: console.run(_demo(folder, port)))


def _forget(folder: Path) -> None:
    """Delete what the demo has kept, unless one is running on it."""
    with alone(folder):
        for kept in folder.iterdir():
            if kept.is_dir():
                shutil.rmtree(kept)
            elif kept.name != LOCK:
                kept.unlink()


async def _demo(folder: Path, port: int) -> None:
    clock = Clock()
    clock.jump_to(_in_working_hours(clock.now()))
    workspace = Workspace(manifest(), folder / "workspace.json", pace=1.0, port=port, clock=clock)
    async with workspace, running(_settings(folder, workspace)) as bot:
        await _furnish(bot.services)
        console.out.print(f"Good Catch is ready to try: [bold]{workspace.url}/[/bold]")
        console.out.print("Everything stays on this machine. Press Ctrl-C to stop.")
        await console.until_stopped()
    console.out.print("Stopped. Run it again to go on where you were; --fresh starts over.")


def sandbox(
    *,
    port: Port = PAGE_PORT,
    data: Annotated[
        Path | None, typer.Option(help="A file that keeps the workspace between starts.")
    ] = None,
) -> None:
    """Run the practice workspace alone, for a bot started by hand."""
    set_up("ERROR")
    _in_words(lambda: console.run(_sandbox(port, data)))


async def _sandbox(port: int, data: Path | None) -> None:
    async with Workspace(manifest(), data, pace=1.0, port=port) as workspace:
        console.out.print(f"The practice workspace is open: {workspace.url}/")
        console.out.print("For a bot of your own, set:")
        console.out.print(f"  SLACK_API_URL={workspace.api_url}")
        console.out.print(f"  GOODCATCH_DEMO_CLOCK={workspace.clock_url}")
        console.out.print(f"  SLACK_BOT_TOKEN={workspace.bot_token}")
        console.out.print(f"  SLACK_APP_TOKEN={workspace.app_token}")
        await console.until_stopped()


def _in_working_hours(now: datetime) -> datetime:
    """`now` where the teams are at work, else ten o'clock on their next working day.

    Whoever tries the demo in the evening or at a weekend meets a working day all the same.
    """
    local = now.astimezone(LONDON)
    at_work = OPENS <= local.time() < CLOSES
    this_morning = next_working_morning(local.replace(hour=0, minute=0))
    if at_work and this_morning.astimezone(LONDON).date() == local.date():
        return now
    return next_working_morning(now) + timedelta(hours=1)


def _in_words(work: Callable[[], None]) -> None:
    try:
        work()
    except StartError as problem:
        console.stop(str(problem))


def _settings(folder: Path, workspace: Workspace) -> Settings:
    keys = _keys(folder / "keys.json")
    return console.load_settings(
        _env_file=None,
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_APP_TOKEN=workspace.app_token,
        SLACK_API_URL=workspace.api_url,
        GOODCATCH_DATABASE_URL="",
        GOODCATCH_SECRET_KEYS=keys["secret"],
        GOODCATCH_INDEX_KEYS=keys["index"],
        GOODCATCH_DATA=folder,
        GOODCATCH_PORT=0,
        GOODCATCH_DEMO_CLOCK=workspace.clock_url,
        GOODCATCH_BANK_HOLIDAYS="",
        GOODCATCH_PACE=1.0,
    )


def _keys(file: Path) -> dict[str, str]:
    """The demo's own keys, made the first time; nobody else can read the file."""
    if not file.exists():
        made = {
            "secret": Fernet.generate_key().decode(),
            "index": base64.b64encode(secrets.token_bytes(INDEX_KEY_BYTES)).decode(),
        }
        file.touch(mode=0o600)
        file.write_text(json.dumps(made), encoding="utf-8")
    kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return kept


async def _furnish(services: Services) -> None:
    """Set the cast's teams up, the first time."""
    if await services.settings.teams():
        return
    leads = tuple(dict.fromkeys(UserId(team.learning_lead) for team in DEMO_TEAMS))
    await services.settings.change_service(Changes(learning_leads=leads, duty_contact=DUTY))
    for team in DEMO_TEAMS:
        await services.settings.save_team(
            Team(
                id=TeamId(""),
                channel=ChannelId(team.channel),
                name=team.name,
                timezone=LONDON,
                nation=Nation.ENGLAND,
                managers=tuple(map(UserId, team.managers)),
                deputies=tuple(map(UserId, team.deputies)),
            )
        )


def register(app: typer.Typer) -> None:
    app.command()(demo)
    app.command()(sandbox)
