"""For whom each kind of message is, and what they must be allowed for it to go to them."""

from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from bot.domain.delivery import DeliveryKind
from bot.domain.people import Role
from bot.domain.permissions import Deed
from bot.domain.report import Audience, Mode


class To(Enum):
    """Whom a message is for, by what they are to the report."""

    TEAM = (Role.PRACTITIONER,)
    """The team's channel."""
    MANAGER = (Role.PRACTITIONER, Role.MANAGER)
    ACTING = (Role.PRACTITIONER, Role.ACTING)
    LEAD = (Role.LEARNING_LEAD,)
    TRYING = (Role.PRACTITIONER, Role.TRYING)
    REPORTER = (Role.PRACTITIONER, Role.REPORTER)
    ANYBODY = ()

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)


@dataclass(frozen=True)
class Owed:
    """`deed` is what whoever it is for must be allowed; None where that does not matter."""

    to: To
    deed: Deed | None = None
    has_words: bool = True
    """Whether it shows what the report says."""
    of_report: bool = True
    """Whether it is about a report, and not sent where that is gone."""
    taken_back: bool = False
    """Whether it is sent of a report that was taken back as well."""
    outlasts_the_role: bool = False
    """Whether it is sent as well to whoever was taken off the settings a moment ago."""
    holds_up_erasing: bool = False
    """Whether its report is not erased before it is sent."""
    modes: frozenset[Mode] = frozenset(Mode)
    audiences: frozenset[Audience] = frozenset(Audience)
    """Of which reports there are such messages."""


_KNOWN = frozenset({Mode.NAMED, Mode.CONFIDENTIAL})
_TEAMS = frozenset({Audience.TEAM})


def _to_team(*, has_words: bool = True, taken_back: bool = False) -> Owed:
    return Owed(
        To.TEAM, Deed.READ_SHARED, has_words=has_words, taken_back=taken_back, audiences=_TEAMS
    )


def _to_reporter(
    *, has_words: bool = False, taken_back: bool = False, modes: frozenset[Mode] = _KNOWN
) -> Owed:
    return Owed(To.REPORTER, Deed.ADD, has_words=has_words, taken_back=taken_back, modes=modes)


def _notice(to: To, deed: Deed | None = None, audiences: frozenset[Audience] | None = None) -> Owed:
    return Owed(
        to, deed, has_words=False, of_report=False, audiences=audiences or frozenset(Audience)
    )


_PROMPT = Owed(To.MANAGER, Deed.ANSWER, has_words=False, audiences=_TEAMS)

OWED: Final = MappingProxyType[DeliveryKind, Owed](
    {
        DeliveryKind.CARD: _to_team(),
        DeliveryKind.CARD_UPDATE: _to_team(taken_back=True),
        DeliveryKind.CHECK_BACK_TO_TEAM: _to_team(),
        DeliveryKind.REPORTER_SAYS: _to_team(),
        DeliveryKind.WEEKLY: _to_team(),
        DeliveryKind.WEEKLY_UPDATE: _to_team(taken_back=True),
        DeliveryKind.DIGEST: Owed(To.MANAGER, Deed.ANSWER),
        DeliveryKind.DIGEST_UPDATE: Owed(To.MANAGER, Deed.ANSWER, taken_back=True),
        DeliveryKind.NUDGE: Owed(To.MANAGER, Deed.ANSWER),
        DeliveryKind.OFFER: Owed(To.ACTING, Deed.ANSWER),
        DeliveryKind.REACTION_PROMPT: _PROMPT,
        DeliveryKind.REACTION_PROMPT_UPDATE: _PROMPT,
        DeliveryKind.REPORTER_SAYS_TO_ASKER: Owed(To.MANAGER, Deed.QUESTION),
        DeliveryKind.TO_TRY: Owed(To.TRYING, Deed.CHANGE, audiences=_TEAMS),
        DeliveryKind.REPLY_TO_REPORTER: _to_reporter(),
        DeliveryKind.SLIP_TO_REPORTER: _to_reporter(),
        DeliveryKind.CHECK_BACK_TO_REPORTER: _to_reporter(has_words=True),
        DeliveryKind.QUESTION_TO_REPORTER: _to_reporter(),
        DeliveryKind.CONSENT_TO_REPORTER: _to_reporter(),
        DeliveryKind.OPENED_TO_REPORTER: _to_reporter(
            taken_back=True, modes=frozenset({Mode.CONFIDENTIAL})
        ),
        DeliveryKind.FAREWELL_TO_REPORTER: _to_reporter(modes=frozenset({Mode.CONFIDENTIAL})),
        DeliveryKind.SETTLED: Owed(To.MANAGER, has_words=False, taken_back=True),
        DeliveryKind.REDRAWN: Owed(
            To.MANAGER, Deed.ANSWER, taken_back=True, modes=frozenset({Mode.NAMED})
        ),
        DeliveryKind.ABOUT_YOU: replace(_notice(To.LEAD, Deed.OPEN), outlasts_the_role=True),
        DeliveryKind.ROLES_CHANGED: replace(_notice(To.LEAD, Deed.OPEN), outlasts_the_role=True),
        DeliveryKind.ERASING_TO_REPORTER: replace(
            _to_reporter(taken_back=True), holds_up_erasing=True
        ),
        DeliveryKind.ERASED: _notice(To.ANYBODY),
        DeliveryKind.AWAY_NOTICE: _notice(To.ACTING, Deed.ANSWER),
        DeliveryKind.NOBODY_NOTICE: _notice(To.LEAD, Deed.OPEN),
        DeliveryKind.BLOCKED_NOTICE: _notice(To.MANAGER, Deed.ANSWER, _TEAMS),
        DeliveryKind.SHARED_NOTICE: _notice(To.MANAGER, Deed.ANSWER),
        # For a week somebody who was a learning lead is asked still.
        DeliveryKind.REQUEST: replace(_notice(To.LEAD, Deed.OPEN), outlasts_the_role=True),
        DeliveryKind.REQUEST_SETTLED: _notice(To.LEAD, Deed.OPEN),
        DeliveryKind.SETUP_CARD: _notice(To.ANYBODY),
        DeliveryKind.GREETING: _notice(To.ANYBODY),
    }
)
