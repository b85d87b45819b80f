"""What is said in a thread is kept as the thread shows it, in whatever order word of it comes."""

from functools import partial
from itertools import permutations

import pytest
from sqlalchemy import select

from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, MessageRef, ReportId
from bot.domain.thread import ThreadReply
from storage import threads
from storage.database import Database, Transaction
from storage.schema import comment
from storage.vault import Vault
from tests.builders import AMINA, DAN
from tests.storage.rows import stored

AT = MessageRef(ChannelId("C0RIVERSIDE"), "1795428000.000100")
THREAD = MessageRef(AT.channel, "1795428000.000000")
LATER = MessageRef(AT.channel, "1795428000.000200")


@pytest.fixture
async def report(database: Database, vault: Vault) -> ReportId:
    return (await stored(database, vault)).id


def a_reply(words: str = "as said", version: str = AT.ts, *, deleted: bool = False) -> ThreadReply:
    return ThreadReply(THREAD, AT, DAN, words, version, deleted)


async def hear(database: Database, report: ReportId, *replies: ThreadReply) -> None:
    """Slack tells of these, in this order."""
    for reply in replies:
        await database.write(partial(threads.keep, of=report, reply=reply))


async def said(database: Database, report: ReportId) -> list[str]:
    return [words for _, words in await database.read(lambda tx: threads.of_report(tx, report))]


async def words_on_file(database: Database) -> list[str]:
    """Every word that is kept, whether or not it is shown."""
    return await _on_file(database, "words")


async def authors_on_file(database: Database) -> list[str]:
    """Whoever is kept as having said something, likewise."""
    return await _on_file(database, "author")


async def _on_file(database: Database, column: str) -> list[str]:
    async def look(tx: Transaction) -> list[str]:
        return [str(one) for one in await tx.scalars(select(comment.c[column]))]

    return await database.read(look)


SAID = a_reply()
EDITED = a_reply("as edited", "1795428060.000000")
EDITED_AGAIN = a_reply("the latest", "1795428120.000000")
DELETED = a_reply("", "1795428180.000000", deleted=True)


async def test_replies_are_read_oldest_first_with_their_authors(
    database: Database, report: ReportId
) -> None:
    second = ThreadReply(THREAD, LATER, AMINA, "second", LATER.ts)
    await hear(database, report, second, a_reply("first"))

    found = await database.read(lambda tx: threads.of_report(tx, report))

    assert found == ((DAN, "first"), (AMINA, "second"))


@pytest.mark.parametrize("order", [*permutations([SAID, EDITED, EDITED_AGAIN])])
async def test_the_latest_words_are_kept_in_whatever_order_word_of_them_comes(
    database: Database, report: ReportId, order: tuple[ThreadReply, ...]
) -> None:
    await hear(database, report, *order)

    assert await words_on_file(database) == ["the latest"]
    assert await said(database, report) == ["the latest"]


@pytest.mark.parametrize("order", [*permutations([SAID, EDITED, DELETED])])
async def test_a_deleted_reply_is_gone_in_whatever_order_word_of_it_comes(
    database: Database, report: ReportId, order: tuple[ThreadReply, ...]
) -> None:
    await hear(database, report, *order)

    assert await said(database, report) == []
    assert await words_on_file(database) == [""]
    assert await authors_on_file(database) == [ERASED]


async def test_the_same_again_changes_nothing(database: Database, report: ReportId) -> None:
    await hear(database, report, SAID, SAID, EDITED, EDITED)

    assert await words_on_file(database) == ["as edited"]


async def test_of_two_changes_in_one_moment_the_first_one_heard_stays(
    database: Database, report: ReportId
) -> None:
    await hear(database, report, EDITED, a_reply("another", EDITED.version))

    assert await said(database, report) == ["as edited"]


async def test_nothing_brings_a_deleted_reply_back(database: Database, report: ReportId) -> None:
    await hear(database, report, SAID, DELETED, a_reply("back again", "1795428999.000000"))

    assert await said(database, report) == []
    assert await words_on_file(database) == [""]


async def test_a_deletion_counts_even_where_its_moment_is_an_earlier_one(
    database: Database, report: ReportId
) -> None:
    early = a_reply("", AT.ts, deleted=True)
    await hear(database, report, EDITED, early)

    assert await said(database, report) == []


async def test_the_words_of_a_deletion_are_not_kept(database: Database, report: ReportId) -> None:
    await hear(database, report, a_reply("what it was", deleted=True))

    assert await words_on_file(database) == [""]
