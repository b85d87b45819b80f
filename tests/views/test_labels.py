"""Every choice has words, and they are short and kind."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.events import Reply
from bot.domain.personal_data import Identifier
from bot.domain.reactions import ON_CARDS
from bot.views import labels
from bot.views.blocks import OPTION_CHARACTERS

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


def test_every_reply_that_an_emoji_can_say_has_its_emoji() -> None:
    assert list(labels.EMOJI) == list(ON_CARDS.values())
    assert Reply.NOT_NOW not in labels.EMOJI


def test_what_was_seen_is_named_with_its_article() -> None:
    assert labels.IDENTIFIERS[Identifier.NHS_NUMBER] == "an NHS number"
    assert labels.IDENTIFIERS[Identifier.EMAIL] == "an email address"
    assert labels.IDENTIFIERS[Identifier.UNIQUE_PUPIL_NUMBER] == "a unique pupil number"
