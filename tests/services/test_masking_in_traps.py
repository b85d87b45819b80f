"""What is masked in a near miss is masked in its error trap too, and in all that the trap told."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotInIt
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.redaction import MASK
from bot.services import following
from bot.services.contents import ErasedContent
from bot.services.redacting import Slip
from bot.services.trap_contents import TrapCardContent, TrapNoticeContent
from tests.builders import AMINA, MOIRA
from tests.services.test_redacting import everything_kept
from tests.services.trapping import (
    HANNAH,
    changed,
    confirmed,
    described,
    near_misses,
    the_report,
    the_trap,
    two_teams,
)
from tests.services.world import World, of_kind

CHILD = "Jayden Smith"
NAMED = f"The letters of {CHILD} go to the old flat"
CHANGE = f"The form does not copy the address of {CHILD} any more"


async def slipped(world: World) -> tuple[TrapId, tuple[ReportId, ...]]:
    """A trap of two teams, in whose name and change a child's name slipped through."""
    await two_teams(world)
    ids = await near_misses(world, here=2, there=1)
    trap = await confirmed(world, ids)
    await world.services.traps.describe(described(trap, name=NAMED))
    await changed(world, trap, words=CHANGE)
    return trap, ids


@pytest.mark.parametrize("user", [AMINA, MOIRA])
async def test_no_word_of_it_is_kept_anywhere(world: World, user: UserId) -> None:
    trap, ids = await slipped(world)

    await world.services.redacting.mask(Slip(user, ids[0], CHILD, "k"))

    assert CHILD not in await everything_kept(world)
    found = await the_trap(world, trap)
    assert found.name == f"The letters of {MASK} go to the old flat"
    assert found.change is not None
    assert found.change.words == f"The form does not copy the address of {MASK} any more"


async def test_whatever_shows_the_trap_is_drawn_anew(world: World) -> None:
    _, ids = await slipped(world)

    await world.services.redacting.mask(Slip(AMINA, ids[0], CHILD, "k"))
    drawn = await world.deliver()

    assert CHILD not in repr([one.outgoing.content for one in drawn])
    cards = [one.outgoing.content for one in of_kind(drawn, DeliveryKind.TRAP_CARD_UPDATE)]
    notices = [one.outgoing.content for one in of_kind(drawn, DeliveryKind.TRAP_NOTICE_UPDATE)]
    assert [type(one) for one in cards] == [TrapCardContent]
    assert [type(one) for one in notices] == [TrapNoticeContent]
    redrawn = {one.delivery.report for one in of_kind(drawn, DeliveryKind.CARD_UPDATE)}
    assert redrawn == set(ids)


async def test_the_question_in_its_thread_loses_its_words(world: World) -> None:
    _, ids = await slipped(world)
    [asked] = of_kind(await world.tick_at(days=30), DeliveryKind.TRAP_CHECK_BACK)

    await world.services.redacting.mask(Slip(AMINA, ids[0], CHILD, "k"))

    emptied = of_kind(await world.deliver(), DeliveryKind.ERASED)
    assert [(one.to, one.outgoing.content) for one in emptied] == [(asked.at.ts, ErasedContent())]


async def test_its_reports_still_follow_it(world: World) -> None:
    trap, ids = await slipped(world)
    await world.services.redacting.mask(Slip(AMINA, ids[0], CHILD, "k"))

    found = await the_trap(world, trap)
    assert [following.follows(await the_report(world, id), found) for id in ids] == [True] * 3


async def test_another_team_masks_what_it_is_told_of_a_trap(world: World) -> None:
    trap, ids = await slipped(world)
    await world.services.redacting.mask(Slip(HANNAH, ids[-1], CHILD, "k"))
    assert MASK in (await the_trap(world, trap)).name


async def test_what_stands_in_neither_is_not_found(world: World) -> None:
    _, ids = await slipped(world)
    with pytest.raises(NotInIt):
        await world.services.redacting.mask(Slip(AMINA, ids[0], "Oakfield Road", "k"))


async def test_a_trap_without_the_words_is_left_as_it_is(world: World) -> None:
    trap, ids = await slipped(world)
    before = await the_trap(world, trap)
    await world.services.redacting.mask(Slip(AMINA, ids[0], "was sent on", "k"))
    assert await the_trap(world, trap) == before


async def test_sent_twice_it_is_done_once(world: World) -> None:
    trap, ids = await slipped(world)
    for _ in range(2):
        await world.services.redacting.mask(Slip(AMINA, ids[0], CHILD, "k"))
    assert (await world.kinds(ids[0])).count("redacted") == 1
    assert (await the_trap(world, trap)).name.count(MASK) == 1
