"""A report's words are shown in order, whole or visibly cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Verdict
from bot.domain.events import Reply
from bot.domain.report import Kind, Words
from bot.domain.taxonomy import Wish
from bot.views.words import Part, choices, drawn, excerpt, origin, parts_of, verdict_of
from tests.views.reading import everything, quoted
from tests.views.reports import LONGEST, seen_by_manager
from tests.views.stories import answered, changed, helped

A_PART = st.builds(Part, question=st.just("?"), words=st.text(min_size=1, max_size=300))


@given(st.lists(A_PART, max_size=5), st.integers(20, 900))
def test_an_excerpt_keeps_to_its_room_and_says_whether_there_is_more(
    parts: list[Part], room: int
) -> None:
    shown, more = excerpt(parts, room)
    assert sum(len(part.words) for part in shown) <= room
    assert more == (list(shown) != parts)
    assert more == (sum(len(part.words) for part in parts) > room)


def test_a_scrap_of_a_part_is_not_worth_showing() -> None:
    shown, more = excerpt([Part("a", "x" * 90), Part("b", "y" * 90)], 100)
    assert ([part.question for part in shown], more) == (["a"], True)


def test_the_parts_stand_in_the_order_of_the_form() -> None:
    words = Words(what="one", more="two", idea="three", helps="four")
    report = seen_by_manager(kind=Kind.SUGGESTION, words=words)
    assert [part.words for part in parts_of(report)] == ["one", "two", "three", "four"]


def test_a_part_that_takes_several_blocks_has_its_question_once() -> None:
    shown = {"blocks": drawn([Part("What?", LONGEST + LONGEST)])}
    assert "".join(quoted(shown)) == LONGEST + LONGEST
    assert everything(shown).count("What?") == 1


def test_a_wish_reads_on_from_its_question() -> None:
    words = Words(what="one", wish=Wish.HAND_OVER)
    [line] = choices(seen_by_manager(kind=Kind.SUGGESTION, words=words))
    assert everything(line) == "*I'd like to* Hand it over"


def test_what_was_last_said_of_a_change_is_its_verdict() -> None:
    done = (answered(Reply.GO_AHEAD), changed("New."))
    assert verdict_of(seen_by_manager(events=done)) is None
    both = (*done, helped(Verdict.YES), helped(Verdict.A_BIT))
    assert verdict_of(seen_by_manager(events=both)) is Verdict.A_BIT


def test_a_report_that_came_from_nowhere_else_has_no_origin() -> None:
    assert origin(seen_by_manager()) == ()
    assert len(origin(seen_by_manager(about="NM-2F9D", source="https://slack.example/p1"))) == 2
