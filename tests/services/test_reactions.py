"""Emoji: a reply begun on a card, taken back, replaced, sent."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotPossibleNow
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.services.answers import Answers, Said
from bot.services.contents import PromptContent, PromptDoneContent
from bot.services.context import NotRecordedYet
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, WHO_IS_KNOWN
from tests.services.cards import begun, on_a_card
from tests.services.world import Sent, World, of_kind

FIRST, SECOND, THIRD = (f"179542810{number}.000100" for number in range(3))


DONE = DeliveryKind.REACTION_PROMPT_UPDATE


def was_sent(message: Sent) -> bool:
    content = message.outgoing.content
    assert isinstance(content, PromptDoneContent)
    return content.sent


@pytest.mark.parametrize(
    ("emoji", "reply"),
    [
        ("pray", Reply.THANK_YOU),
        ("thumbsup::skin-tone-4", Reply.GO_AHEAD),
        ("seedling", Reply.TRY_UNTIL),
        ("speech_balloon", Reply.TALK_IT_OVER),
    ],
)
async def test_a_managers_emoji_begins_a_reply_and_asks_for_words(
    world: World, emoji: str, reply: Reply
) -> None:
    id, card = await on_a_card(world)

    await world.react(AMINA, card, emoji)
    (asked,) = await world.deliver()

    assert asked.to == AMINA
    assert isinstance(asked.outgoing.content, PromptContent)
    assert asked.outgoing.content.reply is reply
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("user", [PRIYA, DAN, UserId("U0STRANGER")])
async def test_an_emoji_of_somebody_without_the_right_is_nothing_more(
    world: World, user: UserId
) -> None:
    id, card = await on_a_card(world)

    await world.react(user, card, "+1")

    assert await world.deliver() == []
    assert await begun(world, id, user) is None


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
async def test_nobody_reacts_to_their_own_report(world: World, mode: Mode) -> None:
    await world.set_up()
    id = await world.file(AMINA, mode=mode)
    world.clock.move(hours=2)
    await world.deliver()

    await world.react(AMINA, await world.card_of(id), "+1")

    assert await begun(world, id) is None


@pytest.mark.parametrize("emoji", ["tada", "eyes", "white_check_mark"])
async def test_another_emoji_means_nothing_on_a_card(world: World, emoji: str) -> None:
    _, card = await on_a_card(world)

    await world.react(AMINA, card, emoji)

    assert await world.deliver() == []


async def test_a_message_that_is_not_the_bots_is_left_alone(world: World) -> None:
    _, card = await on_a_card(world)

    await world.react(AMINA, MessageRef(card.channel, "1795428999.000001"), "+1")

    assert await world.deliver() == []


async def test_send_as_it_is_records_the_reply_and_tells_the_reporter(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "seedling")
    await world.deliver()

    await world.services.answers.send_as_it_is(AMINA, id)
    out = await world.deliver()

    assert await world.kinds(id) == ["filed", "answered"]
    assert len(of_kind(out, DeliveryKind.REPLY_TO_REPORTER)) == 1
    (done,) = of_kind(out, DONE)
    assert was_sent(done)
    opening = await world.services.answers.open(AMINA, id, Reply.GO_AHEAD)
    assert opening.report.answer is not None
    assert opening.report.answer.until is not None


async def test_sending_it_twice_says_that_it_is_done(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.services.answers.send_as_it_is(AMINA, id)

    with pytest.raises(NotPossibleNow):
        await world.services.answers.send_as_it_is(AMINA, id)
    assert await world.kinds(id) == ["filed", "answered"]


async def test_what_is_taken_back_just_as_it_is_sent_is_not_sent_and_tells_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.deliver()
    say = Answers.say

    async def taken_back_first(answers: Answers, said: Said) -> VisibleReport:
        await world.unreact(AMINA, card, "+1")
        return await say(answers, said)

    monkeypatch.setattr(Answers, "say", taken_back_first)
    with pytest.raises(NotPossibleNow):
        await world.services.answers.send_as_it_is(AMINA, id)

    out = await world.deliver()
    assert await world.kinds(id) == ["filed"]
    assert [was_sent(done) for done in of_kind(out, DONE)] == [False]
    assert len(out) == 1


async def test_what_another_emoji_replaces_just_as_it_is_sent_is_not_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    say = Answers.say

    async def replaced_first(answers: Answers, said: Said) -> VisibleReport:
        await world.react(AMINA, card, "speech_balloon")
        return await say(answers, said)

    monkeypatch.setattr(Answers, "say", replaced_first)
    with pytest.raises(NotPossibleNow):
        await world.services.answers.send_as_it_is(AMINA, id)

    assert await world.kinds(id) == ["filed"]
    assert await begun(world, id) is Reply.TALK_IT_OVER


async def test_taking_the_emoji_back_undoes_it(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.deliver()

    await world.unreact(AMINA, card, "thumbsup")
    (done,) = await world.deliver()

    assert not was_sent(done)
    assert await begun(world, id) is None
    with pytest.raises(NotPossibleNow):
        await world.services.answers.send_as_it_is(AMINA, id)
    assert await world.kinds(id) == ["filed"]


async def test_taking_it_back_before_the_question_went_out_leaves_nothing_to_ask(
    world: World,
) -> None:
    _, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.unreact(AMINA, card, "+1")

    assert await world.deliver() == []


async def test_taking_back_what_was_sent_changes_nothing(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.services.answers.send_as_it_is(AMINA, id)
    await world.deliver()

    await world.unreact(AMINA, card, "+1")

    assert await world.deliver() == []
    assert await world.kinds(id) == ["filed", "answered"]


async def test_another_emoji_taken_back_leaves_the_one_that_counts(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.react(AMINA, card, "seedling")

    await world.unreact(AMINA, card, "+1")

    assert await begun(world, id) is Reply.TRY_UNTIL


async def test_a_second_emoji_takes_the_place_of_the_first(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    (first,) = await world.deliver()

    await world.react(AMINA, card, "speech_balloon")
    out = await world.deliver()

    (done,) = of_kind(out, DONE)
    (asked,) = of_kind(out, DeliveryKind.REACTION_PROMPT)
    assert (done.at, was_sent(done)) == (first.at, False)
    assert isinstance(asked.outgoing.content, PromptContent)
    assert asked.outgoing.content.reply is Reply.TALK_IT_OVER
    assert await begun(world, id) is Reply.TALK_IT_OVER


async def test_the_same_event_again_begins_nothing_again(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1", FIRST)
    await world.deliver()

    await world.react(AMINA, card, "+1", FIRST)

    assert await begun(world, id) is Reply.GO_AHEAD
    assert await world.deliver() == []


async def test_an_old_event_told_again_brings_nothing_back(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1", FIRST)
    await world.unreact(AMINA, card, "+1", SECOND)
    await world.react(AMINA, card, "+1", FIRST)

    assert await begun(world, id) is None
    assert await world.deliver() == []


async def test_an_emoji_whose_taking_back_came_first_begins_nothing(world: World) -> None:
    id, card = await on_a_card(world)
    await world.unreact(AMINA, card, "+1", SECOND)
    await world.react(AMINA, card, "+1", FIRST)

    assert await begun(world, id) is None
    assert await world.deliver() == []


async def test_a_taking_back_that_comes_late_leaves_the_emoji_put_there_since(
    world: World,
) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1", THIRD)
    await world.unreact(AMINA, card, "+1", SECOND)

    assert await begun(world, id) is Reply.GO_AHEAD


async def test_an_emoji_put_there_once_more_begins_anew(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1", FIRST)
    await world.unreact(AMINA, card, "+1", SECOND)
    await world.react(AMINA, card, "+1", THIRD)

    assert await begun(world, id) is Reply.GO_AHEAD
    assert len(of_kind(await world.deliver(), DeliveryKind.REACTION_PROMPT)) == 1


async def test_an_older_emoji_that_comes_late_does_not_take_the_later_ones_place(
    world: World,
) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "seedling", SECOND)
    await world.react(AMINA, card, "+1", FIRST)

    assert await begun(world, id) is Reply.TRY_UNTIL


async def test_a_late_emoji_that_was_taken_back_since_does_not_touch_the_one_that_stands(
    world: World,
) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "pray", FIRST)
    await world.unreact(AMINA, card, "+1", THIRD)
    await world.react(AMINA, card, "+1", SECOND)

    assert await begun(world, id) is Reply.THANK_YOU


async def test_one_emoji_taken_back_later_does_not_silence_another_that_comes_late(
    world: World,
) -> None:
    id, card = await on_a_card(world)
    await world.unreact(AMINA, card, "+1", THIRD)
    await world.react(AMINA, card, "pray", FIRST)

    assert await begun(world, id) is Reply.THANK_YOU


async def test_what_one_person_takes_back_is_nothing_to_another(world: World) -> None:
    id, card = await on_a_card(world)
    await world.unreact(MOIRA, card, "+1", SECOND)
    await world.react(AMINA, card, "+1", FIRST)

    assert await begun(world, id) is Reply.GO_AHEAD


@pytest.mark.parametrize("told", ["react", "unreact"])
async def test_an_emoji_on_a_card_whose_place_is_not_recorded_yet_is_asked_for_again(
    world: World, told: str
) -> None:
    await world.set_up()
    id = await world.file()
    card = await world.half_posted_card()
    at = MessageRef(CHANNEL, "1795428000.000900")

    with pytest.raises(NotRecordedYet):
        await getattr(world, told)(AMINA, at, "+1")
    await world.services.sending.sent(card, at)
    await getattr(world, told)(AMINA, at, "+1")

    assert await begun(world, id) is (Reply.GO_AHEAD if told == "react" else None)


async def test_a_card_on_its_way_to_one_channel_is_no_reason_to_ask_again_in_another(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    await world.half_posted_card()

    await world.react(AMINA, MessageRef(ChannelId("C0OTHER"), "1795428000.000900"), "+1")


async def test_an_emoji_taken_off_the_question_itself_undoes_nothing(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    (asked,) = await world.deliver()

    await world.react(AMINA, asked.at, "+1")
    await world.unreact(AMINA, asked.at, "+1")

    assert await begun(world, id) is Reply.GO_AHEAD


async def test_words_added_in_the_form_answer_the_question(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.deliver()
    assert (await world.services.answers.begun(AMINA, id)).reply is Reply.GO_AHEAD

    await world.say(AMINA, id, Reply.GO_AHEAD)
    (done,) = of_kind(await world.deliver(), DONE)

    assert was_sent(done)
    assert await begun(world, id) is None


async def test_each_manager_begins_their_own(world: World) -> None:
    id, card = await on_a_card(world)
    await world.react(AMINA, card, "+1")
    await world.react(MOIRA, card, "pray")

    assert await begun(world, id) is Reply.GO_AHEAD
    assert await begun(world, id, MOIRA) is Reply.THANK_YOU


async def test_thanks_that_were_said_are_not_begun_again(world: World) -> None:
    id, card = await on_a_card(world)
    await world.say(AMINA, id, Reply.THANK_YOU)

    await world.react(AMINA, card, "pray")

    assert await begun(world, id) is None
