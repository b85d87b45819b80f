"""A manager says when they are away and what their mornings are like."""

from datetime import date, time
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.habits import Habits
from bot.domain.ids import UserId
from bot.views.away_form import away_form, away_kept, mornings_form, mornings_kept
from bot.views.ids import Callback
from tests.views.reading import everything, inputs, people, texts
from tests.views.reports import AMINA, BEN, NASTY, TODAY
from tests.views.slack_rules import Json, refusals

NINE: Final = time(9)
FIVE: Final = frozenset(range(5))


def mornings(habits: Habits) -> Json:
    return mornings_form(habits, fallback=NINE, team_weekdays=FIVE)


def chosen(view: Json) -> set[str]:
    return {one["value"] for one in inputs(view)["weekdays"]["element"]["initial_options"]}


def test_being_away_asks_for_the_last_day_only() -> None:
    view = away_form(TODAY, deputies={"East": (AMINA,)})
    assert refusals(view) == []
    assert view["callback_id"] == Callback.AWAY
    assert list(inputs(view)) == ["until"]
    assert inputs(view)["until"]["element"]["initial_date"] == TODAY.isoformat()


def test_it_says_who_stands_in_for_each_team() -> None:
    view = away_form(TODAY, deputies={"East": (AMINA, BEN), "West": ()})
    said = everything(view).replace("\n", "|")
    assert "East| – |, |West| – |nobody has been named yet" in said
    assert people(view) == {AMINA, BEN}


def test_many_teams_of_long_names_and_many_deputies_fit() -> None:
    many = tuple(UserId(f"U0{number:09}") for number in range(100))
    view = away_form(TODAY, deputies={f"{NASTY * 10}{n}": many for n in range(300)})
    assert refusals(view) == []
    assert "280 more teams" in everything(view)
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


@pytest.mark.parametrize(
    ("until", "said"), [(TODAY, "is today."), (date(2026, 12, 4), "is Friday 4 December.")]
)
def test_once_kept_it_says_until_when_and_how_to_come_back(until: date, said: str) -> None:
    view = away_kept(until, TODAY)
    assert refusals(view) == []
    assert f"Your last day away {said}" in everything(view)
    assert "I'm back" in everything(view)


def test_mornings_start_with_what_the_team_does() -> None:
    view = mornings(Habits())
    assert refusals(view) == []
    assert view["callback_id"] == Callback.MORNINGS
    asked = inputs(view)
    assert asked["digest_at"]["element"]["initial_time"] == "09:00"
    assert chosen(view) == set("01234")
    assert "initial_value" not in asked["timezone"]["element"]
    assert asked["timezone"]["optional"] is True


def test_mornings_start_with_what_the_person_has_said() -> None:
    habits = Habits(
        timezone=ZoneInfo("Europe/Madrid"), digest_at=time(7, 30), weekdays=frozenset({1, 3})
    )
    view = mornings(habits)
    asked = inputs(view)
    assert asked["digest_at"]["element"]["initial_time"] == "07:30"
    assert chosen(view) == {"1", "3"}
    assert asked["timezone"]["element"]["initial_value"] == "Europe/Madrid"


def test_mornings_say_that_a_promise_stays_as_it_was_made() -> None:
    assert "A promise stays as it was made" in everything(mornings(Habits()))


def test_once_kept_the_mornings_are_only_read() -> None:
    view = mornings_kept()
    assert refusals(view) == []
    assert "submit" not in view
