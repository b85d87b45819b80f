"""What to do after a send: a pure decision, acted on elsewhere."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=15)
BLOCKED_WAIT = timedelta(hours=1)
"""How long to leave a channel alone that somebody has to mend first."""
LONGEST_RETRY_AFTER = timedelta(hours=1)
"""Slack's own wish is kept up to here; beyond it something else is wrong."""
DEFAULT_RETRY_AFTER = timedelta(seconds=30)
"""Where Slack asks for patience without saying how long."""


@dataclass(frozen=True)
class Pace:
    """Waiting times, scaled down together in tests: 1 in real use.

    `settle` is how long Slack's history is given to show a message after an unclear send.
    """

    scale: float = 1.0

    @property
    def between_messages(self) -> timedelta:
        """Slack asks for about one message a second and channel (Rate limits, special limits)."""
        return timedelta(seconds=1.05) * self.scale

    @property
    def settle(self) -> timedelta:
        return timedelta(seconds=30) * self.scale

    @property
    def http_timeout(self) -> timedelta:
        """Never scaled below a second: the other end is a real server even in tests."""
        return max(timedelta(seconds=10) * self.scale, timedelta(seconds=1))

    @property
    def lease(self) -> timedelta:
        """Longer than three timeouts, so that a sender never outlives its own claim."""
        return self.http_timeout * 4

    def backoff(self, attempts: int, random: Random) -> timedelta:
        """1 s, 2 s, 4 s … up to a quarter of an hour, with up to a quarter more by chance."""
        doublings = min(max(attempts - 1, 0), 20)
        seconds = min(FIRST_WAIT.total_seconds() * 2.0**doublings, LONGEST_WAIT.total_seconds())
        return timedelta(seconds=seconds * (1 + random.random() / 4) * self.scale)

    def after_refusal(self, retry_after: str | None) -> timedelta:
        """What `Retry-After` asks for; thirty seconds where it is missing or not a number."""
        try:
            asked = timedelta(seconds=max(float(retry_after or ""), 0))
        except (ValueError, OverflowError):
            asked = DEFAULT_RETRY_AFTER
        return min(asked, LONGEST_RETRY_AFTER) * self.scale

    def blocked(self) -> timedelta:
        return BLOCKED_WAIT * self.scale
