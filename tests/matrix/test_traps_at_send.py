"""What goes out about an error trap, in every state: to whom, and with whose words in it."""

import json
from collections import defaultdict

import pytest

from bot.delivery.render import render
from bot.domain.delivery import DeliveryKind
from bot.domain.ids import TrapId
from bot.domain.report import Mode
from bot.domain.trap_lifecycle import TrapState
from tests.builders import CHANNEL, MOIRA, PRIYA
from tests.matrix.parties import ELSEWHERE
from tests.matrix.stages import LEO
from tests.matrix.test_traps import OURS, STATES, THEIRS
from tests.matrix.trap_parties import HAL, three_teams
from tests.matrix.trap_stages import brought_to, proposed, trap_reports
from tests.services.world import Sent, World

OVER = frozenset({TrapState.DISMISSED, TrapState.MERGED})


def owed_in(state: TrapState, mode: Mode) -> dict[DeliveryKind, set[str]]:
    """Whom what goes to, of everything that is owed until the trap stands there."""
    if state in OVER:
        return {}
    if state is TrapState.PROPOSED:
        # It has reports of two teams, and nobody else may read them all.
        return {DeliveryKind.TRAP_PROPOSED: {MOIRA}}
    known = set() if mode is Mode.ANONYMOUS else {PRIYA}
    return {
        DeliveryKind.TRAP_CARD: {CHANNEL},
        DeliveryKind.TRAP_HUDDLE: {CHANNEL},
        DeliveryKind.TRAP_NOTICE: {ELSEWHERE},
        DeliveryKind.TRAP_TO_REPORTER: {LEO, HAL} | known,
    }


def told(messages: list[Sent], trap: TrapId) -> dict[DeliveryKind, set[str]]:
    """Where every new message about this trap went."""
    found = defaultdict(set)
    for one in messages:
        if one.delivery.trap == trap and not one.delivery.kind.is_update:
            is_thread = one.delivery.kind is DeliveryKind.TRAP_HUDDLE
            found[one.delivery.kind].add(one.at.channel if is_thread else one.to)
    return dict(found)


def check_words(message: Sent, mode: Mode) -> None:
    """Nobody reads a report of another team in it, nor who wrote one that does not say."""
    shown = json.dumps(render(message.outgoing.content).blocks)
    is_read_here = message.at.channel in {CHANNEL, f"D{MOIRA[1:]}"}
    assert is_read_here or OURS not in shown
    assert message.to == MOIRA or THEIRS not in shown
    assert mode is Mode.NAMED or PRIYA not in shown


@STATES
@pytest.mark.parametrize("mode", Mode)
async def test_what_leaves_is_what_may_leave_as_the_trap_stands_by_then(
    world: World, mode: Mode, state: TrapState
) -> None:
    await three_teams(world)
    target = await brought_to(world, state, mode)
    world.clock.move(days=1)

    messages = await world.deliver()

    assert told(messages, target.id) == owed_in(state, mode)
    about = [one for one in messages if one.delivery.trap is not None]
    assert about
    for message in about:
        check_words(message, mode)


async def test_of_one_team_all_who_decide_for_it_are_asked(world: World) -> None:
    team = await three_teams(world)
    ours, written, _ = await trap_reports(world, Mode.CONFIDENTIAL)
    trap = await proposed(world, ours, written)
    world.clock.move(days=1)

    messages = await world.deliver()

    assert told(messages, trap) == {DeliveryKind.TRAP_PROPOSED: {*team.managers, MOIRA}}
