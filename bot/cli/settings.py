"""`service set`, `teams add`, `teams import` and `teams list`: setting up from the host."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table

from bot.app import opened
from bot.cli import console
from bot.config import Settings
from bot.domain import hollow, roster
from bot.domain.calendar import Nation
from bot.domain.errors import AnswerBeforeThanks
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.retention import IDENTITY_DAYS, IDENTITY_DAYS_AFTER_END, REPORT_MONTHS
from bot.domain.roster import TeamLine
from bot.domain.team import Service, Team
from bot.domain.zones import zone_named
from bot.log import set_up
from bot.services.settings import Changes

service = typer.Typer(help="What holds for the whole service.", no_args_is_help=True)
teams = typer.Typer(help="The teams and who answers in them.", no_args_is_help=True)


def _time(given: str) -> time:
    try:
        return time.fromisoformat(given).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise typer.BadParameter("a time is written as 08:45") from None


def _zone(given: str) -> ZoneInfo:
    zone = zone_named(given)
    if zone is None:
        raise typer.BadParameter("a time zone is written as Europe/London")
    return zone


def _id(prefixes: str, what: str, given: str) -> str:
    if not given or given[0] not in prefixes or not given.isalnum() or given != given.upper():
        raise typer.BadParameter(f"{what} begins with {' or '.join(prefixes)}: copy it from Slack")
    return given


def _user(given: str) -> UserId:
    return UserId(_id("UW", "the id of a person", given))


def _channel(given: str) -> ChannelId:
    return ChannelId(_id("CG", "the id of a channel", given))


def _within(allowed: range, unit: str) -> Callable[[int | None], int | None]:
    def check(given: int | None) -> int | None:
        if given is not None and given not in allowed:
            raise typer.BadParameter(f"from {allowed[0]} to {allowed[-1]} {unit} can be chosen")
        return given

    return check


Channel = Annotated[ChannelId, typer.Option(parser=_channel, metavar="C…", help="Its channel.")]

BulletinChannel = Annotated[
    ChannelId | None,
    typer.Option(parser=_channel, metavar="C…", help="Where the monthly bulletin goes."),
]

HollowPhrases = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        readable=True,
        help="Phrases to ask about gently, one a line; a line with * stands for the usual ones.",
    ),
]


@service.command("set")
def set_service(
    learning_lead: Annotated[
        list[UserId] | None,
        typer.Option(parser=_user, metavar="U…", help="Looks across teams; may be repeated."),
    ] = None,
    nation: Annotated[
        Nation | None, typer.Option(help="Whose bank holidays: ENG, WLS, SCT or NIR.")
    ] = None,
    duty_contact: Annotated[
        str | None, typer.Option(help="Whom to ring when a child is at risk now.")
    ] = None,
    signposts: Annotated[
        str | None,
        typer.Option(help="Where else to turn with what does not belong here."),
    ] = None,
    identity_days: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            callback=_within(IDENTITY_DAYS, "days"),
            help="Until who wrote a confidential report is forgotten, once a change has helped.",
        ),
    ] = None,
    identity_days_after_end: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            callback=_within(IDENTITY_DAYS_AFTER_END, "days"),
            help='The same after "not now", or after it was taken back.',
        ),
    ] = None,
    keep_reports_months: Annotated[
        int | None,
        typer.Option(
            metavar="MONTHS",
            callback=_within(REPORT_MONTHS, "months"),
            help="Until a report is erased to which nothing more has happened.",
        ),
    ] = None,
    bulletin_channel: BulletinChannel = None,
    hollow_phrases: HollowPhrases = None,
) -> None:
    """Change what is named; everything else stays as it is."""
    set_up("WARNING")
    changes = Changes(
        learning_leads=tuple(learning_lead) if learning_lead else None,
        nation=nation,
        duty_contact=duty_contact,
        signposts=signposts,
        identity_days=identity_days,
        identity_days_after_end=identity_days_after_end,
        report_months=keep_reports_months,
        bulletin_channel=bulletin_channel,
        hollow_phrases=_phrases(hollow_phrases) if hollow_phrases else None,
    )
    if changes == Changes():
        raise typer.BadParameter("name what is to change: goodcatch service set --help")
    console.run(_set_service(console.load_settings(), changes))
    console.out.print("The service's settings are kept.")


def _phrases(file: Path) -> str:
    """The phrases of a file, one a line; nothing where it has none, which brings the usual back."""
    try:
        return "\n".join(hollow.read(_text_of(file)))
    except ValueError as problem:
        console.stop(
            f'"{problem}" cannot be looked for. Each line is a phrase of some words, and "..." in '
            "it stands for up to five words between two others."
        )


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        console.stop(f"{file.name} is not written in UTF-8: please save it as UTF-8.")


async def _set_service(settings: Settings, changes: Changes) -> Service:
    async with opened(settings) as services:
        return await services.settings.change_service(changes)


@teams.command("add")
def add(
    channel: Channel,
    name: Annotated[str, typer.Option(help="What people call the team.")],
    manager: Annotated[
        list[UserId], typer.Option(parser=_user, metavar="U…", help="Answers; may be repeated.")
    ],
    deputy: Annotated[
        list[UserId] | None,
        typer.Option(parser=_user, metavar="U…", help="Answers while no manager can."),
    ] = None,
    timezone: Annotated[
        ZoneInfo, typer.Option(parser=_zone, metavar="ZONE", help="The team's time zone.")
    ] = "Europe/London",  # type: ignore[assignment] # typer parses the default like any other text
    digest_at: Annotated[
        time, typer.Option(parser=_time, metavar="HH:MM", help="When the digest is sent.")
    ] = "08:45",  # type: ignore[assignment] # typer parses the default like any other text
) -> None:
    """Add a team, or change the team of this channel."""
    set_up("WARNING")
    if not name.strip():
        raise typer.BadParameter("a team needs a name", param_hint="--name")
    settings = console.load_settings()
    saved, is_new = console.run(
        _add(settings, channel, name.strip(), manager, deputy or [], timezone, digest_at)
    )
    done = f"{saved.name} was there already, and is changed."
    if is_new:
        done = (
            f"{saved.name} is set up. Invite the bot to its channel in Slack: /invite @Good Catch"
        )
    console.out.print(done, markup=False)


async def _add(
    settings: Settings,
    channel: ChannelId,
    name: str,
    managers: list[UserId],
    deputies: list[UserId],
    timezone: ZoneInfo,
    digest_at: time,
) -> tuple[Team, bool]:
    """The team as it is kept, and whether it is a new one."""
    async with opened(settings) as services:
        known = {team.channel: team for team in await services.settings.teams()}
        of_service = await services.settings.service()
        before = known.get(channel) or Team(
            id=TeamId(""),
            channel=channel,
            name=name,
            timezone=timezone,
            nation=of_service.nation,
            managers=tuple(managers),
        )
        wanted = replace(
            before,
            name=name,
            timezone=timezone,
            managers=tuple(managers),
            deputies=tuple(deputies),
            digest_at=digest_at,
        )
        return await services.settings.save_team(wanted), channel not in known


@teams.command("import")
def import_teams(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, readable=True, help="A CSV file, one team a line."
        ),
    ],
) -> None:
    """Add or change many teams at once: all of them, or none where a line is not right.

    The first line names the columns: channel, name, managers, and any of deputies, nation,
    timezone, digest_at, thanks_days, answer_days, duty_contact, working_days and closures.
    """
    set_up("WARNING")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        console.stop(f"{file.name} is not written in UTF-8: please save it as CSV UTF-8.")
    lines, bad = roster.read(text)
    if bad:
        console.stop(
            "Nothing has been imported. Please put these lines right and try again:",
            *(f"  line {one.number}: {'; '.join(one.problems)}" for one in bad),
        )
    if not lines:
        console.stop("There is no team in the file, so nothing has been imported.")
    try:
        saved = console.run(_import(console.load_settings(), lines))
    except AnswerBeforeThanks as problem:
        console.stop("Nothing has been imported.", problem.message)
    for team in saved:
        console.out.print(f"  {team.name} ({team.channel})", markup=False)
    console.out.print(f"{len(saved)} teams are set up. Invite the bot to each channel in Slack.")


async def _import(settings: Settings, lines: Sequence[TeamLine]) -> tuple[Team, ...]:
    async with opened(settings) as services:
        return await services.settings.import_teams(lines)


@teams.command("list")
def list_teams() -> None:
    """Show every team and who answers in it."""
    set_up("WARNING")
    found = console.run(_teams(console.load_settings()))
    if not found:
        console.out.print("No teams yet. Add one with: goodcatch teams add --help")
        return
    table = Table("Team", "Channel", "Managers", "Deputies", "Digest", "Time zone")
    for team in found:
        table.add_row(
            escape(team.name),
            team.channel,
            ", ".join(team.managers),
            ", ".join(team.deputies) or "nobody",
            team.digest_at.strftime("%H:%M"),
            team.timezone.key,
        )
    console.out.print(table)


async def _teams(settings: Settings) -> tuple[Team, ...]:
    async with opened(settings) as services:
        return await services.settings.teams()


def register(app: typer.Typer) -> None:
    app.add_typer(service, name="service")
    app.add_typer(teams, name="teams")
