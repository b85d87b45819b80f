"""Each heap of what is left behind is there, and is really searched."""

import logging
import os
import sys
import warnings
from pathlib import Path

from bot.app import Running
from storage.engine import is_sqlite
from tests.canary.haystacks import left_behind, overheard
from tests.canary.searching import Needles, disguises
from tests.canary.stories import Story


async def test_the_search_would_find_somebody_in_every_heap_in_every_disguise(
    bot: Running, stories: list[Story], log: Path
) -> None:
    """Proves that each heap is searched: somebody is put into it on purpose."""
    heaps = await left_behind(bot, log)
    canary = stories[1].canary
    leaks = [(f"{one} ({way})", it) for one in canary.secrets for way, it in disguises(one)]
    people = Needles(canary.secrets)

    for name, heap in heaps.items():
        assert people.found_in(heap) == set(), name
        middle = len(heap) // 2
        planted = b" | ".join([heap[:middle], *(leak for _, leak in leaks), heap[middle:]])
        assert people.found_in(planted) == {found for found, _ in leaks}, name


async def test_the_heaps_are_all_that_the_bot_has_left(bot: Running, log: Path) -> None:
    heaps = await left_behind(bot, log)

    files = {"goodcatch.db", "goodcatch.db-wal"}
    assert {"rows", "pages", "backup", "printed.log"} <= set(heaps)
    assert (files <= set(heaps)) == is_sqlite(bot.services.sending.context.database.url)
    assert b'"event": "ready"' in heaps["printed.log"]
    assert b"goodcatch_" in heaps["pages"]
    assert b"Crew 0" in heaps["rows"]
    assert b"Crew 0" in heaps["backup"]


def test_whatever_is_printed_is_overheard_and_afterwards_all_is_as_it_was(tmp_path: Path) -> None:
    root, talker = logging.getLogger(), logging.getLogger("slack_bolt")
    before = [(one.level, one.handlers[:], one.propagate) for one in (root, talker)]
    shown = warnings.showwarning
    file = tmp_path / "printed.log"

    with overheard(file):
        print("by Python")  # noqa: T201 - what is printed is what this is about
        print("to the other stream", file=sys.stderr)  # noqa: T201 - likewise
        os.write(1, b"past it\n")

    assert {"by Python", "to the other stream", "past it"} <= set(file.read_text().splitlines())
    assert [(one.level, one.handlers[:], one.propagate) for one in (root, talker)] == before
    assert warnings.showwarning is shown
