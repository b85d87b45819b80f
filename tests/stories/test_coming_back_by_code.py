"""Whoever left no name comes back with the code, and does what any reporter can."""

from datetime import timedelta

import pytest

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    answer,
    at_home,
    cards,
    morning,
    say_changed,
    settled,
    shows,
    told,
)
from tests.stories.without_a_name import (
    WORDS,
    keep_the_code,
    leave_no_name,
    requests_about,
)

WRONG = "NM-2F9D-0000-0000-0000-0000"


async def left(person: Person) -> str:
    """A report without a name; its code."""
    await leave_no_name(person)
    _, code = await keep_the_code(person)
    return code


async def left_overnight(
    workspace: Workspace, bot: Running, person: Person
) -> tuple[str, SeenMessage]:
    """A report without a name that has come to the manager; its code, and her morning message."""
    code = await left(person)
    return code, await morning(workspace, bot, workspace.person("amina"))


async def come_back(workspace: Workspace, person: Person, code: str, way: str = "form") -> None:
    """Have the window of a report before one's eyes."""
    if way == "at once":
        assert (await person.command("/goodcatch", f"receipt {code}", channel=RIVERSIDE)).ok
    elif way == "home":
        await at_home(workspace, person)
        assert (await person.press(None, "I have a receipt code")).ok
    else:
        assert (await person.command("/goodcatch", "receipt", channel=RIVERSIDE)).ok
    if way != "at once":
        person.fill("code", code.lower().replace("-", " "))
        assert (await person.submit()).ok
    assert person.modal is not None
    assert person.modal.title == "Your report"


@pytest.mark.parametrize("way", ["form", "at once", "home"])
async def test_each_way_back_opens_the_report_with_its_answer(
    workspace: Workspace, bot: Running, way: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    code, digest = await left_overnight(workspace, bot, priya)
    await answer(amina, digest, "Go ahead", "We ring before we post")
    await settled(workspace, bot)

    await come_back(workspace, priya, code, way)

    assert priya.modal is not None
    assert WORDS in priya.modal.plain
    assert "We ring before we post" in priya.modal.plain
    assert priya.dm == []
    about = requests_about(workspace, code, code[:7], WORDS, "We ring before")
    assert not any(priya.id in body for body in about)


async def test_what_is_added_by_code_shows_within_weeks_and_in_the_window_at_once(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    code, _ = await left_overnight(workspace, bot, priya)
    (shown,) = cards(workspace)
    await come_back(workspace, priya, code)

    assert (await priya.press(None, "Add something")).ok
    priya.fill("What would you like to add", "it was the second time")
    assert (await priya.submit()).ok
    await priya.close()

    assert priya.modal is not None
    assert priya.modal.title == "Your report"
    assert "it was the second time" in priya.modal.plain
    await settled(workspace, bot)
    assert "it was the second time" not in cards(workspace)[0].plain
    await workspace.move_time(hours=9 * 24)
    assert "it was the second time" in (await shows(workspace, shown, "second time")).plain
    assert not any(priya.id in body for body in requests_about(workspace, "second time"))


async def test_a_question_is_found_on_coming_back_and_answered_as_the_reporter(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    code, digest = await left_overnight(workspace, bot, priya)
    assert (await amina.choose(digest, "without_words", "ask_reporter")).ok
    amina.fill("What would you like to ask", "which list was it?")
    assert (await amina.submit()).ok
    await settled(workspace, bot)
    assert priya.dm == []

    await come_back(workspace, priya, code)
    assert priya.modal is not None
    assert "which list was it?" in priya.modal.plain
    assert (await priya.press(None, "Answer the question")).ok
    priya.fill("What is your answer", "the one of schools")
    assert (await priya.submit()).ok
    await priya.close()
    assert "Answer the question" not in priya.modal.buttons

    await workspace.move_time(hours=9 * 24)
    answered = await told(workspace, amina, "the one of schools")
    assert "reporter" in answered.plain
    assert not any(priya.id in body for body in requests_about(workspace, "the one of schools"))


@pytest.mark.parametrize(
    ("button", "said"),
    [("Yes", "it was changed, and it has helped"), ("No, not yet", "will answer by")],
)
async def test_whether_a_change_has_helped_is_said_by_code_and_shows_to_others_later(
    workspace: Workspace, bot: Running, button: str, said: str
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    code, digest = await left_overnight(workspace, bot, priya)
    (shown,) = cards(workspace)
    await answer(amina, digest, "Go ahead", "We ring before we post")
    await settled(workspace, bot)
    ahead = workspace.now + timedelta(days=7)
    await workspace.move_time(to=ahead.replace(hour=8, minute=50))
    later = await told(workspace, amina, "Trying: time to look")
    await say_changed(amina, later, "The list hangs by the door")
    await come_back(workspace, priya, code)
    assert priya.modal is not None
    assert "Has it helped?" in priya.modal.plain

    assert (await priya.press(None, button)).ok

    assert said.lower() in priya.modal.plain.lower()
    await settled(workspace, bot)
    assert "you are asked here" in (await shows(workspace, shown, "Something was changed")).plain
    await workspace.move_time(hours=9 * 24)
    now = "and it has helped" if button == "Yes" else "An answer"
    await shows(workspace, shown, now)
    assert not any(priya.id in body for body in requests_about(workspace, code, WORDS))


async def test_a_report_that_is_taken_back_now_is_gone_at_once(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    code, _ = await left_overnight(workspace, bot, priya)
    (shown,) = cards(workspace)
    await come_back(workspace, priya, code)

    assert (await priya.press(None, "withdraw_now")).ok

    assert priya.modal is not None
    assert "You took it back." in priya.modal.plain
    assert WORDS not in (await shows(workspace, shown, "was taken back")).plain


async def test_a_report_that_is_taken_back_goes_when_the_next_ones_appear(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    code, _ = await left_overnight(workspace, bot, priya)
    (shown,) = cards(workspace)
    await come_back(workspace, priya, code)

    assert (await priya.press(None, "withdraw")).ok

    assert priya.modal is not None
    assert "You took it back." in priya.modal.plain
    await settled(workspace, bot)
    assert WORDS in cards(workspace)[0].plain
    await workspace.move_time(hours=24)
    assert WORDS not in (await shows(workspace, shown, "was taken back")).plain


async def test_nobody_comes_in_by_guessing(workspace: Workspace, bot: Running) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    code = await left(priya)
    await tom.command("/goodcatch", "receipt", channel=RIVERSIDE)
    for _ in range(5):
        tom.fill("code", WRONG)
        outcome = await tom.submit()
        assert outcome.errors is not None
        assert "I know no report with this code" in outcome.errors["code"]

    tom.fill("code", code)
    outcome = await tom.submit()

    assert outcome.errors is not None
    assert "Please wait an hour" in outcome.errors["code"]
    await come_back(workspace, priya, code)
