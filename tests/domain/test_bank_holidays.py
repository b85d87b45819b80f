"""Official bank holidays are believed where they are whole, and nothing else is ever believed."""

from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import calendar
from bot.domain.bank_holidays import BUNDLED, USUAL_DAYS, BankHolidays, Division, Nation

IN_2027 = {
    "england-and-wales": "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    "scotland": "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    "northern-ireland": "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
}
"""The days of an ordinary year, as published."""
PROCLAIMED = date(2027, 6, 7)


def a_division(name: str, dates: list[str]) -> dict[str, object]:
    events = [{"title": "A day off", "date": one, "notes": "", "bunting": True} for one in dates]
    return {"division": name, "events": events}


def a_feed(*further: str) -> dict[str, object]:
    """The year 2027 as published, with further days in England and Wales."""
    dates = {name: [f"2027-{day}" for day in days.split()] for name, days in IN_2027.items()}
    dates["england-and-wales"].extend(further)
    return {name: a_division(name, in_division) for name, in_division in dates.items()}


def days_of(year: int, count: int) -> list[date]:
    return [date(year, 1 + n // 28, 1 + n % 28) for n in range(count)]


publications = st.builds(
    BankHolidays,
    st.frozensets(
        st.tuples(st.sampled_from(Division), st.dates(date(2000, 1, 1), date(2100, 12, 31))),
        max_size=40,
    ),
)


def test_a_nation_is_the_same_one_in_the_calendar() -> None:
    assert calendar.Nation is Nation


def test_a_proclaimed_day_is_a_holiday_once_it_is_published() -> None:
    published = BankHolidays.from_feed(a_feed(PROCLAIMED.isoformat()))
    assert not BUNDLED.is_holiday(Nation.ENGLAND, PROCLAIMED)
    at_home = {nation for nation in Nation if published.is_holiday(nation, PROCLAIMED)}
    assert at_home == {Nation.ENGLAND, Nation.WALES}


def test_a_day_the_rules_know_is_worked_where_the_publication_says_so() -> None:
    moved = a_feed("2027-06-04")
    events = moved["england-and-wales"]["events"]  # type: ignore[index] # a_feed made it
    del events[4]
    published = BankHolidays.from_feed(moved)
    assert BUNDLED.is_holiday(Nation.ENGLAND, date(2027, 5, 31))
    assert not published.is_holiday(Nation.ENGLAND, date(2027, 5, 31))
    assert published.is_holiday(Nation.ENGLAND, date(2027, 6, 4))


@pytest.mark.parametrize("nation", Nation)
def test_for_an_ordinary_year_the_rules_and_the_publication_agree_on_weekdays(
    nation: Nation,
) -> None:
    published = BankHolidays.from_feed(a_feed())
    assert published.covers(nation, 2027)
    for ordinal in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert published.is_holiday(nation, day) == BUNDLED.is_holiday(nation, day), day


@pytest.mark.parametrize("nation", Nation)
def test_christmas_day_on_a_saturday_is_a_day_off_for_those_who_work_at_weekends(
    nation: Nation,
) -> None:
    assert BankHolidays.from_feed(a_feed()).is_holiday(nation, date(2027, 12, 25))


@pytest.mark.parametrize("nation", Nation)
def test_a_year_that_was_not_published_follows_the_bundled_rules(nation: Nation) -> None:
    published = BankHolidays.from_feed(a_feed())
    assert not published.covers(nation, 2028)
    assert published.is_holiday(nation, date(2028, 4, 14))


@pytest.mark.parametrize("division", Division)
def test_a_year_counts_once_it_has_as_many_days_as_every_year(division: Division) -> None:
    usual = USUAL_DAYS[division]
    in_part = BankHolidays(frozenset((division, day) for day in days_of(2027, usual - 1)))
    whole = BankHolidays(frozenset((division, day) for day in days_of(2027, usual)))
    nations = {
        Division.ENGLAND_AND_WALES: {Nation.ENGLAND, Nation.WALES},
        Division.SCOTLAND: {Nation.SCOTLAND},
        Division.NORTHERN_IRELAND: {Nation.NORTHERN_IRELAND},
    }
    assert not any(in_part.covers(nation, 2027) for nation in Nation)
    assert {nation for nation in Nation if whole.covers(nation, 2027)} == nations[division]


def test_a_year_published_in_part_takes_no_holiday_away() -> None:
    in_part = BankHolidays(frozenset({(Division.SCOTLAND, date(2027, 1, 1))}))
    assert in_part.is_holiday(Nation.SCOTLAND, date(2027, 11, 30))


@given(st.sampled_from(Nation), st.dates(date(2015, 1, 1), date(2040, 12, 31)))
def test_with_nothing_published_no_year_is_covered(nation: Nation, day: date) -> None:
    assert not BUNDLED.covers(nation, day.year)


@given(publications)
def test_what_is_written_down_is_read_back_the_same(published: BankHolidays) -> None:
    read = BankHolidays.from_text(published.to_text())
    assert read == published
    assert hash(read) == hash(published)
    assert all(
        read.covers(nation, year) == published.covers(nation, year)
        for nation in Nation
        for year in (2026, 2027)
    )


def test_nothing_known_is_written_as_nothing() -> None:
    assert BUNDLED.to_text() == ""
    assert BankHolidays.from_text("") is BUNDLED


def test_reading_the_same_text_again_costs_nothing() -> None:
    text = BankHolidays.from_feed(a_feed()).to_text()
    assert BankHolidays.from_text(text) is BankHolidays.from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "<html>We are sorry</html>",
        "atlantis 2027-01-01",
        "scotland 2027-02-30",
        "scotland 2027",
        " ".join(("scotland", *(day.isoformat() for day in days_of(2027, 21)))),
    ],
)
def test_a_text_that_cannot_be_read_leaves_the_bundled_rules(text: str) -> None:
    assert BankHolidays.from_text(text) is BUNDLED


