"""A reporter leaves somebody out: to that person the report does not exist."""

from bot.app import Running
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.stories.deeds import at_home, kept, morning, open_form, send, settled

WORDS = "the rota was changed without a word"


async def fill_in(person: Person, *left_out: str, readers: str) -> None:
    """Write it, and leave these people out."""
    await open_form(person, "/suggest", WORDS)
    person.fill("I'd like to", "Hand it over")
    person.fill("Who may read this", readers)
    person.fill("left_out", list(left_out))


async def test_a_manager_who_was_left_out_neither_sees_it_nor_is_asked(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, dan = (workspace.person(name) for name in ("priya", "amina", "dan"))
    await fill_in(priya, "amina", readers="Only my manager")
    receipt = await send(priya)
    assert f"<@{dan.id}> will answer" in receipt.plain
    assert f"<@{amina.id}> is not asked, and I tell them nothing of it." in receipt.plain

    digest = await morning(workspace, bot, dan)
    await workspace.move_time(hours=72)
    await settled(workspace, bot)

    assert WORDS in digest.plain
    assert not any(receipt.reference in str(message.blocks) for message in amina.dm)
    assert receipt.reference not in (await at_home(workspace, amina)).plain


async def test_what_the_whole_team_reads_along_cannot_leave_anybody_out(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await fill_in(priya, "amina", readers="My team")
    outcome = await priya.submit()
    assert outcome.errors is not None
    assert "reads your team's channel along" in outcome.errors["audience"]
    assert await kept(bot) == []


async def test_only_those_who_decide_can_be_left_out_and_one_of_them_stays(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await fill_in(priya, "tom", readers="Only my manager")
    outcome = await priya.submit()
    assert outcome.errors is not None
    assert "Only people who answer for the team" in outcome.errors["left_out"]

    priya.fill("left_out", ["amina", "dan", "moira"])
    outcome = await priya.submit()
    assert outcome.errors is not None
    assert "nobody would be left to answer" in outcome.errors["left_out"]
    assert await kept(bot) == []
