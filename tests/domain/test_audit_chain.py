"""The audit's chain: whatever is done to it after sealing shows, and shows where."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit_chain import (
    ERASED,
    START,
    Chain,
    Entry,
    Seal,
    SealedEntry,
    What,
    Wrong,
    digest,
    mark,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
Link = tuple[Seal, list[SealedEntry]]


def entry(number: int, *, actor: str = "U0AMINA", subject: str = "a1b2") -> Entry:
    moment = NINE + timedelta(minutes=number)
    return Entry(f"{number:032x}", moment, actor, "answered", subject)


def sealed(one: Entry) -> SealedEntry:
    salt = hashlib.sha256(one.id.encode()).digest()[:16]
    return SealedEntry(one, salt, mark(salt, one))


def chained(*hours: Sequence[Entry]) -> list[Link]:
    """A chain in which these entries were sealed, hour by hour."""
    links: list[Link] = []
    before = START
    for number, entries in enumerate(hours, start=1):
        rows = [sealed(one) for one in entries]
        open_seal = Seal(number, NINE + number * HOUR, len(rows), b"")
        before = digest(before, open_seal, rows)
        links.append((replace(open_seal, digest=before), rows))
    return links


def followed(links: Sequence[Link]) -> Chain:
    chain = Chain()
    for seal, rows in links:
        chain = chain.follow(seal, rows)
    return chain


@pytest.fixture
def links() -> list[Link]:
    """Three hours with three rows each; in one row the subject is a person."""
    hours = [[entry(10 * hour + number) for number in range(3)] for hour in range(1, 4)]
    hours[1][2] = replace(hours[1][2], actor="bot", subject="U0GONE")
    return chained(*hours)


def with_row(links: list[Link], **changes: object) -> list[Link]:
    """The chain with something else in the first row of the second hour."""
    seal, (first, *others) = links[1]
    return [links[0], (seal, [replace(first, **changes), *others]), links[2]]  # type: ignore[arg-type] # each test names columns that are there


def with_entry(links: list[Link], **changes: object) -> list[Link]:
    return with_row(links, entry=replace(links[1][1][0].entry, **changes))  # type: ignore[arg-type] # likewise


def with_seal(links: list[Link], **changes: object) -> list[Link]:
    seal, rows = links[1]
    return [links[0], (replace(seal, **changes), rows), links[2]]  # type: ignore[arg-type] # likewise


def test_a_chain_that_nobody_touched_is_whole_and_says_how_long_it_is(links: list[Link]) -> None:
    chain = followed(links)
    assert chain.wrong == ()
    assert (chain.seals, chain.rows, chain.erased) == (3, 9, 0)
    assert chain.until == links[-1][0].sealed_at
    assert chain.head == links[-1][0].digest


def test_the_definition_in_words_gives_the_same_digest() -> None:
    def framed(part: bytes) -> bytes:
        return len(part).to_bytes(8, "big") + part

    one = Entry("0f", NINE, "bot", "unreachable", "U0GONE")
    salt = bytes(range(16))
    people = hashlib.sha256(salt + framed(b"bot") + framed(b"U0GONE")).digest()
    parts = [
        bytes(32),
        b"1",
        b"2026-11-23T10:00:00+00:00",
        b"1",
        b"0f",
        b"2026-11-23T09:00:00+00:00",
        b"unreachable",
        b"person",
        people,
    ]
    expected = hashlib.sha256(b"".join(map(framed, parts))).digest()

    row = SealedEntry(one, salt, mark(salt, one))
    assert digest(START, Seal(1, NINE + HOUR, 1, b""), [row]) == expected


@pytest.mark.parametrize(
    "tampered",
    [
        lambda links: with_entry(links, at=NINE),
        lambda links: with_entry(links, action="thanked"),
        lambda links: with_entry(links, subject="c3d4"),
        lambda links: with_entry(links, id="f" * 32),
        lambda links: with_row(links, mark=bytes(32), salt=None),
        lambda links: with_seal(links, sealed_at=NINE),
        lambda links: with_seal(links, digest=bytes(32)),
    ],
    ids=["at", "action", "subject", "id", "mark", "sealed at", "digest"],
)
def test_a_change_in_any_column_is_found_and_where_it_is(
    links: list[Link], tampered: Callable[[list[Link]], list[Link]]
) -> None:
    wrong = followed(tampered(links)).wrong
    assert {one.number for one in wrong} == {2}
    assert Wrong(2, What.CHANGED_ROW) in wrong


@pytest.mark.parametrize("actor", ["U0DAN", ERASED, ""])
def test_another_name_in_the_place_of_who_did_it_is_found(links: list[Link], actor: str) -> None:
    assert followed(with_entry(links, actor=actor)).wrong == (Wrong(2, What.ACTOR_CHANGED),)


def test_another_person_in_the_place_of_whom_it_was_about_is_found(links: list[Link]) -> None:
    row = links[1][1][2]
    links[1][1][2] = replace(row, entry=replace(row.entry, subject="U0OTHER"))
    assert followed(links).wrong == (Wrong(2, What.ACTOR_CHANGED),)


@pytest.mark.parametrize("salt", [None, bytes(16)])
def test_another_salt_or_none_is_found(links: list[Link], salt: bytes | None) -> None:
    assert followed(with_row(links, salt=salt)).wrong == (Wrong(2, What.ACTOR_CHANGED),)


@pytest.mark.parametrize("count", [0, 2, 4])
def test_another_number_of_rows_in_a_seal_is_found(links: list[Link], count: int) -> None:
    wrong = followed(with_seal(links, rows=count)).wrong
    assert wrong == (Wrong(2, What.MISSING_ROW if count > 3 else What.ADDED_ROW),)


def test_a_row_that_is_gone_is_found(links: list[Link]) -> None:
    del links[1][1][1]
    assert followed(links).wrong == (Wrong(2, What.MISSING_ROW),)


def test_a_row_that_was_put_in_is_found(links: list[Link]) -> None:
    links[1][1].append(sealed(entry(99)))
    assert followed(links).wrong == (Wrong(2, What.ADDED_ROW),)


def test_a_row_that_was_moved_to_another_seal_is_found_in_both(links: list[Link]) -> None:
    links[2][1].append(links[1][1].pop())
    assert followed(links).wrong == (Wrong(2, What.MISSING_ROW), Wrong(3, What.ADDED_ROW))


def test_seals_that_were_swapped_are_found(links: list[Link]) -> None:
    (one, rows), (other, others) = links[1], links[2]
    links[1:] = [(replace(other, number=2), rows), (replace(one, number=3), others)]
    assert {wrong.number for wrong in followed(links).wrong} == {2, 3}


@pytest.mark.parametrize("gone", [0, 1])
def test_a_seal_that_is_gone_with_its_rows_is_found(links: list[Link], gone: int) -> None:
    del links[gone]
    wrong = followed(links).wrong
    assert Wrong(gone + 1, What.BROKEN_LINK) in wrong
    assert {one.what for one in wrong} == {What.BROKEN_LINK}


def test_rows_whose_seal_is_gone_are_found(links: list[Link]) -> None:
    assert followed(links[:-1]).astray([3]).wrong == (Wrong(3, What.BROKEN_LINK),)


def test_what_was_found_missing_already_is_told_once(links: list[Link]) -> None:
    del links[1]
    wrong = followed(links).astray([2]).wrong
    assert wrong.count(Wrong(2, What.BROKEN_LINK)) == 1


def test_a_chain_that_was_made_anew_from_a_changed_row_ends_in_another_digest(
    links: list[Link],
) -> None:
    hours = [[row.entry for row in rows] for _, rows in links]
    hours[0][0] = replace(hours[0][0], action="thanked")
    anew = followed(chained(*hours))
    assert anew.wrong == ()
    assert anew.head != followed(links).head


def test_what_is_wrong_with_one_seal_is_not_told_of_those_after_it(links: list[Link]) -> None:
    (seal, rows), *others = links
    for broken in (replace(seal, digest=bytes(32)), replace(seal, sealed_at=NINE)):
        assert {one.number for one in followed([(broken, rows), *others]).wrong} == {1}


def test_erasing_a_person_leaves_the_chain_whole_and_is_counted(links: list[Link]) -> None:
    seal, (first, second, about) = links[1]
    rows = [
        replace(first, salt=None, entry=replace(first.entry, actor=ERASED)),
        second,
        replace(about, salt=None, entry=replace(about.entry, subject=ERASED)),
    ]
    chain = followed([links[0], (seal, rows), links[2]])
    assert chain.wrong == ()
    assert chain.erased == 2


def test_two_rows_of_one_person_have_different_marks() -> None:
    rows = [sealed(entry(number)) for number in range(50)]
    assert len({row.mark for row in rows}) == 50


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["bot", "operator", "reporter", "U0AMINA", "U0DAN"]),
            st.sampled_from(["a1b2", "service", "U0GONE"]),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_rows_are_read_makes_no_difference(
    said: list[tuple[str, str]],
    random: object,
) -> None:
    entries = [
        entry(number, actor=actor, subject=subject) for number, (actor, subject) in enumerate(said)
    ]
    ((seal, rows),) = chained(entries)
    random.shuffle(rows)  # type: ignore[attr-defined] # Hypothesis hands out random.Random
    assert followed([(seal, rows)]).wrong == ()


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_no_two_rows_say_the_same_by_moving_letters_between_columns(
    action: str, subject: str, other_action: str, other_subject: str
) -> None:
    one = Entry("0f", NINE, "bot", action, f"x{subject}")
    other = Entry("0f", NINE, "bot", other_action, f"x{other_subject}")
    seal = Seal(1, NINE + HOUR, 1, b"")
    same = digest(START, seal, [sealed(one)]) == digest(START, seal, [sealed(other)])
    assert same == (one == other)


@pytest.mark.parametrize(
    ("before", "wrong"),
    [
        (timedelta(days=9), (Wrong(3, What.LATE_ROW),)),
        # What is kept by the day waits until its day is over.
        (timedelta(hours=24), ()),
    ],
)
def test_a_row_that_is_older_than_what_was_left_to_be_sealed_was_put_in_afterwards(
    before: timedelta, wrong: tuple[Wrong, ...]
) -> None:
    late = replace(entry(4), at=NINE - before)
    assert followed(chained([entry(1)], [entry(2)], [entry(3), late])).wrong == wrong
    # Nobody can tell of the first two, before which nothing stands.
    assert followed(chained([entry(1)], [entry(3), late])).wrong == ()
