"""A report and the words in it."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, EventKind
from bot.domain.lifecycle import State
from bot.domain.reference import Code
from bot.domain.report import Kind, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

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
    assert a_report().state is State.NEW
    assert a_report(events=(Event(EventKind.SEEN, MONDAY, AMINA),)).state is State.SEEN
