"""A learning lead reads the whole story as everybody will, before anybody does."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.hollow import Gentle
from bot.domain.home import Own
from bot.domain.lesson import Lesson, lesson_of
from bot.domain.people import Role, Viewer
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Kind, Mode
from bot.views.own import happening
from bot.views.publishing import publish_form, published, ready, taken_out
from bot.views.relayed import consent_to_reporter, published_to_reporter
from bot.views.whole_story import whole_story
from tests.views.reading import everything, people, quoted, texts
from tests.views.reports import A_REPORT, AMINA, BEN, LONGEST, NOW, PRIYA, TODAY, worst
from tests.views.slack_rules import Json, refusals
from tests.views.stories import THE_REPORTER

MOIRA = Viewer(AMINA, frozenset({Role.LEARNING_LEAD}))
AT = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TITLE = "Two old addresses"
SAID = ("It happened to us too.", "The new list is on the wall.")

STORY = (
    Event(EventKind.ANSWERED, AT, AMINA, reply=Reply.GO_AHEAD, words="Please do", doer=BEN),
    Event(EventKind.ADDED, AT, REPORTER, words="It was the second time"),
    Event(EventKind.QUESTIONED, AT, AMINA, words="Which form was it?"),
    Event(EventKind.CHANGED, AT, BEN, words="One list", strength=Strength.DESIGN_OUT),
    Event(EventKind.HELPED, AT, TEAM, verdict=Verdict.YES),
    Event(EventKind.CONSENTED, AT, REPORTER),
)
OUT = Event(EventKind.PUBLISHED, AT, AMINA, words=TITLE)


def lesson(
    said: tuple[str, ...] = SAID,
    **changes: Any,  # noqa: ANN401 - any field of a report
) -> Lesson:
    report = replace(A_REPORT, **{"events": (*STORY, OUT), **changes})
    return lesson_of(report, said, NOW)


def seen(
    viewer: Viewer = MOIRA,
    **changes: Any,  # noqa: ANN401 - any field of a report
) -> VisibleReport:
    return visible_to(replace(A_REPORT, **{"events": STORY, **changes}), viewer, NOW)


def form(
    story: Lesson | None = None,
    *,
    found: tuple[Identifier, ...] = (),
    names: tuple[str, ...] = (),
    asked: Gentle | None = None,
) -> Json:
    shown = story or lesson()
    return publish_form(seen(), shown, seen=found, names=names, today=TODAY, asked=asked)


def test_the_whole_story_stands_under_the_title_in_everybodys_own_words() -> None:
    view = form()
    told = quoted(view)
    assert "Two letters for child A were nearly sent to the old address." in told
    assert told[-5:] == ["Please do", "It was the second time", "One list", *SAID]
    assert "designs it out" in everything(view)
    assert "it has helped" in everything(view)
    assert json.loads(view["private_metadata"]) == {"report": A_REPORT.id}
    assert refusals(view) == []


def test_what_was_asked_between_the_two_of_them_stays_there() -> None:
    assert "Which form was it?" not in everything(form())


@pytest.mark.parametrize("mode", Mode)
def test_nobody_is_named_in_it(mode: Mode) -> None:
    assert people(form(lesson(mode=mode))) == set()


def test_a_reporter_who_said_yes_to_it_is_thanked_by_name() -> None:
    credited = Event(EventKind.CREDITED, AT, REPORTER)
    assert people(form(lesson(events=(*STORY, credited, OUT)))) == {PRIYA}


def test_what_would_tell_who_it_was_leaves_nothing_to_send() -> None:
    view = form(found=(Identifier.NHS_NUMBER,))
    assert "an NHS number" in everything(view)
    assert "submit" not in view
    assert "redact" in json.dumps(view)
    assert refusals(view) == []


def test_what_may_be_a_name_is_shown_and_left_to_the_learning_lead() -> None:
    view = form(names=("Jayden", "*Smith*"))
    assert "Jayden" in everything(view)
    assert not any("Smith" in text for text in texts(view, "mrkdwn"))
    assert "submit" in view


def test_a_title_that_says_nothing_comes_back_with_the_question() -> None:
    asked = Gentle(("lessons were learned",), reminds=False)
    view = form(lesson(), asked=asked)
    assert "What would be different on Monday morning?" in everything(view)
    assert json.loads(view["private_metadata"])["asked"] is True
    assert refusals(view) == []


@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_the_longest_story(kind: Kind) -> None:
    events = tuple(replace(one, words=LONGEST) for one in STORY) * 20
    story = lesson((LONGEST, "Yes") * 100, kind=kind, words=worst(kind), events=(*events, OUT))
    view = form(story, names=(LONGEST[:60],) * 99)
    assert refusals(view) == []
    assert "There is more than Slack lets me show at once." in everything(view)
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_short_words_of_colleagues_share_a_block() -> None:
    drawn = whole_story(lesson(("Yes",) * 400), today=TODAY, room=30)
    assert quoted({"blocks": drawn}).count("Yes") == 400


def test_an_empty_list_says_what_lets_a_story_out() -> None:
    assert "has said yes" in everything(ready(()))
    assert refusals(ready(())) == []


def test_each_story_that_is_ready_has_its_button() -> None:
    view = ready((seen(),) * 30)
    assert refusals(ready((seen(),))) == []
    assert json.dumps(view).count('"publish"') == 30
    assert len(view["blocks"]) <= 100


@pytest.mark.parametrize("mode", Mode)
def test_once_it_is_out_there_is_a_way_to_take_it_out(mode: Mode) -> None:
    view = published(seen(events=(*STORY, OUT), mode=mode))
    assert TITLE in quoted(view)
    assert "unpublish" in json.dumps(view)
    assert refusals(view) == []
    assert refusals(taken_out(seen())) == []


def test_the_reporter_is_told_its_title_and_both_ways_to_change_it() -> None:
    theirs = seen(THE_REPORTER, events=(*STORY, OUT))
    message = published_to_reporter(theirs, OUT)
    drawn = json.dumps(message.blocks)
    assert TITLE not in message.text
    assert TITLE in drawn
    assert '"correct"' in drawn
    assert '"consent_no"' in drawn
    assert refusals(message) == []


def test_ones_own_window_says_that_it_stands_in_the_library() -> None:
    theirs = seen(THE_REPORTER, events=(*STORY, OUT))
    assert "It stands in the library" in everything(happening(Own(theirs, ()), TODAY))
    declined = (*STORY, OUT, Event(EventKind.DECLINED, AT, REPORTER))
    out = seen(THE_REPORTER, events=declined)
    assert "library" not in everything(happening(Own(out, ()), TODAY))


def test_the_bot_asks_for_the_story_and_names_nobody() -> None:
    asked = Event(EventKind.CONSENT_ASKED, AT, BOT)
    message = consent_to_reporter(seen(THE_REPORTER), asked)
    assert "May the whole story be shared" in json.dumps(message.blocks)
    assert refusals(message) == []
