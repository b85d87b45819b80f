"""The lifecycle's table, written a second time: the tests hold it against the one in the code."""

from itertools import product

from bot.domain.errors import (
    AnsweredAlready,
    AnswerFirst,
    ChangedAlready,
    NotChangedYet,
    NotPossibleNow,
    NotPutOff,
    OpenAgain,
    OpenStill,
    TakenBack,
)
from bot.domain.events import EventKind, Reply
from bot.domain.lifecycle import Action, State
from bot.domain.people import Role

NEW, SEEN, ANSWERED = State.NEW, State.SEEN, State.ANSWERED
CHANGED, CHECKED, WITHDRAWN = State.CHANGED, State.CHECKED, State.WITHDRAWN
UNDER_WAY = (NEW, SEEN, ANSWERED, CHANGED, CHECKED)
STAYS = {state: state for state in UNDER_WAY}

WHO_DECIDES = frozenset({Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD})
WHO_CHANGES = WHO_DECIDES | {Role.TRYING}
WHO_LOOKS_BACK = WHO_CHANGES | {Role.REPORTER, Role.PRACTITIONER}

MAY = {
    Action.SEE: WHO_DECIDES,
    Action.THANK: WHO_DECIDES,
    Action.ANSWER: WHO_DECIDES,
    Action.CHANGE: WHO_CHANGES,
    Action.HELPED: WHO_LOOKS_BACK,
    Action.NOT_HELPED: WHO_LOOKS_BACK,
    Action.EDIT: {Role.REPORTER},
    Action.ADD: {Role.REPORTER},
    Action.ASK: {Role.REPORTER},
    Action.SHARE: {Role.REPORTER},
    Action.REOPEN: {Role.REPORTER},
    Action.CREDIT: {Role.REPORTER},
    Action.UNCREDIT: {Role.REPORTER},
    Action.WITHDRAW: {Role.REPORTER},
    Action.SLIP: {Role.CLOCK},
    Action.OPEN: {Role.LEARNING_LEAD},
    **dict.fromkeys((Action.QUESTION, Action.REDACT), WHO_DECIDES),
    Action.ASK_CONSENT: {*WHO_DECIDES, Role.CLOCK},
    **dict.fromkeys((Action.REPLY, Action.CONSENT, Action.DECLINE), frozenset({Role.REPORTER})),
    **dict.fromkeys((Action.NAME, Action.UNNAME), frozenset({Role.REPORTER})),
    **dict.fromkeys((Action.PUBLISH, Action.UNPUBLISH), frozenset({Role.LEARNING_LEAD})),
    Action.CORRECT: {Role.REPORTER},
    **dict.fromkeys((Action.TRAP_CHANGED, Action.TRAP_CHECKED), frozenset({Role.CLOCK})),
}

LEAVES = {
    Action.SEE: EventKind.SEEN,
    Action.THANK: EventKind.THANKED,
    Action.ANSWER: EventKind.ANSWERED,
    Action.CHANGE: EventKind.CHANGED,
    Action.HELPED: EventKind.HELPED,
    Action.NOT_HELPED: EventKind.REOPENED,
    Action.EDIT: EventKind.EDITED,
    Action.ADD: EventKind.ADDED,
    Action.ASK: EventKind.ASKED,
    Action.SHARE: EventKind.SHARED,
    Action.REOPEN: EventKind.REOPENED,
    Action.CREDIT: EventKind.CREDITED,
    Action.UNCREDIT: EventKind.UNCREDITED,
    Action.WITHDRAW: EventKind.WITHDRAWN,
    Action.SLIP: EventKind.SLIPPED,
    Action.QUESTION: EventKind.QUESTIONED,
    Action.REPLY: EventKind.REPLIED,
    Action.ASK_CONSENT: EventKind.CONSENT_ASKED,
    Action.CONSENT: EventKind.CONSENTED,
    Action.DECLINE: EventKind.DECLINED,
    Action.UNNAME: EventKind.UNNAMED,
    Action.NAME: EventKind.NAMED,
    Action.OPEN: EventKind.OPENED,
    Action.REDACT: EventKind.REDACTED,
    Action.PUBLISH: EventKind.PUBLISHED,
    Action.UNPUBLISH: EventKind.UNPUBLISHED,
    Action.CORRECT: EventKind.CORRECTED,
    Action.TRAP_CHANGED: EventKind.CHANGED,
    Action.TRAP_CHECKED: EventKind.HELPED,
}

