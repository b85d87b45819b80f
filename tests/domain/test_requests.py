"""Requests: what is sealed of them comes back as it was, and none outlives its week."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.requests import (
    LAPSES_AFTER,
    Request,
    RequestId,
    RequestKind,
    RequestState,
    Wanted,
)
from tests.conftest import MONDAY

ABOUT = st.text("ABCDEFGHJKMNPQRSTUVWXYZ0123456789-", max_size=20)


@given(kind=st.sampled_from(RequestKind), about=ABOUT, with_reports=st.booleans())
def test_what_is_wanted_comes_back_from_its_text(
    kind: RequestKind, about: str, *, with_reports: bool
) -> None:
    wanted = Wanted(kind, about, with_reports=with_reports)
    assert Wanted.from_text(kind, wanted.to_text()) == wanted


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
