"""One report in a digest: its words, where it stands, and what can be done about it here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.digest import Section
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId
from bot.domain.lifecycle import State
from bot.domain.likeness import Related
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.domain.trap_privacy import VisibleTrap
from bot.views import blocks, labels
from bot.views.answers import (
    ONLY_FOR_DECIDERS,
    more,
    promised,
    reply_button,
    reply_buttons,
    thanks,
)
from bot.views.blocks import Block
from bot.views.ids import Action, row_id
from bot.views.related import possibly_related
from bot.views.story import told
from bot.views.text import day, escape, mention, shortened, waiting_since
from bot.views.trap_words import part_of
from bot.views.words import byline, excerpt, heading, parts_of

_OPEN: Final = frozenset({Section.NEW, Section.WAITING})
_TO_ANSWER: Final = _OPEN | {Section.TRYING}

_BY_THE_REPORTER: Final = frozenset({EventKind.ADDED, EventKind.REOPENED, EventKind.REPLIED})
"""What has to be read before an answer."""

_TEAM_CHARACTERS: Final = 20


@dataclass(frozen=True)
class Room:
    """How many characters a report, and what was said to it last, may take.

    Where it is `tight`, a row begins with one paragraph and the beginning of the report: with six
    things to press in each, eight rows leave that much in one message, and no more.
    """

    report: int
    said: int
    tight: bool = False


def row(
    section: Section,
    report: VisibleReport,
    teams: Mapping[ReportId, str],
    today: date,
    room: Room,
    *,
    trap: VisibleTrap | None = None,
    related: tuple[Related, ...] = (),
) -> Iterator[Block]:
    """At most four blocks. `teams` names the team of each report in the same digest.

    `trap` is the error trap that this one is part of, `related` what may have to do with it: where
    there is room.
    """
    if report.state is State.WITHDRAWN:
        yield blocks.section(f"*{labels.title(report)}* was taken back by whoever wrote it.")
        return
    team = teams.get(report.id, "") if len(set(teams.values())) > 1 else ""
    if room.tight:
        yield from _in_short(section, report, team, today, room, trap=trap)
    else:
        yield from _at_length(section, report, team, today, room, trap=trap, related=related)
    if buttons := _BUTTONS[section](report, room):
        yield blocks.actions(*buttons, block=row_id(report.id))


def _at_length(
    section: Section,
    report: VisibleReport,
    team: str,
    today: date,
    room: Room,
    *,
    trap: VisibleTrap | None,
    related: tuple[Related, ...],
) -> Iterator[Block]:
    parts, more = excerpt(parts_of(report), room.report)
    first = blocks.paragraph(
        blocks.bold(labels.title(report)), blocks.words(" \N{EN DASH} "), *byline(report)
    )
    said = [piece for part in parts for piece in (heading(part.question), blocks.quote(part.words))]
    beside = [
        *([part_of(trap)] if trap else []),
        *([possibly_related(related)] if related else []),
    ]
    yield blocks.rich_text(first, *said, *beside)
    if event := _said_last(section, report):
        yield from told(event, today=today, room=room.said)
    facts = [*([escape(team)] if team else []), *_facts(section, report, today)]
    if section in _TO_ANSWER and report.thanks and report.thanks.decider:
        facts.append(f"{mention(report.thanks.decider)} said thank you")
    if more and section in _TO_ANSWER and report.may_decide:
        facts.append("there is more to read: it opens with any of the buttons")
    elif more and report.audience is Audience.TEAM:
        facts.append("there is more to read on its card in the channel")
    if facts:
        yield blocks.context(" · ".join(facts))


def _in_short(
    section: Section,
    report: VisibleReport,
    team: str,
    today: date,
    room: Room,
    *,
    trap: VisibleTrap | None,
) -> Iterator[Block]:
    who = blocks.person(report.byline) if report.byline else blocks.words("a colleague")
    facts = [shortened(team, _TEAM_CHARACTERS)] if team else []
    facts += _facts(section, report, today, tight=True)
    facts += [trap.reference] if trap else []
    first = [blocks.bold(f"{labels.title(report)} \N{EN DASH} "), who]
    if facts:
        first.append(blocks.words(" · ".join(["", *facts])))
    said = [blocks.quote(shortened(part.words, room.report)) for part in parts_of(report)[:1]]
    yield blocks.rich_text(blocks.paragraph(*first), *said)
    # Buttons to answer with leave no room for what was said, and open a form that has it.
    if section not in _TO_ANSWER and (event := _said_last(section, report)):
        yield from told(event, today=today, room=room.said)


def _said_last(section: Section, report: VisibleReport) -> Event | None:
    """What the row is about besides the report: its answer, its change, or what came last."""
    last = report.story[-1] if report.story else None
    match section:
        case Section.NEW | Section.WAITING:
            put_off = report.answer if report.state is State.ANSWERED else None
            return last if last and last.kind in _BY_THE_REPORTER else put_off
        case Section.TRYING | Section.THANKS:
            return report.answer
        case Section.CHANGED:
            return report.change
        case Section.DONE:
            return last


def _facts(
    section: Section, report: VisibleReport, today: date, *, tight: bool = False
) -> Iterator[str]:
    """Where it stands, in words of our own."""
    if report.audience is Audience.DECIDERS:
        yield "only for those who decide" if tight else ONLY_FOR_DECIDERS
    if section in _OPEN and report.state is not State.ANSWERED:
        yield waiting_since(report.filed_on, today)
        if not tight or report.answer_by >= today:
            yield promised(report.answer_by, today, filed_on=report.filed_on)
    if section is Section.TRYING and report.answer:
        yield from _time_to_look(report.answer, today)
    if report.asked and section is not Section.DONE:
        yield "whoever wrote it asks what is happening"
    if report.question and not tight:
        yield "the reporter has been asked something"
    if report.may_leave_the_team and not tight:
        yield "may be shared beyond the team"
    if tight and len(parts_of(report)) > 1:
        yield "more inside"


def _time_to_look(answer: Event, today: date) -> Iterator[str]:
    if answer.until == today:
        yield "time to look today"
    elif answer.until and answer.until < today:
        yield f"time to look since {day(answer.until, today)}"


def _to_answer(report: VisibleReport, room: Room) -> tuple[Block, ...]:
    buttons = reply_buttons(report, asking=not room.tight)
    return tuple(buttons["elements"]) if report.may_decide else ()


def _to_try(report: VisibleReport, room: Room) -> tuple[Block, ...]:
    if not report.may_decide:
        return ()
    return (
        blocks.button("It's changed", Action.CHANGED),
        blocks.button("Keep trying", Action.KEEP_TRYING),
        reply_button(Reply.TALK_IT_OVER),
        reply_button(Reply.NOT_NOW),
        *thanks(report),
        more(tight=room.tight, publish=report.may_publish),
    )


def _to_look_back(report: VisibleReport, room: Room) -> tuple[Block, ...]:
    return (
        blocks.button("It helped", Action.HELPED_YES),
        blocks.button("A bit", Action.HELPED_A_BIT),
        blocks.button("Not yet", Action.HELPED_NO),
        *([more(tight=room.tight, publish=report.may_publish)] if report.may_decide else []),
    )


def _to_thank(report: VisibleReport, room: Room) -> tuple[Block, ...]:
    return (
        (*thanks(report), more(tight=room.tight, publish=report.may_publish))
        if report.may_decide
        else ()
    )


_BUTTONS: Final[dict[Section, Callable[[VisibleReport, Room], tuple[Block, ...]]]] = {
    Section.NEW: _to_answer,
    Section.WAITING: _to_answer,
    Section.TRYING: _to_try,
    Section.CHANGED: _to_look_back,
    Section.THANKS: _to_thank,
    Section.DONE: _to_thank,
}
