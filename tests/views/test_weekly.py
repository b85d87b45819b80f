"""*You said, we did* tells a team what came of it, and names only those who said yes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId
from bot.domain.report import Mode, Words
from bot.domain.weekly import Done, Week
from bot.views.blocks import MESSAGE_WEIGHT, weight
from bot.views.weekly import weekly
from tests.views.reading import everything, people, quoted, texts
from tests.views.reports import AMINA, LONGEST, PRIYA, TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import LATER, answered, changed, event, seen_by_team

TRIED = answered(Reply.TRY_UNTIL, "Let's see.", until=LATER)
CREDITED = event(EventKind.CREDITED)


def done(last: Event, *more: Event, **changes: Any) -> Done:  # noqa: ANN401 - any field of a report
    """Something that was answered, and then perhaps changed."""
    before = () if last.reply else (answered(Reply.GO_AHEAD),)
    return Done(seen_by_team(events=(*before, last, *more), **changes), last)


def week(changed: tuple[Done, ...] = (), tried: tuple[Done, ...] = ()) -> Week:
    return Week(TODAY, changed, tried)


def test_what_was_changed_comes_first_and_then_what_is_tried() -> None:
    shown = weekly(week((done(changed("A new list.")),), (done(TRIED),)))
    what = "Two letters for child A were nearly sent to the old address."
    assert everything(shown).splitlines()[:9] == [
        "You said, we did",
        "*Changed, because somebody spoke up*",
        "NM-7K3Q",
        " – a colleague said",
        what,
        "What was changed (makes it easier)",
        "A new list.",
        "*Being tried*",
        "NM-7K3Q",
    ]
    assert "Try it until Monday 21 December\nLet's see." in everything(shown)
    assert shown.text == "You said, we did"


def test_a_part_with_nothing_in_it_is_not_headed() -> None:
    assert "*Being tried*" not in everything(weekly(week((done(changed("New.")),))))
    assert "*Changed" not in everything(weekly(week(tried=(done(TRIED),))))


def test_only_whoever_said_yes_is_thanked_by_name() -> None:
    yes = week((done(changed("New."), CREDITED),))
    assert people(weekly(yes)) == {PRIYA}
    assert "thank you, " in everything(weekly(yes))
    assert people(weekly(week((done(changed("New.")),)))) == set()


def test_somebody_confidential_is_never_named() -> None:
    hidden = week((done(changed("New."), CREDITED, mode=Mode.CONFIDENTIAL),))
    assert people(weekly(hidden)) == set()
    assert "a colleague said" in everything(weekly(hidden))


def test_who_answered_is_not_counted_or_named() -> None:
    assert AMINA not in people(weekly(week((done(changed("New.")),), (done(TRIED),))))


@pytest.mark.parametrize("words", [LONGEST, "🙏" * 3_000, "\n" * 3_000, "Short."])
@pytest.mark.parametrize("number", [1, 20, 40])
def test_slack_takes_even_the_fullest_week(words: str, number: int) -> None:
    changes = tuple(
        done(changed(words), CREDITED, id=ReportId(f"{one:032x}"), words=Words(what=words))
        for one in range(number)
    )
    tries = tuple(
        done(answered(Reply.TRY_UNTIL, words, until=LATER), words=Words(what=words))
        for _ in range(number)
    )
    shown = weekly(week(changes, tries))
    assert refusals(shown) == []
    assert weight(shown.blocks) <= MESSAGE_WEIGHT
    assert "*Being tried*" in everything(shown)


def test_what_there_is_no_room_for_is_owned_up_to() -> None:
    many = tuple(done(changed("New.")) for _ in range(40))
    shown = everything(weekly(week(many)))
    told = shown.count("What was changed")
    assert f"… and {40 - told} more things this week." in shown
    assert "more thing" not in everything(weekly(week(many[:3])))


@given(st.text(min_size=1, max_size=60))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    shown = weekly(week((done(changed(words), words=Words(what=words)),)))
    assert quoted(shown) == [words, words]
    assert not any("⟦" in text for text in texts(shown, "mrkdwn", "plain_text"))
    assert "⟦" not in shown.text


def test_a_change_that_several_led_to_is_told_with_all_their_references() -> None:
    first = done(changed("A new list."), CREDITED)
    others = tuple(seen_by_team(reference=f"NM-{number}XYZ") for number in range(2, 9))

    shown = everything(weekly(week((replace(first, also=others),))))

    assert "with NM-2XYZ, NM-3XYZ, NM-4XYZ, NM-5XYZ, NM-6XYZ and 2 more" in shown
    assert shown.count("A new list.") == 1


def test_everybody_who_said_yes_is_thanked_for_what_they_led_to_together() -> None:
    first = done(changed("New."), CREDITED)
    other = done(changed("New."), CREDITED, named_reporter=AMINA).report
    assert people(weekly(week((replace(first, also=(other,)),)))) == {PRIYA, AMINA}


def test_a_post_of_which_nothing_is_left_says_so() -> None:
    shown = weekly(week())
    assert "What stood here is not shown any more." in everything(shown)
    assert refusals(shown) == []
    assert "not shown any more" not in everything(weekly(week((done(changed("New.")),))))
