"""Requests: what is sealed of them comes back as it was, and none outlives its week."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.requests import (
    LAPSES_AFTER,
    Request,
    RequestId,
    RequestKind,
    RequestState,
    Wanted,
    Word,
)
from tests.conftest import MONDAY

ABOUT = st.text("ABCDEFGHJKMNPQRSTUVWXYZ0123456789-", max_size=20)


WORDS_GIVEN = st.none() | st.builds(
    Word, st.sampled_from([RequestState.CONFIRMED, RequestState.REFUSED]), ABOUT.map(UserId)
)


@given(
    kind=st.sampled_from(RequestKind),
    about=ABOUT,
    with_reports=st.booleans(),
    reason=st.text(max_size=200),
    given=WORDS_GIVEN,
)
def test_what_is_wanted_comes_back_from_its_text(
    kind: RequestKind, about: str, *, with_reports: bool, reason: str, given: Word | None
) -> None:
    wanted = Wanted(kind, about, with_reports=with_reports, reason=reason)
    read, word = Wanted.from_text(kind, wanted.to_text(given))
    assert (read, read.reason, word) == (wanted, reason, given)


def test_asking_with_other_words_is_no_other_request() -> None:
    asked = Wanted(RequestKind.ERASE_REPORT, "NM-2F9D", reason="It names a child")
    assert asked == replace(asked, reason="It names a family")


@pytest.mark.parametrize("kind", RequestKind)
def test_a_request_is_about_a_person_or_it_is_not(kind: RequestKind) -> None:
    of_person = {RequestKind.SUBJECT_ACCESS, RequestKind.ERASE_PERSON}
    assert Wanted(kind, "U0PRIYA").person == ("U0PRIYA" if kind in of_person else None)


@pytest.mark.parametrize("state", RequestState)
def test_only_what_waits_or_is_confirmed_expires(state: RequestState) -> None:
    made = Request(RequestId("a1"), RequestKind.EXPORT, None, state, MONDAY)
    undone = {RequestState.WAITING, RequestState.CONFIRMED}
    last_moment = made.lapses_at - timedelta(microseconds=1)
    assert made.state_at(last_moment) is state
    after = RequestState.EXPIRED if state in undone else state
    assert made.state_at(MONDAY + LAPSES_AFTER) is after
