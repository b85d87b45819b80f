"""Reminders are kind, can be answered on the spot, and count nobody's delays."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.domain.ids import ChannelId
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import MESSAGE_WEIGHT, Message, weight
from bot.views.ids import Action, action_of
from bot.views.reminders import away_notice, nobody_notice, nudge, offer, second_notice, snoozed
from tests.views.reading import buttons, everything, parts, people, quoted, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    LONGEST,
    PRIYA,
    TODAY,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals
from tests.views.stories import answered

MONDAY: Final = date(2026, 11, 30)
CHANNEL: Final = ChannelId("C0EAST")

LATER_OR_AWAY: Final = [Action.SNOOZE_1, Action.SNOOZE_3, Action.AWAY]


def reminded(**changes: object) -> Message:
    return nudge(seen_by_manager(**changes), today=TODAY, is_last=False)


def reminded_last() -> Message:
    return nudge(seen_by_manager(), today=TODAY, is_last=True)


def offered(**changes: object) -> Message:
    return offer(seen_by_manager(**changes), by=MONDAY, today=TODAY)


def both(**changes: object) -> list[Message]:
    return [reminded(**changes), offered(**changes)]


def test_a_nudge_says_since_when_and_by_when_and_can_be_answered_on_the_spot() -> None:
    message = reminded()
    said = everything(message)
    assert "*Near miss NM-7K3Q* has been waiting since Tuesday; an answer is promised by" in said
    assert "promised by tomorrow." in said
    assert "Two letters for child A" in said
    assert buttons(message) == [*(action_of(reply) for reply in Reply), *LATER_OR_AWAY]


@pytest.mark.parametrize(
    ("answer_by", "said"),
    [(TODAY, "promised for today."), (date(2026, 11, 25), "promised for yesterday.")],
)
def test_a_nudge_names_the_promised_day_plainly(answer_by: date, said: str) -> None:
    promise = Promise(thanks_by=date(2026, 11, 25), answer_by=answer_by)
    assert said in everything(reminded(promise=promise))


def test_a_nudge_knows_its_report_when_it_is_put_off() -> None:
    values = {
        part["action_id"]: part.get("value")
        for part in parts(reminded())
        if part.get("type") == "button"
    }
    assert values[Action.SNOOZE_1] == values[Action.SNOOZE_3] == A_REPORT.id


def test_the_last_nudge_cannot_be_put_off() -> None:
    assert buttons(reminded_last())[-2:] == [Action.REPLY_NOT_NOW, Action.AWAY]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 27), "I'll remind you tomorrow."),
        (MONDAY, "I'll remind you on Monday."),
    ],
)
def test_whoever_puts_a_reminder_off_reads_when_it_comes_back(on: date, said: str) -> None:
    message = snoozed(on, TODAY)
    assert refusals(message) == []
    assert everything(message).startswith(said)


def test_an_offer_asks_for_help_by_a_day_and_names_nobody_who_has_it_too() -> None:
    """Whoever decides and were missing there would have written it, or have been left out."""
    message = offered()
    assert texts(message, "mrkdwn")[0] == (
        "The day that was promised for *near miss NM-7K3Q* has gone by. Could you help so that it "
        "is answered by Monday?"
    )
    assert buttons(message) == [action_of(reply) for reply in Reply]


@pytest.mark.parametrize("number", [0, 1])
def test_what_the_channel_does_not_see_says_so(number: int) -> None:
    apart = "Only for those who decide, not in the channel."
    assert apart in everything(both(audience=Audience.DECIDERS)[number])
    assert apart not in everything(both()[number])


@pytest.mark.parametrize("number", [0, 1])
def test_no_second_thank_you_is_offered(number: int) -> None:
    message = both(events=(answered(Reply.THANK_YOU),))[number]
    assert Action.REPLY_THANK_YOU not in buttons(message)


@pytest.mark.parametrize("number", [0, 1])
def test_the_beginning_of_a_long_report_says_where_the_rest_is(number: int) -> None:
    inside = "There is more to read: it opens with any of the buttons."
    assert inside in everything(both(words=Words(what=LONGEST))[number])
    assert inside not in everything(both()[number])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 3_000])
def test_slack_takes_a_reminder_of_the_longest_report(kind: Kind, letters: str) -> None:
    for message in both(kind=kind, words=worst(kind, letters)):
        assert refusals(message) == []
        assert weight(message.blocks) <= MESSAGE_WEIGHT


def test_a_confidential_report_names_nobody() -> None:
    assert all(people(message) == set() for message in both(mode=Mode.CONFIDENTIAL))
    assert all(PRIYA in people(message) for message in both())


@given(st.text(min_size=1, max_size=200))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    for message in both(words=Words(what=words)):
        assert quoted(message) == [words]
        assert not any("⟦" in text for text in texts(message, "mrkdwn", "plain_text"))
        assert "⟦" not in message.text


def test_a_deputy_reads_who_is_away_and_until_when() -> None:
    message = away_notice(AMINA, MONDAY, today=TODAY)
    assert refusals(message) == []
    assert "<@U0AMINA> is away. The last day away is Monday." in everything(message)
    assert people(message) == {AMINA}


@pytest.mark.parametrize("drawn", [nobody_notice, second_notice])
def test_a_team_without_enough_to_answer_can_be_mended_on_the_spot(
    drawn: Callable[[str, ChannelId], Message],
) -> None:
    message = drawn("*East* <1>", CHANNEL)
    assert refusals(message) == []
    assert "*East* <1>" in texts(message, "text")
    assert not any("East* <1>" in text for text in texts(message, "mrkdwn", "plain_text"))
    assert "<#C0EAST>" in everything(message)
    (button,) = [part for part in parts(message) if part.get("type") == "button"]
    assert (button["action_id"], button["value"]) == (Action.SET_UP, CHANNEL)


@pytest.mark.parametrize("word", ["overdue", "late", "missed", "fault", "failed", "should have"])
def test_no_reminder_blames_or_counts(word: str) -> None:
    messages = [
        *both(),
        reminded_last(),
        away_notice(AMINA, MONDAY, today=TODAY),
        nobody_notice("East", CHANNEL),
        second_notice("East", CHANNEL),
    ]
    for message in messages:
        assert not re.search(rf"\b{word}\b", f"{message.text} {everything(message)}".lower())
