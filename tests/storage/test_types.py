"""Column types: moments that cannot lose their zone, and words that stay readable."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, make_url, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import StatementError

from storage import timers
from storage.database import Database, Transaction
from storage.timers import Timer, TimerKind
from storage.types import EnumText, UtcDateTime
from tests.conftest import MONDAY

offsets = st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=offsets)  # noqa: DTZ001 - `timezones` adds the zone; hypothesis wants the bounds naive
SQLITE = SQLiteDialect()
dialects = st.sampled_from([SQLITE, make_url("postgresql+asyncpg://").get_dialect()()])


class Colour(StrEnum):
    """Something to store."""

    RED = "red"


@given(moments, dialects)
def test_a_moment_comes_back_the_same_and_in_utc(moment: datetime, dialect: Dialect) -> None:
    kind = UtcDateTime()
    stored = kind.process_bind_param(moment, dialect)
    read = kind.process_result_value(stored, dialect)

    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC


@given(st.datetimes(), dialects)
def test_a_moment_without_a_zone_is_refused(moment: datetime, dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        UtcDateTime().process_bind_param(moment, dialect)


async def test_a_moment_without_a_zone_is_not_stored(database: Database) -> None:
    timer = Timer(TimerKind.NUDGE, "naive", MONDAY.replace(tzinfo=None))

    with pytest.raises((StatementError, ValueError), match="without a time zone"):
        await database.write(lambda tx: timers.put_off(tx, timer))

    assert await database.read(lambda tx: timers.due(tx, MONDAY + timedelta(days=1))) == ()


async def test_moments_of_different_zones_are_compared_as_moments(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    early = Timer(TimerKind.NUDGE, "early", datetime(2026, 11, 23, 17, 0, tzinfo=tokyo))
    late = Timer(TimerKind.NUDGE, "late", datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    for timer in (late, early):
        await database.write(partial(timers.put_off, what=timer))

    found = await database.read(lambda tx: timers.due(tx, MONDAY))

    assert [timer.subject for timer in found] == ["early", "late"]
    assert found[0].due_at == early.due_at


async def test_an_enum_is_stored_by_its_value(database: Database) -> None:
    timer = Timer(TimerKind.NUDGE, "read", MONDAY)
    await database.write(lambda tx: timers.put_off(tx, timer))

    async def raw(tx: Transaction) -> list[str]:
        return [row[0] for row in await tx.execute(text("SELECT kind FROM timer"))]

    assert await database.read(raw) == ["nudge"]


def test_a_value_that_is_no_member_is_refused() -> None:
    kind = EnumText(Colour)

    assert kind.process_bind_param("red", SQLITE) == "red"
    assert kind.process_result_value("red", SQLITE) is Colour.RED
    with pytest.raises(ValueError, match="green"):
        kind.process_bind_param("green", SQLITE)
    with pytest.raises(ValueError, match="green"):
        kind.process_result_value("green", SQLITE)


def test_nothing_stays_nothing() -> None:
    for kind in (EnumText(Colour), UtcDateTime()):
        assert kind.process_bind_param(None, SQLITE) is None
        assert kind.process_result_value(None, SQLITE) is None
