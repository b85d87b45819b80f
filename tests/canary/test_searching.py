"""The search itself: it finds what is there in each disguise, and nothing where nothing is."""

import base64
import hashlib

import pytest

from tests.canary.people import flock
from tests.canary.searching import Needles, disguises

ONE, OTHER = flock(2)


@pytest.mark.parametrize("secret", ONE.secrets)
def test_every_disguise_is_found_wherever_it_stands(secret: str) -> None:
    needles = Needles(ONE.secrets)

    for way, disguised in disguises(secret):
        found = needles.found_in(b"\x00 before " + disguised + b" after \xff")
        assert f"{secret} ({way})" in found


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("after", range(4))
def test_base64_of_words_around_it_is_seen_through(before: int, after: int) -> None:
    whole = b"x" * before + ONE.id.encode() + b"y" * after

    found = Needles([ONE.id]).found_in(base64.b64encode(whole))

    assert found == {f"{ONE.id} (base64)"}


def test_nobody_is_taken_for_somebody_else() -> None:
    needles = Needles(ONE.secrets)

    for secret in OTHER.secrets:
        for _, disguised in disguises(secret):
            assert needles.found_in(disguised) == set()


def test_a_keyed_hash_is_no_disguise() -> None:
    keyed = hashlib.blake2b(ONE.id.encode(), key=b"a key that nobody has").digest()

    assert Needles(ONE.secrets).found_in(keyed) == set()


def test_a_flock_shares_neither_ids_nor_names_nor_words() -> None:
    birds = flock(400)

    assert len({secret for one in birds for secret in (*one.secrets, one.word)}) == 400 * 8
