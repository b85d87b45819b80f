"""What people of another organisation say in a report's thread is not kept."""

import pytest

from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.thread import ThreadReply
from bot.services.directory import DirectoryUnavailable
from storage import threads
from tests.builders import CHANNEL, DAN
from tests.services.world import World

STRANGER = UserId("U0STRANGER")


async def reply(world: World, author: UserId, *, among_others: bool = True) -> ReportId:
    """Somebody replies under the card of a report."""
    await world.set_up()
    id = await world.file()
    await world.deliver()
    card = await world.card_of(id)
    at = MessageRef(card.channel, "1795428100.000100")
    given = ThreadReply(card, at, author, "I saw that too", at.ts, among_others=among_others)
    await world.services.discussion.said(given)
    return id


async def authors(world: World, id: ReportId) -> list[UserId]:
    found = await world.database.read(lambda tx: threads.of_report(tx, id))
    return [author for author, _ in found]


async def test_a_strangers_reply_is_dropped(world: World) -> None:
    world.people.introduce(STRANGER, CHANNEL, is_outsider=True)
    assert await authors(world, await reply(world, STRANGER)) == []


async def test_a_colleagues_reply_beside_it_is_kept(world: World) -> None:
    world.people.introduce(DAN, CHANNEL)
    assert await authors(world, await reply(world, DAN)) == [DAN]


async def test_while_slack_does_not_say_who_it_is_word_of_it_is_to_come_again(
    world: World,
) -> None:
    with pytest.raises(DirectoryUnavailable):
        await reply(world, STRANGER)


async def test_in_a_channel_of_ones_own_nobody_is_asked_about(world: World) -> None:
    assert await authors(world, await reply(world, STRANGER, among_others=False)) == [STRANGER]
