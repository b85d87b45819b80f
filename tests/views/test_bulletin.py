"""The monthly bulletin: its draft, its opening and its stories."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.bulletin import MOST, Bulletin, BulletinId, BulletinState
from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.instalments import MESSAGE, instalments
from bot.domain.lesson import Lesson
from bot.views.bulletin import decided, draft, gone, opening, story
from bot.views.ids import Action
from tests.views.lessons import CHANGE, TITLE, lesson, longest
from tests.views.reading import buttons, everything, people, quoted, texts
from tests.views.reports import AMINA, LONGEST, NASTY, TODAY
from tests.views.slack_rules import refusals

BULLETIN = Bulletin(BulletinId("b7" * 16), date(2026, 12, 1), BulletinState.DRAFTED, ())
CHANNEL = ChannelId("C0EVERYONE")
EMOJI = ("🙏🏽👨‍👩‍👧" * 400)[:3_000]


def many(one: Lesson) -> tuple[Lesson, ...]:
    return tuple(replace(one, report=ReportId(f"{n:032x}")) for n in range(MOST))


def test_a_draft_has_each_story_to_be_read_and_left_out_and_all_to_be_sent() -> None:
    message = draft(BULLETIN, (lesson(),), CHANNEL)

    assert f"{TITLE} – NM-7K3Q" in everything(message).replace("\n", "")
    assert f"<#{CHANNEL}>" in everything(message)
    assert buttons(message) == [
        Action.READ_STORY,
        Action.BULLETIN_LEAVE_OUT,
        Action.BULLETIN_RELEASE,
        Action.BULLETIN_LET_BE,
    ]
    assert refusals(message) == []


def test_without_a_channel_the_draft_says_how_one_is_named() -> None:
    assert "--bulletin-channel" in everything(draft(BULLETIN, (lesson(),), None))


def test_a_draft_without_stories_cannot_be_sent() -> None:
    message = draft(BULLETIN, (), CHANNEL)

    assert buttons(message) == [Action.BULLETIN_LET_BE]
    assert refusals(message) == []


@pytest.mark.parametrize("title", [LONGEST[:120], EMOJI[:120], TITLE])
def test_the_fullest_draft_is_within_what_slack_takes(title: str) -> None:
    assert refusals(draft(BULLETIN, many(lesson(title=title)), CHANNEL)) == []


@pytest.mark.parametrize("state", [BulletinState.RELEASED, BulletinState.LET_BE])
@pytest.mark.parametrize("by", [AMINA, UserId(ERASED), None])
def test_what_was_decided_says_who_decided_it(state: BulletinState, by: UserId | None) -> None:
    message = decided(replace(BULLETIN, state=state, decided_by=by))

    who = f"<@{AMINA}>" if by == AMINA else "a colleague who has left"
    assert who in everything(message)
    assert "December 2026" in everything(message)
    assert buttons(message) == []
    assert refusals(message) == []


def test_a_bulletin_begins_with_its_month_and_names_no_story() -> None:
    message = opening(date(2026, 12, 1))

    assert "December 2026" in everything(message)
    assert TITLE not in everything(message)
    assert refusals(message) == []


def test_a_short_story_is_one_message_with_all_of_it() -> None:
    message = story(lesson(), 1, 1, today=TODAY)

    assert quoted(message)[-3:] == ["Please do", CHANGE, "It happened to us too."]
    assert buttons(message) == [Action.SPREAD]
    assert people(message) == set()
    assert TITLE not in message.text
    assert refusals(message) == []


@pytest.mark.parametrize("text", [LONGEST, EMOJI, "Word " * 600, '\n"' * 1_500])
def test_the_longest_story_is_whole_in_messages_that_slack_takes(text: str) -> None:
    long = longest(text)
    parts = instalments(long, MESSAGE)
    sent = [story(part, n, len(parts), today=TODAY) for n, part in enumerate(parts, start=1)]

    assert [refusals(message) for message in sent] == [[] for _ in sent]
    read = "".join(words for message in sent for words in quoted(message))
    whole = [*long.words.texts().values(), *(one.words for one in long.story), *long.said]
    assert read == "".join(whole)
    assert [bool(buttons(message)) for message in sent] == [True] + [False] * (len(sent) - 1)


def test_nothing_that_anybody_wrote_is_formatting() -> None:
    nasty = lesson((NASTY,), title=NASTY)
    for message in (story(nasty, 1, 1, today=TODAY), draft(BULLETIN, (nasty,), CHANNEL)):
        assert not [text for text in texts(message, "mrkdwn") if "evil" in text or "<!" in text]


def test_what_is_gone_says_no_more_than_that() -> None:
    assert "taken out of the library" in everything(gone())
    assert refusals(gone()) == []
