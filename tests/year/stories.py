"""What people have to tell over the year: who writes what, on which day, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.year.people import CREWS, LEAVER, Crew

_STAGES = (
    "visit", "assessment", "front_door", "recording", "core_group", "conference", "not_sure",
    "supervision", "placement", "review", "court", "strategy", "out_of_hours",
)  # fmt: skip
_FACTORS = (
    "workload", "information", "time_pressure", "other_agency", "equipment", "procedure",
    "unclear_roles", "handover", "supervision", "training", "tiredness", "something_else",
)  # fmt: skip
"""Those that are chosen most come first."""

_BEGINNINGS, _VOWELS, _ENDS = "bdfgklmnprtvz", "aeiou", "lmnrs"

_WEEKEND = 0.04
"""How much rarer something is told on a Saturday or Sunday than on other days."""
_SATURDAY = 5
SLOTS = 3
"""How often in a day the script lets people write."""


@dataclass
class Story:
    """A report to come. `patience` is how many levels leave it lying: 1 the managers, 2 deputies.

    `reference` is what its receipt called it. `theme` is of what it was planted to tell, in its
    `own_words`; the others have nothing to do with each other.
    """

    number: int
    day: date
    slot: int
    crew: Crew
    author: str
    is_near_miss: bool
    is_named: bool
    is_for_team: bool
    patience: int
    reference: str = ""
    stage: str = "not_sure"
    factors: tuple[str, ...] = ()
    theme: str = ""
    own_words: str = ""

    @property
    def words(self) -> str:
        return self.own_words or f"Story {self.number}: {_told(self.number)}"


def _told(number: int) -> str:
    """Words that no other story has: what people tell of on most days stands by itself."""
    random = Random(number)
    made = ["".join(_syllable(random) for _ in range(3)) for _ in range(6)]
    return f"it was {made[0]} and {made[1]} but for {made[2]} the {' '.join(made[3:])}"


def _syllable(random: Random) -> str:
    return "".join(random.choice(letters) for letters in (_BEGINNINGS, _VOWELS, _ENDS))


def plan(random: Random, first: date, last: date, count: int) -> list[Story]:
    """`count` stories from `first` to `last`, in the order they are told."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = [_WEEKEND if day.weekday() >= _SATURDAY else 1.0 for day in days]
    told = sorted((day, random.randrange(SLOTS)) for day in random.choices(days, weights, k=count))
    return [_story(random, number, day, slot) for number, (day, slot) in enumerate(told, 1)]


def _story(random: Random, number: int, day: date, slot: int) -> Story:
    crew = random.choice(CREWS)
    is_near_miss = random.random() < 0.6
    return Story(
        number=number,
        day=day,
        slot=slot,
        crew=crew,
        author=random.choice(_authors(random, crew)),
        is_near_miss=is_near_miss,
        is_named=random.random() < (0.3 if is_near_miss else 0.8),
        is_for_team=random.random() < 0.85,
        patience=random.choices((0, 1, 2), (90, 8, 2))[0],
        stage=_chosen(random, _STAGES),
        factors=tuple(
            dict.fromkeys(_chosen(random, _FACTORS) for _ in range(random.randint(0, 2)))
        ),
    )


def _chosen(random: Random, among: Sequence[str]) -> str:
    """One of these, the first far more often than the last."""
    return random.choices(among, [1 / place for place in range(1, len(among) + 1)])[0]


def _authors(random: Random, crew: Crew) -> Sequence[str]:
    """Practitioners, and now and then somebody who decides."""
    if random.random() < 0.05:
        leading = (*crew.led_by, crew.deputy)
        return [user for user in leading if user != LEAVER]
    return crew.practitioners
