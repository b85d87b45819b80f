"""Keys: what is sealed with them, and the hashes that say nothing without them."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode


class WrongKey(Exception):
    """A sealed identity cannot be opened with any of the configured keys."""


class Vault:
    """Seals identities and makes keyed hashes.

    `secret_keys` are Fernet keys and `index_keys` 32 bytes each in base64, newest first: the
    first of each makes new values, the others still open and find old ones.
    """

    def __init__(self, secret_keys: tuple[str, ...], index_keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in secret_keys])
        self._index_keys = tuple(base64.b64decode(key) for key in index_keys)

    def seal(self, report: ReportId, user: UserId) -> bytes:
        """The identity behind one report; useless under any other report's id."""
        # A Fernet token tells in clear when it was made; at no time at all, it tells nothing.
        return self._fernet.encrypt_at_time(f"{report}:{user}".encode(), 0)

    def open(self, report: ReportId, sealed: bytes) -> UserId:
        """Who is behind `report`.

        Raises:
            WrongKey: sealed with a key that is not configured, or for another report.
        """
        try:
            whose, _, user = self._fernet.decrypt(sealed).decode().partition(":")
        except InvalidToken as problem:
            raise WrongKey from problem
        if whose != report:
            raise WrongKey
        return UserId(user)

    def finder(self, user: UserId, mode: Mode) -> bytes:
        """What a person's reports of this mode are found by, under the newest key."""
        return self.finders(user, mode)[0]

    def finders(self, user: UserId, mode: Mode) -> tuple[bytes, ...]:
        """What a person's reports of this mode may be stored under: one value for each key.

        Named and confidential reports have different ones: else whoever reads the database
        without the keys could match a person's confidential reports with their named ones.
        """
        return self._hashes(f"identity-{mode}", user)

    def seen_too(self, report: ReportId, user: UserId) -> bytes:
        """Marks that somebody has seen this too; cannot be matched between reports."""
        return self._hashes("seen-too", f"{report}:{user}")[0]

    def verdict(self, report: ReportId, user: UserId) -> bytes:
        """Marks that somebody has said whether a change helped; tells nothing between reports."""
        return self._hashes("verdict", f"{report}:{user}")[0]

    def dedupe(self, what: str) -> bytes:
        """The key under which something is done once."""
        return self._hashes("dedupe", what)[0]

    def effect(self, effect: str) -> str:
        """The opaque mark of a delivery in Slack's message metadata, under the newest key."""
        return self.effects(effect)[0]

    def effects(self, effect: str) -> tuple[str, ...]:
        """The marks that a delivery may carry: one for each key, newest first."""
        return tuple(mark.hex() for mark in self._hashes("delivery", effect))

    def _hashes(self, purpose: str, what: str) -> tuple[bytes, ...]:
        message = f"{purpose}:{what}".encode()
        return tuple(
            hmac.new(key, message, hashlib.sha256).digest()[:16] for key in self._index_keys
        )
