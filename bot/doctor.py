"""The doctor: looks at everything the bot rests on, and names the cure for what is amiss."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings
from bot.delivery.directory import Home, SlackDirectory
from bot.delivery.outcomes import FAILURES, classify
from bot.delivery.sharing import is_marked_shared
from bot.domain.delivery import DeliveryState
from bot.domain.ids import UserId
from bot.domain.team import Team
from bot.manifest import SCOPES
from bot.services.directory import DirectoryUnavailable
from bot.services.menu import Services

MOST_SKEW = timedelta(seconds=60)
"""Slack refuses and is refused at five minutes; a minute is early enough to say so."""

_STUCK = {
    DeliveryState.BLOCKED: "cannot be posted until their channel is mended",
    DeliveryState.HELD: "are held back, because Slack may have them already and will not say",
}


@dataclass(frozen=True)
class Finding:
    """Something that was looked at; `cure` is empty where it is well."""

    what: str
    cure: str = ""

    @property
    def is_well(self) -> bool:
        return not self.cure


async def examine(settings: Settings, services: Services) -> AsyncIterator[Finding]:
    """Look at database, tokens, scopes, clock, teams and outbox, one finding at a time."""
    is_current = await services.settings.database_is_current()
    if is_current:
        yield Finding("The database is there and up to date.")
        yield await _keys(services)
    else:
        yield Finding("The database is not at this version.", "Run: goodcatch migrate")
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        retry_handlers=[],
    )
    directory = SlackDirectory(client)
    answer = None
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        yield _bot_token(error)
    if answer is not None:
        yield Finding("Slack accepts the bot token.")
        directory.home = Home(str(answer["team_id"]), str(answer.get("enterprise_id") or ""))
        headers = {name.lower(): value for name, value in answer.headers.items()}
        yield _scopes(str(headers.get("x-oauth-scopes", "")))
        yield _clock(str(headers.get("date", "")))
    yield await _app_token(client, settings.slack_app_token.get_secret_value())
    if is_current:
        async for finding in _teams(client, directory, services):
            yield finding
        async for finding in _outbox(services):
            yield finding


async def _keys(services: Services) -> Finding:
    needs = await services.rotating.needs()
    if needs.fit:
        return Finding("The keys fit what is stored.")
    return Finding(
        " ".join(("The keys do not fit what is stored.", *needs.misfits)),
        "Set GOODCATCH_SECRET_KEYS and GOODCATCH_INDEX_KEYS to the keys the reports were stored "
        "under; new ones go before the old, separated by a comma.",
    )


def _bot_token(error: BaseException) -> Finding:
    problem = classify(error).problem
    if isinstance(error, SlackApiError):
        return Finding(
            f"Slack does not accept the bot token ({problem}).",
            "Copy SLACK_BOT_TOKEN again from the app's page in Slack, under OAuth & Permissions.",
        )
    return Finding(
        f"Slack cannot be reached ({problem}).",
        "Check SLACK_API_URL, and that this machine may reach Slack.",
    )


def _scopes(granted: str) -> Finding:
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if not missing:
        return Finding("The app has every scope it needs.")
    return Finding(
        f"The app lacks: {', '.join(missing)}.",
        "Put the output of `goodcatch manifest` into the app's page in Slack, under App Manifest, "
        "and install the app again.",
    )


def _clock(date: str) -> Finding:
    try:
        skew = abs(datetime.now(UTC) - parsedate_to_datetime(date))
    except ValueError:
        return Finding("Slack did not say what time it is there; the clock was not compared.")
    if skew <= MOST_SKEW:
        return Finding("This machine's clock agrees with Slack's.")
    return Finding(
        f"This machine's clock is {int(skew.total_seconds())} seconds from Slack's.",
        "Let the machine keep time by itself (NTP); promises and digests go by its clock.",
    )


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except FAILURES as error:
        return Finding(
            f"Slack does not accept the app token ({classify(error).problem}).",
            "Make SLACK_APP_TOKEN anew on the app's page in Slack, under Basic Information, with "
            "the scope connections:write.",
        )
    return Finding("Slack accepts the app token.")


async def _teams(
    client: AsyncWebClient, directory: SlackDirectory, services: Services
) -> AsyncIterator[Finding]:
    teams = await services.settings.teams()
    if not teams:
        yield Finding("There are no teams yet.", "Add one with: goodcatch teams add --help")
    for lead in (await services.settings.service()).learning_leads:
        async for finding in _person(
            client, directory, "The service", lead, "goodcatch service set"
        ):
            yield finding
    for team in teams:
        try:
            answer = await client.conversations_info(channel=team.channel)
        except FAILURES as error:
            yield Finding(
                f"{team.name}: its channel cannot be seen ({classify(error).problem}).",
                "Invite the bot there with /invite @Good Catch, or set the team up in another "
                "channel.",
            )
            continue
        yield _channel(team, answer["channel"])
        for user in (*team.managers, *team.deputies):
            async for finding in _person(client, directory, team.name, user, "goodcatch teams add"):
                yield finding


def _channel(team: Team, channel: dict[str, Any]) -> Finding:
    if channel.get("is_archived"):
        return Finding(f"{team.name}: its channel is archived.", "Bring the channel back in Slack.")
    if is_marked_shared(channel):
        return Finding(
            f"{team.name}: its channel is shared with another organisation.",
            "Set the team up in a channel of its own: what is posted here leaves the service.",
        )
    if not channel.get("is_member"):
        return Finding(
            f"{team.name}: the bot is not in its channel.",
            "Type /invite @Good Catch in the channel.",
        )
    return Finding(f"{team.name}: the bot can post in its channel.")


async def _person(
    client: AsyncWebClient, directory: SlackDirectory, whose: str, user: UserId, command: str
) -> AsyncIterator[Finding]:
    """Whether somebody who is to answer is still a colleague in Slack; nothing where they are."""
    cure = f"Name somebody else with: {command}"
    try:
        person = (await client.users_info(user=user))["user"]
    except FAILURES as error:
        problem = classify(error).problem
        yield Finding(f"{whose}: {user} is not to be found in Slack ({problem}).", cure)
        return
    if person.get("deleted"):
        yield Finding(f"{whose}: {user} has left Slack.", cure)
    elif await _is_outsider(directory, user):
        yield Finding(f"{whose}: {user} is from another organisation, or a bot.", cure)


async def _is_outsider(directory: SlackDirectory, user: UserId) -> bool:
    try:
        return (await directory.colleague(user)).is_outsider
    except DirectoryUnavailable:
        # What keeps Slack from answering has been named above.
        return False


async def _outbox(services: Services) -> AsyncIterator[Finding]:
    totals = await services.sending.totals()
    for state, why in _STUCK.items():
        if totals.get(state):
            yield Finding(
                f"{totals[state]} messages {why}.",
                "They are kept. Mend what is named above; they go out by themselves."
                if state is DeliveryState.BLOCKED
                else "Look whether Slack shows them, and tell whoever looks after this bot.",
            )
