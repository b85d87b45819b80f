"""What a manager may try who knows the rota, every green dot in Slack, and the order of the cards.

Each attack is a guess at the author of every card of one release; none of them knows more than
somebody could see who does nothing all day but watch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.domain.ids import UserId
from tests.insider.rota import Stay


@dataclass(frozen=True)
class Card:
    """What stood on one card, or in the digest of that morning."""

    at: datetime
    """When it appeared."""
    filed_on: date
    """Since when it is said to be waiting."""
    row: int
    """Its place among the others in the digest, from 0."""


@dataclass(frozen=True)
class Watched:
    """What there was to see of one release: the cards in their order, and who was where before.

    `stays` are all that touch the time between the last release and this one.
    """

    cards: tuple[Card, ...]
    stays: tuple[Stay, ...]

    @property
    def people(self) -> tuple[UserId, ...]:
        """Everybody who was at their desk at any time since the last release."""
        return tuple(sorted({stay.who for stay in self.stays}))

    def minutes(self, who: UserId) -> timedelta:
        mine = (stay for stay in self.stays if stay.who == who)
        return sum((stay.ends - stay.begins for stay in mine), timedelta())

    def arrival(self, who: UserId) -> datetime:
        return min(stay.begins for stay in self.stays if stay.who == who)

    def departure(self, who: UserId) -> datetime:
        return max(stay.ends for stay in self.stays if stay.who == who)

    def loneliness(self, who: UserId) -> float:
        """How few others were there whenever this person was."""
        mine = [stay for stay in self.stays if stay.who == who]
        middles = [stay.begins + (stay.ends - stay.begins) / 2 for stay in mine]
        return sum(1 / sum(one.covers(at) for one in self.stays) for at in middles) / len(middles)


Attack = Callable[[Watched, Random], Sequence[UserId]]


def anybody(seen: Watched, random: Random) -> Sequence[UserId]:
    """Guess by chance: what every attack has to beat."""
    return [random.choice(seen.people) for _ in seen.cards]


def longest_at_their_desk(seen: Watched, _: Random) -> Sequence[UserId]:
    return _in_turn(seen, sorted(seen.people, key=seen.minutes, reverse=True))


def in_the_order_they_came(seen: Watched, _: Random) -> Sequence[UserId]:
    """The first card is from whoever was there first, the second from the next, and so on."""
    return _in_turn(seen, sorted(seen.people, key=seen.arrival))


def in_the_order_they_left(seen: Watched, _: Random) -> Sequence[UserId]:
    return _in_turn(seen, sorted(seen.people, key=seen.departure))


def last_before_the_release(seen: Watched, _: Random) -> Sequence[UserId]:
    """Whoever was there until last had the latest chance."""
    return _in_turn(seen, sorted(seen.people, key=seen.departure, reverse=True))


def most_alone(seen: Watched, _: Random) -> Sequence[UserId]:
    return _in_turn(seen, sorted(seen.people, key=seen.loneliness, reverse=True))


def at_their_desk_just_then(seen: Watched, random: Random) -> Sequence[UserId]:
    """Whoever was at their desk when the card appeared; of several, who had come last."""
    guesses = []
    for card in seen.cards:
        here = [stay for stay in seen.stays if stay.covers(card.at)]
        guesses.append(
            max(here, key=lambda stay: stay.begins).who if here else random.choice(seen.people)
        )
    return guesses


def at_their_desk_on_the_day_it_names(seen: Watched, random: Random) -> Sequence[UserId]:
    """Anybody who was there on the day since which it is said to be waiting."""
    guesses = []
    for card in seen.cards:
        there = sorted({stay.who for stay in seen.stays if stay.begins.date() == card.filed_on})
        guesses.append(random.choice(there or seen.people))
    return guesses


def in_the_order_of_the_digest(seen: Watched, _: Random) -> Sequence[UserId]:
    """Its first row is from whoever was there first."""
    came = sorted(seen.people, key=seen.arrival)
    return [came[card.row % len(came)] for card in seen.cards]


def _in_turn(seen: Watched, people: Sequence[UserId]) -> Sequence[UserId]:
    return [people[number % len(people)] for number in range(len(seen.cards))]


ATTACKS: tuple[Attack, ...] = (
    anybody,
    longest_at_their_desk,
    in_the_order_they_came,
    in_the_order_they_left,
    last_before_the_release,
    most_alone,
    at_their_desk_just_then,
    at_their_desk_on_the_day_it_names,
    in_the_order_of_the_digest,
)
