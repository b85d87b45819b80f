"""Recipients, permissions and words are those of the moment in which a message leaves."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.events import Reply
from bot.domain.ids import DeliveryId, ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.contents import CardContent, NoLongerOwed, NotYet, ReplyContent
from bot.services.settings import Changes
from storage import outbox, people
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, PRIYA, WHO_IS_KNOWN, a_team
from tests.conftest import MONDAY
from tests.services.world import LEASE, NO_PACE, World, besides_roles, of_kind

BEN = UserId("U0BEN")


async def claim(world: World) -> dict[DeliveryKind, Delivery]:
    """What is due, one of each lane, by its kind."""
    claimed = await world.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    return {one.kind: one for one in claimed}


def a_delivery(kind: DeliveryKind, report: ReportId | None = None) -> Delivery:
    return Delivery(
        id=DeliveryId("0" * 32),
        effect=f"{kind}:{report}",
        kind=kind,
        state=DeliveryState.TODO,
        fence=1,
        attempts=1,
        created_at=MONDAY,
        report=report,
    )


async def replace_the_manager(world: World) -> None:
    await world.set_up(a_team(managers=(BEN,)))


async def test_a_card_shows_the_report_as_it_is_when_it_leaves(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Already on it")

    (card,) = of_kind(await world.deliver(), DeliveryKind.CARD)

    content = card.outgoing.content
    assert isinstance(content, CardContent)
    assert content.report.answer is not None
    assert content.report.answer.words == "Already on it"


@pytest.mark.parametrize("mode", Mode)
async def test_a_card_names_its_reporter_only_where_they_are_named(
    world: World, mode: Mode
) -> None:
    await world.set_up()
    await world.released(await world.file(mode=mode))

    (card,) = await world.deliver()

    assert (PRIYA in repr(card.outgoing)) is (mode is Mode.NAMED)


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
@pytest.mark.parametrize("user", [PRIYA, AMINA])
async def test_whether_an_answer_will_come_does_not_tell_who_wrote_the_report(
    world: World, user: UserId, mode: Mode
) -> None:
    alone = a_team(managers=(AMINA,), deputies=())
    await world.set_up(alone)
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.file(user, mode=mode)
    world.clock.move(hours=2)

    (card,) = besides_roles(await world.deliver())

    assert isinstance(card.outgoing.content, CardContent)
    assert card.outgoing.content.has_decider


async def test_where_everybody_who_decides_has_left_the_card_does_not_promise(
    world: World,
) -> None:
    await world.set_up(a_team(managers=(AMINA,), deputies=()))
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.database.write(lambda tx: people.mark_gone(tx, AMINA, is_gone=True))
    await world.file()

    (card,) = besides_roles(await world.deliver())

    assert isinstance(card.outgoing.content, CardContent)
    assert not card.outgoing.content.has_decider


async def test_a_digest_that_is_due_does_not_reach_a_former_manager(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    world.clock.move(days=1)
    await world.services.clockwork.tick()

    await replace_the_manager(world)

    assert AMINA not in {message.to for message in besides_roles(await world.deliver())}


async def test_a_reminder_that_is_due_does_not_reach_a_former_manager(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    world.clock.move(days=2)
    await world.services.clockwork.tick()

    await replace_the_manager(world)

    assert AMINA not in {message.to for message in besides_roles(await world.deliver())}


async def test_a_question_about_a_reaction_does_not_reach_a_former_manager(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.deliver()
    await world.react(AMINA, await world.card_of(id), "+1")

    await replace_the_manager(world)

    assert besides_roles(await world.deliver()) == []


async def test_a_digest_shown_again_leaves_out_what_its_reader_may_no_longer_decide(
    world: World,
) -> None:
    await world.set_up(a_team(), a_team(channel=CHANNEL))
    id = await world.file(audience=Audience.DECIDERS)
    await world.tick_at(days=1)
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Words for the deciders")
    await replace_the_manager(world)

    out = await world.deliver()

    assert of_kind(out, DeliveryKind.DIGEST_UPDATE) == []


async def test_the_reporter_is_told_even_where_only_the_deciders_may_read(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS, mode=Mode.CONFIDENTIAL)
    await world.released(id)
    await world.say(AMINA, id, Reply.NOT_NOW, words="Because of the move")

    (told,) = await world.deliver()

    assert told.to == PRIYA
    assert isinstance(told.outgoing.content, ReplyContent)
    assert told.outgoing.content.event.words == "Because of the move"
    assert told.delivery.recipient is None


async def test_each_reply_speaks_of_its_own_event(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU, words="One")
    world.clock.move(seconds=1)
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Two")

    told = of_kind(await world.deliver(), DeliveryKind.REPLY_TO_REPORTER)

    spoken = [
        m.outgoing.content.event.words for m in told if isinstance(m.outgoing.content, ReplyContent)
    ]
    assert spoken == ["One", "Two"]


async def test_an_erased_reporter_is_told_nothing_more(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    await world.say(AMINA, id, Reply.GO_AHEAD)

    async def erase(tx: Transaction) -> None:
        await tx.exec_driver_sql("DELETE FROM identity")

    await world.database.write(erase)

    assert await world.deliver() == []


async def test_a_card_that_may_be_there_is_waited_for_before_it_is_changed(world: World) -> None:
    await world.set_up()
    id = await world.file()
    card = (await claim(world))[DeliveryKind.CARD]
    await world.services.sending.begin(card)

    update = a_delivery(DeliveryKind.CARD_UPDATE, id)

    with pytest.raises(NotYet):
        await world.services.preparing.prepare(update)
    await world.services.sending.drop(card, problem="message_not_found")
    with pytest.raises(NoLongerOwed):
        await world.services.preparing.prepare(update)


async def test_a_card_that_is_still_to_come_needs_no_change(world: World) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)

    with pytest.raises(NoLongerOwed):
        await world.services.preparing.prepare(a_delivery(DeliveryKind.CARD_UPDATE, id))


@pytest.mark.parametrize("kind", DeliveryKind)
async def test_a_message_about_nothing_is_not_owed(world: World, kind: DeliveryKind) -> None:
    await world.set_up()

    with pytest.raises(NoLongerOwed):
        await world.services.preparing.prepare(a_delivery(kind))
    with pytest.raises(NoLongerOwed):
        await world.services.preparing.prepare(a_delivery(kind, ReportId("0" * 32)))


async def test_word_of_a_blocked_channel_does_not_reach_a_former_manager(world: World) -> None:
    await world.set_up()
    await world.file()
    card = (await claim(world))[DeliveryKind.CARD]
    await world.services.sending.blocked(card, after=timedelta(hours=1), problem="is_archived")

    await replace_the_manager(world)

    assert AMINA not in {message.to for message in besides_roles(await world.deliver())}
    assert await world.database.read(lambda tx: outbox.blocked_in(tx, CHANNEL)) == ("is_archived",)
