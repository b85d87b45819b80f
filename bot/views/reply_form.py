"""The form in which a manager answers a report in their own words, and what it turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.events import Reply
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.answers import more_buttons
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
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


def reply_form(report: VisibleReport, reply: Reply, *, look_on: date, today: date) -> View:
    """The form for one of the five replies; `look_on` is the day it suggests to look again.

    Its `private_metadata` is `report` and `reply`. Only a thank-you needs no words.
    """
    asked = list(_asked(report, reply, look_on))
    return blocks.form(
        Callback.REPLY,
        labels.REPLIES[reply],
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id, "reply": reply},
    )


def _asked(report: VisibleReport, reply: Reply, look_on: date) -> Iterator[Block]:
    if reply in _DAYS:
        yield blocks.asked(
            Field.UNTIL,
            _DAYS[reply],
            blocks.datepicker(look_on),
            hint="It comes back to you that morning.",
        )
    yield blocks.asked(
        Field.WORDS,
        _ASKED[reply],
        blocks.typed("", longest=ANSWER_CHARACTERS),
        hint=f"{_READERS[report.audience]} {_HINTS[reply]}".strip(),
        optional=not reply.is_answer,
    )
    if reply is Reply.NOT_NOW:
        yield blocks.context(_GENTLY)
    if reply in _TRIED_BY_SOMEBODY and report.audience is Audience.TEAM:
        yield blocks.asked(
            Field.DOER,
            "Who could try it?",
            blocks.one_person("Choose somebody"),
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
