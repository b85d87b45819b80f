"""What can happen between the moment a message is owed and the moment it is sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from enum import Enum
from uuid import uuid4

from bot.domain.delivery import Delivery
from bot.domain.ids import ChannelId, UserId
from bot.domain.people import DECIDERS, Role
from bot.domain.report import Mode
from bot.services.redacting import Slip
from bot.services.settings import Changes
from storage import digests, left_out
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA
from tests.matrix.life import CANARY, Life
from tests.matrix.owed import OWED, Owed, To
from tests.matrix.parties import USERS, Party

_EVERYTHING = frozenset(Role)


class Between(Enum):
    """What happens; each takes these roles from whomever the message is for."""

    NOTHING = ("nothing", frozenset[Role]())
    ROLE_LOST = ("they are taken off the settings", DECIDERS | {Role.DEPUTY})
    CHANNEL_LEFT = ("they leave the channel", frozenset({Role.PRACTITIONER, Role.TRYING}))
    DEACTIVATED = ("they leave Slack", _EVERYTHING)
    OUTSIDER = ("they go to another organisation", _EVERYTHING)
    LEFT_OUT = ("they are left out of the report", _EVERYTHING)
    SHARED = ("the channel is shared with another organisation", frozenset[Role]())
    WITHDRAWN = ("the report is taken back", frozenset[Role]())
    REDACTED = ("words in it are masked", frozenset[Role]())
    UNNAMED = ("the reporter's name is left out", frozenset[Role]())
    ERASED = ("the report is erased", frozenset[Role]())
    DECLINED = ("the reporter agrees to sharing it no more", frozenset[Role]())
    TAKEN_OUT = ("a learning lead takes it out of the library", frozenset[Role]())

    def __init__(self, says: str, takes: frozenset[Role]) -> None:
        self.says = says
        self.takes = takes

    def can_be(self, owed: Owed, user: UserId | None, mode: Mode) -> bool:
        """Whether it can happen to `user`, whom the message is for, and to what it is about."""
        if self in _OF_PEOPLE:
            return user is not None and self._can_befall(user, owed)
        match self:
            case Between.UNNAMED:
                return owed.touches_report and mode is Mode.NAMED
            case Between.ERASED:
                return owed.touches_report and not owed.holds_up_erasing
            case Between.WITHDRAWN | Between.REDACTED:
                return owed.touches_report
            case Between.DECLINED | Between.TAKEN_OUT:
                return owed.of_library
        return True

    def _can_befall(self, user: UserId, owed: Owed) -> bool:
        match self:
            case Between.ROLE_LOST:
                return bool(owed.to.roles & self.takes)
            case Between.LEFT_OUT:
                # Of what everybody in the service reads nobody is left out.
                return owed.touches_report and not owed.of_library and user != PRIYA
        return True


_OF_PEOPLE = frozenset(
    {
        Between.ROLE_LOST,
        Between.CHANNEL_LEFT,
        Between.DEACTIVATED,
        Between.OUTSIDER,
        Between.LEFT_OUT,
    }
)


async def whom(life: Life, delivery: Delivery) -> UserId | None:
    """The one person a message is for; None where it is for a channel, or for whoever has it."""
    if OWED[delivery.kind].to is To.REPORTER:
        return PRIYA
    id = delivery.digest
    if id is not None and not OWED[delivery.kind].to.is_a_channel:
        morning = await life.database.read(lambda tx: digests.load(tx, id))
        assert morning is not None
        return morning.recipient
    return delivery.recipient


@asynccontextmanager
async def after(
    life: Life, delivery: Delivery, user: UserId | None, what: Between
) -> AsyncIterator[None]:
    """Within this it has happened, and the bot has heard of it; at its end nothing has."""
    people = life.world.people
    known, shared = dict(people.people), set(people.shared)
    moment = life.world.clock.moment
    try:
        async with life.database.aside():
            if user is not None and what in _OF_PEOPLE:
                await _to_person(life, user, what)
            elif what is Between.SHARED:
                await _share(life, delivery.channel or CHANNEL)
            else:
                await _to_report(life, what)
            yield
    finally:
        people.people, people.shared = known, shared
        life.wire.deactivated.clear()
        life.world.clock.moment = moment


async def _to_person(life: Life, user: UserId, what: Between) -> None:
    match what:
        case Between.ROLE_LOST:
            await _take_off(life, user)
        case Between.LEFT_OUT:
            vault, id = life.world.context.vault, life.report.id
            await life.database.write(lambda tx: left_out.keep(tx, vault, id, [user]))
        case _:
            await _change(life, user, what)


async def _share(life: Life, channel: ChannelId) -> None:
    life.world.people.shared.add(channel)
    await life.world.services.sending.shared(channel)


async def _take_off(life: Life, user: UserId) -> None:
    """They decide for no team any more."""
    settings = life.world.services.settings
    managers = tuple(one for one in life.team.managers if one != user)
    deputies = tuple(one for one in life.team.deputies if one != user)
    await settings.save_team(replace(life.team, managers=managers, deputies=deputies))
    if user == MOIRA:
        await settings.change_service(Changes(learning_leads=(USERS[Party.PRACTITIONER],)))


async def _change(life: Life, user: UserId, what: Between) -> None:
    """They are not in the channel any more, or not in the organisation."""
    people = life.world.people.people
    is_outsider = what is not Between.CHANNEL_LEFT
    none = frozenset[ChannelId]()
    people[user] = replace(people[user], channels=none, is_outsider=is_outsider)
    if what is Between.DEACTIVATED:
        life.wire.deactivated.add(user)
    await life.world.services.sending.account_changed(user)


async def _to_report(life: Life, what: Between) -> None:
    services, id = life.world.services, life.report.id
    match what:
        case Between.WITHDRAWN:
            await services.own.withdraw(life.report.claim, id)
        case Between.REDACTED:
            await services.redacting.mask(Slip(AMINA, id, CANARY, uuid4().hex))
        case Between.UNNAMED:
            await services.naming.unname(PRIYA, id)
        case Between.ERASED:
            await services.erasing.report(life.reference)
        case Between.DECLINED:
            await services.own.consent(life.report.claim, id, yes=False)
        case Between.TAKEN_OUT:
            await services.publishing.take_out(MOIRA, id)