@given(st.text())
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    assert isinstance(BankHolidays.from_text(text), BankHolidays)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.sampled_from([*Division, "events", "date"]), inside, max_size=4)
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_other_shape_is_taken_for_a_publication(payload: object) -> None:
    with pytest.raises(ValueError, match="publication"):
        BankHolidays.from_feed(payload)


@pytest.mark.parametrize("division", Division)
def test_a_publication_lacking_a_division_is_refused(division: Division) -> None:
    feed = a_feed()
    del feed[division.value]
    with pytest.raises(ValueError, match=division.value):
        BankHolidays.from_feed(feed)


@pytest.mark.parametrize("division", Division)
def test_a_publication_without_a_whole_year_is_refused(division: Division) -> None:
    feed = a_feed() | {division.value: a_division(division.value, ["2027-01-01"])}
    with pytest.raises(ValueError, match="no whole year"):
        BankHolidays.from_feed(feed)


@pytest.mark.parametrize(
    "nonsense",
    [
        "2027-02-30",
        "20270607",
        "2027-W23-1",
        "07/06/2027",
        "0226-12-25",
        "9999-12-25",
        "2027-06-0\u0667",
        "",
        None,
        20270607,
    ],
)
def test_a_date_that_makes_no_sense_spoils_the_whole_publication(nonsense: object) -> None:
    feed = a_feed("2027-06-07")
    feed["england-and-wales"]["events"][-1]["date"] = nonsense  # type: ignore[index] # as above
    with pytest.raises(ValueError):  # noqa: PT011 - which sentence it is depends on the nonsense
        BankHolidays.from_feed(feed)


def test_more_days_than_any_year_could_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="that many"):
        BankHolidays.from_feed(a_feed(*(day.isoformat() for day in days_of(2030, 21))))


def test_a_list_without_end_is_refused_before_it_is_read() -> None:
    endless = chain.from_iterable(map(str, days_of(year, 20)) for year in range(2000, 2026))
    with pytest.raises(ValueError, match="no list of days"):
        BankHolidays.from_feed(a_feed(*endless))


def test_what_else_a_publication_says_does_no_harm() -> None:
    more = a_feed() | {"isle-of-man": a_division("isle-of-man", ["2027-07-05"])}
    assert BankHolidays.from_feed(more) == BankHolidays.from_feed(a_feed())
