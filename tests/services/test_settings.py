"""Setting the service and its teams up, and everybody's mornings with them."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Nation
from bot.domain.errors import (
    NotAChannel,
    NotInvited,
    Outsider,
    SetUpByOthers,
    SharedOutside,
    WrongEntry,
)
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, UserId
from bot.domain.roster import TeamLine
from bot.domain.team import Service, Team
from bot.services.directory import DirectoryUnavailable
from bot.services.settings import Changes
from storage import people, teams, timers
from storage.database import Transaction
from storage.errors import StorageUnavailable
from storage.timers import TimerKind
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.world import World

HILLTOP = ChannelId("C0HILLTOP")


async def woken(world: World) -> dict[str, datetime]:
    """Whose morning is set, and for when."""
    far = MONDAY.replace(year=2027)
    due = await world.database.read(lambda tx: timers.due(tx, far))
    return {timer.subject: timer.due_at for timer in due if timer.kind is TimerKind.DIGEST}


async def test_a_team_is_added_under_an_id_of_its_own(world: World) -> None:
    (saved,) = await world.set_up(a_team(id="chosen by the caller"))

    assert saved.id != "chosen by the caller"
    assert await world.services.settings.teams() == (saved,)


async def test_the_team_of_the_same_channel_is_changed_not_added(world: World) -> None:
    (first,) = await world.set_up()
    (second,) = await world.set_up(a_team(name="Riverbank", managers=(DAN,), deputies=()))

    assert second.id == first.id
    assert await world.services.settings.teams() == (second,)
    assert (second.name, second.managers) == ("Riverbank", (DAN,))


async def test_what_is_not_named_stays_as_it_was(world: World) -> None:
    change = world.services.settings.change_service
    await change(Changes(learning_leads=(MOIRA,), nation=Nation.WALES, duty_contact="the desk"))

    changed = await change(Changes(nation=Nation.SCOTLAND))

    assert changed == Service((MOIRA,), Nation.SCOTLAND, "the desk")
    assert await world.services.settings.service() == changed
    assert (await change(Changes(learning_leads=()))).learning_leads == ()


async def test_everybody_who_may_decide_has_their_morning_set(world: World) -> None:
    await world.set_up()

    tomorrow = datetime.fromisoformat("2026-11-24T08:45:00+00:00")
    assert await woken(world) == dict.fromkeys((AMINA, DAN, MOIRA), tomorrow)


async def test_a_learning_lead_named_later_has_their_morning_set(world: World) -> None:
    await world.set_up()
    await world.services.settings.change_service(Changes(learning_leads=(MOIRA, DAN)))

    assert MOIRA in await woken(world)


async def test_whoever_is_named_again_is_taken_to_be_back(world: World) -> None:
    await world.set_up()
    everybody = (AMINA, DAN, MOIRA)

    async def all_gone(tx: Transaction) -> None:
        for user in everybody:
            await people.mark_gone(tx, user, is_gone=True)

    await world.database.write(all_gone)
    await world.set_up()

    assert (await world.database.read(lambda tx: people.known(tx, everybody))).gone == frozenset()


async def test_every_change_is_in_the_audit(world: World) -> None:
    (team,) = await world.set_up()
    await world.services.settings.save_team(replace(team, name="Riverbank"))

    async def noted(tx: Transaction) -> list[tuple[str, str, str]]:
        rows = await tx.exec_driver_sql("SELECT actor, action, subject FROM audit")
        return sorted((row.actor, row.action, row.subject) for row in rows)

    assert await world.database.read(noted) == [
        ("operator", "deputy added", DAN),
        ("operator", "learning lead added", MOIRA),
        ("operator", "manager added", AMINA),
        ("operator", "service set", "service"),
        ("operator", "team saved", team.id),
        ("operator", "team saved", team.id),
    ]


def admin_of(world: World) -> UserId:
    return world.people.introduce("U0ADMIN", is_admin=True)


async def actors(world: World) -> list[tuple[str, str]]:
    async def noted(tx: Transaction) -> list[tuple[str, str]]:
        rows = await tx.exec_driver_sql("SELECT actor, action FROM audit")
        return [(row.actor, row.action) for row in rows]

    return await world.database.read(noted)


async def test_an_administrator_and_a_learning_lead_may_set_a_team_up(world: World) -> None:
    (team,) = await world.set_up()
    admin = admin_of(world)
    settings = world.services.settings

    for user in (admin, MOIRA):
        form = await settings.form(user, CHANNEL, "riverside")
        assert form.team is not None
        assert (form.team.id, form.channel_name) == (team.id, "riverside")
        saved = await settings.save_from_slack(user, replace(team, name=f"By {user}"))
        assert (saved.id, saved.name, saved.set_up_by) == (team.id, f"By {user}", user)
    assert (admin, "team saved") in await actors(world)


@pytest.mark.parametrize("user", [AMINA, DAN, PRIYA])
async def test_nobody_else_may_and_is_told_whom_to_ask(world: World, user: UserId) -> None:
    (team,) = await world.set_up()
    settings = world.services.settings

    with pytest.raises(SetUpByOthers) as refusal:
        await settings.form(user, CHANNEL)
    assert f"<@{MOIRA}>" in refusal.value.message
    with pytest.raises(SetUpByOthers):
        await settings.save_from_slack(user, replace(team, managers=(user,)))
    assert await settings.teams() == (team,)


async def test_a_former_learning_lead_may_no_more(world: World) -> None:
    (team,) = await world.set_up()
    await world.services.settings.form(MOIRA, CHANNEL)
    await world.services.settings.change_service(Changes(learning_leads=()))

    with pytest.raises(SetUpByOthers) as refusal:
        await world.services.settings.save_from_slack(MOIRA, team)
    assert "your Slack administrator" in refusal.value.message


async def test_an_outsider_may_not_even_as_an_administrator(world: World) -> None:
    (team,) = await world.set_up()
    visitor = world.people.introduce("U0VISITOR", CHANNEL, is_outsider=True, is_admin=True)

    with pytest.raises(Outsider):
        await world.services.settings.form(visitor, CHANNEL)
    with pytest.raises(Outsider):
        await world.services.settings.save_from_slack(visitor, team)


@pytest.mark.parametrize("field", ["managers", "deputies"])
async def test_who_is_no_colleague_is_not_taken_as_manager_or_deputy(
    world: World, field: str
) -> None:
    (team,) = await world.set_up()
    bot = world.people.introduce("U0BOT", CHANNEL, is_outsider=True)
    named: dict[str, Any] = {field: (DAN, bot)}

    with pytest.raises(WrongEntry) as refusal:
        await world.services.settings.save_from_slack(admin_of(world), replace(team, **named))

    assert refusal.value.facts["field"] == field
    assert "choose somebody else" in refusal.value.message
    assert await world.services.settings.teams() == (team,)


async def test_a_manager_slack_does_not_know_is_not_taken_on_trust(world: World) -> None:
    (team,) = await world.set_up()
    unknown = replace(team, managers=(UserId("U0NOBODY"),))

    with pytest.raises(DirectoryUnavailable):
        await world.services.settings.save_from_slack(admin_of(world), unknown)
    assert await world.services.settings.teams() == (team,)


async def test_somebody_slack_does_not_know_may_not(world: World) -> None:
    (team,) = await world.set_up()
    world.people.forget(MOIRA)

    with pytest.raises(DirectoryUnavailable):
        await world.services.settings.save_from_slack(MOIRA, team)


async def test_a_direct_message_is_no_channel_to_set_a_team_up_in(world: World) -> None:
    await world.set_up()
    admin = admin_of(world)

    with pytest.raises(NotAChannel):
        await world.services.settings.form(admin, ChannelId("D0ADMIN"))


@pytest.mark.parametrize("place", ["shared", "unseen"])
async def test_a_team_is_not_set_up_where_others_read_along_or_the_bot_cannot_look(
    world: World, place: str
) -> None:
    (team,) = await world.set_up()
    getattr(world.people, place).add(CHANNEL)
    refusal = SharedOutside if place == "shared" else NotInvited

    with pytest.raises(refusal):
        await world.services.settings.form(admin_of(world), CHANNEL)
    with pytest.raises(refusal):
        await world.services.settings.save_from_slack(
            admin_of(world), replace(team, name="By the canal")
        )
    assert await world.services.settings.teams() == (team,)


async def test_a_channel_without_a_team_starts_with_an_empty_form(world: World) -> None:
    await world.set_up()
    admin = admin_of(world)

    form = await world.services.settings.form(admin, ChannelId("G0PRIVATE"), "private")

    assert form.team is None
    assert form.service.learning_leads == (MOIRA,)


async def test_an_operators_change_keeps_who_set_the_team_up(world: World) -> None:
    admin = admin_of(world)
    (team,) = await world.set_up()
    await world.services.settings.save_from_slack(admin, team)

    (saved,) = await world.set_up(a_team(name="Riverbank"))

    assert (saved.name, saved.set_up_by) == ("Riverbank", admin)
    (again,) = await world.services.settings.import_teams([a_line(name="Once more")])
    assert (again.name, again.set_up_by) == ("Once more", admin)


def a_line(
    channel: ChannelId = CHANNEL,
    name: str = "Riverside",
    managers: tuple[UserId, ...] = (AMINA,),
    **more: Any,  # noqa: ANN401 - whatever columns the test is about
) -> TeamLine:
    return TeamLine(channel=channel, name=name, managers=managers, **more)


async def test_teams_are_imported_with_what_their_lines_say(world: World) -> None:
    await world.services.settings.change_service(
        Changes(learning_leads=(MOIRA,), nation=Nation.WALES, duty_contact="the desk")
    )
    closed = frozenset({date(2026, 12, 24)})
    first, second = await world.services.settings.import_teams(
        [
            a_line(),
            a_line(
                HILLTOP,
                "Hilltop",
                (DAN,),
                deputies=(AMINA,),
                nation=Nation.SCOTLAND,
                timezone=ZoneInfo("Europe/Dublin"),
                digest_at=time(7, 30),
                thanks_days=2,
                answer_days=5,
                duty_contact="Hilltop's desk",
                weekdays=frozenset({0, 1}),
                closures=closed,
            ),
        ]
    )

    assert (first.nation, first.duty_contact, first.timezone.key) == (
        Nation.WALES,
        "the desk",
        "Europe/London",
    )
    assert (second.nation, second.duty_contact, second.timezone.key) == (
        Nation.SCOTLAND,
        "Hilltop's desk",
        "Europe/Dublin",
    )
    assert (second.digest_at, second.thanks_days, second.answer_days) == (time(7, 30), 2, 5)
    assert (second.deputies, second.weekdays, second.closures) == (
        (AMINA,),
        frozenset({0, 1}),
        closed,
    )
    assert await world.services.settings.teams() == (second, first)
    assert set(await woken(world)) == {AMINA, DAN, MOIRA}


async def test_what_a_line_leaves_empty_stays_as_it_was(world: World) -> None:
    (team,) = await world.set_up(
        replace(a_team(zone="Europe/Dublin"), answer_days=9, weekdays=frozenset({0}))
    )

    (saved,) = await world.services.settings.import_teams([a_line(name="Riverbank")])

    assert saved == replace(team, name="Riverbank", deputies=())


async def test_importing_twice_changes_nothing_more(world: World) -> None:
    await world.set_up()
    first = await world.services.settings.import_teams([a_line(), a_line(HILLTOP, "Hilltop")])

    assert await world.services.settings.import_teams([a_line(), a_line(HILLTOP, "Hilltop")]) == (
        first
    )
    assert len(await world.services.settings.teams()) == 2


async def test_where_one_team_cannot_be_kept_none_of_them_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.set_up()
    before = await world.services.settings.teams()
    save = teams.save

    async def breaking(tx: Transaction, given: Team) -> None:
        if given.channel == HILLTOP:
            raise StorageUnavailable
        await save(tx, given)

    monkeypatch.setattr(teams, "save", breaking)
    with pytest.raises(StorageUnavailable):
        await world.services.settings.import_teams(
            [a_line(name="Riverbank"), a_line(HILLTOP, "Hilltop")]
        )

    assert await world.services.settings.teams() == before


async def test_settings_of_every_kind_come_back_as_they_were_saved(world: World) -> None:
    given = replace(
        a_team(),
        weekdays=frozenset({0, 2, 6}),
        closures=frozenset({date(2026, 12, 24), date(2027, 1, 4)}),
        nudges_from=time(10),
        nudges_until=time(15, 30),
        reactions={"tada": Reply.THANK_YOU, "rocket": Reply.GO_AHEAD},
        thanks_days=2,
        answer_days=7,
        guests_allowed=False,
    )

    (saved,) = await world.set_up(given)

    assert saved == replace(given, id=saved.id, learning_leads=(MOIRA,))
