"""The guard of error traps: the only way from one to something that can be shown.

A trap may hold reports of several teams. Whoever looks at it sees of those only what the guard of
reports has let them see, and of the others that they are there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import (
    TrapAction,
    TrapEventKind,
    TrapRole,
    TrapState,
    TrapViewer,
    decide,
)

_BEFORE_IT_IS_ONE = frozenset({TrapState.PROPOSED, TrapState.DISMISSED})

_TOLD = frozenset(
    {
        TrapEventKind.PLANNED,
        TrapEventKind.CHANGED,
        TrapEventKind.HELPED,
        TrapEventKind.REOPENED,
    }
)
"""What is a part of its story; everything else is bookkeeping."""

_WORK_ON_IT = frozenset({TrapRole.MEMBER, TrapRole.DECIDER, TrapRole.OWNER, TrapRole.LEARNING_LEAD})


class _Seal:
    """Held by this module alone: what a `VisibleTrap` must be made with."""


_SEAL = _Seal()


@dataclass(frozen=True)
class VisibleTrap:
    """What one viewer may see of one error trap. Made by `visible_to` and nowhere else."""

    seal: _Seal
    id: TrapId
    reference: str
    name: str
    state: TrapState
    stage: Stage | None
    factors: tuple[Factor, ...]
    proposed_on: date
    reports: tuple[VisibleReport, ...]
    """Those of its reports that the viewer may read, oldest first."""
    has_others: bool
    """Whether there are more of them that the viewer may not read; never how many."""
    owner: UserId | None
    plan: TrapEvent | None
    change: TrapEvent | None
    story: tuple[TrapEvent, ...]
    """What was planned, changed and found, oldest first."""
    merged_into: TrapId | None
    is_neighbour: bool
    """Whether the viewer is from another team, and sees name, plan and change alone."""
    may: frozenset[TrapAction]
    """What the viewer may do to it now."""


def may_see(trap: Trap, viewer: TrapViewer) -> bool:
    """Whether the viewer may know of the trap at all.

    Before somebody has confirmed it, only those who may: it is a guess about people's reports.
    """
    if trap.state in _BEFORE_IT_IS_ONE:
        return bool(viewer.roles & {TrapRole.DECIDER, TrapRole.LEARNING_LEAD})
    return bool(viewer.roles)


def visible_to(trap: Trap, viewer: TrapViewer, reports: Iterable[VisibleReport]) -> VisibleTrap:
    """The part of `trap` that `viewer` may see.

    `reports` are those of its reports that the guard of reports has made for the same viewer, or
    for everybody where they are published; others are not taken.

    Raises:
        NotAvailable: the viewer may not know of it; the words are those for one that does not
            exist.
    """
    if not may_see(trap, viewer):
        raise NotAvailable
    works_on_it = bool(viewer.roles & _WORK_ON_IT)
    shown = [report for report in reports if report.id in trap.reports]
    told = tuple(event for event in trap.events if event.kind in _TOLD)
    return VisibleTrap(
        seal=_SEAL,
        id=trap.id,
        reference=trap.reference,
        name=trap.name,
        state=trap.state,
        stage=trap.stage,
        factors=trap.factors,
        proposed_on=trap.proposed_on,
        reports=tuple(sorted(shown, key=lambda one: (one.filed_on, one.reference))),
        has_others=bool(trap.reports - _ids(shown)),
        owner=trap.owner if works_on_it else None,
        plan=trap.plan,
        change=trap.change,
        story=told,
        merged_into=trap.merged_into,
        is_neighbour=not works_on_it,
        may=frozenset(action for action in TrapAction if _may(trap, action, viewer)),
    )


def _ids(reports: Iterable[VisibleReport]) -> frozenset[ReportId]:
    return frozenset(report.id for report in reports)


def _may(trap: Trap, action: TrapAction, viewer: TrapViewer) -> bool:
    try:
        decide(trap.state, action, viewer)
    except GoodCatchError:
        return False
    return True
