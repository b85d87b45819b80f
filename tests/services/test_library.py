"""What stands in the library is found and read whole, by those who work here and nobody else."""

from dataclasses import replace

import pytest

from bot.domain.change import Strength
from bot.domain.errors import LibraryOfTeams, NotAvailable, NoTeam, Outsider
from bot.domain.form import Receipt
from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.library import Search, Shelf
from bot.domain.report import Mode
from bot.domain.taxonomy import Stage
from bot.domain.thread import ThreadReply
from bot.services.contents import CardContent
from bot.services.library import ON_A_PAGE, Library
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA, a_team, sent
from tests.services.published import CHANGE, TITLE, agreed, changed
from tests.services.shelved import shelved
from tests.services.trapping import HANNAH, HILLSIDE, the_report
from tests.services.world import World

SAM = UserId("U0SAM")
"""A practitioner of another team."""
GUEST = UserId("U0GUEST")
MODES = pytest.mark.parametrize("mode", Mode)


@pytest.fixture
def library(world: World) -> Library:
    return world.services.library


async def hillside(world: World) -> None:
    """Another team, which the story is not of."""
    hill = a_team(name="Hillside", channel=HILLSIDE, managers=(HANNAH,), deputies=())
    world.people.introduce(HANNAH, HILLSIDE)
    world.people.introduce(SAM, HILLSIDE)
    await world.services.settings.save_team(hill)


def found(shelf: Shelf) -> list[ReportId]:
    return [one.report for one in shelf.lessons]


@MODES
async def test_another_team_finds_a_story_and_reads_the_full_text_with_its_change(
    world: World, library: Library, mode: Mode
) -> None:
    id, _ = await shelved(world, mode, what="The court bundle went to the old flat")
    await hillside(world)

    (lesson,) = (await library.find(SAM, Search("bundle flats"))).lessons
    reading = await library.read(SAM, lesson.report)

    assert lesson.report == id
    assert reading.lesson.title == TITLE
    assert reading.lesson.words.what == "The court bundle went to the old flat"
    assert [event.words for event in reading.lesson.story] == ["Please do", CHANGE]
    assert reading.lesson.byline is None
    assert not reading.may_take_out


async def test_a_story_is_found_by_its_title_its_change_and_what_was_said_about_it(
    world: World, library: Library
) -> None:
    id, _ = await shelved(world)
    said = "A sticker on the scanner helps us"
    at = MessageRef(CHANNEL, "1795428000.000900")
    reply = ThreadReply(await world.card_of(id), at, AMINA, said, at.ts)
    await world.services.discussion.said(reply)

    for words in ("two old addresses", "fills in by itself", "sticker scanners", "PLEASE"):
        assert found(await library.find(PRIYA, Search(words))) == [id], words
    assert found(await library.find(PRIYA, Search("sticker elephants"))) == []


async def test_a_reference_finds_the_story_that_is_called_so(
    world: World, library: Library
) -> None:
    id, _ = await shelved(world)
    reference = (await library.read(PRIYA, id)).lesson.reference
    unpublished, _ = await changed(world, what="Another one")
    other = await world.file(PRIYA)

    assert found(await library.find(PRIYA, Search(f"  {reference.lower()} "))) == [id]
    for hidden in (unpublished, other):
        shelf = await library.find(PRIYA, Search(await called(world, hidden)))
        assert found(shelf) == []
        with pytest.raises(NotAvailable):
            await library.read(PRIYA, hidden)


async def called(world: World, id: ReportId) -> str:
    found = await the_report(world, id)
    return found.reference


async def test_stories_are_looked_for_by_how_strong_their_latest_change_is(
    world: World, library: Library
) -> None:
    id, _ = await shelved(world)

    by = {one: found(await library.find(PRIYA, Search(strength=one))) for one in Strength}

    assert by == {Strength.DESIGN_OUT: [id], Strength.EASIER: [], Strength.REMIND: []}


async def test_stories_are_looked_for_by_where_in_the_work_they_are(
    world: World, library: Library
) -> None:
    await shelved(world)

    assert found(await library.find(PRIYA, Search(stage=Stage.COURT))) == []


async def test_an_empty_library_is_told_from_nothing_found(world: World, library: Library) -> None:
    await world.set_up()
    assert (await library.find(PRIYA, Search())).is_empty
    assert (await library.find(PRIYA, Search("bundle"))).is_empty

    await shelved(world)

    assert not (await library.find(PRIYA, Search())).is_empty
    assert not (await library.find(PRIYA, Search("bundle"))).is_empty


