"""Every choice has words, and they are short and kind."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.domain.change import Strength
from bot.domain.events import Reply
from bot.domain.personal_data import Identifier
from bot.views import labels
from bot.views.blocks import OPTION_CHARACTERS
from tests.views.reports import TODAY
from tests.views.stories import answered, changed

_UNKIND = re.compile(
    r"\b(error by|mistake by|fault|failed|should have|human error|root cause|breach|non-compliant"
    r"|compliance|severity|RAG|target|KPI|overdue|reject|closed|closure|attitude)",
    re.IGNORECASE,
)

_TABLES: list[Mapping[Any, object]] = [
    labels.STAGES,
    labels.FACTORS,
    labels.WISHES,
    labels.REPLIES,
    labels.MODES,
    labels.AUDIENCES,
    labels.IDENTIFIERS,
    labels.KINDS,
    labels.STRENGTHS,
    labels.VERDICTS,
]


def _said(table: Mapping[Any, object]) -> list[str]:
    """Every line of a table, of those with two to a choice both."""
    return [
        str(line)
        for label in table.values()
        for line in (label if isinstance(label, tuple) else (label,))
    ]


@pytest.mark.parametrize("table", _TABLES)
def test_every_choice_has_words_that_fit_and_are_its_own(table: Mapping[Any, object]) -> None:
    choices: Any = type(next(iter(table)))
    assert set(table) == set(choices)
    said = _said(table)
    assert len(set(said)) == len(said) >= len(table)
    assert all(0 < len(line) <= OPTION_CHARACTERS for line in said)


@pytest.mark.parametrize("table", _TABLES)
def test_no_choice_is_worded_as_blame(table: Mapping[Any, object]) -> None:
    assert _UNKIND.search(" ".join(_said(table))) is None


def test_what_was_seen_is_named_with_its_article() -> None:
    assert labels.IDENTIFIERS[Identifier.NHS_NUMBER] == "an NHS number"
    assert labels.IDENTIFIERS[Identifier.EMAIL] == "an email address"
    assert labels.IDENTIFIERS[Identifier.UNIQUE_PUPIL_NUMBER] == "a unique pupil number"


def test_every_strength_of_a_change_can_stand_in_a_sentence() -> None:
    assert [labels.strength(of) for of in Strength] == [
        "designs it out",
        "makes it easier",
        "reminds or trains",
    ]


def test_what_came_of_a_report_is_an_answer_or_a_change() -> None:
    tried = answered(Reply.TRY_UNTIL, until=date(2026, 11, 30))
    assert labels.outcome(tried, TODAY) == "Try it until Monday"
    assert labels.outcome(changed("New."), TODAY) == "What was changed (makes it easier)"
