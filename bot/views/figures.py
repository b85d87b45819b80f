"""What `/goodcatch team` brings: what waits, two run charts, near misses by place and factor.

Everything stands in the order of the lists that people choose from, never in that of the numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from bot.domain.figures import Cell, Figure, Figures
from bot.domain.pulse import Question
from bot.domain.run_chart import Pattern, RunChart, Signal
from bot.domain.taxonomy import Factor, Stage
from bot.views import blocks, labels
from bot.views.blocks import Block, Message
from bot.views.charts import Drawing, line_chart, text_table
from bot.views.pulse import QUESTIONS, WORDS
from bot.views.text import MONTHS, escape, waiting_since

_NUMBERS: Final = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FEWEST_IN_A_ROW: Final = 5

IN_SHORT: Final = {
    Factor.INFORMATION: "information",
    Factor.WORKLOAD: "workload",
    Factor.OTHER_AGENCY: "another agency",
    Factor.HANDOVER: "handover",
    Factor.UNCLEAR_ROLES: "who does what",
    Factor.EQUIPMENT: "form or system",
    Factor.PROCEDURE: "procedure",
    Factor.TIME_PRESSURE: "time",
    Factor.SUPERVISION: "supervision",
    Factor.CHILD_VOICE: "child's view",
    Factor.FIRST_VIEW: "first view",
    Factor.TIREDNESS: "tiredness",
    Factor.TRAINING: "training",
    Factor.SERVICE_GAP: "no service",
    Factor.SOMETHING_ELSE: "something else",
}
"""For a table in which there are too many of them for their whole names."""

_HOW_COUNTED: Final = (
    "Counted is what the whole channel can read, over the last twelve whole months. A number is to "
    "the nearest five, and *a few* is fewer than eight."
)
_HOW_COUNTED_ACROSS: Final = (
    "All teams together, over the last twelve whole months. A number is to the nearest five. It is "
    "shown only where eight or more are left whichever one team is taken away; what is not shown "
    "may be there all the same."
)


def figures(team: str, found: Figures, *, today: date) -> Message:
    """The figures of `team`, or of all teams together where that is empty; within Slack's limits.

    Where Slack refuses the charts, `instead` has them as tables in text.
    """
    return Message(
        text="The figures you asked for",
        blocks=_that_fit(team, found, today, line_chart),
        instead=_that_fit(team, found, today, text_table),
    )


def _that_fit(
    team: str, found: Figures, today: date, draw: Callable[[Drawing], Block]
) -> tuple[Block, ...]:
    names = (labels.FACTORS, IN_SHORT)
    drafts = (tuple(_blocks(team, found, today, draw, short)) for short in names)
    return blocks.first_that_fits(drafts)


def _blocks(
    team: str,
    found: Figures,
    today: date,
    draw: Callable[[Drawing], Block],
    factors: Mapping[Factor, str],
) -> Iterator[Block]:
    yield blocks.header(team or "All teams together")
    yield blocks.section("\n".join(_waiting(found, today)))
    for drawing in _drawings(found):
        yield from _run_chart(drawing, draw)
    yield blocks.divider()
    yield blocks.section("*Near misses: where in our work, and what made it easy to slip*")
    yield from _table(found.near_misses, factors)
    yield from _pulse(found)
    yield blocks.context(_HOW_COUNTED if team else _HOW_COUNTED_ACROSS)


def _waiting(found: Figures, today: date) -> Iterator[str]:
    since = found.waiting_since
    oldest = f" The oldest is {waiting_since(since, today)}." if since else ""
    yield f"*Waiting for an answer:* {_about(found.waiting)}.{oldest}"
    yield f"*To be looked at again:* {_about(found.to_look_at)}."
    yield f"*Error traps that wait for a change:* {_about(found.traps)}."


def _about(figure: Figure | None) -> str:
    if figure is None:
        return "nothing to show"
    return "a few" if figure.about is None else f"about {figure.about}"


def _drawings(found: Figures) -> tuple[Drawing, Drawing]:
    return (
        Drawing(
            found.answer_days,
            title="How long a first answer took",
            series="Working days",
            unit="working days, the middle of each month",
            said=_days,
        ),
        Drawing(
            found.helped,
            title="Changes that helped, or helped a bit",
            series="Of a hundred",
            unit="of a hundred that were looked back on",
            said=lambda value: f"{value:g} of 100",
        ),
    )


def _days(value: float) -> str:
    return f"{value:g} day" if value == 1 else f"{value:g} days"


def _run_chart(drawing: Drawing, draw: Callable[[Drawing], Block]) -> Iterator[Block]:
    chart = drawing.chart
    if not chart.points:
        yield blocks.section(f"*{drawing.title}:* there is not enough for a chart yet.")
        return
    yield draw(drawing)
    said = [_told(chart, signal) for signal in chart.signals]
    yield blocks.context(" ".join(said) or "It goes up and down by chance: nothing stands out.")


_SIDES: Final = {Pattern.ABOVE: "above", Pattern.BELOW: "below"}
_WAYS: Final = {Pattern.RISING: "up", Pattern.FALLING: "down"}


def _told(chart: RunChart, signal: Signal) -> str:
    """What a row of points says: "The last seven months lie below the middle line: …"."""
    number = _NUMBERS[len(signal.points) - _FEWEST_IN_A_ROW]
    first, last = (MONTHS[signal.points[n].month.month - 1] for n in (0, -1))
    is_latest = chart.is_latest(signal)
    months = f"The last {number} months" if is_latest else f"{number.capitalize()} months"
    when = "" if is_latest else f", from {first} to {last},"
    if signal.pattern in _SIDES:
        line = f"{_SIDES[signal.pattern]} the middle line"
        return f"{months}{when} lie {line}: something has changed."
    return f"{months}{when} go {_WAYS[signal.pattern]} one after the other: something is changing."


def _table(cells: Mapping[Cell, Figure], factors: Mapping[Factor, str]) -> Iterator[Block]:
    if not cells:
        yield blocks.section("There is nothing to show yet.")
    for stage in Stage:
        row = [
            f"{_factor(factor, factors)} {_in_brackets(cells[stage, factor])}"
            for factor in (*Factor, None)
            if (stage, factor) in cells
        ]
        if row:
            yield blocks.section(f"*{escape(labels.STAGES[stage])}*\n{escape(' · '.join(row))}")


def _factor(factor: Factor | None, factors: Mapping[Factor, str]) -> str:
    return "no factor named" if factor is None else factors[factor]


def _in_brackets(figure: Figure) -> str:
    return f"({_about(figure)})"


def _pulse(found: Figures) -> Iterator[Block]:
    lines = [_answers(found, question) for question in Question if found.pulse.get(question)]
    if lines:
        yield blocks.divider()
        yield blocks.section("\n".join(["*What those who spoke up say*", *lines]))


def _answers(found: Figures, question: Question) -> str:
    said = found.pulse[question]
    words = [f"{WORDS[word].lower()} {_in_brackets(said[word])}" for word in WORDS if word in said]
    return f"{QUESTIONS[question]} {', '.join(words)}"


def on_their_way(team: str) -> str:
    """What somebody is told who has asked; `team` as above."""
    whose = f"The figures of {escape(team)}" if team else "The figures of all teams together"
    return f"{whose} are on their way to you, as a direct message."