async def test_what_does_not_fit_on_a_page_is_on_the_next_one(
    world: World, library: Library
) -> None:
    out = {(await shelved(world, Mode.NAMED))[0] for _ in range(ON_A_PAGE + 1)}

    first = await library.find(PRIYA, Search())
    second = await library.find(PRIYA, Search(first=first.following or 0))

    assert (len(first.lessons), first.following) == (ON_A_PAGE, ON_A_PAGE)
    assert (len(second.lessons), second.following) == (1, None)
    assert {*found(first), *found(second)} == out


@MODES
async def test_what_its_reporter_takes_back_is_gone_at_once(
    world: World, library: Library, mode: Mode
) -> None:
    id, who = await shelved(world, mode)
    assert found(await library.find(PRIYA, Search())) == [id]

    await world.services.own.consent(who, id, yes=False)

    assert found(await library.find(PRIYA, Search())) == []
    with pytest.raises(NotAvailable):
        await library.read(PRIYA, id)


async def test_only_those_who_work_in_the_service_may_look(world: World, library: Library) -> None:
    id, _ = await shelved(world)
    world.people.introduce("U0STRANGER", CHANNEL, is_outsider=True)
    world.people.introduce(GUEST, "C0SOCIAL", is_guest=True)
    world.people.introduce("U0AGENCY", CHANNEL, is_guest=True)
    world.people.introduce("U0DIRECTOR")

    for user, refused in ((UserId("U0STRANGER"), Outsider), (GUEST, LibraryOfTeams)):
        with pytest.raises(refused):
            await library.find(user, Search())
        with pytest.raises(refused):
            await library.read(user, id)
    for allowed in ("U0AGENCY", "U0DIRECTOR"):
        assert found(await library.find(UserId(allowed), Search())) == [id]


async def test_learning_leads_may_take_a_story_out_and_nobody_else(
    world: World, library: Library
) -> None:
    id, _ = await shelved(world)

    may = {user: (await library.read(user, id)).may_take_out for user in (MOIRA, AMINA, PRIYA)}

    assert may == {MOIRA: True, AMINA: False, PRIYA: False}


async def test_a_story_becomes_an_idea_of_ones_own_team_and_its_card_says_where_from(
    world: World,
) -> None:
    id, _ = await shelved(world, what="The court bundle went to the old flat")
    await hillside(world)
    await world.deliver()

    form = await world.services.spreading.begin(SAM, id)
    given = sent(form, user=SAM, what="Could our form do that too?")
    receipt = await world.services.capture.submit(replace(given, about=form.about))
    assert isinstance(receipt, Receipt)

    assert [choice.name for choice in form.teams] == ["Hillside"]
    (card,) = [one for one in await world.deliver() if one.to == HILLSIDE]
    assert isinstance(card.outgoing.content, CardContent)
    story = card.outgoing.content.spread_from
    assert story is not None
    assert (story.title, story.byline) == (TITLE, None)
    assert story.reference == card.outgoing.content.report.about


async def test_a_card_says_nothing_of_a_story_that_is_out_of_the_library(world: World) -> None:
    id, _ = await shelved(world)
    await hillside(world)
    form = await world.services.spreading.begin(SAM, id)
    await world.services.publishing.take_out(MOIRA, id)
    await world.deliver()

    given = sent(form, user=SAM, what="Could our form do that too?")
    await world.services.capture.submit(replace(given, about=form.about))

    (card,) = [one for one in await world.deliver() if one.to == HILLSIDE]
    assert isinstance(card.outgoing.content, CardContent)
    assert card.outgoing.content.spread_from is None


async def test_what_is_not_in_the_library_is_not_spread_and_without_a_team_nothing_is(
    world: World,
) -> None:
    id, _ = await changed(world)
    with pytest.raises(NotAvailable):
        await world.services.spreading.begin(PRIYA, id)
    out, _ = await shelved(world)
    world.people.introduce("U0DIRECTOR")
    with pytest.raises(NoTeam):
        await world.services.spreading.begin(UserId("U0DIRECTOR"), out)


async def test_a_reference_that_is_in_no_library_is_answered_like_one_that_nobody_has(
    world: World,
) -> None:
    """Else whoever tries references would learn which reports there are, and when they come."""
    id, _ = await agreed(world)
    reference = (await the_report(world, id)).reference

    called = await world.services.library.find(PRIYA, Search(words=reference))
    nobodys = await world.services.library.find(PRIYA, Search(words="NM-2222"))

    assert replace(called, search=nobodys.search) == nobodys
