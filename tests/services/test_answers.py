"""Thanks and answers: who may give them, what they need, and who is told."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    ChangedAlready,
    DateNeeded,
    GoodCatchError,
    IdentifiersSeen,
    NotAvailable,
    NotPossibleNow,
    ReasonNeeded,
    TakenBack,
    ThankedAlready,
    WordsNeeded,
)
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Mode
from bot.services.changes import Altered
from storage import reports, timers
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, WHO_IS_KNOWN, a_team
from tests.conftest import MONDAY
from tests.services.world import World, of_kind

NEXT_WEEK = MONDAY.date() + timedelta(days=7)


ANSWERS = [reply for reply in Reply if reply.is_answer]


BEN = UserId("U0BEN")


LOOK_AGAIN = {
    Reply.GO_AHEAD: date(2026, 11, 30),
    Reply.TRY_UNTIL: date(2026, 12, 7),
    Reply.TALK_IT_OVER: date(2026, 11, 30),
}
"""Five, ten and five working days after Monday 23 November."""


def until(reply: Reply) -> date | None:
    return NEXT_WEEK if reply is Reply.TRY_UNTIL else None


async def the_answer(world: World, id: ReportId) -> Event:
    """The latest answer, as it is kept."""
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    answer = found.latest(EventKind.ANSWERED)
    assert answer is not None
    return answer


async def test_thanks_are_seen_by_the_reporter_and_leave_the_report_waiting(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.deliver()

    await world.say(AMINA, id, Reply.THANK_YOU, words="")
    out = await world.deliver()

    (reply,) = of_kind(out, DeliveryKind.REPLY_TO_REPORTER)
    assert reply.to == PRIYA
    assert len(of_kind(out, DeliveryKind.CARD_UPDATE)) == 1
    assert await world.kinds(id) == ["filed", "thanked"]


@pytest.mark.parametrize("reply", ANSWERS)
@pytest.mark.parametrize("mode", Mode)
async def test_each_answer_reaches_the_reporter_and_the_card(
    world: World, reply: Reply, mode: Mode
) -> None:
    await world.set_up()
    id = await world.released(await world.file(mode=mode))
    await world.deliver()

    await world.say(AMINA, id, reply, until=until(reply))
    out = await world.deliver()

    told = of_kind(out, DeliveryKind.REPLY_TO_REPORTER)
    assert [message.to for message in told] == ([PRIYA] if mode in WHO_IS_KNOWN else [])
    assert len(of_kind(out, DeliveryKind.CARD_UPDATE)) == 1
    opening = await world.services.answers.open(AMINA, id, reply)
    assert opening.report.state is State.ANSWERED
    assert opening.report.answer is not None
    assert opening.report.answer.words == "Thank you for telling us"
    assert (opening.report.answer.until is None) is (reply is Reply.NOT_NOW)


async def test_an_answer_means_nobody_is_reminded_of_it(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    due = await world.database.read(lambda tx: timers.due(tx, MONDAY + timedelta(days=30)))

    assert id not in {timer.subject for timer in due}


async def test_thanks_alone_do_not_stop_the_reminder(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)

    due = await world.database.read(lambda tx: timers.due(tx, MONDAY + timedelta(days=30)))

    assert id in {timer.subject for timer in due}


@pytest.mark.parametrize(
    ("reply", "words", "day", "refusal"),
    [
        (Reply.NOT_NOW, " ", None, ReasonNeeded),
        (Reply.GO_AHEAD, "", None, WordsNeeded),
        (Reply.TALK_IT_OVER, "\u200b", None, WordsNeeded),
        (Reply.TRY_UNTIL, "Yes", None, DateNeeded),
        (Reply.TRY_UNTIL, "Yes", MONDAY.date(), DateNeeded),
        (Reply.TRY_UNTIL, "Yes", MONDAY.date() - timedelta(days=1), DateNeeded),
    ],
)
async def test_an_answer_without_what_it_needs_is_not_recorded(
    world: World, reply: Reply, words: str, day: date | None, refusal: type[GoodCatchError]
) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(refusal):
        await world.say(AMINA, id, reply, words=words, until=day, key="the same")
    assert await world.kinds(id) == ["filed"]

    await world.say(AMINA, id, Reply.GO_AHEAD, key="the same")
    assert await world.kinds(id) == ["filed", "answered"]


async def test_after_today_means_after_the_teams_today(world: World) -> None:
    """Half past midnight on 2 July in London is still 1 July in UTC."""
    await world.set_up()
    id = await world.file()
    world.clock.moment = datetime.fromisoformat("2027-07-01T23:30:00+00:00")

    with pytest.raises(DateNeeded):
        await world.say(AMINA, id, Reply.TRY_UNTIL, until=date(2027, 7, 2))
    await world.say(AMINA, id, Reply.TRY_UNTIL, until=date(2027, 7, 3))


async def test_the_same_click_twice_is_one_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()

    for _ in range(3):
        await world.say(AMINA, id, Reply.GO_AHEAD, key="one click")

    assert await world.kinds(id) == ["filed", "answered"]
    assert len(of_kind(await world.deliver(), DeliveryKind.REPLY_TO_REPORTER)) == 1


async def test_thanks_are_said_once_whoever_says_them(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)

    with pytest.raises(ThankedAlready):
        await world.say(BEN, id, Reply.THANK_YOU)
    with pytest.raises(ThankedAlready):
        await world.services.answers.open(BEN, id, Reply.THANK_YOU)


async def test_a_second_manager_may_answer_too_and_the_latest_counts(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, BEN)))
    id = await world.file()

    await world.say(AMINA, id, Reply.TALK_IT_OVER)
    await world.say(BEN, id, Reply.GO_AHEAD, words="Yes please")

    opening = await world.services.answers.open(BEN, id, Reply.NOT_NOW)
    assert opening.report.answer is not None
    assert opening.report.answer.actor == BEN
    assert len(of_kind(await world.deliver(), DeliveryKind.REPLY_TO_REPORTER)) == 2


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
@pytest.mark.parametrize("reply", Reply)
async def test_nobody_answers_their_own_report(world: World, mode: Mode, reply: Reply) -> None:
    await world.set_up()
    id = await world.file(AMINA, mode=mode)

    with pytest.raises(NotAvailable):
        await world.say(AMINA, id, reply, until=until(reply))
    with pytest.raises(NotAvailable):
        await world.services.answers.open(AMINA, id, reply)
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("audience", Audience)
async def test_a_deputy_acts_where_the_manager_cannot(world: World, audience: Audience) -> None:
    await world.set_up()
    id = await world.file(AMINA, audience=audience)

    await world.say(DAN, id, Reply.GO_AHEAD)

    assert await world.kinds(id) == ["filed", "answered"]


@pytest.mark.parametrize("user", [PRIYA, DAN, UserId("U0STRANGER")])
@pytest.mark.parametrize("audience", Audience)
async def test_nobody_without_the_right_answers(
    world: World, user: UserId, audience: Audience
) -> None:
    await world.set_up()
    id = await world.file(audience=audience)

    with pytest.raises(NotAvailable):
        await world.say(user, id, Reply.GO_AHEAD)
    assert await world.kinds(id) == ["filed"]


async def test_a_learning_lead_may_answer(world: World) -> None:
    await world.set_up()
    id = await world.file()

    await world.say(MOIRA, id, Reply.GO_AHEAD)

    assert await world.kinds(id) == ["filed", "answered"]


async def test_a_report_that_is_not_there_is_refused_like_somebody_elses(world: World) -> None:
    await world.set_up()

    with pytest.raises(NotAvailable):
        await world.say(AMINA, ReportId("0" * 32), Reply.GO_AHEAD)


@pytest.mark.parametrize("reply", LOOK_AGAIN)
async def test_the_form_suggests_a_day_to_look_at_it_again(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()

    opening = await world.services.answers.open(AMINA, id, reply)

    assert (opening.today, opening.look_on) == (MONDAY.date(), LOOK_AGAIN[reply])


async def test_the_day_to_look_at_it_again_passes_over_bank_holidays(world: World) -> None:
    """Christmas Day and the substitute for Boxing Day lie in the days counted."""
    await world.set_up()
    id = await world.file()
    world.clock.moment = datetime.fromisoformat("2026-12-23T10:00:00+00:00")

    opening = await world.services.answers.open(AMINA, id, Reply.GO_AHEAD)

    assert opening.look_on == date(2027, 1, 4)


async def test_without_words_is_for_what_a_reaction_has_begun_only(world: World) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(NotPossibleNow):
        await world.services.answers.send_as_it_is(AMINA, id)
    with pytest.raises(NotPossibleNow):
        await world.services.answers.begun(AMINA, id)


@pytest.mark.parametrize("reply", LOOK_AGAIN)
async def test_a_day_somebody_chooses_takes_the_place_of_the_usual_one(
    world: World, reply: Reply
) -> None:
    await world.set_up()
    id = await world.file()

    await world.say(AMINA, id, reply, until=date(2026, 12, 1))

    assert (await the_answer(world, id)).until == date(2026, 12, 1)


@pytest.mark.parametrize("reply", [Reply.GO_AHEAD, Reply.TALK_IT_OVER])
async def test_no_answer_is_looked_at_again_on_a_day_that_has_gone_by(
    world: World, reply: Reply
) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(DateNeeded):
        await world.say(AMINA, id, reply, until=MONDAY.date())
    assert await world.kinds(id) == ["filed"]


async def test_a_not_now_has_no_day_to_look_at_it_again(world: World) -> None:
    await world.set_up()
    id = await world.file()

    await world.say(AMINA, id, Reply.NOT_NOW, until=NEXT_WEEK)

    assert (await the_answer(world, id)).until is None


@pytest.mark.parametrize("reply", LOOK_AGAIN)
async def test_an_answer_without_words_is_looked_at_again_on_the_usual_day(
    world: World, reply: Reply
) -> None:
    await world.set_up()
    id = await world.file()

    for _ in range(2):
        await world.services.answers.without_words(AMINA, id, reply, "one click")

    answer = await the_answer(world, id)
    assert (answer.reply, answer.words, answer.until) == (reply, "", LOOK_AGAIN[reply])
    assert await world.kinds(id) == ["filed", "answered"]


async def test_a_thank_you_needs_no_words(world: World) -> None:
    await world.set_up()
    id = await world.file()

    await world.services.answers.without_words(AMINA, id, Reply.THANK_YOU, "one click")

    assert await world.kinds(id) == ["filed", "thanked"]


async def test_a_not_now_always_needs_its_reason(world: World) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(ReasonNeeded):
        await world.services.answers.without_words(AMINA, id, Reply.NOT_NOW, "one click")
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("user", [PRIYA, DAN])
async def test_without_words_needs_the_same_right(world: World, user: UserId) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(NotAvailable):
        await world.services.answers.without_words(user, id, Reply.GO_AHEAD, "one click")


async def test_words_that_tell_who_a_child_is_are_not_kept(world: World) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(IdentifiersSeen):
        await world.say(AMINA, id, Reply.GO_AHEAD, words="For 943 476 5919, yes")
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("reply", ANSWERS)
async def test_once_something_was_changed_the_answer_stands(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)
    altered = Altered(AMINA, id, "A new form", Strength.EASIER, "change")
    await world.services.changes.record(altered)

    with pytest.raises(ChangedAlready):
        await world.services.answers.open(AMINA, id, reply)
    with pytest.raises(ChangedAlready):
        await world.say(AMINA, id, reply, until=until(reply))


@pytest.mark.parametrize("reply", Reply)
async def test_what_was_taken_back_is_not_answered(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await world.say(AMINA, id, reply, until=until(reply))


async def test_an_answer_by_somebody_new_in_the_channel_is_refused(world: World) -> None:
    await world.set_up()
    world.people.introduce("U0NEW", CHANNEL)
    id = await world.file()

    with pytest.raises(NotAvailable):
        await world.services.answers.open(UserId("U0NEW"), id, Reply.GO_AHEAD)
