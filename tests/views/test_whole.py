"""Beneath a form stands the whole report, and as much of its story as Slack has room for."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import EventKind
from bot.domain.report import Kind, Mode
from bot.views import blocks
from bot.views.whole import whole
from tests.views.reading import everything, people, quoted
from tests.views.reports import AMINA, BEN, LONGEST, PRIYA, TODAY, seen_by_manager, worst
from tests.views.slack_rules import Json, refusals
from tests.views.stories import event, every_event

CUT = "There is more, from earlier, than Slack lets me show here."


def read(room: int = 100, **changes: object) -> Json:
    drawn = whole(seen_by_manager(**changes), today=TODAY, room=room)
    assert len(drawn) <= room
    return blocks.modal("A report", drawn, close="Done")


def test_words_choices_and_story_stand_there_whole() -> None:
    events = every_event("Said later.")
    view = read(words=worst(Kind.NEAR_MISS), events=events)
    assert quoted(view) == [LONGEST] * 4 + ["Said later."] * sum(bool(one.words) for one in events)
    assert "What made it easy to slip?" in everything(view)
    assert CUT not in everything(view)


def test_what_it_came_from_is_shown() -> None:
    view = read(about="NM-2222", source="https://example.slack.com/archives/C1/p1")
    assert "An idea about *NM-2222*" in everything(view)
    assert "https://example.slack.com/archives/C1/p1" in str(view)


def test_a_long_story_is_told_from_its_newest_end() -> None:
    events = tuple(event(EventKind.ADDED, f"Number {number}.") for number in range(200))
    view = read(room=60, events=events)
    told = [quote for quote in quoted(view) if quote.startswith("Number")]
    assert told[-1] == "Number 199."
    assert told == [f"Number {number}." for number in range(200 - len(told), 200)]
    assert CUT in everything(view)


@given(count=st.integers(0, 120), room=st.integers(30, 100), long=st.booleans())
def test_slack_takes_it_however_much_was_said(count: int, room: int, *, long: bool) -> None:
    letters = "🙏" * 6_000 if long else "Yes."
    events = tuple(event(EventKind.ADDED, letters) for _ in range(count))
    assert refusals(read(room=room, words=worst(Kind.NEAR_MISS, "🙏" * 3_000), events=events)) == []


def test_a_confidential_report_names_only_who_answered_and_who_was_asked() -> None:
    assert people(read(mode=Mode.CONFIDENTIAL, events=every_event("Yes.", BEN))) == {AMINA, BEN}
    assert PRIYA in people(read(events=every_event("Yes.", BEN)))
