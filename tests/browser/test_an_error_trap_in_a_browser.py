"""An error trap as people meet it in the page: the question, the card, a plan, a look back."""

from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox import cast
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.browser.conftest import Picture
from tests.browser.scene import to_be_seen_whole
from tests.stories.deeds import cards, next_morning, send, told
from tests.stories.error_traps import (
    AGAIN,
    BETTER,
    GRACES,
    NAME,
    PRIYAS,
    TOMS,
    mid_morning,
    near_miss_at_court,
    trap_card,
)

pytestmark = pytest.mark.browser

A_DAY = timedelta(days=1)
ON_THE_CARD = "What has uncovered it"


async def test_a_team_finds_and_redesigns_an_error_trap(
    page: Page, workspace: Workspace, picture: Picture
) -> None:
    amina = workspace.person("amina")
    await three_near_misses(workspace)
    await workspace.move_time(to=mid_morning(workspace.now + A_DAY))
    await told(workspace, amina, "Is this one error trap?")

    await look(page, workspace, amina, amina.dm_id)
    question = the_message(page, "Is this one error trap?")
    await expect(question).to_contain_text(GRACES)
    await to_be_seen_whole(question, ratio=0.8)
    await picture(page, "20-trap-question")

    await question.get_by_role("button", name="Yes, one trap").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("What do you call it?").fill(NAME)
    await picture(page, "24-trap-named")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("Its card is on its way")
    await page.get_by_test_id("modal-close").click()

    card = await the_card(workspace)
    tom = workspace.person("tom")
    assert (await tom.press(card, "Take it on")).ok
    await its_card(page, workspace, amina, picture)
    await a_plan(page, picture)
    await all_of_it(page, picture)
    await the_look_back(page, workspace, picture, card)


async def three_near_misses(workspace: Workspace) -> None:
    """Three people, each in their own words, one working day apart from the question."""
    for name, words in (("tom", TOMS), ("grace", GRACES), ("priya", PRIYAS)):
        person = workspace.person(name)
        await near_miss_at_court(person, words, "Named" if name == "grace" else "Confidential")
        await send(person)
    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: len(cards(workspace)) == 3)


async def the_card(workspace: Workspace) -> SeenMessage:
    await workspace.until(lambda: any("Error trap T-" in one.plain for one in cards(workspace)))
    return trap_card(workspace)


async def its_card(page: Page, workspace: Workspace, who: Person, picture: Picture) -> None:
    await look(page, workspace, who, cast.RIVERSIDE)
    card = the_message(page, ON_THE_CARD)
    await expect(card).to_contain_text("Tom Okafor has taken it on.")
    await expect(card).to_contain_text(TOMS)
    await to_be_seen_whole(card, ratio=0.8)
    await picture(page, "21-trap-card")


async def a_plan(page: Page, picture: Picture) -> None:
    await the_message(page, ON_THE_CARD).get_by_role("button", name="Plan a change").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("What could be changed?").fill(BETTER)
    await modal.get_by_label("Make it easier").check()
    await picture(page, "22-trap-plan")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("The plan stands on its card")
    await page.get_by_test_id("modal-close").click()
    await expect(the_message(page, ON_THE_CARD)).to_contain_text(BETTER)


async def all_of_it(page: Page, picture: Picture) -> None:
    await the_message(page, ON_THE_CARD).get_by_role("button", name="Read all of it").click()
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_role("button", name="Leave this one out")).to_have_count(3)
    await expect(modal.get_by_role("button", name="Let it go into another …")).to_be_visible()
    await picture(page, "25-trap-window")
    await page.get_by_test_id("modal-close").click()


async def the_look_back(
    page: Page, workspace: Workspace, picture: Picture, card: SeenMessage
) -> None:
    tom, grace = workspace.person("tom"), workspace.person("grace")
    assert (await tom.press(card, "It's changed")).ok
    tom.fill("What was changed", AGAIN)
    tom.fill("What kind of change", "Design it out")
    assert (await tom.submit()).ok
    await tom.close()
    await workspace.move_time(to=mid_morning(workspace.now + timedelta(weeks=4)), step=A_DAY)
    while len(workspace.thread(card)) == 1:
        await workspace.move_time(to=mid_morning(workspace.now + A_DAY))

    await look(page, workspace, grace, cast.RIVERSIDE)
    await the_message(page, ON_THE_CARD).get_by_test_id("thread-summary").click()
    question = the_message(page, "Has the trap gone, or could it still catch somebody?").last
    await expect(question).to_contain_text(AGAIN)
    await to_be_seen_whole(question, ratio=0.8)
    await picture(page, "23-trap-check-back")

    await question.get_by_role("button", name="It has gone").click()
    await expect(page.get_by_text("Thank you for looking back.").last).to_be_visible()


async def look(page: Page, workspace: Workspace, who: Person, channel: str) -> None:
    """Open a channel as somebody; the query has the browser load afresh what differs after it."""
    place = f"channel={channel}"
    await page.goto(f"{workspace.url}/?{who.id}&{place}#as={who.id}&{place}")


def the_message(page: Page, words: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=words)
