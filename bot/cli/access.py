"""`subject-access`, `erase` and `export`: what is done only once a learning lead has agreed."""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.app import WrongKeys, opened
from bot.cli import console, files
from bot.config import Settings
from bot.domain.errors import GoodCatchError
from bot.domain.ids import UserId
from bot.domain.reference import PREFIXES
from bot.domain.requests import (
    REASON_CHARACTERS,
    Request,
    RequestKind,
    RequestState,
    Wanted,
)
from bot.log import set_up
from bot.services.erasing import UnderWay
from bot.services.menu import Services

WAITS = 3
"""The exit code where a learning lead has not decided yet."""

LOOK_EVERY = 1.0
"""Seconds between two looks whether somebody has decided."""

UNDER_WAY_TRIES = 30
"""How often it is tried again where a message is under way: a minute, all told."""
UNDER_WAY_SECONDS = 2.0

BACKUPS_KEPT = timedelta(days=35)
"""How long backups are kept at most, as the how-to for administrators asks."""

Result = TypeVar("Result")
Told = Callable[[int, int], None]

_PERSON = re.compile(r"[UW][A-Z0-9]+")
_REPORT = re.compile(rf"(?:{'|'.join(PREFIXES)})-[A-Z0-9]+", re.IGNORECASE)


def _user(given: str) -> UserId:
    if not _PERSON.fullmatch(given):
        raise typer.BadParameter("the id of a person begins with U or W: copy it from Slack")
    return UserId(given)


def _what(given: str) -> str:
    if _REPORT.fullmatch(given):
        return given.upper()
    if not _PERSON.fullmatch(given):
        raise typer.BadParameter(
            "give the id of a person, which begins with U or W, or a report's, such as NM-2F9D"
        )
    return given


def _reason(given: str) -> str:
    reason = " ".join(given.split())
    if len(reason) > REASON_CHARACTERS:
        raise typer.BadParameter(f"please say it in {REASON_CHARACTERS} characters")
    return reason


To = Annotated[
    Path | None,
    typer.Option(help="The folder for the file; `handed-out` in the data folder without it."),
]
Reason = Annotated[
    str,
    typer.Option(
        help="Why, for the learning leads to read; without words of a report.",
        callback=_reason,
    ),
]
NoWait = Annotated[
    bool, typer.Option("--no-wait", help="Ask, and come back later with the same command.")
]


def subject_access(
    user: Annotated[UserId, typer.Argument(parser=_user, metavar="U…", help="Whose data.")],
    *,
    to: To = None,
    reason: Reason = "",
    no_wait: NoWait = False,
) -> None:
    """Write down everything that is kept about one person, once a learning lead has confirmed.

    The person is told, too.
    """
    set_up("WARNING")
    settings = console.load_settings()
    wanted = Wanted(RequestKind.SUBJECT_ACCESS, user, reason=reason)
    path = _leaving(_subject_access(settings, wanted, to or _folder(settings), no_wait=no_wait))
    console.out.print(f"What is kept about {user} is in {path}", markup=False)
    console.out.print(
        "Reports made anonymously cannot be in it: nobody can tell who wrote them. Whoever has "
        "kept a receipt's code finds the report with `/goodcatch receipt`. Read the file through "
        "before you hand it over: people may have written about others by name.",
        markup=False,
    )


async def _subject_access(
    settings: Settings, wanted: Wanted, folder: Path, *, no_wait: bool
) -> Path:
    async with opened(settings) as services:
        id = (await _allowed(services, wanted, no_wait=no_wait)).id
        await _all_keys(services)
        path = folder / _name("subject-access", "json", id, _now(services))
        # Once it has begun it has to be asked for again, so that there is a file comes first.
        with files.written(path) as file:
            await services.requests.begin(id)
            with _progress("Looking through what is kept") as told:
                found = await services.access.about(UserId(wanted.about), told)
            json.dump(found, file, ensure_ascii=False, indent=2)
        await services.requests.done(id)
        return path


