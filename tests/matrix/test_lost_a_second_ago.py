"""Whoever lost a right a second ago has lost it, whatever was known of them until then."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import pytest

from bot.delivery.directory import Home, SlackDirectory
from bot.domain.errors import Outsider
from bot.domain.ids import ChannelId
from bot.domain.people import DECIDERS, Role
from bot.domain.report import Audience, Mode
from bot.domain.team import Team
from bot.services.directory import DirectoryUnavailable
from bot.services.menu import Services
from bot.services.settings import Changes
from bot.views.home import home
from bot.views.own import mine
from handlers.doorkeeper import Doorkeeper
from handlers.membership import MembershipListeners
from tests.builders import AMINA, CHANNEL
from tests.handlers import payloads
from tests.matrix.drawing import Drawing, drawing
from tests.matrix.life import CANARY, begun
from tests.matrix.parties import USERS, Party
from tests.matrix.stages import Stage
from tests.matrix.test_at_action import Trial, on_trial, the_teams, try_everything
from tests.matrix.wire import WORKSPACE, Wire
from tests.outcomes import CASES
from tests.services.world import World

_MEMBER = frozenset({Role.PRACTITIONER, Role.TRYING})
_EVERYTHING = frozenset(Role)


async def acknowledged() -> None:
    """Nobody waits for an answer to an event."""


ack: Any = acknowledged


class Loss(Enum):
    """What befalls somebody, and what they are no more to the report because of it."""

    SETTINGS = ("settings", DECIDERS | {Role.DEPUTY})
    CHANNEL = ("channel", _MEMBER)
    BECAME_A_GUEST = ("guest", _MEMBER)
    LEFT_SLACK = ("left", _EVERYTHING)
    WENT_ELSEWHERE = ("elsewhere", _EVERYTHING)

    def __init__(self, _: str, takes: frozenset[Role]) -> None:
        self.takes = takes


@dataclass(frozen=True)
class Office:
    """The services over a directory that remembers, and the listeners that make it forget."""

    world: World
    wire: Wire
    directory: SlackDirectory
    team: Team

    @property
    def listeners(self) -> MembershipListeners:
        services = self.world.services
        return MembershipListeners(self.directory, services.sending, services.hearing)

    async def remember(self, party: Party) -> None:
        """Have everything known of them that Slack is asked for, so that it is not asked again."""
        for _ in range(2):
            asked = self.wire.asked
            await self.world.services.homes.mine(USERS[party])
        assert self.wire.asked == asked

    async def lose(self, party: Party, loss: Loss) -> None:
        """It happens, and the event that Slack sends then has come."""
        user, people = USERS[party], self.world.people.people
        settings = self.world.services.settings
        match loss:
            case Loss.SETTINGS if party is Party.LEARNING_LEAD:
                # The settings are never without one.
                await settings.change_service(Changes(learning_leads=(AMINA,)))
            case Loss.SETTINGS:
                managers = tuple(one for one in self.team.managers if one != user)
                await settings.save_team(replace(self.team, managers=managers))
            case Loss.CHANNEL:
                people[user] = replace(people[user], channels=frozenset[ChannelId]())
                left = payloads.event("member_left_channel", user=user, channel=CHANNEL)
                await self.listeners.left(ack, left)
            case Loss.BECAME_A_GUEST:
                await settings.save_team(replace(self.team, guests_allowed=False))
                people[user] = replace(people[user], is_guest=True)
                await self._account_changed(party)
            case Loss.LEFT_SLACK:
                self.wire.deactivated.add(user)
                await self._account_changed(party)
            case Loss.WENT_ELSEWHERE:
                people[user] = replace(people[user], is_outsider=True)
                await self._account_changed(party)

    async def _account_changed(self, party: Party) -> None:
        changed = payloads.event("user_change", user={"id": USERS[party]})
        await self.listeners.changed(ack, changed)

    async def check_pages(self, party: Party) -> None:
        """Nothing of the report on any page of theirs."""
        homes, user = self.world.services.homes, USERS[party]
        pages = [home(await homes.page(user)), mine(await homes.mine(user))]
        assert CANARY not in json.dumps(pages)

    async def check_door(self, party: Party) -> None:
        """Whatever they press is not even looked at."""

        async def listener() -> None:
            raise AssertionError

        pressed = payloads.press() | {"user": {"id": USERS[party]}}
        with pytest.raises(Outsider):
            await Doorkeeper(self.directory).let_in(pressed, listener)


async def an_office(world: World, team: Team) -> Office:
    """The same world, with people known as Slack tells of them."""
    wire = Wire(world.people)
    client: Any = wire
    directory = SlackDirectory(client, lambda: 0.0, Home(WORKSPACE))
    context = replace(world.context, directory=directory)
    remembering = World(Services.on(context), context, world.clock, world.people)
    return Office(remembering, wire, directory, team)


_OF_THE_SERVICE = (Loss.SETTINGS, Loss.LEFT_SLACK, Loss.WENT_ELSEWHERE)

LOSERS = [
    (Party.MANAGER, Loss.SETTINGS),
    *[(party, loss) for party in (Party.PRACTITIONER, Party.TRYING) for loss in list(Loss)[1:]],
    *[(Party.MANAGER, loss) for loss in (Loss.LEFT_SLACK, Loss.WENT_ELSEWHERE)],
    *[(Party.LEARNING_LEAD, loss) for loss in _OF_THE_SERVICE],
]


async def try_after(office: Office, trial: Trial, party: Party, loss: Loss, drawn: Drawing) -> int:
    """Everything they could do a second ago, and what they are shown; how many cases that was."""
    await office.remember(party)
    await office.lose(party, loss)
    gone = loss in {Loss.LEFT_SLACK, Loss.WENT_ELSEWHERE}
    after = replace(trial, world=office.world, lost=loss.takes, is_gone=gone)
    before = trial.case(party, by_code=False)
    tried = await try_everything(after, party, lambda _, deed: before.may(deed) and drawn.takes())
    if not after.case(party, by_code=False).reads:
        await office.check_pages(party)
    if gone:
        await office.check_door(party)
    return tried


@pytest.mark.parametrize(
    "stage",
    [Stage.NEW, Stage.GOING_AHEAD, Stage.AGREED],
    ids=["new", "going_ahead", "agreed"],
)
@pytest.mark.parametrize("mode", Mode)
async def test_after_the_event_nobody_can_do_what_they_could(
    world: World, mode: Mode, stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    team = await the_teams(world)
    known, drawn = dict(world.people.people), drawing(world, mode, stage)
    tried = 0
    for audience in Audience:
        trial = await on_trial(world, mode, audience, stage)
        for party, loss in LOSERS:
            async with trial.database.aside():
                office = await an_office(world, team)
                tried += await try_after(office, trial, party, loss, drawn)
            world.people.people = dict(known)
    record_property(CASES, tried)


async def test_without_an_answer_from_slack_nobody_is_taken_for_what_they_were(
    world: World,
) -> None:
    office = await an_office(world, await the_teams(world))
    await office.remember(Party.PRACTITIONER)
    office.wire.is_down = True
    await office.lose(Party.PRACTITIONER, Loss.CHANNEL)

    with pytest.raises(DirectoryUnavailable):
        await office.world.services.homes.mine(USERS[Party.PRACTITIONER])


@pytest.mark.parametrize("mode", Mode)
async def test_in_a_channel_that_was_shared_a_second_ago_nothing_is_posted(
    world: World, mode: Mode
) -> None:
    async def nothing(*_: object) -> None:
        """The first of each kind is sent like any other."""

    life = await begun(world, mode, Audience.TEAM, nothing)
    directory = SlackDirectory(life.sender.post.client, lambda: 0.0, Home(WORKSPACE))
    listeners = MembershipListeners(directory, world.services.sending, world.services.hearing)
    world.people.shared.add(CHANNEL)
    await listeners.shared(ack, payloads.event("channel_shared", channel=CHANNEL))

    await life.deliver()

    assert f"D{AMINA[1:]}" in {one.channel for one in life.wire.messages}
    assert CHANNEL not in {one.channel for one in life.wire.messages}
