"""`audit verify` and `audit list`: whether the audit is what it was, and what was set by whom."""

import re
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from bot.app import opened
from bot.cli import console
from bot.config import Settings
from bot.domain.audit_chain import Entry, What, Wrong
from bot.domain.requests import RequestKind
from bot.log import set_up
from bot.services.sealing import Verified

audit = typer.Typer(help="Who did what, and whether that was changed since.", no_args_is_help=True)

_DIGEST = re.compile(r"[0-9a-f]{64}")

_SAID = {
    What.CHANGED_ROW: "something under it, or in the seal itself, has been changed",
    What.MISSING_ROW: "something that stood under it is missing",
    What.ADDED_ROW: "something has been put under it since",
    What.LATE_ROW: "something has been put in before it that is older than it can be",
    What.BROKEN_LINK: "it is missing, or does not follow on the one before it",
    What.ACTOR_CHANGED: "somebody has been put in another's place",
}


_KINDS = {
    RequestKind.SUBJECT_ACCESS: "access to what is kept about somebody",
    RequestKind.ERASE_PERSON: "erasing a person",
    RequestKind.ERASE_REPORT: "erasing a report",
    RequestKind.EXPORT: "export with words",
}
"""What a request was for; whom or what it was about is not kept."""


@audit.command("verify")
def verify(
    earlier: Annotated[
        str,
        typer.Option(
            metavar="DIGEST", help="What an earlier check printed: it must still be in the chain."
        ),
    ] = "",
) -> None:
    """Check that nothing in the audit was changed, taken out or put in; the bot may be running."""
    set_up("WARNING")
    earlier = earlier.strip().lower()
    if earlier and not _DIGEST.fullmatch(earlier):
        raise typer.BadParameter("a digest is 64 digits, from 0 to f", param_hint="--earlier")
    found = console.run(_verify(console.load_settings(), earlier))
    for wrong in found.chain.wrong:
        console.err.print(_told(wrong), markup=False)
    if not found.holds_earlier:
        console.err.print(
            "The chain does not hold the digest of the earlier check: its end has been taken away, "
            "or all of it was made anew."
        )
    if found.names_are_missing:
        console.err.print(
            f"{_counted(found.chain.erased, 'row')} name nobody any more, and people were erased "
            f"from {found.names_erased:,}: somebody has taken names out by hand."
        )
    if not found.is_whole:
        console.stop(
            f"The audit is not what was sealed. {_followed(found)} "
            "Keep the database as it is, and tell whoever answers for data protection."
        )
    console.out.print(f"The audit is whole. {_followed(found)}")
    if found.chain.seals:
        console.out.print(
            "Keep this digest somewhere else, and give it to the next check with --earlier:\n"
            f"{found.chain.head.hex()}"
        )


async def _verify(settings: Settings, earlier: str) -> Verified:
    async with opened(settings) as services:
        shown = console.err.is_terminal
        with Progress(console=console.err, transient=True, disable=not shown) as progress:
            bar = progress.add_task("Verifying", total=None)
            return await services.sealing.verify(
                lambda done, of: progress.update(bar, completed=done, total=of), earlier=earlier
            )


def _told(wrong: Wrong) -> str:
    return f"  Seal {wrong.number}: {_SAID[wrong.what]}."


def _followed(found: Verified) -> str:
    chain = found.chain
    waiting = f"Not sealed yet: {_counted(found.unsealed, 'row')}."
    if chain.until is None:
        return waiting
    erased = f" (in {chain.erased:,} somebody was erased)" if chain.erased else ""
    return (
        f"Sealed: {_counted(chain.rows, 'row')}{erased}, under {_counted(chain.seals, 'seal')}, "
        f"the last of {_moment(chain.until)}. {waiting}"
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


@audit.command("list")
def list_events(
    most: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 50,
) -> None:
    """Show changes to settings and keys, and what was erased or handed out; nothing of reports."""
    set_up("WARNING")
    entries, called = console.run(_list(console.load_settings(), most))
    if not entries:
        console.out.print("Nothing has been set yet.")
        return
    table = Table("When", "Who", "What", "Of")
    for entry in entries:
        of = called.get(entry.subject) or (entry.subject if entry.is_about_a_person else "")
        table.add_row(_moment(entry.at), escape(entry.actor), escape(entry.action), escape(of))
    console.out.print(table)


async def _list(settings: Settings, most: int) -> tuple[tuple[Entry, ...], dict[str, str]]:
    async with opened(settings) as services:
        entries = await services.sealing.of_settings(most)
        asked = await services.requests.kinds(tuple(entry.subject for entry in entries))
        names = {str(team.id): team.name for team in await services.settings.teams()}
        return entries, names | {id: f"{_KINDS[kind]} {id[:8]}" for id, kind in asked.items()}


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def register(app: typer.Typer) -> None:
    app.add_typer(audit, name="audit")
