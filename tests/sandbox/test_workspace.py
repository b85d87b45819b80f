"""The workspace as tests use it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import RefusedError
from sandbox.state import Installation, State
from sandbox.traffic import KEPT
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST


async def test_until_returns_what_it_waited_for(workspace: Workspace) -> None:
    async def speak() -> None:
        await workspace.person("priya").say("#riverside", "Now")

    before = len(workspace.messages("#riverside"))
    speaking = asyncio.create_task(speak())
    found = await workspace.until(lambda: workspace.messages("#riverside")[before:])
    assert [one.text for one in found] == ["Now"]
    await speaking


async def test_until_takes_questions_that_take_time(workspace: Workspace) -> None:
    async def answer() -> int:
        return 42

    assert await workspace.until(answer) == 42


async def test_until_notices_what_happens_elsewhere(workspace: Workspace) -> None:
    elsewhere: list[int] = []
    asyncio.get_running_loop().call_later(0.01, elsewhere.append, 1)
    assert await workspace.until(lambda: elsewhere) == [1]


async def test_until_gives_up_and_shows_the_traffic(workspace: Workspace) -> None:
    await workspace.person("priya").command("/note")
    with pytest.raises(TimeoutError, match="slash_commands /note refused"):
        await workspace.until(lambda: False, timeout=0.01)


@given(st.lists(st.integers(min_value=-3600, max_value=3600), min_size=1))
def test_times_of_messages_only_grow(steps: list[int]) -> None:
    state = State(Installation())
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    stamps = [state.next_ts(now := now + timedelta(seconds=step)) for step in steps]
    assert stamps == sorted(set(stamps))
    assert all(len(one) == 17 for one in stamps)


def test_an_unfurnished_workspace_has_nobody_but_the_bots() -> None:
    state = Workspace(MANIFEST, furnished=False).world.state
    assert [one.is_bot for one in state.members.values()] == [True, True]
    assert state.channels == {}


async def test_people_who_are_added_can_do_what_people_do(workspace: Workspace) -> None:
    zoe = workspace.add_person("zoe", "Zoe Hart", is_restricted=True)
    workspace.add_channel("new", "zoe", "amina")
    await zoe.say("#new", "Hello")
    assert [one.text for one in workspace.person("amina").sees("#new")] == ["Hello"]
    with pytest.raises(RefusedError, match="not in this channel"):
        workspace.person("priya").sees("#new")
    with pytest.raises(TypeError):
        workspace.add_person("kim", is_cheerful=True)


@pytest.mark.parametrize("reference", ["", "#", "#nowhere", "C0NOWHERE1"])
def test_a_channel_that_is_not_there_is_not_found(reference: str) -> None:
    with pytest.raises(RefusedError, match="no channel"):
        Workspace(MANIFEST).channel(reference)


async def test_the_record_keeps_the_last_five_thousand(workspace: Workspace) -> None:
    for number in range(KEPT + 5):
        workspace.traffic.record(
            "from_bot", "web_api", str(number), seconds=0, ok=True, body={}, reply=None
        )
    entries = workspace.traffic.since()
    assert len(entries) == KEPT
    assert entries[-1].name == str(KEPT + 4)


async def test_a_press_without_a_window_is_explained(workspace: Workspace) -> None:
    with pytest.raises(LookupError, match="neither a window nor a Home tab"):
        await workspace.person("priya").press(None, "Go")
