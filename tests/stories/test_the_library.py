"""What one team has learned is found by another, word for word, and told of once a month."""

from datetime import timedelta

from bot.app import Running
from bot.domain.bulletin import next_draft
from bot.domain.ids import ChannelId
from bot.domain.team import Service
from bot.services.settings import Changes
from sandbox import cast
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import HILLSIDE, at_home, cards, last, settled, shows, told
from tests.stories.in_the_library import ANSWER, CHANGE, EVERYONE, TITLE, WHAT, shelve


async def test_another_team_finds_the_full_story_and_makes_an_idea_of_its_own_of_it(
    workspace: Workspace, bot: Running
) -> None:
    reference = await shelve(workspace, bot)
    owen = workspace.person("owen")

    assert (await owen.command("/goodcatch", "find bundles flat", channel=HILLSIDE)).ok
    assert owen.modal is not None
    assert TITLE in owen.modal.plain
    assert (await owen.press(None, "Read it all")).ok
    for words in (WHAT, ANSWER, CHANGE, "designs it out"):
        assert words in owen.modal.plain
    for person in ("priya", "amina"):
        assert workspace.person(person).id not in str(owen.modal.blocks)

    assert (await owen.press(None, "Spread this to my team")).ok
    owen.fill("What could be better", "Could our form take it from there, too?")
    owen.fill("I'd like to", "Hand it over")
    assert (await owen.submit()).ok
    await all_closed(owen)
    (card,) = await workspace.until(lambda: cards(workspace, HILLSIDE))
    assert TITLE in card.plain
    assert f"/goodcatch find {reference}" in card.plain
    assert workspace.person("priya").id not in str(card.blocks)


async def test_from_the_home_tab_it_is_looked_for_by_words_and_by_what_can_be_chosen(
    workspace: Workspace, bot: Running
) -> None:
    owen = workspace.person("owen")
    await at_home(workspace, owen)
    assert (await owen.press(None, "Find a story")).ok
    assert owen.modal is not None
    assert "Nothing stands in the library yet" in owen.modal.plain
    await owen.close()
    await shelve(workspace, bot)

    await at_home(workspace, owen)
    assert (await owen.press(None, "Find a story")).ok
    owen.fill("What kind of change", "Remind or train")
    assert (await owen.submit()).ok
    assert "No story has all of that in it" in owen.modal.plain
    assert (await owen.press(None, "Look for something else")).ok
    owen.fill("Words", "flats")
    owen.fill("What kind of change", "Design it out")
    assert (await owen.submit()).ok

    assert TITLE in owen.modal.plain


async def all_closed(person: Person) -> None:
    """Close every window that is open, one on top of the other."""
    while person.modal is not None:
        await person.close()


async def the_draft(workspace: Workspace, bot: Running) -> SeenMessage:
    """What Moira gets on the first working day of the next month."""
    moira = workspace.person("moira")
    bulletin = Changes(bulletin_channel=ChannelId(cast.EVERYONE))
    await bot.services.settings.change_service(bulletin)
    workspace.invite(EVERYONE, workspace.bot_user_id)
    due = next_draft(workspace.now, Service().calendar)
    await workspace.move_time(to=due + timedelta(minutes=5))
    return await told(workspace, moira, "as a draft")


async def test_the_bulletin_is_sent_by_a_learning_lead_and_a_story_in_it_can_be_taken_back(
    workspace: Workspace, bot: Running
) -> None:
    await shelve(workspace, bot)
    moira, priya = workspace.person("moira"), workspace.person("priya")
    draft = await the_draft(workspace, bot)
    assert TITLE in draft.plain
    assert cards(workspace, EVERYONE) == []

    assert (await moira.press(draft, "Send it")).ok
    await shows(workspace, draft, "is on its way")
    await workspace.move_time(hours=1)
    await settled(workspace, bot)

    opening, story = cards(workspace, EVERYONE)
    assert "in the words of those who wrote them" in opening.plain
    for words in (TITLE, WHAT, ANSWER, CHANGE):
        assert words in story.plain
        assert words not in story.text
    await workspace.move_time(hours=24)
    await settled(workspace, bot)
    assert len(cards(workspace, EVERYONE)) == 2

    notice = last(priya, "stands in the library")
    assert notice is not None
    assert (await priya.press(notice, "Take it out of the library")).ok

    gone = await shows(workspace, story, "has been taken out of the library")
    assert WHAT not in str(gone.blocks)


async def test_a_month_whose_bulletin_is_let_be_brings_none(
    workspace: Workspace, bot: Running
) -> None:
    await shelve(workspace, bot)
    moira = workspace.person("moira")
    draft = await the_draft(workspace, bot)

    assert (await moira.press(draft, "Leave this one out")).ok
    await shows(workspace, draft, "No story is left in it")
    assert (await moira.press(draft, "Not this month")).ok

    await shows(workspace, draft, "wait for the next one")
    await workspace.move_time(hours=2)
    await settled(workspace, bot)
    assert cards(workspace, EVERYONE) == []
