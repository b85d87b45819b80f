"""In the practice workspace: a trap's name with an identifier in it, and the list of traps."""

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import RIVERSIDE, settled
from tests.stories.error_traps import NAME, TOMS, the_question, three_near_misses, trap_card


async def test_a_name_with_an_identifier_comes_back_masked_and_is_kept_as_it_is_then(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await three_near_misses(workspace, bot)
    question = await the_question(workspace, bot, amina)
    assert (await amina.press(question, "Yes, one trap")).ok
    amina.fill("What do you call it", f"{NAME} of 943 476 5919")

    assert (await amina.submit()).ok
    assert amina.modal is not None
    assert "Nothing is saved yet" in amina.modal.plain
    assert "943 476 5919" not in str(amina.modal.blocks)

    assert (await amina.submit()).ok
    await amina.close()
    await settled(workspace, bot)
    assert f"{NAME} of [NHS number]" in trap_card(workspace).plain

    assert (await amina.command("/goodcatch", "traps", channel=RIVERSIDE)).ok
    assert amina.modal is not None
    assert f"{NAME} of [NHS number]" in amina.modal.plain
    assert "Nobody has taken it on yet." in amina.modal.plain
    assert (await amina.press(None, "Read all of it")).ok
    assert TOMS in amina.modal.plain


async def test_somebody_without_a_trap_is_told_how_one_begins(
    workspace: Workspace, bot: Running
) -> None:
    grace = workspace.person("grace")
    assert (await grace.command("/goodcatch", "traps", channel=RIVERSIDE)).ok
    assert grace.modal is not None
    assert "No error trap is open just now." in grace.modal.plain
    assert bot is not None
