"""A slow Slack, a busy database, a channel that is shut, a manager who has left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.app import Running
from sandbox import cast
from sandbox.errors import UnansweredError
from sandbox.human import Person
from sandbox.shapes import JsonObject
from sandbox.timing import Timing
from sandbox.workspace import Workspace
from storage.engine import is_sqlite, open_postgres, open_sqlite
from tests.stories.deeds import (
    HILLSIDE,
    RIVERSIDE,
    card,
    cards,
    kept,
    morning,
    near_miss,
    next_message,
    open_form,
    receipt_of,
    said_about,
    send,
    settled,
    suggestion,
)


@pytest.mark.parametrize("timing", [Timing(trigger=0.0)])
async def test_a_click_that_slack_forgot_gives_the_words_back(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")

    answer = await priya.command("/near-miss", "The <old> address & more", channel=RIVERSIDE)

    assert priya.modal is None
    assert answer.message is not None
    assert answer.message.ephemeral
    assert "Slack is slow, please try again" in answer.message.plain
    assert "The <old> address & more" in answer.message.plain


@pytest.mark.parametrize("timing", [Timing()])
async def test_a_slack_that_takes_too_long_gives_the_words_back_in_time(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    workspace.faults.next("views.open", "slow", seconds=10)

    answer = await priya.command("/near-miss", "The old address", channel=RIVERSIDE)

    assert answer.ok
    assert answer.message is not None
    assert "Slack is slow, please try again" in answer.message.plain
    assert "The old address" in answer.message.plain


async def test_nobody_is_let_in_while_slack_does_not_say_who_they_are(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    workspace.faults.next("users.info", "500")

    answer = await priya.command("/near-miss", "The old address", channel=RIVERSIDE)

    assert priya.modal is None
    assert answer.message is not None
    assert "The old address" in answer.message.plain
    await open_form(priya, "/near-miss", "The old address")


async def test_a_busy_database_keeps_the_form_open_and_sending_again_makes_one_report(
    workspace: Workspace, bot: Running, database_url: str
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "One list")

    async with busy(database_url):
        outcome = await priya.submit()

    assert outcome.errors is not None
    assert outcome.errors["what"].startswith("Not saved")
    assert priya.modal is not None
    assert "One list" in str(priya.modal.inputs)
    await send(priya)
    await settled(workspace, bot)
    assert len(await kept(bot)) == 1
    assert len(cards(workspace)) == 1


async def test_submit_pressed_twice_at_once_is_one_report_with_one_receipt(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await open_form(priya, "/suggest", "One list")
    workspace.faults.next("interactive", "duplicate")

    outcomes = await asyncio.gather(priya.submit(), priya.submit())

    assert all(outcome.ok for outcome in outcomes)
    (report,) = await kept(bot)
    assert receipt_of(priya).reference == report.reference
    await card(workspace, bot)
    assert (await morning(workspace, bot, amina)).plain.count("One list") == 1


async def test_a_form_whose_receipt_was_lost_is_sent_again_and_is_one_report(
    workspace: Workspace, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "One list")
    await send_without_hearing(workspace, priya, monkeypatch)

    receipt = await send(priya)

    (report,) = await kept(bot)
    assert receipt.reference == report.reference
    assert len(cards(workspace)) <= 1
    assert "One list" in (await card(workspace, bot)).plain


async def test_a_form_with_other_words_after_its_receipt_was_lost_puts_them_in_the_same_report(
    workspace: Workspace, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "One list")
    await send_without_hearing(workspace, priya, monkeypatch)
    priya.fill("What could be better", "Two lists")

    receipt = await send(priya)

    (report,) = await kept(bot)
    assert receipt.reference == report.reference
    assert report.words.what == "Two lists"
    await settled(workspace, bot)
    assert "Two lists" in cards(workspace)[0].plain


async def test_a_form_for_other_readers_after_its_receipt_was_lost_is_told_so_and_stays_open(
    workspace: Workspace, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "One list")
    await send_without_hearing(workspace, priya, monkeypatch)
    priya.fill("What could be better", "Two lists")
    priya.fill("Who may read this", "Only my manager")

    outcome = await priya.submit()

    (report,) = await kept(bot)
    assert outcome.errors is not None
    assert outcome.errors["what"].startswith(f"{report.reference} is saved, as you first sent it.")
    assert priya.modal is not None
    assert "Two lists" in str(priya.modal.inputs)
    assert report.words.what == "One list"
    assert report.audience == "team"


async def test_an_event_that_comes_twice_counts_once(workspace: Workspace, bot: Running) -> None:
    priya, tom, amina = (workspace.person(name) for name in ("priya", "tom", "amina"))
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)

    workspace.faults.next("events_api", "duplicate", times=2)
    await tom.say(RIVERSIDE, "Yes please", thread=shown)
    await amina.react(shown, "+1")
    await settled(workspace, bot)

    (report,) = await kept(bot)
    assert await said_about(bot, report) == ((tom.id, "Yes please"),)
    assert len(amina.dm) == 1


async def test_an_archived_channel_is_told_to_those_who_decide_and_catches_up_once(
    workspace: Workspace, bot: Running
) -> None:
    priya, tom, amina, dan = (workspace.person(name) for name in ("priya", "tom", "amina", "dan"))
    await open_form(priya, "/suggest", "One list")
    await open_form(tom, "/suggest", "A bigger room")
    workspace.archive(RIVERSIDE)

    await send(priya)
    await send(tom)

    for manager in (amina, dan):
        told = await next_message(workspace, bot, manager, 0)
        assert f"I cannot post in <#{cast.RIVERSIDE}>" in told.plain
        assert "The channel is archived" in told.plain
    assert cards(workspace) == []
    workspace.unarchive(RIVERSIDE)
    # At this pace the next try by itself would be half a minute away: the bot is told.
    await workspace.until(lambda: len(cards(workspace)) == 2)
    await settled(workspace, bot)
    assert len(cards(workspace)) == 2
    assert [len(manager.dm) for manager in (amina, dan)] == [1, 1]


async def test_a_closed_channel_holds_up_nobody_elses(workspace: Workspace, bot: Running) -> None:
    priya, owen = workspace.person("priya"), workspace.person("owen")
    await open_form(priya, "/suggest", "One list")
    workspace.archive(RIVERSIDE)
    await send(priya)

    await suggestion(owen, "A bigger room", channel=HILLSIDE)

    assert "A bigger room" in (await card(workspace, bot, HILLSIDE)).plain


async def test_when_the_manager_has_left_the_deputy_gets_the_digest_the_same_morning(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, dan = (workspace.person(name) for name in ("priya", "amina", "dan"))
    receipt = await near_miss(priya, "The old address", readers="Only my manager for now")
    workspace.deactivate("amina")

    digest = await morning(workspace, bot, dan)

    assert receipt.reference in digest.plain
    assert amina.dm == []
    await dan.press(digest, "Thank you")
    await workspace.until(lambda: priya.dm)
    assert f"<@{dan.id}> says: Thank you" in priya.dm[-1].plain


async def test_where_manager_and_deputy_have_left_the_learning_lead_decides(
    workspace: Workspace, bot: Running
) -> None:
    priya, moira = workspace.person("priya"), workspace.person("moira")
    await near_miss(priya, "The old address")
    workspace.deactivate("amina")
    workspace.deactivate("dan")

    digest = await morning(workspace, bot, moira)

    await moira.press(digest, "Talk it over")
    moira.fill("What would you like to talk over", "At the team meeting")
    assert (await moira.submit()).ok
    assert "At the team meeting" in (await next_message(workspace, bot, priya, 0)).plain


async def send_without_hearing(
    workspace: Workspace, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Send a form that the bot takes, while Slack does not hear its answer in time."""
    carrier = workspace.world.delivery.carrier
    carry = carrier.carry

    async def unheard(
        kind: str, payload: JsonObject, retry: JsonObject, *, copies: int = 1
    ) -> None:
        await carry(kind, payload, retry, copies=copies)
        raise UnansweredError("operation_timeout", "timeout")

    with monkeypatch.context() as broken:
        broken.setattr(carrier, "carry", unheard)
        outcome = await person.submit()
    assert not outcome.ok
    assert person.modal is not None


@asynccontextmanager
async def busy(database_url: str) -> AsyncIterator[None]:
    """Keep the database to oneself, as another program might."""
    if is_sqlite(database_url):
        engine = open_sqlite(database_url, writer=True, busy_ms=1000)
    else:
        engine = open_postgres(database_url)
    async with engine.begin() as connection:
        if not is_sqlite(database_url):
            await connection.exec_driver_sql("LOCK TABLE report, dedupe")
        yield
    await engine.dispose()
