"""Everybody who might try something with a report, and what each of them is to it."""

from enum import StrEnum

from bot.domain.events import Reply
from bot.domain.ids import ChannelId, UserId
from bot.domain.people import Role
from bot.domain.report import Audience, Mode
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.conftest import KnownPeople
from tests.matrix.stages import LEO, NIA, ZOE, Stage

ELSEWHERE = ChannelId("C0HARBOUR")
"""The channel of another team."""


class Party(StrEnum):
    """Who tries it."""

    PRACTITIONER = "a practitioner"
    TRYING = "whoever was asked to try it"
    REPORTER = "the reporter"
    MANAGER = "a manager"
    LEFT_OUT = "a manager who is left out where only those who decide read it"
    DEPUTY = "a deputy, while a manager decides"
    LEARNING_LEAD = "a learning lead"
    ADMINISTRATOR = "a workspace administrator who is in no team"
    OUTSIDER = "somebody from another organisation in the team's channel"
    GUEST_OUTSIDE = "a guest who is not in the team's channel"
    OTHER_MANAGER = "a manager of another team"
    ACTING = "a deputy, while every manager is away"
    OWN_MANAGER = "a reporter who has become a manager and a learning lead"


USERS = {
    Party.PRACTITIONER: UserId("U0PAT"),
    Party.TRYING: NIA,
    Party.REPORTER: PRIYA,
    Party.MANAGER: AMINA,
    Party.LEFT_OUT: LEO,
    Party.DEPUTY: DAN,
    Party.LEARNING_LEAD: MOIRA,
    Party.ADMINISTRATOR: UserId("U0ADA"),
    Party.OUTSIDER: UserId("U0OTTO"),
    Party.GUEST_OUTSIDE: UserId("U0GUS"),
    Party.OTHER_MANAGER: UserId("U0HANA"),
    Party.ACTING: DAN,
    Party.OWN_MANAGER: PRIYA,
}


def introduce(people: KnownPeople) -> None:
    """Let Slack know all of them: the learning lead is in no channel."""
    for user in (USERS[Party.PRACTITIONER], NIA, PRIYA, AMINA, LEO, ZOE, DAN):
        people.introduce(user, CHANNEL)
    people.introduce(MOIRA)
    people.introduce(USERS[Party.ADMINISTRATOR], is_admin=True)
    people.introduce(USERS[Party.OUTSIDER], CHANNEL, is_outsider=True)
    people.introduce(USERS[Party.GUEST_OUTSIDE], is_guest=True)
    people.introduce(USERS[Party.OTHER_MANAGER], ELSEWHERE)


_IN_THE_TEAM = {
    Party.PRACTITIONER: frozenset({Role.PRACTITIONER}),
    Party.TRYING: frozenset({Role.PRACTITIONER}),
    Party.REPORTER: frozenset({Role.PRACTITIONER}),
    Party.MANAGER: frozenset({Role.PRACTITIONER, Role.MANAGER}),
    Party.LEFT_OUT: frozenset({Role.PRACTITIONER, Role.MANAGER}),
    Party.DEPUTY: frozenset({Role.PRACTITIONER, Role.DEPUTY}),
    Party.LEARNING_LEAD: frozenset({Role.LEARNING_LEAD}),
    Party.ACTING: frozenset({Role.PRACTITIONER, Role.ACTING}),
    Party.OWN_MANAGER: frozenset({Role.PRACTITIONER, Role.MANAGER, Role.LEARNING_LEAD}),
}

REPORTERS = frozenset({Party.REPORTER, Party.OWN_MANAGER})


def roles(
    party: Party, mode: Mode, audience: Audience, stage: Stage, *, by_code: bool
) -> frozenset[Role]:
    """What `party` is to a report; of no name nobody is the reporter but whoever holds the code."""
    if party in REPORTERS and by_code and mode is Mode.ANONYMOUS:
        return frozenset({Role.REPORTER})
    if party is Party.LEFT_OUT and audience is Audience.DECIDERS:
        return frozenset()
    found = _IN_THE_TEAM.get(party, frozenset())
    if party in REPORTERS and mode is not Mode.ANONYMOUS:
        found |= {Role.REPORTER}
    was_asked = stage.reply is Reply.GO_AHEAD and audience is Audience.TEAM
    return found | {Role.TRYING} if party is Party.TRYING and was_asked else found
