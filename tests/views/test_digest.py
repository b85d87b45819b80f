"""The digest puts a whole morning into one message, and says what it leaves out."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import Digest, compose
from bot.domain.events import Reply
from bot.domain.ids import ReportId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import MESSAGE_WEIGHT, weight
from bot.views.digest import digest
from bot.views.ids import action_of
from tests.views.reading import buttons, everything, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    LONGEST,
    PRIYA,
    TODAY,
    replied,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals

FIVE = [action_of(reply) for reply in Reply]
FOUR = [action_of(reply) for reply in Reply if reply is not Reply.THANK_YOU]
"""Once somebody has said thank you."""


def morning(*reports: VisibleReport) -> Digest:
    return compose(TODAY, reports)


def several(number: int, words: Words) -> list[VisibleReport]:
    return [
        seen_by_manager(id=ReportId(f"{n:032x}"), reference=f"NM-{n:04}", words=words)
        for n in range(number)
    ]


def shown_ids(blocks: tuple[dict[str, object], ...]) -> set[str]:
    return set(re.findall(r"'value': '([0-9a-f]{32})'", str(blocks)))


def test_the_sections_come_in_order_under_their_headings() -> None:
    waiting = seen_by_manager(reference="NM-2222", events=(replied(Reply.THANK_YOU),))
    answered = seen_by_manager(reference="NM-3333", events=(replied(Reply.GO_AHEAD, "Yes."),))
    shown = digest(morning(answered, waiting, seen_by_manager()), teams={})
    headings = ["*New*", "*Waiting for your answer*", "*Answered*"]
    assert [text for text in texts(shown, "mrkdwn") if text in headings] == headings
    assert shown.text == "Good morning: 1 new, 1 waiting for your answer, 1 answered"


def test_a_row_says_what_by_whom_since_when_and_by_when() -> None:
    shown = everything(digest(morning(seen_by_manager()), teams={}))
    assert "Near miss NM-7K3Q" in shown
    assert "Two letters for child A were nearly sent to the old address." in shown
    assert "waiting since Tuesday · promised by tomorrow" in shown


def test_a_promised_day_that_has_gone_by_is_told_plainly_to_the_manager() -> None:
    promise = Promise(thanks_by=date(2026, 11, 20), answer_by=date(2026, 11, 23))
    shown = digest(morning(seen_by_manager(promise=promise)), teams={})
    assert "promised for Monday" in everything(shown)


def test_every_row_has_the_five_replies_and_each_knows_its_report() -> None:
    shown = digest(morning(seen_by_manager()), teams={})
    assert buttons(shown) == FIVE
    assert shown_ids(shown.blocks) == {A_REPORT.id}


def test_nobody_is_offered_buttons_on_their_own_report() -> None:
    own = Viewer(user=PRIYA, roles=frozenset({Role.MANAGER, Role.REPORTER}))
    assert buttons(digest(morning(visible_to(A_REPORT, own)), teams={})) == []


def test_an_answered_row_shows_the_answer_in_place_of_the_buttons() -> None:
    answered = seen_by_manager(events=(replied(Reply.TALK_IT_OVER, "Friday at ten?"),))
    shown = digest(morning(answered), teams={})
    assert buttons(shown) == []
    assert quoted(shown)[-1] == "Friday at ten?"
    assert "Talk it over" in everything(shown)
    assert "waiting since" not in everything(shown)


def test_a_thank_you_given_shows_while_the_answer_is_awaited() -> None:
    thanked = seen_by_manager(events=(replied(Reply.THANK_YOU),))
    shown = digest(morning(thanked), teams={})
    assert "<@U0AMINA> said thank you" in everything(shown)
    assert buttons(shown) == FOUR


def test_a_row_that_the_channel_does_not_see_says_so() -> None:
    apart = "only for those who decide, not in the channel"
    unshared = digest(morning(seen_by_manager(audience=Audience.DECIDERS)), teams={})
    assert apart in everything(unshared)
    assert apart not in everything(digest(morning(seen_by_manager()), teams={}))


def test_teams_are_named_only_where_there_are_several() -> None:
    one, two = several(2, Words(what="x"))
    reports = morning(one, two)
    apart = everything(digest(reports, teams={one.id: "East <1>", two.id: "West"}))
    together = everything(digest(reports, teams={one.id: "East", two.id: "East"}))
    assert "East &lt;1&gt; · waiting" in apart
    assert "West · waiting" in apart
    assert "East" not in together


def test_a_confidential_row_names_nobody() -> None:
    shown = digest(morning(seen_by_manager(mode=Mode.CONFIDENTIAL)), teams={})
    assert people(shown) == set()
    assert "A colleague" in everything(shown)
    assert people(digest(morning(seen_by_manager()), teams={})) == {PRIYA}


def test_words_are_whole_where_there_is_room() -> None:
    words = ("A long and careful story. " * 57).strip()
    shown = digest(morning(seen_by_manager(words=Words(what=words))), teams={})
    assert quoted(shown) == [words]
    assert "there is more to read" not in everything(shown)


def test_words_that_are_cut_say_where_the_rest_is() -> None:
    shown = digest(morning(seen_by_manager(words=Words(what=LONGEST))), teams={})
    assert quoted(shown)[0].endswith("…")
    assert "there is more to read: it opens with any of the buttons" in everything(shown)


def test_many_reports_are_shown_shorter_rather_than_not_at_all() -> None:
    reports = several(6, Words(what="A long and careful story. " * 60))
    shown = digest(morning(*reports), teams={})
    assert shown_ids(shown.blocks) == {report.id for report in reports}
    assert "no room" not in everything(shown)


@given(number=st.integers(1, 40), long=st.booleans())
def test_reports_without_room_are_counted_and_never_dropped_silently(
    number: int, *, long: bool
) -> None:
    reports = several(number, worst(Kind.NEAR_MISS) if long else Words(what="Short."))
    shown = digest(morning(*reports), teams={})
    placed = len(shown_ids(shown.blocks))
    left_over = re.search(r"(\d+) reports? (?:is|are) here that", everything(shown))
    assert placed + (int(left_over[1]) if left_over else 0) == number
    assert placed > 0
    assert refusals(shown) == []
    assert weight(shown.blocks) <= MESSAGE_WEIGHT


def test_those_left_over_are_the_last_ones() -> None:
    reports = several(30, worst(Kind.NEAR_MISS))
    placed = shown_ids(digest(morning(*reports), teams={}).blocks)
    assert placed == {report.id for report in reports[: len(placed)]}


def test_a_digest_in_which_nothing_is_left_says_so() -> None:
    shown = digest(morning(), teams={})
    assert refusals(shown) == []
    assert "Nothing is waiting for your answer." in everything(shown)


@given(st.text(min_size=1, max_size=200))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    answered = seen_by_manager(
        reference="NM-2222", words=Words(what=words), events=(replied(Reply.GO_AHEAD, words),)
    )
    shown = digest(morning(answered, seen_by_manager(words=Words(what=words))), teams={})
    assert quoted(shown) == [words] * 3
    assert not any("⟦" in text for text in texts(shown, "mrkdwn", "plain_text"))
    assert "⟦" not in shown.text


def test_the_manager_who_answered_is_the_only_person_on_a_confidential_answered_row() -> None:
    answered = seen_by_manager(mode=Mode.CONFIDENTIAL, events=(replied(Reply.GO_AHEAD, "Yes."),))
    assert people(digest(morning(answered), teams={})) == {AMINA}
