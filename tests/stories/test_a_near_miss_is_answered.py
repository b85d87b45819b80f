"""One near miss the whole way: typed, stored, shown, in the digest, answered, and told."""

from bot.app import Running
from sandbox.workspace import Workspace

RIVERSIDE = "#riverside"


async def test_a_near_miss_travels_from_the_first_word_to_the_reporters_answer(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, tom = (workspace.person(name) for name in ("priya", "amina", "tom"))
    before = len(workspace.messages(RIVERSIDE))

    await priya.command(
        "/near-miss", "The strategy meeting invite went to an old address", channel=RIVERSIDE
    )
    assert priya.modal is not None
    priya.fill("Where in our work", "Strategy discussion")
    result = await priya.submit()
    assert result.ok
    assert priya.modal is not None
    assert "Well spotted" in priya.modal.plain

    await workspace.move_time(hours=3)
    await workspace.until(lambda: len(workspace.messages(RIVERSIDE)) == before + 1)
    card = workspace.messages(RIVERSIDE)[-1]
    assert "old address" in card.plain

    await tom.say(RIVERSIDE, "This happened to me in May", thread=card)
    await workspace.move_time(next_working_morning=True)
    await workspace.until(lambda: len(amina.dm) == 1)
    digest = amina.dm[-1]
    assert "old address" in digest.plain

    await amina.press(digest, "Go ahead")
    amina.fill("words", "Please change the address book together")
    answer = await amina.submit()
    assert answer.ok
    await workspace.until(lambda: "Go ahead" in workspace.messages(RIVERSIDE)[-1].plain)
    await workspace.until(lambda: priya.dm)
    assert "change the address book" in priya.dm[-1].plain