def erase(
    what: Annotated[
        str, typer.Argument(parser=_what, metavar="U…|NM-…", help="A person, or a report.")
    ],
    *,
    with_reports: Annotated[
        bool, typer.Option("--with-reports", help="Of a person: their reports as well.")
    ] = False,
    reason: Reason = "",
    no_wait: NoWait = False,
) -> None:
    """Erase a person or a report for good, once a learning lead has confirmed."""
    set_up("WARNING")
    is_person = _PERSON.fullmatch(what) is not None
    if with_reports and not is_person:
        raise typer.BadParameter("goes with a person only", param_hint="--with-reports")
    settings = console.load_settings()
    kind = RequestKind.ERASE_PERSON if is_person else RequestKind.ERASE_REPORT
    wanted = Wanted(kind, what, with_reports=with_reports, reason=reason)
    done = _leaving(_erase(settings, wanted, no_wait=no_wait))
    for sentence in _told_of_erasure(wanted, done):
        console.out.print(sentence, markup=False)


@dataclass(frozen=True)
class _Erased:
    """What came of it."""

    reports: int
    scrubbed: bool
    on: date
    without_manager: tuple[str, ...]
    """Teams in which nobody but deputies and learning leads answers any more."""


async def _erase(settings: Settings, wanted: Wanted, *, no_wait: bool) -> _Erased:
    async with opened(settings) as services:
        id = (await _allowed(services, wanted, no_wait=no_wait)).id
        await _all_keys(services)
        with _progress("Erasing") as told:
            erased = await _once_nothing_is_under_way(services, wanted, told)
        await services.requests.done(id)
        teams = await services.settings.teams() if wanted.person is not None else ()
        return _Erased(
            reports=erased,
            scrubbed=await services.erasing.scrub(),
            on=_now(services).date(),
            without_manager=tuple(team.name for team in teams if not team.managers),
        )


async def _once_nothing_is_under_way(services: Services, wanted: Wanted, told: Told) -> int:
    for _ in range(UNDER_WAY_TRIES):
        with suppress(UnderWay):
            return await _erase_now(services, wanted, told)
        await asyncio.sleep(UNDER_WAY_SECONDS)
    return console.stop(
        "A message about the report may be on its way to Slack, and nobody would find it there "
        "again; or whoever wrote it is still to be told. Let the bot run for some minutes, and "
        "type the same command again. Without it, the erasure waits a day at most."
    )


async def _erase_now(services: Services, wanted: Wanted, told: Told) -> int:
    if wanted.person is not None:
        return await services.erasing.person(
            wanted.person, with_reports=wanted.with_reports, told=told
        )
    await services.erasing.report(wanted.about)
    return 1


def _told_of_erasure(wanted: Wanted, done: _Erased) -> Iterator[str]:
    theirs = "1 report" if done.reports == 1 else f"{done.reports:,} reports"
    if wanted.person is None:
        yield f"{wanted.about} is erased."
    elif wanted.with_reports:
        yield f"{wanted.about} is erased, with {theirs}."
    else:
        yield f"{wanted.about} is erased. {theirs} of theirs stay, as nobody's."
    if done.without_manager:
        yield (
            f"No manager is left in {', '.join(done.without_manager)}: its deputies answer until "
            "somebody is named, in Slack with /goodcatch setup or here with goodcatch teams add."
        )
    if not done.scrubbed:
        yield (
            "The database's log could not be emptied while somebody was reading. It is emptied "
            "when the bot is stopped: start it again soon."
        )
    last = done.on + BACKUPS_KEPT
    yield (
        "Backups made until now still hold it, and so do archives of PostgreSQL's log. Kept for "
        f"{BACKUPS_KEPT.days} days, the last of them is gone on {last:%Y-%m-%d}. Whoever restores "
        "an older one has to erase again."
    )
    yield (
        "What stands in Slack loses its words in a minute or so where Good Catch posted it, while "
        "the bot runs. What people wrote themselves stays, and so does what the reporter had in "
        "direct messages: delete it there, message by message or with the tools of the workspace's "
        "administrator."
    )


