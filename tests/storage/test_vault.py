"""Keys: what is sealed with them, and hashes that say nothing without them."""

import base64
import hashlib
import hmac
from dataclasses import replace
from random import Random

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ReportId, UserId
from bot.domain.reference import Code
from bot.domain.report import Mode
from storage.vault import Vault, WrongKey
from tests.builders import DAN, PRIYA

ONE, TWO = ReportId("1" * 32), ReportId("2" * 32)
OLD_SECRET, NEW_SECRET = Fernet.generate_key().decode(), Fernet.generate_key().decode()
OLD_INDEX, NEW_INDEX = (base64.b64encode(Random(n).randbytes(32)).decode() for n in (1, 2))

OLD = Vault((OLD_SECRET,), (OLD_INDEX,))
BOTH = Vault((NEW_SECRET, OLD_SECRET), (NEW_INDEX, OLD_INDEX))
CODE = Code.fresh("NM")
NEW = Vault((NEW_SECRET,), (NEW_INDEX,))

user_ids = st.from_regex(r"[UW][0-9A-Z]{2,11}", fullmatch=True).map(UserId)
report_ids = st.uuids(version=4).map(lambda drawn: ReportId(drawn.hex))


@given(report_ids, user_ids)
def test_what_is_sealed_can_be_opened(report: ReportId, user: UserId) -> None:
    sealed = OLD.seal(report, user)

    assert OLD.open(report, sealed) == user
    assert user.encode() not in sealed
    assert report.encode() not in sealed


@pytest.mark.parametrize(
    "sealed",
    [
        OLD.seal(ONE, PRIYA),
        BOTH.seal(ONE, PRIYA),
        BOTH.reseal(OLD.seal(ONE, PRIYA)),
        OLD.seal_left_out(ONE, [PRIYA]),
    ],
    ids=["sealed", "by the newest", "sealed again", "left out"],
)
def test_what_is_sealed_does_not_tell_when(sealed: bytes) -> None:
    token = base64.urlsafe_b64decode(sealed)

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


def test_what_is_sealed_again_needs_the_newest_key_only() -> None:
    again = BOTH.reseal(OLD.seal(ONE, PRIYA))

    assert NEW.open(ONE, again) == PRIYA
    assert (BOTH.place_of(again), BOTH.place_of(OLD.seal(ONE, PRIYA))) == (0, 1)


@pytest.mark.parametrize("sealed", [NEW.seal(ONE, PRIYA), b"", b"not sealed at all"])
def test_without_the_key_it_stays_shut(sealed: bytes) -> None:
    for attempt in (
        lambda: OLD.open(ONE, sealed),
        lambda: OLD.open_left_out(ONE, sealed),
        lambda: OLD.place_of(sealed),
        lambda: OLD.reseal(sealed),
    ):
        with pytest.raises(WrongKey):
            attempt()


@given(report_ids, st.lists(user_ids, max_size=60))
def test_whom_somebody_has_left_out_is_sealed_and_opened(
    report: ReportId, users: list[UserId]
) -> None:
    sealed = OLD.seal_left_out(report, users)

    assert OLD.open_left_out(report, sealed) == frozenset(users)
    assert BOTH.open_left_out(report, sealed) == frozenset(users)


def test_how_many_are_left_out_does_not_show_from_outside() -> None:
    everybody = [UserId(f"U0123456{n:03}") for n in range(12)]

    assert len({len(OLD.seal_left_out(ONE, everybody[:n])) for n in (0, 1, 2, 12)}) == 1


def test_what_is_sealed_for_one_purpose_or_report_opens_for_no_other() -> None:
    left_out = OLD.seal_left_out(ONE, [PRIYA])

    with pytest.raises(WrongKey):
        OLD.open_left_out(TWO, left_out)
    with pytest.raises(WrongKey):
        OLD.open_left_out(ONE, OLD.seal(ONE, PRIYA))
    with pytest.raises(WrongKey):
        OLD.open(ONE, left_out)


def test_a_person_is_found_under_old_keys_and_stored_under_the_newest() -> None:
    assert BOTH.finders(PRIYA, Mode.CONFIDENTIAL) == (
        NEW.finder(PRIYA, Mode.CONFIDENTIAL),
        OLD.finder(PRIYA, Mode.CONFIDENTIAL),
    )
    assert BOTH.finder(PRIYA, Mode.CONFIDENTIAL) == NEW.finder(PRIYA, Mode.CONFIDENTIAL)


def test_a_delivery_is_marked_with_the_newest_key_and_found_by_any() -> None:
    assert BOTH.effect("card:1") == NEW.effect("card:1")
    assert BOTH.effects("card:1") == (NEW.effect("card:1"), OLD.effect("card:1"))


def test_whoever_holds_a_receipt_is_found_under_every_key() -> None:
    digest, key_name = BOTH.receipt(CODE)

    assert BOTH.receipts(CODE) == (NEW.receipt(CODE)[0], OLD.receipt(CODE)[0])
    assert (digest, key_name) == NEW.receipt(CODE)
    assert len(digest) == 32


def test_a_receipt_goes_by_the_secret_of_its_code_alone() -> None:
    again = replace(CODE, reference=Code.fresh("NM").reference)

    assert OLD.receipt(again) == OLD.receipt(CODE)
    assert OLD.receipt(Code.fresh("NM")) != OLD.receipt(CODE)


def test_a_receipt_cannot_be_worked_out_without_the_key() -> None:
    raw = CODE.secret.encode()
    key = base64.b64decode(OLD_INDEX)

    assert OLD.receipt(CODE)[0] not in {
        hashlib.sha256(raw).digest(),
        hmac.new(key, raw, hashlib.sha256).digest(),
    }
    assert OLD.receipt(CODE)[0][:16] != OLD.dedupe(CODE.secret)


def test_a_key_has_a_name_that_an_operator_can_work_out() -> None:
    name = hashlib.sha256(base64.b64decode(OLD_INDEX)).hexdigest()[:16]

    assert OLD.key_name == name
    assert BOTH.key_names == (NEW.key_name, OLD.key_name)
    assert OLD.receipt(CODE)[1] == name


@pytest.mark.parametrize("mark", ["seen_too", "verdict"])
def test_what_somebody_has_said_is_marked_with_the_newest_key_and_found_by_any(mark: str) -> None:
    one, every = f"{mark}", f"{mark}s"

    assert getattr(BOTH, every)(ONE, PRIYA) == (
        getattr(NEW, one)(ONE, PRIYA),
        getattr(OLD, one)(ONE, PRIYA),
    )
    assert getattr(BOTH, one)(ONE, PRIYA) == getattr(NEW, one)(ONE, PRIYA)


def test_what_is_done_once_is_marked_with_the_newest_key_and_found_by_any() -> None:
    assert BOTH.dedupes("form") == (NEW.dedupe("form"), OLD.dedupe("form"))
    assert BOTH.dedupe("form") == NEW.dedupe("form")


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
