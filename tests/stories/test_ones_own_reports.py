"""What people do with their own reports, from the Home tab and from `/goodcatch mine`."""

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    answer,
    at_home,
    card,
    cards,
    kept,
    morning,
    near_miss,
    next_message,
    row_in,
    settled,
    shows,
    suggestion,
    told,
)

BOTH_WAYS = pytest.mark.parametrize("way", ["home", "mine"])


async def own_page(workspace: Workspace, person: Person, way: str) -> None:
    """Have one's own reports before one's eyes, in the Home tab or in a window."""
    if way == "home":
        await at_home(workspace, person)
        return
    assert (await person.command("/goodcatch", "mine", channel=RIVERSIDE)).ok
    assert person.modal is not None
    assert person.modal.title == "Your reports"


async def all_closed(person: Person) -> None:
    """Close every window that is open, one on top of the other."""
    while person.modal is not None:
        await person.close()


@BOTH_WAYS
async def test_the_words_of_a_report_are_changed_until_it_is_answered(
    workspace: Workspace, bot: Running, way: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)
    digest = await morning(workspace, bot, amina)

    await own_page(workspace, priya, way)
    assert (await priya.press(None, "Change the words")).ok
    assert priya.modal is not None
    assert "One list" in str(priya.modal.inputs)
    priya.fill("What could be better", "One list of schools")
    assert (await priya.submit()).ok

    assert "Your words are changed" in priya.modal.plain
    await shows(workspace, shown, "One list of schools")
    await shows(workspace, digest, "One list of schools")
    await all_closed(priya)
    await answer(amina, digest, "Go ahead", "Start on Monday")
    await settled(workspace, bot)
    await own_page(workspace, priya, way)
    page = priya.modal or priya.home
    assert page is not None
    assert "Change the words" not in page.buttons
    assert [(await kept(bot))[0].words.what] == ["One list of schools"]


async def test_identifiers_written_into_an_edit_are_masked_and_nothing_is_kept_until_then(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await suggestion(priya, "One list")
    await at_home(workspace, priya)
    await priya.press(None, "Change the words")
    priya.fill("What could be better", "One list, ask 07700 900123")

    assert (await priya.submit()).ok

    assert priya.modal is not None
    assert "07700" not in priya.modal.plain
    assert (await kept(bot))[0].words.what == "One list"
    assert (await priya.submit()).ok
    assert "Your words are changed" in priya.modal.plain
    words = (await kept(bot))[0].words.what
    assert words.startswith("One list, ask ")
    assert "07700" not in words


async def test_what_a_confidential_reporter_adds_appears_later_and_without_a_name(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await near_miss(priya, "The old address")
    digest = await morning(workspace, bot, amina)
    shown = await card(workspace, bot)
    await own_page(workspace, priya, "mine")
    await priya.press(None, "Add something")
    priya.fill("What would you like to add", "It was the second time")
    assert (await priya.submit()).ok
    await settled(workspace, bot)
    assert "the second time" not in cards(workspace)[0].plain

    await workspace.move_time(hours=2.1)

    for message in (shown, digest):
        seen = await shows(workspace, message, "It was the second time")
        assert "Whoever wrote it adds" in seen.plain
        assert priya.id not in str(seen.blocks)


@BOTH_WAYS
async def test_who_asks_what_is_happening_is_told_at_once_and_whoever_decides_sees_it_once(
    workspace: Workspace, bot: Running, way: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    digest = await morning(workspace, bot, amina)
    await own_page(workspace, priya, way)

    for _ in range(2):
        assert (await priya.press(None, "What's happening?")).ok
        assert priya.modal is not None
        assert f"<@{amina.id}> will answer by Thursday" in priya.modal.plain
        await priya.close()

    assert "asks what is happening" in (await shows(workspace, digest, "asks what")).plain
    (report,) = await kept(bot)
    assert [event.kind.value for event in report.events] == ["filed", "asked"]


@BOTH_WAYS
async def test_a_report_for_the_manager_alone_is_shared_with_the_team_when_its_reporter_says_so(
    workspace: Workspace, bot: Running, way: str
) -> None:
    priya = workspace.person("priya")
    await suggestion(priya, "One list", readers="Only my manager")
    await settled(workspace, bot)
    assert cards(workspace) == []
    await own_page(workspace, priya, way)

    assert (await priya.press(None, "Let my team read it")).ok

    assert "One list" in (await card(workspace, bot)).plain
    page = priya.modal or priya.home
    assert page is not None
    assert "Let my team read it" not in page.buttons


@BOTH_WAYS
async def test_a_report_that_is_taken_back_can_be_read_by_nobody_else_from_then_on(
    workspace: Workspace, bot: Running, way: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await near_miss(priya, "The old address", known="Named")
    digest = await morning(workspace, bot, amina)
    shown = await card(workspace, bot)
    await own_page(workspace, priya, way)

    assert (await priya.press(None, "Take it back")).ok

    page = priya.modal or priya.home
    assert page is not None
    assert "You took it back" in page.plain
    for message in (shown, digest):
        seen = await shows(workspace, message, "was taken back")
        assert "old address" not in str(seen.blocks)
        assert receipt.reference in seen.plain
    await workspace.move_time(hours=72)
    await settled(workspace, bot)
    assert len(amina.dm) == 1
    assert priya.dm == []


async def test_of_several_reports_the_one_whose_button_is_pressed_is_taken_back(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    first = await suggestion(priya, "One list")
    await suggestion(priya, "A bigger room")
    page = await at_home(workspace, priya)

    assert (await priya.press(None, "Take it back", row=row_in(page.blocks, first.reference))).ok

    states = {report.reference: report.state.value for report in await kept(bot)}
    assert states.pop(first.reference) == "withdrawn"
    assert list(states.values()) == ["new"]


async def test_not_now_is_answered_back_and_opens_again_with_a_promise_of_its_own(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    digest = await morning(workspace, bot, amina)
    await answer(amina, digest, "Not now", "The system is replaced in May")
    put_off = await told(workspace, priya, "replaced in May")

    assert (await priya.press(put_off, "Reply, and open it again")).ok
    assert priya.modal is not None
    assert "The system is replaced in May" in priya.modal.plain
    priya.fill("What would you like to say", "A sheet of paper would do until then")
    assert (await priya.submit()).ok

    assert "It is open again" in priya.modal.plain
    await shows(workspace, cards(workspace)[0], "A sheet of paper would do until then")
    assert "An answer will come by Friday" in cards(workspace)[0].plain
    again = await morning(workspace, bot, amina)
    assert "Waiting for your answer" in again.plain
    assert "A sheet of paper would do" in again.plain
    await answer(amina, again, "Go ahead", "You are right")
    assert "You are right" in (await next_message(workspace, bot, priya, 1)).plain


async def test_pressed_again_after_it_has_opened_the_reply_says_so_and_changes_nothing(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await answer(amina, await morning(workspace, bot, amina), "Not now", "There is no room")
    put_off = await told(workspace, priya, "There is no room")
    await priya.press(put_off, "Reply, and open it again")
    priya.fill("What would you like to say", "Then a small one")
    await priya.submit()
    await priya.close()

    await priya.press(put_off, "Reply, and open it again")

    assert priya.modal is None
    assert "It is open and waits for an answer" in priya.dm[-1].plain
    events = [event.kind.value for event in (await kept(bot))[0].events]
    assert events == ["filed", "answered", "reopened"]
