"""However many canaries there are, both ways to be known take every path in every team."""

import pytest

from bot.domain.anonymity import AUTHORS_NEEDED
from tests.canary.paths import Path
from tests.canary.stories import crews_of, stories_of

SIZES = pytest.mark.parametrize("each", [15, 26, 33, 40, 51, 200])


@SIZES
def test_everybody_has_one_report_and_half_of_them_leave_no_name(each: int) -> None:
    stories = stories_of(each)

    assert len({story.canary.id for story in stories}) == len(stories) == 2 * each
    assert sum(story.is_anonymous for story in stories) == each


@SIZES
def test_every_path_is_taken_in_every_team_and_in_both_ways_to_be_known(each: int) -> None:
    stories = stories_of(each)

    taken = {(story.crew, story.is_anonymous, story.path) for story in stories}

    assert len(taken) == len(crews_of(stories)) * 2 * len(Path)


@pytest.mark.parametrize("each", [AUTHORS_NEEDED // 2, 6, 15, 200])
def test_every_team_has_enough_people_for_leaving_no_name(each: int) -> None:
    assert all(len(one.canaries) >= AUTHORS_NEEDED for one in crews_of(stories_of(each)))
