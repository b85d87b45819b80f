"""The form that says what was changed and how strong that is, and what it turns into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.change import Strength
from bot.domain.hollow import Gentle
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.gentle import gentle, metadata, revision
from bot.views.ids import Block as Field
from bot.views.ids import Callback, block_id
from bot.views.whole import whole

CHANGE_CHARACTERS: Final = 1_500

STRONGER: Final = (
    "A reminder wears off. Could the form, the rota or the handover be changed so that it is hard "
    "to get wrong?"
)


@dataclass(frozen=True)
class Begun:
    """What was typed and chosen before, where the form is handed back with a gentle question."""

    words: str
    strength: Strength
    gentle: Gentle


def change_form(report: VisibleReport, *, today: date, begun: Begun | None = None) -> View:
    """Asks what was changed.

    Its `private_metadata` is `report`, and whether the gentle question is asked.
    """
    asked = list(_asked(begun))
    return blocks.form(
        Callback.CHANGE,
        "It's changed",
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id} | metadata(begun.gentle if begun else None),
    )


def _asked(begun: Begun | None) -> Iterator[Block]:
    asked = begun.gentle if begun else None
    yield blocks.asked(
        block_id(Field.WORDS, revision(asked)),
        "What was changed?",
        blocks.typed(begun.words if begun else "", longest=CHANGE_CHARACTERS),
        hint="What is different on Monday morning?",
    )
    yield from gentle(asked)
    options = [blocks.option(strength, *words) for strength, words in labels.STRENGTHS.items()]
    yield blocks.asked(
        block_id(Field.STRENGTH, revision(asked)),
        "What kind of change is it?",
        blocks.radio(options, begun.strength if begun else None),
    )
    if asked is None:
        # The weakest choice is the last, so this stands right under it; it asks, never forbids.
        yield blocks.context(STRONGER)


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
