"""What may be done to a report, in which state, by whom; and what follows from it."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    GoodCatchError,
    NotAvailable,
    ThankedAlready,
)
from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.lifecycle import OPEN, TRANSITIONS, Action, State, decide, refusal, state_after
from bot.domain.people import CLOCK, DECIDERS, Role, Viewer
from tests.builders import AMINA
from tests.conftest import MONDAY
from tests.domain.lifecycle_table import (
    AFTER,
    ANSWERED,
    CHANGED,
    CHECKED,
    LEADS,
    LEAVES,
    MAY,
    NEW,
    OTHER_ANSWER,
    REFUSED,
    SEEN,
    UNDER_WAY,
    WHO_DECIDES,
    WITHDRAWN,
)

EVERY_PAIR = [*product(State, Action)]
ROWS = [(state, action) for action, to in LEADS.items() for state in to]
EVERY_ROLE_SET = [
    frozenset(roles) for size in range(len(Role) + 1) for roles in combinations(Role, size)
]
PATHS: dict[State, tuple[EventKind, ...]] = {
    NEW: (),
    SEEN: (EventKind.SEEN,),
    ANSWERED: (EventKind.ANSWERED,),
    CHANGED: (EventKind.ANSWERED, EventKind.CHANGED),
    CHECKED: (EventKind.ANSWERED, EventKind.CHANGED, EventKind.HELPED),
    WITHDRAWN: (EventKind.WITHDRAWN,),
}
answers = st.sampled_from([reply for reply in Reply if reply.is_answer])
viewers = st.builds(Viewer, user=st.just(AMINA), roles=st.sampled_from(EVERY_ROLE_SET))


def happened(kind: EventKind, reply: Reply | None = None) -> Event:
    return Event(kind, MONDAY, REPORTER if kind is EventKind.FILED else AMINA, reply)


def reaching(state: State) -> tuple[Event, ...]:
    """Events that bring a report to `state`."""
    return tuple(map(happened, (EventKind.FILED, *PATHS[state])))


def powers(roles: frozenset[Role]) -> frozenset[Role]:
    """What counts of these roles: nobody decides on their own report."""
    return roles - WHO_DECIDES if Role.REPORTER in roles else roles


def with_the_right(action: Action) -> list[Viewer]:
    return [Viewer(AMINA, roles) for roles in EVERY_ROLE_SET if powers(roles) & MAY[action]]


def without_the_right(action: Action) -> list[Viewer]:
    return [Viewer(AMINA, roles) for roles in EVERY_ROLE_SET if not powers(roles) & MAY[action]]


def answer_for(state: State, action: Action) -> Reply:
    """A latest answer after which this row holds."""
    return min(AFTER.get((state, action), {Reply.GO_AHEAD}))


def test_every_state_and_action_is_in_a_row_or_has_its_refusal() -> None:
    assert set(ROWS) | set(REFUSED) == set(EVERY_PAIR)
    assert not set(ROWS) & set(REFUSED)


def test_the_table_has_these_rows_and_no_others() -> None:
    assert {pair: (row.who, row.event, row.to, row.after) for pair, row in TRANSITIONS.items()} == {
        (state, action): (
            frozenset(MAY[action]),
            LEAVES[action],
            LEADS[action][state],
            frozenset(AFTER.get((state, action), ())),
        )
        for state, action in ROWS
    }


@pytest.mark.parametrize(("state", "action"), ROWS)
def test_each_row_leaves_its_event_for_everybody_with_the_right(
    state: State, action: Action
) -> None:
    answer = answer_for(state, action)

    left = {
        decide(state, action, who, thanked=False, answer=answer) for who in with_the_right(action)
    }

    assert left == {LEAVES[action]}


@pytest.mark.parametrize(("state", "action"), ROWS)
def test_each_row_leads_to_its_state(state: State, action: Action) -> None:
    before = reaching(state)

    assert state_after(before) is state
    assert state_after((*before, happened(LEAVES[action]))) is LEADS[action][state]


@pytest.mark.parametrize(("state", "action"), AFTER)
@pytest.mark.parametrize("answer", [*Reply, None])
def test_some_rows_hold_only_after_some_answers(
    state: State, action: Action, answer: Reply | None
) -> None:
    who = with_the_right(action)[0]

    if answer in AFTER[state, action]:
        assert decide(state, action, who, thanked=False, answer=answer) is LEAVES[action]
    else:
        with pytest.raises(OTHER_ANSWER[state, action]):
            decide(state, action, who, thanked=False, answer=answer)


@pytest.mark.parametrize(("state", "action"), [row for row in ROWS if row not in AFTER])
@pytest.mark.parametrize("answer", [*Reply, None])
def test_all_other_rows_hold_after_any_answer_and_before_one(
    state: State, action: Action, answer: Reply | None
) -> None:
    who = with_the_right(action)[0]

    assert decide(state, action, who, thanked=False, answer=answer) is LEAVES[action]


@pytest.mark.parametrize(("state", "action"), REFUSED)
@pytest.mark.parametrize("answer", [Reply.GO_AHEAD, Reply.NOT_NOW, None])
def test_what_is_in_no_row_is_refused_with_its_own_sentence(
    state: State, action: Action, answer: Reply | None
) -> None:
    for who in with_the_right(action):
        with pytest.raises(GoodCatchError) as refused:
            decide(state, action, who, thanked=False, answer=answer)
        assert type(refused.value) is REFUSED[state, action]
    assert refusal(state, action) is REFUSED[state, action]


@pytest.mark.parametrize(("state", "action"), EVERY_PAIR)
def test_without_the_right_there_is_nothing_in_any_state(state: State, action: Action) -> None:
    """A right that is missing is said before a state that does not fit."""
    for who, thanked in product(without_the_right(action), (True, False)):
        with pytest.raises(NotAvailable):
            decide(state, action, who, thanked=thanked, answer=answer_for(state, action))


@pytest.mark.parametrize("action", Action)
def test_somebody_has_the_right_and_somebody_has_not(action: Action) -> None:
    assert with_the_right(action)
    assert without_the_right(action)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", [Action.SEE, Action.THANK, Action.ANSWER])
def test_nobody_decides_on_their_own_report(state: State, action: Action) -> None:
    for roles in EVERY_ROLE_SET:
        own = Viewer(AMINA, roles | {Role.REPORTER})
        assert not own.may_decide
        with pytest.raises(NotAvailable):
            decide(state, action, own, thanked=False, answer=None)


@pytest.mark.parametrize("role", sorted(WHO_DECIDES))
def test_who_decides_elsewhere_says_what_changed_on_their_own_only_if_they_try_it(
    role: Role,
) -> None:
    own = Viewer(AMINA, frozenset({role, Role.REPORTER}))
    trying = Viewer(AMINA, own.roles | {Role.TRYING})
    answer = Reply.GO_AHEAD

    with pytest.raises(NotAvailable):
        decide(ANSWERED, Action.CHANGE, own, thanked=False, answer=answer)
    kind = decide(ANSWERED, Action.CHANGE, trying, thanked=False, answer=answer)
    assert kind is EventKind.CHANGED


@pytest.mark.parametrize("state", UNDER_WAY)
def test_thank_you_is_said_once(state: State) -> None:
    manager = Viewer(AMINA, frozenset({Role.MANAGER}))

    with pytest.raises(ThankedAlready):
        decide(state, Action.THANK, manager, thanked=True, answer=None)


@pytest.mark.parametrize(("state", "action"), [row for row in ROWS if row[1] is not Action.THANK])
def test_having_been_thanked_is_no_bar_to_anything_else(state: State, action: Action) -> None:
    who = with_the_right(action)[0]
    answer = answer_for(state, action)

    assert decide(state, action, who, thanked=True, answer=answer) is LEAVES[action]


def test_time_lets_promises_slip_asks_for_consent_and_lets_reports_follow_their_trap() -> None:
    brought_about = [
        Action.SLIP,
        Action.ASK_CONSENT,
        Action.TRAP_CHANGED,
        Action.TRAP_CHECKED,
    ]

    assert [action for action in Action if CLOCK.powers & MAY[action]] == brought_about
    assert [action for action in Action if Role.CLOCK in MAY[action]] == brought_about


def test_open_means_that_an_answer_is_waited_for() -> None:
    assert {NEW, SEEN} == OPEN
    assert DECIDERS == WHO_DECIDES


@given(st.lists(st.tuples(st.sampled_from(Action), viewers, answers), max_size=30))
def test_no_path_leads_out_of_the_table(steps: list[tuple[Action, Viewer, Reply]]) -> None:
    state, events = NEW, [happened(EventKind.FILED)]
    answer = None
    for action, who, reply in steps:
        thanked = any(event.kind is EventKind.THANKED for event in events)
        try:
            kind = decide(state, action, who, thanked=thanked, answer=answer)
        except GoodCatchError:
            assert state_after(events) is state
            continue
        assert powers(who.roles) & MAY[action]
        assert answer in AFTER.get((state, action), {answer})
        events.append(happened(kind, reply if kind is EventKind.ANSWERED else None))
        answer = events[-1].reply or answer
        assert (kind, state_after(events)) == (LEAVES[action], LEADS[action][state])
        state = state_after(events)
    assert [event.kind for event in events].count(EventKind.THANKED) <= 1
    assert EventKind.WITHDRAWN not in [event.kind for event in events[:-1]]


@given(st.lists(st.sampled_from(ROWS), max_size=30))
def test_from_allowed_actions_alone_the_state_follows_from_the_events(
    rows: list[tuple[State, Action]],
) -> None:
    """Everything allowed is done by somebody with the right: nothing of it is refused."""
    state, events = NEW, [happened(EventKind.FILED)]
    for before, action in rows:
        if before is not state:
            continue
        kind = decide(
            state,
            action,
            with_the_right(action)[0],
            thanked=False,
            answer=answer_for(state, action),
        )
        events.append(happened(kind))
        state = LEADS[action][state]
        assert state_after(events) is state


@given(st.lists(st.sampled_from(EventKind)))
def test_whatever_the_events_are_each_leads_where_a_row_does_or_nowhere(
    kinds: list[EventKind],
) -> None:
    events = [happened(kind) for kind in kinds]
    states = [state_after(events[:n]) for n in range(len(events) + 1)]

    assert states[0] is NEW
    for kind, before, after in zip(kinds, states, states[1:], strict=False):
        led = {
            LEADS[action][before]
            for action, left in LEAVES.items()
            if left is kind and before in LEADS[action]
        }
        assert {after} == (led or {before})


@given(st.lists(st.sampled_from(EventKind)))
def test_what_was_taken_back_stays_so(kinds: list[EventKind]) -> None:
    events = (*reaching(WITHDRAWN), *map(happened, kinds))

    assert state_after(events) is WITHDRAWN


@pytest.mark.parametrize("actor", [REPORTER, TEAM, BOT])
def test_only_those_who_decide_or_try_are_named_by_an_event(actor: str) -> None:
    assert Event(EventKind.HELPED, MONDAY, actor).decider is None
    assert Event(EventKind.SEEN, MONDAY, AMINA).decider == AMINA
