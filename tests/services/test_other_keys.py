"""With other keys than reports were stored under, nothing is lost and nobody else is held up."""

import base64
from dataclasses import replace
from random import Random

import pytest
from cryptography.fernet import Fernet

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.report import Audience, Mode
from bot.services.contents import CardContent, DigestContent, NotYet, ToPerson
from bot.services.menu import Services
from storage.vault import Vault
from tests.builders import AMINA, PRIYA
from tests.services.world import LEASE, NO_PACE, World, of_kind

SECRETS = [Fernet.generate_key().decode() for _ in range(2)]
INDEXES = [base64.b64encode(Random(seed).randbytes(32)).decode() for seed in (11, 12)]
"""The old key and the new one of each kind."""


def under(world: World, secrets: list[str], indexes: list[str]) -> World:
    """The same world, its bot started with these keys."""
    context = replace(world.context, vault=Vault(tuple(secrets), tuple(indexes)))
    return World(Services.on(context), context, world.clock, world.people)


@pytest.fixture
def old(world: World) -> World:
    return under(world, SECRETS[:1], INDEXES[:1])


@pytest.fixture
def other(world: World) -> World:
    return under(world, SECRETS[1:], INDEXES[1:])


async def test_a_name_that_cannot_be_opened_is_shown_as_a_colleagues(
    old: World, other: World
) -> None:
    await old.set_up()
    await old.file(mode=Mode.NAMED)

    (card,) = await other.deliver()

    assert isinstance(card.outgoing.content, CardContent)
    assert card.outgoing.content.report.byline is None


async def test_a_name_that_cannot_be_opened_keeps_back_nobody_elses_report(
    old: World, other: World
) -> None:
    await old.set_up()
    for world in (old, other):
        await world.file(mode=Mode.NAMED, audience=Audience.DECIDERS)

    (digest,) = of_kind(await other.tick_at(days=1), DeliveryKind.DIGEST)

    assert isinstance(digest.outgoing.content, DigestContent)
    rows = [row for _, held in digest.outgoing.content.digest.sections for row in held]
    assert sorted(str(row.byline) for row in rows) == ["None", PRIYA]


async def test_a_reply_waits_until_its_reporter_can_be_opened(old: World, other: World) -> None:
    await old.set_up()
    id = await old.file(audience=Audience.DECIDERS)
    await old.say(AMINA, id, Reply.GO_AHEAD)
    (reply,) = await old.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=9)

    with pytest.raises(NotYet):
        await other.services.preparing.prepare(reply)

    both = under(old, SECRETS[::-1], INDEXES[::-1])
    assert (await both.services.preparing.prepare(reply)).address == ToPerson(PRIYA)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("secrets", "indexes", "fit"),
    [
        (SECRETS[:1], INDEXES[:1], True),
        (SECRETS[::-1], INDEXES[::-1], True),
        (SECRETS[1:], INDEXES[:1], False),
        (SECRETS[:1], INDEXES[1:], False),
        (SECRETS[1:], INDEXES[1:], False),
    ],
    ids=["the same", "new before old", "another secret", "another index", "both others"],
)
async def test_keys_fit_where_they_open_and_find_what_is_stored(
    old: World, mode: Mode, secrets: list[str], indexes: list[str], *, fit: bool
) -> None:
    await old.set_up()
    await old.file(mode=mode)

    assert await under(old, secrets, indexes).services.settings.keys_fit() is fit


async def test_where_nothing_is_stored_any_keys_fit(old: World, other: World) -> None:
    for world in (old, other):
        assert await world.services.settings.keys_fit()
