"""A manager who asks learns little from when the reply shows; with every question it is more.

The conversations are made up, and go by the rule by which the services let things show: that they
do is shown in tests/services/test_days_without_a_name.py.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import sqrt
from random import Random

import pytest

from bot.domain import release
from bot.domain.release import MORNINGS
from tests.insider import questions
from tests.insider.questions import ATTACKS, MOST, conversations, whoever_was_there_each_time
from tests.insider.test_who_wrote_it import BEGINS, POINTS

TOWNS = 70
REPLIES = range(MOST + 1)

Rates = Mapping[tuple[str, int], float]


def test_from_one_reply_no_attack_names_its_author_five_points_better_than_by_chance(
    record_property: Callable[[str, object], None],
) -> None:
    many, chance, rates = attacked()

    record_property("table", table(many, chance, rates))
    assert many >= 2_000
    assert max(rates[attack.__name__, 1] for attack in ATTACKS) <= chance + POINTS
    # Without working out how likely each day was, many replies tell no more than one.
    rota_alone = whoever_was_there_each_time.__name__
    assert max(rates[rota_alone, replies] for replies in REPLIES) <= chance + POINTS


def test_the_same_attacks_succeed_where_a_reply_shows_the_next_morning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (release, questions):
        monkeypatch.setattr(module, "MORNINGS", 1)

    _, chance, rates = attacked(towns=10)

    assert max(rates[attack.__name__, 1] for attack in ATTACKS) > chance + POINTS


def attacked(towns: int = TOWNS) -> tuple[int, float, Rates]:
    """How many reports there were, how often chance names the author, and how often each attack."""
    many, by_chance = 0, 0.0
    right: defaultdict[tuple[str, int], int] = defaultdict(int)
    for number in range(towns):
        random = Random(number)
        for whole in conversations(BEGINS, random):
            many += 1
            by_chance += 1 / len(whole.suspects)
            for replies in REPLIES:
                seen = replace(whole, chances=whole.chances[:replies])
                for attack in ATTACKS:
                    guess = attack(seen, random)
                    right[attack.__name__, replies] += guess == whole.author
    return many, by_chance / many, {which: count / many for which, count in right.items()}


def table(many: int, chance: float, rates: Rates) -> str:
    """Each attack with its rate after so many replies, and the 95 per cent interval."""
    lines = [
        f"{many} reports without a name, replies shown on one of {MORNINGS} mornings",
        f"{'by chance (mean of 1/k)':34} {chance:6.1%}",
    ]
    for (attack, replies), rate in sorted(rates.items()):
        spread = 1.96 * sqrt(rate * (1 - rate) / many)
        words = f"{attack.replace('_', ' ')}, replies: {replies}"
        lines.append(f"{words:40} {rate:6.1%}  ({rate - spread:.1%} to {rate + spread:.1%})")
    return "\n".join(lines)
