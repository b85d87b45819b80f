"""Who decides: managers, else deputies, else learning leads, and nobody on their own report."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.people import DECIDERS, Role
from bot.domain.routing import deciders, roles_of
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team

BEN = UserId("U0BEN")
TEAM = a_team(managers=(AMINA, BEN), deputies=(DAN,), learning_leads=(MOIRA,))
EVERYBODY = (AMINA, BEN, DAN, MOIRA)

someone = st.sampled_from([*EVERYBODY, PRIYA])
people = st.lists(someone, unique=True, max_size=3).map(tuple)


def but(*missing: UserId) -> frozenset[UserId]:
    """Everybody who can decide when `missing` cannot."""
    return frozenset({*EVERYBODY, PRIYA}) - set(missing)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((), (AMINA, BEN)),
        ((AMINA,), (BEN,)),
        ((AMINA, BEN), (DAN,)),
        ((AMINA, BEN, DAN), (MOIRA,)),
        ((AMINA, BEN, DAN, MOIRA), ()),
        ((DAN, MOIRA), (AMINA, BEN)),
    ],
)
def test_the_decision_rests_with_the_first_level_on_which_somebody_can_decide(
    missing: tuple[UserId, ...], expected: tuple[UserId, ...]
) -> None:
    assert deciders(TEAM, but(*missing).__contains__) == expected


def test_with_nobody_named_there_is_nobody_to_decide() -> None:
    team = a_team(managers=(), deputies=(), learning_leads=())

    assert deciders(team, lambda _: True) == ()


@given(managers=people, deputies=people, leads=people, able=st.frozensets(someone))
def test_whoever_cannot_decide_never_does(
    managers: tuple[UserId, ...],
    deputies: tuple[UserId, ...],
    leads: tuple[UserId, ...],
    able: frozenset[UserId],
) -> None:
    team = a_team(managers=managers, deputies=deputies, learning_leads=leads)

    chosen = deciders(team, able.__contains__)

    assert set(chosen) <= able & set(team.everybody_who_may_decide)
    assert bool(chosen) is bool(able & set(team.everybody_who_may_decide))
    for level in (managers, deputies, leads):
        if set(level) & able:
            assert set(chosen) == set(level) & able
            break


@pytest.mark.parametrize("reporter", EVERYBODY)
def test_nobody_decides_on_their_own_report(reporter: UserId) -> None:
    for size in range(len(EVERYBODY)):
        for gone in combinations(EVERYBODY, size):
            assert reporter not in deciders(TEAM, but(*gone, reporter).__contains__)


@pytest.mark.parametrize(
    ("user", "missing", "expected"),
    [
        (AMINA, (), {Role.MANAGER}),
        (DAN, (), {Role.DEPUTY}),
        (DAN, (AMINA,), {Role.DEPUTY}),
        (DAN, (AMINA, BEN), {Role.ACTING}),
        (DAN, (AMINA, BEN, DAN), {Role.DEPUTY}),
        (MOIRA, (), {Role.LEARNING_LEAD}),
        (PRIYA, (), set()),
    ],
)
def test_a_deputy_acts_when_it_is_their_turn_and_not_before(
    user: UserId, missing: tuple[UserId, ...], expected: set[Role]
) -> None:
    assert roles_of(user, TEAM, but(*missing).__contains__) == expected


def test_a_deputy_whose_turn_it_is_not_may_not_decide() -> None:
    roles = roles_of(DAN, TEAM, lambda _: True)

    assert not roles & DECIDERS


def test_somebody_with_two_roles_has_both() -> None:
    team = a_team(managers=(AMINA,), deputies=(AMINA,), learning_leads=(AMINA,))

    roles = roles_of(AMINA, team, lambda _: True)

    assert roles == {Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD}


def test_nobody_is_named_twice_among_those_who_may_decide() -> None:
    team = a_team(managers=(AMINA, BEN), deputies=(BEN, DAN), learning_leads=(AMINA, MOIRA))

    assert team.everybody_who_may_decide == (AMINA, BEN, DAN, MOIRA)
