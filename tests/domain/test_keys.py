"""Which keys have to stay in the settings, and which may be taken out."""

from dataclasses import replace

import pytest

from bot.domain.keys import Key, Needs, Use

NEW_SECRET, OLD_SECRET = Key(Use.SECRET, 0), Key(Use.SECRET, 1)
NEW_INDEX, OLD_INDEX = Key(Use.INDEX, 0), Key(Use.INDEX, 1)

ROTATED = Needs(
    secrets=2,
    names=("aa11", "bb22"),
    entries={NEW_SECRET: 5, NEW_INDEX: 4},
    lacking={},
    shut_lists=0,
    references=(),
    receipts={},
    marks=7,
    under_way=0,
)


def free(needs: Needs) -> list[Key]:
    return [key for key in needs.keys if needs.may_go(key)]


def test_once_everything_is_under_the_newest_keys_the_others_may_go() -> None:
    assert ROTATED.fit
    assert free(ROTATED) == [OLD_SECRET, OLD_INDEX]


def test_the_newest_keys_stay_even_where_nothing_is_stored() -> None:
    assert free(replace(ROTATED, entries={}, secrets=1, names=("aa11",))) == []


@pytest.mark.parametrize(
    ("needs", "left"),
    [
        (replace(ROTATED, entries={OLD_SECRET: 1}), [OLD_INDEX]),
        (replace(ROTATED, entries={OLD_INDEX: 1}), [OLD_SECRET]),
        (replace(ROTATED, receipts={"bb22": 1}), [OLD_SECRET]),
        (replace(ROTATED, receipts={"aa11": 1}), [OLD_SECRET, OLD_INDEX]),
        (replace(ROTATED, under_way=1), [OLD_SECRET]),
    ],
    ids=["sealed with it", "found by it", "a receipt", "a receipt of the newest", "under way"],
)
def test_a_key_stays_while_something_needs_it(needs: Needs, left: list[Key]) -> None:
    assert free(needs) == left
    assert needs.fit


def test_a_receipt_whose_key_is_gone_is_named_with_it() -> None:
    needs = replace(ROTATED, receipts={"aa11": 3, "cc33": 7, "dd44": 8})

    assert not needs.fit
    assert needs.missing == {"cc33": 7, "dd44": 8}
    assert needs.misfits == (
        "Some receipts need a key that is not in GOODCATCH_INDEX_KEYS: the one called cc33.",
        "8 receipts need a key that is not in GOODCATCH_INDEX_KEYS: the one called dd44.",
    )


def test_what_no_key_opens_or_finds_is_counted_and_named() -> None:
    needs = replace(
        ROTATED, lacking={Use.SECRET: 1, Use.INDEX: 2}, references=("NM-2222", "S-3333")
    )

    assert not needs.fit
    assert needs.misfits == (
        "1 sealed entry is opened by none of GOODCATCH_SECRET_KEYS.",
        "2 sealed entries are found by none of GOODCATCH_INDEX_KEYS.",
        "They belong to NM-2222, S-3333.",
    )
