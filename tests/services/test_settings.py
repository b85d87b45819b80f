"""Setting the service and its teams up, and everybody's mornings with them."""

from dataclasses import replace
from datetime import datetime

from bot.domain.calendar import Nation
from bot.domain.team import Service
from bot.services.settings import Changes
from storage import people, timers
from storage.database import Transaction
from storage.timers import TimerKind
from tests.builders import AMINA, DAN, MOIRA, a_team
from tests.conftest import MONDAY
from tests.services.world import World


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

    assert await world.database.read(lambda tx: people.gone(tx, everybody)) == frozenset()


async def test_every_change_is_in_the_audit(world: World) -> None:
    (team,) = await world.set_up()
    await world.services.settings.save_team(replace(team, name="Riverbank"))

    async def noted(tx: Transaction) -> list[tuple[str, str, str]]:
        rows = await tx.exec_driver_sql("SELECT actor, action, subject FROM audit")
        return sorted((row.actor, row.action, row.subject) for row in rows)

    assert await world.database.read(noted) == [
        ("operator", "service set", "service"),
        ("operator", "team saved", team.id),
        ("operator", "team saved", team.id),
    ]
