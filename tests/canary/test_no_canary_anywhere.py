"""After the whole loop nothing tells who wrote what: not storage, logs, pages, backups or Slack."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Running
from sandbox.traffic import Entry
from tests.canary.haystacks import left_behind
from tests.canary.loop import Loop
from tests.canary.outgoing import Judge, Story
from tests.canary.searching import Needles

DAYS = 3
WEEKS = 5
"""So long life goes on: promises slip, weeks are summed up, and what was changed is asked about."""


@pytest.fixture
def flock_size() -> int:
    """Each day one person of either kind does each of the six things that `Loop` knows."""
    return 12 * DAYS


async def test_nothing_that_is_left_behind_or_sent_tells_who_wrote_what(
    loop: Loop, stories: list[Story], log: Path
) -> None:
    size = len(stories) // DAYS
    for day in range(DAYS):
        await loop.day(stories[day * size : (day + 1) * size])
    await loop.go_on(timedelta(weeks=WEEKS), step=timedelta(hours=4))
    assert loop.done["reported"] == len(stories)
    for part in range(6):
        assert loop.done[f"anonymous {part}"] == loop.done[f"confidential {part}"] == DAYS

    heaps = await left_behind(loop.bot, log)
    entries = loop.workspace.traffic.since()

    people = Needles(secret for story in stories for secret in story.canary.secrets)
    clicks = Needles(passing(entries))
    for name, heap in heaps.items():
        assert people.found_in(heap) == set(), name
        assert clicks.found_in(heap) == set(), name
    judge = Judge(stories)
    assert list(judge.offences(entries)) == []
    assert list(judge.misplaced_codes(entries)) == []


async def test_the_search_would_find_somebody_in_every_heap(
    bot: Running, stories: list[Story], log: Path
) -> None:
    """Proves that each heap is really searched: somebody's id is put into it on purpose."""
    heaps = await left_behind(bot, log)
    leaks = [stories[1].canary.id, stories[1].canary.email]
    people = Needles(stories[1].canary.secrets)

    assert all(heaps.values())
    for name, heap in heaps.items():
        for leak in leaks:
            middle = len(heap) // 2
            planted = heap[:middle] + leak.encode() + heap[middle:]
            assert f"{leak} (plain)" in people.found_in(planted), name


def passing(entries: list[Entry]) -> Iterator[str]:
    """Every trigger id and response URL, which Slack hands out for one click."""
    for entry in entries:
        if entry.direction == "to_bot":
            yield from filter(None, (entry.body.get("trigger_id"), entry.body.get("response_url")))
            yield from (one["response_url"] for one in entry.body.get("response_urls") or ())
