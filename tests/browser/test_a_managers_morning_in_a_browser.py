"""Ten things wait for a manager, and all of them are seen to from the messages of one morning."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot.app import Running
from sandbox import cast
from sandbox.human import Person
from sandbox.looking_up import pressable
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.browser.conftest import Picture
from tests.stories.deeds import at_home, last, row_in, row_of, settled, suggestion, told

pytestmark = pytest.mark.browser

NEW = (
    "A quiet room for telephone calls",
    "The duty rota on one page",
    "Two keys for the pool car",
    "A shorter form for the nursery",
)
WAITING = "The interpreter's number on the wall"
TRIED = ("A second pair of eyes on Friday letters", "Names on the post trays")
CHANGED = "One list of schools by the door"
TO_THANK_FOR = ("A spare telephone for visits", "Tea for families who wait")

GO_AHEAD = "Go ahead, no words needed"
MORE = "Show the next 2"
TRY_IT = "Try it for ten working days"
TALK = "Let's talk it over"
DAY = timedelta(days=1)
TALL = ViewportSize(width=1280, height=1800)


async def test_a_morning_of_ten_is_seen_to_without_opening_a_single_window(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    references = await ten_things(workspace)
    first, digest = await the_morning(page, workspace)
    await page.set_viewport_size(TALL)
    await picture(page, "10-managers-morning")
    before = len(workspace.traffic.calls("views.open"))

    async def row(part: Locator, shown: SeenMessage, words: str) -> Locator:
        block = row_of(workspace, shown, references[words])
        return part.locator(f'[data-block-id="{block}"]')

    for words in NEW[:2]:
        await press(await row(first, digest, words), "Thank you")
    for words, choice in zip(NEW, (GO_AHEAD, TRY_IT, TALK, GO_AHEAD), strict=True):
        await choose(page, await row(first, digest, words), choice)
    await choose(page, await row(first, digest, WAITING), TALK)
    for words in TRIED:
        await press(await row(first, digest, words), "Keep trying")
    await press(await row(first, digest, CHANGED), "It helped")
    await settled(workspace, bot)
    await (await as_it_is_now(first, workspace, digest, MORE)).click()
    rest = page.get_by_test_id("message").filter(has_text="The rest of your morning")
    await expect(rest).to_be_visible()
    shown = workspace.person("amina").dm[-1]
    for words in TO_THANK_FOR:
        await press(await row(rest, shown, words), "Thank you")

    for part in (first, rest):
        await expect(part.get_by_text("Seen to this morning")).to_be_visible()
        for heading in ("New", "Waiting for your answer", "Changed: did it help?"):
            await expect(part.get_by_text(heading, exact=True)).to_have_count(0)
    await expect(first.get_by_role("button", name="Show the next 2")).to_have_count(0)
    assert len(workspace.traffic.calls("views.open")) == before
    await expect(page.get_by_test_id("modal")).to_be_hidden()


async def as_it_is_now(
    part: Locator, workspace: Workspace, shown: SeenMessage, button: str
) -> Locator:
    """A button of a message as it was last drawn: a drawing that is out of date cannot be used."""
    now = workspace.message(shown)
    assert now is not None
    block, _ = pressable(now.blocks, button)
    found = part.locator(f'[data-block-id="{block}"]').get_by_role("button", name=button)
    await expect(found).to_be_visible()
    return found


async def ten_things(workspace: Workspace) -> dict[str, str]:
    """Four weeks in which ten things come to wait for Amina; their references by their words."""
    grace, amina = workspace.person("grace"), workspace.person("amina")
    references = {CHANGED: await one(grace, CHANGED, wish="Try it myself")}
    changed_on = workspace.now
    await see_to(workspace, amina, references, [CHANGED], GO_AHEAD)
    page = await at_home(workspace, grace)
    await grace.press(None, "It's changed", row=row_in(page.blocks, references[CHANGED]))
    grace.fill("What was changed", "The list of schools hangs by the door.")
    grace.fill("What kind of change", "Make it easier")
    assert (await grace.submit()).ok
    await grace.close()

    await workspace.move_time(to=changed_on + timedelta(days=8), step=DAY)
    references |= {words: await one(grace, words) for words in TRIED}
    await see_to(workspace, amina, references, TRIED, TRY_IT)

    await workspace.move_time(to=changed_on + timedelta(days=24), step=DAY)
    references |= {words: await one(grace, words) for words in (WAITING, *TO_THANK_FOR)}
    await see_to(workspace, amina, references, TO_THANK_FOR, GO_AHEAD, thanks=False)
    page = await at_home(workspace, amina)
    await amina.press(None, "Thank you", row=row_in(page.blocks, references[WAITING]))
    await told(workspace, grace, "Thank you")
    await workspace.move_time(hours=1)
    people = ("priya", "tom", "sam", "grace")
    for name, words in zip(people, NEW, strict=True):
        references[words] = await one(workspace.person(name), words)
    return references


async def the_morning(page: Page, workspace: Workspace) -> tuple[Locator, SeenMessage]:
    """The first morning that asks whether the change has helped, before Amina's eyes."""
    amina = workspace.person("amina")
    while (digest := last(amina, "Changed: did it help?")) is None:
        await a_working_morning(workspace, amina)
    await page.goto(f"{workspace.url}/?amina#as={cast.AMINA}&channel={amina.dm_id}")
    first = page.locator(f'[data-ts="{digest.ts}"]')
    await expect(first.get_by_role("heading", name="Good morning")).to_be_visible()
    return first, digest


async def a_working_morning(workspace: Workspace, reader: Person) -> None:
    """The next one, until its digest is there."""
    before = len(reader.dm)
    await workspace.move_time(next_working_morning=True)
    await workspace.until(lambda: len(reader.dm) > before)


async def one(person: Person, words: str, *, wish: str = "Hand it over") -> str:
    return (await suggestion(person, words, wish=wish)).reference


async def see_to(
    workspace: Workspace,
    manager: Person,
    references: dict[str, str],
    which: Sequence[str],
    choice: str,
    *,
    thanks: bool = True,
) -> None:
    """Answer from the Home tab, without words, with a thank-you first unless told otherwise."""
    for words in which:
        row = row_in((await at_home(workspace, manager)).blocks, references[words])
        if thanks:
            assert (await manager.press(None, "Thank you", row=row)).ok
        assert (await manager.choose(None, "without_words", choice, row=row)).ok


async def press(row: Locator, button: str) -> None:
    """Press a button of a row, and wait until the row has been drawn anew without it."""
    await row.get_by_role("button", name=button, exact=True).click()
    await expect(row.get_by_role("button", name=button, exact=True)).to_have_count(0)


async def choose(page: Page, row: Locator, choice: str) -> None:
    """Choose from the menu at the end of a row, and wait until the row has other buttons."""
    before = await row.get_by_role("button").count()
    await row.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name=choice).click()
    await expect(row.get_by_role("button")).not_to_have_count(before)
