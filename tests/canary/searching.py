"""Finds secrets in heaps of bytes, plainly or in any of the disguises that somebody could undo."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote

_HASHES = ("md5", "sha1", "sha256")
_WINDOW = 8
"""Every disguise is at least as long as this; so much of it is looked up at each place."""

PLAIN = "plain"
"""The way to write a secret as it is."""


def disguises(secret: str) -> Iterator[tuple[str, bytes]]:
    """How a secret may be written by whoever does not want it seen, and the name of each way.

    Of hashes too: who can guess ids or names finds whose hash it is at once.
    """
    for spelling in {secret, secret.lower(), secret.upper()}:
        raw = spelling.encode()
        yield PLAIN if spelling == secret else "in other letters", raw
        if quote(spelling) != spelling:
            yield "quoted", quote(spelling).encode()
        yield from (("base64", one) for one in _base64(raw))
        yield from _hex(raw)
        for name in _HASHES:
            digest = hashlib.new(name, raw).digest()
            yield name, digest
            yield from ((name, shown) for _, shown in _hex(digest))
            yield name, base64.b64encode(digest).rstrip(b"=")
            yield name, base64.urlsafe_b64encode(digest).rstrip(b"=")


def _base64(raw: bytes) -> Iterator[bytes]:
    """As it looks in base64 wherever it stands within what was encoded."""
    for before in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            encoded = encode(bytes(before) + raw)
            begins = (0, 2, 3)[before]
            # The last characters of a group that is not full depend on what follows.
            ends = (before + len(raw)) * 8 // 6
            yield encoded[begins:ends]


def _hex(raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield "hex", raw.hex().encode()
    yield "hex", raw.hex().upper().encode()


class Needles:
    """Secrets that are looked for all at once, in one walk through a haystack.

    Those of `shown` may stand there as they are, and are looked for in disguise only.
    """

    def __init__(self, secrets: Iterable[str], *, shown: Iterable[str] = ()) -> None:
        self._by_beginning: dict[bytes, set[tuple[bytes, str]]] = defaultdict(set)
        for secret in secrets:
            for way, needle in disguises(secret):
                self._add(secret, way, needle)
        for secret in shown:
            for way, needle in disguises(secret):
                if way != PLAIN:
                    self._add(secret, way, needle)

    def _add(self, secret: str, way: str, needle: bytes) -> None:
        if len(needle) < _WINDOW:
            raise ValueError(f"{secret} is too short to be looked for {way}")
        self._by_beginning[needle[:_WINDOW]].add((needle, f"{secret} ({way})"))

    def found_in(self, haystack: bytes) -> set[str]:
        """Which secrets stand there, and in what disguise."""
        beginnings = self._by_beginning
        return {
            name
            for at in range(len(haystack) - _WINDOW + 1)
            if (beginning := haystack[at : at + _WINDOW]) in beginnings
            for needle, name in beginnings[beginning]
            if haystack.startswith(needle, at)
        }
