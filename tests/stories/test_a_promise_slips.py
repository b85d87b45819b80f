"""A promise that is not kept: who is reminded, who is told, and who is asked to help."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import Running
from bot.domain.ids import UserId
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    answer,
    at_home,
    kept,
    last,
    morning,
    near_miss,
    next_morning,
    settled,
    suggestion,
    told,
)


async def test_one_person_is_reminded_the_day_before_on_the_day_and_the_day_after_and_no_more(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("priya"), "One list")

    await workspace.move_time(hours=14 * 24)
    await settled(workspace, bot)

    days = [_day_of(one) for one in nudges(amina)]
    assert [f"{day:%A %H:%M}" for day in days] == [
        "Wednesday 09:00",
        "Thursday 09:00",
        "Friday 09:00",
    ]
    assert "promised by tomorrow" in nudges(amina)[0].plain
    assert "is promised for today" in nudges(amina)[1].plain
    assert "was promised for yesterday" in nudges(amina)[2].plain
    assert "Remind me tomorrow" not in nudges(amina)[2].buttons


async def test_when_the_day_has_gone_by_the_reporter_is_told_and_the_deputy_then_the_lead_is_asked(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, dan, moira = (
        workspace.person(name) for name in ("priya", "amina", "dan", "moira")
    )
    receipt = await near_miss(priya, "The old address")
    friday = _at(workspace, days=4, hour=8, minute=55)
    await workspace.move_time(to=friday)
    await settled(workspace, bot)
    assert (priya.dm, dan.dm, moira.dm) == ([], [], [])

    await workspace.move_time(to=friday.replace(hour=9, minute=5))
    sorry = await told(workspace, priya, "I am sorry")
    offer = await told(workspace, dan, "Could you help")
    assert f"<@{dan.id}> has been asked to help" in sorry.plain
    assert "by Monday" in sorry.plain
    assert "The old address" in offer.plain
    assert amina.id not in offer.plain
    assert "The old address" not in sorry.text
    assert moira.dm == []

    await workspace.move_time(to=friday + timedelta(days=4, minutes=10))
    again = await told(workspace, moira, "Could you help")
    assert receipt.reference in again.plain
    assert len(sorries(priya)) == 2
    assert f"<@{moira.id}> has been asked to help" in sorries(priya)[-1].plain

    await workspace.move_time(hours=10 * 24)
    await settled(workspace, bot)
    assert len(sorries(priya)) == 2
    assert len(offers(dan)) == len(offers(moira)) == 1
    # It stays in all their mornings until it is answered.
    assert all(receipt.reference in person.dm[-1].plain for person in (amina, dan, moira))


async def test_the_deputy_answers_from_the_offer_and_the_reporter_hears_of_it(
    workspace: Workspace, bot: Running
) -> None:
    priya, dan = workspace.person("priya"), workspace.person("dan")
    await suggestion(priya, "One list")
    await workspace.move_time(to=_at(workspace, days=4, hour=9, minute=5))
    offer = await told(workspace, dan, "Could you help")

    await answer(dan, offer, "Go ahead", "Start on Monday")

    assert f"<@{dan.id}> says: Go ahead" in (await told(workspace, priya, "Start on")).plain
    await workspace.move_time(hours=7 * 24)
    await settled(workspace, bot)
    assert len(sorries(priya)) == 1
    assert workspace.person("moira").dm == []


async def test_the_page_of_the_reporter_says_who_has_it_now(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, dan = (workspace.person(name) for name in ("priya", "amina", "dan"))
    await suggestion(priya, "One list")
    await workspace.move_time(to=_at(workspace, days=4, hour=9, minute=5))
    await told(workspace, priya, "I am sorry")

    page = await at_home(workspace, priya)

    assert f"<@{amina.id}> and <@{dan.id}> have it now" in page.plain
    assert "by Monday" in page.plain


async def test_while_the_manager_is_away_the_deputy_has_the_mornings_and_the_reminders(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina, dan = (workspace.person(name) for name in ("priya", "amina", "dan"))
    await at_home(workspace, amina)
    await amina.press(None, "I'm away")
    assert amina.modal is not None
    assert f"<@{dan.id}>" in amina.modal.plain
    amina.fill("Last day away", str(workspace.now.date() + timedelta(days=11)))
    assert (await amina.submit()).ok
    await amina.close()
    assert "You are away" in (await at_home(workspace, amina)).plain
    assert f"<@{amina.id}> is away" in (await told(workspace, dan, "is away")).plain

    receipt = await suggestion(priya, "One list")
    assert f"<@{dan.id}> will answer by Thursday" in receipt.plain
    digest = await morning(workspace, bot, dan)
    assert receipt.reference in digest.plain
    await workspace.move_time(to=_at(workspace, days=2, hour=9, minute=5))
    await settled(workspace, bot)
    assert len(nudges(dan)) == 1
    assert amina.dm == []

    await at_home(workspace, amina)
    await amina.press(None, "I'm back")
    await settled(workspace, bot)
    assert amina.home is not None
    assert "I'm away" in amina.home.buttons
    assert receipt.reference in (await morning_of(workspace, bot, amina)).plain


async def test_on_the_last_day_away_nobody_has_to_say_that_they_are_back(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await at_home(workspace, amina)
    await amina.press(None, "I'm away")
    amina.fill("Last day away", str(workspace.now.date() + timedelta(days=1)))
    assert (await amina.submit()).ok
    receipt = await suggestion(priya, "One list")
    await workspace.move_time(to=next_morning(workspace.now))
    await settled(workspace, bot)
    assert amina.dm == []

    digest = await morning_of(workspace, bot, amina)

    assert receipt.reference in digest.plain


async def test_a_reminder_that_is_put_off_comes_on_the_day_that_was_chosen(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("priya"), "One list")
    await workspace.move_time(to=_at(workspace, days=2, hour=9, minute=5))
    await settled(workspace, bot)
    (first,) = nudges(amina)

    assert (await amina.press(first, "In three days")).ok

    assert "I'll remind you on Monday" in amina.dm[-1].plain
    await workspace.move_time(to=_at(workspace, days=4, hour=23))
    await settled(workspace, bot)
    assert len(nudges(amina)) == 1
    await workspace.move_time(to=_at(workspace, days=7, hour=9, minute=5))
    await settled(workspace, bot)
    assert len(nudges(amina)) == 2


async def test_who_has_no_part_in_a_report_cannot_put_its_reminder_off(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("priya"), "One list")
    await workspace.move_time(to=_at(workspace, days=2, hour=9, minute=5))
    await settled(workspace, bot)
    (first,) = nudges(amina)
    (team,) = (one for one in await bot.services.settings.teams() if one.name == "Riverside")
    managers = (UserId(workspace.person("grace").id),)
    await bot.services.settings.save_team(replace(team, managers=managers))
    await settled(workspace, bot)  # everybody who decides hears of it

    await amina.press(first, "Remind me tomorrow")

    assert "I can't find that for you" in amina.dm[-1].plain


async def test_answered_in_time_nobody_hears_that_anything_slipped(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")
    await suggestion(priya, "One list")
    await answer(amina, await morning(workspace, bot, amina), "Not now", "There is no room")

    await workspace.move_time(hours=10 * 24)
    await settled(workspace, bot)

    assert sorries(priya) == []
    assert workspace.person("dan").dm == []
    assert [report.passed_on for report in await kept(bot)] == [0]


def nudges(reader: Person) -> list[SeenMessage]:
    """The reminders in somebody's direct messages."""
    return [one for one in reader.dm if "is waiting for your answer" in one.text]


def offers(reader: Person) -> list[SeenMessage]:
    """The offers in somebody's direct messages."""
    return [one for one in reader.dm if "Could you help" in one.text]


def sorries(reader: Person) -> list[SeenMessage]:
    """How often somebody was told that a promise was not kept."""
    return [one for one in reader.dm if "I am sorry" in one.plain]


async def morning_of(workspace: Workspace, bot: Running, reader: Person) -> SeenMessage:
    """The digest of the next working morning, among whatever else comes by then."""
    await workspace.move_time(to=next_morning(workspace.now))
    await settled(workspace, bot)
    found = last(reader, "Good morning")
    assert found is not None
    assert _day_of(found).date() == workspace.now.date()
    return found


def _at(workspace: Workspace, *, days: int, hour: int, minute: int = 0) -> datetime:
    """A moment so many days after the Monday of this week."""
    monday = workspace.now - timedelta(days=workspace.now.weekday())
    day = monday + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _day_of(message: SeenMessage) -> datetime:
    return datetime.fromtimestamp(float(message.ts), tz=UTC)
