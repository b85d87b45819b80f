"""The card shows the whole report to the team, and nothing that would unmask anybody."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Verdict
from bot.domain.events import Event, EventKind, Reply
from bot.domain.privacy import VisibleReport
from bot.domain.reactions import ON_CARDS
from bot.domain.report import Kind, Mode, Words
from bot.domain.taxonomy import Factor
from bot.views.blocks import MESSAGE_WEIGHT, Message, weight
from bot.views.card import card
from bot.views.ids import Action, row_of
from bot.views.ids import Block as Field
from bot.views.labels import FACTORS
from bot.views.reply_form import ANSWER_CHARACTERS
from bot.views.report_form import BOXES
from tests.views.lessons import TITLE, lesson
from tests.views.reading import buttons, everything, parts, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    LONGEST,
    NASTY,
    PRIYA,
    TODAY,
    replied,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals
from tests.views.stories import answered, changed, event, every_event, helped, seen_by_team


def drawn(report: VisibleReport, reactions: Mapping[str, Reply] = ON_CARDS) -> Message:
    return card(report, has_decider=True, today=TODAY, reactions=reactions)


def test_the_reader_sees_who_what_where_and_by_when() -> None:
    assert everything(drawn(seen_by_manager())).splitlines()[:8] == [
        "Near miss NM-7K3Q",
        " spotted this",
        "What happened, or nearly happened?",
        "Two letters for child A were nearly sent to the old address.",
        "What caught it, or could have?",
        "The duty worker rang first.",
        "*Where in our work?* Handover or transfer between workers, teams, areas",
        f"*What made it easy to slip?* {FACTORS[Factor.INFORMATION]} · {FACTORS[Factor.HANDOVER]}",
    ]


def test_questions_that_were_not_answered_are_not_shown() -> None:
    shown = everything(drawn(seen_by_manager(words=Words(what="Only this."))))
    assert "What caught it" not in shown
    assert "Where in our work?" not in shown


def test_the_answer_is_promised_by_day_until_it_is_there() -> None:
    assert "An answer will come by tomorrow." in everything(drawn(seen_by_manager()))
    answered = seen_by_manager(events=(replied(Reply.GO_AHEAD, "Yes."),))
    assert "will come" not in everything(drawn(answered))


def test_a_promised_day_that_has_gone_by_is_not_held_up_to_the_team() -> None:
    shown = card(seen_by_manager(), has_decider=True, today=date(2026, 12, 9), reactions=ON_CARDS)
    assert "An answer is still to come." in everything(shown)
    assert "November" not in everything(shown)


def test_where_nobody_can_answer_the_card_says_so_kindly() -> None:
    shown = card(seen_by_manager(), has_decider=False, today=TODAY, reactions=ON_CARDS)
    assert "Nobody is set up to answer this yet." in everything(shown)


def test_a_named_report_names_its_reporter_and_a_confidential_one_nobody() -> None:
    assert PRIYA in people(drawn(seen_by_manager()))
    confidential = drawn(seen_by_manager(mode=Mode.CONFIDENTIAL))
    # Not even who is to answer: that it is somebody else than usual would tell who wrote it.
    assert people(confidential) == set()
    assert "A colleague\n spotted this" in everything(confidential)


def test_nothing_on_a_confidential_card_tells_when_it_was_written() -> None:
    early = drawn(seen_by_manager(mode=Mode.CONFIDENTIAL, filed_on=date(2026, 11, 20)))
    late = drawn(seen_by_manager(mode=Mode.CONFIDENTIAL, filed_on=date(2026, 11, 26)))
    assert early == late


def test_thanks_and_the_answer_stand_in_the_managers_own_words() -> None:
    report = seen_by_manager(
        events=(
            replied(Reply.THANK_YOU, "A sharp eye!"),
            replied(Reply.TRY_UNTIL, "Let's see.", until=date(2026, 12, 10)),
        )
    )
    shown = drawn(report)
    assert quoted(shown)[-2:] == ["A sharp eye!", "Let's see."]
    assert "Try it until Thursday 10 December" in everything(shown)


def test_how_many_have_seen_this_too_is_told_and_who_is_not() -> None:
    assert "seen this too." not in everything(drawn(seen_by_manager()))
    assert "1 colleague has seen this too." in everything(drawn(seen_by_manager(seen_too=1)))
    assert "2 colleagues have seen this too." in everything(drawn(seen_by_manager(seen_too=2)))


def test_the_buttons_are_for_everybody_and_know_their_report() -> None:
    shown = drawn(seen_by_manager())
    assert buttons(shown) == [Action.SEEN_TOO, Action.HAVE_AN_IDEA]
    [row] = [block for block in shown.blocks if block["type"] == "actions"]
    *pressed, menu = row["elements"]
    assert {button["value"] for button in pressed} == {A_REPORT.id}
    assert row_of(row["block_id"]) == A_REPORT.id
    assert [option["value"] for option in menu["options"]] == [
        Action.PROPOSE_TRAP,
        Action.PUT_TO_TRAP,
    ]


def test_the_whole_story_stands_on_the_card_oldest_first() -> None:
    pieces = [f"Piece {number}." for number in range(6)]
    report = seen_by_team(
        events=(
            answered(Reply.THANK_YOU, pieces[0]),
            event(EventKind.ADDED, pieces[1]),
            answered(Reply.NOT_NOW, pieces[2]),
            event(EventKind.REOPENED, pieces[3]),
            answered(Reply.GO_AHEAD, pieces[4]),
            changed(pieces[5]),
        )
    )
    assert quoted(drawn(report))[-6:] == pieces


def test_of_a_story_that_is_too_long_the_newest_part_is_kept() -> None:
    added = tuple(event(EventKind.ADDED, f"Piece {number}.") for number in range(60))
    shown = drawn(seen_by_team(events=added))
    assert quoted(shown)[-1] == "Piece 59."
    assert "Piece 0." not in quoted(shown)
    assert "What was said before this is not shown here any more." in everything(shown)
    assert refusals(shown) == []


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        ((), True),
        ((answered(Reply.THANK_YOU),), True),
        ((answered(Reply.NOT_NOW, "No."),), False),
        ((answered(Reply.NOT_NOW, "No."), event(EventKind.REOPENED, "But.")), True),
        ((answered(Reply.GO_AHEAD), changed("New.")), False),
    ],
)
def test_the_emoji_are_explained_while_an_answer_is_waited_for(
    events: tuple[Event, ...], *, waits: bool
) -> None:
    shown = everything(drawn(seen_by_team(events=events)))
    assert ("Managers can react: :pray: thank you · :+1: go ahead · " in shown) is waits
    assert ("An answer will come by tomorrow." in shown) is waits


def test_since_it_was_opened_again_a_new_day_is_promised() -> None:
    again = event(EventKind.REOPENED, "But.", until=date(2026, 12, 2))
    shown = drawn(seen_by_team(events=(answered(Reply.NOT_NOW, "No."), again)))
    assert "An answer will come by Wednesday." in everything(shown)


def test_the_emoji_are_those_of_the_team() -> None:
    own = {"seedling": Reply.TRY_UNTIL, "tada": Reply.THANK_YOU}
    shown = everything(drawn(seen_by_team(), own))
    assert "Managers can react: :tada: thank you · :seedling: try it for ten working days" in shown
    assert "Managers can react" not in everything(drawn(seen_by_team(), {}))


def test_a_change_is_told_with_the_day_on_which_people_are_asked() -> None:
    done = (answered(Reply.GO_AHEAD), changed("New."))
    shown = everything(drawn(seen_by_team(events=done)))
    asked = "on Monday 21 December you are asked here whether it has helped."
    assert f"*Something was changed*; {asked}" in shown
    checked = everything(drawn(seen_by_team(events=(*done, helped(Verdict.A_BIT)))))
    assert "*Something was changed, and it has helped a bit.*" in checked


def test_a_day_of_asking_that_has_gone_by_is_not_named() -> None:
    past = (answered(Reply.GO_AHEAD), changed("New.", until=date(2026, 11, 20)))
    shown = everything(drawn(seen_by_team(events=past)))
    assert "*Something was changed*; you are asked here whether it has helped." in shown


def test_an_idea_says_what_it_is_about_and_where_it_came_from() -> None:
    shown = drawn(seen_by_team(about="NM-2F9D", source="https://slack.example/archives/C0/p1"))
    assert "An idea about *NM-2F9D*" in everything(shown)
    [link] = [part for part in parts(shown) if part.get("type") == "link"]
    assert link["url"] == "https://slack.example/archives/C0/p1"
    assert link["text"] == "From a message in Slack"


def test_a_report_that_was_taken_back_leaves_two_quiet_lines() -> None:
    shown = drawn(seen_by_team(events=(event(EventKind.WITHDRAWN),)))
    assert everything(shown).splitlines() == [
        "NM-7K3Q was taken back by whoever wrote it.",
        "Nothing needs to be done.",
    ]
    assert buttons(shown) == []
    assert people(shown) == set()
    assert refusals(shown) == []


@given(st.text(min_size=1, max_size=300))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    shown = drawn(
        seen_by_manager(
            words=Words(what=words, caught=words, idea=words),
            events=(replied(Reply.GO_AHEAD, words),),
        )
    )
    assert quoted(shown) == [words] * 4
    assert not any("⟦" in text for text in texts(shown, "mrkdwn"))
    assert "⟦" not in shown.text


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("letters", [NASTY * 30, "🙏" * 3_000, "שלום " * 600, '"\\\n' * 1_000])
@pytest.mark.parametrize("told", [True, False])
def test_slack_takes_even_the_longest_report(kind: Kind, letters: str, *, told: bool) -> None:
    longest = letters[:3_000]
    events: tuple[Event, ...] = ()
    if told:
        events = every_event(longest) + every_event(longest)
    shown = drawn(seen_by_manager(kind=kind, words=worst(kind, longest), events=events))
    assert refusals(shown) == []
    assert weight(shown.blocks) <= MESSAGE_WEIGHT
    assert "There is more than Slack lets me show" in everything(shown)


@pytest.mark.parametrize("kind", Kind)
def test_a_report_that_fills_every_box_of_the_form_is_shown_whole(kind: Kind) -> None:
    letters = "A plain sentence about what happened. " * 100
    words = worst(kind).retold(
        {
            name: letters[: BOXES[Field(name)].longest]
            for name, text in worst(kind).texts().items()
            if text
        },
    )
    answer = replied(Reply.GO_AHEAD, letters[:ANSWER_CHARACTERS])
    shown = drawn(seen_by_manager(kind=kind, words=words, events=(answer,)))
    whole = "".join(quoted(shown))
    assert all(text in whole for text in words.texts().values())
    assert "There is more" not in everything(shown)


@pytest.mark.parametrize("title", [TITLE, NASTY, LONGEST])
def test_an_idea_from_the_library_says_which_story_it_came_from_and_names_nobody(
    title: str,
) -> None:
    idea = seen_by_manager(kind=Kind.SUGGESTION, mode=Mode.CONFIDENTIAL, about="NM-7K3Q")
    story = lesson(title=title)

    message = card(idea, has_decider=True, today=TODAY, reactions={}, spread_from=story)

    assert title in everything(message)
    assert f"/goodcatch find {story.reference}" in everything(message)
    assert "An idea about" not in everything(message)
    assert people(message) <= {"U0SPY"}
    assert not [text for text in texts(message, "mrkdwn") if "evil" in text]
    assert refusals(message) == []