def export(
    *,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Every report with its words, once confirmed."),
    ] = False,
    to: To = None,
    reason: Reason = "",
    no_wait: NoWait = False,
) -> None:
    """Write down the settings and totals, or with --with-text every report with its words."""
    set_up("WARNING")
    settings = console.load_settings()
    folder = to or _folder(settings)
    if not with_text:
        path = _leaving(_export_totals(settings, folder))
        console.out.print(f"The export is in {path}", markup=False)
        return
    wanted = Wanted(RequestKind.EXPORT, reason=reason)
    path, many = _leaving(_export_words(settings, wanted, folder, no_wait=no_wait))
    reports = "1 report is" if many == 1 else f"{many:,} reports are"
    console.out.print(f"{reports} in {path}", markup=False)


async def _export_totals(settings: Settings, folder: Path) -> Path:
    async with opened(settings) as services:
        now = _now(services)
        path = folder / _name("export", "json", now.strftime("%H%M%S"), now)
        with files.written(path) as file:
            json.dump(await services.exporting.settings_and_totals(), file, indent=2)
        return path


async def _export_words(
    settings: Settings, wanted: Wanted, folder: Path, *, no_wait: bool
) -> tuple[Path, int]:
    async with opened(settings) as services:
        id = (await _allowed(services, wanted, no_wait=no_wait)).id
        await _all_keys(services)
        path = folder / _name("export-with-text", "jsonl", id, _now(services))
        many = 0
        with files.written(path) as file, _progress("Writing reports") as told:
            lead = await services.requests.begin(id)
            async for report in services.exporting.with_words(lead, told):
                file.write(json.dumps(report, ensure_ascii=False) + "\n")
                many += 1
        await services.requests.done(id)
        return path, many


async def _allowed(services: Services, wanted: Wanted, *, no_wait: bool) -> Request:
    """The request, once a learning lead has confirmed it; ends the command otherwise."""
    found = await services.requests.ask(wanted)
    if found.state is RequestState.WAITING:
        console.out.print(_waiting(found), markup=False)
        if no_wait:
            raise typer.Exit(WAITS)
        with console.err.status("Waiting for a learning lead …"):
            while found.state_at(_now(services)) is RequestState.WAITING:
                await asyncio.sleep(LOOK_EVERY)
                found = await services.requests.now_known(found.id)
    if found.state is RequestState.REFUSED:
        console.stop(
            f"Refused by {found.decided_by}. It can be asked again from "
            f"{found.lapses_at:%Y-%m-%d %H:%M} UTC."
        )
    if found.state is not RequestState.CONFIRMED:
        console.stop("Nobody has decided in time. Type the same command to ask again.")
    return found


def _waiting(request: Request) -> str:
    return (
        "The learning leads are asked in Slack, by the bot where it is running. You may leave with "
        "Ctrl-C and type the same command again later: nobody is asked twice. It lapses on "
        f"{request.lapses_at:%Y-%m-%d %H:%M} UTC."
    )


async def _all_keys(services: Services) -> None:
    """Nothing of anybody's is overlooked for want of a key.

    Raises:
        WrongKeys: something would be.
    """
    needs = await services.rotating.needs()
    if not needs.fit:
        raise WrongKeys(needs)


def _leaving(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work`; what was asked stays asked for whoever leaves."""
    try:
        return console.run(work)
    except GoodCatchError as problem:
        console.stop(problem.message)
    except KeyboardInterrupt:
        console.err.print("Left. Type the same command again to go on.")
        raise typer.Exit(WAITS) from None


@contextmanager
def _progress(what: str) -> Iterator[Told]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console.err, transient=True) as progress:
        bar = progress.add_task(what, total=None)
        yield lambda done, of: progress.update(bar, completed=done, total=of)


def _folder(settings: Settings) -> Path:
    return settings.data / "handed-out"


def _name(what: str, ending: str, of: str, now: datetime) -> str:
    """A new name for each request: nothing in it says whom it is about."""
    return f"{what}-{now:%Y-%m-%d}-{of[:8]}.{ending}"


def _now(services: Services) -> datetime:
    """The present moment, on the clock by which requests are asked and lapse."""
    return services.requests.context.now()


def register(app: typer.Typer) -> None:
    app.command("subject-access")(subject_access)
    app.command()(erase)
    app.command()(export)
