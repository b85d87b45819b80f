"""What a manager may learn who asks somebody without a name, from the mornings of the replies.

Whoever wrote it replies when they are at their desk. So each reply tells something of who was not,
and with a question after the other a manager can have as many replies as they like.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from math import prod
from random import Random

from bot.domain.calendar import WorkingCalendar
from bot.domain.ids import UserId
from bot.domain.release import LATE, MORNINGS, TOGETHER_AT, released_at, shows_at
from bot.domain.report import Mode
from tests.builders import a_team
from tests.insider.rota import PEOPLE, Stay, Writing, a_rota, within, written

LOOKS_IN = 0.1
"""How likely somebody is to come back with their code in a stay: every third day or so."""
MOST = 4
"""Questions about one report."""

_WEEKS, _WRITTEN_IN = 40, 12
_ASKS_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Conversation:
    """A report without a name, and what could be seen of the replies to questions about it.

    `chances` say of each reply how likely it was, from each suspect, to show on that very morning.
    """

    author: UserId
    suspects: tuple[UserId, ...]
    chances: tuple[Mapping[UserId, float], ...]


@dataclass(frozen=True)
class Desk:
    """One person's stays, in turn, and when each ends."""

    stays: Sequence[Stay]
    ends: Sequence[datetime]

    def since(self, moment: datetime) -> Iterator[Stay]:
        """The stays that are not over at this moment."""
        return islice(self.stays, bisect_right(self.ends, moment), None)


@dataclass(frozen=True)
class Town:
    """A team over most of a year: who is at their desk when, and on which mornings things show."""

    desks: Mapping[UserId, Desk]
    mornings: tuple[datetime, ...]

    def there(self, begins: datetime, ends: datetime) -> tuple[UserId, ...]:
        """Everybody who was at their desk at any time between these two moments."""
        first = {who: next(desk.since(begins), None) for who, desk in self.desks.items()}
        return tuple(sorted(who for who, stay in first.items() if stay and stay.begins < ends))

    def chance(self, who: UserId, asked_at: datetime, shown_at: datetime) -> float:
        """How likely a reply of this person's was to show on that very morning."""
        shown = bisect_right(self.mornings, shown_at) - 1
        chance, silent = 0.0, 1.0
        for stay in self.desks[who].since(asked_at):
            first = bisect_right(self.mornings, max(stay.begins, asked_at) + LATE)
            if first > shown:
                break
            if shown < first + MORNINGS:
                chance += silent * LOOKS_IN
            silent *= 1 - LOOKS_IN
        return chance


Attack = Callable[[Conversation, Random], UserId]


def whoever_was_there_each_time(seen: Conversation, random: Random) -> UserId:
    """Anybody of those who could have written the report and every reply."""
    could = [who for who in seen.suspects if all(reply[who] for reply in seen.chances)]
    return random.choice(could)


def the_likeliest(seen: Conversation, random: Random) -> UserId:
    """By Bayes's rule, from the whole rota and from how often people look in."""
    weights = {who: prod(reply[who] for reply in seen.chances) for who in seen.suspects}
    most = max(weights.values())
    return random.choice([who for who, weight in weights.items() if weight == most])


ATTACKS: tuple[Attack, ...] = (whoever_was_there_each_time, the_likeliest)


def conversations(begins: date, random: Random) -> tuple[Conversation, ...]:
    """One about every report of a team's first weeks, over most of a year."""
    days = [begins + timedelta(days=number) for number in range(7 * _WEEKS)]
    stays = a_rota(days, random)
    theirs: dict[UserId, list[Stay]] = {who: [] for who in PEOPLE}
    for stay in stays:
        theirs[stay.who].append(stay)
    calendar = a_team().calendar
    mornings = tuple(calendar.at(day, TOGETHER_AT) for day in days if calendar.is_working(day))
    desks = {who: Desk(some, [stay.ends for stay in some]) for who, some in theirs.items()}
    town = Town(desks, mornings)
    first = [stay for stay in stays if stay.begins.date() < days[7 * _WRITTEN_IN]]
    return tuple(_conversation(town, calendar, one, random) for one in written(first, random))


def _conversation(
    town: Town, calendar: WorkingCalendar, one: Writing, random: Random
) -> Conversation:
    shown = released_at(Mode.ANONYMOUS, one.at, random, calendar)
    before = calendar.at(calendar.previous(calendar.day_of(shown)), TOGETHER_AT)
    suspects = town.there(before - LATE, shown - LATE)
    chances: list[Mapping[UserId, float]] = []
    for _ in range(MOST):
        asked = shown + _ASKS_AFTER
        at = _comes_back(town.desks[one.author], asked, random)
        shown = shows_at(Mode.ANONYMOUS, at, random, calendar, waits=True)
        chances.append({who: town.chance(who, asked, shown) for who in suspects})
    return Conversation(one.author, suspects, tuple(chances))


def _comes_back(desk: Desk, asked: datetime, random: Random) -> datetime:
    """When somebody has read the question and replies."""
    stays = (stay for stay in desk.since(asked) if random.random() < LOOKS_IN)
    return within(next(stays), random, after=asked)
