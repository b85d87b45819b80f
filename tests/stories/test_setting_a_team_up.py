"""Setting a team up from within Slack, and what changes with a team's own settings."""

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    HILLSIDE,
    RIVERSIDE,
    card,
    morning,
    next_message,
    settled,
    suggestion,
    told,
)

EVERYONE = "#everyone"
LAKESIDE = "#lakeside"


@pytest.fixture
async def lakeside(workspace: Workspace) -> str:
    """A channel of a new team's, which the bot is not in yet."""
    workspace.add_channel("lakeside", "beth", "moira", "kofi", "ruth")
    return LAKESIDE


async def set_up(person: Person, *, manager: str, name: str = "Lakeside") -> None:
    """Fill in what is needed, and send it."""
    person.fill("What is the team called", name)
    person.fill("Who answers", [manager])
    assert (await person.submit()).ok


@pytest.mark.parametrize("who", ["beth", "moira"])
async def test_an_administrator_or_the_learning_lead_sets_a_team_up_with_the_command(
    workspace: Workspace, bot: Running, lakeside: str, who: str
) -> None:
    workspace.invite(lakeside, workspace.bot_user_id)
    person = workspace.person(who)
    assert (await person.command("/goodcatch", "setup", channel=lakeside)).ok

    await set_up(person, manager="ruth")

    assert person.modal is not None
    assert "Lakeside is set up" in person.modal.plain
    kofi, ruth = workspace.person("kofi"), workspace.person("ruth")
    receipt = await suggestion(kofi, "One list", channel=lakeside)
    assert f"<@{ruth.id}> will answer by Thursday" in receipt.plain
    assert receipt.reference in (await morning(workspace, bot, ruth)).plain


async def test_a_practitioner_is_told_whom_to_ask(workspace: Workspace, bot: Running) -> None:
    priya, moira = workspace.person("priya"), workspace.person("moira")

    said = await priya.command("/goodcatch", "setup", channel=RIVERSIDE)

    assert priya.modal is None
    assert said.message is not None
    assert said.message.ephemeral
    assert "for workspace administrators and the learning lead" in said.message.plain
    assert f"<@{moira.id}>" in said.message.plain


async def test_a_manager_who_is_no_administrator_cannot_either(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")

    await amina.command("/goodcatch", "setup", channel=RIVERSIDE)

    assert amina.modal is None


async def test_in_a_direct_message_there_is_no_team_to_set_up(
    workspace: Workspace, bot: Running
) -> None:
    beth = workspace.person("beth")

    said = await beth.command("/goodcatch", "setup")

    assert beth.modal is None
    assert said.message is not None
    assert "A team is set up from its own channel" in said.message.plain


async def test_invited_to_a_new_channel_the_bot_offers_to_be_set_up_there(
    workspace: Workspace, bot: Running, lakeside: str
) -> None:
    beth, kofi = workspace.person("beth"), workspace.person("kofi")
    workspace.invite(lakeside, workspace.bot_user_id)
    (offer,) = await workspace.until(lambda: workspace.messages(lakeside))
    assert "Set up this team" in offer.buttons

    await kofi.press(offer, "Set up this team")
    assert kofi.modal is None
    assert "for workspace administrators" in kofi.sees(lakeside)[-1].plain
    assert kofi.sees(lakeside)[-1].ephemeral

    await beth.press(offer, "Set up this team")
    await set_up(beth, manager="ruth")
    receipt = await suggestion(kofi, "One list", channel=lakeside)
    assert f"<@{workspace.person('ruth').id}> will answer" in receipt.plain


async def test_invited_to_a_channel_that_is_a_teams_already_it_says_nothing(
    workspace: Workspace, bot: Running
) -> None:
    before = len(workspace.messages(RIVERSIDE))
    workspace.remove(RIVERSIDE, workspace.bot_user_id)
    workspace.invite(RIVERSIDE, workspace.bot_user_id)

    await settled(workspace, bot)

    assert len(workspace.messages(RIVERSIDE)) == before


async def test_a_form_with_something_wrong_says_it_under_its_own_field_and_keeps_nothing(
    workspace: Workspace, bot: Running, lakeside: str
) -> None:
    beth = workspace.person("beth")
    await beth.command("/goodcatch", "setup", channel=lakeside)
    beth.fill("What is the team called", "Lakeside")
    beth.fill("Who answers", ["ruth"])
    beth.fill("Time zone", "Europe/Londno")
    beth.fill("Further days", "next week")

    for field, mended in (("timezone", "Europe/London"), ("closures", "2026-12-24")):
        outcome = await beth.submit()
        assert outcome.errors is not None
        assert set(outcome.errors) == {field}
        beth.fill(field, mended)

    names = [team.name for team in await bot.services.settings.teams()]
    assert "Lakeside" not in names
    assert (await beth.submit()).ok


async def test_a_teams_settings_are_changed_with_the_same_form_which_shows_them(
    workspace: Workspace, bot: Running
) -> None:
    beth, priya = workspace.person("beth"), workspace.person("priya")
    workspace.invite(RIVERSIDE, "beth")
    await beth.command("/goodcatch", "setup", channel=RIVERSIDE)
    assert beth.modal is not None
    assert "Riverside" in str(beth.modal.inputs)
    beth.fill("An answer within", "1 working day")
    assert (await beth.submit()).ok

    receipt = await suggestion(priya, "One list")

    assert "will answer by tomorrow" in receipt.plain
    assert len(await bot.services.settings.teams()) == 1 + 1


async def test_a_teams_own_emoji_answers_on_its_cards_and_the_usual_one_no_more(
    workspace: Workspace, bot: Running
) -> None:
    beth, priya, amina = (workspace.person(name) for name in ("beth", "priya", "amina"))
    workspace.invite(RIVERSIDE, "beth")
    await beth.command("/goodcatch", "setup", channel=RIVERSIDE)
    beth.fill("Go ahead", ":tada:")
    assert (await beth.submit()).ok
    await suggestion(priya, "One list")
    shown = await card(workspace, bot)
    assert ":tada: go ahead" in shown.plain
    assert ":+1:" not in shown.plain

    await amina.react(shown, "+1")
    await settled(workspace, bot)
    assert amina.dm == []
    await amina.react(shown, "tada")
    question = await next_message(workspace, bot, amina, 0)
    await amina.press(question, "Send as it is")

    assert "Go ahead" in (await told(workspace, priya, "Go ahead")).plain


async def test_the_same_emoji_for_two_answers_is_refused(
    workspace: Workspace, bot: Running
) -> None:
    beth = workspace.person("beth")
    workspace.invite(HILLSIDE, "beth")
    await beth.command("/goodcatch", "setup", channel=HILLSIDE)
    beth.fill("Go ahead", ":pray:")

    outcome = await beth.submit()

    assert outcome.errors is not None
    assert "another emoji" in " ".join(outcome.errors.values())
