"""The full text index: it finds what may be found, and keeps nothing of what has left it."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete, text

from bot.domain.ids import ReportId, TeamId
from bot.domain.likeness import Candidate
from bot.domain.report import Words
from bot.domain.stems import stems
from bot.domain.taxonomy import Factor, Stage
from storage import erasure, schema, search
from storage.database import Database, Transaction
from storage.scrubbing import scrub
from tests.conftest import MONDAY as NOW
from tests.storage.dumps import everything_in
from tests.storage.indexed import HILLTOP, MONDAY, RIVERSIDE, indexed

A_DAY = timedelta(days=1)
NOBODY = ReportId("0" * 32)
RARE, STEM = "zymurgical", b"zymurg"
"""A word that no other part of a database would hold by chance, and what is kept of it."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def sharing(
    database: Database, words: str, *teams: TeamId, without: ReportId = NOBODY
) -> set[ReportId]:
    """Those that share any of these words, each of which weighs the same."""
    weighed = dict.fromkeys(stems(words), 1.0)
    found = await database.read(lambda tx: search.sharing(tx, weighed, teams, without=without))
    return {candidate.report for candidate in found}


async def find(
    database: Database, words: str, *, published: bool = True, teams: Collection[TeamId] = ()
) -> tuple[ReportId, ...]:
    return await database.read(lambda tx: search.find(tx, words, published=published, teams=teams))


async def test_reports_of_a_team_that_share_a_word_are_found(database: Database) -> None:
    one = await indexed(database, "The referral form came twice")
    two = await indexed(database, "Two referrals of one boy")
    await indexed(database, "The printer ran dry")

    assert await sharing(database, "a referral", RIVERSIDE) == {one, two}


async def test_nothing_is_shared_with_itself(database: Database) -> None:
    one = await indexed(database, "The referral form came twice")
    assert await sharing(database, "referral", RIVERSIDE, without=one) == set()


async def test_another_teams_reports_are_found_once_everybody_may_read_them(
    database: Database,
) -> None:
    await indexed(database, "A referral went astray", team=HILLTOP)
    told = await indexed(database, "A referral came late", team=HILLTOP, is_published=True)

    assert await sharing(database, "referral", RIVERSIDE) == {told}


async def test_those_that_share_most_of_what_tells_come_before_the_others(
    database: Database,
) -> None:
    best = await indexed(database, "interpreter booked wrongly")
    for number in range(search.LOOKED_AT + 5):
        await indexed(database, f"interpreter {number}")
    weighed = {"interpret": 1.0, "book": 3.0}

    found = await database.read(lambda tx: search.sharing(tx, weighed, [RIVERSIDE], without=NOBODY))

    assert len(found) == search.LOOKED_AT
    assert best in {candidate.report for candidate in found}


async def test_what_is_found_comes_with_what_it_tells(database: Database) -> None:
    words = Words(what="The lift was stuck", stage=Stage.VISIT, factors=(Factor.EQUIPMENT,))
    one = await indexed(database, words)
    told = await database.read(lambda tx: search.told_by(tx, [one]))
    (found,) = await database.read(
        lambda tx: search.sharing(tx, {"lift": 1.0}, [RIVERSIDE], without=NOBODY)
    )

    assert found == Candidate(one, told[one])
    assert found.told.words == stems("lift stuck")
    assert found.told.stage is Stage.VISIT
    assert found.told.factors == {Factor.EQUIPMENT}


async def test_words_are_counted_by_the_reports_they_stand_in(database: Database) -> None:
    await indexed(database, "court bundle and again a court bundle")
    await indexed(database, "court")

    spread = await database.read(lambda tx: search.spread(tx, {"court", "bundl", "hall"}))

    assert spread.reports == 2
    assert spread.holding == {"court": 2, "bundl": 1, "hall": 0}


