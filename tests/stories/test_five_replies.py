"""Thank you and the four answers, each from the digest to the person who spoke up."""

from datetime import timedelta

import pytest

from bot.app import Running
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import cards, kept, morning, near_miss, next_message, settled, shows


@pytest.fixture
async def digest(workspace: Workspace, bot: Running) -> SeenMessage:
    """Amina's morning, with one near miss of Priya's in it."""
    await near_miss(workspace.person("priya"), "The old address")
    return await morning(workspace, bot, workspace.person("amina"))


async def test_thank_you_is_one_tap_and_the_report_still_waits_for_an_answer(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    assert (await amina.press(digest, "Thank you")).ok

    assert amina.modal is None
    digest = await shows(workspace, digest, "said thank you")
    assert "Waiting for your answer" in digest.plain
    told = await next_message(workspace, bot, priya, 0)
    assert f"<@{amina.id}> says: Thank you" in told.plain
    assert "by Thursday" in cards(workspace)[0].plain


async def test_thanks_are_said_once(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await amina.press(digest, "Thank you")
    await amina.press(digest, "Thank you")

    await settled(workspace, bot)
    assert len(priya.dm) == 1
    assert "Somebody has said thank you already" in amina.dm[-1].plain


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("Go ahead", "Please change it with the duty team"),
        ("Talk it over", "At the team meeting"),
        ("Not now, because", "The system is being replaced in May"),
    ],
)
async def test_an_answer_reaches_reporter_card_and_digest_in_the_managers_own_words(
    workspace: Workspace,
    bot: Running,
    digest: SeenMessage,
    button: str,
    words: str,
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await amina.press(digest, button)
    amina.fill("words", words)
    assert (await amina.submit()).ok

    assert amina.modal is not None
    assert "on their way" in amina.modal.plain
    for message in (digest, cards(workspace)[0]):
        seen = await shows(workspace, message, words)
        assert f"<@{amina.id}> says: {button}" in seen.plain
        assert "by Thursday" not in seen.plain
    told = await next_message(workspace, bot, priya, 0)
    assert f"<@{amina.id}> says: {button}" in told.plain
    assert words in told.plain
    assert words not in told.text


async def test_not_now_is_not_sent_without_a_reason(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.press(digest, "Not now")
    amina.fill("words", " \u200b ")

    outcome = await amina.submit()

    assert outcome.errors is not None
    assert "Please say why" in outcome.errors["words"]
    assert amina.modal is not None
    assert (await kept(bot))[0].state == "new"
    amina.fill("words", "There is no room for it this year")
    assert (await amina.submit()).ok
    assert "no room for it" in (await next_message(workspace, bot, priya, 0)).plain


async def test_a_try_out_needs_a_day_to_come_and_ten_working_days_are_suggested(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.press(digest, "Try it until")
    assert amina.modal is not None
    tuesday = workspace.now.date()
    suggested = str(tuesday + timedelta(days=14))
    assert suggested in str(amina.modal.inputs)
    amina.fill("words", "See whether it helps")

    for too_early in (tuesday, tuesday - timedelta(days=1)):
        amina.fill("Try it until", str(too_early))
        outcome = await amina.submit()
        assert outcome.errors is not None
        assert "Please choose a day after today" in outcome.errors["until"]

    amina.fill("Try it until", str(tuesday + timedelta(days=3)))
    assert (await amina.submit()).ok
    assert "Try it until Friday" in (await next_message(workspace, bot, priya, 0)).plain
    await shows(workspace, cards(workspace)[0], "Try it until Friday")


async def test_a_second_answer_stands_in_place_of_the_first_and_both_reach_the_reporter(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.press(digest, "Talk it over")
    amina.fill("words", "At the team meeting")
    earlier = amina.dm[-1]
    assert (await amina.submit()).ok
    await settled(workspace, bot)

    moira = workspace.person("moira")
    await moira.react(cards(workspace)[0], "+1")
    question = await next_message(workspace, bot, moira, 0)
    await moira.press(question, "Add your words")
    moira.fill("words", "It is done")
    assert (await moira.submit()).ok

    await settled(workspace, bot)
    assert ["At the team meeting" in told.plain for told in priya.dm] == [True, False]
    shown = await shows(workspace, earlier, "It is done")
    assert "At the team meeting" not in shown.plain


async def test_a_form_sent_twice_answers_once(
    workspace: Workspace, bot: Running, digest: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.press(digest, "Go ahead")
    amina.fill("words", "Start on Monday")
    workspace.faults.next("interactive", "duplicate")

    assert (await amina.submit()).ok

    await settled(workspace, bot)
    assert len(priya.dm) == 1
    assert len((await kept(bot))[0].events) == 2
