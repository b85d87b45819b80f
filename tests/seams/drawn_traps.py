"""Everything about error traps that the bot draws to be pressed, chosen from or sent."""

from collections.abc import Iterator
from typing import Any

from bot.domain.change import Strength
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId
from bot.domain.trap_lifecycle import LIVE, TrapState
from bot.domain.trap_list import TrapList
from bot.domain.trap_steps import TrapStep
from bot.views import trap_card, trap_forms, trap_list, trap_messages, trap_question, trap_window
from bot.views.ids import Callback
from tests.views.reports import AMINA, TODAY, seen_by_manager
from tests.views.traps import (
    DECIDES,
    ID,
    REOPENED_STORY,
    STORIES,
    a_row,
    elsewhere,
    in_its_channel,
    near_misses,
    read_by,
    seen_as,
)

_AT_WORK = LIVE - {TrapState.PROPOSED}

LISTS = (
    TrapList((), 0, None),
    *(
        TrapList(tuple(a_row(state) for _ in range(8)), first, following)
        for state in LIVE
        for first, following in ((0, 8), (8, None))
    ),
)


def drawn() -> Iterator[Any]:
    """Every view and message about a trap, in each state that shows other buttons."""
    for state, events in STORIES.items():
        deciding = read_by(DECIDES, events, reports=near_misses(40), unseen=1)
        yield trap_window.trap_window(deciding)
        yield trap_window.trap_window(deciding, 39)
        yield trap_question.trap_settled(deciding.trap, AMINA, today=TODAY).blocks
        if state in _AT_WORK:
            yield from _at_work(state)
    for by_bot in (True, False):
        asked = read_by(DECIDES, STORIES[TrapState.PROPOSED], reports=near_misses(3))
        yield trap_question.trap_proposed(asked, by_bot=by_bot).blocks
    yield from map(trap_list.trap_list, LISTS)
    yield trap_card.trap_card(in_its_channel(REOPENED_STORY)).blocks
    yield trap_card.trap_gone("T-7K3Q").blocks
    yield from _forms()


def _at_work(state: TrapState) -> Iterator[Any]:
    yield trap_card.trap_card(in_its_channel(STORIES[state], reports=near_misses(9))).blocks
    yield trap_messages.trap_notice(elsewhere(state), today=TODAY).blocks
    trap = seen_as(DECIDES, STORIES[state])
    yield trap_messages.huddle(trap).blocks
    yield trap_messages.trap_check_back(trap, today=TODAY).blocks
    for step in TrapStep:
        yield trap_messages.trap_nudge(trap, step, today=TODAY, is_last=True).blocks
    report = seen_by_manager()
    yield trap_messages.trap_to_reporter(report, elsewhere(state), today=TODAY).blocks


def _forms() -> Iterator[Any]:
    seen, report = read_by(DECIDES), seen_by_manager()
    begun = trap_forms.Begun("All are reminded", Strength.REMIND, TODAY, Gentle((), reminds=True))
    for callback in (Callback.TRAP_CONFIRM, Callback.TRAP_DESCRIBE):
        yield trap_forms.describe_form(seen, callback)
    for before in (None, begun):
        yield trap_forms.plan_form(seen, before)
        yield trap_forms.change_form(seen, before)
    yield trap_forms.own_form(seen)
    for others in ((), (seen.trap,)):
        yield trap_forms.merge_form(ID, others)
        yield trap_forms.link_form(ReportId("0f" * 16), others)
    yield trap_forms.propose_form(report)
    yield trap_forms.proposed()
    yield trap_forms.planned(seen)
    for kept in (
        trap_forms.linked,
        trap_forms.merged,
        trap_forms.confirmed,
        trap_forms.described,
        trap_forms.owned,
        trap_forms.changed,
    ):
        yield kept(seen.trap)
