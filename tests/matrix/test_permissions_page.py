"""The page on permissions shows the table exactly as it is in the code."""

from pathlib import Path

import pytest

from bot.domain.people import DECIDERS, Role
from bot.domain.permissions import MAY, Deed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "permissions.md"

_TEAM = frozenset({Role.PRACTITIONER})
_REPORTER = frozenset({Role.REPORTER})
_TRYING = frozenset({Role.TRYING})

WHO = {
    _TEAM: "anybody in the team's channel",
    _REPORTER: "the reporter",
    DECIDERS: "whoever decides",
    DECIDERS | _TEAM: "anybody in the team, and whoever decides",
    DECIDERS | _REPORTER: "whoever decides, and the reporter",
    DECIDERS | _TRYING: "whoever decides, and whoever tries it",
    DECIDERS | _TEAM | _REPORTER | _TRYING: (
        "anybody in the team, whoever decides and whoever tries it"
    ),
    frozenset(Role) - {Role.CLOCK}: "anybody in the team, and whoever decides or stands in for it",
    frozenset({Role.LEARNING_LEAD}): "a learning lead",
    frozenset({Role.CLOCK}): "time alone",
    DECIDERS | {Role.CLOCK}: "whoever decides, and time",
}


def rows() -> dict[str, list[str]]:
    """The cells of every row, by the name of what is done."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first.strip("`"): rest for first, *rest in cells}


@pytest.mark.parametrize("deed", Deed)
def test_the_page_says_who_may_do_it_as_the_code_does(deed: Deed) -> None:
    words, who, *_ = rows()[deed]

    assert words
    assert who == WHO[MAY[deed]]


def test_the_page_holds_every_deed_and_no_row_besides() -> None:
    assert list(rows()) == [deed.value for deed in MAY]


def test_every_row_names_a_test_that_is_there() -> None:
    for *_, test in rows().values():
        assert (ROOT / test.strip("`")).is_file()
