"""The form that says what was changed and how strong that is, and what it turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.whole import whole

CHANGE_CHARACTERS: Final = 1_500

_STRONGER: Final = (
    "A reminder wears off. Could the form, the rota or the handover be changed so that it is hard "
    "to get wrong?"
)


def change_form(report: VisibleReport, *, today: date) -> View:
    """Asks what was changed; its `private_metadata` is `report`."""
    asked = list(_asked())
    return blocks.form(
        Callback.CHANGE,
        "It's changed",
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id},
    )


def _asked() -> Iterator[Block]:
    yield blocks.asked(
        Field.WORDS,
        "What was changed?",
        blocks.typed("", longest=CHANGE_CHARACTERS),
        hint="What is different on Monday morning?",
    )
    options = [blocks.option(strength, *words) for strength, words in labels.STRENGTHS.items()]
    yield blocks.asked(Field.STRENGTH, "What kind of change is it?", blocks.radio(options))
    # The weakest choice is the last one, so this stands right under it; it asks and never forbids.
    yield blocks.context(_STRONGER)


def changed(report: VisibleReport) -> View:
    """What the form turns into once the change is kept."""
    told = "" if report.is_own else f"Whoever wrote {labels.named(report)} is told. "
    asked = "you are" if report.is_own else "they are"
    if report.audience is Audience.TEAM:
        asked = "you and your team are" if report.is_own else "they and the team are"
    return blocks.modal(
        "Thank you",
        [
            blocks.section("*Kept.* Something is different because somebody spoke up."),
            blocks.context(f"{told}In four weeks {asked} asked whether it has helped."),
        ],
        close="Done",
    )
