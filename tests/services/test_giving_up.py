"""A key that is lost for good is given up: reports stay, and nobody learns more than before."""

from dataclasses import replace

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.form import Receipt
from bot.domain.ids import ReportId
from bot.domain.report import Audience, Mode
from bot.domain.requests import RequestKind, RequestState, Wanted
from bot.services.giving_up import GivenUp
from storage import identities, left_out, receipts, reports
from storage.database import Transaction
from tests.builders import AMINA, DAN, MOIRA, PRIYA, WHO_IS_KNOWN, sent
from tests.services.forms import submit
from tests.services.keys import INDEXES, SECRETS, under, under_new, under_old
from tests.services.world import LEASE, NO_PACE, World

NOTHING = GivenUp(identities=0, found_again=0, lists=0, requests=0, receipts=0)


@pytest.fixture
async def old(world: World) -> World:
    """Before the keys were lost, with Riverside set up."""
    before = under_old(world)
    await before.set_up()
    return before


@pytest.fixture
def lost(old: World) -> World:
    """Started with other keys than anything is sealed with."""
    return under_new(old)


async def give_up(world: World) -> GivenUp:
    """Two entries at a time."""
    return await replace(world.services.giving_up, at_once=2).give_up()


async def leave_out_dan(world: World, id: ReportId) -> None:
    await world.database.write(lambda tx: left_out.keep(tx, world.context.vault, id, [DAN]))


async def noted(world: World) -> list[tuple[str, str]]:
    async def read(tx: Transaction) -> list[tuple[str, str]]:
        rows = await tx.exec_driver_sql(
            "SELECT action, actor FROM audit WHERE action IN ('keys given up', 'forgotten')"
        )
        return sorted((row.action, row.actor) for row in rows)

    return await world.database.read(read)


async def test_afterwards_the_keys_that_are_left_fit(old: World, lost: World) -> None:
    ids = [await old.file(mode=mode) for mode in (*WHO_IS_KNOWN, *WHO_IS_KNOWN, Mode.ANONYMOUS)]
    await leave_out_dan(old, ids[0])
    assert not (await lost.services.rotating.needs()).fit

    given_up = await give_up(lost)

    assert given_up == replace(NOTHING, identities=4, lists=1, receipts=1)
    assert (await lost.services.rotating.needs()).fit
    assert await give_up(lost) == NOTHING


async def test_the_reports_stay_as_nobodys(old: World, lost: World) -> None:
    id = await old.file(mode=Mode.NAMED, what="The fax went astray")

    await give_up(lost)

    async def look(tx: Transaction) -> tuple[str, object, object]:
        found = await reports.load(tx, lost.context.vault, id)
        assert found is not None
        who = await identities.reporter_of(tx, lost.context.vault, id)
        return found.words.what, found.named_reporter, who

    assert await lost.database.read(look) == ("The fax went astray", None, None)


async def test_what_was_owed_to_a_reporter_who_is_forgotten_is_owed_no_more(
    old: World, lost: World
) -> None:
    id = await old.file(audience=Audience.DECIDERS)
    await old.services.asking.ask_consent(AMINA, await old.released(id))

    await give_up(lost)

    claimed = await lost.services.sending.claim(lease=LEASE, pace=NO_PACE, limit=50)
    assert DeliveryKind.CONSENT_TO_REPORTER not in {one.kind for one in claimed}


async def test_a_code_that_a_key_still_knows_brings_its_report_back(old: World) -> None:
    old.people.authors = 8
    receipt = await submit(old, sent(await old.form(), mode=Mode.ANONYMOUS))
    assert isinstance(receipt, Receipt)
    code = receipt.code
    assert code is not None
    secret_lost = under(old, SECRETS[1:], INDEXES[:1])

    assert (await give_up(secret_lost)).receipts == 0

    vault = secret_lost.context.vault
    found = await old.database.read(lambda tx: receipts.report_of(tx, vault, code))
    assert found == await old.id_of(receipt.reference)


async def test_a_reporter_who_can_be_opened_is_found_again_by_the_key_there_is(old: World) -> None:
    id = await old.file(mode=Mode.CONFIDENTIAL)
    index_lost = under(old, SECRETS[:1], INDEXES[1:])

    assert await give_up(index_lost) == replace(NOTHING, found_again=1)

    vault = index_lost.context.vault
    assert await old.database.read(lambda tx: identities.reports_of(tx, vault, PRIYA)) == (id,)


async def test_a_report_whose_list_is_lost_is_kept_from_everybody_who_may_have_been_on_it(
    old: World, lost: World
) -> None:
    id = await old.released(await old.file(audience=Audience.DECIDERS))
    await leave_out_dan(old, id)

    await give_up(lost)

    vault = lost.context.vault
    kept = await lost.database.read(lambda tx: left_out.of(tx, vault, [id]))
    assert kept == {id: frozenset({AMINA, DAN, MOIRA})}
    for user in (AMINA, DAN, MOIRA):
        with pytest.raises(NotAvailable):
            await lost.services.asking.open(user, id)


async def test_a_request_that_cannot_be_opened_lapses(old: World, lost: World) -> None:
    asked = await old.services.requests.ask(Wanted(RequestKind.SUBJECT_ACCESS, PRIYA))

    assert await give_up(lost) == replace(NOTHING, requests=1)

    found = await lost.services.requests.now_known(asked.id)
    assert (found.state, found.wanted) == (RequestState.EXPIRED, None)


async def test_what_a_configured_key_opens_is_left_alone(old: World) -> None:
    id = await old.file(mode=Mode.CONFIDENTIAL)
    await leave_out_dan(old, id)

    assert await give_up(old) == NOTHING

    vault = old.context.vault
    assert await old.database.read(lambda tx: identities.reports_of(tx, vault, PRIYA)) == (id,)
    kept = await old.database.read(lambda tx: left_out.of(tx, vault, [id]))
    assert kept == {id: frozenset({DAN})}


async def test_that_keys_were_given_up_is_noted_and_so_is_whom_it_cost_their_report(
    old: World, lost: World
) -> None:
    for _ in range(3):
        await old.file(mode=Mode.CONFIDENTIAL)

    await give_up(lost)

    assert await noted(lost) == [
        *[("forgotten", "operator")] * 3,
        ("keys given up", "operator"),
    ]
