"""Days of the week, nations and numbers of days, as people choose them in a form."""

from collections.abc import Iterable
from typing import Final

from bot.domain.calendar import Nation
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.ids import Block as Field
from bot.views.text import WEEKDAYS, plural

NATIONS: Final = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}


def weekdays(question: str, chosen: Iterable[int]) -> Block:
    """Asks for days of the week; each option's value is the number of its day, Monday being "0"."""
    options = [blocks.option(str(number), name) for number, name in enumerate(WEEKDAYS)]
    return blocks.asked(Field.WEEKDAYS, question, blocks.checkboxes(options, map(str, chosen)))


def timezone(known: str, *, optional: bool = False) -> Block:
    """Asks for a time zone by its name in the IANA database."""
    return blocks.asked(
        Field.TIMEZONE,
        "Time zone",
        blocks.typed(known, longest=60, lines=False, placeholder="Europe/London"),
        hint="By its name, such as Europe/London.",
        optional=optional,
    )


def working_days(most: int, chosen: int) -> Block:
    """A menu of 1 to `most` working days, and of `chosen` where that is more."""
    numbers = sorted({*range(1, most + 1), chosen})
    options = [
        blocks.option(str(number), plural(number, "working day", "working days"))
        for number in numbers
    ]
    return blocks.select(options, "Choose a number", str(chosen))
