"""Coming back to a report with the code of its receipt: the form for it, and what it opens."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.home import Own
from bot.domain.report import Mode
from bot.views import blocks
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback, row_id
from bot.views.own import all_of_it, where_it_stands
from bot.views.own_buttons import buttons, can_look_back, has_it_helped
from bot.views.pulse import how_was_it

_CODE_CHARACTERS: Final = 100
"""More than a code has, for blanks and hyphens between its signs."""

_LOOKING_BACK: Final = (
    "Nobody is told that it was you. *No, not yet* simply opens it again, so that something else "
    "can be tried."
)


_A_REPLY_TELLS: Final = (
    "You need not reply. If you do, it appears on one of the next five working mornings, drawn by "
    "chance. Whoever knows the rota learns a little from every reply all the same."
)


def code_form() -> View:
    """Asks for the code of a receipt; its `private_metadata` is empty."""
    return blocks.form(
        Callback.CODE,
        "Your receipt code",
        [
            blocks.asked(
                Field.CODE,
                "What is the code on your receipt?",
                blocks.typed(
                    "",
                    longest=_CODE_CHARACTERS,
                    lines=False,
                    placeholder="NM or S, and five groups of four",
                ),
                hint="Small or capital letters, with or without hyphens: all are understood.",
            ),
            blocks.context(
                "It opens the report it belongs to. Who you are is not kept with it. After five "
                "codes that do not fit there is an hour's wait."
            ),
        ],
        {},
    )


def returned(own: Own, today: date) -> View:
    """Everything its reporter may see and do; the `private_metadata` is empty.

    Whoever opens it puts the code into the metadata: each button acts by that.
    """
    window = blocks.modal("Your report", _blocks(own, today), close="Done")
    return window | {"private_metadata": "{}"}


def _blocks(own: Own, today: date) -> Iterator[Block]:
    report = own.report
    yield from where_it_stands(own, today)
    able = list(buttons(report, by_code=True))
    if able:
        yield blocks.actions(*able, block=row_id(report.id))
        yield blocks.context(
            "Your code opens this again at any time. Please close it before somebody else looks "
            "at your screen."
        )
    if report.question and report.mode is Mode.ANONYMOUS:
        yield blocks.context(_A_REPLY_TELLS)
    if can_look_back(report):
        yield from has_it_helped(report)
        yield blocks.context(_LOOKING_BACK)
    if own.asks_pulse:
        yield from how_was_it(report)
    yield from all_of_it(report, today)
