"""One person at one page acts as everybody: a near miss from its first word to its answer."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Picture

pytestmark = pytest.mark.browser

WORDS = (
    "The invitation to the strategy meeting for child A went to the old school. "
    "The secretary there noticed and rang us."
)
ANSWER = "Thank you for telling us. Please take an hour and make one list of schools for all."


async def act_as(page: Page, who: str) -> None:
    await page.get_by_test_id("act-as").click()
    await page.get_by_test_id(f"act-as-{who}").click()


async def test_a_near_miss_is_reported_thanked_discussed_and_answered_in_the_page(
    page: Page, picture: Picture
) -> None:
    await priya_reports(page, picture)
    await the_card_appears(page, picture)
    await tom_replies(page, picture)
    await amina_answers(page, picture)
    await priya_is_told(page, picture)


async def priya_reports(page: Page, picture: Picture) -> None:
    await act_as(page, "priya")
    await page.get_by_test_id("channel-riverside").click()
    composer = page.get_by_test_id("composer")
    await composer.fill("/near")
    await picture(page, "1-command")
    await composer.fill(f"/near-miss {WORDS}")
    await page.get_by_test_id("send").click()

    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_text("Is a child at risk right now?")).to_be_visible()
    await expect(modal.get_by_label("What happened, or nearly happened?")).to_have_value(WORDS)
    await modal.get_by_label("Where in our work?").select_option(label="Strategy discussion")
    await modal.get_by_label("What caught it").fill("The secretary's phone call.")
    await modal.get_by_label("What happened, or nearly happened?").scroll_into_view_if_needed()
    await picture(page, "2-form")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Well spotted")).to_be_visible()
    await expect(modal.get_by_text("will answer by Thursday")).to_be_visible()
    await picture(page, "3-receipt")
    await page.get_by_test_id("modal-close").click()


async def the_card_appears(page: Page, picture: Picture) -> None:
    # A confidential card comes after up to two hours, so that nobody can tell who was writing.
    for _ in range(3):
        await page.get_by_test_id("time-next-hour").click()
        await expect(page.get_by_test_id("time-news")).to_be_visible()
        await page.get_by_role("button", name="Dismiss").click()
    card = the_card(page)
    await expect(card).to_contain_text("A colleague spotted this")
    await expect(card).to_contain_text("An answer will come by Thursday")
    await picture(page, "4-card")


async def tom_replies(page: Page, picture: Picture) -> None:
    await act_as(page, "tom")
    card = the_card(page)
    await card.hover()
    await card.get_by_test_id("reply-in-thread").click()
    pane = page.get_by_test_id("thread-pane")
    await pane.get_by_test_id("thread-composer").fill("Same with the nursery last month.")
    await pane.get_by_test_id("thread-send").click()
    await expect(pane.get_by_text("Same with the nursery last month.")).to_be_visible()
    await picture(page, "5-thread")
    await page.get_by_test_id("thread-close").click()


async def amina_answers(page: Page, picture: Picture) -> None:
    await act_as(page, "amina")
    await page.get_by_test_id("time-next-morning").click()
    await expect(page.get_by_test_id("time-news")).to_contain_text("You: 1 new message")
    await page.get_by_test_id("dm-goodcatch").click()
    digest = page.get_by_test_id("message").filter(has_text="Good morning")
    await expect(digest).to_contain_text("old school")
    await picture(page, "6-digest")

    await digest.get_by_role("button", name="Go ahead").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("Your words").fill(ANSWER)
    await picture(page, "7-answer")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Thank you for answering")).to_be_visible()
    await page.get_by_test_id("modal-close").click()


async def priya_is_told(page: Page, picture: Picture) -> None:
    await act_as(page, "priya")
    await page.get_by_test_id("channel-riverside").click()
    await expect(the_card(page)).to_contain_text("Go ahead")
    await expect(the_card(page)).to_contain_text(ANSWER)
    await picture(page, "8-card-answered")

    await page.get_by_test_id("dm-goodcatch").click()
    told = page.get_by_test_id("message").filter(has_text=ANSWER)
    await expect(told).to_contain_text("Go ahead")
    await picture(page, "9-reporter")


def the_card(page: Page) -> Locator:
    return page.get_by_test_id("message").filter(has_text="NM-")
