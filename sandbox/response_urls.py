"""Response URLs: an app may answer a person's act five times in thirty minutes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from sandbox.errors import SlackError
from sandbox.identifiers import new_secret

USES = 5
_KEPT = 2000


@dataclass(frozen=True)
class ResponseUrl:
    """Who acted, where, and on which message (`message_ts`), which may be replaced or deleted."""

    user: str
    channel: str
    message_ts: str | None
    thread_ts: str | None
    issued: float
    uses: int = 0


class ResponseUrls:
    """Hands out URLs and counts their uses (docs.slack.dev, "Handling user interaction")."""

    def __init__(self, lifetime: float, monotonic: Callable[[], float]) -> None:
        self._lifetime = lifetime
        self._monotonic = monotonic
        self._issued: OrderedDict[str, ResponseUrl] = OrderedDict()

    def issue(
        self,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Return the secret last part of a new response URL."""
        token = new_secret()
        self._issued[token] = ResponseUrl(user, channel, message_ts, thread_ts, self._monotonic())
        while len(self._issued) > _KEPT:
            self._issued.popitem(last=False)
        return token

    def find(self, token: str) -> ResponseUrl:
        """Return what the URL stands for, or raise SlackError used_url or expired_url."""
        found = self._issued.get(token)
        if found is None or self._monotonic() - found.issued > self._lifetime:
            raise SlackError("expired_url")
        if found.uses >= USES:
            raise SlackError("used_url")
        return found

    def count(self, token: str) -> None:
        found = self._issued[token]
        self._issued[token] = replace(found, uses=found.uses + 1)
