"""An error trap: many near misses, one cause in the way work is designed, a redesign, a check."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.change import Strength, Verdict
from bot.domain.events import BOT, ERASED, REPORTER, TEAM
from bot.domain.ids import ReportId, TeamId, TrapId, UserId
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_lifecycle import TrapEventKind, TrapState, state_after


@dataclass(frozen=True)
class TrapEvent:
    """One thing that happened to an error trap.

    `at` is an aware UTC moment; of what somebody says without deciding anything, only the hour is
    kept. `actor` is `TEAM` (a colleague, who is not kept), `BOT`, or the Slack id of whoever
    decided, owns or learns across teams. `until` is the day that goes with it: by when a change is
    planned, or when to look whether it has helped.
    """

    kind: TrapEventKind
    at: datetime
    actor: str
    words: str = ""
    until: date | None = None
    owner: UserId | None = None
    """Who has taken it on, from this event on."""
    strength: Strength | None = None
    verdict: Verdict | None = None
    other: TrapId | None = None
    """The error trap that this one went into."""

    @property
    def decider(self) -> UserId | None:
        """The person who did this, where it is kept who it was."""
        nobody = {REPORTER, TEAM, BOT, ERASED}
        return None if self.actor in nobody else UserId(self.actor)


@dataclass(frozen=True)
class Trap:
    """An error trap as the store holds it; `trap_privacy.visible_to` makes something to show.

    `reports` are those that belong to it, in no order that tells anything.
    """

    id: TrapId
    reference: str
    team: TeamId
    """The team that works on it, in whose channel its card stands."""
    name: str
    """What people call it: what the bot or whoever proposed it wrote, until somebody confirms."""
    stage: Stage | None
    factors: tuple[Factor, ...]
    proposed_on: date
    events: tuple[TrapEvent, ...]
    reports: frozenset[ReportId]

    @property
    def state(self) -> TrapState:
        return state_after(event.kind for event in self.events)

    def latest(self, *kinds: TrapEventKind) -> TrapEvent | None:
        """The last event of one of these kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)

    @property
    def owner(self) -> UserId | None:
        """Who has taken it on, and is asked for the next step."""
        taken = self.latest(TrapEventKind.OWNED)
        return taken.owner if taken and taken.owner != ERASED else None

    @property
    def plan(self) -> TrapEvent | None:
        """The change that is planned, where none was made since."""
        last = self.latest(TrapEventKind.PLANNED, TrapEventKind.CHANGED)
        return last if last and last.kind is TrapEventKind.PLANNED else None

    @property
    def change(self) -> TrapEvent | None:
        """The latest change, where there is one."""
        return self.latest(TrapEventKind.CHANGED)

    @property
    def merged_into(self) -> TrapId | None:
        """The error trap that this one went into."""
        merged = self.latest(TrapEventKind.MERGED)
        return merged.other if merged else None
