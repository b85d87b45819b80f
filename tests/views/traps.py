"""Error traps as the guard hands them to the views, in the shapes that these tests need."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.domain.change import Strength, Verdict
from bot.domain.events import BOT, TEAM
from bot.domain.ids import ReportId, TeamId, TrapId
from bot.domain.privacy import VisibleReport
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import (
    ITS_TEAM,
    OTHER_TEAM,
    TrapEventKind,
    TrapRole,
    TrapState,
    TrapViewer,
)
from bot.domain.trap_list import TrapRow
from bot.domain.trap_privacy import VisibleTrap, visible_to
from bot.domain.trap_reading import TrapSeen
from bot.domain.trap_steps import TrapStep
from tests.views.reports import AMINA, BEN, TODAY, seen_by_manager

ID: Final = TrapId("7e" * 16)
REFERENCE: Final = "T-7K3Q"
NAME: Final = "The court bundle goes to the old address"
PLAN: Final = "The form fills the address in by itself"
CHANGE: Final = "The form takes the address from the case file"
BY: Final = date(2026, 12, 7)
"""A Monday, eleven days after `reports.TODAY`."""
LOOK: Final = date(2026, 12, 28)

DECIDES: Final = TrapViewer(AMINA, frozenset({TrapRole.DECIDER, TrapRole.MEMBER}))
LEARNS: Final = TrapViewer(AMINA, frozenset({TrapRole.LEARNING_LEAD}))
OWNS: Final = TrapViewer(BEN, frozenset({TrapRole.OWNER, TrapRole.MEMBER}))


def happened(kind: TrapEventKind, **given: Any) -> TrapEvent:  # noqa: ANN401 - any field
    return replace(TrapEvent(kind, datetime(2026, 11, 25, 9, tzinfo=UTC), AMINA), **given)


PROPOSED: Final = happened(TrapEventKind.PROPOSED, actor=BOT)
CONFIRMED: Final = happened(TrapEventKind.CONFIRMED, words=NAME)
OWNED: Final = happened(TrapEventKind.OWNED, owner=BEN)
PLANNED: Final = happened(TrapEventKind.PLANNED, words=PLAN, until=BY, strength=Strength.DESIGN_OUT)
CHANGED: Final = happened(TrapEventKind.CHANGED, words=CHANGE, until=LOOK, strength=Strength.EASIER)
HELPED: Final = happened(TrapEventKind.HELPED, actor=TEAM, verdict=Verdict.YES)
REOPENED: Final = happened(TrapEventKind.REOPENED, actor=TEAM, verdict=Verdict.NO)

STORIES: Final[dict[TrapState, tuple[TrapEvent, ...]]] = {
    TrapState.PROPOSED: (PROPOSED,),
    TrapState.CONFIRMED: (PROPOSED, CONFIRMED),
    TrapState.REDESIGNING: (PROPOSED, CONFIRMED, OWNED, PLANNED),
    TrapState.CHANGED: (PROPOSED, CONFIRMED, OWNED, PLANNED, CHANGED),
    TrapState.CHECKED: (PROPOSED, CONFIRMED, OWNED, PLANNED, CHANGED, HELPED),
    TrapState.DISMISSED: (PROPOSED, happened(TrapEventKind.DISMISSED)),
    TrapState.MERGED: (
        PROPOSED,
        CONFIRMED,
        happened(TrapEventKind.MERGED, other=TrapId("9c" * 16)),
    ),
}
"""How a trap comes to stand in each state."""

REOPENED_STORY: Final = (*STORIES[TrapState.CHANGED], REOPENED)


def near_misses(number: int, **changes: Any) -> tuple[VisibleReport, ...]:  # noqa: ANN401 - any field
    """So many reports, oldest first, as somebody who decides sees them."""
    return tuple(
        seen_by_manager(**{"id": ReportId(f"{n:032x}"), "reference": f"NM-{n:04d}"} | changes)
        for n in range(number)
    )


def seen_as(
    viewer: TrapViewer,
    events: Iterable[TrapEvent] = STORIES[TrapState.CONFIRMED],
    *,
    reports: tuple[VisibleReport, ...] = (),
    unseen: int = 0,
    **changes: Any,  # noqa: ANN401 - any field of a trap
) -> VisibleTrap:
    """The trap of these tests with `unseen` more reports, as `viewer` sees it."""
    others = {ReportId(f"{n:032x}") for n in range(1_000, 1_000 + unseen)}
    trap = Trap(
        id=ID,
        reference=REFERENCE,
        team=TeamId("ab" * 16),
        name=NAME,
        stage=Stage.COURT,
        factors=(Factor.HANDOVER, Factor.INFORMATION),
        proposed_on=date(2026, 11, 24),
        events=tuple(events),
        reports=frozenset({report.id for report in reports} | others),
    )
    return visible_to(replace(trap, **changes), viewer, reports)


def read_by(
    viewer: TrapViewer,
    events: Iterable[TrapEvent] = STORIES[TrapState.CONFIRMED],
    **given: Any,  # noqa: ANN401 - whatever `seen_as` takes
) -> TrapSeen:
    return TrapSeen(seen_as(viewer, events, **given), TODAY)


def a_row(state: TrapState, **changes: Any) -> TrapRow:  # noqa: ANN401 - any field
    """The same in a list, as somebody who decides reads it."""
    found = TrapRow(
        trap=seen_as(DECIDES, STORIES[state]),
        step=_STEPS.get(state),
        since=date(2026, 11, 25),
        is_since_told=True,
        team="Riverside",
        today=TODAY,
    )
    return replace(found, **changes)


_STEPS: Final = {
    TrapState.CONFIRMED: TrapStep.NEXT_STEP,
    TrapState.REDESIGNING: TrapStep.PLANNED,
    TrapState.CHANGED: TrapStep.CHECK_BACK,
}


def in_its_channel(
    events: Iterable[TrapEvent] = STORIES[TrapState.CONFIRMED],
    **given: Any,  # noqa: ANN401 - whatever `seen_as` takes
) -> TrapSeen:
    return read_by(ITS_TEAM, events, **given)


def elsewhere(state: TrapState = TrapState.CONFIRMED, **given: Any) -> VisibleTrap:  # noqa: ANN401
    return seen_as(OTHER_TEAM, STORIES[state], **given)
