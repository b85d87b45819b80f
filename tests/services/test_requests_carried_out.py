"""Whose word counts on what the host asks, and what happens before anything is carried out."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    NotAvailable,
    NotForYouYet,
    NotPossibleNow,
)
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.domain.requests import LAPSES_AFTER, RequestKind, RequestState, Wanted
from bot.domain.roles import SETTLED_AFTER
from bot.services.erasing import UnderWay
from bot.services.settings import Changes
from storage import left_out
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA
from tests.services.requests import ACCESS, OWEN, actions, asked, confirmed, reference_of
from tests.services.world import World, of_kind
from tests.storage.dumps import rows_of


async def test_a_week_long_the_word_of_those_who_were_there_before_counts(asking: World) -> None:
    asking.clock.moment += SETTLED_AFTER
    asking.people.introduce("U0EVE", CHANNEL)
    eve = UserId("U0EVE")
    await asking.services.settings.change_service(Changes(learning_leads=(eve,)))

    made = await asking.services.requests.ask(ACCESS)

    sent = asked(await asking.deliver())
    assert {user: one.may_decide for user, one in sent.items()} == {
        MOIRA: True,
        OWEN: True,
        eve: False,
    }
    with pytest.raises(NotForYouYet):
        await asking.services.requests.decide(eve, made.id, confirm=True)
    await asking.services.requests.decide(MOIRA, made.id, confirm=False)
    assert (await asking.services.requests.now_known(made.id)).state is RequestState.REFUSED


async def test_after_that_week_the_new_learning_lead_decides_and_the_old_one_does_not(
    asking: World,
) -> None:
    asking.clock.moment += SETTLED_AFTER
    await asking.services.settings.change_service(Changes(learning_leads=(OWEN,)))
    asking.clock.moment += SETTLED_AFTER

    made = await asking.services.requests.ask(ACCESS)

    assert set(asked(await asking.deliver())) == {OWEN}
    with pytest.raises(NotAvailable):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)


async def test_one_leave_is_good_for_one_file_and_telling_comes_before_it(asking: World) -> None:
    made = await confirmed(asking)

    assert await asking.services.requests.begin(made.id) == MOIRA

    (told,) = of_kind(await asking.deliver(), DeliveryKind.ABOUT_YOU)
    assert told.to == PRIYA
    with pytest.raises(NotPossibleNow):
        await asking.services.requests.begin(made.id)
    assert (await asking.services.requests.ask(ACCESS)).id != made.id
    assert ("operator", "access begun", made.id) in await actions(asking)


async def test_what_was_begun_is_never_said_to_have_expired(asking: World) -> None:
    made = await confirmed(asking)
    await asking.services.requests.begin(made.id)
    asking.clock.moment += LAPSES_AFTER
    await asking.tick_at()
    known = await asking.services.requests.now_known(made.id)
    assert (known.state, known.wanted) == (RequestState.BEGUN, None)


async def test_nothing_is_begun_without_a_confirmation(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    with pytest.raises(NotPossibleNow):
        await asking.services.requests.begin(made.id)


async def test_a_confirmation_that_somebody_wrote_into_the_database_is_none(
    asking: World,
) -> None:
    made = await asking.services.requests.ask(ACCESS)

    async def forge(tx: Transaction) -> None:
        forged = "UPDATE request SET state = 'confirmed', decided_by = 'U0MOIRA'"
        await tx.exec_driver_sql(forged)

    await asking.database.write(forge)

    assert (await asking.services.requests.now_known(made.id)).state is RequestState.WAITING
    with pytest.raises(NotPossibleNow):
        await asking.services.requests.begin(made.id)


async def test_whoever_is_to_be_erased_hears_of_it_before_anybody_agrees(asking: World) -> None:
    await asking.services.requests.ask(Wanted(RequestKind.ERASE_PERSON, PRIYA))
    (told,) = of_kind(await asking.deliver(), DeliveryKind.ABOUT_YOU)
    assert told.to == PRIYA
    assert [row for table, row in await rows_of(asking.database) if PRIYA in str(row)] == []


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
async def test_a_report_is_erased_only_once_whoever_wrote_it_has_been_told(
    asking: World, mode: Mode
) -> None:
    reference = await reference_of(asking, mode)
    await confirmed(asking, Wanted(RequestKind.ERASE_REPORT, reference))
    with pytest.raises(UnderWay):
        await asking.services.erasing.report(reference)

    (told,) = of_kind(await asking.deliver(), DeliveryKind.ERASING_TO_REPORTER)

    assert told.to == PRIYA
    await asking.services.erasing.report(reference)


async def test_an_erasure_waits_a_day_at_most_for_a_word_that_does_not_get_through(
    asking: World,
) -> None:
    reference = await reference_of(asking)
    await confirmed(asking, Wanted(RequestKind.ERASE_REPORT, reference))
    asking.clock.move(days=1)
    await asking.services.erasing.report(reference)


async def test_of_a_report_to_be_erased_it_is_said_that_somebody_was_left_out(
    asking: World,
) -> None:
    reference = await reference_of(asking)
    id = await asking.id_of(reference)
    vault = asking.context.vault
    await asking.database.write(lambda tx: left_out.keep(tx, vault, id, [AMINA]))
    await asking.services.requests.ask(Wanted(RequestKind.ERASE_REPORT, reference))
    assert all(one.leaves_out for one in asked(await asking.deliver()).values())


async def test_once_somebody_is_erased_nothing_else_about_them_stays_open(asking: World) -> None:
    other = await asking.services.requests.ask(ACCESS)
    made = await confirmed(asking, Wanted(RequestKind.ERASE_PERSON, PRIYA))

    await asking.services.requests.done(made.id)

    known = await asking.services.requests.now_known(other.id)
    assert (known.state, known.wanted) == (RequestState.EXPIRED, None)
