"""What was altered, how strong that is, and when people are asked whether it has helped."""

from datetime import timedelta

from bot.domain.change import CHECK_BACK_AFTER, Strength, Verdict


def test_people_are_asked_after_four_weeks() -> None:
    assert timedelta(days=28) == CHECK_BACK_AFTER


def test_the_strongest_kind_of_change_comes_first() -> None:
    assert list(Strength) == [Strength.DESIGN_OUT, Strength.EASIER, Strength.REMIND]


def test_a_change_has_helped_or_a_bit_or_not() -> None:
    assert list(Verdict) == [Verdict.YES, Verdict.A_BIT, Verdict.NO]


def test_what_is_stored_does_not_change_its_name() -> None:
    """The values stand in databases: another name would make old rows unreadable."""
    assert [*Strength, *Verdict] == ["design_out", "easier", "remind", "yes", "a_bit", "no"]
