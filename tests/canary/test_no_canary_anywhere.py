"""After the whole loop nothing tells who wrote what: not storage, logs, pages, backups or Slack."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from bot.domain.events import EventKind
from bot.domain.ids import UserId
from bot.domain.report import Report
from storage import identities, reports
from storage.database import Transaction
from storage.engine import is_sqlite
from tests.canary.haystacks import left_behind
from tests.canary.loop import Loop
from tests.canary.outgoing import Judge
from tests.canary.paths import LATER, ON_RECORD
from tests.canary.paths import Path as Course
from tests.canary.searching import Needles
from tests.canary.stories import Story
from tests.canary.wiretap import Request

MESSAGES = (
    "A new near miss in your team",
    "Good morning",
    "The rest of your morning",
    "There is an answer to",
    "Your message to Good Catch",
    "Your reaction to",
    "There is a question about",
    "A word from whoever wrote",
    "An answer to your question about",
    "be shared beyond your team",
    "A word for you alone",
    "Something was changed because of",
    "Somebody has opened who wrote",
    "Good Catch needs your word",
    "is waiting for your answer",
    "About the answer to your",
    "Could you help with",
    "You said, we did",
    "Has it helped?",
    "Your way back to",
)
"""How each kind of message begins, or what it says, in its notification: all of them are sent."""


EACH = 200
"""People who leave no name; as many are confidential."""
EACH_ON_POSTGRES = 40
"""Where it takes longer, and the same is done by the same code: `--flock=200` does it there too."""


@pytest.fixture
def each(request: pytest.FixtureRequest, database_url: str) -> int:
    asked: int | None = request.config.getoption("--flock", default=None)
    return asked or (EACH if is_sqlite(database_url) else EACH_ON_POSTGRES)


async def test_nothing_that_is_left_behind_or_sent_tells_who_wrote_what(
    loop: Loop, stories: list[Story], log: Path
) -> None:
    await loop.first_day()
    await loop.second_day()
    await expect_on_record(loop)
    await expect_sealed(loop, stories)
    await expect_nobody(loop, log, gone=loop.on(Course.ERASED))

    await loop.weeks()
    await expect_later(loop)
    await expect_nobody(loop, log, gone=loop.on(Course.ERASED))

    await loop.months()
    assert await loop.on_record() == {}
    await expect_nobody(loop, log, gone=stories)
    expect_discretion(loop, stories)


async def expect_on_record(loop: Loop) -> None:
    """Everything has happened that each path is about."""
    found = await loop.on_record()
    for story in loop.stories:
        report = found.pop(story.reference, None)
        if story.path is Course.ERASED:
            assert report is None
            continue
        assert report is not None
        assert ON_RECORD[story.path] <= happened(report), story
        assert report.left_out == left_out(story)
    assert found == {}


async def expect_later(loop: Loop) -> None:
    """The same for what takes weeks; and where a change has helped it is forgotten who wrote it."""
    found, known = await loop.on_record(), await reporters(loop)
    for path, expected in LATER.items():
        for story in loop.on(path):
            assert expected <= happened(found[story.reference]), story
    assert [story for story in loop.on(Course.CHANGED) if story.reference in known] == []
    assert [story for story in loop.on(Course.WAITING) if story.reference in known] != []


def happened(report: Report) -> frozenset[EventKind]:
    return frozenset(event.kind for event in report.events)


def left_out(story: Story) -> frozenset[str]:
    return frozenset({story.crew.deputy} if story.path is Course.LEFT_OUT else ())


async def expect_sealed(loop: Loop, stories: Sequence[Story]) -> None:
    """With the keys it is known of each confidential report who wrote it, and of no other."""
    assert await reporters(loop) == {
        story.reference: story.canary.id
        for story in stories
        if not story.is_anonymous and story.path is not Course.ERASED
    }


async def reporters(loop: Loop) -> dict[str, UserId]:
    """Who wrote what, as far as it can be found with the keys."""
    context = loop.bot.services.sending.context

    async def look(tx: Transaction) -> dict[str, UserId]:
        found = {}
        for story in loop.stories:
            id = await reports.with_reference(tx, story.reference)
            known = id and await identities.reporter_of(tx, context.vault, id)
            if known:
                found[story.reference] = known
        return found

    return await context.database.read(look)


async def expect_nobody(loop: Loop, log: Path, *, gone: Iterable[Story]) -> None:
    """No canary is in anything that is left, nor a click; and of reports that are gone no word."""
    heaps = await left_behind(loop.bot, log)
    secrets = [secret for story in loop.stories for secret in story.canary.secrets]
    people, clicks = Needles(secrets), Needles(loop.wiretap.clicks)
    words = Needles(story.canary.word for story in gone)
    for name, heap in heaps.items():
        assert people.found_in(heap) == set(), name
        assert clicks.found_in(heap) == set(), name
        assert words.found_in(heap) == set(), name


def expect_discretion(loop: Loop, stories: Sequence[Story]) -> None:
    """What was sent to Slack tells no more than it has to."""
    requests, judge = loop.wiretap.requests, Judge(stories)
    read = notifications(requests)
    assert [one for one in MESSAGES if one not in read] == []
    assert list(judge.offences(requests)) == []
    assert list(judge.misplaced_codes(requests, loop.wiretap.windows)) == []
    opened = [story for story in loop.on(Course.OPENED) if not story.is_anonymous]
    assert list(judge.names_shown(requests)) == opened
    names = [name for story in stories for name in story.canary.names]
    ids = [id for story in stories for id in story.canary.ids]
    sent = "\n".join(loop.wiretap.texts).encode()
    assert Needles(names, shown=ids).found_in(sent) == set()


def notifications(requests: Iterable[Request]) -> str:
    """What stands on lock screens: the text beside the blocks of every message."""
    posted = (one.arguments for one in requests if one.name == "chat.postMessage")
    return "\n".join(str(given["text"]) for given in posted)
