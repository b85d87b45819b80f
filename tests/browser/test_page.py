"""The practice page itself: what fits where, what stays and goes, and who sees what."""

import asyncio
import re
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, FloatRect, Locator, Page, Route, ViewportSize, expect

from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import cards, next_morning, suggestion

pytestmark = pytest.mark.browser

ANY_WORD = re.compile(r"\w")
PHONE = ViewportSize(width=390, height=844)
MARGIN = 20
"""What may stay free beside the words of a message, in pixels."""

DARK_PAPER = "rgb(22, 25, 27)"


async def test_however_much_traffic_there_is_only_its_own_list_scrolls(
    page: Page, workspace: Workspace
) -> None:
    for number in range(8):
        await suggestion(workspace.person("grace"), f"List number {number}")

    await page.get_by_test_id("traffic-toggle").click()

    await expect(page.get_by_test_id("traffic-entry").nth(30)).to_be_attached()
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_where_there_is_no_room_for_both_the_thread_covers_the_conversation(
    page: Page, workspace: Workspace
) -> None:
    card = await a_card(page, workspace)
    await card.hover()
    await card.get_by_test_id("reply-in-thread").click()
    await expect(page.get_by_test_id("thread-composer")).to_be_focused()
    await expect(page.get_by_test_id("composer")).to_be_visible()

    for width in (1000, 761, 390):
        await page.set_viewport_size({"width": width, "height": 860})
        await expect(page.get_by_test_id("thread-composer")).to_be_visible()
        await expect(page.get_by_test_id("composer")).to_be_hidden()

    await page.get_by_test_id("thread-close").click()
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_news_of_time_passing_goes_when_one_looks_elsewhere(page: Page) -> None:
    news = page.get_by_test_id("time-news")
    await page.get_by_test_id("time-next-hour").click()
    await expect(news).to_be_visible()

    await page.get_by_test_id("channel-everyone").click()
    await expect(news).to_be_hidden()


async def test_news_of_time_passing_goes_when_its_own_link_is_followed(
    page: Page, workspace: Workspace
) -> None:
    await suggestion(workspace.person("grace"), "One list of schools")
    await page.get_by_test_id("time-next-morning").click()
    await page.get_by_test_id("news-act-as-amina").click()

    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_be_visible()
    await expect(page.get_by_test_id("time-news")).to_be_hidden()


async def test_escape_pressed_twice_closes_a_form_once(page: Page) -> None:
    closings: list[str] = []
    twice = asyncio.Event()

    async def answer_late(route: Route) -> None:
        closings.append(route.request.url)
        await twice.wait()
        await route.continue_()

    await page.route("**/control/close", answer_late)
    modal = await an_open_form(page)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    twice.set()

    await expect(modal).to_be_hidden()
    await page.unroute_all(behavior="wait")
    assert len(closings) == 1


async def test_escape_in_an_open_list_closes_the_list_and_the_next_one_the_form(
    page: Page,
) -> None:
    modal = await an_open_form(page)
    await modal.get_by_test_id("field-value").filter(has_text="Choose any that fit").click()
    factor = modal.get_by_role("checkbox", name="Handover or change of worker")
    await factor.check()

    await page.keyboard.press("Escape")

    await expect(factor).to_be_hidden()
    await expect(modal.get_by_label("What happened")).to_have_value("Old list")
    await expect(modal.locator("summary", has_text="Handover or change")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(modal).to_be_hidden()


async def test_words_typed_and_masked_stay_however_often_a_form_comes_back(page: Page) -> None:
    await type_command(page, "/near-miss Rang 07700 900123 of Jayden Smith")
    modal = page.get_by_test_id("modal")
    what, caught = modal.get_by_label("What happened"), modal.get_by_label("What caught it")
    await modal.get_by_label("Where in our work?").select_option("Not sure")
    masked = "Rang [phone number] of Jayden Smith"

    await page.get_by_test_id("modal-submit").click()
    await expect(what).to_have_value(masked)
    await caught.fill("A call from 07700 900456")
    await page.get_by_test_id("modal-submit").click()
    await expect(caught).to_have_value("A call from [phone number]")
    await expect(what).to_have_value(masked)
    await page.get_by_test_id("modal-submit").click()

    await expect(modal.get_by_text("some words may be people's names")).to_be_visible()
    await expect(caught).to_have_value("A call from [phone number]")
    await expect(what).to_have_value(masked)
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Well spotted.")).to_be_visible()


async def test_who_skips_to_the_conversation_can_write_there_at_once(page: Page) -> None:
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_what_one_person_alone_is_told_no_other_window_shows(
    page: Page, workspace: Workspace, browser: Browser
) -> None:
    everyone = workspace.channel("#everyone").id
    await look(page, workspace, cast.BETH, everyone)
    toms = await browser.new_page()
    await look(toms, workspace, cast.TOM, everyone)

    await type_command(page, "/suggest One list of schools")
    await workspace.person("grace").say("#everyone", "Is there cake?")

    refusal = page.get_by_test_id("message").filter(has_text="to set your team up")
    await expect(refusal).to_contain_text("Only visible to you")
    await expect(toms.get_by_text("Is there cake?", exact=True)).to_be_visible()
    await expect(toms.get_by_text("to set your team up")).to_have_count(0)


async def test_a_managers_morning_is_in_no_one_elses_page(
    page: Page, workspace: Workspace, browser: Browser
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("grace"), "One list of schools")
    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: amina.dm)
    toms = await browser.new_page()

    await look(page, workspace, cast.AMINA, amina.dm_id)
    await look(toms, workspace, cast.TOM, amina.dm_id)

    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_be_visible()
    await expect(toms.get_by_role("heading", name="#riverside")).to_be_visible()
    await expect(toms.get_by_test_id("message").first).to_be_visible()
    await expect(toms.get_by_text("Good morning")).to_have_count(0)


