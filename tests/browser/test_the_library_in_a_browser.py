"""The library and the bulletin, as the people they are for see them in the page."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.app import Running, running
from bot.domain.bulletin import next_draft
from bot.domain.ids import ChannelId
from bot.domain.team import Service
from bot.manifest import manifest
from bot.services.settings import Changes
from sandbox import cast
from sandbox.clock import Clock
from sandbox.workspace import Workspace
from tests.browser.conftest import TEN_O_CLOCK, Picture
from tests.stories.conftest import set_up_teams, settings_for
from tests.stories.deeds import HILLSIDE, told
from tests.stories.in_the_library import CHANGE, EVERYONE, TITLE, WHAT, shelve

pytestmark = pytest.mark.browser


@pytest.fixture
async def workspace(socket_enabled: None) -> AsyncIterator[Workspace]:
    """A workspace whose bot a test can ask for: `bot`."""
    clock = Clock()
    clock.jump_to(max(TEN_O_CLOCK, clock.now()))
    async with Workspace(manifest(), clock=clock) as opened:
        yield opened
        assert list(opened.findings) == []


@pytest.fixture
async def bot(workspace: Workspace, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(settings_for(workspace, "", tmp_path)) as up:
        await set_up_teams(up.services)
        bulletin = Changes(bulletin_channel=ChannelId(cast.EVERYONE))
        await up.services.settings.change_service(bulletin)
        workspace.invite(EVERYONE, workspace.bot_user_id)
        yield up


async def look(page: Page, workspace: Workspace, person: str, channel: str) -> None:
    """Open a place as somebody; the query has the browser load afresh what differs after the #."""
    await page.goto(f"{workspace.url}/?{person}{channel}#as={person}&channel={channel}")


async def test_a_story_is_found_by_its_words_and_read_whole(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    await shelve(workspace, bot)
    owen = workspace.person("owen")
    assert (await owen.command("/goodcatch", "find bundles", channel=HILLSIDE)).ok
    await look(page, workspace, owen.id, cast.HILLSIDE)
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_text(TITLE)).to_be_visible()
    await picture(page, "30-library-found")

    await modal.get_by_role("button", name="Read it all").click()
    await expect(modal.get_by_text("A colleague wrote this near miss:")).to_be_visible()
    await expect(modal.get_by_text(WHAT)).to_be_visible()
    await expect(modal.get_by_text(CHANGE)).to_be_visible()
    await picture(page, "31-library-story")

    await modal.get_by_role("button", name="Spread this to my team").click()
    await expect(modal.get_by_label("What could be better?")).to_be_visible()


async def test_the_form_looks_for_stories_by_what_can_be_chosen(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    await shelve(workspace, bot)
    owen = workspace.person("owen")
    assert (await owen.command("/goodcatch", "find", channel=HILLSIDE)).ok
    await look(page, workspace, owen.id, cast.HILLSIDE)
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("What kind of change came of it?").select_option("design_out")
    await picture(page, "32-library-form")

    await page.get_by_test_id("modal-submit").click()

    await expect(modal.get_by_text(TITLE)).to_be_visible()


async def test_the_bulletin_is_drafted_sent_and_read(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    await shelve(workspace, bot)
    moira = workspace.person("moira")
    due = next_draft(workspace.now, Service().calendar)
    await workspace.move_time(to=due + timedelta(minutes=5))
    await told(workspace, moira, "as a draft")
    await look(page, workspace, moira.id, moira.dm_id)
    await expect(page.get_by_role("button", name="Leave this one out")).to_be_visible()
    await picture(page, "33-bulletin-draft")

    await page.get_by_role("button", name="Send it").click()
    await page.get_by_test_id("confirm").get_by_role("button", name="Send it").click()
    await expect(page.get_by_text("is on its way")).to_be_visible()
    await workspace.move_time(hours=1)

    await look(page, workspace, cast.PRIYA, cast.EVERYONE)
    await expect(page.get_by_role("button", name="Spread this to my team")).to_be_visible()
    await expect(page.get_by_text(WHAT)).to_be_visible()
    await picture(page, "34-bulletin")
