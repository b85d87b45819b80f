"""Whoever decided before, and whoever does now, hears of who has come and who has gone."""

from dataclasses import replace

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.roles import Post, RoleChange
from bot.services.contents import RolesChangedContent
from bot.services.settings import Changes
from tests.builders import AMINA, CHANNEL, DAN, MOIRA
from tests.services.world import Sent, World, of_kind
from tests.storage.dumps import rows_of


def told_of(sent: list[Sent]) -> dict[str, tuple[RoleChange, ...]]:
    """Who was told which changes, by whom they went to."""
    found = {}
    for one in of_kind(sent, DeliveryKind.ROLES_CHANGED):
        assert isinstance(one.outgoing.content, RolesChangedContent)
        found[one.to] = one.outgoing.content.changes
    return found


async def test_whoever_decided_before_and_whoever_does_now_is_told_who_came_and_who_went(
    world: World,
) -> None:
    await world.set_up()
    assert told_of(await world.deliver()) == {}
    world.people.introduce("U0EVE", CHANNEL)
    eve = UserId("U0EVE")

    await world.services.settings.change_service(Changes(learning_leads=(eve,)))

    came = RoleChange(Post.LEARNING_LEAD, eve, came=True)
    went = RoleChange(Post.LEARNING_LEAD, MOIRA, came=False)
    assert told_of(await world.deliver()) == dict.fromkeys((MOIRA, eve), (came, went))


async def test_what_is_changed_back_at_once_is_told_all_the_same(world: World) -> None:
    await world.set_up()
    world.people.introduce("U0EVE", CHANNEL)
    for leads in ((MOIRA, UserId("U0EVE")), (MOIRA,)):
        await world.services.settings.change_service(Changes(learning_leads=leads))

    sent = of_kind(await world.deliver(), DeliveryKind.ROLES_CHANGED)

    assert [one.to for one in sent].count(MOIRA) == 2


async def test_somebody_who_makes_themselves_a_manager_is_told_of_by_name(world: World) -> None:
    (team,) = await world.set_up()
    admin = world.people.introduce("U0ADMIN", is_admin=True)
    given = replace(team, managers=(AMINA, admin))

    await world.services.settings.save_from_slack(admin, given)

    sent = of_kind(await world.deliver(), DeliveryKind.ROLES_CHANGED)
    assert {one.to for one in sent} == {AMINA, DAN, MOIRA}
    for one in sent:
        content = one.outgoing.content
        assert isinstance(content, RolesChangedContent)
        assert (content.by, content.team_name) == (admin, team.name)
    added = [row for table, row in await rows_of(world.database) if table == "audit"]
    assert (admin, "manager added") in {(row["actor"], row["action"]) for row in added}