async def test_common_words_are_counted_at_night_and_rare_ones_by_the_day(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON_FROM", 2)
    for what in ("court bundle", "court"):
        await indexed(database, what)
    counted = await database.read(search.count_common)
    await database.write(lambda tx: search.keep_common(tx, counted))
    await database.write(lambda tx: search.keep_common(tx, counted))
    await indexed(database, "court bundle")

    spread = await database.read(lambda tx: search.spread(tx, {"court", "bundl"}))

    assert counted == {"": 2, "court": 2}
    assert spread.holding == {"court": 2, "bundl": 2}


async def test_the_library_holds_what_is_published_and_all_that_was_said(
    database: Database,
) -> None:
    own = await indexed(database, "The checklist was lost", is_published=True)
    told = await indexed(database, "A lost form", is_published=True, told="We made a checklist")
    await indexed(database, "A checklist that only our team may read")

    assert await find(database, "checklists lost") == (own, told)
    assert await find(database, "nowhere") == ()


async def test_the_newest_come_first_where_all_say_it_themselves(database: Database) -> None:
    old = await indexed(database, "court", is_published=True, filed_on=MONDAY - A_DAY)
    new = await indexed(database, "court", is_published=True)
    assert await find(database, "court") == (new, old)


async def test_all_words_have_to_stand_in_it(database: Database) -> None:
    await indexed(database, "court", is_published=True)
    both = await indexed(database, "court bundle", is_published=True)
    assert await find(database, "court bundle") == (both,)


@pytest.mark.parametrize("typed", ["", "the and of", "?!", '"', "<@U0SOMEBODY>"])
async def test_words_that_say_nothing_find_everything(database: Database, typed: str) -> None:
    one = await indexed(database, "court", is_published=True)
    assert await find(database, typed) == (one,)


@pytest.mark.parametrize("typed", ["_published", "own : court", 'a" OR "b', "'; DROP", "co*", "\0"])
async def test_nothing_that_is_typed_is_a_command(database: Database, typed: str) -> None:
    await indexed(database, "court")
    assert await find(database, f"{typed} {RARE}") == ()


async def test_a_team_may_look_among_its_own(database: Database) -> None:
    one = await indexed(database, "court")
    await indexed(database, "court", team=HILLTOP, is_published=True)

    assert await find(database, "court", published=False, teams=[RIVERSIDE]) == (one,)
    assert await find(database, "court", published=False) == ()


async def test_what_is_found_is_read_in_pages(database: Database) -> None:
    days = [MONDAY - number * A_DAY for number in range(5)]
    ids = [await indexed(database, "court", is_published=True, filed_on=day) for day in days]

    page = await database.read(lambda tx: search.find(tx, "court", limit=2, offset=2))

    assert page == tuple(ids[2:4])


async def test_a_place_in_the_work_and_a_factor_narrow_it_down(database: Database) -> None:
    words = Words(what="court", stage=Stage.COURT, factors=(Factor.HANDOVER, Factor.TIME_PRESSURE))
    one = await indexed(database, words, is_published=True)
    await indexed(database, "court", is_published=True)

    async def narrowed(stage: Stage | None, factor: Factor | None) -> tuple[ReportId, ...]:
        return await database.read(lambda tx: search.find(tx, "", stage=stage, factor=factor))

    assert await narrowed(Stage.COURT, None) == (one,)
    assert await narrowed(None, Factor.TIME_PRESSURE) == (one,)
    assert await narrowed(Stage.VISIT, Factor.HANDOVER) == ()


async def test_new_words_take_the_place_of_the_old_ones(database: Database) -> None:
    one = await indexed(database, "court")
    report = (await database.read(lambda tx: search.told_by(tx, [one])))[one]
    assert report.words == {"court"}

    entry = search.Entry(one, stems("bundle"), stems("bundle"), RIVERSIDE, is_published=False)
    await database.write(lambda tx: search.put(tx, entry))

    assert await sharing(database, "court", RIVERSIDE) == set()
    assert await sharing(database, "bundle", RIVERSIDE) == {one}


async def test_a_report_that_has_left_is_found_no_more(database: Database) -> None:
    one = await indexed(database, "court", is_published=True)
    await database.write(lambda tx: search.leave(tx, one))
    assert await sharing(database, "court", RIVERSIDE) == set()
    assert await find(database, "court") == ()


async def test_an_erased_report_is_found_no_more(database: Database) -> None:
    one = await indexed(database, "court", is_published=True)
    await database.write(lambda tx: erasure.report_itself(tx, one))
    assert await sharing(database, "court", RIVERSIDE) == set()
    assert await find(database, "court") == ()


@on_sqlite
async def test_nothing_of_an_erased_report_is_left_in_the_file(database: Database) -> None:
    ids = [await indexed(database, f"court {number}") for number in range(30)]
    secret = await indexed(database, f"The {RARE} clause", told=f"again {RARE}")
    ids += [await indexed(database, f"bundle {number}") for number in range(30)]
    assert STEM in await everything_in(database)

    await database.write(lambda tx: erasure.report_itself(tx, secret))
    assert await scrub(database)

    assert STEM not in await everything_in(database)
    assert await sharing(database, "court bundle", RIVERSIDE) <= set(ids)
    await check_index(database)


@on_sqlite
async def test_an_index_that_is_tidy_already_is_left_as_it_is(database: Database) -> None:
    await indexed(database, "court")
    while await database.write(search.tidy):
        pass
    assert not await database.write(search.tidy)


@on_sqlite
async def test_the_index_agrees_with_its_table_whatever_came_and_went(database: Database) -> None:
    ids = [await indexed(database, f"court {number}", told="more") for number in range(20)]
    for id in ids[::3]:
        await database.write(partial(search.leave, id=id))
    while await database.write(search.tidy):
        pass

    await check_index(database)


async def check_index(database: Database) -> None:
    """FTS5 raises an error where index and table do not agree ("The 'integrity-check' Command")."""
    check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
    await database.write(lambda tx: tx.execute(text(check)))


async def test_after_the_night_the_same_is_found_and_new_reports_are_found_as_well(
    database: Database,
) -> None:
    """SQLite's file is written anew each night, and PostgreSQL's index made anew."""
    ids = [
        await indexed(database, what, is_published=True, filed_on=MONDAY - number * A_DAY)
        for number, what in enumerate(["court", "bundle of court", "bundles"] * 10)
    ]
    gone = await indexed(database, f"court {RARE}", is_published=True)
    await database.write(lambda tx: erasure.report_itself(tx, gone))
    before = [await everything_found(database, asked) for asked in ASKED]
    assert [len(found) for found, _ in before] == [20, 20, 10, 0, 30]

    for _ in range(2):
        assert await scrub(database)
        assert [await everything_found(database, asked) for asked in ASKED] == before

    new = await indexed(database, f"court {RARE}", is_published=True)
    assert await everything_found(database, RARE) == ((new,), {new})
    await database.write(lambda tx: erasure.report_itself(tx, ids[0]))
    assert ids[0] not in (await everything_found(database, "court"))[0]


ASKED = ("court", "bundles", "court bundle", RARE, "")


async def everything_found(
    database: Database, words: str
) -> tuple[tuple[ReportId, ...], set[ReportId]]:
    """What the library finds, in order, and what shares these words."""
    found = await database.read(lambda tx: search.find(tx, words, limit=100))
    return found, await sharing(database, words, RIVERSIDE)


@on_postgres
async def test_the_servers_statistics_hold_no_word_of_anybody(database: Database) -> None:
    for number in range(40):
        await indexed(database, f"{RARE} {number}")

    async def analysed(tx: Transaction) -> list[str]:
        await tx.execute(text("ANALYZE search"))
        rows = await tx.execute(text("SELECT attname FROM pg_stats WHERE tablename = 'search'"))
        return sorted(row.attname for row in rows)

    assert await database.write(analysed) == ["number", "subject"]


async def test_numbers_do_not_tell_who_came_first(database: Database) -> None:
    ids = [await indexed(database, "court") for _ in range(12)]

    async def in_order(tx: Transaction) -> list[str]:
        rows = await tx.execute(schema.search.select().order_by(schema.search.c.number))
        return [row.subject for row in rows]

    # One time in 479,001,600 they do by chance.
    assert await database.read(in_order) != ids


async def test_what_an_older_version_has_stored_is_missing(database: Database) -> None:
    one = await indexed(database, "court")
    assert await database.read(lambda tx: search.missing(tx, NOW)) == ()

    await database.write(lambda tx: tx.execute(delete(schema.search)))

    assert await database.read(lambda tx: search.missing(tx, NOW)) == (one,)
    assert await database.read(lambda tx: search.missing(tx, NOW - A_DAY)) == ()
