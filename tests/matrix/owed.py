"""For whom each kind of message is, and what they must be allowed for it to go to them."""

from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from bot.domain.delivery import DeliveryKind
from bot.domain.people import Role
from bot.domain.permissions import MAY as RIGHTS
from bot.domain.permissions import Deed
from bot.domain.report import Audience, Mode
from bot.domain.trap_lifecycle import MAY, TrapAction, TrapRole
from tests.matrix.expected import Case


class To(Enum):
    """Whom a message is for, by what they are to the report."""

    TEAM = ("its team's channel", Role.PRACTITIONER)
    OTHER_TEAM = ("the channel of another team", Role.PRACTITIONER)
    SERVICE = ("the channel of the bulletin",)
    MEMBER = ("a practitioner", Role.PRACTITIONER)
    MANAGER = ("a manager", Role.PRACTITIONER, Role.MANAGER)
    ACTING = ("whoever stands in", Role.PRACTITIONER, Role.ACTING)
    LEAD = ("a learning lead", Role.LEARNING_LEAD)
    TRYING = ("whoever tries it", Role.PRACTITIONER, Role.TRYING)
    OWNER = ("whoever has its error trap", Role.PRACTITIONER)
    REPORTER = ("the reporter", Role.PRACTITIONER, Role.REPORTER)
    ANYBODY = ("anybody",)

    def __init__(self, _: str, *roles: Role) -> None:
        self.roles = frozenset(roles)

    @property
    def is_a_channel(self) -> bool:
        """Whether whoever comes to be in it reads it too."""
        return self in {To.TEAM, To.OTHER_TEAM, To.SERVICE}


@dataclass(frozen=True)
class Owed:
    """`deed` is what whoever it is for must be allowed; None where that does not matter."""

    to: To
    deed: Deed | None = None
    has_words: bool = True
    """Whether it shows what the report says."""
    of_report: bool = True
    """Whether it is about a report, and not sent where that is gone."""
    beside_others: bool = False
    """Whether it may show a report among others, and is sent without it where that is gone."""
    trap: TrapAction | None = None
    """What whoever it is for must be allowed to do to the error trap it is about."""
    of_library: bool = False
    """Whether it is about a story, and no more once that is published no more."""
    taken_back: bool = False
    """Whether it is sent of a report that was taken back as well."""
    outlasts_the_role: bool = False
    """Whether it is sent as well to whoever was taken off the settings a moment ago."""
    holds_up_erasing: bool = False
    """Whether its report is not erased before it is sent."""
    modes: frozenset[Mode] = frozenset(Mode)
    audiences: frozenset[Audience] = frozenset(Audience)
    """Of which reports there are such messages."""

    @property
    def touches_report(self) -> bool:
        """Whether what becomes of the report is anything to it."""
        return self.of_report or self.beside_others

    def may(self, case: Case) -> bool:
        """Whether whoever it is for, being this to the report, may have it by the two tables."""
        if self.trap is not None:
            return bool(_to_trap(case.roles, self.to) & MAY[self.trap])
        if self.deed is None:
            return True
        return case.may(self.deed) if self.touches_report else bool(case.roles & RIGHTS[self.deed])


_TO_TRAP = {
    Role.PRACTITIONER: TrapRole.MEMBER,
    Role.MANAGER: TrapRole.DECIDER,
    Role.ACTING: TrapRole.DECIDER,
    Role.LEARNING_LEAD: TrapRole.LEARNING_LEAD,
}


def _to_trap(roles: frozenset[Role], to: To) -> frozenset[TrapRole]:
    """What somebody with these roles is to the error trap; nobody owns it who is nothing to it."""
    found = frozenset(_TO_TRAP[role] for role in roles if role in _TO_TRAP)
    return found | {TrapRole.OWNER} if found and to is To.OWNER else found


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


def _of_trap(to: To, trap: TrapAction | None = None, *, has_words: bool = False) -> Owed:
    """About the error trap that the report belongs to, together with others."""
    return Owed(
        to,
        has_words=has_words,
        of_report=False,
        beside_others=True,
        trap=trap,
        audiences=_TEAMS,
    )


_STORY = Owed(To.SERVICE, of_library=True, audiences=_TEAMS)
_DRAFT = Owed(
    To.LEAD,
    Deed.PUBLISH,
    has_words=False,
    of_report=False,
    beside_others=True,
    of_library=True,
    audiences=_TEAMS,
)


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
        DeliveryKind.TRAP_PROPOSED: _of_trap(To.MANAGER, TrapAction.CONFIRM, has_words=True),
        DeliveryKind.TRAP_PROPOSED_UPDATE: _of_trap(To.MANAGER, TrapAction.CONFIRM, has_words=True),
        DeliveryKind.TRAP_CARD: _of_trap(To.TEAM, has_words=True),
        DeliveryKind.TRAP_CARD_UPDATE: _of_trap(To.TEAM, has_words=True),
        DeliveryKind.TRAP_HUDDLE: _of_trap(To.TEAM),
        DeliveryKind.TRAP_NOTICE: _of_trap(To.OTHER_TEAM),
        DeliveryKind.TRAP_NOTICE_UPDATE: _of_trap(To.OTHER_TEAM),
        DeliveryKind.TRAP_NUDGE: _of_trap(To.OWNER, TrapAction.PLAN),
        DeliveryKind.TRAP_CHECK_BACK: _of_trap(To.TEAM),
        DeliveryKind.TRAP_TO_REPORTER: replace(_to_reporter(), audiences=_TEAMS),
        DeliveryKind.PUBLISHED_TO_REPORTER: replace(
            _to_reporter(), of_library=True, audiences=_TEAMS
        ),
        DeliveryKind.BULLETIN_DRAFT: _DRAFT,
        DeliveryKind.BULLETIN_DRAFT_UPDATE: _DRAFT,
        # Of one story alone nothing is left to open.
        DeliveryKind.BULLETIN: replace(_STORY, has_words=False),
        DeliveryKind.BULLETIN_STORY: _STORY,
        DeliveryKind.BULLETIN_STORY_UPDATE: _STORY,
        DeliveryKind.FIGURES: _notice(To.MEMBER, Deed.FILE),
        DeliveryKind.SETUP_CARD: _notice(To.ANYBODY),
        DeliveryKind.GREETING: _notice(To.ANYBODY),
    }
)
