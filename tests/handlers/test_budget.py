"""The door, a listener and what is drawn after it share one deadline."""

import asyncio
import time
from contextvars import Context

import pytest

from handlers import budget


@pytest.fixture
def patient() -> None:
    """What these are about is how patient the bot is: the real numbers stay."""


def when(timeout: asyncio.Timeout) -> float:
    moment = timeout.when()
    assert moment is not None
    return moment


def now() -> float:
    return asyncio.get_running_loop().time()


async def some_time_passes() -> None:
    """However little: a thread comes and goes."""
    await asyncio.to_thread(time.monotonic)


async def test_what_the_door_takes_is_taken_from_the_listener() -> None:
    budget.begin()
    at_once = when(budget.budget())
    await some_time_passes()
    assert when(budget.budget()) == at_once
    assert when(budget.at_the_door()) == at_once - budget.SECONDS + budget.DOOR_SECONDS


async def test_several_looks_take_no_longer_than_one_after_all_the_time_of_a_listener() -> None:
    budget.begin()
    last = when(budget.budget()) + budget.LOOK_SECONDS
    assert when(budget.a_look()) < last
    budget._began.set(now() - budget.SECONDS)  # as if it had come so long ago
    ends = when(budget.a_look())
    await some_time_passes()
    assert when(budget.a_look()) == ends


async def test_without_a_door_the_time_runs_from_the_moment_it_is_asked_for() -> None:
    async def ask() -> tuple[float, float]:
        return now(), when(budget.budget())

    asked, ends = await asyncio.create_task(ask(), context=Context())
    assert ends >= asked + budget.SECONDS


async def test_each_request_has_a_time_of_its_own() -> None:
    budget.begin()
    first = when(budget.budget())
    await some_time_passes()
    budget.begin()
    assert when(budget.budget()) > first


def test_the_budget_and_a_look_leave_slack_half_a_second_of_its_three() -> None:
    assert budget.SECONDS + budget.LOOK_SECONDS == 2.5
    assert budget.DOOR_SECONDS < budget.SECONDS
