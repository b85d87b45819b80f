"""The metrics page: what is on its list comes out, and nothing that tells of anybody."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from prometheus_client import Counter, Gauge, Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.report import Mode
from bot.metrics import (
    ALLOWED,
    DELIVERIES,
    LAST_EVENT,
    LOOP_LAG,
    OLDEST_DUE,
    ClosedRegistry,
    Figures,
    NotAllowed,
    Pulse,
    page,
)
from bot.web import Health, serving

HALF_PAST = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
FIGURES = Figures(
    loop_lag=0.25, last_event_hours=3, oldest_due=42.0, deliveries={"held": 2, "blocked": 1}
)


def read(shown: bytes) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample on a page, by its name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(shown.decode())
        for sample in family.samples
    }


def test_the_page_holds_each_metric_on_the_list_and_no_other() -> None:
    assert read(page(FIGURES)) == {
        (LOOP_LAG, ()): 0.25,
        (LAST_EVENT, ()): 3,
        (OLDEST_DUE, ()): 42,
        (DELIVERIES, (("state", "held"),)): 2,
        (DELIVERIES, (("state", "blocked"),)): 1,
        (DELIVERIES, (("state", "maybe"),)): 0,
    }


def test_what_cannot_be_told_is_left_out() -> None:
    unknown = replace(FIGURES, last_event_hours=None, oldest_due=None, deliveries=None)
    assert set(read(page(unknown))) == {(LOOP_LAG, ())}


def test_what_waits_to_be_sent_later_is_not_counted() -> None:
    # It is owed from the moment that somebody sends a report, and would tell when that was.
    states = ALLOWED[DELIVERIES]["state"]
    assert states == {DeliveryState.MAYBE, DeliveryState.BLOCKED, DeliveryState.HELD}
    shown = page(replace(FIGURES, deliveries={"todo": 17, "sent": 23}))
    assert b"17" not in shown
    assert b"23" not in shown


def test_nothing_tells_how_a_reporter_wants_to_be_known_or_what_was_sent() -> None:
    words = {value for labels in ALLOWED.values() for values in labels.values() for value in values}
    assert not words & {*Mode, *DeliveryKind}
    assert not {name for labels in ALLOWED.values() for name in labels} - {"kind", "state"}


@pytest.mark.parametrize(
    "metric",
    [
        Gauge("goodcatch_reports", "Not on the list.", registry=None),
        Counter("goodcatch_deliveries", "On the list, but counted on for ever.", registry=None),
        Gauge("goodcatch_oldest_due_seconds", "By whom.", ["user"], registry=None),
        Gauge("goodcatch_deliveries", "By team.", ["state", "team"], registry=None),
    ],
    ids=["another name", "another kind", "a label of its own", "one label more"],
)
def test_a_metric_that_is_not_on_the_list_is_refused(metric: Counter | Gauge) -> None:
    labels = metric._labelnames
    if labels:
        metric.labels(*("held" for _ in labels))
    registry = ClosedRegistry()
    registry.register(metric)
    with pytest.raises(NotAllowed):
        list(registry.collect())


def test_a_label_with_another_value_than_those_on_the_list_is_refused() -> None:
    @dataclass(frozen=True)
    class Leak:
        def collect(self) -> Iterable[Metric]:
            metric = Metric(DELIVERIES, "By somebody.", "gauge")
            metric.add_sample(DELIVERIES, {"state": "U0AMINA"}, 1)
            return [metric]

    registry = ClosedRegistry()
    registry.register(Leak())
    with pytest.raises(NotAllowed):
        list(registry.collect())


def test_of_when_slack_said_something_only_the_hour_by_the_clock_is_told() -> None:
    pulse = Pulse()
    assert pulse.hours_since(HALF_PAST) is None
    pulse.heard(HALF_PAST)
    later = (HALF_PAST + timedelta(minutes=minute) for minute in range(0, 120, 10))
    assert [pulse.hours_since(now) for now in later] == [0] * 3 + [1] * 6 + [2] * 3
    assert pulse.heard_at is not None
    assert pulse.heard_at.minute == 0


def test_a_clock_that_was_put_back_makes_no_negative_age() -> None:
    pulse = Pulse()
    pulse.heard(HALF_PAST)
    assert pulse.hours_since(HALF_PAST - timedelta(hours=5)) == 0


async def test_an_event_loop_that_was_kept_busy_shows_it_once() -> None:
    moments = iter([0.0, 0.5, 10.0, 12.5, 20.0])
    turns = 0

    async def slept(_seconds: float) -> None:
        nonlocal turns
        turns += 1
        if turns > 2:
            raise asyncio.CancelledError

    pulse = Pulse()
    with pytest.raises(asyncio.CancelledError):
        await pulse.watch(lambda: next(moments), slept)
    assert pulse.lag() == 2.0
    assert pulse.lag() == 0.0


@pytest.fixture
async def health_page(socket_enabled: None) -> AsyncIterator[str]:
    async def checks() -> Mapping[str, bool]:
        return {"database": True}

    async def figures() -> Figures:
        return FIGURES

    async with serving(Health(checks, figures), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


async def test_the_page_is_served_as_prometheus_reads_it(health_page: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{health_page}/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        shown = await answer.read()
    assert shown == page(FIGURES)
    assert not re.search(rb"\b[UWCGDT]0[A-Z0-9]{3,}|[0-9a-f]{32}", shown)
