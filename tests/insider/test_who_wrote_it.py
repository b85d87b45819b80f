"""A manager who watches everything names an anonymous author hardly better than by chance.

Two hundred months of one team are lived through the real services, by day, at night, at weekends
and with leave: reports are filed at moments that depend on who is at their desk, and cards appear
when and in the order in which the outbox sends them. The manager sees every green dot, every card
and digest, and tries each attack there is. Reports that could not wait are left out, as the form
warns of just that; they are the control, which shows that the attacks are worth something where a
card appears when it is written.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from math import sqrt
from random import Random

import pytest
from sqlalchemy import delete

from bot.domain.calendar import WorkingCalendar
from bot.domain.delivery import DeliveryKind
from bot.domain.digest import Section, compose
from bot.domain.form import Receipt
from bot.domain.ids import ReportId, UserId
from bot.domain.release import LATE
from bot.domain.report import Mode
from bot.services.contents import CardContent
from storage import schema
from tests.builders import CHANNEL, a_team, sent
from tests.insider.attacks import ATTACKS, Card, Watched, at_their_desk_on_the_day_it_names
from tests.insider.rota import PEOPLE, Stay, Writing, a_rota, written
from tests.services.world import World, of_kind, released_at

MONTHS, DAYS = 200, 28
REPORTS = 2_000
"""At least so many have to be written for the rates to say anything."""
POINTS = 0.05
"""How much better than by chance an attack may be."""
BEGINS = date(2027, 1, 4)
SATURDAY = 5

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass(frozen=True)
class Month:
    """What happened: presence is what everybody could see, and who wrote is what nobody could."""

    stays: tuple[Stay, ...]
    written: tuple[Writing, ...]


@dataclass(frozen=True)
class Release:
    """The cards that appeared at one moment, in their order, with who wrote them."""

    at: datetime
    cards: tuple[Card, ...]
    written: tuple[Writing, ...]


@dataclass
class Outcome:
    """How often each attack was right, and how often chance would have been."""

    reports: int = 0
    by_chance: float = 0.0
    right: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def chance(self) -> float:
        return self.by_chance / self.reports

    def rate(self, attack: str) -> float:
        return self.right[attack] / self.reports

    def best(self) -> float:
        return max(self.rate(attack) for attack in self.right)


async def test_no_attack_names_an_author_five_points_better_than_by_chance(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    outcome = await lived(world, MONTHS)

    record_property("table", table(outcome))
    assert outcome.reports >= REPORTS
    assert outcome.best() <= outcome.chance + POINTS


async def test_the_same_attacks_succeed_where_a_card_appears_when_it_is_written(
    world: World,
) -> None:
    outcome = await lived(world, 6, urgent=True)

    assert outcome.best() > outcome.chance + POINTS


async def test_the_day_on_which_each_was_sent_would_tell_if_it_were_named(world: World) -> None:
    """Above all of what is written when few people are there."""
    outcome = await lived(world, 60, telling=the_weekend_day_it_was_sent)

    day_by_day = at_their_desk_on_the_day_it_names.__name__
    assert outcome.rate(day_by_day) > outcome.chance + POINTS


def the_weekend_day_it_was_sent(release: Release) -> Release:
    """What was written on a Saturday or a Sunday, with the day on each card."""
    both = zip(release.cards, release.written, strict=True)
    told = [(card, one) for card, one in both if one.at.weekday() >= SATURDAY]
    return replace(
        release,
        cards=tuple(replace(card, filed_on=one.at.date()) for card, one in told),
        written=tuple(one for _, one in told),
    )


async def lived(
    world: World,
    months: int,
    *,
    urgent: bool = False,
    telling: Callable[[Release], Release] = lambda release: release,
) -> Outcome:
    """So many months, one after the other, each from a seed of its own, and attacked."""
    await world.set_up()
    for who in PEOPLE:
        world.people.introduce(who, CHANNEL)
    outcome = Outcome()
    for number in range(months):
        month = a_month(BEGINS + number * timedelta(days=DAYS), Random(number))
        for release in await _a_month(world, month, urgent=urgent):
            _attack(outcome, month, telling(release), Random(number))
        # One month tells nothing of another, and a small store is a quick one.
        await world.database.write(lambda tx: tx.execute(delete(schema.report)))
    return outcome


def a_month(begins: date, random: Random) -> Month:
    """Four weeks, and all that is written in them."""
    stays = a_rota([begins + timedelta(days=number) for number in range(DAYS)], random)
    return Month(stays, written(stays, random))


async def _a_month(world: World, month: Month, *, urgent: bool) -> list[Release]:
    """File what is written and send what is due, as time goes by."""
    truth: dict[ReportId, Writing] = {}
    due: set[datetime] = set()
    found = []
    for writing in month.written:
        for moment in sorted(moment for moment in due if moment <= writing.at):
            found.append(await _release(world, moment, truth))
            due.discard(moment)
        world.clock.moment = writing.at
        id = await _file(world, writing.author, urgent=urgent)
        truth[id] = writing
        due.add(await released_at(world, id))
    return [*found, *[await _release(world, moment, truth) for moment in sorted(due)]]


async def _file(world: World, author: UserId, *, urgent: bool) -> ReportId:
    form = await world.form(author)
    given = sent(form, user=author, mode=Mode.ANONYMOUS)
    receipt = await world.services.capture.submit(
        replace(given, urgent=urgent, warned=urgent, checked=True)
    )
    assert isinstance(receipt, Receipt)
    return await world.id_of(receipt.reference)


async def _release(world: World, moment: datetime, truth: dict[ReportId, Writing]) -> Release:
    world.clock.moment = moment
    cards = of_kind(await world.deliver(), DeliveryKind.CARD)
    shown = [card.outgoing.content for card in cards]
    reports = [content.report for content in shown if isinstance(content, CardContent)]
    digest = compose(moment.date(), [(Section.NEW, report) for report in reports])
    rows = {report.id: row for _, some in digest.sections for row, report in enumerate(some)}
    return Release(
        moment,
        tuple(Card(moment, report.filed_on, rows[report.id]) for report in reports),
        tuple(truth[report.id] for report in reports),
    )


def _attack(outcome: Outcome, month: Month, release: Release, random: Random) -> None:
    """Try everything on what there was to see of one release."""
    if not release.written:
        return
    begins, ends = _between(a_team().calendar, release)
    stays = tuple(stay for stay in month.stays if stay.touches(begins, ends))
    seen = Watched(release.cards, stays)
    outcome.reports += len(release.written)
    outcome.by_chance += len(release.written) / len(seen.people)
    for attack in ATTACKS:
        outcome.right[attack.__name__] += _right(attack(seen, random), release)


def _right(guesses: Sequence[UserId], release: Release) -> int:
    pairs = zip(guesses, release.written, strict=True)
    return sum(guess == writing.author for guess, writing in pairs)


def _between(calendar: WorkingCalendar, release: Release) -> tuple[datetime, datetime]:
    """From when to when what has appeared may have been written: since the release before."""
    if release.at == release.written[0].at:
        # It could not wait: it was written on that day, before it appeared.
        return datetime.combine(release.at.date(), time(), UTC), release.at + timedelta(days=1)
    before = calendar.previous(calendar.day_of(release.at))
    return calendar.at(before, time(8)) - LATE, release.at - LATE


def table(outcome: Outcome) -> str:
    """Each attack with its rate and the interval of 95 per cent around it."""
    lines = [
        f"{outcome.reports} reports without a name in {MONTHS} months of one team",
        f"{'by chance (mean of 1/k)':34} {outcome.chance:6.1%}",
    ]
    for attack, right in sorted(outcome.right.items(), key=lambda one: -one[1]):
        rate = right / outcome.reports
        spread = 1.96 * sqrt(rate * (1 - rate) / outcome.reports)
        words = attack.replace("_", " ")
        lines.append(f"{words:34} {rate:6.1%}  ({rate - spread:.1%} to {rate + spread:.1%})")
    return "\n".join(lines)
