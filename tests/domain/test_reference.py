"""References that can be read out, and codes that can be typed back in."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reference import ALPHABET, BASE32, PREFIXES, Code, draw
from bot.domain.report import Kind

prefixes = st.sampled_from(PREFIXES)
codes = st.builds(
    Code,
    reference=st.builds(
        lambda prefix, seed: draw(prefix, Random(seed)), prefixes, st.integers(0, 2**32)
    ),
    secret=st.text(BASE32, min_size=16, max_size=16),
)


@given(prefixes, st.integers())
def test_a_reference_is_its_prefix_and_four_symbols(prefix: str, seed: int) -> None:
    start, _, symbols = draw(prefix, Random(seed)).partition("-")
    assert start == prefix
    assert len(symbols) == 4
    assert set(symbols) <= set(ALPHABET)


def test_references_cannot_spell_words_or_be_misread() -> None:
    assert not set(ALPHABET) & set("AEIOU01LYZSBG")
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


def test_the_same_source_of_chance_draws_the_same_reference() -> None:
    assert draw("NM", Random(7)) == draw("NM", Random(7))


def test_drawing_again_gives_another_reference() -> None:
    chance = Random(7)
    assert draw("NM", chance) != draw("NM", chance)


def test_every_kind_of_report_has_a_prefix() -> None:
    assert {kind.prefix for kind in Kind} == set(PREFIXES)


@pytest.mark.parametrize("prefix", ["", "nm", "NEAR", "5", "X"])
def test_a_prefix_is_that_of_a_kind_of_report(prefix: str) -> None:
    with pytest.raises(ValueError, match="begins with one of S, NM"):
        draw(prefix, Random(7))
    with pytest.raises(ValueError, match="begins with one of S, NM"):
        Code.fresh(prefix)


def test_fresh_codes_never_repeat() -> None:
    assert len({Code.fresh("NM").secret for _ in range(1000)}) == 1000


def test_a_secret_holds_eighty_bits() -> None:
    assert len(set(BASE32)) == 2**5
    assert len(Code.fresh("S").secret) * 5 == 80


def test_every_symbol_of_a_secret_turns_up() -> None:
    assert set().union(*(Code.fresh("S").secret for _ in range(200))) == set(BASE32)


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert str(Code("NM-2F9D", "0123456789ABCDEF")) == "NM-2F9D-0123-4567-89AB-CDEF"


@given(codes)
def test_a_printed_code_can_be_read_back(code: Code) -> None:
    assert Code.parse(str(code)) == code


@given(codes, st.data())
def test_case_spaces_and_hyphens_do_not_matter(code: Code, data: st.DataObject) -> None:
    typed = [data.draw(st.sampled_from(["", " ", "-", "\u2011", "\n"])) + c for c in str(code)]
    assert Code.parse("".join(typed).lower()) == code


@pytest.mark.parametrize(
    "typed",
    [
        "NM-2F58-0118-11ZZ-ZZZZ-VVVV",
        "NM-ZFSB-OIl8-LIZZ-ZZZZ-UVUV",
        "nm 2f5b o1i8 llzz zzzz uuuu",
        "\uff2e\uff2d2F58 0118 11ZZ ZZZZ VVVV",
    ],
)
def test_symbols_that_look_alike_are_understood(typed: str) -> None:
    assert Code.parse(typed) == Code("NM-2F58", "011811ZZZZZZVVVV")


def test_a_digit_read_for_the_letter_of_the_prefix_is_understood() -> None:
    assert Code.parse("5-7K3Q-0000-0000-0000-0000").reference == "S-7K3Q"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "NM-2F9D",
        "NM-2F9D-0123-4567-89AB-CDE",
        "NM-2F9D-0123-4567-89AB-CDEFG-HJKM",
        "NM-2O9D-0123-4567-89AB-CDEF",
        "77-2F9D-0123-4567-89AB-CDEF",
        "NM-2F9D-0123-4567-89AB-CD\u00e9F",
    ],
)
def test_what_cannot_be_a_code_gets_a_kind_sentence_without_the_typed_words(typed: str) -> None:
    with pytest.raises(ValueError, match="Please check it against your receipt") as refusal:
        Code.parse(typed)
    assert not typed or typed not in str(refusal.value)


def test_a_secret_never_shows_in_a_representation() -> None:
    code = Code.fresh("NM")
    assert code.secret not in repr(code)


def test_a_code_keeps_its_secret_when_the_reference_is_drawn_anew() -> None:
    code = Code.fresh("NM")
    assert replace(code, reference="NM-2222").secret == code.secret


def test_a_code_in_any_other_than_its_canonical_form_is_refused() -> None:
    with pytest.raises(ValueError, match="receipt code"):
        Code("nm-2f9d", "0123456789ABCDEF")
    with pytest.raises(ValueError, match="receipt code"):
        Code("NM-2F9D", "0123-4567-89AB-CDEF")
