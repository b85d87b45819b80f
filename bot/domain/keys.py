"""Keys and what needs them: which have to stay in the settings, and which may be taken out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.disclosure import FEWEST


class Use(StrEnum):
    """What a key is for, as the setting that holds it."""

    SECRET = "GOODCATCH_SECRET_KEYS"  # noqa: S105 - the name of the setting
    INDEX = "GOODCATCH_INDEX_KEYS"


@dataclass(frozen=True, order=True)
class Key:
    """One of the configured keys, by its place in the setting: 0 is the newest."""

    use: Use
    place: int


@dataclass(frozen=True)
class Needs:
    """What is stored, by the keys it cannot do without."""

    secrets: int
    """How many secret keys are configured."""
    names: tuple[str, ...]
    """The names of the configured index keys, newest first."""
    entries: Mapping[Key, int]
    """How many sealed entries are sealed with each key, or found by it."""
    lacking: Mapping[Use, int]
    """How many of them no configured key opens, or finds though one opens them."""
    shut_lists: int
    """How many of those that no key opens say whom somebody has left out of a report."""
    references: tuple[str, ...]
    """Some of the reports that those belong to."""
    receipts: Mapping[str, int]
    """How many receipts need each index key, by its name. They cannot be remade."""
    marks: int
    """How many marks say who has seen something too or whether it helped; they name no key."""
    under_way: int
    """How many messages Slack may have already: looked for there by a mark of any index key."""

    @property
    def keys(self) -> Iterator[Key]:
        """Every configured key, the newest of each kind first."""
        yield from (Key(Use.SECRET, place) for place in range(self.secrets))
        yield from (Key(Use.INDEX, place) for place in range(len(self.names)))

    @property
    def missing(self) -> dict[str, int]:
        """How many receipts need an index key that is not configured, by the name of that key."""
        return {name: many for name, many in self.receipts.items() if name not in self.names}

    @property
    def fit(self) -> bool:
        """Whether the configured keys do for everything that is stored."""
        return not (any(self.lacking.values()) or self.missing)

    def receipts_of(self, key: Key) -> int:
        """How many receipts need this key."""
        return self.receipts.get(self.names[key.place], 0) if key.use is Use.INDEX else 0

    def messages_of(self, key: Key) -> int:
        """How many messages under way may need this key."""
        return self.under_way if key.use is Use.INDEX else 0

    def may_go(self, key: Key) -> bool:
        """Whether this key may be taken out of the settings."""
        needed = self.entries.get(key, 0) + self.receipts_of(key) + self.messages_of(key)
        return key.place > 0 and not needed

    @property
    def misfits(self) -> tuple[str, ...]:
        """A sentence for everything that the configured keys do not do for."""
        return tuple(self._misfits())

    def _misfits(self) -> Iterator[str]:
        if shut := self.lacking.get(Use.SECRET, 0):
            yield f"{shut} sealed {_entries(shut)} by none of {Use.SECRET}."
        if lists := self.shut_lists:
            yield (
                f"{lists} of these {'says' if lists == 1 else 'say'} whom somebody has left out of "
                "a report, which nobody is shown who could be on the list."
            )
        if unfound := self.lacking.get(Use.INDEX, 0):
            yield f"{unfound} sealed {_entries(unfound, 'found')} by none of {Use.INDEX}."
        if self.references:
            yield f"They belong to {', '.join(self.references)}."
        for name, many in sorted(self.missing.items()):
            receipts = f"{roughly(many)} receipts need".capitalize()
            yield f"{receipts} a key that is not in {Use.INDEX}: the one called {name}."


def roughly(many: int) -> str:
    """How many receipts, without a small number: nobody is to learn that few have left no name."""
    return "some" if 0 < many < FEWEST else str(many)


def _entries(many: int, deed: str = "opened") -> str:
    return f"entry is {deed}" if many == 1 else f"entries are {deed}"
