"""The workspace's clock: real time plus an offset that only ever grows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def real_time() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Tells the workspace's time as aware UTC datetimes.

    Moving it changes what messages and digests are dated; triggers, acknowledgements and rate
    limits stay on real time.
    """

    def __init__(
        self, real: Callable[[], datetime] = real_time, offset: timedelta = timedelta()
    ) -> None:
        self._real = real
        self.offset = offset

    def now(self) -> datetime:
        return self._real() + self.offset

    def jump_to(self, moment: datetime) -> None:
        """Move forward to `moment` (aware); a moment already past changes nothing."""
        self.offset = max(self.offset, moment - self._real())
