"""The doctor looks at everything the bot rests on, and names a cure for what is amiss."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bot import doctor
from bot.app import opened
from bot.config import Settings
from bot.doctor import Finding
from bot.domain.ids import ChannelId, UserId
from bot.manifest import SCOPES, manifest
from bot.services.settings import Changes
from sandbox import cast
from sandbox.workspace import Workspace
from tests.builders import a_team
from tests.cli.conftest import GIVEN, Goodcatch
from tests.cli.test_config import given_as

RIVERSIDE = ChannelId(cast.RIVERSIDE)
AMINA, DAN = UserId(cast.AMINA), UserId(cast.DAN)


@pytest.fixture
def settings(workspace: Workspace, host: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    return given_as(
        GIVEN | {"SLACK_API_URL": workspace.api_url, "GOODCATCH_DATA": str(tmp_path / "data")}
    )


async def findings(settings: Settings, *, teams: bool = True) -> list[Finding]:
    """What the doctor finds, with Riverside set up or with no team at all."""
    async with opened(settings) as services:
        if teams:
            team = a_team(channel=RIVERSIDE, managers=(AMINA,), deputies=(DAN,))
            await services.settings.save_team(team)
        return [one async for one in doctor.examine(settings, services)]


def amiss(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.what, one.cure) for one in found if not one.is_well]


async def test_where_all_is_well_nothing_needs_a_cure(settings: Settings) -> None:
    found = await findings(settings)
    assert amiss(found) == []
    looked_at = " ".join(one.what for one in found)
    for part in ("database", "bot token", "app token", "scope", "clock", "Riverside"):
        assert part in looked_at


async def test_a_bot_token_that_is_not_accepted(settings: Settings, workspace: Workspace) -> None:
    workspace.faults.next("conversations.info", "500")
    wrong = given_as(GIVEN | {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_API_URL": workspace.api_url})
    found = amiss(await findings(wrong, teams=False))
    assert ("(invalid_auth)" in found[0][0], "SLACK_BOT_TOKEN" in found[0][1]) == (True, True)
    assert "xoxb-wrong" not in repr(found)


async def test_an_app_token_that_is_not_accepted(workspace: Workspace, settings: Settings) -> None:
    wrong = given_as(GIVEN | {"SLACK_APP_TOKEN": "xapp-wrong", "SLACK_API_URL": workspace.api_url})
    [(what, cure)] = amiss(await findings(wrong))
    assert "app token" in what
    assert "SLACK_APP_TOKEN" in cure
    assert "connections:write" in cure


async def test_a_slack_that_cannot_be_reached(settings: Settings) -> None:
    nowhere = given_as(GIVEN | {"SLACK_API_URL": "http://127.0.0.1:9/api/"})
    (what, cure), *_ = amiss(await findings(nowhere))
    assert "cannot be reached" in what
    assert "SLACK_API_URL" in cure


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_scope_that_is_missing_is_named(
    settings: Settings, host: pytest.MonkeyPatch, scope: str
) -> None:
    less: dict[str, Any] = manifest()
    less["oauth_config"]["scopes"]["bot"].remove(scope)
    async with Workspace(less) as poorer:
        there = given_as(GIVEN | {"SLACK_API_URL": poorer.api_url})
        (what, cure), *_ = amiss(await findings(there))
    assert what == f"The app lacks: {scope}."
    assert "goodcatch manifest" in cure


async def test_no_teams_yet(settings: Settings) -> None:
    [(what, cure)] = amiss(await findings(settings, teams=False))
    assert "no teams" in what
    assert "goodcatch teams add" in cure


async def test_a_channel_the_bot_is_not_in(settings: Settings, workspace: Workspace) -> None:
    workspace.remove("#riverside", workspace.bot_user_id)
    [(what, cure)] = amiss(await findings(settings))
    assert what == "Riverside: the bot is not in its channel."
    assert "/invite" in cure


async def test_a_channel_that_is_archived(settings: Settings, workspace: Workspace) -> None:
    workspace.archive("#riverside")
    [(what, cure)] = amiss(await findings(settings))
    assert what == "Riverside: its channel is archived."
    assert "Bring the channel back" in cure


async def test_a_private_channel_the_bot_cannot_see(
    settings: Settings, workspace: Workspace
) -> None:
    hidden = workspace.add_channel("hidden", "amina", private=True)
    async with opened(settings) as services:
        await services.settings.save_team(
            a_team(channel=ChannelId(hidden.id), managers=(AMINA,), deputies=())
        )
        found = [one async for one in doctor.examine(settings, services)]
    [(what, cure)] = amiss(found)
    assert "(channel_not_found)" in what
    assert "/invite" in cure


@pytest.mark.parametrize("who", ["amina", "dan"])
async def test_somebody_who_answers_and_has_left(
    settings: Settings, workspace: Workspace, who: str
) -> None:
    workspace.deactivate(who)
    [(what, cure)] = amiss(await findings(settings))
    assert workspace.person(who).id in what
    assert "has left Slack" in what
    assert "goodcatch teams add" in cure


@pytest.mark.parametrize("place", ["managers", "deputies"])
@pytest.mark.parametrize("is_bot", [True, False])
async def test_somebody_who_is_to_answer_and_is_no_colleague(
    settings: Settings, workspace: Workspace, place: str, *, is_bot: bool
) -> None:
    robin = workspace.add_person("robin", is_bot=is_bot, is_external=not is_bot)
    workspace.invite("#riverside", robin.id)
    async with opened(settings) as services:
        team = a_team(channel=RIVERSIDE, managers=(AMINA,), deputies=())
        named: dict[str, Any] = {place: (UserId(robin.id),)}
        await services.settings.save_team(replace(team, **named))
        found = [one async for one in doctor.examine(settings, services)]
    [(what, cure)] = amiss(found)
    assert what == f"Riverside: {robin.id} is from another organisation, or a bot."
    assert "goodcatch teams add" in cure


async def test_somebody_who_answers_and_was_never_there(settings: Settings) -> None:
    async with opened(settings) as services:
        team = a_team(channel=RIVERSIDE, managers=(UserId("U0NOBODY"),), deputies=())
        await services.settings.save_team(replace(team))
        found = [one async for one in doctor.examine(settings, services)]
    [(what, cure)] = amiss(found)
    assert "U0NOBODY" in what
    assert cure


@pytest.mark.parametrize("lead", ["U0NOBODY", cast.MOIRA])
async def test_a_learning_lead_who_is_not_there_any_more(
    settings: Settings, workspace: Workspace, lead: str
) -> None:
    workspace.deactivate("moira")
    async with opened(settings) as services:
        await services.settings.change_service(Changes(learning_leads=(UserId(lead),)))
    [(what, cure)] = amiss(await findings(settings))
    assert what.startswith(f"The service: {lead}")
    assert "goodcatch service set" in cure


async def test_a_channel_that_is_shared_with_another_organisation(
    settings: Settings, workspace: Workspace
) -> None:
    workspace.share_externally("#riverside")
    [(what, cure)] = amiss(await findings(settings))
    assert what == "Riverside: its channel is shared with another organisation."
    assert "a channel of its own" in cure


@pytest.mark.parametrize(
    ("seconds", "is_well"), [(0, True), (50, True), (-50, True), (70, False), (-3_600, False)]
)
def test_a_clock_may_be_a_minute_out_and_no_more(seconds: int, is_well: bool) -> None:  # noqa: FBT001 - a column of the table above
    there = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    assert doctor._clock(there).is_well is is_well


@pytest.mark.parametrize("there", ["", "soon"])
def test_a_slack_that_does_not_say_the_time_is_not_held_against_the_clock(there: str) -> None:
    assert doctor._clock(there).is_well


async def test_the_command_shows_each_finding_with_its_cure_and_ends_in_an_error(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    host.setenv("SLACK_API_URL", workspace.api_url)
    await asyncio.to_thread(goodcatch, "migrate")
    told = await asyncio.to_thread(goodcatch, "doctor")
    assert told.exit_code == 1
    assert "✓ Slack accepts the bot token." in told.output
    assert "✗ There are no teams yet." in told.output
    assert "goodcatch teams add --help" in told.output


async def test_a_database_that_has_to_be_migrated_is_told_of_and_left_as_it_is(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    host.setenv("SLACK_API_URL", workspace.api_url)
    for _ in range(2):
        told = await asyncio.to_thread(goodcatch, "doctor")
        assert told.exit_code == 1
        assert "✗ The database is not at this version." in told.output
        assert "goodcatch migrate" in told.output


async def test_the_command_ends_well_where_all_is_well_and_shows_names_as_they_are(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, workspace: Workspace, settings: Settings
) -> None:
    host.setenv("SLACK_API_URL", workspace.api_url)
    async with opened(settings) as services:
        await services.settings.save_team(
            a_team(channel=RIVERSIDE, name="North [/a]", managers=(AMINA,), deputies=())
        )
    told = await asyncio.to_thread(goodcatch, "doctor")
    assert "✓ North [/a]: the bot can post in its channel." in told.output
    assert told.exit_code == 0
