"""What the guides speak of, as the people they are for see it in the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from bot.app import Running
from sandbox import cast
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.browser.conftest import Picture
from tests.browser.scene import to_be_seen_whole
from tests.stories.deeds import RIVERSIDE, cards, near_miss, open_form, send, settled, suggestion

pytestmark = pytest.mark.browser

LABELS = "Colour labels on the shelf, so that nobody takes the wrong form."
LIST = "One list of schools that the whole team can open."
MET_TWICE = "We booked the same room twice, and the family had to wait in the corridor."
DONE = "The list is on the team's page now, and the school desk keeps it up to date."
A_DAY = timedelta(days=1)
MOST_DAYS = 45
"""The check-back comes after four weeks, a little later where bank holidays are in the way."""


async def test_a_team_is_set_up_with_one_form(
    page: Page, workspace: Workspace, picture: Picture
) -> None:
    channel = workspace.add_channel("lakeside", "beth", "helen", "joseph")
    beth = workspace.person("beth")
    await beth.command("/goodcatch", "setup", channel=channel.id)
    beth.fill("Who answers", ["helen"])
    beth.fill("Who stands in", ["joseph"])

    await look(page, workspace, beth, channel=channel.id)
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_label("What is the team called?")).to_have_value("lakeside")
    await expect(modal).to_contain_text("Helen Marsh")
    await picture(page, "12-set-up")

    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("is set up. Thank you.")
    await expect(modal).to_contain_text("Helen Marsh will answer within 3 working days")


async def test_everybody_sees_what_comes_of_their_words(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    priya, grace = workspace.person("priya"), workspace.person("grace")
    await near_miss(priya, MET_TWICE)
    await suggestion(priya, LABELS)
    await grace_would_try_it_herself(grace)
    await workspace.until(lambda: holding(cards(workspace), LABELS))
    await workspace.until(lambda: holding(cards(workspace), LIST))
    await settled(workspace, bot)
    await amina_answers(workspace, LABELS, "seedling", "Yes, let us see whether it helps.")
    await amina_answers(workspace, LIST, "+1", "Please take an hour for it this week.")
    await grace_changes_it(workspace, grace)

    await a_manager_is_reminded(page, workspace, picture)
    await the_team_reads_what_was_done(page, workspace, picture)
    await priya_is_told_of_a_slip(page, workspace, picture)
    await priya_looks_at_her_own(page, workspace, picture)
    await grace_is_asked_whether_it_helped(page, workspace, picture)


async def grace_would_try_it_herself(grace: Person) -> None:
    await open_form(grace, "/suggest", LIST)
    grace.fill("I'd like to", "Try it myself")
    await send(grace)


async def amina_answers(workspace: Workspace, about: str, emoji: str, words: str) -> None:
    """From the card: an emoji, and the words she adds when she is asked."""
    amina = workspace.person("amina")
    card = await workspace.until(lambda: holding(cards(workspace), about))
    assert card is not None
    known = len(amina.dm)
    await amina.react(card, emoji)
    await workspace.until(lambda: len(amina.dm) > known)
    await amina.press(amina.dm[-1], "Add your words")
    amina.fill("Your words", words)
    assert (await amina.submit()).ok
    await amina.close()


async def grace_changes_it(workspace: Workspace, grace: Person) -> None:
    """She says what is different, and that she may be thanked by name."""
    answered = await workspace.until(lambda: holding(grace.dm, "It's changed"))
    assert answered is not None
    await grace.press(answered, "It's changed")
    grace.fill("What was changed", DONE)
    grace.fill("What kind of change", "Make it easier")
    assert (await grace.submit()).ok
    await grace.close()
    asked = await workspace.until(lambda: holding(grace.dm, "May we thank you by name?"))
    assert asked is not None
    await grace.press(asked, "Yes, by name")


async def a_manager_is_reminded(page: Page, workspace: Workspace, picture: Picture) -> None:
    amina = workspace.person("amina")
    await days_pass(workspace, lambda: holding(amina.dm, "Remind me tomorrow"))
    await look(page, workspace, amina, channel=amina.dm_id)
    reminder = the_message(page, "Remind me tomorrow")
    await expect(reminder).to_contain_text("an answer is promised by")
    await expect(reminder.get_by_role("button", name="In three days")).to_be_visible()
    await to_be_seen_whole(reminder, ratio=1)
    await picture(page, "17-reminder")


async def the_team_reads_what_was_done(page: Page, workspace: Workspace, picture: Picture) -> None:
    tom = workspace.person("tom")
    await days_pass(workspace, lambda: holding(cards(workspace), "You said, we did"))
    await look(page, workspace, tom, channel=cast.RIVERSIDE)
    post = the_message(page, "You said, we did")
    await expect(post).to_contain_text("Grace Lewis")
    await expect(post).to_contain_text(DONE)
    await expect(post).to_contain_text("a colleague said")
    await to_be_seen_whole(post, ratio=1)
    await picture(page, "13-you-said-we-did")


async def priya_is_told_of_a_slip(page: Page, workspace: Workspace, picture: Picture) -> None:
    priya = workspace.person("priya")
    await days_pass(workspace, lambda: holding(priya.dm, "You are not forgotten"))
    await look(page, workspace, priya, channel=priya.dm_id)
    sorry = the_message(page, "You are not forgotten")
    await expect(sorry).to_contain_text("Dan Whitfield has been asked to help")
    await expect(sorry).to_contain_text("Nobody has been shown your name.")
    await to_be_seen_whole(sorry, ratio=1)
    await picture(page, "14-promise-slipped")


async def priya_looks_at_her_own(page: Page, workspace: Workspace, picture: Picture) -> None:
    priya = workspace.person("priya")
    await look(page, workspace, priya, tab="home")
    home = page.get_by_test_id("home")
    await expect(home.get_by_role("button", name="Report a near miss")).to_be_visible()
    await expect(home.get_by_role("button", name="All my reports")).to_be_visible()
    await expect(home.get_by_role("heading", name="Tried near you")).to_be_attached()
    await picture(page, "11-home")

    await priya.command("/goodcatch", "mine", channel=RIVERSIDE)
    await look(page, workspace, priya, channel=cast.RIVERSIDE)
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text(LABELS)
    await expect(modal.get_by_role("button", name="What's happening?").first).to_be_visible()
    await picture(page, "16-mine")
    await page.get_by_test_id("modal-close").click()


async def grace_is_asked_whether_it_helped(
    page: Page, workspace: Workspace, picture: Picture
) -> None:
    grace = workspace.person("grace")
    await days_pass(workspace, lambda: holding(grace.dm, "Has it helped?"))
    await look(page, workspace, grace, channel=grace.dm_id)
    question = the_message(page, "Has it helped?")
    await expect(question).to_contain_text("Who presses what is not kept.")
    await to_be_seen_whole(question, ratio=1)
    await picture(page, "15-check-back")

    await question.get_by_role("button", name="Yes").click()
    await expect(page.get_by_text("Thank you for looking back.")).to_be_visible()


async def look(
    page: Page, workspace: Workspace, who: Person, *, channel: str = "", tab: str = ""
) -> None:
    """Open a place as somebody; the query has the browser load afresh what differs after the #."""
    place = f"channel={channel}" if channel else f"tab={tab}"
    await page.goto(f"{workspace.url}/?{who.id}&{place}#as={who.id}&{place}")


async def days_pass(workspace: Workspace, there: Callable[[], SeenMessage | None]) -> None:
    """Move time day by day until something has come."""
    for _ in range(MOST_DAYS):
        if there():
            return
        await workspace.move_time(to=workspace.now + A_DAY)
    raise AssertionError(f"It has not come in {MOST_DAYS} days.")


def the_message(page: Page, words: str) -> Locator:
    return page.get_by_test_id("message").filter(has_text=words)


def holding(messages: list[SeenMessage], words: str) -> SeenMessage | None:
    """The first of `messages` that says these words, or has them on a button."""
    return next((one for one in messages if words in one.plain or words in one.buttons), None)
