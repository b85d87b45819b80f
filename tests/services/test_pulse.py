"""How it was for those who spoke up: asked at the end, once, and kept apart from their report."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, NotPossibleNow, SaidAlready
from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.ids import ReportId, TeamId
from bot.domain.pulse import Pulse, Word
from bot.domain.report import Kind, Mode
from bot.services.changes import Altered
from bot.services.contents import ReplyContent
from bot.services.pulse import Given
from storage import pulse, schema
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, PRIYA, WHO_IS_KNOWN, sent
from tests.services.world import Sent, World, of_kind

NOVEMBER = date(2026, 11, 1)
MODES = pytest.mark.parametrize("mode", WHO_IS_KNOWN)


def given(id: ReportId, *, again: Word = Word.YES) -> Given:
    return Given(PRIYA, id, Word.PARTLY, again)


async def answered(world: World, reply: Reply, mode: Mode = Mode.NAMED) -> ReportId:
    """A report of Priya's with this answer, everything about it sent but word of the answer."""
    await world.set_up()
    id = await world.released(await world.file(mode=mode))
    await world.deliver()
    await world.say(AMINA, id, reply)
    return id


async def change(world: World, id: ReportId, key: str = "key") -> None:
    altered = Altered(AMINA, id, "One list by the door", Strength.EASIER, key)
    await world.services.changes.record(altered)


async def kept(world: World) -> list[Pulse]:
    async def look(tx: Transaction) -> list[Pulse]:
        teams = list(map(TeamId, await tx.scalars(select(schema.team.c.id))))
        return list(await pulse.between(tx, teams, date(2000, 1, 1), date(2100, 1, 1)))

    return await world.database.read(look)


def told(messages: list[Sent]) -> list[ReplyContent]:
    contents = [one.outgoing.content for one in of_kind(messages, DeliveryKind.REPLY_TO_REPORTER)]
    return [one for one in contents if isinstance(one, ReplyContent)]


@MODES
async def test_word_of_a_not_now_asks_how_it_was(world: World, mode: Mode) -> None:
    await answered(world, Reply.NOT_NOW, mode)
    assert [one.asks_pulse for one in told(await world.deliver())] == [True]


@MODES
async def test_word_of_a_change_asks_how_it_was_and_word_of_a_go_ahead_does_not(
    world: World, mode: Mode
) -> None:
    id = await answered(world, Reply.GO_AHEAD, mode)
    assert [one.asks_pulse for one in told(await world.deliver())] == [False]
    await change(world, id)
    assert [one.asks_pulse for one in told(await world.deliver())] == [True]


async def test_a_thank_you_after_the_end_does_not_ask(world: World) -> None:
    id = await answered(world, Reply.NOT_NOW)
    await world.deliver()
    await world.say(AMINA, id, Reply.THANK_YOU)
    assert [one.asks_pulse for one in told(await world.deliver())] == [False]


async def test_a_later_change_does_not_ask_again_whoever_has_said_how_it_was(world: World) -> None:
    id = await answered(world, Reply.GO_AHEAD)
    await change(world, id)
    await world.services.pulses.give(given(id))
    await world.deliver()
    await change(world, id, key="another")
    assert [one.asks_pulse for one in told(await world.deliver())] == [False]


@pytest.mark.parametrize("has_said", [True, False])
async def test_whoever_says_whether_to_be_named_is_asked_on_only_until_they_have_said_it(
    world: World, *, has_said: bool
) -> None:
    id = await answered(world, Reply.GO_AHEAD)
    await change(world, id)
    if has_said:
        await world.services.pulses.give(given(id))
    assert (await world.services.own.credit(PRIYA, id)).asks_pulse is not has_said
    assert (await world.services.own.uncredited(PRIYA, id)).asks_pulse is not has_said


@MODES
async def test_what_is_answered_is_kept_with_the_team_and_the_month_alone(
    world: World, mode: Mode
) -> None:
    id = await answered(world, Reply.NOT_NOW, mode)
    opened = await world.services.pulses.open(PRIYA, id)
    assert opened.report.id == id
    before = await world.kinds(id)

    await world.services.pulses.give(given(id))

    [said] = await kept(world)
    assert (said.month, said.respected, said.again) == (NOVEMBER, Word.PARTLY, Word.YES)
    assert await world.kinds(id) == before


async def test_it_can_be_said_once_for_each_report(world: World) -> None:
    id = await answered(world, Reply.NOT_NOW)
    await world.services.pulses.give(given(id))
    with pytest.raises(SaidAlready):
        await world.services.pulses.give(given(id, again=Word.NO))
    with pytest.raises(SaidAlready):
        await world.services.pulses.open(PRIYA, id)
    assert [one.again for one in await kept(world)] == [Word.YES]


@pytest.mark.parametrize("user", [AMINA, DAN])
async def test_nobody_else_can_say_how_it_was(world: World, user: str) -> None:
    id = await answered(world, Reply.NOT_NOW)
    with pytest.raises(NotAvailable):
        await world.services.pulses.give(Given(type(PRIYA)(user), id, Word.YES, Word.YES))
    assert await kept(world) == []


async def test_nothing_is_asked_before_the_story_is_at_an_end(world: World) -> None:
    id = await answered(world, Reply.GO_AHEAD)
    with pytest.raises(NotPossibleNow):
        await world.services.pulses.open(PRIYA, id)


async def test_nor_once_it_is_open_again(world: World) -> None:
    id = await answered(world, Reply.GO_AHEAD)
    await change(world, id)
    await world.services.changes.say(AMINA, id, Verdict.NO)
    with pytest.raises(NotPossibleNow):
        await world.services.pulses.give(given(id))


async def test_whoever_left_no_name_is_asked_when_they_come_back_with_their_code(
    world: World,
) -> None:
    await world.set_up()
    world.people.authors = 8
    form = await world.form(PRIYA, Kind.NEAR_MISS, CHANNEL)
    receipt = await world.services.capture.submit(sent(form, mode=Mode.ANONYMOUS))
    assert isinstance(receipt, Receipt)
    id, code = await world.released(await world.id_of(receipt.reference)), receipt.code
    assert code is not None
    assert not (await world.services.returning.come_back(PRIYA, str(code))).own.asks_pulse
    await world.deliver()
    await world.say(AMINA, id, Reply.NOT_NOW)
    assert told(await world.deliver()) == []

    assert (await world.services.returning.come_back(PRIYA, str(code))).own.asks_pulse
    await world.services.pulses.give(Given(code, id, Word.YES, Word.YES))

    assert not (await world.services.returning.come_back(PRIYA, str(code))).own.asks_pulse
    assert len(await kept(world)) == 1
