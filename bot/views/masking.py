"""The form that masks words which slipped into a report, and what people are told of it."""

from datetime import date
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.redaction import MASK
from bot.domain.report import Mode
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Message, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.whole import whole

WORDS_CHARACTERS: Final = 200

_FOR_GOOD: Final = (
    f"They turn into {MASK} in the report, in its story, in its error trap and in what I keep of "
    "its thread, for good. What a colleague wrote in the thread stands in Slack itself until they "
    "change it there."
)


_BENEATH: Final = (
    "The form beneath this one still shows the words as they stood when it was opened, to you "
    "alone. They are gone from it when you open it again."
)


def mask_form(report: VisibleReport, *, today: date) -> View:
    """The form for the words, with the report beneath it; its `private_metadata` is `report`."""
    asked = (
        blocks.asked(
            Field.WORDS,
            "Which words?",
            blocks.typed("", longest=WORDS_CHARACTERS, lines=False),
            hint="As they stand there, such as a child's name or an address. I keep them nowhere.",
        ),
        blocks.context(_FOR_GOOD),
    )
    return blocks.form(
        Callback.REDACT,
        "Mask something",
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id},
    )


def masked(report: VisibleReport, *, over_a_form: bool = False) -> View:
    """What the form turns into once the words are masked; `over_a_form` it was opened from."""
    told = f"Whoever wrote {labels.named(report)} is told kindly"
    if report.mode is Mode.ANONYMOUS:
        told += ", where they come back to it with their code"
    beneath = [blocks.context(_BENEATH)] if over_a_form else []
    return blocks.modal(
        "Masked",
        [
            blocks.section("*Masked.* Thank you for looking after whoever it was about."),
            blocks.context(f"{told}."),
            *beneath,
        ],
        close="Done",
    )


def no_longer_shown(reference: str) -> Message:
    """What a message turns into that showed words which are masked now.

    `reference` is empty where it is not to be told of which report.
    """
    said = f"Something in {reference or 'it'} was masked, so this message is not shown any more."
    return Message(
        text=said,
        blocks=(blocks.context(said), blocks.context("Nothing is lost: the report has it all.")),
    )
