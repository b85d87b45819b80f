"""Who decides: managers, else deputies, else learning leads, and nobody on their own report."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.people import DECIDERS, Role
from bot.domain.routing import deciders, roles_of, tiers
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team

BEN = UserId("U0BEN")
TEAM = a_team(managers=(AMINA, BEN), deputies=(DAN,), learning_leads=(MOIRA,))
EVERYBODY = (AMINA, BEN, DAN, MOIRA)

someone = st.sampled_from([*EVERYBODY, PRIYA])
people = st.lists(someone, unique=True, max_size=3).map(tuple)
some = st.frozensets(someone)


def but(*missing: UserId) -> frozenset[UserId]:
    """Everybody who can decide when `missing` cannot."""
    return frozenset({*EVERYBODY, PRIYA}) - set(missing)


def levels(*missing: UserId, away: tuple[UserId, ...] = ()) -> tuple[tuple[UserId, ...], ...]:
    """The levels of the team where `missing` cannot decide and `away` are away."""
    return tiers(TEAM, but(*missing).__contains__, away.__contains__)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((), ((AMINA, BEN), (DAN,), (MOIRA,))),
        ((AMINA,), ((BEN,), (DAN,), (MOIRA,))),
        ((AMINA, BEN), ((DAN,), (MOIRA,))),
        ((DAN,), ((AMINA, BEN), (MOIRA,))),
        ((AMINA, BEN, DAN), ((MOIRA,),)),
        ((DAN, MOIRA), ((AMINA, BEN),)),
        ((AMINA, BEN, DAN, MOIRA), ()),
    ],
)
@pytest.mark.parametrize("are_away", [True, False])
def test_managers_come_first_then_deputies_then_learning_leads(
    missing: tuple[UserId, ...], expected: tuple[tuple[UserId, ...], ...], *, are_away: bool
) -> None:
    """It is the same whether somebody cannot decide or is away, unless everybody is."""
    if not are_away:
        assert levels(*missing) == expected
    elif expected:
        assert levels(away=missing) == expected


def test_where_everybody_is_away_it_waits_with_those_who_will_be_back() -> None:
    assert levels(away=EVERYBODY) == ((AMINA, BEN), (DAN,), (MOIRA,))
    assert levels(MOIRA, BEN, away=EVERYBODY) == ((AMINA,), (DAN,))


def test_being_away_gives_nobody_the_decision_who_cannot_have_it() -> None:
    """Amina wrote the report and everybody else is away: it waits with the others."""
    assert levels(AMINA, away=(BEN, DAN, MOIRA)) == ((BEN,), (DAN,), (MOIRA,))


def test_with_nobody_named_there_is_nobody_to_decide() -> None:
    team = a_team(managers=(), deputies=(), learning_leads=())

    assert tiers(team, lambda _: True) == ()
    assert deciders(()) == ()
    assert deciders((), passed_on=3) == ()


@given(managers=people, deputies=people, leads=people, able=some, away=some)
def test_each_person_who_can_decide_stands_on_one_level_once(
    managers: tuple[UserId, ...],
    deputies: tuple[UserId, ...],
    leads: tuple[UserId, ...],
    able: frozenset[UserId],
    away: frozenset[UserId],
) -> None:
    team = a_team(managers=managers, deputies=deputies, learning_leads=leads)

    found = tiers(team, able.__contains__, away.__contains__)

    named = [user for level in found for user in level]
    can = able & set(team.everybody_who_may_decide)
    assert set(named) == (can - away or can)
    assert len(named) == len(set(named))
    assert all(found)
    order = [team.everybody_who_may_decide.index(user) for user in named]
    assert order == sorted(order)
    for level in found:
        assert any(set(level) <= set(role) for role in (managers, deputies, leads))


@given(managers=people, deputies=people, leads=people, able=some, passed_on=st.integers(0, 5))
def test_each_slip_asks_one_level_more_and_takes_it_from_nobody(
    managers: tuple[UserId, ...],
    deputies: tuple[UserId, ...],
    leads: tuple[UserId, ...],
    able: frozenset[UserId],
    passed_on: int,
) -> None:
    team = a_team(managers=managers, deputies=deputies, learning_leads=leads)
    found = tiers(team, able.__contains__)

    now, then = deciders(found, passed_on), deciders(found, passed_on + 1)

    assert then[: len(now)] == now
    added = found[passed_on + 1 : passed_on + 2]
    assert then[len(now) :] == tuple(user for level in added for user in level)


def test_the_decision_rests_with_the_first_level_until_the_promise_slips() -> None:
    assert deciders(levels()) == (AMINA, BEN)
    assert deciders(levels(), 1) == (AMINA, BEN, DAN)
    assert deciders(levels(), 2) == (AMINA, BEN, DAN, MOIRA)
    assert deciders(levels(), 9) == (AMINA, BEN, DAN, MOIRA)


@pytest.mark.parametrize("reporter", EVERYBODY)
@pytest.mark.parametrize("passed_on", range(3))
def test_nobody_decides_on_their_own_report(reporter: UserId, passed_on: int) -> None:
    for size in range(len(EVERYBODY) + 1):
        for out in combinations(EVERYBODY, size):
            assert reporter not in deciders(levels(*out, reporter), passed_on)
            assert reporter not in deciders(levels(reporter, away=out), passed_on)


@pytest.mark.parametrize(
    ("user", "acting", "expected"),
    [
        (AMINA, (AMINA, BEN), {Role.MANAGER}),
        (AMINA, (DAN,), {Role.MANAGER}),
        (DAN, (AMINA, BEN), {Role.DEPUTY}),
        (DAN, (BEN,), {Role.DEPUTY}),
        (DAN, (DAN,), {Role.ACTING}),
        (DAN, (AMINA, BEN, DAN), {Role.ACTING}),
        (DAN, (MOIRA,), {Role.DEPUTY}),
        (MOIRA, (AMINA, BEN), {Role.LEARNING_LEAD}),
        (PRIYA, (AMINA, BEN), set()),
        (PRIYA, (PRIYA,), set()),
    ],
)
def test_a_deputy_acts_when_it_is_their_turn_and_not_before(
    user: UserId, acting: tuple[UserId, ...], expected: set[Role]
) -> None:
    assert roles_of(user, TEAM, acting) == expected


def test_a_deputy_whose_turn_it_is_not_may_not_decide() -> None:
    assert not roles_of(DAN, TEAM, deciders(levels())) & DECIDERS
    assert roles_of(DAN, TEAM, deciders(levels(), 1)) & DECIDERS
    assert roles_of(DAN, TEAM, deciders(levels(away=(AMINA, BEN)))) & DECIDERS


def test_somebody_with_several_roles_has_them_all() -> None:
    team = a_team(managers=(AMINA,), deputies=(AMINA,), learning_leads=(AMINA,))

    roles = roles_of(AMINA, team, deciders(tiers(team, lambda _: True)))

    assert roles == {Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD}


def test_nobody_is_named_twice_among_those_who_may_decide() -> None:
    team = a_team(managers=(AMINA, BEN), deputies=(BEN, DAN), learning_leads=(AMINA, MOIRA))

    assert team.everybody_who_may_decide == (AMINA, BEN, DAN, MOIRA)
