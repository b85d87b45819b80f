"""Keys: what is sealed with them, and the hashes that say nothing without them."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken

from bot.domain.ids import DeliveryId, ReportId, TrapId, UserId
from bot.domain.reference import Code
from bot.domain.report import Mode

_SHORT = 16
"""Bytes of a hash that is only told apart from others; a receipt keeps all 32."""

_NAME_CHARACTERS = 16

_LEFT_OUT = "left-out"
_LEFT_OUT_CHARACTERS = 256
"""Room for some twenty people: the length of what is sealed does not tell how many there are."""

_REQUEST = "request"
_REQUEST_CHARACTERS = 128
"""Likewise: the length does not tell a person from a report."""


class WrongKey(Exception):
    """Something sealed cannot be opened with any of the configured keys."""


class Vault:
    """Seals identities and makes keyed hashes.

    `secret_keys` are Fernet keys and `index_keys` 32 bytes each in base64, newest first: the
    first of each makes new values, the others still open and find old ones.
    """

    def __init__(self, secret_keys: tuple[str, ...], index_keys: tuple[str, ...]) -> None:
        self._fernets = tuple(Fernet(key) for key in secret_keys)
        self._index_keys = tuple(base64.b64decode(key) for key in index_keys)
        self.key_names = tuple(map(_name_of, self._index_keys))
        """What the index keys are called, newest first; a name tells nothing of its key."""

    @property
    def key_name(self) -> str:
        """The name of the newest index key."""
        return self.key_names[0]

    @property
    def secrets(self) -> int:
        """How many secret keys are configured."""
        return len(self._fernets)

    def seal(self, report: ReportId, user: UserId) -> bytes:
        """The identity behind one report; useless under any other report's id."""
        return self._sealed(f"{report}:{user}")

    def open(self, report: ReportId, sealed: bytes) -> UserId:
        """Who is behind `report`.

        Raises:
            WrongKey: sealed with a key that is not configured, or for another report.
        """
        return _behind(report, self._opened(sealed)[1])

    def seal_left_out(self, report: ReportId, users: Iterable[UserId]) -> bytes:
        """Whom the reporter of one report has left out; useless under any other report's id."""
        words = f"{_LEFT_OUT}:{report}:{' '.join(sorted(set(users)))}"
        return self._sealed(words.ljust(_LEFT_OUT_CHARACTERS))

    def open_left_out(self, report: ReportId, sealed: bytes) -> frozenset[UserId]:
        """Whom the reporter of `report` has left out.

        Raises:
            WrongKey: sealed with a key that is not configured, for another report, or no such list.
        """
        opened = self._opened(sealed)[1]
        heading = f"{_LEFT_OUT}:{report}:"
        if not opened.startswith(heading):
            raise WrongKey
        return frozenset(map(UserId, opened.removeprefix(heading).split()))

    def seal_request(self, request: str, about: str) -> bytes:
        """Whom or what a request is about; useless under any other request's id."""
        return self._sealed(f"{_REQUEST}:{request}:{about}".ljust(_REQUEST_CHARACTERS))

    def open_request(self, request: str, sealed: bytes) -> str:
        """Whom or what `request` is about.

        Raises:
            WrongKey: sealed with a key that is not configured, for another one, or no request.
        """
        opened = self._opened(sealed)[1]
        heading = f"{_REQUEST}:{request}:"
        if not opened.startswith(heading):
            raise WrongKey
        return opened.removeprefix(heading).rstrip()

    def place_of(self, sealed: bytes) -> int:
        """Which secret key this was sealed with, as its place among them: 0 is the newest.

        Raises:
            WrongKey: it was none of them.
        """
        return self._opened(sealed)[0]

    def places_of(
        self, report: ReportId, sealed: bytes, finder: bytes, mode: Mode
    ) -> tuple[int, int | None]:
        """The same of an identity, and the place of the index key it is found by, if by any.

        Raises:
            WrongKey: sealed with a key that is not configured, or for another report.
        """
        place, words = self._opened(sealed)
        finders = self.finders(_behind(report, words), mode)
        return place, finders.index(finder) if finder in finders else None

    def reseal(self, sealed: bytes) -> bytes:
        """The same under the newest secret key, whatever it holds.

        Raises:
            WrongKey: sealed with a key that is not configured.
        """
        return self._sealed(self._opened(sealed)[1])

    def finder(self, user: UserId, mode: Mode) -> bytes:
        """What a person's reports of this mode are found by, under the newest key."""
        return self.finders(user, mode)[0]

    def finders(self, user: UserId, mode: Mode) -> tuple[bytes, ...]:
        """What a person's reports of this mode may be stored under: one value for each key.

        Named and confidential reports have different ones: else whoever reads the database
        without the keys could match a person's confidential reports with their named ones.
        """
        return self._hashes(f"identity-{mode}", user)

    def receipt(self, code: Code) -> tuple[bytes, str]:
        """What a receipt code is kept as, all 32 bytes, and the name of the key that made it.

        Whoever holds the code is found again by it, and no code can be worked out from it. It
        cannot be remade under another key, so the name of its key is kept beside it.
        """
        return self.receipts(code)[0], self.key_name

    def receipts(self, code: Code) -> tuple[bytes, ...]:
        """What a receipt code may be kept as: one value for each key, newest first."""
        # The secret alone identifies: a report's reference may be another one than the form's.
        return self._digests("receipt", code.secret)

    def farewells(self, delivery: DeliveryId) -> tuple[bytes, ...]:
        """What the code of a farewell is made of: one value for each key, newest first.

        The key alone makes no code: the delivery's id is drawn by chance, and is deleted when it is
        forgotten who the reporter was.
        """
        return self._digests("farewell", delivery)

    def seen_too(self, report: ReportId, user: UserId) -> bytes:
        """Marks that somebody has seen this too; cannot be matched between reports."""
        return self.seen_toos(report, user)[0]

    def seen_toos(self, report: ReportId, user: UserId) -> tuple[bytes, ...]:
        """What that mark may be: one for each key, newest first."""
        return self._hashes("seen-too", f"{report}:{user}")

    def verdict(self, report: ReportId, user: UserId) -> bytes:
        """Marks that somebody has said whether a change helped; tells nothing between reports."""
        return self.verdicts(report, user)[0]

    def verdicts(self, report: ReportId, user: UserId) -> tuple[bytes, ...]:
        """What that mark may be: one for each key, newest first."""
        return self._hashes("verdict", f"{report}:{user}")

    def trap_verdicts(self, trap: TrapId, user: UserId) -> tuple[bytes, ...]:
        """What marks that somebody has said so of a trap's change: one for each key, newest first.

        It tells nothing between traps, nor between a trap and its reports.
        """
        return self._hashes("trap-verdict", f"{trap}:{user}")

    def dedupe(self, what: str) -> bytes:
        """The key under which something is done once."""
        return self.dedupes(what)[0]

    def dedupes(self, what: str) -> tuple[bytes, ...]:
        """The keys under which it may have been done already: one for each key, newest first."""
        return self._hashes("dedupe", what)

    def effect(self, effect: str) -> str:
        """The opaque mark of a delivery in Slack's message metadata, under the newest key."""
        return self.effects(effect)[0]

    def effects(self, effect: str) -> tuple[str, ...]:
        """The marks that a delivery may carry: one for each key, newest first."""
        return tuple(mark.hex() for mark in self._hashes("delivery", effect))

    def _sealed(self, words: str) -> bytes:
        # A Fernet token tells in clear when it was made; at no time at all, it tells nothing.
        return self._fernets[0].encrypt_at_time(words.encode(), 0)

    def _opened(self, sealed: bytes) -> tuple[int, str]:
        for place, fernet in enumerate(self._fernets):
            try:
                return place, fernet.decrypt(sealed).decode()
            except InvalidToken:
                continue
        raise WrongKey

    def _hashes(self, purpose: str, what: str) -> tuple[bytes, ...]:
        return tuple(digest[:_SHORT] for digest in self._digests(purpose, what))

    def _digests(self, purpose: str, what: str) -> tuple[bytes, ...]:
        message = f"{purpose}:{what}".encode()
        return tuple(hmac.digest(key, message, "sha256") for key in self._index_keys)


def _behind(report: ReportId, words: str) -> UserId:
    whose, _, user = words.partition(":")
    if whose != report:
        raise WrongKey
    return UserId(user)


def _name_of(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:_NAME_CHARACTERS]
