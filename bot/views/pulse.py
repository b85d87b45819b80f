"""The two questions at the end of a report's story: the button, the form, and thanks."""

from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.pulse import Question, Word
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.ids import Action, Callback
from bot.views.ids import Block as Field

QUESTIONS: Final = {
    Question.RESPECTED: "Were you treated with respect?",
    Question.AGAIN: "Would you do it again?",
}

WORDS: Final = {Word.YES: "Yes", Word.PARTLY: "Partly", Word.NO: "No"}

_FIELDS: Final = {Question.RESPECTED: Field.RESPECTED, Question.AGAIN: Field.AGAIN}

_KEPT_APART: Final = (
    "What you answer is kept with your team and the month, and not with your report or your name. "
    "It is only ever shown added up, and only where eight or more have said the same."
)


def how_was_it(report: VisibleReport) -> tuple[Block, ...]:
    """What asks whoever wrote the report, beside word of what has come of it."""
    return (
        blocks.section("*How was it for you?* Two short questions, if you like."),
        blocks.actions(blocks.button("Say how it was", Action.HOW_WAS_IT, report.id)),
    )


def pulse_form(report: VisibleReport) -> View:
    """The two questions; its `private_metadata` is `report`."""
    words = [blocks.option(word, said) for word, said in WORDS.items()]
    asked = [
        blocks.asked(field, QUESTIONS[question], blocks.radio(words))
        for question, field in _FIELDS.items()
    ]
    about = blocks.context(f"It is about what came of your {labels.named(report)}. {_KEPT_APART}")
    return blocks.form(Callback.PULSE, "How was it?", [*asked, about], {"report": report.id})


def pulse_kept() -> View:
    """What the form turns into once it is kept."""
    return blocks.modal(
        "Thank you", [blocks.section("*Kept.* Thank you for saying.")], close="Done"
    )
