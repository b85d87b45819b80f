"""The audit's chain: each seal holds a digest of its rows and of the seal before it.

Anybody can verify it with SHA-256 alone. Written below, `text(x)` is the UTF-8 bytes of x, `‖` puts
bytes one after the other, and `framed(x)` is the length of x in eight bytes, the greatest first,
and then x.

- The digest of seal n is SHA-256 over `framed(digest of seal n-1) ‖ framed(text(n)) ‖
  framed(text(sealed_at)) ‖ framed(text(number of rows))` and then its rows, in the order of their
  ids. Before the first seal the digest is 32 bytes of nought.
- A row is `framed(text(id)) ‖ framed(text(at)) ‖ framed(text(action)) ‖ framed(text(subject)) ‖
  framed(mark)`. Moments are written in UTC, as `2026-11-23T10:00:00+00:00`, with microseconds
  where there are any. The subject is an id; where that is a person's it goes in as `person`.
- The mark, of whoever did it, is SHA-256 over `salt ‖ framed(text(actor))`, with
  `framed(text(subject))` after that where the subject is a person. The salt is 16 random bytes,
  drawn for each row.

So no name goes into the chain: a person is erased by writing `erased` in their place and deleting
the salt, without which the mark tells nothing, and the chain stays whole. Each time, a row
`names erased` is added that says of how many rows: were there more without a salt than these tell
of, a name would have been taken out by hand. A row older than what the two seals before it had left
to be sealed was not there when they were put on. Ids are random, so their
order is a shuffled one: it tells nothing of the order in which things happened within the hour.

Whoever can write to the database could remake the whole chain, or take away its end. That shows by
a digest that was kept elsewhere, such as one that an earlier check has printed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

ERASED = "erased"
"""What stands in the place of somebody who was erased."""

START = bytes(32)
"""What the first seal follows on."""

SALT_BYTES = 16

NAMES_ERASED = "names erased"
"""The action of the row whose subject is how many rows a person was erased from."""

_STAYS_UNSEALED = timedelta(days=1)
"""How long a row may wait for its seal: what is kept by the day waits until its day is over."""

_PERSON = "person"
_PERSONS_ID = re.compile(r"[UW][A-Z0-9]+")
"""As Slack writes the id of a person (Slack, reference/objects/user-object)."""


@dataclass(frozen=True)
class Entry:
    """What a row of the audit says; `at` is an aware UTC moment."""

    id: str
    at: datetime
    actor: str
    action: str
    subject: str

    @property
    def is_about_a_person(self) -> bool:
        """Whether the subject is a person, or was one before they were erased."""
        return self.subject == ERASED or _PERSONS_ID.fullmatch(self.subject) is not None


@dataclass(frozen=True)
class SealedEntry:
    """A row that stands under a seal; without a salt once somebody in it was erased."""

    entry: Entry
    salt: bytes | None
    mark: bytes

    @property
    def is_erased(self) -> bool:
        return self.salt is None and ERASED in {self.entry.actor, self.entry.subject}

    @property
    def names_who_it_was(self) -> bool:
        """Whether actor and subject are those it was sealed with, or somebody was erased."""
        if self.salt is None:
            return self.is_erased
        return mark(self.salt, self.entry) == self.mark


@dataclass(frozen=True)
class Seal:
    """One link of the chain; of `sealed_at` only the hour is kept."""

    number: int
    sealed_at: datetime
    rows: int
    digest: bytes


class What(StrEnum):
    """What can be wrong with a seal."""

    CHANGED_ROW = "changed row"
    """Something in one of its rows, or in the seal itself, is not what it was."""
    MISSING_ROW = "missing row"
    ADDED_ROW = "added row"
    BROKEN_LINK = "broken link"
    """The seal is missing, or does not follow on the one that stands before it."""
    LATE_ROW = "late row"
    """A row is older than anything that was still to be sealed: it was put in afterwards."""
    ACTOR_CHANGED = "actor changed"
    """A row names another person than it was sealed with."""


@dataclass(frozen=True)
class Wrong:
    """Something that is not as it was sealed."""

    number: int
    what: What


def mark(salt: bytes, entry: Entry) -> bytes:
    """What stands in the chain for the people in a row."""
    people = _framed(entry.actor.encode())
    if entry.is_about_a_person:
        people += _framed(entry.subject.encode())
    return sha256(salt + people).digest()


def digest(before: bytes, seal: Seal, rows: Iterable[SealedEntry]) -> bytes:
    """The digest of a seal with these rows, in any order; `seal.digest` does not count."""
    head = (str(seal.number), _moment(seal.sealed_at), str(seal.rows))
    whole = sha256(_framed(before) + b"".join(_framed(one.encode()) for one in head))
    for row in sorted(rows, key=lambda row: row.entry.id):
        whole.update(_row(row))
    return whole.digest()


@dataclass(frozen=True)
class Chain:
    """How far a chain has been followed, and what was found on the way."""

    number: int = 0
    ends: tuple[bytes, ...] = (START,)
    """What the next seal may follow on: the last digest, or what it would have to be."""
    seals: int = 0
    rows: int = 0
    erased: int = 0
    """Rows in which somebody was erased."""
    until: datetime | None = None
    earlier: datetime | None = None
    """The hour of the last seal before that of `until`."""
    wrong: tuple[Wrong, ...] = ()

    @property
    def head(self) -> bytes:
        """The last digest: whoever keeps it elsewhere can tell later that nothing was remade."""
        return self.ends[0]

    def follow(self, seal: Seal, rows: Sequence[SealedEntry]) -> "Chain":
        """Go on to the next seal, which stands in the database with these rows.

        Each seal is judged by itself: what is wrong with one is not told of those after it again.
        """
        computed = [digest(end, seal, rows) for end in self.ends]
        wrong = [Wrong(seal.number, what) for what in self._wrong_with(seal, rows, computed)]
        follows = seal.number == self.number + 1
        if not follows:
            wrong.insert(0, Wrong(self.number + 1, What.BROKEN_LINK))
        return Chain(
            number=seal.number,
            ends=(seal.digest,) if seal.digest in computed else (seal.digest, computed[0]),
            seals=self.seals + 1,
            rows=self.rows + len(rows),
            erased=self.erased + sum(row.is_erased for row in rows),
            until=seal.sealed_at,
            earlier=self.earlier if self.until == seal.sealed_at else self.until,
            wrong=(*self.wrong, *wrong),
        )

    def astray(self, numbers: Iterable[int]) -> "Chain":
        """Note rows that stand under seals which are not there."""
        known = set(self.wrong)
        missing = [Wrong(number, What.BROKEN_LINK) for number in sorted(set(numbers))]
        return replace(self, wrong=(*self.wrong, *(one for one in missing if one not in known)))

    def _wrong_with(
        self, seal: Seal, rows: Sequence[SealedEntry], computed: Sequence[bytes]
    ) -> Iterable[What]:
        if seal.digest not in computed:
            if len(rows) < seal.rows:
                yield What.MISSING_ROW
            elif len(rows) > seal.rows:
                yield What.ADDED_ROW
            elif seal.number != self.number + 1:
                yield What.BROKEN_LINK
            else:
                yield What.CHANGED_ROW
        if not all(row.names_who_it_was for row in rows):
            yield What.ACTOR_CHANGED
        if any(row.entry.at < self._oldest_left() for row in rows):
            yield What.LATE_ROW

    def _oldest_left(self) -> datetime:
        """Whatever is older than this stood under a seal before.

        It goes by the hour before the last one, so that what was under way while the last seal was
        put on is not taken for a forgery; a long wait is sealed in parts, which share their hour.
        """
        if self.earlier is None:
            return datetime.min.replace(tzinfo=UTC)
        midnight = self.earlier.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - _STAYS_UNSEALED


def _row(row: SealedEntry) -> bytes:
    entry = row.entry
    subject = _PERSON if entry.is_about_a_person else entry.subject
    words = (entry.id, _moment(entry.at), entry.action, subject)
    return b"".join(_framed(word.encode()) for word in words) + _framed(row.mark)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + part
