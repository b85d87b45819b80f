"""A story opened from the library: all of it, however long it is."""

import pytest

from bot.domain.instalments import WINDOW, instalments
from bot.views.ids import Action
from bot.views.lesson import story
from tests.views.lessons import CHANGE, TITLE, lesson, longest, reading
from tests.views.reading import buttons, everything, parts, people, quoted
from tests.views.reports import LONGEST
from tests.views.slack_rules import refusals

EMOJI = "🙏🏽👨‍👩‍👧" * 400


def test_the_whole_story_is_there_in_the_words_of_those_who_wrote_it() -> None:
    view = story(reading())

    told = quoted(view)
    assert "Two letters for child A were nearly sent to the old address." in told
    assert told[-3:] == ["Please do", CHANGE, "It happened to us too."]
    assert TITLE in everything(view)
    assert people(view) == set()
    assert refusals(view) == []


def test_it_can_be_spread_by_everybody_and_taken_out_by_a_learning_lead() -> None:
    assert buttons(story(reading())) == [Action.SPREAD]
    assert buttons(story(reading(may_take_out=True))) == [Action.SPREAD, Action.UNPUBLISH]


@pytest.mark.parametrize("text", [LONGEST, "Word " * 600, EMOJI[:3_000]])
def test_the_longest_story_is_read_to_its_end_page_by_page(text: str) -> None:
    long = longest(text)
    pages = [story(reading(long), number + 1) for number, _ in enumerate(instalments(long, WINDOW))]

    assert [refusals(view) for view in pages] == [[] for _ in pages]
    read = "".join(words for view in pages for words in quoted(view))
    whole = [*long.words.texts().values(), *(one.words for one in long.story), *long.said]
    assert read == "".join(whole)


def test_each_page_leads_to_the_next_and_the_last_one_to_the_first() -> None:
    long = longest()
    many = len(instalments(long, WINDOW))
    assert many > 2

    values = [
        part["value"]
        for number in range(1, many + 1)
        for part in parts(story(reading(long), number))
        if part.get("action_id") == Action.STORY_PAGE
    ]

    assert values == [f"{long.report}:{n}" for n in (*range(2, many + 1), 1)]


@pytest.mark.parametrize("page", [-3, 0, 9])
def test_a_page_that_is_not_there_is_the_nearest_one(page: int) -> None:
    assert story(reading(), page) == story(reading(), 1)


def test_a_short_story_has_no_pages() -> None:
    assert "Page" not in everything(story(reading(lesson())))
