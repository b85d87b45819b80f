"""Keys: what is sealed with them, and hashes that say nothing without them."""

import base64
from random import Random

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode
from storage.vault import Vault, WrongKey
from tests.builders import DAN, PRIYA

ONE, TWO = ReportId("1" * 32), ReportId("2" * 32)
OLD_SECRET, NEW_SECRET = Fernet.generate_key().decode(), Fernet.generate_key().decode()
OLD_INDEX, NEW_INDEX = (base64.b64encode(Random(n).randbytes(32)).decode() for n in (1, 2))

OLD = Vault((OLD_SECRET,), (OLD_INDEX,))
BOTH = Vault((NEW_SECRET, OLD_SECRET), (NEW_INDEX, OLD_INDEX))
NEW = Vault((NEW_SECRET,), (NEW_INDEX,))

user_ids = st.from_regex(r"[UW][0-9A-Z]{2,11}", fullmatch=True).map(UserId)
report_ids = st.uuids(version=4).map(lambda drawn: ReportId(drawn.hex))


@given(report_ids, user_ids)
def test_what_is_sealed_can_be_opened(report: ReportId, user: UserId) -> None:
    sealed = OLD.seal(report, user)

    assert OLD.open(report, sealed) == user
    assert user.encode() not in sealed
    assert report.encode() not in sealed


@pytest.mark.parametrize("vault", [OLD, BOTH])
def test_what_is_sealed_does_not_tell_when(vault: Vault) -> None:
    token = base64.urlsafe_b64decode(vault.seal(ONE, PRIYA))

    # A Fernet token opens with its version and, in clear, the second it was made in
    # (github.com/fernet/spec, "Token Format").
    assert (token[0], int.from_bytes(token[1:9])) == (0x80, 0)


def test_sealed_under_another_reports_id_it_is_refused() -> None:
    with pytest.raises(WrongKey):
        OLD.open(TWO, OLD.seal(ONE, PRIYA))


def test_the_same_identity_never_looks_the_same_twice() -> None:
    assert OLD.seal(ONE, PRIYA) != OLD.seal(ONE, PRIYA)


def test_what_an_old_key_sealed_is_still_opened() -> None:
    assert BOTH.open(ONE, OLD.seal(ONE, PRIYA)) == PRIYA


def test_new_identities_are_sealed_with_the_newest_key() -> None:
    assert NEW.open(ONE, BOTH.seal(ONE, PRIYA)) == PRIYA


@pytest.mark.parametrize("sealed", [NEW.seal(ONE, PRIYA), b"", b"not sealed at all"])
def test_without_the_key_it_stays_shut(sealed: bytes) -> None:
    with pytest.raises(WrongKey):
        OLD.open(ONE, sealed)


def test_a_person_is_found_under_old_keys_and_stored_under_the_newest() -> None:
    assert BOTH.finders(PRIYA, Mode.CONFIDENTIAL) == (
        NEW.finder(PRIYA, Mode.CONFIDENTIAL),
        OLD.finder(PRIYA, Mode.CONFIDENTIAL),
    )
    assert BOTH.finder(PRIYA, Mode.CONFIDENTIAL) == NEW.finder(PRIYA, Mode.CONFIDENTIAL)


def test_a_delivery_is_marked_with_the_newest_key_and_found_by_any() -> None:
    assert BOTH.effect("card:1") == NEW.effect("card:1")
    assert BOTH.effects("card:1") == (NEW.effect("card:1"), OLD.effect("card:1"))


def test_hashes_differ_by_purpose() -> None:
    word = "U0PRIYA"
    hashes = {
        OLD.finder(UserId(word), Mode.CONFIDENTIAL),
        OLD.dedupe(word),
        bytes.fromhex(OLD.effect(word)),
        OLD.finder(UserId(word), Mode.NAMED),
        OLD.seen_too(ONE, UserId(word)),
        OLD.verdict(ONE, UserId(word)),
    }

    assert len(hashes) == 6


def test_hashes_differ_by_key() -> None:
    assert OLD.finder(PRIYA, Mode.CONFIDENTIAL) != NEW.finder(PRIYA, Mode.CONFIDENTIAL)
    assert OLD.dedupe("form") != NEW.dedupe("form")
    assert OLD.effect("card") != NEW.effect("card")
    assert OLD.seen_too(ONE, PRIYA) != NEW.seen_too(ONE, PRIYA)


def test_hashes_differ_by_person() -> None:
    assert OLD.finder(PRIYA, Mode.CONFIDENTIAL) != OLD.finder(DAN, Mode.CONFIDENTIAL)
    assert OLD.seen_too(ONE, PRIYA) != OLD.seen_too(ONE, DAN)


def test_a_persons_named_and_confidential_reports_cannot_be_put_together() -> None:
    assert OLD.finder(PRIYA, Mode.NAMED) != OLD.finder(PRIYA, Mode.CONFIDENTIAL)


def test_having_seen_two_things_too_cannot_be_put_together() -> None:
    assert OLD.seen_too(ONE, PRIYA) != OLD.seen_too(TWO, PRIYA)


def test_having_said_of_two_changes_whether_they_helped_cannot_be_put_together() -> None:
    assert OLD.verdict(ONE, PRIYA) != OLD.verdict(TWO, PRIYA)
    assert OLD.verdict(ONE, PRIYA) != OLD.verdict(ONE, DAN)
    assert OLD.verdict(ONE, PRIYA) == OLD.verdict(ONE, PRIYA)


@given(user_ids)
def test_a_hash_is_short_and_holds_nothing_of_what_went_in(user: UserId) -> None:
    for hashed in (OLD.finder(user, Mode.CONFIDENTIAL), OLD.dedupe(user), OLD.seen_too(ONE, user)):
        assert len(hashed) == 16
        assert user.encode() not in hashed


def test_the_same_again_gives_the_same_hash() -> None:
    again = Vault((OLD_SECRET,), (OLD_INDEX,))

    assert again.finder(PRIYA, Mode.CONFIDENTIAL) == OLD.finder(PRIYA, Mode.CONFIDENTIAL)
    assert again.dedupe("form") == OLD.dedupe("form")
    assert again.effect("card") == OLD.effect("card")
