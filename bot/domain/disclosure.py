"""Figures as they may be shown: none tells of a small group, by itself or by subtraction.

The rule is that of NHS Digital for Hospital Episode Statistics ("Disclosure control methodology for
Hospital Episode Statistics (HES) and Emergency Care Data Set (ECDS)", in force since September
2018): counts of 1 to 7 are not shown, all others are rounded to the nearest 5, and each figure is
treated by itself, so that nothing has to be hidden by hand beside it.

It is stricter here in one thing: nought is not shown either. Our figures come again every week:
nought last week and "fewer than 8" this week would say that the new ones are 1 to 7.
"""

from collections.abc import Iterable

FEWEST = 8
"""Nothing is shown that rests on fewer people than this."""

STEP = 5


def shown(count: int, *, people: int | None = None) -> int | None:
    """A figure as it may be shown; None is drawn as "fewer than 8".

    `people` is how many people it rests on; without, every one counted is taken to be another.
    """
    if min(count, count if people is None else people) < FEWEST:
        return None
    return (count + STEP // 2) // STEP * STEP


def total_beside(parts: Iterable[int]) -> int | None:
    """The total of `parts` as it may stand in one table with every one of them; None for no total.

    Where a part is not shown there is no total: taking the others from it would tell of that part.
    Whether there is one follows from what is shown anyway, so that tells nothing either.
    """
    given = tuple(parts)
    if any(shown(part) is None for part in given):
        return None
    return shown(sum(given))