LEADS = {
    Action.SEE: {NEW: SEEN},
    Action.THANK: {**STAYS, NEW: SEEN},
    Action.ANSWER: {NEW: ANSWERED, SEEN: ANSWERED, ANSWERED: ANSWERED},
    Action.CHANGE: {ANSWERED: CHANGED, CHANGED: CHANGED, CHECKED: CHANGED},
    Action.HELPED: {CHANGED: CHECKED, CHECKED: CHECKED},
    Action.NOT_HELPED: {CHANGED: SEEN, CHECKED: SEEN},
    Action.EDIT: {NEW: NEW, SEEN: SEEN},
    Action.ADD: STAYS,
    Action.ASK: {state: state for state in STAYS if state is not CHECKED},
    Action.SHARE: STAYS,
    Action.REOPEN: {ANSWERED: SEEN},
    Action.CREDIT: {CHANGED: CHANGED, CHECKED: CHECKED},
    Action.UNCREDIT: {state: state for state in STAYS if state is not NEW},
    Action.WITHDRAW: dict.fromkeys(UNDER_WAY, WITHDRAWN),
    Action.SLIP: {NEW: NEW, SEEN: SEEN},
    **dict.fromkeys((Action.QUESTION, Action.REPLY, Action.OPEN, Action.REDACT), STAYS),
    **dict.fromkeys((Action.ASK_CONSENT, Action.CONSENT, Action.DECLINE), STAYS),
    **dict.fromkeys((Action.NAME, Action.UNNAME), STAYS),
    Action.PUBLISH: {CHANGED: CHANGED, CHECKED: CHECKED},
    Action.UNPUBLISH: {state: state for state in STAYS if state is not NEW},
    Action.CORRECT: {state: state for state in STAYS if state is not NEW},
    Action.TRAP_CHANGED: dict.fromkeys(UNDER_WAY, CHANGED),
    Action.TRAP_CHECKED: {CHANGED: CHECKED, CHECKED: CHECKED},
}

AFTER = {
    (ANSWERED, Action.CHANGE): {Reply.GO_AHEAD, Reply.TRY_UNTIL, Reply.TALK_IT_OVER},
    (ANSWERED, Action.REOPEN): {Reply.NOT_NOW},
}
"""The rows that hold only after one of these answers."""

REFUSED = {
    **dict.fromkeys(product([SEEN, ANSWERED, CHANGED, CHECKED], [Action.SEE]), NotPossibleNow),
    (CHECKED, Action.ASK): NotPossibleNow,
    (CHANGED, Action.ANSWER): ChangedAlready,
    (CHECKED, Action.ANSWER): ChangedAlready,
    (NEW, Action.CHANGE): AnswerFirst,
    (SEEN, Action.CHANGE): AnswerFirst,
    (NEW, Action.HELPED): NotChangedYet,
    (SEEN, Action.HELPED): OpenAgain,
    (ANSWERED, Action.HELPED): NotChangedYet,
    (NEW, Action.NOT_HELPED): NotChangedYet,
    (SEEN, Action.NOT_HELPED): OpenAgain,
    (ANSWERED, Action.NOT_HELPED): NotChangedYet,
    (NEW, Action.CREDIT): NotChangedYet,
    (SEEN, Action.CREDIT): OpenAgain,
    (ANSWERED, Action.CREDIT): NotChangedYet,
    (NEW, Action.UNCREDIT): NotChangedYet,
    **dict.fromkeys(product([ANSWERED, CHANGED, CHECKED], [Action.EDIT]), AnsweredAlready),
    (NEW, Action.REOPEN): OpenStill,
    (SEEN, Action.REOPEN): OpenStill,
    (CHANGED, Action.REOPEN): NotPutOff,
    (CHECKED, Action.REOPEN): NotPutOff,
    **dict.fromkeys(product([ANSWERED, CHANGED, CHECKED], [Action.SLIP]), NotPossibleNow),
    (NEW, Action.PUBLISH): NotChangedYet,
    (SEEN, Action.PUBLISH): OpenAgain,
    (ANSWERED, Action.PUBLISH): NotChangedYet,
    **dict.fromkeys(product([NEW], [Action.UNPUBLISH, Action.CORRECT]), NotPossibleNow),
    **dict.fromkeys(product([NEW, SEEN, ANSWERED], [Action.TRAP_CHECKED]), NotPossibleNow),
    **dict.fromkeys(product([WITHDRAWN], Action), TakenBack),
}
"""Every state and action that is in no row, and the refusal for somebody with the right."""

OTHER_ANSWER = {
    (ANSWERED, Action.CHANGE): AnswerFirst,
    (ANSWERED, Action.REOPEN): NotPutOff,
}
"""The refusals of the rows in `AFTER`, where the latest answer is none of theirs."""
