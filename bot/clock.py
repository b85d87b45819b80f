"""What time it is: the real time, or the practice workspace's for a demo."""

from datetime import UTC, datetime
from typing import Protocol

import httpx

LONG_POLL_SECONDS = 30.0
"""Longer than the practice workspace ever holds its answer back."""


class Clock(Protocol):
    """Tells the time by which promises, digests and nudges go. Leases never go by it."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class DemoClock:
    """A clock that somebody can move forward: it follows the one at `url`.

    The address is asked with `?seen=` and the last moment everything due has been done for, and
    answers `{"now": "…"}` in ISO 8601 once its time is another one. Between answers the clock
    goes on with real time.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._ahead_by = datetime.now(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead_by

    async def follow(self, http: httpx.AsyncClient, seen: datetime | None) -> datetime:
        """Wait for the time to change, and say what it is now.

        Raises:
            httpx.HTTPError: the clock cannot be reached.
        """
        asked = {} if seen is None else {"seen": seen.isoformat()}
        answer = await http.get(self._url, params=asked, timeout=LONG_POLL_SECONDS)
        answer.raise_for_status()
        moment = datetime.fromisoformat(answer.json()["now"])
        self._ahead_by = moment - datetime.now(UTC)
        return moment
