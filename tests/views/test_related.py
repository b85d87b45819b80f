"""Possibly related: a guess, in few words, shown as people wrote them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.digest import Section
from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.form import Receipt
from bot.domain.lesson import lesson_of
from bot.domain.likeness import Related
from bot.domain.report import Audience, Kind, Mode, Words
from bot.views import blocks
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest_row import Room, row
from bot.views.receipt import receipt
from bot.views.related import possibly_related
from tests.views.reading import everything, parts, texts
from tests.views.reports import (
    A_REPORT,
    AMINA,
    NASTY,
    NOW,
    TODAY,
    replied,
    seen_by_manager,
    worst,
)
from tests.views.slack_rules import refusals

LINK = "https://slack.test/archives/C0RIVERSIDE/p1"
THREE = tuple(
    Related(seen_by_manager(reference=f"NM-{name}", words=Words(what=NASTY * 20)), LINK)
    for name in ("2F9D", "3G4H", "5J6K")
)


def drawn(*related: Related) -> str:
    return everything(Message("Related", (blocks.rich_text(possibly_related(related)),)))


def published() -> Related:
    """A story that everybody in the service may read."""
    at = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    events = (
        Event(EventKind.CHANGED, at, AMINA, words="A new form"),
        Event(EventKind.CONSENTED, at, REPORTER),
        Event(EventKind.PUBLISHED, at + timedelta(hours=1), AMINA, words="The old address"),
    )
    return Related(lesson_of(replace(A_REPORT, events=events), (), NOW))


def test_a_report_is_named_with_where_it_stands_and_its_first_words() -> None:
    shown = drawn(Related(seen_by_manager(words=Words(what="Two  letters\nwent astray")), LINK))
    assert shown.split("\n", 1)[0] == "Possibly related"
    assert " (open): “Two letters went astray”" in shown


def test_what_was_changed_already_is_worth_knowing() -> None:
    changed = Event(EventKind.CHANGED, NOW, AMINA, words="A new form")
    shown = drawn(Related(seen_by_manager(events=(changed,))))
    assert "(something was changed)" in shown
    answered = drawn(Related(seen_by_manager(events=(replied(Reply.TALK_IT_OVER),))))
    assert "(" not in answered


def test_a_story_of_another_team_is_said_to_be_shared() -> None:
    assert "NM-7K3Q (shared across the service)" in drawn(published()).replace("\n", "")


def test_long_words_are_shortened() -> None:
    shown = drawn(Related(seen_by_manager(words=Words(what="long " * 100))))
    assert len(shown) < 120
    assert shown.rstrip().endswith("…”")


def test_a_reference_leads_to_the_card_where_its_reader_can_open_it() -> None:
    for related, many in ((THREE[0], 1), (published(), 0)):
        shown = Message("Related", (blocks.rich_text(possibly_related([related])),))
        links = [part for part in parts(shown) if part.get("type") == "link"]
        assert [(link["url"], link["text"]) for link in links] == [(LINK, "NM-2F9D")] * many


def test_what_people_wrote_is_never_markup() -> None:
    shown = Message("Related", (blocks.rich_text(possibly_related(THREE)),))
    assert texts(shown, "mrkdwn") == []
    assert refusals(shown) == []


@pytest.mark.parametrize("kind", Kind)
def test_a_card_has_it_where_there_is_room_and_never_in_its_notification(kind: Kind) -> None:
    for words, has_room in ((Words(what="Short"), True), (worst(kind, "🙏🏽" * 1_500), False)):
        shown = card(
            seen_by_manager(kind=kind, words=words),
            has_decider=True,
            today=TODAY,
            reactions={},
            related=THREE,
        )
        assert refusals(shown) == []
        assert ("Possibly related" in everything(shown)) == has_room
        assert "2F9D" not in shown.text


def test_a_row_of_a_digest_has_it_where_there_is_room() -> None:
    for room in (Room(600, 300), Room(400, 200, tight=True)):
        drawn = tuple(row(Section.NEW, seen_by_manager(), {}, TODAY, room, related=THREE))
        shown = Message("A row", drawn)
        assert ("NM-2F9D" in str(shown)) != room.tight
        assert len(shown.blocks) <= 4
        assert refusals(shown) == []


@pytest.mark.parametrize("mode", Mode)
def test_a_receipt_has_it_whoever_wrote_and_says_that_it_is_a_guess(mode: Mode) -> None:
    given = Receipt(
        kind=Kind.NEAR_MISS,
        mode=mode,
        audience=Audience.TEAM,
        reference="NM-7K3Q",
        answered_by=(AMINA,),
        answer_by=TODAY,
        today=TODAY,
        appears_on=TODAY,
        related=THREE,
    )
    shown = receipt(given)
    assert "Possibly related" in everything(shown)
    assert "only a guess" in everything(shown)
    assert refusals(shown) == []
    assert "Possibly" not in everything(receipt(replace(given, related=())))
