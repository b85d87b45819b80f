"""What may be counted of this process, by a closed list: nothing that tells of anybody."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

OLDEST_DUE = "goodcatch_oldest_due_seconds"
DELIVERIES = "goodcatch_deliveries"
LAST_EVENT = "goodcatch_last_event_hours"
LOOP_LAG = "goodcatch_loop_lag_seconds"

ALLOWED: Mapping[str, Mapping[str, frozenset[str]]] = {
    OLDEST_DUE: {},
    DELIVERIES: {"state": frozenset({"maybe", "blocked", "held"})},
    LAST_EVENT: {},
    LOOP_LAG: {},
}
"""Each metric with its labels, and each label with its values; there are no others.

What is merely to be sent later is not counted: a report's messages are owed from the moment that
its reporter sends it, so that such a figure would tell when that was. Nor is the kind of a message:
some are sent to confidential reporters only.
"""

LOOKED_AT_EVERY = 0.5
"""Seconds between two looks at how late the event loop is."""


class NotAllowed(Exception):
    """A metric, a label or a value of one that is not on the list."""


class ClosedRegistry(CollectorRegistry):
    """A registry that hands out nothing but what is on the list."""

    def collect(self) -> Iterable[Metric]:
        """Everything that was registered.

        Raises:
            NotAllowed: something in it is not on the list; then nothing is handed out.
        """
        found = list(super().collect())
        for metric in found:
            _check(metric)
        return found


def _check(metric: Metric) -> None:
    labels = ALLOWED.get(metric.name)
    if labels is None:
        raise NotAllowed(metric.name)
    for sample in metric.samples:
        as_listed = set(sample.labels) == set(labels) and sample.name == metric.name
        if not as_listed or any(sample.labels[name] not in labels[name] for name in labels):
            raise NotAllowed(metric.name)


@dataclass(frozen=True, eq=False)
class Figures:
    """What the metrics page is made of; None where it cannot be told now."""

    loop_lag: float
    last_event_hours: int | None
    oldest_due: float | None
    """Seconds since the oldest message that is not sent fell due; 0 where none is late."""
    deliveries: Mapping[str, int] | None
    """How many messages stand in each of the listed states."""

    def collect(self) -> Iterable[Metric]:
        """As Prometheus calls it."""
        yield _gauge(LOOP_LAG, "Greatest lag of the event loop since the last look.", self.loop_lag)
        if self.last_event_hours is not None:
            yield _gauge(
                LAST_EVENT,
                "Full hours by the clock since Slack said anything.",
                self.last_event_hours,
            )
        if self.oldest_due is not None:
            yield _gauge(OLDEST_DUE, "Since the oldest message owed fell due.", self.oldest_due)
        if self.deliveries is not None:
            family = GaugeMetricFamily(
                DELIVERIES, "Messages that want looking at.", labels=["state"]
            )
            for state in sorted(ALLOWED[DELIVERIES]["state"]):
                family.add_metric([state], self.deliveries.get(state, 0))
            yield family


def _gauge(name: str, help: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help, value=value)


def page(figures: Figures) -> bytes:
    """The metrics page, in Prometheus' text format.

    Raises:
        NotAllowed: something in it is not on the list.
    """
    registry = ClosedRegistry()
    registry.register(figures)
    return generate_latest(registry)


@dataclass
class Pulse:
    """How this process feels: when Slack said anything last, and how late the event loop is."""

    heard_at: datetime | None = None
    _worst: float = field(default=0.0, init=False)

    def heard(self, now: datetime) -> None:
        """Note that Slack has said something, whatever it was; of the moment only the hour."""
        self.heard_at = _hour(now)

    def hours_since(self, now: datetime) -> int | None:
        """Full hours by the clock since then: nobody can tell from it when a button was pressed."""
        if self.heard_at is None:
            return None
        return max(int((_hour(now) - self.heard_at).total_seconds()), 0) // 3600

    def lag(self) -> float:
        """The greatest lag in seconds since this was last asked."""
        worst, self._worst = self._worst, 0.0
        return worst

    async def watch(
        self,
        seconds: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Go on looking at how late the event loop is, until cancelled."""
        while True:
            before = seconds()
            await sleep(LOOKED_AT_EVERY)
            self._worst = max(self._worst, seconds() - before - LOOKED_AT_EVERY)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
