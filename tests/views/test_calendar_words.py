"""Days, nations and numbers of days are chosen in words."""

from typing import Final

import pytest

from bot.domain.calendar import Nation
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.calendar_words import NATIONS, timezone, weekdays, working_days
from bot.views.ids import Callback
from tests.views.reading import inputs
from tests.views.slack_rules import refusals

FIVE: Final = frozenset(range(5))


def taken(block: Block) -> Block:
    view = blocks.form(Callback.SET_UP, "A form", [block], {})
    assert refusals(view) == []
    (asked,) = inputs(view).values()
    return asked


def test_every_nation_has_a_name() -> None:
    assert set(NATIONS) == set(Nation)


def test_days_of_the_week_are_numbered_from_monday() -> None:
    element = taken(weekdays("Days I work", FIVE))["element"]
    assert [(one["value"], one["text"]["text"]) for one in element["options"]][::6] == [
        ("0", "Monday"),
        ("6", "Sunday"),
    ]
    assert {one["value"] for one in element["initial_options"]} == set("01234")


@pytest.mark.parametrize("known", ["", "Europe/London", "America/Argentina/ComodRivadavia"])
def test_a_time_zone_is_typed_and_what_is_known_stands_there(known: str) -> None:
    assert taken(timezone(known))["element"].get("initial_value", "") == known


@pytest.mark.parametrize("chosen", [1, 5, 9, 30])
def test_a_number_of_days_set_elsewhere_can_still_be_chosen(chosen: int) -> None:
    element = working_days(5, chosen)
    assert element["initial_option"]["value"] == str(chosen)
    assert [one["value"] for one in element["options"]][:5] == ["1", "2", "3", "4", "5"]
    assert element["options"][0]["text"]["text"] == "1 working day"
    taken(blocks.asked("thanks_days", "Within", element))
