"""A report, the words in it, and what follows from its events."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.reference import Code
from bot.domain.report import Kind, Report, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

PROMISED = date(2026, 11, 26)
FIRST_DAY, SECOND_DAY, THIRD_DAY = (date(2026, 12, day) for day in (3, 10, 17))

texts = st.text(max_size=20)
words = st.builds(
    Words,
    what=texts,
    more=texts,
    caught=texts,
    idea=texts,
    helps=texts,
    stage=st.none() | st.sampled_from(Stage),
    factors=st.lists(st.sampled_from(Factor), unique=True).map(tuple),
    wish=st.none() | st.sampled_from(Wish),
)


def happened(kind: EventKind, until: date | None = None, reply: Reply | None = None) -> Event:
    return Event(kind, MONDAY, REPORTER, reply, until=until)


def answered(reply: Reply = Reply.GO_AHEAD, until: date | None = None) -> Event:
    return Event(EventKind.ANSWERED, MONDAY, AMINA, reply, "Yes", until)


def changed(until: date | None = None) -> Event:
    return Event(EventKind.CHANGED, MONDAY, AMINA, words="A new form", until=until)


def slipped(until: date) -> Event:
    return Event(EventKind.SLIPPED, MONDAY, BOT, until=until)


SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
THANKED = Event(EventKind.THANKED, MONDAY, AMINA, Reply.THANK_YOU)
ASKED = happened(EventKind.ASKED)
ADDED = happened(EventKind.ADDED)
EDITED = happened(EventKind.EDITED)
SHARED = happened(EventKind.SHARED)
CREDITED = happened(EventKind.CREDITED)
UNCREDITED = happened(EventKind.UNCREDITED)
WITHDRAWN = happened(EventKind.WITHDRAWN)
HELPED = Event(EventKind.HELPED, MONDAY, TEAM)

some_events = st.lists(
    st.builds(
        happened,
        st.sampled_from(EventKind),
        st.none() | st.dates(date(2026, 11, 24), date(2027, 3, 1)),
        st.none() | st.sampled_from(Reply),
    ),
    max_size=12,
).map(tuple)


def after(*events: Event) -> Report:
    """A report filed on a Monday, its answer promised for Thursday, to which this happened."""
    return a_report(events=events)


@pytest.mark.parametrize("kind", Kind)
def test_a_reference_begins_with_its_kind(kind: Kind) -> None:
    assert Code.fresh(kind.prefix).reference.startswith(f"{kind.prefix}-")


def test_the_two_kinds_are_told_apart_by_their_prefix() -> None:
    assert {kind: kind.prefix for kind in Kind} == {Kind.SUGGESTION: "S", Kind.NEAR_MISS: "NM"}


def test_every_text_that_can_be_written_is_among_the_texts() -> None:
    free = {field.name for field in fields(Words) if field.type in {str, "str"}}

    assert set(Words(what="").texts()) == free


@given(words)
def test_retelling_nothing_changes_nothing(written: Words) -> None:
    assert written.retold({}) == written
    assert written.retold(written.texts()) == written


@given(words, st.dictionaries(st.sampled_from(["what", "more", "caught", "idea", "helps"]), texts))
def test_retelling_changes_the_named_fields_and_no_choice(
    written: Words, others: dict[str, str]
) -> None:
    retold = written.retold(others)

    assert retold.texts() == written.texts() | others
    chosen = (written.stage, written.factors, written.wish)
    assert (retold.stage, retold.factors, retold.wish) == chosen


def test_a_report_stands_where_its_events_say() -> None:
    assert after().state is State.NEW
    assert after(SEEN).state is State.SEEN
    assert after(answered(), changed(), HELPED).state is State.CHECKED


def test_the_latest_of_several_kinds_is_the_last_that_happened() -> None:
    report = after(SEEN, answered(Reply.GO_AHEAD), answered(Reply.NOT_NOW))

    assert report.latest(EventKind.ANSWERED) == report.events[-1]
    assert report.latest(EventKind.SEEN, EventKind.FILED) == SEEN
    assert report.latest(EventKind.CHANGED) is None


@pytest.mark.parametrize(("events", "thanked"), [((), False), ((SEEN,), False), ((THANKED,), True)])
def test_having_been_thanked_follows_from_the_events(
    events: tuple[Event, ...], *, thanked: bool
) -> None:
    assert after(*events).is_thanked is thanked


@pytest.mark.parametrize(
    ("events", "answer_by", "expected_by", "passed_on"),
    [
        pytest.param((), PROMISED, PROMISED, 0, id="as the receipt said"),
        pytest.param((SEEN, THANKED, ASKED), PROMISED, PROMISED, 0, id="whatever else happens"),
        pytest.param((slipped(FIRST_DAY),), PROMISED, FIRST_DAY, 1, id="slipped"),
        pytest.param(
            (slipped(FIRST_DAY), SEEN, slipped(SECOND_DAY)), PROMISED, SECOND_DAY, 2, id="twice"
        ),
        pytest.param(
            (answered(Reply.NOT_NOW), happened(EventKind.REOPENED, FIRST_DAY)),
            FIRST_DAY,
            FIRST_DAY,
            0,
            id="opened again",
        ),
        pytest.param(
            (slipped(FIRST_DAY), answered(), happened(EventKind.REOPENED, SECOND_DAY)),
            SECOND_DAY,
            SECOND_DAY,
            0,
            id="slipped, then opened again",
        ),
        pytest.param(
            (answered(), happened(EventKind.REOPENED, FIRST_DAY), slipped(SECOND_DAY)),
            FIRST_DAY,
            SECOND_DAY,
            1,
            id="opened again, then slipped",
        ),
        pytest.param(
            (
                happened(EventKind.REOPENED, FIRST_DAY),
                happened(EventKind.REOPENED, SECOND_DAY),
            ),
            SECOND_DAY,
            SECOND_DAY,
            0,
            id="opened again twice",
        ),
        pytest.param(
            (slipped(FIRST_DAY), answered()), PROMISED, PROMISED, 0, id="answered after a slip"
        ),
    ],
)
def test_an_answer_is_promised_and_expected_by_these_days(
    events: tuple[Event, ...], answer_by: date, expected_by: date, passed_on: int
) -> None:
    report = after(*events)

    assert report.promise.answer_by == PROMISED
    assert (report.answer_by, report.expected_by, report.passed_on) == (
        answer_by,
        expected_by,
        passed_on,
    )


@given(some_events)
def test_a_promise_that_has_not_slipped_is_expected_when_it_was_promised(
    events: tuple[Event, ...],
) -> None:
    report = after(*events)

    assert 0 <= report.passed_on <= len(events)
    if report.passed_on == 0:
        assert report.expected_by == report.answer_by


@pytest.mark.parametrize(
    ("events", "asks"),
    [
        pytest.param((), False, id="nobody asked"),
        pytest.param((ASKED,), True, id="just asked"),
        pytest.param((ASKED, ADDED), True, id="the reporter added something"),
        pytest.param((ASKED, EDITED), True, id="the reporter changed the words"),
        pytest.param((ASKED, SHARED), True, id="the reporter shared it"),
        pytest.param((answered(), changed(), ASKED, CREDITED), True, id="named with thanks"),
        pytest.param((answered(), changed(), ASKED, UNCREDITED), True, id="or rather not"),
        pytest.param((ASKED, slipped(FIRST_DAY)), True, id="the promise slipped"),
        pytest.param((ASKED, SEEN), False, id="somebody looked"),
        pytest.param((ASKED, THANKED), False, id="somebody said thank you"),
        pytest.param((ASKED, answered()), False, id="somebody answered"),
        pytest.param((answered(), ASKED, changed()), False, id="something was changed"),
        pytest.param((ASKED, answered(), ASKED), True, id="asked again"),
        pytest.param((ASKED, WITHDRAWN), False, id="taken back"),
    ],
)
def test_a_question_stands_until_somebody_who_decides_says_something(
    events: tuple[Event, ...], *, asks: bool
) -> None:
    assert after(*events).asked_since == (ASKED if asks else None)


@pytest.mark.parametrize(
    ("events", "look_on"),
    [
        pytest.param((), None, id="new"),
        pytest.param((SEEN, ASKED), None, id="open: it waits anyhow"),
        pytest.param((answered(until=FIRST_DAY),), FIRST_DAY, id="a try-out ends"),
        pytest.param((answered(until=FIRST_DAY), THANKED), FIRST_DAY, id="thanked since"),
        pytest.param((answered(Reply.NOT_NOW),), None, id="not now"),
        pytest.param(
            (answered(until=FIRST_DAY), answered(until=SECOND_DAY)), SECOND_DAY, id="answered anew"
        ),
        pytest.param(
            (answered(until=FIRST_DAY), answered(Reply.NOT_NOW)), None, id="put off after all"
        ),
        pytest.param(
            (answered(until=FIRST_DAY), changed(SECOND_DAY)), SECOND_DAY, id="four weeks on"
        ),
        pytest.param(
            (answered(until=FIRST_DAY), ASKED), MONDAY.date(), id="the reporter asks meanwhile"
        ),
        pytest.param(
            (answered(), changed(SECOND_DAY), ASKED), MONDAY.date(), id="asks after a change"
        ),
        pytest.param((answered(), changed(SECOND_DAY), HELPED), None, id="it has helped"),
        pytest.param(
            (answered(), changed(SECOND_DAY), HELPED, changed(THIRD_DAY)),
            THIRD_DAY,
            id="changed again",
        ),
        pytest.param(
            (answered(until=FIRST_DAY), changed(), happened(EventKind.REOPENED, SECOND_DAY)),
            None,
            id="opened again",
        ),
        pytest.param((answered(until=FIRST_DAY), WITHDRAWN), None, id="taken back"),
    ],
)
def test_what_is_answered_or_changed_is_looked_at_again_on_this_day(
    events: tuple[Event, ...], look_on: date | None
) -> None:
    assert after(*events).look_on == look_on


@given(some_events)
def test_nothing_is_both_waiting_for_an_answer_and_to_be_looked_at_again(
    events: tuple[Event, ...],
) -> None:
    report = after(*events)

    if report.look_on is not None:
        assert report.state in {State.ANSWERED, State.CHANGED}


@pytest.mark.parametrize("wish", [*Wish, None])
@pytest.mark.parametrize("answer", [*(reply for reply in Reply if reply.is_answer), None])
def test_who_offered_to_try_it_tries_it_once_it_may_go_on(
    wish: Wish | None, answer: Reply | None
) -> None:
    report = after(*(() if answer is None else (answered(answer),)))
    offered = replace(report, words=Words(what="A new form", wish=wish))

    expected = wish in {Wish.TRY_MYSELF, Wish.WITH_OTHERS} and answer in {
        Reply.GO_AHEAD,
        Reply.TRY_UNTIL,
        Reply.TALK_IT_OVER,
    }
    assert offered.wants_to_try is expected


def test_who_was_put_off_after_all_does_not_try_it() -> None:
    report = after(answered(Reply.GO_AHEAD), answered(Reply.NOT_NOW))

    assert not replace(report, words=Words(what="", wish=Wish.TRY_MYSELF)).wants_to_try


def test_the_day_of_a_question_is_the_day_on_which_it_was_asked() -> None:
    asked = replace(ASKED, at=MONDAY + timedelta(days=2))

    assert after(answered(until=SECOND_DAY), asked).look_on == date(2026, 11, 25)
