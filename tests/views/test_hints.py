"""A hint says what to do, and nothing of what was written or of which report."""

from itertools import combinations

import pytest

from bot.domain.personal_data import Identifier
from bot.views.hints import hint
from tests.views.reading import buttons, everything, people, quoted
from tests.views.slack_rules import refusals


@pytest.mark.parametrize("unmasks", [True, False])
@pytest.mark.parametrize("number", range(len(Identifier) + 1))
def test_slack_takes_it_and_nothing_in_it_tells_of_a_report(*, unmasks: bool, number: int) -> None:
    if not unmasks and not number:
        return
    for identifiers in combinations(Identifier, number):
        message = hint(unmasks=unmasks, identifiers=identifiers)

        assert refusals(message) == []
        assert (people(message), quoted(message), buttons(message)) == (set(), [], [])
        assert "Delete message" in everything(message)
        assert all(f" {kind}" in everything(message) for kind in identifiers)


def test_whoever_unmasks_themselves_is_told_how_to_say_it_without_a_name() -> None:
    said = everything(hint(unmasks=True, identifiers=()))

    assert "three dots" in said
    assert "/goodcatch mine" in said
