"""Digests as they go out, and what stands in them."""

from datetime import date, datetime

from bot.domain.delivery import DeliveryKind
from bot.domain.digest import Digest, Section
from bot.domain.ids import ReportId
from bot.services.contents import DigestContent
from tests.services.world import Sent, World, of_kind

TUESDAY = datetime.fromisoformat("2026-11-24T08:45:00+00:00")


async def morning(world: World, moment: datetime = TUESDAY) -> list[Sent]:
    """The digests that go out at this moment."""
    world.clock.moment = moment
    await world.services.clockwork.tick()
    return of_kind(await world.deliver(), DeliveryKind.DIGEST)


def held(message: Sent) -> dict[Section, int]:
    content = message.outgoing.content
    assert isinstance(content, DigestContent)
    return {section: len(rows) for section, rows in content.digest.sections}


def the_digest(message: Sent) -> Digest:
    content = message.outgoing.content
    assert isinstance(content, DigestContent)
    return content.digest


def day_of(message: Sent) -> date:
    return the_digest(message).on


def placed(message: Sent) -> dict[Section, list[ReportId]]:
    """Which reports stand in which section."""
    return {under: [row.id for row in rows] for under, rows in the_digest(message).sections}
