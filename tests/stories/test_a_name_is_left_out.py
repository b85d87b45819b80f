"""A named reporter leaves their name out after all: it goes from all that the bot has posted."""

from bot.app import Running
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    card,
    cards,
    morning,
    settled,
    shows,
    suggestion,
    told,
)
from tests.stories.test_asking_the_reporter import ask


async def test_it_is_gone_from_the_card_its_thread_and_what_was_brought_to_whoever_asked(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    receipt = await suggestion(priya, "One list")
    shown = await card(workspace, bot)
    digest = await morning(workspace, bot, amina)
    await ask(amina, digest, workspace, receipt.reference, "Which list?")
    assert (await priya.press(await told(workspace, priya, "Which list?"), "Answer")).ok
    priya.fill("words", "The one of schools")
    assert (await priya.submit()).ok
    await priya.close()
    brought = await told(workspace, amina, "The one of schools")
    await settled(workspace, bot)

    def everywhere() -> list[SeenMessage]:
        return [*cards(workspace), *workspace.thread(shown), *amina.dm]

    def with_the_name() -> list[str]:
        return [one.plain for one in everywhere() if priya.id in str(one.message)]

    assert len(with_the_name()) == 4
    assert (await priya.command("/goodcatch", "mine", channel=RIVERSIDE)).ok
    assert priya.modal is not None
    assert "Slack may have kept copies" in str(priya.modal.blocks)

    assert (await priya.press(None, "Leave my name out")).ok
    await workspace.until(lambda: not with_the_name())

    await settled(workspace, bot)
    assert with_the_name() == []
    (said,) = [one for one in workspace.thread(shown) if "The one of schools" in one.plain]
    assert "The reporter says:" in said.plain
    assert "The reporter" in (await shows(workspace, brought, "The one of schools")).plain
    assert "a colleague" in (await shows(workspace, digest, "One list")).plain.lower()
