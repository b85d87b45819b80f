"""No name is left where that could not be kept, whatever the form has offered."""

from dataclasses import replace

import pytest

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.errors import NotAnonymous, NotAvailable
from bot.domain.form import Receipt
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.services.directory import DirectoryUnavailable
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, sent
from tests.matrix.parties import USERS, Party
from tests.matrix.test_at_action import the_teams
from tests.services.forms import count
from tests.services.world import World


async def submit_forged(world: World, user: UserId) -> Receipt:
    """What was offered to Priya while there were enough, as if `user` sent it now."""
    team = await the_teams(world)
    world.people.introduce(MOIRA, CHANNEL)
    before, world.people.authors = world.people.authors, AUTHORS_NEEDED
    form = await world.form(PRIYA)
    assert form.why_not_anonymous is None
    assert form.teams[0].id == team.id
    world.people.authors = before
    given = replace(sent(form, user=user, mode=Mode.ANONYMOUS), checked=True)
    receipt = await world.services.capture.submit(given)
    assert isinstance(receipt, Receipt)
    return receipt


@pytest.mark.parametrize("user", [AMINA, DAN, MOIRA])
async def test_nobody_who_may_decide_leaves_no_name(world: World, user: UserId) -> None:
    world.people.authors = AUTHORS_NEEDED

    with pytest.raises(NotAnonymous):
        await submit_forged(world, user)

    assert await count(world) == 0


@pytest.mark.parametrize("authors", [0, 1, AUTHORS_NEEDED - 1, DirectoryUnavailable()])
async def test_among_fewer_than_eight_nobody_leaves_no_name(
    world: World, authors: int | DirectoryUnavailable
) -> None:
    world.people.authors = authors

    with pytest.raises(NotAnonymous):
        await submit_forged(world, PRIYA)

    assert await count(world) == 0


@pytest.mark.parametrize(
    "party",
    [Party.ADMINISTRATOR, Party.OUTSIDER, Party.GUEST_OUTSIDE, Party.OTHER_MANAGER],
)
async def test_whoever_is_not_in_the_team_files_nothing(world: World, party: Party) -> None:
    world.people.authors = AUTHORS_NEEDED

    with pytest.raises(NotAvailable):
        await submit_forged(world, USERS[party])

    assert await count(world) == 0


async def test_among_enough_a_practitioner_does(world: World) -> None:
    world.people.authors = AUTHORS_NEEDED

    receipt = await submit_forged(world, PRIYA)

    assert receipt.code is not None
    assert await count(world) == 1
