"""What was changed and whether it has helped: who may say so, how often, and who is asked."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    AnswerFirst,
    GoodCatchError,
    IdentifiersSeen,
    NotAvailable,
    NotChangedYet,
    OpenAgain,
    SaidAlready,
    TakenBack,
    WordsNeeded,
)
from bot.domain.events import REPORTER, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.reference import Code
from bot.domain.report import Audience, Mode
from bot.services.answers import Said
from bot.services.changes import Altered, Changes
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, WHO_IS_KNOWN, a_team
from tests.services.relayed import appeared_with_claim
from tests.services.world import World, of_kind
from tests.storage.dumps import rows_of

TOM = UserId("U0TOM")
GRACE = UserId("U0GRACE")
NOBODYS = ReportId("no such report")
ASKED_ON = date(2026, 12, 21)
"""The Monday four weeks after the Monday on which it is changed."""

MODES = pytest.mark.parametrize("mode", Mode)


@pytest.fixture
def changes(world: World) -> Changes:
    return world.services.changes


def altered(
    id: ReportId, user: UserId = AMINA, words: str = "One list hangs by the door", key: str = "key"
) -> Altered:
    return Altered(user=user, report=id, words=words, strength=Strength.EASIER, key=key)


async def a_change(world: World, *, mode: Mode = Mode.NAMED) -> ReportId:
    """A report that went ahead and was changed, everything about it sent."""
    await world.set_up()
    for user in (TOM, GRACE):
        world.people.introduce(user, CHANNEL)
    id = await world.released(await world.file(mode=mode))
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.services.changes.record(altered(id))
    world.clock.move(hours=3)
    await world.deliver()
    return id


async def four_weeks_later(world: World) -> None:
    world.clock.moment = datetime.fromisoformat(f"{ASKED_ON}T09:35:00+00:00")
    await world.services.clockwork.tick()


async def test_to_who_neither_decides_nor_tries_it_a_report_is_one_that_does_not_exist(
    world: World, changes: Changes
) -> None:
    await world.set_up()
    stranger = world.people.introduce("U0VERA", is_outsider=True)
    for user in (TOM, GRACE):
        world.people.introduce(user, CHANNEL)
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)
    said = set()

    for user, subject in ((TOM, id), (stranger, id), (PRIYA, id), (AMINA, NOBODYS)):
        for deed in (changes.open(user, subject), changes.record(altered(subject, user))):
            with pytest.raises(NotAvailable) as refused:
                await deed
            said.add(refused.value.message)

    assert len(said) == 1
    assert await world.kinds(id) == ["filed", "answered"]


async def test_whoever_the_answer_names_may_say_what_was_changed(
    world: World, changes: Changes
) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    id = await world.file()
    await world.services.answers.say(
        Said(AMINA, id, Reply.GO_AHEAD, "Please", None, "key", doer=TOM)
    )

    report = await changes.record(altered(id, TOM))

    assert report.change is not None
    assert report.change.actor == TOM
    assert report.change.strength is Strength.EASIER


async def test_who_has_left_the_team_may_not_any_more(world: World, changes: Changes) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    id = await world.file()
    await world.services.answers.say(
        Said(AMINA, id, Reply.GO_AHEAD, "Please", None, "key", doer=TOM)
    )
    world.people.introduce(TOM)

    with pytest.raises(NotAvailable):
        await changes.record(altered(id, TOM))


@pytest.mark.parametrize("reply", [None, Reply.NOT_NOW])
async def test_before_an_answer_that_lets_it_go_ahead_nothing_can_be_changed(
    world: World, changes: Changes, reply: Reply | None
) -> None:
    await world.set_up()
    id = await world.file()
    if reply is not None:
        await world.say(AMINA, id, reply)

    with pytest.raises(AnswerFirst):
        await changes.open(AMINA, id)
    with pytest.raises(AnswerFirst):
        await changes.record(altered(id))


async def test_what_was_changed_needs_words_and_holds_no_identifiers(
    world: World, changes: Changes
) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    with pytest.raises(WordsNeeded):
        await changes.record(altered(id, words=" \u200b "))
    with pytest.raises(IdentifiersSeen):
        await changes.record(altered(id, words="Ring 07700 900123"))

    assert await world.kinds(id) == ["filed", "answered"]


@MODES
async def test_a_change_is_kept_once_for_each_form_and_its_reporter_is_told_once(
    world: World, changes: Changes, mode: Mode
) -> None:
    await world.set_up()
    id = await world.released(await world.file(mode=mode))
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.deliver()

    for _ in range(3):
        await changes.record(altered(id))

    told = of_kind(await world.deliver(), DeliveryKind.REPLY_TO_REPORTER)
    assert [message.to for message in told] == ([PRIYA] if mode in WHO_IS_KNOWN else [])
    assert await world.kinds(id) == ["filed", "answered", "changed"]


async def test_a_second_change_begins_the_four_weeks_anew(world: World, changes: Changes) -> None:
    id = await a_change(world)
    world.clock.move(days=7)
    await changes.record(altered(id, words="And one at the back", key="another"))
    await world.deliver()

    await four_weeks_later(world)
    assert of_kind(await world.deliver(), DeliveryKind.CHECK_BACK_TO_REPORTER) == []
    world.clock.move(days=8)
    await world.services.clockwork.tick()

    # 28 December is a bank holiday, because Boxing Day was a Saturday.
    assert len(of_kind(await world.deliver(), DeliveryKind.CHECK_BACK_TO_REPORTER)) == 1


async def test_of_a_report_without_a_name_only_the_team_is_asked(world: World) -> None:
    await a_change(world, mode=Mode.ANONYMOUS)

    await four_weeks_later(world)
    world.clock.move(days=1)
    await world.services.clockwork.tick()

    asked = [message.delivery.kind for message in await world.deliver()]
    assert DeliveryKind.CHECK_BACK_TO_TEAM in asked
    assert DeliveryKind.CHECK_BACK_TO_REPORTER not in asked


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
async def test_four_weeks_later_reporter_and_team_are_asked_once(world: World, mode: Mode) -> None:
    await a_change(world, mode=mode)

    await four_weeks_later(world)
    await world.services.clockwork.tick()

    out = await world.deliver()
    (asked,) = of_kind(out, DeliveryKind.CHECK_BACK_TO_REPORTER)
    assert asked.to == PRIYA
    assert len(of_kind(out, DeliveryKind.CHECK_BACK_TO_TEAM)) == 1
    world.clock.move(days=14)
    await world.services.clockwork.tick()
    later = await world.deliver()
    assert of_kind(later, DeliveryKind.CHECK_BACK_TO_REPORTER) == []
    assert of_kind(later, DeliveryKind.CHECK_BACK_TO_TEAM) == []


async def test_of_a_report_for_those_who_decide_the_team_is_not_asked(
    world: World, changes: Changes
) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await changes.record(altered(id))
    await world.deliver()

    await four_weeks_later(world)

    out = await world.deliver()
    assert len(of_kind(out, DeliveryKind.CHECK_BACK_TO_REPORTER)) == 1
    assert of_kind(out, DeliveryKind.CHECK_BACK_TO_TEAM) == []


async def test_taken_back_in_between_nobody_is_asked(world: World) -> None:
    id = await a_change(world)
    await world.services.own.withdraw(PRIYA, id)
    await world.deliver()

    await four_weeks_later(world)

    assert await world.deliver() == []


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.A_BIT])
async def test_each_person_says_once_that_it_helped_and_several_people_may(
    world: World, changes: Changes, verdict: Verdict
) -> None:
    id = await a_change(world)

    for user in (TOM, PRIYA, AMINA):
        assert (await changes.say(user, id, verdict)).state == "checked"
        with pytest.raises(SaidAlready):
            await changes.say(user, id, Verdict.YES)

    assert (await world.kinds(id))[3:] == ["helped"] * 3


async def test_no_opens_it_again_with_a_promise_of_its_own_though_others_said_yes(
    world: World, changes: Changes
) -> None:
    id = await a_change(world)
    await changes.say(TOM, id, Verdict.YES)
    await four_weeks_later(world)

    report = await changes.say(GRACE, id, Verdict.NO)

    assert report.state == "seen"
    assert report.answer_by == date(2026, 12, 24)
    with pytest.raises(OpenAgain):
        await changes.say(PRIYA, id, Verdict.YES)
    with pytest.raises(OpenAgain):
        await changes.say(PRIYA, id, Verdict.NO)


async def test_who_said_yes_may_say_no_when_it_turns_out_otherwise(
    world: World, changes: Changes
) -> None:
    id = await a_change(world)
    await changes.say(TOM, id, Verdict.YES)

    assert (await changes.say(TOM, id, Verdict.NO)).state == "seen"


async def test_of_a_new_change_everybody_may_say_again(world: World, changes: Changes) -> None:
    id = await a_change(world)
    await changes.say(TOM, id, Verdict.YES)
    await changes.record(altered(id, words="And one at the back", key="another"))

    assert (await changes.say(TOM, id, Verdict.YES)).state == "checked"


async def test_nobody_is_named_who_says_whether_it_helped(world: World, changes: Changes) -> None:
    id = await a_change(world)

    await changes.say(PRIYA, id, Verdict.A_BIT)
    report = await changes.say(TOM, id, Verdict.A_BIT)

    assert {event.actor for event in report.story if event.verdict} == {"reporter", "team"}
    moments = [event.at for event in report.story if event.actor == "team"]
    assert all(at.minute == at.second == at.microsecond == 0 for at in moments)


async def test_who_is_not_in_the_team_has_no_say(world: World, changes: Changes) -> None:
    id = await a_change(world)
    elsewhere = world.people.introduce("U0OWEN", "C0HILLSIDE")
    visitor = world.people.introduce("U0VERA", CHANNEL, is_outsider=True)
    said = set()

    for user, subject in ((elsewhere, id), (visitor, id), (TOM, NOBODYS)):
        with pytest.raises(NotAvailable) as refused:
            await changes.say(user, subject, Verdict.YES)
        said.add(refused.value.message)

    assert len(said) == 1


@pytest.mark.parametrize("verdict", Verdict)
async def test_before_there_is_a_change_there_is_nothing_to_look_back_on(
    world: World, changes: Changes, verdict: Verdict
) -> None:
    await world.set_up()
    id = await world.file()
    with pytest.raises(NotChangedYet):
        await changes.say(PRIYA, id, verdict)
    await world.services.own.withdraw(PRIYA, id)
    with pytest.raises(TakenBack):
        await changes.say(PRIYA, id, verdict)


async def test_an_answer_after_a_change_is_refused_kindly(world: World) -> None:
    id = await a_change(world)

    for user in (AMINA, MOIRA):
        with pytest.raises(GoodCatchError, match="ChangedAlready"):
            await world.say(user, id, Reply.NOT_NOW)


async def test_where_the_team_has_closed_that_day_people_are_asked_on_its_next_one(
    world: World, changes: Changes
) -> None:
    await world.set_up(a_team(managers=(AMINA,), deputies=(DAN,)))
    id = await world.file()
    world.clock.move(days=5)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    report = await changes.record(altered(id))

    # Four weeks after Saturday 28 November is Boxing Day; Monday is a bank holiday for it.
    assert report.change is not None
    assert report.change.until == date(2026, 12, 29)
    assert report.change.until - world.clock.now().date() > timedelta(weeks=4)


async def changed_without_a_name(world: World) -> tuple[ReportId, Code]:
    """The same without a name, and the code of its receipt."""
    id, code = await appeared_with_claim(world, Mode.ANONYMOUS)
    assert isinstance(code, Code)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    await world.services.changes.record(altered(id))
    await world.deliver()
    return id, code


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.A_BIT])
async def test_whoever_holds_the_code_says_whether_it_has_helped_and_others_see_it_later(
    world: World, changes: Changes, verdict: Verdict
) -> None:
    id, code = await changed_without_a_name(world)

    report = await changes.say(code, id, verdict)

    assert report.state is State.CHECKED
    (said,) = (event for event in report.story if event.verdict)
    assert (said.actor, said.verdict) == (REPORTER, verdict)
    assert said.shows_at is not None
    assert said.shows_at > world.clock.now()
    assert (await changes.open(AMINA, id)).report.state is State.CHANGED
    assert PRIYA not in str(await rows_of(world.database))
    with pytest.raises(SaidAlready):
        await changes.say(code, id, verdict)


async def test_a_no_by_code_opens_it_again(world: World, changes: Changes) -> None:
    id, code = await changed_without_a_name(world)

    report = await changes.say(code, id, Verdict.NO)

    assert report.state is State.SEEN
    assert report.answer_by > world.clock.now().date()


async def test_a_code_says_nothing_of_another_report(world: World, changes: Changes) -> None:
    _, code = await changed_without_a_name(world)
    other = await a_change(world)
    for id in (other, NOBODYS):
        with pytest.raises(NotAvailable):
            await changes.say(code, id, Verdict.YES)
