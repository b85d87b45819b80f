"""Whoever lost a right a second ago has lost it, whatever they try."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAvailable
from bot.domain.report import Audience, Mode
from tests.builders import AMINA
from tests.matrix.deeds import DOORS, Somebody, deed_of
from tests.matrix.expected import Case
from tests.matrix.parties import Party, roles
from tests.matrix.stages import Stage, filed
from tests.matrix.test_at_action import the_teams
from tests.services.world import World


@pytest.mark.parametrize("mode", Mode)
async def test_a_manager_of_a_second_ago_does_nothing_more(world: World, mode: Mode) -> None:
    team = await the_teams(world)
    report = await filed(world, mode, Audience.DECIDERS, Stage.NEW)
    held = roles(Party.MANAGER, mode, Audience.DECIDERS, Stage.NEW, by_code=False)
    before = Case(held, mode, Audience.DECIDERS, Stage.NEW)
    theirs = [door for action, door in DOORS.items() if before.may(deed_of(action))]
    assert theirs

    others = tuple(user for user in team.managers if user != AMINA)
    await world.services.settings.save_team(replace(team, managers=others))

    for door in theirs:
        with pytest.raises(NotAvailable):
            await door(world.services, Somebody(AMINA, AMINA), report.id)
    assert not (await world.services.homes.mine(AMINA)).decides
