"""What `/goodcatch team` brings: whole, within Slack's limits, and in words that judge nobody."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot.domain.figures import Cell, Figure, Figures, period_before
from bot.domain.pulse import Question, Word
from bot.domain.run_chart import Point, RunChart
from bot.domain.taxonomy import Factor, Stage
from bot.views.blocks import Message
from bot.views.charts import POINTS
from bot.views.figures import IN_SHORT, figures, on_their_way
from bot.views.labels import FACTORS, STAGES
from tests.views.reading import everything
from tests.views.slack_rules import refusals

TODAY = date(2026, 11, 23)
PERIOD = period_before(TODAY)
EMPTY = RunChart()
NO_PULSE: Mapping[Question, Mapping[Word, Figure]] = {question: {} for question in Question}


def a_chart(*values: float) -> RunChart:
    return RunChart(tuple(map(Point, PERIOD.months, map(float, values))))


def some(
    *,
    waiting: Figure | None = None,
    since: date | None = None,
    days: RunChart = EMPTY,
    helped: RunChart = EMPTY,
    cells: Mapping[Cell, Figure] | None = None,
    pulse: Mapping[Question, Mapping[Word, Figure]] = NO_PULSE,
) -> Figures:
    return Figures(PERIOD, waiting, since, None, None, days, helped, cells or {}, pulse)


def text(found: Figures, team: str = "Riverside") -> str:
    return everything(figures(team, found, today=TODAY))


FULL = some(
    waiting=Figure(1_000),
    since=date(2026, 11, 2),
    days=a_chart(*(n + 0.5 for n in range(12))),
    helped=a_chart(*range(0, 60, 5)),
    cells={(stage, factor): Figure(1_005) for stage in Stage for factor in (*Factor, None)},
    pulse={question: {word: Figure(1_005) for word in Word} for question in Question},
)
"""As much as there can be: every cell, every word, every month."""


@pytest.mark.parametrize("found", [some(), FULL], ids=["nothing at all", "all there can be"])
@pytest.mark.parametrize("team", ["", "R" * 80], ids=["all teams", "a team"])
def test_slack_takes_it_with_charts_and_without(found: Figures, team: str) -> None:
    message = figures(team, found, today=TODAY)
    assert refusals(message) == []
    assert refusals(Message(message.text, message.instead)) == []


def test_nothing_is_left_out_of_the_fullest_table() -> None:
    shown = text(FULL)
    assert shown.count("(about 1005)") == len(Stage) * (len(Factor) + 1) + 6
    assert all(STAGES[stage] in shown for stage in Stage)


def test_the_plainer_one_says_every_value_that_the_charts_show() -> None:
    message = figures("Riverside", FULL, today=TODAY)
    plain = everything(Message(message.text, message.instead))
    assert "data_visualization" not in {block["type"] for block in message.instead}
    for point in FULL.answer_days.points:
        assert f"{point.value:g} days" in plain
    for point in FULL.helped.points:
        assert f"{point.value:g} of 100" in plain
    assert "Oct 2026" in plain
    assert "Middle line" in plain


def test_a_chart_has_a_point_for_each_month_and_its_middle_line() -> None:
    message = figures("Riverside", some(days=a_chart(1, 2, 6)), today=TODAY)
    [chart] = [block for block in message.blocks if block["type"] == "data_visualization"]
    measured, middle = chart["chart"]["series"]
    assert [point["value"] for point in measured["data"]] == [1, 2, 6]
    assert [point["value"] for point in middle["data"]] == [2, 2, 2]
    assert chart["chart"]["axis_config"]["categories"] == ["Nov 2025", "Dec 2025", "Jan 2026"]
    assert len(PERIOD.months) <= POINTS


def test_what_waits_is_said_in_words_and_never_exactly() -> None:
    few = some(waiting=Figure(None), since=date(2026, 11, 19))
    assert "Waiting for an answer:* a few. The oldest is waiting since Thursday." in text(few)
    assert "Waiting for an answer:* about 10." in text(some(waiting=Figure(10)))
    assert "Waiting for an answer:* nothing to show." in text(some())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            (9, 8, 9, 8, 9, 8, 1, 2, 1, 2, 1, 2),
            "The last six months lie below the middle line: something has changed.",
        ),
        (
            (1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8),
            "Six months, from November to April, lie below the middle line: something has changed.",
        ),
        (
            (5, 4, 5, 1, 2, 3, 4, 5),
            "The last five months go up one after the other: something is changing.",
        ),
        ((5, 4, 5, 4, 5, 4), "It goes up and down by chance: nothing stands out."),
    ],
)
def test_what_a_chart_shows_is_said_in_plain_words(values: tuple[float, ...], said: str) -> None:
    assert said in text(some(days=a_chart(*values)))


def test_the_table_stands_in_the_order_of_the_lists_whatever_the_numbers_are() -> None:
    cells: dict[Cell, Figure] = {
        (Stage.COURT, Factor.TRAINING): Figure(500),
        (Stage.COURT, Factor.INFORMATION): Figure(None),
        (Stage.COURT, None): Figure(10),
        (Stage.HANDOVER, Factor.WORKLOAD): Figure(10),
    }
    shown = text(some(cells=cells))
    places = [
        STAGES[Stage.HANDOVER],
        STAGES[Stage.COURT],
        f"{FACTORS[Factor.INFORMATION]} (a few)",
        f"{FACTORS[Factor.TRAINING]} (about 500)",
        "no factor named (about 10)",
    ]
    assert [shown.index(one) for one in places] == sorted(shown.index(one) for one in places)


def test_every_factor_has_a_short_name_of_its_own() -> None:
    assert set(IN_SHORT) == set(Factor)
    assert len(set(IN_SHORT.values())) == len(Factor)


def test_the_pulse_is_not_spoken_of_where_nothing_of_it_is_shown() -> None:
    assert "What those who spoke up say" not in text(some())
    one = {**NO_PULSE, Question.AGAIN: {Word.YES: Figure(10)}}
    assert "Would you do it again? yes (about 10)" in text(some(pulse=one))
    assert "respect" not in text(some(pulse=one))


def test_it_says_how_it_is_counted() -> None:
    assert "*a few* is fewer than eight" in text(some())
    assert "whichever one team is taken away" in text(some(), team="")


def test_whoever_asks_is_told_whose_figures_come() -> None:
    assert "Figures & more" not in on_their_way("Figures & more")
    assert on_their_way("Riverside").startswith("The figures of Riverside are on their way")
    assert on_their_way("").startswith("The figures of all teams together")
