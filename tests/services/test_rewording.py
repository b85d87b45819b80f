"""New words of a reporter's who is not named: others read the old ones until the change shows."""

from datetime import timedelta

from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode, Words
from bot.services.own import Edit
from storage import rewordings
from tests.builders import AMINA, PRIYA
from tests.services.world import World
from tests.storage.dumps import rows_of

OLD, NEW, NEWEST = "The blue form went astray", "A form went astray", "Two forms went astray"
LONGEST = timedelta(minutes=120)


async def filed(world: World, mode: Mode = Mode.CONFIDENTIAL) -> ReportId:
    await world.set_up()
    return await world.file(mode=mode, audience=Audience.DECIDERS, what=OLD)


async def edit(world: World, id: ReportId, what: str) -> None:
    given = Edit(PRIYA, id, Words(what=what), 0, f"edit-{what}")
    await world.services.own.edit(given)


async def read_by(world: World, user: UserId, id: ReportId) -> str:
    """The words as somebody who decides, or the reporter, reads them in their own window."""
    if user == PRIYA:
        return (await world.services.own.happening(user, id)).own.report.words.what
    return (await world.services.answers.open(user, id, Reply.GO_AHEAD)).report.words.what


async def test_others_read_the_old_words_until_the_change_shows(world: World) -> None:
    id = await world.released(await filed(world))

    await edit(world, id, NEW)

    assert await read_by(world, PRIYA, id) == NEW
    assert await read_by(world, AMINA, id) == OLD
    world.clock.move(seconds=LONGEST.total_seconds())
    assert await read_by(world, AMINA, id) == NEW


async def test_of_two_changes_the_newer_one_shows(world: World) -> None:
    id = await world.released(await filed(world))

    await edit(world, id, NEW)
    await edit(world, id, NEWEST)
    world.clock.move(seconds=LONGEST.total_seconds())

    assert await read_by(world, AMINA, id) == NEWEST


async def test_before_anybody_could_read_it_a_report_just_has_other_words(world: World) -> None:
    id = await filed(world)

    await edit(world, id, NEW)

    assert OLD not in repr(await rows_of(world.database))
    await world.released(id)
    assert await read_by(world, AMINA, id) == NEW


async def test_what_was_replaced_is_gone_within_the_hour_after_that(world: World) -> None:
    id = await world.released(await filed(world))
    await edit(world, id, NEW)
    await world.services.clockwork.wind_up()

    await world.tick_at(hours=4)

    assert await world.database.read(lambda tx: rewordings.of(tx, [id])) == {}
    assert OLD not in repr(await rows_of(world.database))
    assert await read_by(world, AMINA, id) == NEW


async def test_a_named_reporters_words_are_changed_for_everybody_at_once(world: World) -> None:
    id = await filed(world, Mode.NAMED)

    await edit(world, id, NEW)

    assert await read_by(world, AMINA, id) == NEW
