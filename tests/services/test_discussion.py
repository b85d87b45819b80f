"""What a team says about a report: kept with it, changed with it, and nothing else kept at all."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, YourOwn
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.domain.thread import ThreadReply
from bot.services.context import NotRecordedYet
from bot.services.directory import DirectoryUnavailable
from storage import reports, threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, PRIYA
from tests.services.world import World, of_kind, released_at

FIRST, SECOND = "1795428100.000100", "1795428100.000200"
EDITED, EDITED_AGAIN = "1795428200.000000", "1795428300.000000"


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


async def said_in(
    world: World,
    thread: MessageRef,
    words: str,
    *,
    ts: str = FIRST,
    author: UserId = DAN,
    version: str = "",
    deleted: bool = False,
) -> None:
    """Slack tells of a reply, as it is at `version`; by itself, as it was first said."""
    at = MessageRef(thread.channel, ts)
    reply = ThreadReply(thread, at, author, words, version or ts, deleted)
    await world.services.discussion.said(reply)


async def test_what_several_people_say_in_the_same_moment_is_all_kept(world: World) -> None:
    id, thread = await with_a_card(world)
    several = [f"1795428100.{number:06}" for number in range(8)]

    await asyncio.gather(*(said_in(world, thread, ts, ts=ts) for ts in several))

    assert await said(world, id) == several


async def test_replies_under_a_card_are_kept_with_the_report(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "To me as well", ts=SECOND, author=PRIYA)
    await said_in(world, card, "This happened to me in May")

    assert await said(world, id) == ["This happened to me in May", "To me as well"]


async def test_the_same_reply_again_is_kept_once(world: World) -> None:
    id, card = await with_a_card(world)
    for _ in range(3):
        await said_in(world, card, "Once")

    assert await said(world, id) == ["Once"]


@pytest.mark.parametrize("deleted", [False, True])
async def test_whatever_is_not_under_a_card_is_dropped(world: World, *, deleted: bool) -> None:
    await with_a_card(world)
    for thread in (MessageRef(CHANNEL, "1795428999.000001"), MessageRef(ChannelId("C0X"), FIRST)):
        await said_in(world, thread, "Lunch?", deleted=deleted)

    assert await comments(world) == 0


async def test_what_is_said_under_a_digest_is_not_kept(world: World) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)
    (digest,) = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)

    await said_in(world, digest.at, "Note to self", author=AMINA)

    assert await comments(world) == 0


async def test_what_is_said_under_the_question_about_a_reaction_is_not_kept(world: World) -> None:
    _, card = await with_a_card(world)
    await world.react(AMINA, card, "+1")
    (asked,) = await world.deliver()

    await said_in(world, asked.at, "Thinking aloud", author=AMINA)

    assert await comments(world) == 0


async def test_identifiers_are_masked_when_said_and_when_edited(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "It was 943 476 5919")
    assert await said(world, id) == ["It was [NHS number]"]

    await said_in(world, card, "Ring 07700 900123", version=EDITED)
    assert await said(world, id) == ["Ring [phone number]"]


async def test_an_edit_is_followed_and_a_late_one_is_not(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "Frist")
    await said_in(world, card, "First", version=EDITED_AGAIN)
    await said_in(world, card, "Fisrt", version=EDITED)

    assert await said(world, id) == ["First"]


async def test_an_edit_that_comes_before_its_message_counts(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "First", version=EDITED)
    await said_in(world, card, "Frist")

    assert await said(world, id) == ["First"]


async def test_a_deleted_reply_is_forgotten_and_not_brought_back(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "A slip of the keys")
    await said_in(world, card, "", version=EDITED, deleted=True)
    await said_in(world, card, "Back again", version=EDITED_AGAIN)
    await said_in(world, card, "Back again")

    assert await said(world, id) == []


async def test_a_deletion_that_comes_before_its_message_counts(world: World) -> None:
    id, card = await with_a_card(world)
    await said_in(world, card, "", version=EDITED, deleted=True)
    await said_in(world, card, "A slip of the keys")

    assert await said(world, id) == []


async def test_a_reply_under_a_card_whose_place_is_not_recorded_yet_is_asked_for_again(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file()
    card = await world.half_posted_card()
    thread = MessageRef(CHANNEL, "1795428000.000900")

    with pytest.raises(NotRecordedYet):
        await said_in(world, thread, "Quick as a flash")
    assert await comments(world) == 0
    await world.services.sending.sent(card, thread)
    await said_in(world, thread, "Quick as a flash")

    assert await said(world, id) == ["Quick as a flash"]


async def test_a_card_on_its_way_to_one_channel_is_no_reason_to_ask_again_in_another(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    await world.half_posted_card()

    await said_in(world, MessageRef(ChannelId("C0X"), "1795428999.000001"), "Lunch?")

    assert await comments(world) == 0


async def test_a_card_that_has_not_been_begun_is_no_reason_to_ask_again(world: World) -> None:
    await world.set_up()
    await world.file(mode=Mode.CONFIDENTIAL)

    await said_in(world, MessageRef(CHANNEL, "1795428999.000001"), "Lunch?")

    assert await comments(world) == 0


async def test_seen_this_too_counts_each_person_once_and_redraws_the_card(world: World) -> None:
    id, _ = await with_a_card(world)
    for user in (DAN, DAN, AMINA):
        await world.services.discussion.seen_this_too(user, id)

    assert await seen_too(world, id) == 2
    # The card that is drawn once more shows both.
    assert len(of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)) == 1


async def test_each_colleague_who_has_seen_it_too_is_soon_on_the_card(world: World) -> None:
    id, _ = await with_a_card(world)
    for user in (DAN, AMINA):
        await world.services.discussion.seen_this_too(user, id)
        assert len(of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)) == 1


async def test_whoever_wrote_it_by_name_does_not_see_it_too(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA)

    with pytest.raises(YourOwn):
        await world.services.discussion.seen_this_too(PRIYA, id)
    assert await seen_too(world, id) == 0


async def test_a_confidential_reporter_counts_like_anybody_so_that_a_refusal_names_nobody(
    world: World,
) -> None:
    await world.set_up()
    id = await world.released(await world.file(PRIYA, mode=Mode.CONFIDENTIAL))

    for user in (PRIYA, PRIYA, DAN):
        await world.services.discussion.seen_this_too(user, id)

    assert await seen_too(world, id) == 2


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


async def test_what_has_not_appeared_yet_cannot_be_seen_too(world: World) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)
    released = await released_at(world, id)
    world.clock.moment = released - timedelta(seconds=1)

    with pytest.raises(NotAvailable):
        await world.services.discussion.seen_this_too(DAN, id)
    assert await seen_too(world, id) == 0
    world.clock.moment = released
    await world.services.discussion.seen_this_too(DAN, id)
    assert await seen_too(world, id) == 1


async def test_what_was_not_shared_cannot_be_seen_too(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)

    with pytest.raises(NotAvailable):
        await world.services.discussion.seen_this_too(colleague, id)
