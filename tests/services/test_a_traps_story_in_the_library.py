"""A near miss of an error trap is read by everybody with the trap's change and what came of it."""

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.errors import NotAgreed
from bot.domain.ids import ReportId, TrapId
from bot.domain.library import Search
from bot.domain.report import Mode
from bot.services.library import Library
from tests.builders import MOIRA, PRIYA
from tests.services.published import TITLE, release
from tests.services.trapping import (
    PLAN,
    SAM,
    TOM,
    changed,
    confirmed,
    near_misses,
    the_report,
    two_teams,
)
from tests.services.world import World


@pytest.fixture
def library(world: World) -> Library:
    return world.services.library


async def redesigned(world: World) -> tuple[TrapId, tuple[ReportId, ...]]:
    """A trap of three near misses in two teams that was changed."""
    await two_teams(world)
    ids = await near_misses(world, here=2, there=1, mode=Mode.CONFIDENTIAL)
    trap = await confirmed(world, ids)
    await changed(world, trap)
    return trap, ids


async def out(world: World, id: ReportId) -> None:
    """Its reporter agrees, and a learning lead lets it out."""
    await world.services.own.consent(TOM, id, yes=True)
    world.clock.move(days=2)
    await world.services.publishing.publish(release(id, key=id), is_asked=True)


async def test_the_traps_change_stands_in_its_story_and_whether_it_has_helped(
    world: World, library: Library
) -> None:
    trap, (one, *_) = await redesigned(world)
    await out(world, one)

    lesson = (await library.read(SAM, one)).lesson
    assert (lesson.title, lesson.strength, lesson.verdict) == (TITLE, Strength.DESIGN_OUT, None)
    assert [event.words for event in lesson.story if event.strength] == [PLAN]

    await world.services.redesigning.say(PRIYA, trap, Verdict.YES)
    await world.tick_at(minutes=1)
    assert (await library.read(SAM, one)).lesson.verdict is Verdict.YES


async def test_it_is_found_by_the_words_of_the_traps_change(world: World, library: Library) -> None:
    _, (one, *_) = await redesigned(world)
    await out(world, one)
    shelf = await library.find(SAM, Search(words="fills the address"))
    assert [lesson.report for lesson in shelf.lessons] == [one]


async def test_the_others_of_the_trap_stay_where_they_are(world: World, library: Library) -> None:
    _, (one, two, three) = await redesigned(world)
    await out(world, one)

    told = repr((await library.read(SAM, one)).lesson)

    for other in (two, three):
        report = await the_report(world, other)
        assert report.reference not in told
        assert report.words.what not in told
        with pytest.raises(NotAgreed):
            await world.services.publishing.open(MOIRA, other)
