"""What ought to come of every case, from the two tables of the code and nothing else."""

from dataclasses import dataclass

from bot.domain.errors import (
    GoodCatchError,
    NameShownAlready,
    NoNameKept,
    NotAvailable,
    SharedAlready,
    StaysWithDeciders,
    TakenBack,
    ThankedAlready,
    YourOwn,
)
from bot.domain.lifecycle import TRANSITIONS, Action, State, Transition, refusal
from bot.domain.people import DECIDERS, Role
from bot.domain.permissions import MAY, Deed
from bot.domain.report import Audience, Mode
from tests.matrix.deeds import deed_of
from tests.matrix.stages import Stage


@dataclass(frozen=True)
class Nothing:
    """It is let through, and leaves everything as it was."""


Outcome = Transition | Nothing | type[GoodCatchError]


@dataclass(frozen=True)
class Case:
    """What one party is to one report."""

    roles: frozenset[Role]
    mode: Mode
    audience: Audience
    stage: Stage

    def may(self, deed: Deed) -> bool:
        """Whether the table lets them, whatever state the report is in."""
        is_own = Role.REPORTER in self.roles
        powers = self.roles - DECIDERS if is_own else self.roles
        return self.reads and bool(powers & MAY[deed])

    @property
    def reads(self) -> bool:
        """Whether the table lets them read it."""
        shared = self.audience is Audience.TEAM
        return bool(self.roles & MAY[Deed.READ_SHARED if shared else Deed.READ_UNSHARED])

    def of(self, action: Action) -> Outcome:
        """What comes of an action."""
        if not self.may(deed_of(action)):
            return NotAvailable
        return self._before(action) or self._by_lifecycle(action)

    def beside(self, deed: Deed) -> Outcome:
        """What comes of something that leaves no event."""
        if not self.may(deed):
            return NotAvailable
        is_own = Role.REPORTER in self.roles and self.mode is not Mode.CONFIDENTIAL
        if deed is Deed.SAY_SEEN_TOO and is_own:
            return YourOwn
        return TakenBack if self.stage.state is State.WITHDRAWN else Nothing()

    def _before(self, action: Action) -> Outcome | None:
        """What is said whatever state the report is in."""
        if action is Action.SHARE:
            # What may be shared at all here has left somebody out.
            return SharedAlready if self.audience is Audience.TEAM else StaysWithDeciders
        if deed_of(action) is Deed.CREDIT and self.mode is not Mode.NAMED:
            return NotAvailable
        return None

    def _by_lifecycle(self, action: Action) -> Outcome:
        state = self.stage.state
        row = TRANSITIONS.get((state, action))
        if action is Action.DECLINE and not self.stage.is_consent_asked:
            return Nothing()
        if row is None or (row.after and self.stage.reply not in row.after):
            # Who only asks what is happening is told where it stands.
            return Nothing() if action is Action.ASK else refusal(state, action)
        if action is Action.THANK and self.stage is Stage.THANKED:
            return ThankedAlready
        if action is Action.OPEN and self.mode is not Mode.CONFIDENTIAL:
            return NoNameKept if self.mode is Mode.ANONYMOUS else NameShownAlready
        return Nothing() if self._is_so_already(action) else row

    def _is_so_already(self, action: Action) -> bool:
        match action:
            case Action.ASK_CONSENT:
                return self.stage.is_consent_asked
            case Action.NAME:
                return self.mode is Mode.NAMED
            case Action.UNNAME:
                return self.mode is Mode.CONFIDENTIAL
        return False
