"""With other keys than reports were stored under, nothing is lost and nobody else is held up."""

from collections.abc import Sequence

import pytest

from bot.domain.change import Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, SaidAlready
from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.report import Audience, Mode
from bot.services.contents import CardContent, DigestContent, NotYet, ToPerson
from storage import left_out, receipts
from tests.builders import AMINA, DAN, PRIYA, WHO_IS_KNOWN, sent
from tests.services.forms import count, submit
from tests.services.keys import INDEXES, SECRETS, under, under_both, under_new, under_old
from tests.services.test_changes import altered
from tests.services.world import LEASE, NO_PACE, World, of_kind


@pytest.fixture
def old(world: World) -> World:
    return under_old(world)


@pytest.fixture
def other(world: World) -> World:
    return under_new(world)


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


async def test_a_list_of_people_left_out_that_cannot_be_opened_keeps_back_one_report_alone(
    old: World, other: World
) -> None:
    await old.set_up()
    hidden, shown = [await old.file(audience=Audience.DECIDERS) for _ in range(2)]
    await old.database.write(lambda tx: left_out.keep(tx, old.context.vault, hidden, [DAN]))

    (digest,) = of_kind(await other.tick_at(days=1), DeliveryKind.DIGEST)

    assert digest.to == AMINA
    assert isinstance(digest.outgoing.content, DigestContent)
    rows = [row.id for _, held in digest.outgoing.content.digest.sections for row in held]
    assert rows == [shown]
    assert (await other.services.rotating.needs()).shut_lists == 1


async def test_a_reply_waits_until_its_reporter_can_be_opened(old: World, other: World) -> None:
    await old.set_up()
    id = await old.file(audience=Audience.DECIDERS)
    await old.say(AMINA, id, Reply.GO_AHEAD)
    (reply,) = await old.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=9)

    with pytest.raises(NotYet):
        await other.services.preparing.prepare(reply)

    assert (await under_both(old).services.preparing.prepare(reply)).address == ToPerson(PRIYA)


@pytest.mark.parametrize("mode", WHO_IS_KNOWN)
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
    old: World, mode: Mode, secrets: Sequence[str], indexes: Sequence[str], *, fit: bool
) -> None:
    await old.set_up()
    await old.file(mode=mode)

    assert (await under(old, secrets, indexes).services.rotating.needs()).fit is fit


async def test_a_single_row_among_many_is_enough_for_keys_not_to_fit(
    old: World, other: World
) -> None:
    await old.set_up()
    for world in (*[other] * 5, old, *[other] * 5):
        await world.file(mode=Mode.CONFIDENTIAL)

    assert not (await other.services.rotating.needs()).fit


async def test_the_index_key_of_an_anonymous_report_is_needed(old: World, other: World) -> None:
    await old.set_up()
    await old.file(mode=Mode.ANONYMOUS)

    assert (await under(old, SECRETS[1:], INDEXES[::-1]).services.rotating.needs()).fit
    assert not (await other.services.rotating.needs()).fit


async def test_where_nothing_is_stored_any_keys_fit(old: World, other: World) -> None:
    for world in (old, other):
        assert (await world.services.rotating.needs()).fit


@pytest.mark.parametrize("mode", Mode)
async def test_a_form_sent_again_after_the_keys_were_changed_is_one_report(
    old: World, mode: Mode
) -> None:
    await old.set_up()
    old.people.authors = 8
    given = sent(await old.form(), mode=mode)
    first = await submit(old, given)

    assert await submit(under_both(old), given) == first
    assert await count(old) == 1


async def test_a_form_sent_again_is_a_repeat_even_once_it_is_answered(old: World) -> None:
    await old.set_up()
    given = sent(await old.form(), mode=Mode.NAMED)
    first = await submit(old, given)
    await old.say(AMINA, await old.id_of(first.reference), Reply.NOT_NOW)

    assert (await submit(under_both(old), given)).reference == first.reference


async def test_who_has_seen_it_too_under_the_old_key_is_counted_once(old: World) -> None:
    await old.set_up()
    id = await old.file()
    await old.deliver()

    for world in (old, under_both(old), under_both(old)):
        visible = await world.services.discussion.seen_this_too(DAN, id)

    assert visible.seen_too == 1
    assert [one.delivery.kind for one in await old.deliver()] == [DeliveryKind.CARD_UPDATE]


async def test_who_has_said_that_it_helped_under_the_old_key_has_said_so(old: World) -> None:
    await old.set_up()
    id = await old.file()
    await old.say(AMINA, id, Reply.GO_AHEAD)
    await old.services.changes.record(altered(id))
    await old.services.changes.say(DAN, id, Verdict.YES)

    with pytest.raises(SaidAlready):
        await under_both(old).services.changes.say(DAN, id, Verdict.YES)


async def test_a_click_that_arrives_again_after_the_keys_were_changed_does_nothing(
    old: World,
) -> None:
    await old.set_up()
    id = await old.file()
    for world in (old, under_both(old)):
        await world.say(AMINA, id, Reply.THANK_YOU, key="the same click")

    assert (await old.kinds(id)).count("thanked") == 1


async def test_nobody_comes_to_decide_on_their_own_because_keys_were_changed(old: World) -> None:
    await old.set_up()
    id = await old.file(DAN, mode=Mode.CONFIDENTIAL)
    await old.released(id)

    with pytest.raises(NotAvailable):
        await under_both(old).say(DAN, id, Reply.NOT_NOW)


async def test_a_code_brings_back_its_report_after_the_keys_were_changed(old: World) -> None:
    await old.set_up()
    old.people.authors = 8
    receipt = await submit(old, sent(await old.form(), mode=Mode.ANONYMOUS))
    assert isinstance(receipt, Receipt)
    code = receipt.code
    assert code is not None

    vault = under_both(old).context.vault
    found = await old.database.read(lambda tx: receipts.report_of(tx, vault, code))

    assert found == await old.id_of(receipt.reference)
