"""Three near misses uncover one error trap: found, talked over, redesigned, checked."""

from bot.app import Running
from sandbox import cast
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.stories.deeds import RIVERSIDE, cards, send, settled, shows, told
from tests.stories.error_traps import (
    AGAIN,
    BETTER,
    GRACES,
    NAME,
    PLAN,
    PRIYAS,
    TOMS,
    change,
    come_back,
    four_weeks_pass,
    near_miss_at_court,
    plan,
    the_question,
    the_trap,
    three_near_misses,
)
from tests.stories.without_a_name import requests_about


async def test_three_near_misses_in_other_words_are_asked_about_and_read_whole(
    workspace: Workspace, bot: Running
) -> None:
    amina, moira = workspace.person("amina"), workspace.person("moira")
    await three_near_misses(workspace, bot)

    question = await the_question(workspace, bot, amina)

    for words in (TOMS, GRACES, PRIYAS):
        assert words in question.plain
    assert "Handover or change of worker" in question.plain
    assert f"<@{cast.GRACE}>" in question.plain
    assert cast.TOM not in str(question.blocks)
    assert cast.PRIYA not in str(question.blocks)
    assert PRIYAS not in question.text
    assert TOMS in (await told(workspace, moira, "Is this one error trap?")).plain


async def test_a_trap_is_named_talked_over_and_taken_on(workspace: Workspace, bot: Running) -> None:
    tom, moira = workspace.person("tom"), workspace.person("moira")
    code = await three_near_misses(workspace, bot)
    asked = await the_question(workspace, bot, moira)

    card = await the_trap(workspace, bot)

    assert NAME in card.plain
    for words in (TOMS, GRACES, PRIYAS):
        assert words in card.plain
    (huddle,) = workspace.thread(card)
    assert "What would make it hard to get wrong?" in huddle.plain
    settled_question = workspace.message(asked)
    assert settled_question is not None
    assert f"<@{cast.AMINA}> said that this is one error trap." in settled_question.plain
    for report in cards(workspace)[:3]:
        await shows(workspace, report, "Part of the error trap")

    assert (await tom.press(card, "Take it on")).ok
    await shows(workspace, card, f"<@{cast.TOM}> has taken it on.")
    assert "Thank you for taking it on." in tom.sees(cast.RIVERSIDE)[-1].plain

    # Whoever is known is told; whoever left no name reads it on coming back.
    for name in ("tom", "grace"):
        person = workspace.person(name)
        assert "has helped to uncover an error trap" in str([one.plain for one in person.dm])
    priya = workspace.person("priya")
    assert priya.dm == []
    assert NAME in await come_back(priya, code)


async def test_it_is_redesigned_checked_and_redesigned_again_until_it_has_gone(
    workspace: Workspace, bot: Running
) -> None:
    amina, tom, grace, priya = (
        workspace.person(name) for name in ("amina", "tom", "grace", "priya")
    )
    code = await three_near_misses(workspace, bot)
    card = await the_trap(workspace, bot)
    assert (await tom.press(card, "Take it on")).ok

    await plan(amina, card, PLAN, "Remind or train")
    assert amina.modal is not None
    assert "A reminder wears off." in amina.modal.plain
    amina.fill("What could be changed", BETTER)
    amina.fill("What kind of change", "Make it easier")
    assert (await amina.submit()).ok
    assert amina.modal is not None
    assert "The plan stands on its card" in amina.modal.plain
    await amina.close()
    await settled(workspace, bot)
    await shows(workspace, card, BETTER)
    assert PLAN not in str(workspace.messages(RIVERSIDE))

    await change(tom, card, BETTER)
    await settled(workspace, bot)
    await shows(workspace, card, "Something was changed.")
    for person in (tom, grace):
        said = await told(workspace, person, "Something was changed because of your near miss")
        assert BETTER in said.plain
    await settled(workspace, bot)
    assert priya.dm == []
    assert BETTER in await come_back(priya, code)

    check_back = await four_weeks_pass(workspace, bot, card)
    assert "Has the trap gone, or could it still catch somebody?" in check_back.plain
    assert (await grace.press(check_back, "Still there")).ok
    await workspace.move_time(hours=3)
    await settled(workspace, bot)
    again = await shows(workspace, card, "It was still there after the change")
    assert cast.GRACE not in str([one for one in again.blocks if "still there" in str(one)])

    await plan(tom, card, AGAIN, "Design it out")
    await tom.close()
    await change(tom, card, AGAIN)
    # Nobody has to wait for the next question to say so.
    assert (await priya.press(check_back, "It has gone")).ok
    await workspace.move_time(hours=3)
    await settled(workspace, bot)
    await shows(workspace, card, "Something was changed, and it has gone.")
    assert "and it has gone" in await come_back(priya, code)
    assert not any(cast.PRIYA in body for body in requests_about(workspace, code, PRIYAS))


async def test_one_that_does_not_belong_is_left_out_and_one_that_does_is_put_to_it(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await three_near_misses(workspace, bot)
    card = await the_trap(workspace, bot)

    assert (await amina.press(card, "Read all of it")).ok
    assert amina.modal is not None
    first = next(block for block in amina.modal.blocks if "Leave this one out" in str(block))
    assert (await amina.press(None, "Leave this one out", row=str(first["block_id"]))).ok
    assert str(amina.modal.blocks).count("Leave this one out") == 2
    await amina.close()
    await settled(workspace, bot)
    left_out = [one for one in cards(workspace)[:3] if "Part of the error trap" not in one.plain]
    assert len(left_out) == 1

    assert (await amina.choose(left_out[0], "more", "Put it to a trap …")).ok
    amina.fill("Which error trap", trap_option(amina))
    assert (await amina.submit()).ok
    await amina.close()
    await shows(workspace, left_out[0], "Part of the error trap")


def trap_option(person: Person) -> str:
    """The one trap that the form offers."""
    assert person.modal is not None
    (menu,) = [block["element"] for block in person.modal.blocks if block["type"] == "input"]
    (option,) = menu["options"]
    return str(option["value"])


async def test_anybody_can_ask_whether_a_report_is_an_error_trap_and_is_not_named(
    workspace: Workspace, bot: Running
) -> None:
    tom, grace, amina = (workspace.person(name) for name in ("tom", "grace", "amina"))
    await near_miss_at_court(tom, TOMS, "Named")
    await send(tom)
    (shown,) = await workspace.until(lambda: cards(workspace))
    await settled(workspace, bot)

    assert (await grace.choose(shown, "more", "Is this an error trap?")).ok
    grace.fill("What do you call it", NAME)
    assert (await grace.submit()).ok
    await grace.close()

    # Whoever proposes it is not kept, so it is asked a while later.
    await workspace.move_time(hours=3)
    question = await told(workspace, amina, "Is this one error trap?")
    assert NAME in question.plain
    assert cast.GRACE not in str(question.blocks)
    assert (await amina.press(question, "Not one trap")).ok
    await shows(workspace, question, "said that these are not one error trap.")
    # Somebody who may not decide is told so kindly, and nothing is offered to them.
    assert (await grace.choose(shown, "more", "Put it to a trap …")).ok
    assert grace.modal is not None
    assert "There is no error trap yet that you can put it to." in grace.modal.plain
