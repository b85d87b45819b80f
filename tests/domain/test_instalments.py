"""However long a story is, nothing of it is lost where it comes in instalments."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.instalments import MESSAGE, WINDOW, Room, instalments
from bot.domain.lesson import Lesson, lesson_of
from bot.domain.report import Words
from bot.domain.taxonomy import Factor, Stage
from tests.builders import AMINA, a_report
from tests.conftest import MONDAY

AGREED = Event(EventKind.CONSENTED, MONDAY, REPORTER)
OUT = Event(EventKind.PUBLISHED, MONDAY, AMINA, words="One list")

texts = st.one_of(st.text(max_size=40), st.text(min_size=1, max_size=9).map(lambda one: one * 900))
words = st.builds(Words, what=texts, more=texts, caught=texts, idea=texts, helps=texts)
stories = st.lists(texts.map(lambda said: Event(EventKind.CHANGED, MONDAY, AMINA, words=said)))
rooms = st.sampled_from([MESSAGE, WINDOW, Room(weight=1, pieces=1)])


def a_lesson(written: Words, story: tuple[Event, ...] = (), said: tuple[str, ...] = ()) -> Lesson:
    report = replace(a_report(events=(*story, AGREED, OUT)), words=written)
    return lesson_of(report, said, MONDAY)


@given(written=words, story=stories, said=st.lists(texts), room=rooms)
def test_the_instalments_together_are_the_whole_story_in_its_order(
    written: Words, story: list[Event], said: list[str], room: Room
) -> None:
    whole = a_lesson(written, tuple(story), tuple(said))

    parts = instalments(whole, room)

    for field, text in whole.words.texts().items():
        assert "".join(part.words.texts()[field] for part in parts) == text
    told = "".join(event.words for part in parts for event in part.story)
    assert told == "".join(event.words for event in whole.story)
    assert "".join(one for part in parts for one in part.said) == "".join(whole.said)


@given(written=words, story=stories, said=st.lists(texts), room=rooms)
def test_no_instalment_is_empty_but_that_of_an_empty_story_and_none_holds_too_many_pieces(
    written: Words, story: list[Event], said: list[str], room: Room
) -> None:
    parts = instalments(a_lesson(written, tuple(story), tuple(said)), room)

    pieces = [
        [*filter(None, part.words.texts().values()), *part.story, *part.said] for part in parts
    ]
    assert all(pieces) or len(parts) == 1
    assert all(len(some) <= room.pieces for some in pieces)


def test_what_fits_stays_in_one_piece_with_what_was_chosen_from_lists() -> None:
    short = a_lesson(
        Words(what="The old form", stage=Stage.COURT, factors=(Factor.HANDOVER,)),
        (Event(EventKind.CHANGED, MONDAY, AMINA, words="A new one"),),
        ("Us too",),
    )

    assert instalments(short, MESSAGE) == (short,)


def test_what_was_chosen_stands_in_the_first_instalment_alone() -> None:
    chosen = Words(what="Word " * 5_000, stage=Stage.COURT)

    first, *others = instalments(a_lesson(chosen), MESSAGE)

    assert first.words.stage is Stage.COURT
    assert len(others) > 1
    assert {part.words.stage for part in others} == {None}


def test_an_event_without_words_is_told_all_the_same() -> None:
    silent = Event(EventKind.HELPED, MONDAY, AMINA)

    (part,) = instalments(a_lesson(Words(what="The old form"), (silent,)), MESSAGE)

    assert part.story == (silent,)
