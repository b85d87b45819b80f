"""Direct messages say who said what, kindly, and show nothing of a report on a lock screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import EventKind, Reply
from bot.domain.people import Role, Viewer
from bot.domain.reactions import ON_CARDS
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import MESSAGE_WEIGHT, Message, weight
from bot.views.ids import Action
from bot.views.messages import (
    check_back_to_reporter,
    check_back_to_team,
    credited,
    reaction_prompt,
    reaction_prompt_done,
    reply_to_reporter,
    slip_to_reporter,
    to_try,
)
from tests.views import stories
from tests.views.reading import buttons, everything, parts, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    BEN,
    LONGEST,
    PRIYA,
    TODAY,
    replied,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals
from tests.views.stories import (
    LATER,
    TRYING_ONES_OWN,
    changed,
    event,
    seen_by,
    seen_by_reporter,
    seen_by_team,
)

MONDAY = date(2026, 11, 30)
A_CHANGE = changed("A new list.")
CHANGED = seen_by_reporter(events=(replied(Reply.GO_AHEAD), A_CHANGE))
LATE = seen_by_reporter(promise=Promise(thanks_by=date(2026, 11, 23), answer_by=date(2026, 11, 24)))


def values(shown: Message) -> set[str]:
    """What the buttons of a message carry."""
    return {part["value"] for part in parts(shown) if part.get("type") == "button"}


def all_messages(**changes: object) -> list[Message]:
    """Every message there is about one report."""
    report = seen_by_manager(**changes)
    answers = [replied(reply, report.words.what, until=TODAY) for reply in Reply]
    change = changed(report.words.what)
    done = seen_by_manager(**{"events": (answers[1], change), **changes})
    return [
        *(reply_to_reporter(report, answer, today=TODAY) for answer in answers),
        reply_to_reporter(done, change, today=TODAY),
        credited(done, yes=True, today=TODAY),
        credited(done, yes=False, today=TODAY),
        slip_to_reporter(report, (AMINA,), by=LATER, still=False, today=TODAY),
        slip_to_reporter(report, (), by=LATER, still=True, today=TODAY),
        check_back_to_reporter(done, today=TODAY),
        check_back_to_team(done, today=TODAY),
        *(to_try(report, answer, today=TODAY) for answer in answers[1:3]),
        *(reaction_prompt(report, reply) for reply in ON_CARDS.values()),
        reaction_prompt_done(report, sent=True),
        reaction_prompt_done(report, sent=False),
    ]


@pytest.mark.parametrize(
    ("reply", "opening", "said"),
    [
        (Reply.THANK_YOU, "There is a thank-you for your near miss NM-7K3Q", "Thank you"),
        (
            Reply.GO_AHEAD,
            "There is an answer to your near miss NM-7K3Q",
            "Go ahead\n, look again on Monday",
        ),
        (Reply.TRY_UNTIL, "There is an answer to your near miss NM-7K3Q", "Try it until Monday"),
        (
            Reply.TALK_IT_OVER,
            "There is an answer to your near miss NM-7K3Q",
            "Talk it over\n, look again on Monday",
        ),
        (Reply.NOT_NOW, "There is an answer to your near miss NM-7K3Q", "Not now, because"),
    ],
)
def test_the_reporter_reads_who_said_what_in_their_own_words(
    reply: Reply, opening: str, said: str
) -> None:
    event = replied(reply, "I read it twice.", until=date(2026, 11, 30))
    shown = reply_to_reporter(seen_by_manager(), event, today=TODAY)
    assert shown.text == opening
    assert f"{opening}.\n says: \n{said}\nI read it twice." in everything(shown)
    assert AMINA in people(shown)


def test_a_not_now_can_be_replied_to() -> None:
    put_off = replied(Reply.NOT_NOW, "No.")
    shown = reply_to_reporter(seen_by_reporter(events=(put_off,)), put_off, today=TODAY)
    assert buttons(shown) == [Action.REOPEN]
    assert values(shown) == {A_REPORT.id}
    assert "Reply, and open it again" in everything(shown)


@pytest.mark.parametrize("reply", [Reply.GO_AHEAD, Reply.TRY_UNTIL, Reply.TALK_IT_OVER])
def test_whoever_tries_it_themselves_can_say_that_it_is_changed(reply: Reply) -> None:
    answer = replied(reply, "Do.", until=LATER)
    trying = seen_by(TRYING_ONES_OWN, events=(answer,))
    assert buttons(reply_to_reporter(trying, answer, today=TODAY)) == [Action.CHANGED]
    waiting = seen_by_reporter(events=(answer,))
    assert buttons(reply_to_reporter(waiting, answer, today=TODAY)) == []


def test_the_reporter_is_told_what_was_changed_and_when_they_are_asked_about_it() -> None:
    shown = reply_to_reporter(CHANGED, A_CHANGE, today=TODAY)
    said = everything(shown)
    assert shown.text == "Something was changed because of your near miss NM-7K3Q"
    assert " says what was changed (makes it easier):\nA new list." in said
    assert "You are asked on Monday 21 December whether it has helped." in said


def test_of_a_change_of_its_error_trap_the_trap_s_team_is_asked() -> None:
    undated = reply_to_reporter(CHANGED, changed("A new list.", until=None), today=TODAY)
    said = everything(undated)
    assert "In four weeks the team that works on it is asked whether it has helped." in said
    assert "You are asked" not in said


def test_a_named_reporter_is_asked_before_being_thanked_by_name() -> None:
    shown = reply_to_reporter(CHANGED, A_CHANGE, today=TODAY)
    assert "*May we thank you by name?*" in everything(shown)
    assert buttons(shown) == [Action.CREDIT_YES, Action.CREDIT_NO]
    assert values(shown) == {A_REPORT.id}


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"mode": Mode.CONFIDENTIAL}, [Action.REPLY_AS_REPORTER]),
        ({"audience": Audience.DECIDERS}, []),
    ],
)
def test_nobody_else_is_asked_about_their_name(
    changes: dict[str, object], offered: list[Action]
) -> None:
    report = seen_by_reporter(**{"events": (replied(Reply.GO_AHEAD), A_CHANGE), **changes})
    shown = reply_to_reporter(report, A_CHANGE, today=TODAY)
    assert "by name" not in everything(shown)
    assert buttons(shown) == offered


def test_who_has_said_yes_is_not_asked_again_and_can_take_it_back() -> None:
    done = (replied(Reply.GO_AHEAD), A_CHANGE, event(EventKind.CREDITED))
    shown = reply_to_reporter(seen_by_reporter(events=done), A_CHANGE, today=TODAY)
    assert "May we" not in everything(shown)
    assert "thanks you by name" in everything(shown)
    assert buttons(shown) == [Action.CREDIT_NO]
    assert values(shown) == {A_REPORT.id}


@pytest.mark.parametrize(
    ("yes", "said", "left"),
    [
        (True, "Your team's weekly post thanks you by name.", [Action.CREDIT_NO]),
        (False, "We thank you as a colleague, without your name.", []),
    ],
)
def test_the_question_about_the_name_is_answered_and_the_change_stays_to_be_read(
    said: str, left: list[Action], *, yes: bool
) -> None:
    shown = credited(CHANGED, yes=yes, today=TODAY)
    assert said in everything(shown)
    assert quoted(shown) == ["A new list."]
    assert buttons(shown) == left
    assert said in everything(credited(seen_by_reporter(), yes=yes, today=TODAY))


def test_an_answer_that_has_not_come_is_apologised_for_with_who_was_asked_and_by_when() -> None:
    shown = slip_to_reporter(LATE, (AMINA, BEN), by=MONDAY, still=False, today=TODAY)
    said = everything(shown)
    assert "an answer to your near miss NM-7K3Q by Tuesday, and it has not come." in said
    assert "*I am sorry.*" in said
    assert "<@U0AMINA> and <@U0BEN> have been asked to help, so that you have it by Monday." in said
    alone = slip_to_reporter(LATE, (BEN,), by=MONDAY, still=False, today=TODAY)
    assert "<@U0BEN> has been asked to help" in everything(alone)


def test_where_nobody_else_can_be_asked_the_reporter_is_told_with_whom_it_stays() -> None:
    shown = slip_to_reporter(LATE, (AMINA,), by=MONDAY, still=True, today=TODAY)
    assert "It stays with <@U0AMINA>, so that you have it by Monday." in everything(shown)
    nobody = everything(slip_to_reporter(LATE, (), by=MONDAY, still=True, today=TODAY))
    assert "Nobody is set up to answer it at the moment." in nobody
    assert "Monday" not in nobody


def test_a_confidential_reporter_is_told_that_an_apology_shows_nobody_their_name() -> None:
    hidden = seen_by_reporter(mode=Mode.CONFIDENTIAL)
    told = "Nobody has been shown your name."
    sorry = slip_to_reporter(hidden, (BEN,), by=MONDAY, still=False, today=TODAY)
    assert told in everything(sorry)
    assert told not in everything(
        slip_to_reporter(LATE, (BEN,), by=MONDAY, still=False, today=TODAY)
    )


def test_the_reporter_and_the_team_are_asked_whether_it_has_helped() -> None:
    team = seen_by_team(events=(replied(Reply.GO_AHEAD), A_CHANGE))
    for shown in (
        check_back_to_reporter(CHANGED, today=TODAY),
        check_back_to_team(team, today=TODAY),
    ):
        assert buttons(shown) == [Action.HELPED_YES, Action.HELPED_A_BIT, Action.HELPED_NO]
        assert values(shown) == {A_REPORT.id}
        assert quoted(shown) == ["A new list."]
        assert "Who presses what is not kept." in everything(shown)
        assert "simply opens it again" in everything(shown)


def test_a_long_change_is_quoted_by_its_beginning_when_it_is_asked_about() -> None:
    report = seen_by_team(events=(replied(Reply.GO_AHEAD), changed(LONGEST)))
    [words] = quoted(check_back_to_team(report, today=TODAY))
    assert len(words) <= 600
    assert words.endswith("…")


def test_a_colleague_is_asked_kindly_to_try_something_and_may_say_no() -> None:
    answer = stories.answered(Reply.TRY_UNTIL, "Could you?", until=MONDAY, doer=BEN)
    tom = Viewer(BEN, frozenset({Role.PRACTITIONER, Role.TRYING}))
    shown = to_try(seen_by(tom, events=(answer,)), answer, today=TODAY)
    said = everything(shown)
    assert " asks whether you would like to try something out." in said
    assert "Try it until Monday" in said
    assert quoted(shown) == ["Could you?", A_REPORT.words.what, A_REPORT.words.caught]
    assert "Nothing obliges you" in said
    assert buttons(shown) == [Action.CHANGED]
    assert values(shown) == {A_REPORT.id}


def test_the_reporter_reads_a_long_answer_whole() -> None:
    shown = reply_to_reporter(seen_by_manager(), replied(Reply.NOT_NOW, LONGEST), today=TODAY)
    assert "".join(quoted(shown)) == LONGEST


def test_an_answer_sent_as_it_is_stands_without_a_quotation() -> None:
    shown = reply_to_reporter(seen_by_manager(), replied(Reply.GO_AHEAD), today=TODAY)
    assert quoted(shown) == []
    assert "Go ahead" in everything(shown)


def test_a_confidential_reporter_is_warned_before_writing_in_the_thread() -> None:
    answer = replied(Reply.GO_AHEAD, "Yes.")
    hidden = reply_to_reporter(seen_by_manager(mode=Mode.CONFIDENTIAL), answer, today=TODAY)
    named = reply_to_reporter(seen_by_manager(), answer, today=TODAY)
    assert "everybody there will know who you are" in everything(hidden)
    assert "You can talk on in the thread" in everything(named)


@pytest.mark.parametrize("audience", Audience)
def test_a_confidential_reporter_is_told_that_nobody_was_shown_their_name(
    audience: Audience,
) -> None:
    answer = replied(Reply.GO_AHEAD, "Yes.")
    hidden = seen_by_manager(mode=Mode.CONFIDENTIAL, audience=audience)
    named = seen_by_manager(audience=audience)
    told = "Nobody has been shown your name."
    assert told in everything(reply_to_reporter(hidden, answer, today=TODAY))
    assert told not in everything(reply_to_reporter(named, answer, today=TODAY))


@pytest.mark.parametrize("mode", Mode)
def test_where_there_is_no_card_no_thread_is_spoken_of(mode: Mode) -> None:
    report = seen_by_manager(mode=mode, audience=Audience.DECIDERS)
    shown = reply_to_reporter(report, replied(Reply.GO_AHEAD, "Yes."), today=TODAY)
    assert "thread" not in everything(shown)


@pytest.mark.parametrize(
    ("reply", "meaning"),
    [
        (Reply.THANK_YOU, "*Thank you*"),
        (Reply.GO_AHEAD, "*Go ahead*"),
        (Reply.TRY_UNTIL, "*Try it for ten working days*"),
        (Reply.TALK_IT_OVER, "*Let's talk it over*"),
    ],
)
def test_a_reaction_is_asked_about_before_it_becomes_an_answer(reply: Reply, meaning: str) -> None:
    shown = reaction_prompt(seen_by_manager(), reply)
    said = f"You reacted to near miss NM-7K3Q. Shall I tell whoever wrote it: {meaning}?"
    assert said in everything(shown)
    assert "Nothing is sent until you choose." in everything(shown)
    assert buttons(shown) == [Action.ADD_WORDS, Action.SEND_AS_IT_IS]
    assert values(shown) == {A_REPORT.id}


def test_the_question_turns_into_what_became_of_it() -> None:
    sent = everything(reaction_prompt_done(seen_by_manager(), sent=True))
    undone = everything(reaction_prompt_done(seen_by_manager(), sent=False))
    assert sent == "Sent. Thank you for answering near miss NM-7K3Q."
    assert undone == (
        "That reaction to near miss NM-7K3Q no longer stands, so nothing was sent for it."
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 3_000])
def test_slack_takes_every_message_about_the_longest_report(kind: Kind, letters: str) -> None:
    for message in all_messages(kind=kind, words=worst(kind, letters)):
        assert refusals(message) == []
        assert weight(message.blocks) <= MESSAGE_WEIGHT


def test_messages_about_a_confidential_report_name_only_who_answered() -> None:
    for message in all_messages(mode=Mode.CONFIDENTIAL):
        assert people(message) <= {AMINA}
    assert any(PRIYA in people(message) for message in all_messages())


@given(st.text(min_size=1, max_size=200))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    for message in all_messages(words=Words(what=words)):
        assert set(quoted(message)) <= {words}
        assert not any("⟦" in text for text in texts(message, "mrkdwn", "plain_text"))
        assert "⟦" not in message.text
