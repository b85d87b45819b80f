"""How long things are kept, and where else to turn: set on the host, within bounds."""

import asyncio

import pytest

from bot.app import opened
from bot.domain.retention import USUAL, Retention
from bot.domain.team import Service
from tests.cli.conftest import GIVEN, Goodcatch
from tests.cli.test_config import given_as


def kept() -> Service:
    """The service's settings as they are now."""

    async def look() -> Service:
        async with opened(given_as(GIVEN)) as services:
            return await services.settings.service()

    return asyncio.run(look())


def test_each_period_can_be_set_by_itself_and_the_others_stay(goodcatch: Goodcatch) -> None:
    assert goodcatch("service", "set", "--identity-days", "30").exit_code == 0
    assert goodcatch("service", "set", "--keep-reports-months", "60").exit_code == 0
    assert kept().retention == Retention(30, USUAL.identity_days_after_end, 60)

    goodcatch("service", "set", "--identity-days-after-end", "10", "--nation", "SCT")
    assert kept().retention == Retention(30, 10, 60)


@pytest.mark.parametrize(
    ("option", "least", "most", "unit"),
    [
        ("--identity-days", 1, 365, "days"),
        ("--identity-days-after-end", 1, 730, "days"),
        ("--keep-reports-months", 6, 240, "months"),
    ],
)
def test_what_is_out_of_bounds_is_told_with_the_bounds_and_changes_nothing(
    goodcatch: Goodcatch, option: str, least: int, most: int, unit: str
) -> None:
    for given in (least, most):
        assert goodcatch("service", "set", option, str(given)).exit_code == 0
    before = kept()
    for given in (least - 1, most + 1):
        told = goodcatch("service", "set", option, str(given))
        assert told.exit_code == 2
        said = " ".join(told.output.replace("│", " ").split())
        assert f"from {least} to {most} {unit} can be chosen" in said
    assert kept() == before


def test_signposts_take_the_place_of_the_usual_words_and_empty_ones_bring_those_back(
    goodcatch: Goodcatch,
) -> None:
    words = "An allegation about staff? Ring the designated officer."
    assert goodcatch("service", "set", "--signposts", words).exit_code == 0
    assert kept().signposts == words
    assert goodcatch("service", "set", "--signposts", "").exit_code == 0
    assert kept().signposts == ""
