"""Asking the reporter: who may, how it reaches them, and how the answer comes back unnamed."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import IdentifiersSeen, NotAvailable, TakenBack, WordsNeeded
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.asking import Asking, Question
from bot.services.contents import CardContent, QuestionContent, ReporterSaysContent
from bot.services.settings import Changes
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.relayed import (
    FORTNIGHT,
    NOT_NAMED,
    appeared,
    appeared_with_claim,
    content_of,
    next_days_messages,
)
from tests.services.world import World, of_kind

TOM = UserId("U0TOM")
NOBODYS = ReportId("no such report")
MODES = pytest.mark.parametrize("mode", Mode)


@pytest.fixture
def asking(world: World) -> Asking:
    return world.services.asking


def a_question(
    id: ReportId, words: str = "Which form was it?", *, user: UserId = AMINA, key: str = "key"
) -> Question:
    return Question(user, id, words, key)


@MODES
async def test_a_question_reaches_whoever_wrote_it_unless_they_left_no_name(
    world: World, asking: Asking, mode: Mode
) -> None:
    id = await appeared(world, mode)

    await asking.ask(a_question(id))

    questions = of_kind(await world.deliver(), DeliveryKind.QUESTION_TO_REPORTER)
    assert [one.to for one in questions] == ([] if mode is Mode.ANONYMOUS else [PRIYA])


async def test_who_left_no_name_finds_the_question_on_coming_back(
    world: World, asking: Asking
) -> None:
    id, code = await appeared_with_claim(world, Mode.ANONYMOUS)
    await asking.ask(a_question(id))

    asked = await world.services.own.happening(code, id)

    question = asked.own.report.question
    assert question is not None
    assert question.words == "Which form was it?"
    report = await world.services.own.reply(code, id, "The blue one", "reply")
    assert report.question is None


@MODES
@pytest.mark.parametrize("user", [DAN, TOM, PRIYA])
async def test_only_who_decides_may_ask_and_to_others_it_does_not_exist(
    world: World, asking: Asking, mode: Mode, user: UserId
) -> None:
    id = await appeared(world, mode)
    world.people.introduce(TOM, CHANNEL)
    said = set()

    for who, subject in ((user, id), (AMINA, NOBODYS)):
        for deed in (
            asking.open(who, subject),
            asking.ask(a_question(subject, user=who)),
            asking.ask_consent(who, subject),
        ):
            with pytest.raises(NotAvailable) as refused:
                await deed
            said.add(refused.value.message)

    assert len(said) == 1
    assert await world.kinds(id) == ["filed"]


async def test_a_manager_who_wrote_it_asks_nobody(world: World, asking: Asking) -> None:
    await world.set_up()
    id = await world.file(AMINA)

    with pytest.raises(NotAvailable):
        await asking.ask(a_question(id))


async def test_before_it_appears_nobody_asks(world: World, asking: Asking) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)

    with pytest.raises(NotAvailable):
        await asking.ask(a_question(id))


@pytest.mark.parametrize("user", [AMINA, MOIRA])
async def test_managers_and_learning_leads_may_ask(
    world: World, asking: Asking, user: UserId
) -> None:
    id = await appeared(world)

    report = await asking.ask(a_question(id, user=user))

    assert report.question is not None
    assert report.question.decider == user


async def test_who_lost_the_right_a_second_ago_does_not_ask(world: World, asking: Asking) -> None:
    id = await appeared(world)
    await world.services.settings.change_service(Changes(learning_leads=()))

    with pytest.raises(NotAvailable):
        await asking.ask(a_question(id, user=MOIRA))


async def test_the_same_form_sent_twice_asks_once(world: World, asking: Asking) -> None:
    id = await appeared(world)

    for _ in range(2):
        await asking.ask(a_question(id))

    assert await world.kinds(id) == ["filed", "questioned"]
    assert len(of_kind(await world.deliver(), DeliveryKind.QUESTION_TO_REPORTER)) == 1


@pytest.mark.parametrize(
    ("words", "problem"), [(" \n", WordsNeeded), ("Was it 943 476 5919?", IdentifiersSeen)]
)
async def test_a_question_has_words_and_tells_nobody_who_a_child_is(
    world: World, asking: Asking, words: str, problem: type[Exception]
) -> None:
    id = await appeared(world)

    with pytest.raises(problem):
        await asking.ask(a_question(id, words))
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
async def test_nobody_is_asked_about_what_was_taken_back(
    world: World, asking: Asking, mode: Mode
) -> None:
    id = await appeared(world, mode)
    await asking.ask(a_question(id))
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await asking.ask(a_question(id, key="again"))
    assert of_kind(await world.deliver(), DeliveryKind.QUESTION_TO_REPORTER) == []


async def test_a_question_that_has_its_answer_is_not_brought_any_more(
    world: World, asking: Asking
) -> None:
    id = await appeared(world)
    await asking.ask(a_question(id))
    await world.services.own.reply(PRIYA, id, "The blue one", "reply")

    assert of_kind(await world.deliver(), DeliveryKind.QUESTION_TO_REPORTER) == []


@MODES
async def test_the_answer_comes_to_the_thread_and_to_whoever_asked(
    world: World, asking: Asking, mode: Mode
) -> None:
    id, who = await appeared_with_claim(world, mode)
    await asking.ask(a_question(id))
    await world.deliver()
    await world.services.own.reply(who, id, "The blue one", "reply")

    messages = await next_days_messages(world, days=FORTNIGHT)

    (in_thread,) = of_kind(messages, DeliveryKind.REPORTER_SAYS)
    (to_asker,) = of_kind(messages, DeliveryKind.REPORTER_SAYS_TO_ASKER)
    assert in_thread.to == (await world.card_of(id)).ts
    assert to_asker.to == AMINA
    for message in (in_thread, to_asker):
        content = message.outgoing.content
        assert isinstance(content, ReporterSaysContent)
        assert content.event.words == "The blue one"
        assert content.report.byline == (PRIYA if mode is Mode.NAMED else None)


@pytest.mark.parametrize("mode", NOT_NAMED)
async def test_what_an_unnamed_reporter_says_shows_later_and_not_before(
    world: World, asking: Asking, mode: Mode
) -> None:
    id, who = await appeared_with_claim(world, mode)
    await asking.ask(a_question(id))
    await world.deliver()

    await world.services.own.reply(who, id, "The blue one", "reply")

    says = {DeliveryKind.REPORTER_SAYS, DeliveryKind.REPORTER_SAYS_TO_ASKER}
    assert not [one for one in await world.deliver() if one.delivery.kind in says]
    seen = await asking.open(AMINA, id)
    assert [event.kind for event in seen.report.story] == ["questioned"]
    assert seen.report.question is not None


async def test_what_only_those_who_decide_may_read_comes_to_whoever_asked_alone(
    world: World, asking: Asking
) -> None:
    id = await appeared(world, audience=Audience.DECIDERS)
    await asking.ask(a_question(id))
    await world.services.own.reply(PRIYA, id, "The blue one", "reply")

    messages = await next_days_messages(world)

    assert of_kind(messages, DeliveryKind.REPORTER_SAYS) == []
    assert [one.to for one in of_kind(messages, DeliveryKind.REPORTER_SAYS_TO_ASKER)] == [AMINA]


async def test_without_a_question_it_comes_to_the_thread_alone(world: World) -> None:
    id = await appeared(world)
    await world.services.own.reply(PRIYA, id, "It was the blue one", "reply")

    messages = await next_days_messages(world)

    assert len(of_kind(messages, DeliveryKind.REPORTER_SAYS)) == 1
    assert of_kind(messages, DeliveryKind.REPORTER_SAYS_TO_ASKER) == []


async def test_who_asked_and_lost_the_right_is_told_nothing(world: World, asking: Asking) -> None:
    id = await appeared(world)
    await asking.ask(a_question(id, user=MOIRA))
    await world.services.own.reply(PRIYA, id, "The blue one", "reply")
    await world.services.settings.change_service(Changes(learning_leads=()))

    messages = await next_days_messages(world)

    assert of_kind(messages, DeliveryKind.REPORTER_SAYS_TO_ASKER) == []
    assert len(of_kind(messages, DeliveryKind.REPORTER_SAYS)) == 1


async def test_a_manager_who_is_a_manager_no_more_is_told_nothing(
    world: World, asking: Asking
) -> None:
    id = await appeared(world)
    await asking.ask(a_question(id))
    await world.services.own.reply(PRIYA, id, "The blue one", "reply")
    await world.set_up(a_team(managers=(DAN,), deputies=()))

    messages = await next_days_messages(world)

    assert of_kind(messages, DeliveryKind.REPORTER_SAYS_TO_ASKER) == []


async def test_what_was_taken_back_says_nothing_any_more(world: World, asking: Asking) -> None:
    id = await appeared(world, Mode.NAMED)
    await asking.ask(a_question(id))
    await world.services.own.reply(PRIYA, id, "The blue one", "reply")
    says = {DeliveryKind.REPORTER_SAYS, DeliveryKind.REPORTER_SAYS_TO_ASKER}
    said = [one for one in await world.deliver() if one.delivery.kind in says]
    assert len(said) == 2
    await world.services.own.withdraw(PRIYA, id)

    settled = of_kind(await world.deliver(), DeliveryKind.SETTLED)

    assert {one.to for one in said} <= {CHANNEL, AMINA, (await world.card_of(id)).ts}
    assert {one.at.ts for one in said} <= {one.to for one in settled}


async def test_a_second_question_reaches_them_too(world: World, asking: Asking) -> None:
    id = await appeared(world)
    for n, words in enumerate(("Which form?", "And when?")):
        world.clock.move(minutes=1)
        await asking.ask(a_question(id, words, key=f"key-{n}"))

    questions = of_kind(await world.deliver(), DeliveryKind.QUESTION_TO_REPORTER)

    said = [one.outgoing.content for one in questions]
    assert [one.event.words for one in said if isinstance(one, QuestionContent)] == [
        "Which form?",
        "And when?",
    ]


async def test_the_question_is_told_with_the_story_on_the_card(
    world: World, asking: Asking
) -> None:
    id = await appeared(world)
    await asking.ask(a_question(id))
    world.clock.move(minutes=1)

    content = content_of(await world.deliver(), DeliveryKind.CARD_UPDATE)

    assert isinstance(content, CardContent)
    assert [event.words for event in content.report.story] == ["Which form was it?"]
