"""The one table of what may be done to a report, in which state, by whom, and what it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import (
    AnsweredAlready,
    AnswerFirst,
    ChangedAlready,
    GoodCatchError,
    NotAvailable,
    NotChangedYet,
    NotPossibleNow,
    NotPutOff,
    OpenAgain,
    OpenStill,
    TakenBack,
    ThankedAlready,
)
from bot.domain.events import Event, EventKind, Reply
from bot.domain.people import Role, Viewer
from bot.domain.permissions import MAY, Deed


class State(StrEnum):
    """Where a report stands."""

    NEW = "new"
    SEEN = "seen"
    ANSWERED = "answered"
    CHANGED = "changed"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.NEW, State.SEEN})
"""Waiting for an answer."""


class Action(StrEnum):
    """What somebody, or time, can do to a report."""

    SEE = "see"
    THANK = "thank"
    ANSWER = "answer"
    CHANGE = "change"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    EDIT = "edit"
    ADD = "add"
    ASK = "ask"
    SHARE = "share"
    REOPEN = "reopen"
    CREDIT = "credit"
    UNCREDIT = "uncredit"
    WITHDRAW = "withdraw"
    SLIP = "slip"
    QUESTION = "question"
    REPLY = "reply"
    ASK_CONSENT = "ask_consent"
    CONSENT = "consent"
    DECLINE = "decline"
    UNNAME = "unname"
    NAME = "name"
    OPEN = "open"
    REDACT = "redact"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    CORRECT = "correct"
    TRAP_CHANGED = "trap_changed"
    """The error trap that it belongs to was redesigned."""
    TRAP_CHECKED = "trap_checked"
    """And that has helped."""


@dataclass(frozen=True)
class Transition:
    """A row of the table: who may, what is recorded and where the report stands afterwards.

    `after` narrows it to reports whose latest answer is one of these; empty means any.
    """

    who: frozenset[Role]
    event: EventKind
    to: State
    after: frozenset[Reply] = frozenset()


_GOES_ON = frozenset(reply for reply in Reply if reply.goes_on)
_NOT_NOW = frozenset({Reply.NOT_NOW})


_WHEREVER_IT_STANDS = (
    (Action.QUESTION, MAY[Deed.QUESTION], EventKind.QUESTIONED),
    (Action.REPLY, MAY[Deed.REPLY], EventKind.REPLIED),
    (Action.ASK_CONSENT, MAY[Deed.ASK_CONSENT], EventKind.CONSENT_ASKED),
    (Action.CONSENT, MAY[Deed.CONSENT], EventKind.CONSENTED),
    (Action.DECLINE, MAY[Deed.CONSENT], EventKind.DECLINED),
    (Action.UNNAME, MAY[Deed.CHANGE_MODE], EventKind.UNNAMED),
    (Action.NAME, MAY[Deed.CHANGE_MODE], EventKind.NAMED),
    (Action.OPEN, MAY[Deed.OPEN], EventKind.OPENED),
    (Action.REDACT, MAY[Deed.REDACT], EventKind.REDACTED),
)
"""What leaves a report where it stands, unless it was taken back."""


def _rows() -> Iterable[tuple[State, Action, Transition]]:
    new, seen, answered = State.NEW, State.SEEN, State.ANSWERED
    changed, checked = State.CHANGED, State.CHECKED
    yield new, Action.SEE, Transition(MAY[Deed.SEE], EventKind.SEEN, seen)
    yield new, Action.THANK, Transition(MAY[Deed.THANK], EventKind.THANKED, seen)
    for state in (seen, answered, changed, checked):
        yield state, Action.THANK, Transition(MAY[Deed.THANK], EventKind.THANKED, state)
    for state in (new, seen, answered):
        yield state, Action.ANSWER, Transition(MAY[Deed.ANSWER], EventKind.ANSWERED, answered)
    yield (
        answered,
        Action.CHANGE,
        Transition(MAY[Deed.CHANGE], EventKind.CHANGED, changed, _GOES_ON),
    )
    for state in (changed, checked):
        yield state, Action.CHANGE, Transition(MAY[Deed.CHANGE], EventKind.CHANGED, changed)
        yield (
            state,
            Action.HELPED,
            Transition(MAY[Deed.SAY_WHETHER_IT_HELPED], EventKind.HELPED, checked),
        )
        yield (
            state,
            Action.NOT_HELPED,
            Transition(MAY[Deed.SAY_WHETHER_IT_HELPED], EventKind.REOPENED, seen),
        )
        yield state, Action.CREDIT, Transition(MAY[Deed.CREDIT], EventKind.CREDITED, state)
    for state in (seen, answered, changed, checked):
        # A yes outlasts being opened again, and so does the right to take it back.
        yield state, Action.UNCREDIT, Transition(MAY[Deed.CREDIT], EventKind.UNCREDITED, state)
    for state in (new, seen):
        yield state, Action.EDIT, Transition(MAY[Deed.EDIT], EventKind.EDITED, state)
        yield state, Action.SLIP, Transition(MAY[Deed.SLIP], EventKind.SLIPPED, state)
    for state in (new, seen, answered, changed):
        yield state, Action.ASK, Transition(MAY[Deed.ASK], EventKind.ASKED, state)
    for state in (new, seen, answered, changed, checked):
        yield state, Action.ADD, Transition(MAY[Deed.ADD], EventKind.ADDED, state)
        yield state, Action.SHARE, Transition(MAY[Deed.SHARE], EventKind.SHARED, state)
        yield (
            state,
            Action.WITHDRAW,
            Transition(MAY[Deed.WITHDRAW], EventKind.WITHDRAWN, State.WITHDRAWN),
        )
        for action, who, event in _WHEREVER_IT_STANDS:
            yield state, action, Transition(who, event, state)
    yield answered, Action.REOPEN, Transition(MAY[Deed.REOPEN], EventKind.REOPENED, seen, _NOT_NOW)


def _rows_beyond_the_team() -> Iterable[tuple[State, Action, Transition]]:
    """What an error trap brings about, and what becomes of a story that everybody may read."""
    new, seen, answered = State.NEW, State.SEEN, State.ANSWERED
    changed, checked = State.CHANGED, State.CHECKED
    for state in (new, seen, answered, changed, checked):
        yield state, Action.TRAP_CHANGED, Transition(MAY[Deed.FOLLOW], EventKind.CHANGED, changed)
    for state in (changed, checked):
        # A story without a change is no lesson.
        yield state, Action.PUBLISH, Transition(MAY[Deed.PUBLISH], EventKind.PUBLISHED, state)
        yield state, Action.TRAP_CHECKED, Transition(MAY[Deed.FOLLOW], EventKind.HELPED, checked)
    for state in (seen, answered, changed, checked):
        # It may have been opened again since it was published.
        yield state, Action.UNPUBLISH, Transition(MAY[Deed.UNPUBLISH], EventKind.UNPUBLISHED, state)
        yield state, Action.CORRECT, Transition(MAY[Deed.CORRECT], EventKind.CORRECTED, state)


TRANSITIONS: dict[tuple[State, Action], Transition] = {
    (state, action): row for state, action, row in (*_rows(), *_rows_beyond_the_team())
}
"""Everything that is not in this table is refused with a kind sentence."""

_LEADS_TO: dict[tuple[State, EventKind], State] = {
    (state, row.event): row.to for (state, _), row in TRANSITIONS.items()
}

_NOTHING_TO_LOOK_BACK_ON: dict[State, type[GoodCatchError]] = {
    State.NEW: NotChangedYet,
    State.SEEN: OpenAgain,
    State.ANSWERED: NotChangedYet,
}

_SENTENCES: dict[Action, dict[State, type[GoodCatchError]]] = {
    Action.ANSWER: {State.CHANGED: ChangedAlready, State.CHECKED: ChangedAlready},
    Action.CHANGE: dict.fromkeys((State.NEW, State.SEEN, State.ANSWERED), AnswerFirst),
    Action.EDIT: dict.fromkeys((State.ANSWERED, State.CHANGED, State.CHECKED), AnsweredAlready),
    Action.REOPEN: {
        **dict.fromkeys((State.NEW, State.SEEN), OpenStill),
        **dict.fromkeys((State.ANSWERED, State.CHANGED, State.CHECKED), NotPutOff),
    },
    Action.HELPED: _NOTHING_TO_LOOK_BACK_ON,
    Action.NOT_HELPED: _NOTHING_TO_LOOK_BACK_ON,
    Action.CREDIT: _NOTHING_TO_LOOK_BACK_ON,
    Action.UNCREDIT: _NOTHING_TO_LOOK_BACK_ON,
    Action.PUBLISH: _NOTHING_TO_LOOK_BACK_ON,
}


def refusal(state: State, action: Action) -> type[GoodCatchError]:
    """Why this cannot be done in this state, by somebody with the right to do it in another."""
    if state is State.WITHDRAWN:
        return TakenBack
    return _SENTENCES.get(action, {}).get(state, NotPossibleNow)


def decide(
    state: State, action: Action, viewer: Viewer, *, thanked: bool, answer: Reply | None
) -> EventKind:
    """The event that `action` by `viewer` leaves behind.

    `thanked` says whether somebody has said thank you already: it is said once. `answer` is the
    latest answer, if there is one.

    Raises:
        NotAvailable: the viewer has no right to do this in any state; the words are those for a
            report that does not exist.
        GoodCatchError: the right is there, but not in this state; `refusal` says which.
    """
    rows = [row for (_, act), row in TRANSITIONS.items() if act is action]
    if not any(viewer.powers & row.who for row in rows):
        raise NotAvailable
    row = TRANSITIONS.get((state, action))
    if row is None or (row.after and answer not in row.after):
        raise refusal(state, action)
    if thanked and row.event is EventKind.THANKED:
        raise ThankedAlready
    return row.event


def state_after(events: Iterable[Event]) -> State:
    """Where a report stands after `events`, oldest first; the events alone decide it."""
    state = State.NEW
    for event in events:
        state = _LEADS_TO.get((state, event.kind), state)
    return state
