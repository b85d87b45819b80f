"""What ought to come of every case, from the two tables of the code and nothing else."""

from dataclasses import dataclass

from bot.domain.errors import (
    GoodCatchError,
    NameShownAlready,
    NoNameKept,
    NotAgreed,
    NotAvailable,
    NotPossibleNow,
    Outsider,
    SharedAlready,
    SharedFirst,
    StaysWithDeciders,
    TakenBack,
    TeamFirst,
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


AT_THE_LIBRARY = frozenset({Action.PUBLISH, Action.UNPUBLISH})
"""Whoever is not of the service is told so before anything is looked at."""

_AT_AN_END = frozenset({Stage.PUT_OFF, Stage.CHANGED, Stage.AGREED, Stage.CHECKED, Stage.PUBLISHED})
"""Where a report's story has ended, for now."""


@dataclass(frozen=True)
class Case:
    """What one party is to one report."""

    roles: frozenset[Role]
    mode: Mode
    audience: Audience
    stage: Stage
    is_outsider: bool = False
    """Whether they are of another organisation, or of none any more."""

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
        if self.is_outsider and action in AT_THE_LIBRARY:
            return Outsider
        action = self._meant(action)
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
        if deed is Deed.SAY_HOW_IT_WAS:
            return Nothing() if self.stage in _AT_AN_END else NotPossibleNow
        if self.stage.state is State.WITHDRAWN:
            return TakenBack
        stays = deed is Deed.PROPOSE and self.audience is not Audience.TEAM
        return SharedFirst if stays else Nothing()

    def _meant(self, action: Action) -> Action:
        """What other words are: published ones are corrected, and all others changed."""
        if action not in {Action.EDIT, Action.CORRECT}:
            return action
        return Action.CORRECT if self.stage.is_published else Action.EDIT

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
        return self._in_the_way(action) or (Nothing() if self._is_so_already(action) else row)

    def _in_the_way(self, action: Action) -> type[GoodCatchError] | None:
        """What is said of this report, where the lifecycle would let it be done."""
        match action:
            case Action.THANK if self.stage is Stage.THANKED:
                return ThankedAlready
            case Action.OPEN if self.mode is not Mode.CONFIDENTIAL:
                return NoNameKept if self.mode is Mode.ANONYMOUS else NameShownAlready
            case Action.ASK_CONSENT if self.stage.is_agreed:
                return NotPossibleNow
            case Action.UNPUBLISH if not self.stage.is_published:
                return NotPossibleNow
            case Action.PUBLISH:
                return self._not_to_be_published
        return None

    @property
    def _not_to_be_published(self) -> type[GoodCatchError] | None:
        """Nothing leaves a team but what all of it can read and whose reporter has said yes."""
        if self.audience is not Audience.TEAM:
            return TeamFirst
        if not self.stage.is_agreed:
            return NotAgreed
        return NotPossibleNow if self.stage.is_published else None

    def _is_so_already(self, action: Action) -> bool:
        match action:
            case Action.ASK_CONSENT:
                return self.stage.is_consent_asked
            case Action.CONSENT:
                return self.stage.is_agreed
            case Action.NAME:
                return self.mode is Mode.NAMED
            case Action.UNNAME:
                return self.mode is Mode.CONFIDENTIAL
        return False
