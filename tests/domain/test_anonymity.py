"""Anonymity is offered only where it can be kept."""

import pytest

from bot.domain.anonymity import AUTHORS_NEEDED, WhyNot, offered


@pytest.mark.parametrize("authors", [8, 9, 200])
def test_eight_possible_authors_are_enough(authors: int) -> None:
    assert AUTHORS_NEEDED == 8
    assert offered(authors, decides=False) is None


@pytest.mark.parametrize("authors", range(8))
def test_fewer_are_too_few_however_many_fewer(authors: int) -> None:
    assert offered(authors, decides=False) is WhyNot.TOO_FEW


@pytest.mark.parametrize("authors", [None, 0, 8, 200])
def test_whoever_may_decide_is_never_offered_it_and_told_so(authors: int | None) -> None:
    assert offered(authors, decides=True) is WhyNot.DECIDES


def test_where_nobody_knows_who_is_in_the_channel_it_is_not_offered() -> None:
    assert offered(None, decides=False) is WhyNot.UNKNOWN
