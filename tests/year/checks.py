"""What must be true of the whole year: of what people were shown, and of what is kept.

Each check names what is wrong, one line for each thing; nothing wrong is an empty list.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from bot.domain.delivery import DeliveryState
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.lifecycle import OPEN
from bot.domain.report import Audience, Mode, Report
from bot.domain.trap import Trap
from bot.services.standing import Standing
from tests.services.recounting import Recount
from tests.year.ledger import REFERENCE, Said
from tests.year.people import (
    LONDON,
    NAMED_ON,
    SUCCESSOR,
    crew_of,
    is_at_work,
    local,
    may_decide,
)
from tests.year.script import Script

MOST_NUDGES = 3
OPENS, CLOSES = time(9), time(17)
DIGESTS_FROM, DIGESTS_UNTIL = time(8, 45), time(14, 46)
"""A quarter to nine, and six hours later."""

_CARDS = ("A new near miss in your team", "A new suggestion in your team")


@dataclass(frozen=True)
class Lived:
    """A year that is over: who did what and was shown what, and what the bot has kept of it."""

    script: Script
    kept: tuple[Standing, ...]
    owed: dict[DeliveryState, int]
    log: Path
    traps: tuple[Trap, ...] = ()
    counted: Mapping[str, Recount] = field(default_factory=dict)
    """Figures counted once more from the rows, by the name of the team; empty for all of them."""
    asked_on: date = date.max

    @property
    def said(self) -> list[Said]:
        return self.script.ledger.said

    def those(self, *beginnings: str) -> Iterator[Said]:
        """The messages whose notification begins with one of these."""
        return (said for said in self.said if said.text.startswith(beginnings))

    def nudges(self) -> Iterator[Said]:
        return (said for said in self.said if said.text.endswith("is waiting for your answer"))

    def report(self, reference: str) -> Report:
        return next(one.report for one in self.kept if one.report.reference == reference)


def every_story_is_kept(year: Lived) -> Iterator[str]:
    kept = {standing.report.reference for standing in year.kept}
    yield from (f"{one} is not kept" for one in year.script.stories.keys() - kept)
    yield from (f"{one} was never told" for one in kept - year.script.stories.keys())
    untold = [story for story in year.script.plot if not story.reference]
    yield from (f"story {story.number} could never be told" for story in untold)


def what_waits_is_seen_waiting(year: Lived) -> Iterator[str]:
    """Every open report rests with somebody, who was shown it in the quiet days at the end."""
    for standing in year.kept:
        reference = standing.report.reference
        if standing.report.state not in OPEN:
            continue
        if not standing.deciders:
            yield f"{reference} waits with nobody"
        elif reference not in year.script.waiting_shown:
            yield f"{reference} waits, and nobody was shown it"
        elif year.script.waiting_shown[reference] not in standing.deciders:
            yield f"{reference} was shown to somebody who does not decide"


def digests_come_once_and_on_working_days(year: Lived) -> Iterator[str]:
    seen: set[tuple[str, date]] = set()
    for said in year.those("Good morning"):
        at = local(said.reader, said.at)
        where = f"the digest of {said.reader} at {at}"
        if (said.reader, at.date()) in seen:
            yield f"{where} is a second one"
        seen.add((said.reader, at.date()))
        found = set(REFERENCE.findall(said.words))
        if not found:
            yield f"{where} is empty"
        if not is_at_work(said.reader, at.date()):
            yield f"{where} comes on a day its reader does not work"
        if not DIGESTS_FROM <= at.time() <= DIGESTS_UNTIL:
            yield f"{where} comes at the wrong time"
        crews = {one: year.script.stories[one].crew for one in found}
        closed = [one for one, crew in crews.items() if not crew.is_working(at.date())]
        yield from (f"{where} has {one}, whose team is closed" for one in closed)


def nudges_are_few_and_in_working_hours(year: Lived) -> Iterator[str]:
    counted: Counter[tuple[str, int]] = Counter()
    for said in year.nudges():
        at = local(said.reader, said.at)
        where = f"the nudge of {said.reader} about {said.reference} at {at}"
        counted[said.reference, _promise(year.report(said.reference), said.at)] += 1
        if not OPENS <= at.time() < CLOSES:
            yield f"{where} is out of hours"
        if not is_at_work(said.reader, at.date()):
            yield f"{where} comes on a day they do not work"
        if not year.script.stories[said.reference].crew.is_working(at.date()):
            yield f"{where} comes while the team is closed"
    for (reference, promise), times in counted.items():
        if times > MOST_NUDGES:
            yield f"{times} nudges about {reference} for its promise number {promise}"


def whoever_is_nudged_has_had_their_morning(year: Lived) -> Iterator[str]:
    """A nudge speaks of what waits, and what waits stands in that day's digest.

    Only what was promised on that very day may come too late for it; and where the bot was down
    for hours in the morning, that day's digest is left to the next one.
    """
    down = {day for out in year.script.outages for day in (out.begins.date(), out.ends.date())}
    mornings = [(said.reader, said.at) for said in year.those("Good morning")]
    days = {(reader, local(reader, at).date()) for reader, at in mornings}
    for said in year.nudges():
        on = local(said.reader, said.at).date()
        excused = down | set(_promised_on(year.report(said.reference)))
        if (said.reader, on) not in days and on not in excused:
            yield f"{said.reader} was nudged at {said.at} and had no digest that day"


def practitioners_are_never_asked(year: Lived) -> Iterator[str]:
    """Digests, nudges and offers go to those who may decide, and of their own team only."""
    asked = [*year.nudges(), *year.those("Good morning", "The rest of", "Could you help")]
    for said in asked:
        on = local(said.reader, said.at).date()
        if not may_decide(said.reader) or (said.reader == SUCCESSOR and on < NAMED_ON):
            yield f"{said.reader} was asked: {said.text}"
        crew = crew_of(said.reader)
        for reference in REFERENCE.findall(said.words) if crew else ():
            if year.script.stories[reference].crew is not crew:
                yield f"{said.reader} was shown {reference} of another team"


def reporters_are_told_once(year: Lived) -> Iterator[str]:
    """Of every thank-you, every answer, every change and every slip; and nobody else is."""
    told: Counter[tuple[str, str]] = Counter()
    for what, beginning in _TOLD.items():
        for said in year.those(beginning):
            told[said.reference, what] += 1
            if said.reader != year.script.stories[said.reference].author:
                yield f"{said.reader} was told of {said.reference}: {said.text}"
    for standing in year.kept:
        report = standing.report
        owed = Counter(_owed(event, report) for event in report.events)
        for what in _TOLD:
            times = told[report.reference, what]
            if times != owed[what]:
                yield f"{report.reference}: told {times} times of {owed[what]} × {what}"


def slips_are_told_on_working_mornings(year: Lived) -> Iterator[str]:
    for said in year.those("About the answer to", "Could you help"):
        at = said.at.astimezone(LONDON)
        crew = year.script.stories[said.reference].crew
        if at.time() < OPENS or not crew.is_working(at.date()):
            yield f"{said.reader} was told at {at}: {said.text}"


_TOLD = {
    "thanked": "There is a thank-you for",
    "answered": "There is an answer to",
    "changed": "Something was changed because of",
    "slipped": "About the answer to",
}


def _owed(event: Event, report: Report) -> str:
    """What the reporter is told of this event; empty where they are not told of it."""
    own = event.actor == REPORTER and report.mode is Mode.CONFIDENTIAL
    return event.kind.value if event.kind.value in _TOLD and not own else ""


def _promised_on(report: Report) -> set[date]:
    """The days on which an answer was promised: at first, and whenever it was opened again."""
    reopened = [event for event in report.events if event.kind is EventKind.REOPENED]
    return {report.filed_on, *(event.at.date() for event in reopened)}


def _promise(report: Report, at: datetime) -> int:
    """Which promise about a report holds at that moment: each reopening makes another."""
    reopened = [event for event in report.events if event.kind is EventKind.REOPENED]
    return sum(event.at <= at for event in reopened)


def cards_are_there_once(year: Lived) -> Iterator[str]:
    counted = Counter(said.reference for said in year.those(*_CARDS))
    for standing in year.kept:
        report = standing.report
        wanted = report.audience is Audience.TEAM
        withdrawn = report.latest(EventKind.WITHDRAWN) is not None
        if counted[report.reference] not in ({0, 1} if wanted and withdrawn else {int(wanted)}):
            yield f"{report.reference} has {counted[report.reference]} cards"
    for said in year.those(*_CARDS):
        story = year.script.stories[said.reference]
        if said.channel != story.crew.channel:
            yield f"the card of {said.reference} is in the wrong channel"
        if not story.is_named and story.author in str(said.blocks):
            yield f"the card of {said.reference} names who wrote it in confidence"


def nothing_is_said_twice(year: Lived) -> Iterator[str]:
    marks = Counter(said.mark for said in year.said)
    yield from (f"mark {mark!r} was posted {n} times" for mark, n in marks.items() if n > 1)


def weeks_are_told_once_on_working_days(year: Lived) -> Iterator[str]:
    seen: set[tuple[str, int]] = set()
    for said in year.those("You said, we did"):
        crew = next(
            one for one in (s.crew for s in year.script.plot) if one.channel == said.channel
        )
        at = said.at.astimezone(LONDON)
        week = (said.channel, at.isocalendar().week)
        if week in seen:
            yield f"{crew.name} was told of week {week[1]} twice"
        seen.add(week)
        if not crew.is_working(at.date()):
            yield f"{crew.name} was told of its week on {at.date()}, when it is closed"


def words_are_kind(year: Lived) -> Iterator[str]:
    yield from dict.fromkeys(year.script.ledger.avoided)


def everything_was_taken(year: Lived) -> Iterator[str]:
    """By Slack from the bot, and by the bot from people; and nothing is left unsent."""
    workspace = year.script.workspace
    yield from (str(finding) for finding in workspace.findings)
    yield from (f"lost: {event}" for event in workspace.lost_events)
    yield from year.script.ledger.refused
    yield from year.script.hands.surprises
    yield from (f"{count} deliveries are {state}" for state, count in year.owed.items())
    lines = year.log.read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if "critical" in line or "Traceback" in line)


CHECKS: tuple[Callable[[Lived], Iterator[str]], ...] = (
    every_story_is_kept,
    what_waits_is_seen_waiting,
    digests_come_once_and_on_working_days,
    nudges_are_few_and_in_working_hours,
    whoever_is_nudged_has_had_their_morning,
    practitioners_are_never_asked,
    reporters_are_told_once,
    slips_are_told_on_working_mornings,
    cards_are_there_once,
    nothing_is_said_twice,
    weeks_are_told_once_on_working_days,
    words_are_kind,
    everything_was_taken,
)
