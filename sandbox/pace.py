"""Slack's limit on posting: about one message a second in each channel."""

import math
from collections.abc import Callable

PER_SECOND = 1.0
BURST = 4.0


class Pace:
    """A bucket for each channel, of which every message takes one.

    The figures are Slack's "special" tier (docs.slack.dev, "Rate limits": chat.postMessage allows
    one message a second and channel, with short bursts). `scale` 1 is real time, 0.01 a hundred
    times faster, 0 no limit at all.
    """

    def __init__(self, scale: float, monotonic: Callable[[], float]) -> None:
        self._scale = scale
        self._monotonic = monotonic
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, channel: str) -> int | None:
        """Take one message for `channel`; return None, or Slack's Retry-After when it is too soon.

        Retry-After is in Slack's whole seconds, before scaling: an app that runs at the same
        `scale` multiplies it by that.
        """
        if not self._scale:
            return None
        now = self._monotonic() / self._scale
        left, then = self._buckets.get(channel, (BURST, now))
        left = min(BURST, left + (now - then) * PER_SECOND)
        if left < 1:
            self._buckets[channel] = (left, now)
            return max(1, math.ceil((1 - left) / PER_SECOND))
        self._buckets[channel] = (left - 1, now)
        return None
