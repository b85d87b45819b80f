"""What may be done to a report, in which state, by whom; and what follows from it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import GoodCatchError, NotAvailable, NotPossibleNow
from bot.domain.events import BOT, REPORTER, Event, EventKind
from bot.domain.lifecycle import TRANSITIONS, Action, State, decide, state_after
from bot.domain.people import DECIDERS, Role, Viewer
from tests.builders import AMINA
from tests.conftest import MONDAY

NEW, SEEN, ANSWERED = State.NEW, State.SEEN, State.ANSWERED

EXPECTED = {
    (NEW, Action.SEE): (EventKind.SEEN, SEEN),
    (NEW, Action.THANK): (EventKind.THANKED, SEEN),
    (NEW, Action.ANSWER): (EventKind.ANSWERED, ANSWERED),
    (SEEN, Action.THANK): (EventKind.THANKED, SEEN),
    (SEEN, Action.ANSWER): (EventKind.ANSWERED, ANSWERED),
    (ANSWERED, Action.THANK): (EventKind.THANKED, ANSWERED),
    (ANSWERED, Action.ANSWER): (EventKind.ANSWERED, ANSWERED),
}
"""The whole table once more, by hand, so that a row cannot change unnoticed."""

EVERY_ROLE_SET = [
    frozenset(roles) for size in range(len(Role) + 1) for roles in combinations(Role, size)
]

WITHOUT_THE_RIGHT = [
    roles
    for roles in EVERY_ROLE_SET
    if Role.REPORTER in roles or not roles & {Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD}
]

viewers = st.builds(Viewer, user=st.just(AMINA), roles=st.sampled_from(EVERY_ROLE_SET))


def viewer(*roles: Role) -> Viewer:
    return Viewer(AMINA, frozenset(roles))


def happened(kind: EventKind) -> Event:
    return Event(kind, MONDAY, REPORTER if kind is EventKind.FILED else AMINA)


def reaching(state: State) -> tuple[Event, ...]:
    """Events that bring a report to `state`."""
    kinds = {
        NEW: (EventKind.FILED,),
        SEEN: (EventKind.FILED, EventKind.SEEN),
        ANSWERED: (EventKind.FILED, EventKind.ANSWERED),
    }[state]
    return tuple(map(happened, kinds))


def test_the_table_has_these_rows_and_no_others() -> None:
    assert {key: (row.event, row.to) for key, row in TRANSITIONS.items()} == EXPECTED


def test_every_row_is_for_those_who_decide() -> None:
    assert {row.who for row in TRANSITIONS.values()} == {DECIDERS}
    assert {Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD} == DECIDERS


@pytest.mark.parametrize(("state", "action"), EXPECTED)
@pytest.mark.parametrize("role", sorted(DECIDERS))
def test_each_row_leaves_its_event_and_leads_to_its_state(
    state: State, action: Action, role: Role
) -> None:
    kind, to = EXPECTED[state, action]

    assert decide(state, action, viewer(role), thanked=False) is kind
    assert state_after((*reaching(state), happened(kind))) is to


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("roles", WITHOUT_THE_RIGHT)
def test_nobody_else_may_do_anything_in_any_state(
    state: State, action: Action, roles: frozenset[Role]
) -> None:
    with pytest.raises(NotAvailable):
        decide(state, action, Viewer(AMINA, roles), thanked=False)


@pytest.mark.parametrize("state", [SEEN, ANSWERED])
def test_what_has_been_looked_at_is_not_seen_again(state: State) -> None:
    with pytest.raises(NotPossibleNow):
        decide(state, Action.SEE, viewer(Role.MANAGER), thanked=False)


@pytest.mark.parametrize("state", State)
def test_thank_you_is_said_once(state: State) -> None:
    with pytest.raises(NotPossibleNow):
        decide(state, Action.THANK, viewer(Role.MANAGER), thanked=True)


@pytest.mark.parametrize("state", State)
def test_having_been_thanked_is_no_bar_to_an_answer(state: State) -> None:
    kind = decide(state, Action.ANSWER, viewer(Role.MANAGER), thanked=True)

    assert kind is EventKind.ANSWERED


def test_a_right_that_is_missing_is_said_before_a_state_that_does_not_fit() -> None:
    with pytest.raises(NotAvailable):
        decide(ANSWERED, Action.SEE, viewer(Role.PRACTITIONER), thanked=True)


@given(st.lists(st.tuples(st.sampled_from(Action), viewers)))
def test_no_path_leads_out_of_the_table(steps: list[tuple[Action, Viewer]]) -> None:
    state, events = NEW, [happened(EventKind.FILED)]
    for action, who in steps:
        thanked = any(event.kind is EventKind.THANKED for event in events)
        try:
            kind = decide(state, action, who, thanked=thanked)
        except GoodCatchError:
            continue
        events.append(happened(kind))
        expected_kind, expected_state = EXPECTED[state, action]
        state = state_after(events)
        assert (kind, state) == (expected_kind, expected_state)
        assert who.roles & DECIDERS
        assert Role.REPORTER not in who.roles
    assert [event.kind for event in events].count(EventKind.THANKED) <= 1


@given(st.lists(st.sampled_from(EventKind)))
def test_the_state_follows_from_the_events_alone_one_after_the_other(
    kinds: list[EventKind],
) -> None:
    order = list(State)
    events = [happened(kind) for kind in kinds]
    states = [state_after(events[:n]) for n in range(len(events) + 1)]

    assert states[0] is NEW
    for kind, before, after in zip(kinds, states, states[1:], strict=False):
        allowed = {
            row.to for (s, _), row in TRANSITIONS.items() if (s, row.event) == (before, kind)
        }
        assert after in (allowed or {before})
        assert order.index(after) >= order.index(before)


def test_only_those_who_decide_are_named_by_an_event() -> None:
    assert Event(EventKind.FILED, MONDAY, REPORTER).decider is None
    assert Event(EventKind.SEEN, MONDAY, BOT).decider is None
    assert Event(EventKind.SEEN, MONDAY, AMINA).decider == AMINA
