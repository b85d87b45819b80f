"""Keys are changed while the bot runs: nothing is lost, nobody is taken for somebody else."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.keys import Key, Use
from bot.domain.report import Audience, Mode
from bot.services.contents import ToPerson
from storage import identities, left_out
from storage.database import Transaction
from storage.schema import report
from tests.builders import AMINA, DAN, PRIYA, WHO_IS_KNOWN
from tests.services.keys import under_both, under_new, under_old
from tests.services.world import World, of_kind


async def move_on(world: World) -> int:
    """Move everything on, two rows at a time; how many rows were."""
    rotating = replace(world.services.rotating, at_once=2)
    return sum([step.moved async for step in rotating.move_on()])


async def some_reports(world: World) -> list[ReportId]:
    """Five of Priya's, of either mode in which she is known."""
    return [await world.file(mode=WHO_IS_KNOWN[n % 2]) for n in range(5)]


async def reports_of_priya(world: World) -> set[ReportId]:
    vault = world.context.vault
    return set(await world.database.read(lambda tx: identities.reports_of(tx, vault, PRIYA)))


async def noted(world: World) -> list[str]:
    """What stands in the audit of keys."""

    async def read(tx: Transaction) -> list[str]:
        rows = await tx.exec_driver_sql(
            "SELECT actor, action FROM audit WHERE action = 'keys rotated'"
        )
        return [row.actor for row in rows]

    return await world.database.read(read)


@pytest.fixture
async def old(world: World) -> World:
    """Before the change, with Riverside set up."""
    before = under_old(world)
    await before.set_up()
    return before


async def test_afterwards_the_new_keys_alone_do_for_everything(old: World) -> None:
    theirs = await some_reports(old)
    await old.database.write(lambda tx: left_out.keep(tx, old.context.vault, theirs[0], [DAN]))
    assert not (await under_new(old).services.rotating.needs()).fit

    assert await move_on(under_both(old)) == 6

    new = under_new(old)
    assert (await new.services.rotating.needs()).fit
    assert await reports_of_priya(new) == set(theirs)
    found = await new.database.read(lambda tx: left_out.of(tx, new.context.vault, theirs))
    assert found == {theirs[0]: frozenset({DAN})}


async def test_every_row_is_looked_at_once_and_they_are_told_beforehand(old: World) -> None:
    await some_reports(old)
    rotating = replace(under_both(old).services.rotating, at_once=2)

    steps = [step async for step in rotating.move_on()]

    assert sum(step.rows for step in steps) == await rotating.rows() == 5
    assert max(step.rows for step in steps) == 2


async def test_done_again_it_does_nothing(old: World) -> None:
    await some_reports(old)
    both = under_both(old)

    assert [await move_on(both) for _ in range(2)] == [5, 0]


async def test_stopped_half_way_and_begun_again_it_goes_on(old: World) -> None:
    theirs = await some_reports(old)
    both = under_both(old)
    walk = replace(both.services.rotating, at_once=2).move_on()
    assert (await anext(walk)).moved == 2
    await walk.aclose()
    assert await reports_of_priya(both) == set(theirs)

    assert await move_on(both) == 3

    assert await reports_of_priya(under_new(old)) == set(theirs)


async def test_that_keys_were_changed_is_noted_once_and_only_if_they_were(old: World) -> None:
    both = under_both(old)
    await move_on(both)
    assert await noted(old) == []

    await some_reports(old)
    for _ in range(2):
        await move_on(both)

    assert await noted(old) == ["operator"]


async def test_the_bot_goes_on_working_meanwhile(old: World) -> None:
    before = await some_reports(old)
    both = under_both(old)

    filed, erased, _ = await asyncio.gather(
        asyncio.gather(*(both.file(mode=Mode.CONFIDENTIAL) for _ in range(4))),
        both.database.write(lambda tx: identities.forget(tx, before[:1])),
        move_on(both),
    )
    await move_on(both)

    assert erased == 1
    assert await reports_of_priya(under_new(old)) == {*before[1:], *filed}


async def test_an_answer_that_was_owed_before_reaches_its_reporter_after(old: World) -> None:
    id = await old.file(mode=Mode.CONFIDENTIAL, audience=Audience.DECIDERS)
    await old.released(id)
    await old.say(AMINA, id, Reply.GO_AHEAD)
    await move_on(under_both(old))

    replies = of_kind(await under_new(old).deliver(), DeliveryKind.REPLY_TO_REPORTER)

    assert [reply.outgoing.address for reply in replies] == [ToPerson(PRIYA)]


async def test_what_opens_with_no_key_is_left_and_counted(old: World) -> None:
    id = await old.file(mode=Mode.CONFIDENTIAL)
    new = under_new(old)
    await new.file(mode=Mode.CONFIDENTIAL)

    assert await move_on(new) == 0

    needs = await new.services.rotating.needs()
    assert needs.lacking == {Use.SECRET: 1}
    assert [await old.id_of(reference) for reference in needs.references] == [id]
    assert await reports_of_priya(old) == {id}


async def test_a_receipt_keeps_its_index_key_until_its_report_is_gone(old: World) -> None:
    id = await old.file(mode=Mode.ANONYMOUS)
    both = under_both(old)
    await move_on(both)
    old_secret, old_index = Key(Use.SECRET, 1), Key(Use.INDEX, 1)

    needs = await both.services.rotating.needs()
    assert needs.receipts_of(old_index) == 1
    assert (needs.may_go(old_secret), needs.may_go(old_index)) == (True, False)

    await old.database.write(lambda tx: tx.execute(report.delete().where(report.c.id == id)))
    assert (await both.services.rotating.needs()).may_go(old_index)
