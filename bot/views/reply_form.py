"""The form in which a manager answers a report in their own words, and what it turns into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.events import Reply
from bot.domain.hollow import Gentle
from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.answers import more_buttons
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.gentle import gentle, metadata, revision
from bot.views.ids import Block as Field
from bot.views.ids import Callback, block_id
from bot.views.whole import whole

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
    Reply.GO_AHEAD: "What would help to do it?",
    Reply.TRY_UNTIL: "How will you notice whether it helps?",
    Reply.TALK_IT_OVER: "A time and a place make it easy to come.",
    Reply.NOT_NOW: "A reason in your own words is what people remember.",
}

_DAYS: Final = {
    Reply.GO_AHEAD: "Look at it again on",
    Reply.TRY_UNTIL: "Try it until",
    Reply.TALK_IT_OVER: "Look at it again on",
}

_TRIED_BY_SOMEBODY: Final = frozenset({Reply.GO_AHEAD, Reply.TRY_UNTIL})

_READERS: Final = {
    Audience.TEAM: "Whoever spoke up and your whole team will read this.",
    Audience.DECIDERS: "Only whoever spoke up and those who decide will read this.",
}

_GENTLY: Final = (
    "Is there a small part that could be tried? Whoever wrote it can reply to your reason, which "
    "opens it again."
)


@dataclass(frozen=True)
class Begun:
    """What the form starts with: the day it suggests to look again, and what was typed before.

    `gentle` is what is asked about those words, where they are handed back.
    """

    look_on: date
    words: str = ""
    doer: UserId | None = None
    gentle: Gentle | None = None


def reply_form(report: VisibleReport, reply: Reply, begun: Begun, *, today: date) -> View:
    """The form for one of the five replies.

    Its `private_metadata` is `report` and `reply`, and whether the gentle question is asked. Only
    a thank-you needs no words.
    """
    asked = list(_asked(report, reply, begun))
    return blocks.form(
        Callback.REPLY,
        labels.REPLIES[reply],
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id, "reply": reply} | metadata(begun.gentle),
    )


def _asked(report: VisibleReport, reply: Reply, begun: Begun) -> Iterator[Block]:
    number = revision(begun.gentle)
    if reply in _DAYS:
        yield blocks.asked(
            block_id(Field.UNTIL, number),
            _DAYS[reply],
            blocks.datepicker(begun.look_on),
            hint="It comes back to you that morning.",
        )
    yield blocks.asked(
        block_id(Field.WORDS, number),
        _ASKED[reply],
        blocks.typed(begun.words, longest=ANSWER_CHARACTERS),
        hint=f"{_READERS[report.audience]} {_HINTS[reply]}".strip(),
        optional=not reply.is_answer,
    )
    yield from gentle(begun.gentle)
    if reply is Reply.NOT_NOW:
        yield blocks.context(_GENTLY)
    if reply in _TRIED_BY_SOMEBODY and report.audience is Audience.TEAM:
        yield blocks.asked(
            block_id(Field.DOER, number),
            "Who could try it?",
            blocks.one_person("Choose somebody", begun.doer),
            hint="They are asked kindly, and may say no.",
            optional=True,
        )
    yield more_buttons(report)


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
