"""Members whose ids, names and addresses are found nowhere else, so that any trace is a leak."""

from dataclasses import dataclass
from random import Random

_CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CONSONANTS, _VOWELS = "bcdfgklmnprstvz", "aeiou"

ID_PATTERN = rf"[UD]0[{_CAPITALS}]{{9}}"
"""The id of a canary, or of their direct messages."""
WORD_PATTERN = rf"q(?:[{_CONSONANTS}][{_VOWELS}]){{5}}"
"""The word of a canary."""


@dataclass(frozen=True)
class Canary:
    """One person, and a word that stands in everything they write and in nothing else."""

    id: str
    first: str
    last: str
    word: str

    @property
    def direct(self) -> str:
        """Their direct messages with the bot, as the practice workspace calls them."""
        return f"D{self.id[1:]}"

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def handle(self) -> str:
        return f"{self.first}.{self.last}".lower()

    @property
    def email(self) -> str:
        return f"{self.handle}@canary.example"

    @property
    def ids(self) -> tuple[str, str]:
        """What Slack addresses them by."""
        return (self.id, self.direct)

    @property
    def names(self) -> tuple[str, ...]:
        """What people call them and write to them by."""
        return (self.first, self.last, self.name, self.handle, self.email)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that says who they are."""
        return (*self.ids, *self.names)


def flock(count: int, seed: int = 17) -> tuple[Canary, ...]:
    """So many people, no two of whom have anything in common; always the same for one seed."""
    random = Random(seed)
    words: dict[str, None] = {}
    while len(words) < 3 * count:
        words["".join(_syllable(random) for _ in range(5))] = None
    ids = [f"U0{''.join(random.choices(_CAPITALS, k=9))}" for _ in range(count)]
    assert len(set(ids)) == count
    spelt = iter(words)
    return tuple(
        Canary(id, next(spelt).title(), next(spelt).title(), f"q{next(spelt)}") for id in ids
    )


def _syllable(random: Random) -> str:
    return random.choice(_CONSONANTS) + random.choice(_VOWELS)