async def test_what_is_wrong_with_a_field_stands_under_it_and_the_words_stay(page: Page) -> None:
    modal = await an_open_form(page)
    await page.get_by_test_id("modal-submit").click()

    where = modal.get_by_label("Where in our work?")
    await expect(where).to_be_focused()
    await expect(where).to_have_accessible_description(ANY_WORD)
    error = await box_of(modal.locator(".field-error"))
    field = await box_of(where)
    assert 0 <= error["y"] - (field["y"] + field["height"]) < MARGIN
    await expect(modal.get_by_label("What happened, or nearly happened?")).to_have_value("Old list")


async def test_what_is_said_while_the_page_opens_is_shown_once_it_listens(
    page: Page, workspace: Workspace
) -> None:
    said = asyncio.Event()

    async def listen_late(route: Route) -> None:
        await said.wait()
        await route.continue_()

    await page.route("**/control/events*", listen_late)
    await page.reload()
    await expect(page.get_by_test_id("message").first).to_be_visible()
    await workspace.person("grace").say("#riverside", "Is there cake?")
    said.set()

    await expect(page.get_by_text("Is there cake?", exact=True)).to_be_visible()
    await page.unroute_all(behavior="wait")


async def test_the_page_asks_nothing_of_any_other_host(page: Page, workspace: Workspace) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.reload()

    await a_card(page, workspace)
    await an_open_form(page)
    await page.get_by_test_id("modal-close").click()
    await page.get_by_test_id("traffic-toggle").click()
    await page.get_by_test_id("dm-goodcatch").click()
    await expect(page.get_by_role("heading", name="Good Catch", exact=True)).to_be_visible()

    assert {urlsplit(url).netloc for url in asked} == {urlsplit(workspace.url).netloc}


async def test_a_touch_brings_the_tools_of_a_grouped_card_without_squeezing_it(
    phone: Page, workspace: Workspace
) -> None:
    await suggestion(workspace.person("grace"), "One list of schools")
    await suggestion(workspace.person("grace"), "A bigger room")
    card = phone.get_by_test_id("message").filter(has_text="A bigger room")
    words = card.locator(".words")
    await expect(card.locator(".byline")).to_have_count(0)
    before = await box_of(words)

    await card.tap()

    await expect(card.get_by_test_id("reply-in-thread")).to_be_visible()
    assert await box_of(words) == before
    assert before["x"] + before["width"] >= PHONE["width"] - MARGIN


async def test_on_a_dark_telephone_form_and_card_can_be_used_and_nothing_overflows(
    phone: Page, workspace: Workspace
) -> None:
    assert await phone.evaluate("getComputedStyle(document.body).backgroundColor") == DARK_PAPER
    await type_command(phone, "/suggest One list of schools")
    modal = phone.get_by_test_id("modal")
    await expect(modal).to_be_visible()
    assert await overflow(phone) <= 0
    await phone.get_by_test_id("modal-submit").tap()
    await expect(modal.get_by_role("heading", name="Thank you")).to_be_visible()
    await phone.get_by_test_id("modal-close").tap()

    card = phone.get_by_test_id("message").filter(has_text="One list of schools")
    await expect(card).to_be_visible()
    assert await overflow(phone) <= 0
    await card.get_by_test_id("reply-in-thread").tap()
    await phone.get_by_test_id("thread-composer").fill("Yes, please.")
    await phone.get_by_test_id("thread-send").tap()
    await expect(phone.get_by_test_id("thread-pane").get_by_text("Yes, please.")).to_be_visible()
    assert await overflow(phone) <= 0


@pytest.fixture
def browser(page: Page) -> Browser:
    """The browser of the page, for windows beside it."""
    opened = page.context.browser
    assert opened is not None
    return opened


@pytest.fixture
async def phone(browser: Browser, workspace: Workspace) -> AsyncIterator[Page]:
    """A telephone in the dark, with no pointer, on which nothing may go wrong unseen."""
    complaints: list[str] = []
    opened = await browser.new_page(
        viewport=PHONE,
        color_scheme="dark",
        has_touch=True,
        is_mobile=True,
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.set_default_timeout(10_000)
    await look(opened, workspace, cast.PRIYA, cast.RIVERSIDE)
    yield opened
    assert complaints == []


async def look(page: Page, workspace: Workspace, person: str, channel: str) -> None:
    """Open a place as somebody; the query has the browser load afresh what differs after the #."""
    await page.goto(f"{workspace.url}/?{person}#as={person}&channel={channel}")


async def type_command(page: Page, command: str) -> None:
    await page.get_by_test_id("composer").fill(command)
    await page.get_by_test_id("send").click()


async def an_open_form(page: Page) -> Locator:
    await type_command(page, "/near-miss Old list")
    modal = page.get_by_test_id("modal")
    await expect(modal).to_be_visible()
    return modal


async def a_card(page: Page, workspace: Workspace) -> Locator:
    """A card in the team's channel, as the page shows it."""
    await suggestion(workspace.person("grace"), "One list of schools")
    await workspace.until(lambda: cards(workspace))
    card = page.get_by_test_id("message").filter(has_text="One list of schools")
    await expect(card).to_be_visible()
    return card


async def box_of(part: Locator) -> FloatRect:
    box = await part.bounding_box()
    assert box is not None
    return box


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth")
    return wide - PHONE["width"]
