"""An emoji on one's own digest: its new items are seen."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, ReportId
from bot.domain.report import Audience
from tests.builders import AMINA, MOIRA
from tests.services.world import Sent, World, of_kind


async def a_digest(world: World) -> tuple[ReportId, ReportId, Sent]:
    await world.set_up()
    shared, unshared = await world.file(), await world.file(audience=Audience.DECIDERS)
    (digest,) = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)
    return shared, unshared, digest


@pytest.mark.parametrize("emoji", ["eyes", "heavy_check_mark", "pray::skin-tone-2"])
async def test_an_emoji_on_ones_own_digest_marks_its_new_items_as_seen(
    world: World, emoji: str
) -> None:
    shared, unshared, digest = await a_digest(world)

    await world.react(AMINA, digest.at, emoji)
    out = await world.deliver()

    assert await world.kinds(shared) == await world.kinds(unshared) == ["filed", "seen"]
    assert of_kind(out, DeliveryKind.DIGEST_UPDATE)[0].at == digest.at
    assert len(of_kind(out, DeliveryKind.CARD_UPDATE)) == 1


async def test_seeing_twice_is_seeing_once(world: World) -> None:
    shared, _, digest = await a_digest(world)
    for emoji in ("eyes", "pray"):
        await world.react(AMINA, digest.at, emoji)

    assert await world.kinds(shared) == ["filed", "seen"]


async def test_what_was_answered_meanwhile_stays_answered(world: World) -> None:
    shared, unshared, digest = await a_digest(world)
    await world.say(AMINA, shared, Reply.GO_AHEAD)

    await world.react(AMINA, digest.at, "eyes")

    assert await world.kinds(shared) == ["filed", "answered"]
    assert await world.kinds(unshared) == ["filed", "seen"]


async def test_an_emoji_on_somebody_elses_digest_means_nothing(world: World) -> None:
    shared, _, digest = await a_digest(world)

    await world.react(MOIRA, digest.at, "eyes")
    await world.react(AMINA, MessageRef(ChannelId("D0OTHER"), digest.at.ts), "eyes")

    assert await world.kinds(shared) == ["filed"]
