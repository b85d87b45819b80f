"""`run`, `migrate`, `doctor` and `manifest`."""

import json
import resource

import typer
from rich.markup import escape

from bot import doctor
from bot.app import opened, running
from bot.cli import console
from bot.config import Settings
from bot.log import set_up
from bot.manifest import manifest as the_manifest


def run() -> None:
    """Run the bot until it is stopped."""
    # A core file would hold the keys, and whatever was being read.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    set_up()
    console.run(_run(console.load_settings()))


async def _run(settings: Settings) -> None:
    async with running(settings):
        await console.until_stopped()


def migrate() -> None:
    """Bring the database to this version; safe to run again. `run` does it too."""
    set_up()
    console.run(_migrate(console.load_settings()))
    console.out.print("The database is up to date.")


async def _migrate(settings: Settings) -> None:
    async with opened(settings):
        pass


def doctor_command() -> None:
    """Check tokens, scopes, channels, clock and database, and say how to mend each."""
    set_up("CRITICAL")
    findings = console.run(_doctor(console.load_settings()))
    for finding in findings:
        mark = "[green]✓[/green]" if finding.is_well else "[red]✗[/red]"
        console.out.print(f"{mark} {escape(finding.what)}")
        if finding.cure:
            console.out.print(f"    {finding.cure}", markup=False)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


async def _doctor(settings: Settings) -> list[doctor.Finding]:
    async with opened(settings, migrating=False) as services:
        return [finding async for finding in doctor.examine(settings, services)]


def manifest() -> None:
    """Print the manifest to create the Slack app from."""
    console.out.print_json(json.dumps(the_manifest()), indent=2)


def register(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(migrate)
    app.command("doctor")(doctor_command)
    app.command()(manifest)
