"""The story of a report is told piece by piece, in people's own words and without blame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Strength, Verdict
from bot.domain.events import TEAM, Event, EventKind, Reply
from bot.views.blocks import Message
from bot.views.story import spoken, story, told
from tests.views.reading import everything, people, quoted, texts
from tests.views.reports import AMINA, BEN, LONGEST, PRIYA, TODAY, seen_by_manager
from tests.views.slack_rules import refusals
from tests.views.stories import LATER, answered, changed, event, every_event, helped


def drawn(one: Event, *, own: bool = False, room: int | None = None) -> Message:
    return Message("A story", told(one, today=TODAY, own=own, room=room))


def said(one: Event, *, own: bool = False) -> str:
    return everything(drawn(one, own=own)).replace("\n", "|")


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (answered(Reply.THANK_YOU, "Ta."), " says: |Thank you|Ta."),
        (answered(Reply.GO_AHEAD, "Yes."), " says: |Go ahead|Yes."),
        (
            answered(Reply.GO_AHEAD, "Yes.", until=LATER),
            " says: |Go ahead|, look again on Monday 21 December|Yes.",
        ),
        (
            answered(Reply.TALK_IT_OVER, until=TODAY),
            " says: |Talk it over|, look again today",
        ),
        (
            answered(Reply.TRY_UNTIL, "Do.", until=LATER, doer=BEN),
            " says: |Try it until Monday 21 December| with |Do.",
        ),
        (event(EventKind.ADDED, "More."), "Whoever wrote it adds:|More."),
        (
            event(EventKind.REOPENED, "But."),
            "Whoever wrote it replies, so it is open again:|But.",
        ),
        (
            event(EventKind.REOPENED, actor=TEAM, verdict=Verdict.NO),
            "It has not helped yet, so it is open again.",
        ),
        (changed("A new list."), " says what was changed (makes it easier):|A new list."),
        (helped(), "A colleague says: |it has helped"),
        (helped(Verdict.A_BIT), "A colleague says: |it has helped a bit"),
    ],
)
def test_every_piece_says_who_says_what(one: Event, line: str) -> None:
    assert said(one) == line


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (event(EventKind.ADDED, "More."), "You add:|More."),
        (event(EventKind.REOPENED, "But."), "You reply, so it is open again:|But."),
        (
            event(EventKind.CHANGED, "New.", strength=Strength.DESIGN_OUT),
            "You say what was changed (designs it out):|New.",
        ),
        (changed("New."), " says what was changed (makes it easier):|New."),
        (helped(), "A colleague says: |it has helped"),
    ],
)
def test_to_whoever_wrote_it_their_own_part_is_told_as_theirs(one: Event, line: str) -> None:
    assert said(one, own=True) == line


def test_a_change_by_whoever_wrote_it_names_nobody() -> None:
    one = event(EventKind.CHANGED, "New.", strength=Strength.REMIND)
    assert said(one) == "Whoever wrote it says what was changed (reminds or trains):|New."
    assert people(drawn(one)) == set()


def test_a_day_to_look_again_that_has_gone_by_is_not_spoken_of() -> None:
    gone = answered(Reply.GO_AHEAD, "Yes.", until=TODAY.replace(day=20))
    assert said(gone) == " says: |Go ahead|Yes."


def test_who_says_whether_it_has_helped_is_never_told() -> None:
    by_a_manager = event(EventKind.HELPED, actor=AMINA, verdict=Verdict.YES)
    assert people(drawn(by_a_manager)) == set()


def test_a_story_names_those_who_decide_and_try_and_nobody_else() -> None:
    named = {person for one in every_event("Words.", doer=BEN) for person in people(drawn(one))}
    assert named == {AMINA, BEN}
    assert PRIYA not in named


def test_everything_that_the_guard_lets_through_can_be_told() -> None:
    story = seen_by_manager(events=every_event("Words.")).story
    assert len(story) == 7
    assert all(refusals(drawn(one)) == [] for one in story)


def test_long_words_are_whole_unless_there_is_little_room() -> None:
    for one in every_event(LONGEST * 2)[:-1]:
        assert "".join(quoted(drawn(one))) == LONGEST * 2
        [short] = quoted(drawn(one, room=100))
        assert len(short) <= 100
        assert short.endswith("…")
        assert refusals(drawn(one)) == []


@given(st.text(min_size=1, max_size=200))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    for one in every_event(words)[:-1]:
        assert quoted(drawn(one)) == [words]
        assert not any("⟦" in text for text in texts(drawn(one), "mrkdwn", "plain_text"))


def test_thanks_and_answers_can_be_told_by_themselves() -> None:
    for reply in Reply:
        one = answered(reply, "Words.", until=LATER)
        assert spoken(one, today=TODAY) == told(one, today=TODAY)


@given(st.integers(0, 12), st.integers(3, 12))
def test_a_story_keeps_to_its_room_with_its_newest_part(number: int, room: int) -> None:
    added = tuple(event(EventKind.ADDED, f"{one}. {LONGEST}") for one in range(number))
    shown = story(seen_by_manager(events=added), today=TODAY, room=room)
    assert len(shown) <= room
    cut = number * 2 > room
    assert ("There is more, from earlier" in everything({"blocks": shown})) is cut
    kept = [words.partition(".")[0] for words in quoted({"blocks": shown})[::2]]
    assert kept == [str(one) for one in range(number - len(kept), number)]
