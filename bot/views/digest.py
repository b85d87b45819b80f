"""The digest: a manager's morning, with the buttons to answer from it."""

from collections.abc import Mapping
from datetime import date

from bot.domain.digest import Digest, Section
from bot.domain.ids import ReportId
from bot.domain.lifecycle import State
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.answers import ONLY_FOR_DECIDERS, promised, reply_buttons, spoken
from bot.views.blocks import MESSAGE_BLOCKS, MESSAGE_WEIGHT, Block, Message
from bot.views.text import escape, mention, plural, waiting_since
from bot.views.words import byline, excerpt, heading, parts_of

_HEADINGS = {
    Section.NEW: "New",
    Section.WAITING: "Waiting for your answer",
    Section.ANSWERED: "Answered",
}

_COUNTED = {
    Section.NEW: "new",
    Section.WAITING: "waiting for your answer",
    Section.ANSWERED: "answered",
}

_ROOMS = (1_500, 600, 300)
"""How many characters of each report are shown: the most with which every report finds a place."""

_ANSWER_ROOM = 300

_CLOSING_BLOCKS = 1
_CLOSING_WEIGHT = 300
"""Kept free for the line that says how many reports did not find a place."""


def digest(digest: Digest, *, teams: Mapping[ReportId, str]) -> Message:
    """The whole digest within one message, dates told as seen from `digest.on`.

    `teams` names the team of each report; names are shown where there are several. Reports that
    do not fit even when shortened are counted in the last line.
    """
    for room in _ROOMS:
        drawn, left_over = _filled(digest, teams, room)
        if not left_over:
            break
    if left_over:
        drawn.append(_closing(left_over))
    return Message(text=_summary(digest), blocks=tuple(drawn))


def _summary(digest: Digest) -> str:
    counts = (f"{len(reports)} {_COUNTED[section]}" for section, reports in digest.sections)
    return f"Good morning: {', '.join(counts) or 'nothing is waiting for your answer'}"


def _filled(digest: Digest, teams: Mapping[ReportId, str], room: int) -> tuple[list[Block], int]:
    """The blocks that fit, in order, and how many reports are left over once one does not."""
    drawn = [blocks.header("Good morning")]
    if digest.is_empty:
        drawn.append(blocks.section("Nothing is waiting for your answer."))
    left_over = 0
    for section, reports in digest.sections:
        title = [blocks.divider(), blocks.section(f"*{_HEADINGS[section]}*")]
        for report in reports:
            row = [*title, *_row(report, teams, digest.on, room)]
            if left_over or not _fits([*drawn, *row]):
                left_over += 1
                continue
            drawn += row
            title = []
    return drawn, left_over


def _fits(drawn: list[Block]) -> bool:
    return (
        len(drawn) + _CLOSING_BLOCKS <= MESSAGE_BLOCKS
        and blocks.weight(drawn) + _CLOSING_WEIGHT <= MESSAGE_WEIGHT
    )


def _closing(left_over: int) -> Block:
    more = plural(left_over, "report is", "reports are")
    return blocks.context(
        f"{more} here that Slack has no room for in one message. As you answer those above, they "
        "move up."
    )


def _row(
    report: VisibleReport, teams: Mapping[ReportId, str], today: date, room: int
) -> list[Block]:
    parts, more = excerpt(parts_of(report), room)
    first = blocks.paragraph(
        blocks.bold(labels.title(report)), blocks.words(" \N{EN DASH} "), *byline(report)
    )
    said = [piece for part in parts for piece in (heading(part.question), blocks.quote(part.words))]
    row = [blocks.rich_text(first, *said)]
    if standing := _standing(report, teams, today, more=more):
        row.append(blocks.context(standing))
    if report.state is State.ANSWERED and report.answer:
        return [*row, *spoken(report.answer, today=today, room=_ANSWER_ROOM)]
    return [*row, reply_buttons(report)] if report.may_decide else row


def _standing(
    report: VisibleReport, teams: Mapping[ReportId, str], today: date, *, more: bool
) -> str:
    facts = []
    if len(set(teams.values())) > 1 and report.id in teams:
        facts.append(escape(teams[report.id]))
    if report.audience is Audience.DECIDERS:
        facts.append(ONLY_FOR_DECIDERS)
    if report.state is not State.ANSWERED:
        facts += [waiting_since(report.filed_on, today), promised(report.promise, today)]
    if report.thanks and report.thanks.decider:
        facts.append(f"{mention(report.thanks.decider)} said thank you")
    if more:
        facts.append("there is more to read: it opens with any of the buttons")
    return " · ".join(facts)
