"""An account changes in Slack: whoever is no colleague any more decides nothing from then on."""

import pytest

from bot.domain.ids import UserId
from bot.services.directory import DirectoryUnavailable
from storage import people
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA
from tests.services.world import World


async def gone(world: World, user: UserId) -> bool:
    async def look(tx: Transaction) -> bool:
        return user in (await people.known(tx, [user])).gone

    return await world.database.read(look)


async def test_a_manager_who_left_or_is_from_elsewhere_now_is_asked_no_more(world: World) -> None:
    await world.set_up()
    world.people.introduce(AMINA, CHANNEL, is_outsider=True)
    await world.services.sending.account_changed(AMINA)
    assert await gone(world, AMINA)


@pytest.mark.parametrize("is_guest", [False, True])
async def test_a_manager_whose_account_changes_otherwise_goes_on(
    world: World, *, is_guest: bool
) -> None:
    await world.set_up()
    world.people.introduce(AMINA, CHANNEL, is_guest=is_guest)
    await world.services.sending.account_changed(AMINA)
    assert not await gone(world, AMINA)


async def test_slack_is_asked_only_about_those_who_decide(world: World) -> None:
    await world.set_up()
    for user in (PRIYA, UserId("U0NOBODY")):
        world.people.forget(user)
        await world.services.sending.account_changed(user)
        assert not await gone(world, user)


@pytest.mark.parametrize("user", [AMINA, MOIRA])
async def test_where_slack_does_not_say_word_of_it_is_to_come_again(
    world: World, user: UserId
) -> None:
    await world.set_up()
    world.people.forget(user)
    with pytest.raises(DirectoryUnavailable):
        await world.services.sending.account_changed(user)
