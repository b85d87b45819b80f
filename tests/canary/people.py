"""Members whose ids, names and addresses are found nowhere else, so that any trace is a leak."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from sandbox.cast import RIVERSIDE, introduce
from sandbox.members import Member
from sandbox.workspace import Workspace

_CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CONSONANTS, _VOWELS = "bcdfgklmnprstvz", "aeiou"


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
    def secrets(self) -> tuple[str, ...]:
        """Everything that says who they are."""
        return (self.id, self.direct, self.first, self.last, self.name, self.handle, self.email)


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


def settle(workspace: Workspace, canaries: Sequence[Canary]) -> None:
    """Let them be members of the Riverside team, before the bot looks.

    The bot does not ask for addresses, so that Slack would give it none: they stand in the titles,
    as people do put them there.
    """
    state, created = workspace.world.state, int(workspace.now.timestamp())
    for one in canaries:
        state.members[one.id] = Member(one.id, one.handle, one.name, one.email)
    channel = state.channels[RIVERSIDE]
    joined = (*channel.members, *(one.id for one in canaries))
    state.channels[RIVERSIDE] = replace(channel, members=joined)
    introduce(state, created)
