"""When the monthly bulletin is drafted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bulletin import HOUR, month_of, next_draft
from bot.domain.calendar import Nation
from bot.domain.team import Service

CALENDAR = Service().calendar
moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2029, 12, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T10:00+00:00", "2026-12-01T10:00+00:00"),
        ("2026-12-01T09:59+00:00", "2026-12-01T10:00+00:00"),
        # New Year's Day is a holiday, and the days after it are a weekend.
        ("2026-12-01T10:00+00:00", "2027-01-04T10:00+00:00"),
        # In summer the clocks of the service are an hour ahead.
        ("2027-06-20T10:00+00:00", "2027-07-01T09:00+00:00"),
    ],
)
def test_it_is_drafted_at_ten_on_the_first_working_day_of_a_month(now: str, due: str) -> None:
    assert next_draft(datetime.fromisoformat(now), CALENDAR) == datetime.fromisoformat(due)


def test_the_nation_says_which_day_is_a_working_day() -> None:
    now = datetime(2026, 12, 20, tzinfo=UTC)
    due = {nation: next_draft(now, Service(nation=nation).calendar) for nation in Nation}
    # The second of January is a holiday in Scotland, kept on the Monday after it.
    assert due[Nation.ENGLAND].day == 4
    assert due[Nation.SCOTLAND].day == 5


@given(moments)
def test_there_is_one_draft_in_each_month(now: datetime) -> None:
    first = next_draft(now, CALENDAR)
    second = next_draft(first, CALENDAR)

    assert now < first < second
    assert CALENDAR.is_working(CALENDAR.day_of(first))
    assert CALENDAR.at(CALENDAR.day_of(first), HOUR) == first
    months = [month_of(CALENDAR.day_of(one)) for one in (first, second)]
    assert months[1] == month_of(months[0] + timedelta(days=31))
