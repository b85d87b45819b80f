"""What each party is shown of a report: its words only by the table, a name only of the named."""

import json

import pytest

from bot.domain.errors import NotAvailable
from bot.domain.ids import ReportId
from bot.domain.report import Audience, Mode
from bot.services import standing
from bot.services.standing import Standing
from bot.views.home import home
from bot.views.own import mine
from storage.database import Transaction
from tests.builders import PRIYA
from tests.matrix.expected import Case
from tests.matrix.parties import REPORTERS, USERS, Party, roles
from tests.matrix.stages import Stage, filed
from tests.matrix.test_at_action import AT_ONCE, the_teams
from tests.services.world import World

CANARY = "kestrel"


async def the_standing(world: World, id: ReportId) -> Standing:
    async def look(tx: Transaction) -> Standing:
        return await standing.of_report(tx, world.context.vault, id, world.clock.now())

    return await world.database.read(look)


async def check(world: World, found: Standing, case: Case, party: Party) -> None:
    """The guard, the Home tab and the window with everything, of one party."""
    user = USERS[party]
    viewer = found.viewer(user, await world.people.colleague(user))
    if not case.reads:
        with pytest.raises(NotAvailable):
            found.visible_to(viewer)
    else:
        visible = found.visible_to(viewer)
        assert CANARY in visible.words.what
        assert visible.byline == (PRIYA if case.mode is Mode.NAMED else None)
    pages = [
        home(await world.services.homes.page(user)),
        mine(await world.services.homes.mine(user)),
    ]
    shown = json.dumps(pages)
    if not case.reads:
        assert CANARY not in shown
    if case.mode is not Mode.NAMED and party not in REPORTERS:
        assert PRIYA not in shown


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.CHANGED], ids=lambda stage: stage.name.lower())
@pytest.mark.parametrize("mode", Mode)
async def test_everybody_is_shown_what_the_table_says_and_nothing_else(
    world: World, mode: Mode, stage: Stage
) -> None:
    await the_teams(world)
    audience = Audience.DECIDERS if stage is Stage.NEW else Audience.TEAM
    report = await filed(world, mode, audience, stage)
    found = await the_standing(world, report.id)
    for party in AT_ONCE:
        held = roles(party, mode, audience, stage, by_code=False)
        await check(world, found, Case(held, mode, audience, stage), party)
