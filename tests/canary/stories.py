"""One report of each canary: what becomes of it, and what it is known by."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from tests.canary.crews import Crew
from tests.canary.paths import ORDER, SPECIAL, Path
from tests.canary.people import Canary, flock

CREW_OF = 50
"""Canaries in one team, or a few more: all in one would be nothing like a manager's morning."""

REFERENCE_PATTERN = "NM-[2-9A-Z]{4}"
SECRET_PATTERN = "[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}"
"""The part of a receipt's code that is no reference."""
CODE_PATTERN = f"{REFERENCE_PATTERN}-{SECRET_PATTERN}"


@dataclass
class Story:
    """One report of one person; `reference` and `code` are empty until they have them."""

    canary: Canary
    crew: Crew
    path: Path
    number: int
    is_anonymous: bool
    reference: str = ""
    code: str = ""

    @property
    def secret(self) -> str:
        """The part of the code that is no reference."""
        return self.code.removeprefix(f"{self.reference}-")

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells this report from all others."""
        return tuple(filter(None, (self.canary.word, self.reference, self.secret)))

    @property
    def known_as(self) -> str:
        """Which of the ways to be known its reporter has chosen."""
        return "No name kept" if self.is_anonymous else "Confidential"


def stories_of(each: int) -> list[Story]:
    """One report of so many people who leave no name, and of as many confidential ones.

    In each team both take every path in turn, and where there are more than paths, the ordinary.
    """
    canaries = flock(2 * each)
    crews = max(1, len(canaries) // CREW_OF)
    of_one = 2 * ceil(each / crews)
    return [
        Story(canary, crew, _path(number // 2), number, is_anonymous=bool(number % 2))
        for crew in (Crew(one, canaries[one * of_one :][:of_one]) for one in range(crews))
        for number, canary in enumerate(crew.canaries)
    ]


def _path(number: int) -> Path:
    return ORDER[min(number, SPECIAL)]


def crews_of(stories: Sequence[Story]) -> list[Crew]:
    """Every team that somebody of them works in."""
    return list({story.crew.number: story.crew for story in stories}.values())
