"""What may become of a report: the paths through the loop, and what each leaves on record."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.events import EventKind


class Path(StrEnum):
    """What is done about one report, beside what is done about each."""

    ANSWERED = "answered"
    """Answered by its manager in the digest: the ordinary thing."""
    REACTED_TO = "reacted to"
    """Answered by an emoji on its card."""
    EDITED = "edited"
    """Its reporter changes the words before the answer."""
    LEFT_OUT = "left out"
    """Its reporter leaves the deputy out of it."""
    ASKED_ABOUT = "asked about"
    """Its manager asks the reporter something, and is answered."""
    PUT_OFF = "put off"
    """Not now; its reporter replies, which opens it again."""
    CONSENTED = "consented"
    """Its reporter is asked whether it may leave the team, and says yes."""
    ADDED_TO = "added to"
    """Its reporter adds something."""
    ASKED_AFTER = "asked after"
    """Its reporter asks what is happening."""
    TALKED_OVER = "talked over"
    """Its reporter takes part where others do: an emoji, "seen this too" on another's card, and
    who is confidential a reply in the thread, which they take away again when they are told."""
    CHANGED = "changed"
    """Something is changed and has helped; in time it is forgotten who wrote the report."""
    WITHDRAWN = "withdrawn"
    """Its reporter takes it back."""
    WAITING = "waiting"
    """Nobody answers it."""
    OPENED = "opened"
    """A learning lead asks for the name, for a reason: break-glass."""
    ERASED = "erased"
    """The host erases it, with a learning lead's leave."""


ORDER = (*(path for path in Path if path is not Path.ANSWERED), Path.ANSWERED)
"""The special ones first, so that a flock of few has those."""

SPECIAL = len(Path) - 1

ON_RECORD: Mapping[Path, frozenset[EventKind]] = {
    Path.ANSWERED: frozenset({EventKind.ANSWERED}),
    Path.REACTED_TO: frozenset({EventKind.ANSWERED}),
    Path.EDITED: frozenset({EventKind.EDITED, EventKind.ANSWERED}),
    Path.LEFT_OUT: frozenset({EventKind.ANSWERED}),
    Path.ASKED_ABOUT: frozenset({EventKind.QUESTIONED, EventKind.REPLIED}),
    Path.PUT_OFF: frozenset({EventKind.ANSWERED, EventKind.REOPENED}),
    Path.CONSENTED: frozenset({EventKind.CONSENT_ASKED, EventKind.CONSENTED}),
    Path.ADDED_TO: frozenset({EventKind.ADDED, EventKind.ANSWERED}),
    Path.ASKED_AFTER: frozenset({EventKind.ASKED, EventKind.ANSWERED}),
    Path.TALKED_OVER: frozenset({EventKind.ANSWERED}),
    Path.CHANGED: frozenset({EventKind.ANSWERED, EventKind.CHANGED}),
    Path.WITHDRAWN: frozenset({EventKind.WITHDRAWN}),
    Path.WAITING: frozenset(),
    Path.OPENED: frozenset({EventKind.ANSWERED}),
}
"""Of every report on this path once two days have gone by; an erased one is not there any more."""

LATER: Mapping[Path, frozenset[EventKind]] = {
    Path.CHANGED: frozenset({EventKind.HELPED}),
    Path.WAITING: frozenset({EventKind.SLIPPED}),
}
"""The same once weeks have gone by."""
