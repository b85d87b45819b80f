"""A manager's emoji on a card: a question first, and an answer only when they say so."""

import pytest

from bot.app import Running
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import card, cards, kept, near_miss, next_message, settled, shows


@pytest.fixture
async def shown(workspace: Workspace, bot: Running) -> SeenMessage:
    """The card of a near miss of Priya's."""
    await near_miss(workspace.person("priya"), "The old address", known="Named")
    return await card(workspace, bot)


@pytest.mark.parametrize(
    ("emoji", "meaning"),
    [
        ("pray", "Thank you"),
        ("+1::skin-tone-5", "Go ahead"),
        ("thumbsup", "Go ahead"),
        ("seedling", "Try it until Monday 7 December"),
        ("speech_balloon", "Talk it over"),
    ],
)
async def test_an_emoji_is_a_question_first_and_sent_as_it_is_when_they_say_so(
    workspace: Workspace, bot: Running, shown: SeenMessage, emoji: str, meaning: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await amina.react(shown, emoji)
    question = await next_message(workspace, bot, amina, 0)

    assert "Shall I tell whoever wrote it" in question.plain
    assert question.buttons == ["Add your words", "Send as it is"]
    assert priya.dm == []
    assert (await kept(bot))[0].state == "new"
    assert (await amina.press(question, "Send as it is")).ok
    told = await next_message(workspace, bot, priya, 0)
    assert f"<@{amina.id}> says: {meaning}" in told.plain.replace(_later(workspace), "7 December")
    question = await shows(workspace, question, "Sent. Thank you for answering")
    assert question.buttons == []


async def test_words_can_be_added_before_it_is_sent(
    workspace: Workspace, bot: Running, shown: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.react(shown, "+1")
    question = await next_message(workspace, bot, amina, 0)

    await amina.press(question, "Add your words")
    amina.fill("Your words", "With the duty team, please")
    assert (await amina.submit()).ok

    assert "With the duty team, please" in (await next_message(workspace, bot, priya, 0)).plain
    await shows(workspace, question, "Sent. Thank you for answering")
    await shows(workspace, shown, "With the duty team, please")


@pytest.mark.parametrize("emoji", ["+1", "+1::skin-tone-2"])
async def test_taking_the_emoji_back_undoes_it_and_the_question_says_so(
    workspace: Workspace, bot: Running, shown: SeenMessage, emoji: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.react(shown, emoji)
    question = await next_message(workspace, bot, amina, 0)
    still_there = question

    await amina.unreact(shown, emoji)

    question = await shows(workspace, question, "no longer stands, so nothing was sent")
    assert question.buttons == []
    await settled(workspace, bot)
    assert priya.dm == []
    assert (await kept(bot))[0].state == "new"
    assert cards(workspace)[0].plain == shown.plain
    with pytest.raises(LookupError):
        await amina.press(still_there, "Send as it is")


async def test_an_emoji_taken_back_while_the_question_is_on_its_way_leaves_nothing_to_answer(
    workspace: Workspace, bot: Running, shown: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await amina.react(shown, "+1")
    await workspace.until(lambda: workspace.pending_events == 0)
    await amina.unreact(shown, "+1")
    await settled(workspace, bot)

    assert [button for message in amina.dm for button in message.buttons] == []
    assert priya.dm == []


async def test_another_emoji_takes_the_place_of_the_first(
    workspace: Workspace, bot: Running, shown: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.react(shown, "+1")
    first = await next_message(workspace, bot, amina, 0)

    await amina.react(shown, "pray")
    second = await next_message(workspace, bot, amina, 1)

    await shows(workspace, first, "no longer stands")
    await amina.unreact(shown, "+1")
    await settled(workspace, bot)
    await amina.press(second, "Send as it is")
    assert "says: Thank you" in (await next_message(workspace, bot, priya, 0)).plain


async def test_taking_it_back_after_it_was_sent_changes_nothing(
    workspace: Workspace, bot: Running, shown: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.react(shown, "+1")
    question = await next_message(workspace, bot, amina, 0)
    await amina.press(question, "Send as it is")
    await next_message(workspace, bot, priya, 0)
    await shows(workspace, question, "Sent.")

    await amina.unreact(shown, "+1")

    await settled(workspace, bot)
    assert "Sent." in amina.dm[0].plain
    assert len(priya.dm) == 1
    assert (await kept(bot))[0].state == "answered"


async def test_a_press_of_send_that_comes_twice_sends_once(
    workspace: Workspace, bot: Running, shown: SeenMessage
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await amina.react(shown, "+1")
    question = await next_message(workspace, bot, amina, 0)
    workspace.faults.next("interactive", "duplicate")

    await amina.press(question, "Send as it is")

    await settled(workspace, bot)
    assert len(priya.dm) == 1


def _later(workspace: Workspace) -> str:
    """The day and month a fortnight from now, ten working days away."""
    day = workspace.now.date().toordinal() + 14
    return f"{workspace.now.date().fromordinal(day):%-d %B}"
