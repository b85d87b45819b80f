"""Figures as they are published: to the nearest five, and no subtraction leaves a small group.

The attacker knows the rules and everything that is shown to anybody: the figures of their own team,
and those of all teams together.
"""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Verdict
from bot.domain.disclosure import FEWEST, STEP
from bot.domain.figures import (
    MONTHS,
    Facts,
    Figure,
    Figures,
    FirstAnswer,
    LookBack,
    NearMiss,
    Waiting,
    across_teams,
    in_the_team,
    of_all_teams,
    of_people,
    of_team,
    period_before,
)
from bot.domain.ids import TeamId
from bot.domain.pulse import Pulse, Question, Word
from bot.domain.taxonomy import Factor, Stage

PERIOD = period_before(date(2026, 11, 23))
TEAMS = tuple(map(TeamId, ("a", "b", "c")))
SMALL = range(1, FEWEST)
STAGES, FACTORS = (Stage.HANDOVER, Stage.COURT), (Factor.WORKLOAD, Factor.INFORMATION)

teams = st.sampled_from(TEAMS)
days = st.sampled_from([date(2026, 9, 14), date(2026, 10, 30)])
near_misses = st.builds(
    NearMiss,
    teams,
    st.sampled_from(STAGES),
    st.lists(st.sampled_from(FACTORS), unique=True).map(tuple),
)
answers = st.builds(FirstAnswer, teams, days, st.integers(0, 9))
looked_back = st.builds(LookBack, teams, days, st.sampled_from(Verdict))
words = st.sampled_from(Word)
pulses = st.builds(Pulse, teams, st.just(date(2026, 9, 1)), words, words)
counters = st.dictionaries(teams, st.integers(1, 30)).map(Counter)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Whatever may have happened in three teams."""
    return Facts(
        period=PERIOD,
        waiting=Waiting(draw(counters), draw(counters), draw(counters)),
        near_misses=draw(st.lists(near_misses, max_size=60).map(tuple)),
        answers=draw(st.lists(answers, max_size=60).map(tuple)),
        looked_back=draw(st.lists(looked_back, max_size=60).map(tuple)),
        pulses=draw(st.lists(pulses, max_size=60).map(tuple)),
    )


def of_only(team: TeamId, whole: Facts) -> Facts:
    """The part of it that is one team's."""
    now = whole.waiting
    answer, look, traps = (Counter({team: one[team]}) for one in (now.answer, now.look, now.traps))
    return Facts(
        period=whole.period,
        waiting=Waiting(answer, look, traps),
        near_misses=tuple(one for one in whole.near_misses if one.team == team),
        answers=tuple(one for one in whole.answers if one.team == team),
        looked_back=tuple(one for one in whole.looked_back if one.team == team),
        pulses=tuple(one for one in whole.pulses if one.team == team),
    )


def counted(found: Facts) -> Counter[object]:
    """Every number that a figure of some table or chart rests on, by what it is a number of."""
    numbers: Counter[object] = Counter()
    for name, one in (("answer", found.waiting.answer), ("look", found.waiting.look)):
        numbers[name] = one.total()
    numbers["traps"] = found.waiting.traps.total()
    for miss in found.near_misses:
        numbers.update(product([miss.stage], miss.factors or [None]))
    numbers.update(("days", one.on.replace(day=1)) for one in found.answers)
    numbers.update(("helped", one.on.replace(day=1)) for one in found.looked_back)
    for said in found.pulses:
        numbers.update((question, said.word(question)) for question in Question)
    return numbers


def shown(found: Figures) -> dict[object, Figure | None]:
    """Everything that is shown, by the same keys; a point of a chart without the number."""
    drawn: dict[object, Figure | None] = {}
    drawn.update(found.near_misses.items())
    waiting = {"answer": found.waiting, "look": found.to_look_at, "traps": found.traps}
    drawn.update({name: figure for name, figure in waiting.items() if figure is not None})
    for name, chart in (("days", found.answer_days), ("helped", found.helped)):
        drawn.update({(name, point.month): None for point in chart.points})
    for question, table in found.pulse.items():
        drawn.update({(question, word): figure for word, figure in table.items()})
    return drawn


@given(facts())
def test_what_all_teams_show_leaves_no_small_group_whichever_team_is_taken_away(
    whole: Facts,
) -> None:
    total = counted(whole)
    published = shown(of_all_teams(whole))
    for team in TEAMS:
        theirs = counted(of_only(team, whole))
        for key in published:
            assert total[key] - theirs[key] not in SMALL
            assert total[key] - theirs[key] >= FEWEST


