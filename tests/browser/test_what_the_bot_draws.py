"""Everything that the bot draws can be used in the page: tabs, menus, pickers and questions."""

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import RIVERSIDE, suggestion

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)


async def look(page: Page, workspace: Workspace, person: str, place: str) -> None:
    """Open a place as somebody; the query has the browser load afresh what differs after the #."""
    await page.goto(f"{workspace.url}/?{person}{place[-4:]}#as={person}&{place}")


async def home_of(page: Page, workspace: Workspace, handle: str) -> Locator:
    person = workspace.person(handle)
    await look(page, workspace, person.id, f"channel={person.dm_id}&tab=home")
    home = page.get_by_test_id("home")
    await expect(home.get_by_role("heading", name="Your reports")).to_be_visible()
    return home


async def test_from_the_home_tab_one_reports_and_takes_it_back_after_being_asked(
    page: Page, workspace: Workspace
) -> None:
    home = await home_of(page, workspace, "priya")
    await home.get_by_role("button", name="Make a suggestion").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("What could be better?").fill("One list of schools")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Thank you for the idea")).to_be_visible()
    await page.get_by_test_id("modal-close").click()
    await expect(home.get_by_text("One list of schools")).to_be_visible()

    await home.get_by_role("button", name="Take it back").click()
    question = page.get_by_test_id("confirm")
    await expect(question.get_by_text("This cannot be undone")).to_be_visible()
    await question.get_by_role("button", name="Keep it").click()
    await expect(home.get_by_role("button", name="Take it back")).to_be_visible()
    await home.get_by_role("button", name="Take it back").click()
    await question.get_by_role("button", name="Take it back").click()

    await expect(home.get_by_text("You took it back")).to_be_visible()


async def test_a_manager_answers_from_the_home_tab_with_the_menu_at_the_end_of_a_row(
    page: Page, workspace: Workspace
) -> None:
    await suggestion(workspace.person("grace"), "One list of schools")
    home = await home_of(page, workspace, "amina")

    await home.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name="Go ahead, no words needed").click()

    await expect(home.get_by_text("Nothing is waiting for you.")).to_be_visible()
    await expect(home.get_by_role("button", name="Not now, because …")).to_have_count(0)


async def test_ones_mornings_are_set_with_a_time_picker_and_boxes_to_tick(
    page: Page, workspace: Workspace
) -> None:
    home = await home_of(page, workspace, "amina")
    await home.get_by_role("button", name="My mornings").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("My digest comes at").fill("10:30")
    await modal.get_by_label("Friday").uncheck()
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Kept.")).to_be_visible()
    await page.get_by_test_id("modal-close").click()

    await home.get_by_role("button", name="My mornings").click()

    await expect(modal.get_by_label("My digest comes at")).to_have_value("10:30")
    await expect(modal.get_by_label("Friday")).not_to_be_checked()
    await expect(modal.get_by_label("Monday")).to_be_checked()


async def test_being_away_is_said_with_a_date_and_taken_back_with_one_tap(
    page: Page, workspace: Workspace
) -> None:
    home = await home_of(page, workspace, "amina")
    await home.get_by_role("button", name="I'm away").click()
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal").get_by_text("You are away")).to_be_visible()
    await page.get_by_test_id("modal-close").click()

    await home.get_by_role("button", name="I'm back").click()

    await expect(home.get_by_role("button", name="I'm away")).to_be_visible()


async def test_an_administrator_sets_a_team_up_with_people_times_and_boxes(
    page: Page, workspace: Workspace
) -> None:
    channel = workspace.add_channel("lakeside", "beth", "kofi", "ruth", workspace.bot_user_id)
    await look(page, workspace, cast.BETH, f"channel={channel.id}")
    await page.get_by_role("button", name="Set up this team").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("What is the team called?").fill("Lakeside")
    await modal.get_by_role("group", name="Who answers?").locator("summary").click()
    await modal.get_by_role("group", name="Who answers?").get_by_label("Ruth Ellison").check()
    await modal.get_by_label("The digest comes at").fill("09:15")
    await modal.get_by_label("Saturday").check()
    await page.get_by_test_id("modal-submit").click()

    await expect(modal.get_by_text("is set up. Thank you.")).to_be_visible()
    await expect(modal.get_by_text("get a digest at 09:15")).to_be_visible()


async def test_a_message_is_turned_into_a_suggestion_from_its_menu(
    page: Page, workspace: Workspace
) -> None:
    await workspace.person("tom").say(RIVERSIDE, "The fax went to the old school again")
    await look(page, workspace, cast.PRIYA, f"channel={cast.RIVERSIDE}")
    message = page.get_by_test_id("message").filter(has_text="The fax went")
    await message.hover()
    await message.get_by_test_id("message-more").click()
    await page.get_by_role("menuitem", name="Turn into a suggestion").click()
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_label("What could be better?")).to_have_value(
        "The fax went to the old school again"
    )
    await page.get_by_test_id("modal-submit").click()
    await page.get_by_test_id("modal-close").click()

    link = page.get_by_role("link", name="From a message in Slack")
    await link.click()

    await expect(page.get_by_role("heading", name="#riverside")).to_be_visible()
    assert page.url.startswith(workspace.url)


async def test_the_menu_of_shortcuts_opens_a_form_from_anywhere(
    page: Page, workspace: Workspace
) -> None:
    await look(page, workspace, cast.PRIYA, f"channel={cast.EVERYONE}")
    await page.get_by_test_id("shortcuts").click()
    await page.get_by_role("menuitem", name="Report a near miss").click()

    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_label("What happened, or nearly happened?")).to_be_visible()


async def test_a_word_to_the_bot_is_answered_in_the_page_with_buttons_that_keep_it(
    page: Page, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await look(page, workspace, priya.id, f"channel={priya.dm_id}")
    await page.get_by_test_id("composer").fill("The list of schools is from last year")
    await page.get_by_test_id("send").click()
    answer = page.get_by_test_id("message").filter(has_text="Is it a near miss, or an idea?")
    await expect(answer).to_be_visible()
    await answer.get_by_role("button", name="Make a suggestion").click()

    await expect(page.get_by_test_id("modal").get_by_label("What could be better?")).to_have_value(
        "The list of schools is from last year"
    )


async def test_on_a_dark_telephone_the_home_tab_can_be_used_and_nothing_overflows(
    page: Page, workspace: Workspace
) -> None:
    await suggestion(workspace.person("grace"), "One list of schools")
    await page.set_viewport_size(PHONE)
    await page.emulate_media(color_scheme="dark")
    home = await home_of(page, workspace, "amina")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await home.get_by_role("button", name="Not now, because …").click()

    await expect(page.get_by_test_id("modal")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
