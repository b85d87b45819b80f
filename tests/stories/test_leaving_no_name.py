"""Somebody leaves no name: nothing says who it was, and a code is the only way back."""

import pytest

from bot.app import Running
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    HILLSIDE,
    RIVERSIDE,
    cards,
    kept,
    next_morning,
    open_form,
    settled,
)
from tests.stories.without_a_name import (
    CODE,
    WORDS,
    keep_the_code,
    leave_no_name,
    requests_about,
)


async def test_a_report_without_a_name_appears_the_next_working_morning_and_names_nobody(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await leave_no_name(priya)
    receipt, code = await keep_the_code(priya)
    assert "in the team's channel tomorrow, together with others'" in receipt.plain
    await workspace.move_time(hours=8)
    await settled(workspace, bot)
    assert cards(workspace) == []

    await workspace.move_time(to=next_morning(workspace.now))
    await workspace.until(lambda: len(cards(workspace)) == 1 and amina.dm)
    await settled(workspace, bot)

    (shown,) = cards(workspace)
    assert WORDS in shown.plain
    assert WORDS in amina.dm[-1].plain
    assert priya.dm == []
    secrets = (receipt.reference, code, WORDS)
    assert requests_about(workspace, *secrets)
    assert not any(priya.id in body for body in requests_about(workspace, *secrets))
    (report,) = await kept(bot)
    assert report.mode == "anonymous"
    assert priya.id not in str(report)


async def test_the_receipt_does_not_go_before_its_code_is_kept(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await leave_no_name(priya)
    outcome = await priya.submit()

    assert not outcome.ok or outcome.errors
    assert priya.modal is not None
    assert CODE.search(priya.modal.plain)
    await keep_the_code(priya)
    assert len(await kept(bot)) == 1


@pytest.mark.parametrize(
    ("who", "channel", "said"),
    [
        ("amina", RIVERSIDE, "not offered to those who may answer for the team"),
        ("moira", RIVERSIDE, "not offered to those who may answer for the team"),
        ("owen", HILLSIDE, "fewer than eight people could have written it"),
    ],
)
async def test_leaving_no_name_is_offered_only_where_it_can_be_promised(
    workspace: Workspace, bot: Running, who: str, channel: str, said: str
) -> None:
    person = workspace.person(who)
    await open_form(person, "/near-miss", WORDS, channel=channel)
    assert person.modal is not None
    assert said in person.modal.plain
    with pytest.raises(LookupError):
        person.fill("How should we know you", "No name kept")
    assert await kept(bot) == []


async def test_a_form_that_was_opened_in_time_is_refused_once_too_few_are_left(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/near-miss", WORDS)
    priya.fill("Where in our work", "Not sure")
    priya.fill("How should we know you", "No name kept")
    workspace.remove(RIVERSIDE, "kofi")
    await settled(workspace, bot)

    outcome = await priya.submit()

    assert outcome.errors is not None
    assert "fewer than eight people" in outcome.errors["mode"]
    assert await kept(bot) == []


async def test_what_cannot_wait_shows_at_once_after_a_warning(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await leave_no_name(priya, now=True)
    assert priya.modal is not None
    assert "may be guessed to have written it" in priya.modal.plain
    assert await kept(bot) == []

    assert (await priya.submit()).ok
    receipt, _ = await keep_the_code(priya)
    await workspace.until(lambda: cards(workspace))
    await settled(workspace, bot)

    assert "in the team's channel today" in receipt.plain
    assert WORDS in cards(workspace)[0].plain
    assert priya.dm == []
