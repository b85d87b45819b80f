"""What is looked for in the library, and what is found."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.change import Strength
from bot.domain.ids import ReportId
from bot.domain.lesson import Lesson
from bot.domain.library import LONGEST as LONGEST_SEARCH
from bot.domain.library import Search, Shelf
from bot.domain.taxonomy import Factor, Stage
from bot.views.ids import Action, row_of
from bot.views.library import results, search_form, search_in
from tests.views.lessons import CHANGE, TITLE, lesson, longest
from tests.views.reading import buttons, everything, inputs, parts, people, quoted, texts
from tests.views.reports import LONGEST, NASTY, TODAY
from tests.views.slack_rules import refusals

FULL = Search("court bundle", Stage.COURT, Factor.HANDOVER, Strength.DESIGN_OUT)


SOME = Shelf(FULL, (), following=None, is_empty=False, today=TODAY)


def shelf(*lessons: Lesson, **given: Any) -> Shelf:  # noqa: ANN401 - any field of a shelf
    return replace(SOME, lessons=lessons, **given)


def many(number: int, one: Lesson | None = None) -> tuple[Lesson, ...]:
    shown = one or lesson()
    return tuple(replace(shown, report=ReportId(f"{n:032x}")) for n in range(number))


def test_the_form_asks_for_words_and_for_what_can_be_chosen_and_nothing_is_required() -> None:
    view = search_form(Search())

    assert refusals(view) == []
    assert len(inputs(view)) == 4
    assert all(one["optional"] for one in inputs(view).values())
    assert view["submit"]["text"] == "Find"


def test_the_form_has_in_it_what_was_looked_for_before() -> None:
    chosen = [
        part.get("initial_value") or part["initial_option"]["value"]
        for part in parts(search_form(FULL))
        if "initial_value" in part or "initial_option" in part
    ]

    assert chosen == ["court bundle", "court", "handover", "design_out"]


def test_each_story_is_found_by_its_title_its_words_and_its_change() -> None:
    view = results(shelf(lesson()))

    assert TITLE in everything(view)
    assert quoted(view) == ["Two letters for child A were nearly sent to the old address.", CHANGE]
    assert "Near miss NM-7K3Q" in everything(view)
    assert "designs it out" in everything(view)
    assert "it has helped" in everything(view)
    assert people(view) == set()
    assert refusals(view) == []


def test_a_tap_on_each_of_them_opens_that_one() -> None:
    view = results(shelf(*many(3)))

    rows = [block for block in view["blocks"] if row_of(block.get("block_id", ""))]
    assert [row_of(row["block_id"]) for row in rows] == [one.report for one in many(3)]
    assert {row["elements"][0]["action_id"] for row in rows} == {Action.READ_STORY}


def test_what_was_looked_for_stands_above_it_and_is_known_when_a_button_is_pressed() -> None:
    view = results(shelf())

    said = everything(view)
    for part in ("court bundle", "Court and legal", "Handover or change", "designs it out"):
        assert part in said
    assert search_in(view["private_metadata"]) == FULL


@pytest.mark.parametrize(
    "search", [Search(), Search("one"), Search(stage=Stage.COURT, first=10), FULL]
)
def test_any_search_comes_back_out_of_its_window(search: Search) -> None:
    assert search_in(results(shelf(search=search))["private_metadata"]) == search


def test_more_can_be_asked_for_and_from_the_end_one_comes_back() -> None:
    first = results(shelf(*many(10), following=10))
    last = results(shelf(*many(2), search=replace(FULL, first=10)))

    values = [
        part["value"]
        for view in (first, last)
        for part in parts(view)
        if part.get("action_id") == Action.FIND_PAGE
    ]
    assert values == ["10", "0"]


def test_an_empty_library_says_how_a_story_comes_into_it() -> None:
    view = results(shelf(is_empty=True))

    assert "Nothing stands in the library yet" in everything(view)
    assert buttons(view) == []
    assert refusals(view) == []


def test_where_nothing_is_found_it_says_what_would_find_more() -> None:
    view = results(shelf())

    assert "Fewer words find more" in everything(view)
    assert buttons(view) == [Action.FIND_AGAIN]
    assert refusals(view) == []


def test_ten_of_the_longest_stories_are_within_what_slack_takes() -> None:
    search = replace(FULL, words=LONGEST[:LONGEST_SEARCH])
    view = results(shelf(*many(10, longest()), search=search, following=10))

    assert refusals(view) == []
    assert refusals(search_form(search)) == []


def test_nothing_that_anybody_wrote_is_formatting() -> None:
    view = results(shelf(lesson(title=NASTY), search=Search(NASTY)))

    assert not [text for text in texts(view, "mrkdwn") if "evil" in text or "<!" in text]
