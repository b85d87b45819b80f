"""Every refusal has its kind sentence, and none of them gives anybody's words away."""

import re
from string import Formatter

import pytest

from bot.domain import errors
from bot.domain.errors import GoodCatchError, NoTeam, TooLong

SECRET = "The boy in the red coat"

CATALOGUE = [
    thing
    for thing in vars(errors).values()
    if isinstance(thing, type) and issubclass(thing, GoodCatchError)
]
UNKIND = (
    "fault|failed to|should have|human error|overdue|reject|closed|severity|target|KPI|compliance"
)


def made(kind: type[GoodCatchError]) -> GoodCatchError:
    """An error of this kind with every fact that its sentence asks for."""
    names = [name for _, name, _, _ in Formatter().parse(kind.sentence) if name]
    return kind(returned=SECRET, **{name: f"<{name}>" for name in names})


def test_the_catalogue_is_not_empty() -> None:
    assert len(CATALOGUE) > 5


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_refusal_has_a_sentence_of_its_own(kind: type[GoodCatchError]) -> None:
    others = {other.sentence for other in CATALOGUE if other is not kind}

    assert kind.sentence
    assert kind.sentence not in others
    assert re.match(r"[A-Z]|\{(reference|problem|team)\}", kind.sentence)
    assert kind.sentence.endswith(".")
    assert "\n" not in kind.sentence
    assert "  " not in kind.sentence


@pytest.mark.parametrize("kind", CATALOGUE)
def test_no_sentence_uses_a_word_that_blames(kind: type[GoodCatchError]) -> None:
    assert not re.search(rf"\b(?:{UNKIND})", kind.sentence, re.IGNORECASE)


@pytest.mark.parametrize("kind", CATALOGUE)
def test_facts_are_filled_in(kind: type[GoodCatchError]) -> None:
    error = made(kind)

    assert not re.search(r"[{}]", error.message)
    for value in error.facts.values():
        assert value in error.message


@pytest.mark.parametrize("kind", CATALOGUE)
def test_somebodys_own_words_are_kept_and_never_said(kind: type[GoodCatchError]) -> None:
    error = made(kind)

    assert error.returned == SECRET
    for telling in (error.message, str(error), repr(error), *map(str, error.args)):
        assert SECRET not in telling


def test_an_error_says_whom_to_ask() -> None:
    assert "ask <@U0MOIRA> to set" in NoTeam(whom="<@U0MOIRA>").message


def test_a_subclass_without_words_of_its_own_would_have_none() -> None:
    class Wordless(TooLong):
        pass

    assert Wordless.sentence == ""
    assert TooLong.sentence != ""
