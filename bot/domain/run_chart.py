"""Run charts: points in the order of time, their middle line, and what is more than chance.

The rules are those of Perla, Provost and Murray (2011), "The run chart: a simple analytical tool
for learning from variation in healthcare processes", BMJ Quality and Safety 20(1), 46-51: a shift
of six points or more on one side of the median, and a trend of five or more. Their rule of an
astronomical point is left out: it is judged by eye, and in a small team it points at one report.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median
from typing import Final, TypeVar

T = TypeVar("T")

SHIFT: Final = 6
"""So many points in a row on one side of the median are no chance."""

TREND: Final = 5
"""So many in a row that all go up, or all go down, are none either."""


class Pattern(StrEnum):
    """What a row of points shows that chance does not bring about."""

    ABOVE = "above"
    BELOW = "below"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True)
class Point:
    """One month: its first day, and what was measured in it."""

    month: date
    value: float


@dataclass(frozen=True)
class Signal:
    """A pattern, and the points that show it: those that count, so none on the median itself."""

    pattern: Pattern
    points: tuple[Point, ...]


@dataclass(frozen=True)
class RunChart:
    """Points, oldest first; a month in which nothing could be measured has none."""

    points: tuple[Point, ...] = ()

    @property
    def median(self) -> float | None:
        """The middle line; None where there is no point."""
        return median(point.value for point in self.points) if self.points else None

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Everything that is more than chance: shifts first, then trends, each oldest first."""
        return (*_shifts(self.points, self.median or 0), *_trends(self.points))

    def is_latest(self, signal: Signal) -> bool:
        """Whether it goes on still: no point that counts has come after it."""
        last = signal.points[-1]
        after = [point for point in self.points if point.month > last.month]
        if signal.pattern in {Pattern.ABOVE, Pattern.BELOW}:
            return all(point.value == self.median for point in after)
        return all(point.value == last.value for point in after)


def _shifts(points: Iterable[Point], middle: float) -> Iterator[Signal]:
    # A point on the median neither breaks a row nor lengthens it.
    counting = [point for point in points if point.value != middle]
    for is_above, row in _rows(counting, lambda point: point.value > middle):
        if len(row) >= SHIFT:
            yield Signal(Pattern.ABOVE if is_above else Pattern.BELOW, row)


def _trends(points: Sequence[Point]) -> Iterator[Signal]:
    # Of points with the same value one after the other, the first counts.
    changing = [
        *points[:1],
        *(later for one, later in pairwise(points) if later.value != one.value),
    ]
    steps = list(pairwise(changing))
    for is_rising, row in _rows(steps, lambda step: step[1].value > step[0].value):
        found = (row[0][0], *(later for _, later in row))
        if len(found) >= TREND:
            yield Signal(Pattern.RISING if is_rising else Pattern.FALLING, found)


def _rows(of: Iterable[T], side: Callable[[T], bool]) -> Iterator[tuple[bool, tuple[T, ...]]]:
    for which, row in groupby(of, side):
        yield which, tuple(row)
