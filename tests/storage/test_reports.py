"""Reports and their events: stored, loaded, changed."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.change import Strength, Verdict
from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.events import TEAM as TEAM_SAID
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.retention import USUAL
from bot.domain.taxonomy import Factor, Stage, Wish
from storage import identities, reports, rewordings, schema
from storage.database import Database, Transaction
from storage.vault import Vault
from tests.builders import AMINA, PRIYA, a_report, a_team
from tests.conftest import MONDAY
from tests.storage.rows import stored

TEAM = a_team(channel=ChannelId("C0STORED"))
WORDS = Words(
    what="What \N{SNOWMAN} 'quoted' \"twice\"\nand on",
    more="more",
    caught="caught",
    idea="idea",
    helps="helps",
    stage=Stage.HANDOVER,
    factors=(Factor.WORKLOAD, Factor.HANDOVER),
    wish=Wish.WITH_OTHERS,
)
LOOK_ON, CHECK_ON = date(2026, 12, 7), date(2026, 12, 21)
THANKED = Event(EventKind.THANKED, MONDAY, AMINA, Reply.THANK_YOU)
CHANGED = Event(EventKind.CHANGED, MONDAY, AMINA, words="A new form", until=CHECK_ON)
ASKED = Event(EventKind.ASKED, MONDAY, REPORTER)
HELPED = Event(EventKind.HELPED, MONDAY, TEAM_SAID, verdict=Verdict.YES)
REOPENED = Event(EventKind.REOPENED, MONDAY, TEAM_SAID, until=LOOK_ON, verdict=Verdict.NO)
WITHDRAWN = Event(EventKind.WITHDRAWN, MONDAY, REPORTER)
ANSWER = Event(
    EventKind.ANSWERED,
    MONDAY + timedelta(hours=3),
    AMINA,
    Reply.TRY_UNTIL,
    "Let us try",
    LOOK_ON,
)


async def happen(database: Database, vault: Vault, id: ReportId, event: Event) -> None:
    """Something more happens to a report that is stored."""

    async def record(tx: Transaction) -> None:
        known = await reports.load_for_change(tx, vault, id)
        assert known is not None
        await reports.record(tx, known, event, USUAL)

    await database.write(record)


async def load(database: Database, vault: Vault, id: ReportId) -> Report | None:
    return await database.read(lambda tx: reports.load(tx, vault, id))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("audience", Audience)
async def test_a_report_comes_back_as_it_was_stored(
    database: Database, vault: Vault, kind: Kind, mode: Mode, audience: Audience
) -> None:
    given = replace(
        a_report(team=TEAM, kind=kind, mode=mode, audience=audience, reporter=PRIYA), words=WORDS
    )
    await stored(database, vault, given, team=TEAM)

    assert await load(database, vault, given.id) == given


async def test_a_reference_is_given_once(database: Database, vault: Vault) -> None:
    first = await stored(database, vault, team=TEAM)
    second = replace(a_report(team=TEAM), reference=first.reference)

    assert not await database.write(lambda tx: reports.add(tx, second))
    assert await load(database, vault, second.id) is None


async def test_an_event_is_added_after_the_others_and_the_state_follows(
    database: Database, vault: Vault
) -> None:
    given = await stored(database, vault, team=TEAM)
    seen = Event(EventKind.SEEN, MONDAY, AMINA)

    assert await database.write(lambda tx: reports.record(tx, given, seen, USUAL)) == 2
    after = await load(database, vault, given.id)
    assert after is not None
    assert await database.write(lambda tx: reports.record(tx, after, ANSWER, USUAL)) == 3

    found = await load(database, vault, given.id)
    assert found is not None
    assert found.events == (*given.events, seen, ANSWER)
    assert found.state is State.ANSWERED


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), (State.NEW, None, False)),
        ((THANKED,), (State.SEEN, None, True)),
        ((ANSWER,), (State.ANSWERED, LOOK_ON, False)),
        ((ANSWER, THANKED), (State.ANSWERED, LOOK_ON, True)),
        ((ANSWER, CHANGED), (State.CHANGED, CHECK_ON, False)),
        ((ANSWER, CHANGED, ASKED), (State.CHANGED, MONDAY.date(), False)),
        ((ANSWER, CHANGED, HELPED), (State.CHECKED, None, False)),
        ((ANSWER, CHANGED, REOPENED), (State.SEEN, None, False)),
        ((ANSWER, WITHDRAWN), (State.WITHDRAWN, None, False)),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
async def test_what_the_row_says_is_what_follows_from_the_events(
    database: Database,
    vault: Vault,
    events: tuple[Event, ...],
    expected: tuple[State, date | None, bool],
    *,
    at_once: bool,
) -> None:
    """Whether the events are there from the beginning or are added one by one."""
    given = a_report(team=TEAM, events=events if at_once else ())
    await stored(database, vault, given, team=TEAM)
    for event in () if at_once else events:
        await happen(database, vault, given.id, event)

    async def raw(tx: Transaction) -> tuple[State, date | None, bool]:
        columns = (schema.report.c.state, schema.report.c.look_on, schema.report.c.is_thanked)
        row = (await tx.execute(select(*columns))).one()
        return row.state, row.look_on, row.is_thanked

    assert await database.read(raw) == expected


async def test_an_event_keeps_everything_that_was_said(database: Database, vault: Vault) -> None:
    full = Event(
        EventKind.CHANGED,
        MONDAY + timedelta(hours=3, microseconds=1),
        AMINA,
        Reply.GO_AHEAD,
        "What 'was' changed",
        date(2026, 12, 7),
        UserId("U0DOER"),
        Strength.DESIGN_OUT,
        Verdict.A_BIT,
    )
    given = await stored(database, vault, team=TEAM)
    await happen(database, vault, given.id, full)

    found = await load(database, vault, given.id)

    assert found is not None
    assert found.events[-1] == full


async def test_other_words_take_the_place_of_the_old_and_nothing_else_changes(
    database: Database, vault: Vault
) -> None:
    first = replace(a_report(team=TEAM), words=WORDS, about="NM-2F9D", source="https://slack.test")
    other = await stored(database, vault, team=TEAM)
    await stored(database, vault, first, team=TEAM)
    for words in (Words(what="Something else"), WORDS):
        await database.write(partial(rewordings.keep, id=first.id, words=words, shows_at=None))

        assert await load(database, vault, first.id) == replace(first, words=words)
    assert await load(database, vault, other.id) == other


async def test_the_old_words_are_gone(database: Database, vault: Vault) -> None:
    given = replace(a_report(team=TEAM), words=Words(what="BEFORE", caught="BEFORE", idea="BEFORE"))
    await stored(database, vault, given, team=TEAM)
    await database.write(lambda tx: rewordings.keep(tx, given.id, Words(what="after"), None))

    async def everything(tx: Transaction) -> str:
        return str([*await tx.execute(select(schema.report))])

    assert "BEFORE" not in await database.read(everything)


async def test_a_report_that_is_shared_is_for_the_team_and_no_other_is(
    database: Database, vault: Vault
) -> None:
    given, other = (a_report(team=TEAM, audience=Audience.DECIDERS) for _ in range(2))
    for one in (given, other):
        await stored(database, vault, one, team=TEAM)
    await database.write(lambda tx: reports.share(tx, given.id))

    assert await load(database, vault, given.id) == replace(given, audience=Audience.TEAM)
    assert await load(database, vault, other.id) == other


async def test_many_reports_are_told_apart(database: Database, vault: Vault) -> None:
    some = [await stored(database, vault, team=TEAM) for _ in range(3)]
    await database.write(lambda tx: reports.record(tx, some[1], ANSWER, USUAL))
    await database.write(lambda tx: reports.say_seen_too(tx, some[2].id, [b"mark"]))

    found = await database.read(
        lambda tx: reports.load_many(tx, vault, [one.id for one in some] + [ReportId("0" * 32)])
    )

    assert set(found) == {one.id for one in some}
    assert [len(found[one.id].events) for one in some] == [1, 2, 1]
    assert [found[one.id].seen_too for one in some] == [0, 0, 1]


async def test_having_seen_it_too_is_said_once(database: Database, vault: Vault) -> None:
    given = await stored(database, vault, team=TEAM)

    async def say(tx: Transaction) -> list[bool]:
        return [await reports.say_seen_too(tx, given.id, [mark]) for mark in (b"a", b"b", b"a")]

    assert await database.write(say) == [True, True, False]
    found = await load(database, vault, given.id)
    assert found is not None
    assert found.seen_too == 2


async def test_what_was_said_under_an_older_key_is_not_said_again(
    database: Database, vault: Vault
) -> None:
    given, other = [await stored(database, vault, team=TEAM) for _ in range(2)]

    async def say(tx: Transaction) -> list[bool]:
        assert await reports.say_seen_too(tx, given.id, [b"old"])
        assert await reports.say_verdict(tx, given.id, 3, [b"old"])
        marks = [b"new", b"old"]
        return [
            await reports.say_seen_too(tx, given.id, marks),
            await reports.say_verdict(tx, given.id, 3, marks),
            await reports.say_verdict(tx, given.id, 5, marks),
            await reports.say_verdict(tx, other.id, 3, marks),
            await reports.say_seen_too(tx, other.id, marks),
            await reports.say_seen_too(tx, other.id, marks),
        ]

    assert await database.write(say) == [False, False, True, True, True, False]
    assert await database.write(lambda tx: reports.say_seen_too(tx, other.id, [b"new"])) is False


async def test_a_verdict_is_given_once_on_each_change(database: Database, vault: Vault) -> None:
    given, other = [await stored(database, vault, team=TEAM) for _ in range(2)]

    async def say(tx: Transaction) -> list[bool]:
        return [
            await reports.say_verdict(tx, given.id, 3, [b"a"]),
            await reports.say_verdict(tx, given.id, 3, [b"b"]),
            await reports.say_verdict(tx, given.id, 3, [b"a"]),
            await reports.say_verdict(tx, given.id, 5, [b"a"]),
            await reports.say_verdict(tx, other.id, 3, [b"a"]),
        ]

    assert await database.write(say) == [True, True, False, True, True]


async def test_a_report_that_is_not_there_is_none(database: Database, vault: Vault) -> None:
    missing = ReportId("0" * 32)

    assert await load(database, vault, missing) is None
    assert await database.write(lambda tx: reports.load_for_change(tx, vault, missing)) is None
    assert await database.read(lambda tx: identities.reporter_of(tx, vault, missing)) is None
