"""The month in which a bulletin comes out: stories for it, its draft, and what is sent of it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.bulletin import BulletinId
from bot.domain.claims import Claim
from bot.domain.delivery import DeliveryKind
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.report import Mode
from bot.domain.thread import ThreadReply
from bot.services.bulletin_contents import (
    BulletinDraftContent,
)
from bot.services.settings import Changes
from storage import threads
from tests.builders import CHANNEL, MOIRA, PRIYA
from tests.services.shelved import shelved
from tests.services.world import Sent, World, of_kind

NEWS = ChannelId("C0NEWS")
NOOR = UserId("U0NOOR")
"""Another learning lead."""
TEN = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
"""On the first working day of the month after everything begins."""
DRAFT, STORY = DeliveryKind.BULLETIN_DRAFT, DeliveryKind.BULLETIN_STORY
STORY_AGAIN = DeliveryKind.BULLETIN_STORY_UPDATE


async def begin(world: World, *, channel: ChannelId | None = NEWS) -> None:
    """The service is at work, with two learning leads and a channel for the bulletin."""
    await world.set_up()
    world.people.introduce(NOOR)
    changes = Changes(learning_leads=(MOIRA, NOOR), bulletin_channel=channel)
    await world.services.settings.change_service(changes)
    await world.services.bulletins.wind_up()


async def a_story(
    world: World, mode: Mode = Mode.CONFIDENTIAL, *, what: str = "The form went astray"
) -> tuple[ReportId, Claim]:
    """A story in the library of this service; word of that is sent."""
    out = await shelved(world, mode, what=what)
    changes = Changes(learning_leads=(MOIRA, NOOR))
    await world.services.settings.change_service(changes)
    await world.deliver()
    return out


async def drafted(world: World, at: datetime = TEN) -> list[Sent]:
    """What goes to the learning leads on the day of the draft."""
    world.clock.moment = max(world.clock.moment, at)
    await world.services.clockwork.tick()
    return of_kind(await world.deliver(), DRAFT)


def bulletin_in(messages: Sequence[Sent]) -> BulletinId:
    return BulletinId(messages[0].delivery.subject)


async def released(world: World) -> list[Sent]:
    """Everything that goes out once Moira has sent the month's bulletin."""
    id = bulletin_in(await drafted(world))
    await world.services.bulletins.release(MOIRA, id)
    world.clock.move(minutes=5)
    return await world.deliver()


def told(message: Sent) -> list[ReportId]:
    content = message.outgoing.content
    assert isinstance(content, BulletinDraftContent)
    return [lesson.report for lesson in content.lessons]


async def slip_in(world: World, id: ReportId, words: str) -> None:
    """Something in the thread as an older version would have kept it, unmasked."""
    ts = "1795428000.000900"
    reply = ThreadReply(await world.card_of(id), MessageRef(CHANNEL, ts), PRIYA, words, ts)
    await world.database.write(lambda tx: threads.keep(tx, id, reply))