@given(facts())
def test_no_figure_outside_a_team_rests_on_fewer_than_eight_and_each_is_rounded(
    whole: Facts,
) -> None:
    total = counted(whole)
    for key, figure in shown(of_all_teams(whole)).items():
        assert total[key] >= FEWEST
        if figure is not None:
            assert figure.about is not None
            assert figure.about % STEP == 0
            assert abs(figure.about - total[key]) * 2 < STEP


@given(facts())
def test_within_a_team_nothing_is_said_exactly_and_the_pulse_is_never_of_a_few(
    whole: Facts,
) -> None:
    theirs = of_only(TEAMS[0], whole)
    total = counted(theirs)
    for key, figure in shown(of_team(theirs)).items():
        assert total[key] >= 1
        if isinstance(key, tuple) and isinstance(key[0], Question):
            assert figure is not None
            assert figure.about is not None
            assert total[key] >= FEWEST
        elif figure is not None:
            assert (figure.about is None) is (total[key] < FEWEST)


@given(facts())
def test_taking_all_that_is_published_together_never_gives_a_small_group(whole: Facts) -> None:
    """Somebody in all teams but one subtracts all they know: a small rest is never the only way."""
    published = shown(of_all_teams(whole))
    of_teams = [shown(of_team(of_only(team, whole))) for team in TEAMS]
    for key, figure in published.items():
        if figure is None:
            continue
        for left_out in range(len(TEAMS)):
            known = [one.get(key) for n, one in enumerate(of_teams) if n != left_out]
            lowest, highest = _range(figure)
            for part in known:
                low, high = _theirs(key, part)
                lowest, highest = lowest - high, highest - low
            assert not set(range(max(lowest, 0), highest + 1)) <= set(SMALL)


def _range(figure: Figure) -> tuple[int, int]:
    """What a number may be of which this is shown."""
    if figure.about is None:
        return 1, FEWEST - 1
    return max(figure.about - STEP // 2, FEWEST), figure.about + STEP // 2


def _theirs(key: object, figure: Figure | None) -> tuple[int, int]:
    """The same of a team's own, where nothing is shown of nought, nor of a few in the pulse."""
    if figure is not None:
        return _range(figure)
    is_pulse = isinstance(key, tuple) and isinstance(key[0], Question)
    return 0, FEWEST - 1 if is_pulse else 0


def test_a_service_of_one_team_shows_nothing_outside_it() -> None:
    assert across_teams(Counter({TEAMS[0]: 1_000})) is None


def test_a_team_sees_a_few_where_there_are_fewer_than_eight_and_nothing_where_there_is_none() -> (
    None
):
    assert in_the_team(Counter()) is None
    assert in_the_team(Counter({TEAMS[0]: 7})) == Figure(None)
    assert in_the_team(Counter({TEAMS[0]: 8})) == Figure(10)
    assert of_people(Counter({TEAMS[0]: 7})) is None


@pytest.mark.parametrize(
    ("helped", "of", "share"),
    [(0, 3, 0), (1, 3, 35), (2, 3, 65), (1, 8, 15), (9, 10, 90), (7, 7, 100)],
)
def test_a_share_is_told_to_the_nearest_five_of_a_hundred(helped: int, of: int, share: int) -> None:
    verdicts = [Verdict.A_BIT] * helped + [Verdict.NO] * (of - helped)
    said = tuple(LookBack(TEAMS[0], date(2026, 9, 14), one) for one in verdicts)
    found = of_team(Facts(PERIOD, Waiting(), (), (), said, ()))
    assert [point.value for point in found.helped.points] == [share]


def test_a_month_in_which_nothing_was_answered_has_no_point() -> None:
    given = tuple(FirstAnswer(TEAMS[0], on, 2) for on in (date(2026, 3, 2), date(2026, 9, 14)))
    chart = of_team(Facts(PERIOD, Waiting(), (), given, (), ())).answer_days
    assert [point.month for point in chart.points] == [date(2026, 3, 1), date(2026, 9, 1)]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_twelve_whole_months_before_a_day_end_with_the_one_before_its_own(today: date) -> None:
    period = period_before(today)
    assert len(set(period.months)) == MONTHS
    assert period.months == tuple(sorted(period.months))
    last = today.replace(day=1) - timedelta(days=1)
    assert period.months[-1] == last.replace(day=1)
    assert period.first == today.replace(year=today.year - 1, day=1)
