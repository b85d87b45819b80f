"""One page, through which a story is seen by one person after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.async_api import Locator, Page, expect

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.browser.conftest import Picture
from tests.stories.deeds import settled
from tests.stories.error_traps import mid_morning

A_DAY = timedelta(days=1)
MOST_DAYS = 45
"""Longer than anything in a story lets wait: four weeks, a month's turn, and bank holidays."""
MOST_SCROLLS = 20
ONE_LOOK_MS = 1000


@dataclass(frozen=True)
class Scene:
    """The page, the workspace behind it, and the bot in that."""

    page: Page
    workspace: Workspace
    bot: Running
    take: Picture

    @property
    def modal(self) -> Locator:
        return self.page.get_by_test_id("modal")

    def who(self, name: str) -> Person:
        return self.workspace.person(name)

    def message(self, words: str) -> Locator:
        """The latest message on the page that says these words."""
        return self.page.get_by_test_id("message").filter(has_text=words).last

    async def look(self, name: str, channel: str = "") -> None:
        """Open a channel as somebody, or else their messages with the bot.

        The query has the browser load afresh what differs after the #.
        """
        person = self.who(name)
        place = f"channel={channel or person.dm_id}"
        await self.page.goto(f"{self.workspace.url}/?{person.id}&{place}#as={person.id}&{place}")

    async def thread_of(self, words: str) -> Locator:
        """The thread below the message that says these words, once it is open."""
        await self.message(words).get_by_test_id("thread-summary").click()
        return self.page.get_by_test_id("thread-pane")

    async def picture(self, name: str, of: Locator | None = None) -> None:
        """Keep what the page shows, or one thing on it, all of which must be there to be seen."""
        # What is still on its way would be drawn anew while it is looked at.
        await settled(self.workspace, self.bot)
        await self.page.mouse.move(0, 0)
        if of is not None:
            await to_be_seen_whole(of)
        await self.take(of or self.page, name)

    async def send(self) -> None:
        await self.page.get_by_test_id("modal-submit").click()

    async def close(self) -> None:
        await self.page.get_by_test_id("modal-close").click()

    async def next_day(self) -> None:
        """On to the middle of the next morning, when whatever came overnight has been said."""
        await self.workspace.move_time(to=mid_morning(self.workspace.now + A_DAY), step=A_DAY)
        await settled(self.workspace, self.bot)

    async def days_pass(self, come: Callable[[], object]) -> None:
        """Move time day by day until something has come."""
        for _ in range(MOST_DAYS):
            if come():
                return
            await self.next_day()
        raise AssertionError(f"It has not come in {MOST_DAYS} days.")

    async def hours_pass(self) -> None:
        """Long enough for whatever comes after a random wait, so that nobody is known by it."""
        await self.workspace.move_time(hours=3)
        await settled(self.workspace, self.bot)


async def to_be_seen_whole(shown: Locator, ratio: float = 0.9) -> None:
    """Scroll until it is there to be seen: a list that is drawn anew goes back to its end."""
    for _ in range(MOST_SCROLLS):
        # Playwright's own scrolling waits for a while, in which the page may draw it anew.
        await shown.evaluate("shown => shown.scrollIntoView({block: 'nearest'})")
        try:
            await expect(shown).to_be_in_viewport(ratio=ratio, timeout=ONE_LOOK_MS)
        except AssertionError:
            continue
        return
    raise AssertionError("It has been scrolled to again and again, and is out of sight.")


def holding(messages: list[SeenMessage], words: str) -> SeenMessage | None:
    """The first of `messages` that says these words, or has them on a button."""
    return next((one for one in messages if words in one.plain or words in one.buttons), None)
