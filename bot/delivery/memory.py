"""Answers of Slack, remembered for ten minutes at most and forgotten at once when they change."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

REMEMBERED_SECONDS = 600.0
_MOST = 10_000

Key = TypeVar("Key", bound=Hashable)
Told = TypeVar("Told")


@dataclass
class Memory(Generic[Key, Told]):
    """Answers by what was asked about; in memory only, never stored."""

    ask: Callable[[Key], Awaitable[Told]]
    seconds: Callable[[], float]
    """A clock that only goes forward, in seconds."""
    _kept: dict[Key, tuple[float, Told]] = field(default_factory=dict)
    _open: dict[Key, object] = field(default_factory=dict)
    """The last question under way about each thing; gone once its answer would be out of date."""

    def knows(self, key: Key) -> bool:
        """Whether an answer is at hand without asking."""
        return key in self._kept and self.seconds() - self._kept[key][0] < REMEMBERED_SECONDS

    async def of(self, key: Key) -> Told:
        """The answer, at most ten minutes old, counted from the question.

        Raises what asking raises; then nothing is remembered, and no old answer is given.
        """
        if self.knows(key):
            return self._kept[key][1]
        began, question = self.seconds(), object()
        self._open[key] = question
        try:
            told = await self.ask(key)
            if self._open.get(key) is question:
                self._keep(key, began, told)
        finally:
            if self._open.get(key) is question:
                del self._open[key]
        return told

    def forget(self, key: Key) -> None:
        """Ask anew next time; an answer that is on its way now is not remembered either."""
        self._open.pop(key, None)
        self._kept.pop(key, None)

    def forget_where(self, is_stale: Callable[[Told], bool]) -> None:
        """The same for every answer that `is_stale` holds of."""
        self._open.clear()
        for key in [key for key, (_, told) in self._kept.items() if is_stale(told)]:
            del self._kept[key]

    def _keep(self, key: Key, began: float, told: Told) -> None:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = (began, told)
