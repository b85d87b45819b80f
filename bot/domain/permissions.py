"""The one table of who may do what; whatever is not in it nobody may.

Rows are what can be done, and what stands beside each is what somebody has to be to the report.
People who are nothing to it, such as a workspace administrator who is in no team, whoever runs the
host, and anybody from outside, have no role and so no right. *When* something may be done is the
lifecycle's to say. Nobody decides on their own report, whatever else they are (`Viewer.powers`),
and to whoever was left out of a report it does not exist.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.people import DECIDERS, Role


class Deed(StrEnum):
    """What can be done with a report."""

    FILE = "file"
    READ_SHARED = "read_shared"
    READ_UNSHARED = "read_unshared"
    """Only those who decide were to read it."""
    SAY_SEEN_TOO = "say_seen_too"
    PROPOSE = "propose"
    """Say that it may be a part of an error trap."""
    SEE = "see"
    THANK = "thank"
    ANSWER = "answer"
    CHANGE = "change"
    SAY_WHETHER_IT_HELPED = "say_whether_it_helped"
    QUESTION = "question"
    ASK_CONSENT = "ask_consent"
    REDACT = "redact"
    OPEN = "open"
    """Open the identity of a confidential reporter, for a reason that they are told."""
    EDIT = "edit"
    ADD = "add"
    ASK = "ask"
    REPLY = "reply"
    SHARE = "share"
    REOPEN = "reopen"
    CREDIT = "credit"
    """Say whether one may be thanked by name."""
    CONSENT = "consent"
    """Say whether it may be shared beyond the team."""
    CHANGE_MODE = "change_mode"
    """Leave one's name out, or put it to the report."""
    WITHDRAW = "withdraw"
    SAY_HOW_IT_WAS = "say_how_it_was"
    """Answer the two questions of the pulse."""
    PUBLISH = "publish"
    """Let everybody in the service read the whole story, which its reporter has agreed to."""
    UNPUBLISH = "unpublish"
    CORRECT = "correct"
    """Set right what was published."""
    SLIP = "slip"
    FOLLOW = "follow"
    """Go the way of the error trap that it belongs to."""


_REPORTER = frozenset({Role.REPORTER})
_TEAM = frozenset({Role.PRACTITIONER})

MAY: Final[Mapping[Deed, frozenset[Role]]] = MappingProxyType(
    {
        Deed.FILE: _TEAM,
        Deed.READ_SHARED: frozenset(Role) - {Role.CLOCK},
        Deed.READ_UNSHARED: DECIDERS | _REPORTER,
        Deed.SAY_SEEN_TOO: _TEAM,
        Deed.PROPOSE: DECIDERS | _TEAM,
        Deed.SEE: DECIDERS,
        Deed.THANK: DECIDERS,
        Deed.ANSWER: DECIDERS,
        Deed.CHANGE: DECIDERS | {Role.TRYING},
        Deed.SAY_WHETHER_IT_HELPED: DECIDERS | _TEAM | _REPORTER | {Role.TRYING},
        Deed.QUESTION: DECIDERS,
        Deed.ASK_CONSENT: DECIDERS | {Role.CLOCK},
        Deed.REDACT: DECIDERS,
        Deed.OPEN: frozenset({Role.LEARNING_LEAD}),
        Deed.EDIT: _REPORTER,
        Deed.ADD: _REPORTER,
        Deed.ASK: _REPORTER,
        Deed.REPLY: _REPORTER,
        Deed.SHARE: _REPORTER,
        Deed.REOPEN: _REPORTER,
        Deed.CREDIT: _REPORTER,
        Deed.CONSENT: _REPORTER,
        Deed.CHANGE_MODE: _REPORTER,
        Deed.WITHDRAW: _REPORTER,
        Deed.SAY_HOW_IT_WAS: _REPORTER,
        Deed.PUBLISH: frozenset({Role.LEARNING_LEAD}),
        Deed.UNPUBLISH: frozenset({Role.LEARNING_LEAD}),
        Deed.CORRECT: _REPORTER,
        Deed.SLIP: frozenset({Role.CLOCK}),
        Deed.FOLLOW: frozenset({Role.CLOCK}),
    }
)
