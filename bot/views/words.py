"""What somebody wrote in a report, under the questions they answered; always shown literally."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.change import Verdict
from bot.domain.lesson import Lesson
from bot.domain.privacy import VisibleReport
from bot.domain.report import Kind
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.ids import Block as Field
from bot.views.text import escape, shortened, spread

_WORTH_SHOWING = 40
"""A part of which less than this would be left is better read as a whole elsewhere."""

_HAS_HELPED = {Verdict.YES, Verdict.A_BIT}

_DOES = {Kind.NEAR_MISS: "spotted this", Kind.SUGGESTION: "has an idea"}


@dataclass(frozen=True)
class Part:
    """One answer of a report, and the question it stands under."""

    question: str
    words: str


def parts_of(report: VisibleReport | Lesson) -> tuple[Part, ...]:
    """The answers in the reporter's own words, in the order of the form; only those given."""
    written = report.words.texts()
    questions = labels.QUESTIONS[report.kind]
    return tuple(
        Part(question, written[field])
        for field, question in questions.items()
        if written.get(field, "").strip()
    )


def excerpt(parts: Iterable[Part], room: int) -> tuple[tuple[Part, ...], bool]:
    """As many of `parts` as `room` characters hold, the last one cut at a word with "…".

    The second value says whether there is more than that.
    """
    shown: list[Part] = []
    for part in parts:
        if len(part.words) > room:
            if room >= _WORTH_SHOWING:
                shown.append(replace(part, words=shortened(part.words, room)))
            return tuple(shown), True
        shown.append(part)
        room -= len(part.words)
    return tuple(shown), False


def drawn(parts: Iterable[Part]) -> tuple[Block, ...]:
    """Each part as its question and a quotation, whole, in as many blocks as Slack needs."""
    return tuple(
        blocks.rich_text(*([] if number else [heading(part.question)]), blocks.quote(piece))
        for part in parts
        for number, piece in enumerate(spread(part.words, blocks.TEXT_CHARACTERS))
    )


def heading(text: str) -> Block:
    return blocks.paragraph(blocks.bold(text))


def byline(report: VisibleReport) -> tuple[Block, ...]:
    """Who wrote it, for a paragraph: a person where the viewer may know, else "A colleague"."""
    who = blocks.person(report.byline) if report.byline else blocks.words("A colleague")
    return who, blocks.words(f" {_DOES[report.kind]}")


def origin(report: VisibleReport, *, says_about: bool = True) -> tuple[Block, ...]:
    """What it came from: another report it is an idea about, or a message in Slack.

    Without `says_about`, something else says what it is an idea about.
    """
    is_said = says_about and report.about
    about = [blocks.context(f"An idea about *{report.about}*")] if is_said else []
    link = blocks.link(report.source, "From a message in Slack")
    source = [blocks.rich_text(blocks.paragraph(link))] if report.source else []
    return (*about, *source)


def verdict_of(report: VisibleReport) -> Verdict | None:
    """What was last said of its change: that it has helped, or a bit; None before that."""
    said = [event.verdict for event in report.story if event.verdict in _HAS_HELPED]
    return said[-1] if said else None


def choices(report: VisibleReport | Lesson) -> tuple[Block, ...]:
    """What was chosen from lists: where in the work, what made it easy to slip, the wish."""
    questions = labels.QUESTIONS[report.kind]
    words = report.words
    chosen = {
        Field.STAGE: labels.STAGES[words.stage] if words.stage else "",
        Field.FACTORS: " · ".join(labels.FACTORS[factor] for factor in words.factors),
        Field.WISH: labels.WISHES[words.wish] if words.wish else "",
    }
    return tuple(
        blocks.context(f"*{question}* {escape(chosen[field])}")
        for field, question in questions.items()
        if chosen.get(field)
    )
