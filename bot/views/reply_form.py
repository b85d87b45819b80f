"""The form in which a manager answers a report in their own words, and what it turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.events import Reply
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.answers import spoken
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.words import byline, choices, drawn, parts_of

ANSWER_CHARACTERS: Final = 1_500

_ASKED: Final = {
    Reply.THANK_YOU: "Anything you would like to add",
    Reply.GO_AHEAD: "Your words to whoever spoke up",
    Reply.TRY_UNTIL: "Your words to whoever spoke up",
    Reply.TALK_IT_OVER: "What would you like to talk over, and when?",
    Reply.NOT_NOW: "Not now, because …",
}

_HINTS: Final = {
    Reply.THANK_YOU: "",
    Reply.GO_AHEAD: "Who could do it, and what would help them?",
    Reply.TRY_UNTIL: "How will you notice whether it helps?",
    Reply.TALK_IT_OVER: "A time and a place make it easy to come.",
    Reply.NOT_NOW: "A reason in your own words is what people remember.",
}

_READERS: Final = {
    Audience.TEAM: "Whoever spoke up and your whole team will read this.",
    Audience.DECIDERS: "Only whoever spoke up and those who decide will read this.",
}


def reply_form(report: VisibleReport, reply: Reply, *, try_until: date, today: date) -> View:
    """The form for one of the five replies; `try_until` is the day it suggests for a try-out.

    Its `private_metadata` is `report` and `reply`. Only a thank-you needs no words.
    """
    metadata = {"report": report.id, "reply": reply}
    return blocks.form(
        Callback.REPLY,
        labels.REPLIES[reply],
        _blocks(report, reply, try_until, today),
        metadata,
    )


def _blocks(report: VisibleReport, reply: Reply, try_until: date, today: date) -> Iterator[Block]:
    if reply is Reply.TRY_UNTIL:
        yield blocks.asked(Field.UNTIL, "Try it until", blocks.datepicker(try_until))
    yield blocks.asked(
        Field.WORDS,
        _ASKED[reply],
        blocks.typed("", longest=ANSWER_CHARACTERS),
        hint=f"{_READERS[report.audience]} {_HINTS[reply]}".strip(),
        optional=not reply.is_answer,
    )
    yield blocks.divider()
    yield blocks.rich_text(
        blocks.paragraph(
            blocks.bold(labels.title(report)), blocks.words(" \N{EN DASH} "), *byline(report)
        )
    )
    yield from drawn(parts_of(report))
    yield from choices(report)
    for event in (report.thanks, report.answer):
        if event:
            yield from spoken(event, today=today)


def replied(report: VisibleReport, reply: Reply) -> View:
    """What the form turns into once the reply is kept and on its way."""
    thanks = {
        Reply.THANK_YOU: "*Sent.* A thank-you like this is why people speak up.",
    }.get(reply, "*Sent.* Thank you for answering.")
    return blocks.modal(
        "Sent",
        [
            blocks.section(thanks),
            blocks.context(f"Your words are on their way to whoever wrote {labels.named(report)}."),
        ],
        close="Done",
    )
