"""What is brought to a reporter and back again shows no name, and no words on a lock screen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.domain.events import EventKind
from bot.domain.report import Audience, Mode
from bot.views import relayed
from bot.views.blocks import MESSAGE_WEIGHT, Message, weight
from bot.views.ids import Action
from tests.views.reading import buttons, everything, parts, people, quoted
from tests.views.reports import A_REPORT, AMINA, LONGEST, PRIYA, TODAY, seen_by_manager
from tests.views.slack_rules import refusals
from tests.views.stories import event, seen_by_reporter, seen_by_team

UNNAMED = (Mode.CONFIDENTIAL, Mode.ANONYMOUS)
IN_THE_THREAD = "will know who you are"
AT = datetime(2026, 11, 25, 14, 5, tzinfo=ZoneInfo("Europe/London"))

ASKED = event(EventKind.QUESTIONED, LONGEST, actor=AMINA)
SAID = event(EventKind.REPLIED, LONGEST)
CONSENT = event(EventKind.CONSENT_ASKED, actor=AMINA)
OPENED = event(EventKind.OPENED, LONGEST, actor="U0MOIRA")
MASKED = event(EventKind.REDACTED, actor=AMINA)

MESSAGES: dict[str, Callable[[Mode], Message]] = {
    "question": lambda mode: relayed.question_to_reporter(
        seen_by_reporter(mode=mode, events=(ASKED,)), ASKED, today=TODAY
    ),
    "in the thread": lambda mode: relayed.reporter_says(
        seen_by_team(mode=mode, events=(SAID,)), SAID
    ),
    "to who asked": lambda mode: relayed.reporter_says_to_asker(
        seen_by_manager(mode=mode, events=(ASKED, SAID)), SAID
    ),
    "consent": lambda mode: relayed.consent_to_reporter(
        seen_by_reporter(mode=mode, events=(CONSENT,)), CONSENT
    ),
    "opened": lambda mode: relayed.opened_to_reporter(
        seen_by_reporter(mode=mode, events=(OPENED,)), OPENED, at=AT, today=TODAY
    ),
    "masked": lambda mode: relayed.masked_to_reporter(
        seen_by_reporter(mode=mode, events=(MASKED,)), MASKED
    ),
}
EVERY_MESSAGE = pytest.mark.parametrize("drawn", MESSAGES.values(), ids=MESSAGES.keys())


@EVERY_MESSAGE
@pytest.mark.parametrize("mode", Mode)
def test_slack_takes_it_whole_and_its_notification_quotes_nobody(
    drawn: Callable[[Mode], Message], mode: Mode
) -> None:
    message = drawn(mode)

    assert refusals(message) == []
    assert weight(message.blocks) <= MESSAGE_WEIGHT
    assert "<!channel>" not in message.text
    assert not [piece for piece in quoted(message) if piece in message.text]


@EVERY_MESSAGE
@pytest.mark.parametrize("mode", UNNAMED)
def test_nothing_names_a_reporter_who_is_not_named(
    drawn: Callable[[Mode], Message], mode: Mode
) -> None:
    assert PRIYA not in people(drawn(mode))


@pytest.mark.parametrize("mode", UNNAMED)
@pytest.mark.parametrize("name", ["in the thread", "to who asked"])
def test_what_is_brought_back_is_the_reporters_and_whole(mode: Mode, name: str) -> None:
    message = MESSAGES[name](mode)

    assert "The reporter" in everything(message)
    assert "".join(quoted(message)) == LONGEST


@pytest.mark.parametrize("name", ["in the thread", "to who asked"])
def test_a_named_reporters_words_stand_beside_their_name(name: str) -> None:
    assert PRIYA in people(MESSAGES[name](Mode.NAMED))


def test_whoever_asked_can_go_on_asking() -> None:
    assert buttons(MESSAGES["to who asked"](Mode.CONFIDENTIAL)) == [Action.ASK_REPORTER]


@pytest.mark.parametrize("mode", [Mode.NAMED, *UNNAMED])
def test_a_question_says_who_asks_and_can_be_answered_there(mode: Mode) -> None:
    message = MESSAGES["question"](mode)

    assert AMINA in people(message)
    assert buttons(message) == [Action.REPLY_AS_REPORTER]
    assert (IN_THE_THREAD in everything(message)) == (mode is not Mode.NAMED)


def test_where_there_is_no_thread_nobody_is_warned_of_it() -> None:
    seen = partial(seen_by_reporter, mode=Mode.CONFIDENTIAL, audience=Audience.DECIDERS)
    question = relayed.question_to_reporter(seen(events=(ASKED,)), ASKED, today=TODAY)
    masked = relayed.masked_to_reporter(seen(events=(MASKED,)), MASKED)

    for message in (question, masked):
        assert IN_THE_THREAD not in everything(message)
        assert "Nobody has been shown your name" in everything(message)


@pytest.mark.parametrize("kind", [EventKind.OPENED, EventKind.UNNAMED])
def test_whose_name_was_ever_shown_is_not_told_that_nobody_has_seen_it(kind: EventKind) -> None:
    before = event(kind, "A child may come to harm.", actor=AMINA)
    seen = seen_by_reporter(mode=Mode.CONFIDENTIAL, events=(before, ASKED))

    said = everything(relayed.question_to_reporter(seen, ASKED, today=TODAY))

    assert "Your name does not stand with it." in said
    assert "Nobody has been shown your name" not in said


def test_a_named_reporter_needs_no_other_way_to_reply() -> None:
    assert list(relayed.reply_as_reporter(seen_by_reporter())) == []


@pytest.mark.parametrize("mode", UNNAMED)
def test_an_unnamed_one_is_always_offered_it(mode: Mode) -> None:
    drawn = list(relayed.reply_as_reporter(seen_by_reporter(mode=mode)))

    assert IN_THE_THREAD in str(drawn)
    assert Action.REPLY_AS_REPORTER in str(drawn)


def test_consent_can_be_given_or_not_and_a_no_needs_no_reason() -> None:
    message = MESSAGES["consent"](Mode.CONFIDENTIAL)

    both = [Action.CONSENT_YES, Action.CONSENT_NO]
    assert buttons(message) == [*both, Action.REPLY_AS_REPORTER]
    assert buttons(MESSAGES["consent"](Mode.NAMED)) == both
    assert "A no needs no reason" in everything(message)
    assert "take a yes back" in everything(message)


def test_who_was_opened_reads_by_whom_when_and_why_in_their_own_words() -> None:
    message = MESSAGES["opened"](Mode.CONFIDENTIAL)

    assert "yesterday at 14:05" in everything(message)
    assert "<@U0MOIRA>" in everything(message)
    assert "".join(quoted(message)) == LONGEST
    assert "data protection" in everything(message)


def test_that_words_were_masked_is_told_without_the_words_and_without_blame() -> None:
    message = MESSAGES["masked"](Mode.CONFIDENTIAL)

    assert quoted(message) == []
    assert "It happens easily" in everything(message)


@EVERY_MESSAGE
def test_every_button_brings_its_report(drawn: Callable[[Mode], Message]) -> None:
    values = {
        part["value"] for part in parts(drawn(Mode.CONFIDENTIAL)) if part.get("type") == "button"
    }
    assert values <= {A_REPORT.id}
