"""What a team says about a report: kept with it, changed with it, and nothing else kept at all."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.directory import DirectoryUnavailable
from storage import reports, threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, PRIYA
from tests.services.world import World, of_kind

FIRST, SECOND = "1795428100.000100", "1795428100.000200"


async def with_a_card(world: World) -> tuple[ReportId, MessageRef]:
    await world.set_up()
    id = await world.file()
    await world.deliver()
    return id, await world.card_of(id)


async def said(world: World, id: ReportId) -> list[str]:
    found = await world.database.read(lambda tx: threads.of_report(tx, id))
    return [words for _, words in found]


async def comments(world: World) -> int:
    async def count(tx: Transaction) -> int:
        return int((await tx.exec_driver_sql("SELECT count(*) FROM comment")).scalar_one())

    return await world.database.read(count)


async def seen_too(world: World, id: ReportId) -> int:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.seen_too


async def test_replies_under_a_card_are_kept_with_the_report(world: World) -> None:
    id, card = await with_a_card(world)
    said_in = world.services.discussion.said
    await said_in(DAN, card, MessageRef(CHANNEL, FIRST), "This happened to me in May")
    await said_in(PRIYA, card, MessageRef(CHANNEL, SECOND), "To me as well")

    assert await said(world, id) == ["This happened to me in May", "To me as well"]


async def test_the_same_reply_again_is_kept_once(world: World) -> None:
    id, card = await with_a_card(world)
    for _ in range(3):
        await world.services.discussion.said(DAN, card, MessageRef(CHANNEL, FIRST), "Once")

    assert await said(world, id) == ["Once"]


async def test_whatever_is_not_under_a_card_is_dropped(world: World) -> None:
    await with_a_card(world)
    for thread in (MessageRef(CHANNEL, "1795428999.000001"), MessageRef(ChannelId("C0X"), FIRST)):
        await world.services.discussion.said(DAN, thread, MessageRef(CHANNEL, FIRST), "Lunch?")

    assert await comments(world) == 0


async def test_what_is_said_under_a_digest_is_not_kept(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    (digest,) = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)

    at = MessageRef(digest.at.channel, FIRST)
    await world.services.discussion.said(AMINA, digest.at, at, "Note to self")

    assert await comments(world) == 0


async def test_what_is_said_under_the_question_about_a_reaction_is_not_kept(world: World) -> None:
    _, card = await with_a_card(world)
    await world.react(AMINA, card, "+1")
    (asked,) = await world.deliver()

    at = MessageRef(asked.at.channel, FIRST)
    await world.services.discussion.said(AMINA, asked.at, at, "Thinking aloud")

    assert await comments(world) == 0


async def test_identifiers_are_masked_when_said_and_when_edited(world: World) -> None:
    id, card = await with_a_card(world)
    at = MessageRef(CHANNEL, FIRST)
    await world.services.discussion.said(DAN, card, at, "It was 943 476 5919")
    assert await said(world, id) == ["It was [NHS number]"]

    await world.services.discussion.changed(at, "Ring 07700 900123", "1795428200.000000")
    assert await said(world, id) == ["Ring [phone number]"]


async def test_an_edit_is_followed_and_a_late_one_is_not(world: World) -> None:
    id, card = await with_a_card(world)
    at = MessageRef(CHANNEL, FIRST)
    await world.services.discussion.said(DAN, card, at, "Frist")
    await world.services.discussion.changed(at, "First", "1795428300.000000")
    await world.services.discussion.changed(at, "Fisrt", "1795428200.000000")

    assert await said(world, id) == ["First"]


async def test_a_deleted_reply_is_forgotten_and_not_brought_back(world: World) -> None:
    id, card = await with_a_card(world)
    at = MessageRef(CHANNEL, FIRST)
    discussion = world.services.discussion
    await discussion.said(DAN, card, at, "A slip of the keys")
    await discussion.deleted(at)
    await discussion.changed(at, "Back again", "1795428300.000000")
    await discussion.said(DAN, card, at, "Back again")

    assert await said(world, id) == []


async def test_what_is_not_known_is_neither_changed_nor_deleted(world: World) -> None:
    await with_a_card(world)
    at = MessageRef(CHANNEL, FIRST)
    await world.services.discussion.changed(at, "Who said that?", "1795428300.000000")
    await world.services.discussion.deleted(at)

    assert await comments(world) == 0


async def test_seen_this_too_counts_each_person_once_and_redraws_the_card(world: World) -> None:
    id, _ = await with_a_card(world)
    for user in (DAN, DAN, AMINA):
        await world.services.discussion.seen_this_too(user, id)

    assert await seen_too(world, id) == 2
    assert len(of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)) == 2


@pytest.mark.parametrize("mode", Mode)
async def test_whoever_wrote_it_does_not_see_it_too(world: World, mode: Mode) -> None:
    await world.set_up()
    id = await world.file(PRIYA, mode=mode)

    with pytest.raises(GoodCatchError):
        await world.services.discussion.seen_this_too(PRIYA, id)
    assert await seen_too(world, id) == 0


async def test_seen_this_too_is_for_the_teams_own_people(world: World) -> None:
    id, _ = await with_a_card(world)
    elsewhere = world.people.introduce("U0ELSEWHERE", "C0ELSEWHERE")
    outsider = world.people.introduce("U0OUTSIDER", CHANNEL, is_outsider=True)

    for user in (elsewhere, outsider):
        with pytest.raises(NotAvailable):
            await world.services.discussion.seen_this_too(user, id)
    with pytest.raises(DirectoryUnavailable):
        await world.services.discussion.seen_this_too(UserId("U0NOBODY"), id)
    assert await seen_too(world, id) == 0


async def test_what_was_not_shared_cannot_be_seen_too(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)

    with pytest.raises(NotAvailable):
        await world.services.discussion.seen_this_too(colleague, id)
