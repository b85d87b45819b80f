"""Break-glass: a learning lead opens who wrote a report, and the reporter knows it at once."""

import pytest

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import card, cards, kept, near_miss, settled, told

WHY = "A child may come to harm tonight"


async def test_a_lead_gives_a_reason_and_sees_the_name_and_the_reporter_reads_both(
    workspace: Workspace, bot: Running
) -> None:
    priya, moira = workspace.person("priya"), workspace.person("moira")
    receipt = await near_miss(priya, "The old address")
    await workspace.move_time(hours=2.1)
    await card(workspace, bot)

    await moira.command("/goodcatch", f"open {receipt.reference.lower()}")
    assert moira.modal is not None
    assert "I tell them at once" in moira.modal.plain.replace("*", "")
    assert priya.id not in f"{moira.modal}"
    moira.fill("Why do you need to know", "Curious")
    refused = await moira.submit()
    assert "Please say why" in f"{refused}"
    moira.fill("Why do you need to know", WHY)
    assert (await moira.submit()).ok

    assert moira.modal is not None
    assert f"<@{priya.id}> wrote it" in moira.modal.plain
    notice = await told(workspace, priya, WHY)
    assert f"<@{moira.id}> has opened who wrote your" in notice.plain.replace("*", "")
    await settled(workspace, bot)
    everywhere = [*cards(workspace), *workspace.person("amina").dm, *moira.dm]
    assert not [one for one in everywhere if priya.id in f"{one.message}" or WHY in one.plain]


@pytest.mark.parametrize("who", ["amina", "dan", "tom", "priya", "beth"])
async def test_to_everybody_else_it_is_as_if_there_were_no_such_report(
    workspace: Workspace, bot: Running, who: str
) -> None:
    person = workspace.person(who)
    receipt = await near_miss(workspace.person("priya"), "The old address")
    await workspace.move_time(hours=2.1)
    await card(workspace, bot)

    answers = [
        await person.command("/goodcatch", f"open {reference}")
        for reference in (receipt.reference, "NM-2222")
    ]

    assert person.modal is None
    assert {answer.text for answer in answers} == {answers[0].text}
    assert "I can't find that for you" in answers[0].message.plain if answers[0].message else ""
    (report,) = await kept(bot)
    assert [event.kind for event in report.events] == ["filed"]
