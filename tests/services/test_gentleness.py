"""The gentle question is asked once, of those who decide, and nothing of it is kept."""

import pytest
from sqlalchemy import select

from bot.domain.change import Strength
from bot.domain.errors import DateNeeded, IdentifiersSeen, NotAvailable
from bot.domain.events import REPORTER, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.services.answers import Opening, Said
from bot.services.changes import Altered, Weighed
from bot.services.settings import Changes
from storage import schema
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, PRIYA
from tests.services.relayed import appeared
from tests.services.world import World

HOLLOW = "Staff have been reminded"
PLAIN = "The form fills the address in by itself"
TOM = UserId("U0TOM")


def said(id: ReportId, words: str = HOLLOW, reply: Reply = Reply.GO_AHEAD) -> Said:
    return Said(AMINA, id, reply, words, None, "form")


def altered(
    id: ReportId,
    words: str = PLAIN,
    strength: Strength = Strength.DESIGN_OUT,
    user: UserId = AMINA,
) -> Altered:
    return Altered(user, id, words, strength, "form")


async def all_rows(world: World) -> str:
    async def dump(tx: Transaction) -> str:
        tables = schema.metadata.sorted_tables
        return str([(await tx.execute(select(table))).all() for table in tables])

    return await world.database.read(dump)


async def tried_by_its_reporter(world: World, mode: Mode) -> ReportId:
    """A report whose reporter is asked to try it out, as anybody can see."""
    id = await appeared(world, mode)
    given = Said(AMINA, id, Reply.GO_AHEAD, "Please do", None, "go", doer=PRIYA)
    await world.services.answers.say(given)
    return id


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
async def test_a_hollow_answer_comes_back_once_and_is_kept_as_it_is_at_the_second_press(
    world: World, reply: Reply
) -> None:
    id = await appeared(world)
    until = world.clock.now().date().replace(month=12) if reply.goes_on else None
    given = Said(AMINA, id, reply, HOLLOW, until, "form")
    before = await all_rows(world)

    answer = await world.services.answers.give(given, is_asked=False)

    assert isinstance(answer, Opening)
    assert (answer.words, answer.reply) == (HOLLOW, reply)
    assert answer.gentle is not None
    assert answer.gentle.phrases == (HOLLOW,)
    assert await all_rows(world) == before
    kept = await world.services.answers.give(given, is_asked=True)
    assert isinstance(kept, VisibleReport)
    assert kept.answer is not None
    assert kept.answer.words == HOLLOW


async def test_a_thank_you_is_never_weighed(world: World) -> None:
    id = await appeared(world)
    given = said(id, reply=Reply.THANK_YOU)
    assert isinstance(await world.services.answers.give(given, is_asked=False), VisibleReport)


async def test_words_that_say_what_is_done_are_kept_at_once(world: World) -> None:
    id = await appeared(world)
    given = said(id, "Ring the school from the duty phone, please")
    assert isinstance(await world.services.answers.give(given, is_asked=False), VisibleReport)


async def test_what_cannot_be_kept_is_said_before_anything_is_asked(world: World) -> None:
    id = await appeared(world)
    answers = world.services.answers
    with pytest.raises(IdentifiersSeen):
        await answers.give(said(id, f"{HOLLOW} of 07700 900123"), is_asked=False)
    with pytest.raises(DateNeeded):
        await answers.give(said(id, reply=Reply.TRY_UNTIL), is_asked=False)
    with pytest.raises(NotAvailable):
        await answers.give(Said(DAN, id, Reply.GO_AHEAD, HOLLOW, None, "x"), is_asked=False)


@pytest.mark.parametrize(
    ("words", "strength"),
    [(HOLLOW, Strength.DESIGN_OUT), (PLAIN, Strength.REMIND), (HOLLOW, Strength.REMIND)],
)
async def test_a_change_that_is_hollow_or_only_reminds_comes_back_once(
    world: World, words: str, strength: Strength
) -> None:
    id = await appeared(world)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    given = altered(id, words, strength)

    answer = await world.services.changes.give(given, is_asked=False)

    assert isinstance(answer, Weighed)
    assert answer.gentle.reminds is (strength is Strength.REMIND)
    assert "changed" not in await world.kinds(id)
    kept = await world.services.changes.give(given, is_asked=True)
    assert isinstance(kept, VisibleReport)
    assert kept.change is not None
    assert (kept.change.words, kept.change.strength) == (words, strength)


async def test_a_change_that_makes_it_easier_is_kept_at_once(world: World) -> None:
    id = await appeared(world)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    answer = await world.services.changes.give(altered(id), is_asked=False)
    assert isinstance(answer, VisibleReport)


@pytest.mark.parametrize("mode", Mode)
async def test_a_practitioners_own_words_are_never_weighed(world: World, mode: Mode) -> None:
    id = await tried_by_its_reporter(world, mode)
    given = altered(id, HOLLOW, Strength.REMIND, PRIYA)

    answer = await world.services.changes.give(given, is_asked=False)

    assert isinstance(answer, VisibleReport)
    assert answer.change is not None
    assert answer.change.actor in {PRIYA, REPORTER}


async def test_a_colleague_who_tries_it_out_is_not_asked_either(world: World) -> None:
    world.people.introduce(TOM, CHANNEL)
    id = await appeared(world)
    await world.services.answers.say(
        Said(AMINA, id, Reply.GO_AHEAD, "Please do", None, "go", doer=TOM)
    )
    given = altered(id, HOLLOW, Strength.REMIND, TOM)
    assert isinstance(await world.services.changes.give(given, is_asked=False), VisibleReport)


async def test_a_service_has_a_list_of_its_own(world: World) -> None:
    await world.set_up()
    ask = world.services.gentleness.ask
    assert await ask(HOLLOW) is not None
    await world.services.settings.change_service(Changes(hollow_phrases="think family"))
    assert await ask(HOLLOW) is None
    found = await ask("We think family here")
    assert found is not None
    assert found.phrases == ("think family",)
    await world.services.settings.change_service(Changes(signposts="The duty desk"))
    assert await ask(HOLLOW) is None
    await world.services.settings.change_service(Changes(hollow_phrases=""))
    assert await ask(HOLLOW) is not None
