"""The workspace's time, and how it is moved with the bot at its side."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.errors import RefusedError
from sandbox.timing import Timing
from sandbox.working_days import OFFICE, next_working_morning
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST, PRIYA, RIVERSIDE

HOUR = timedelta(hours=1)


@asynccontextmanager
async def ticking(workspace: Workspace, seen: list[datetime]) -> AsyncIterator[None]:
    """A bot that asks for the time, does what is due, and says so."""

    async def tick() -> None:
        now: str | None = None
        async with aiohttp.ClientSession() as session:
            while True:
                params = {"seen": now} if now else {}
                async with session.get(workspace.clock_url, params=params) as response:
                    now = (await response.json())["now"]
                seen.append(datetime.fromisoformat(now))

    task = asyncio.create_task(tick())
    try:
        await workspace.until(lambda: seen)
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_bot_ticks_at_every_hour_of_a_move(workspace: Workspace) -> None:
    seen: list[datetime] = []
    async with ticking(workspace, seen):
        start = workspace.now
        target = start + 30 * HOUR + timedelta(minutes=20)
        await workspace.move_time(to=target)
    steps = [start + n * HOUR for n in range(1, 31)] + [target]
    for step in steps:
        assert any(timedelta() <= one - step < timedelta(seconds=30) for one in seen), step
    assert workspace.now >= target


async def test_a_bot_ticks_once_for_each_step_of_a_move_in_longer_ones(
    workspace: Workspace,
) -> None:
    seen: list[datetime] = []
    async with ticking(workspace, seen):
        start = workspace.now
        await workspace.move_time(to=start + 60 * HOUR, step=24 * HOUR)
    for step in (24, 48, 60):
        assert any(timedelta() <= one - start - step * HOUR < HOUR for one in seen), step
    assert not any(HOUR < one - start < 24 * HOUR for one in seen)


async def test_time_just_moves_when_nobody_asks(workspace: Workspace) -> None:
    began = time.monotonic()
    target = workspace.now + timedelta(days=400)
    await workspace.move_time(to=target)
    assert timedelta() <= workspace.now - target < timedelta(minutes=1)
    assert time.monotonic() - began < 5


async def test_a_bot_that_stops_answering_is_waited_for_and_left(workspace: Workspace) -> None:
    async with Workspace(MANIFEST, timing=Timing(step=0.05, clock_poll=0.01)) as impatient:
        await impatient.world.mover.poll(None)
        began = time.monotonic()
        await impatient.move_time(hours=10)
        assert 0.05 <= time.monotonic() - began < 2


async def test_asking_waits_for_a_move_and_answers_anyway_after_a_while() -> None:
    async with Workspace(MANIFEST, timing=Timing(clock_poll=0.05)) as workspace:
        began = time.monotonic()
        now = await workspace.world.mover.poll(workspace.now)
        assert time.monotonic() - began >= 0.05
        later = now + 2 * HOUR
        asking = asyncio.create_task(workspace.world.mover.poll(now))
        await asyncio.sleep(0)
        moving = asyncio.create_task(workspace.move_time(to=later))
        assert now + HOUR <= await asking < later
        await workspace.world.mover.poll(now + HOUR)
        await workspace.world.mover.poll(later)
        await moving


async def test_what_happens_after_a_move_is_dated_after_it(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    before = (await client.chat_postMessage(channel=RIVERSIDE, text="Before"))["ts"]
    await workspace.move_time(hours=48)
    after = (await client.chat_postMessage(channel=RIVERSIDE, text="After"))["ts"]
    assert float(after) - float(before) >= 48 * 3600


async def test_time_never_goes_back_and_moves_once_at_a_time(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="only moves forwards"):
        await workspace.move_time(to=workspace.now - HOUR)
    with pytest.raises(RefusedError, match="no move under way"):
        await workspace.world.mover.go()
    mover = workspace.world.mover
    mover.begin(workspace.now + HOUR)
    under_way = mover.progress
    assert under_way is not None
    with pytest.raises(RefusedError, match="already being moved"):
        await workspace.move_time(hours=1)
    await mover.go()
    assert mover.progress is None
    with pytest.raises(ValueError, match="Say where to"):
        await workspace.move_time()


async def test_the_page_moves_time_and_sees_how_far_it_has_got(
    workspace: Workspace, page: aiohttp.ClientSession
) -> None:
    before = workspace.now
    body = {"as": PRIYA, "next_working_morning": True}
    async with page.post("/control/time", json=body) as response:
        assert response.status == 202
    await workspace.until(lambda: workspace.world.mover.progress is None)
    assert workspace.now >= next_working_morning(before)


@pytest.mark.parametrize(
    "body",
    [
        {"to": "tomorrow"},
        {"to": "2099-01-01T09:00:00"},
        {},
        {"hours": True},
        {"hours": 0},
        {"hours": float("nan")},
        {"hours": 1e12},
        {"to": "9999-01-01T09:00:00+00:00"},
        {"to": "2001-01-01T09:00:00+00:00"},
    ],
)
async def test_a_moment_that_makes_no_sense_is_refused(
    page: aiohttp.ClientSession, body: dict[str, object]
) -> None:
    async with page.post("/control/time", json={"as": PRIYA, **body}) as response:
        assert response.status == 400
        assert (await response.json())["error"]


@pytest.mark.parametrize("seen", ["yesterday", "2026-11-23T09:00:00"])
async def test_the_bot_names_its_time_with_an_offset(
    page: aiohttp.ClientSession, seen: str
) -> None:
    async with page.get("/clock", params={"seen": seen}) as response:
        assert response.status == 400


async def test_a_plus_that_became_a_space_is_understood(page: aiohttp.ClientSession) -> None:
    async with page.get("/clock?seen=2020-01-01T09:00:00+00:00") as response:
        assert response.status == 200
        assert datetime.fromisoformat((await response.json())["now"]).tzinfo is not None


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), datetime(2026, 11, 30, 9, tzinfo=UTC)),
        (datetime(2026, 12, 24, 17, 0, tzinfo=UTC), datetime(2026, 12, 29, 9, tzinfo=UTC)),
        (datetime(2026, 8, 28, 17, 0, tzinfo=UTC), datetime(2026, 9, 1, 8, tzinfo=UTC)),
    ],
    ids=["later today", "tomorrow", "a weekend", "Christmas", "the August bank holiday"],
)
def test_the_next_working_morning_is_nine_in_london(now: datetime, morning: datetime) -> None:
    assert next_working_morning(now) == morning


@given(st.integers(min_value=0, max_value=15 * 365 * 24 * 60))
def test_a_working_morning_is_never_on_a_day_off(minutes: int) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    morning = next_working_morning(now)
    local = morning.astimezone(OFFICE)
    assert timedelta() < morning - now <= timedelta(days=7)
    assert (local.hour, local.minute) == (9, 0)
    assert local.weekday() < 5
    assert local.date() not in holidays.country_holidays("GB", subdiv="ENG")
