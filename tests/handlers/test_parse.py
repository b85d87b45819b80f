"""Payloads become typed requests, or `Unreadable`; nothing else, whatever comes."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, ReportId, TeamId, UserId
from bot.domain.reactions import Reaction
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.domain.thread import ThreadReply
from bot.services.capture import Submission
from bot.views.ids import Action, Command
from handlers import parse
from tests.handlers import payloads
from tests.handlers.damage import LONG, NUL, SPOILT, Path, places, spoilt
from tests.handlers.payloads import Payload

Reader = Callable[[Payload], object]

READERS: dict[str, tuple[Reader, Payload]] = {
    "command": (parse.command, payloads.command()),
    "submission": (parse.submission, payloads.submission()),
    "reply form": (parse.sent_reply, payloads.sent_reply()),
    "press": (parse.press, payloads.press()),
    "reaction": (parse.reaction, payloads.reaction()),
    "thread reply": (parse.message, payloads.thread_reply()),
    "edit": (parse.message, payloads.edit()),
    "deletion": (parse.message, payloads.deletion()),
    "tombstone": (parse.message, payloads.tombstone()),
    "channel": (parse.channel, payloads.unarchived()),
    "member": (parse.member, payloads.member()),
}

VALUES: Path = ("view", "state", "values")

NAMES: dict[str, tuple[Path, ...]] = {
    "command": (("command",), ("user_id",), ("channel_id",), ("trigger_id",)),
    "submission": (
        ("user",),
        ("user", "id"),
        ("view",),
        ("view", "private_metadata"),
        ("view", "state"),
        VALUES,
        (*VALUES, "mode"),
        (*VALUES, "mode", "value"),
        (*VALUES, "mode", "value", "selected_option"),
        (*VALUES, "audience", "value", "selected_option", "value"),
    ),
    "reply form": (
        ("user", "id"),
        ("view", "id"),
        ("view", "private_metadata"),
        ("view", "state"),
    ),
    "press": (
        ("user",),
        ("user", "id"),
        ("trigger_id",),
        ("container",),
        ("container", "message_ts"),
        ("actions",),
        ("actions", 0),
        ("actions", 0, "action_id"),
        ("actions", 0, "value"),
        ("actions", 0, "action_ts"),
    ),
    "reaction": (
        ("event",),
        ("event", "user"),
        ("event", "event_ts"),
        ("event", "item"),
        ("event", "item", "channel"),
        ("event", "item", "ts"),
    ),
    "thread reply": (("event",), ("event", "channel"), ("event", "ts")),
    "edit": (
        ("event", "channel"),
        ("event", "message", "ts"),
        ("event", "message", "edited", "ts"),
    ),
    "deletion": (
        ("event", "channel"),
        ("event", "event_ts"),
        ("event", "previous_message", "ts"),
    ),
    "tombstone": (("event", "channel"), ("event", "event_ts"), ("event", "previous_message", "ts")),
    "member": (("event",), ("event", "user")),
    "channel": (("event",), ("event", "channel")),
}
"""Where an id, a moment or a container stands: without it, nothing can be made of a payload."""

TEXTS: dict[str, Path] = {
    "command": ("text",),
    "submission": (*VALUES, "more", "value", "value"),
    "reply form": (*VALUES, "words", "value", "value"),
    "thread reply": ("event", "text"),
    "edit": ("event", "message", "text"),
}
"""Where words stand that somebody wrote."""


CHANNEL = ChannelId("C0RIVERSIDE")
SAID = ThreadReply(
    thread=MessageRef(CHANNEL, "1764.5"),
    at=MessageRef(CHANNEL, "1765.2"),
    author=UserId("U0TOM"),
    words="this happened to me in May",
    version="1765.2",
)


def words_of(read: object) -> str:
    return read.words.more if isinstance(read, Submission) else str(getattr(read, "words"))  # noqa: B009 - five types have words, and share no base


def test_a_command_says_who_typed_what_and_where() -> None:
    read = parse.command(payloads.command())
    assert read == parse.Typed(
        user=UserId("U0PRIYA"),
        channel=ChannelId("C0RIVERSIDE"),
        kind=Kind.NEAR_MISS,
        words="the fax went astray",
        trigger=payloads.TRIGGER,
    )


@pytest.mark.parametrize("command", Command)
def test_every_command_has_a_kind_of_report(command: Command) -> None:
    kind = parse.command(payloads.command(name=command.value)).kind
    assert kind is {"/suggest": Kind.SUGGESTION, "/near-miss": Kind.NEAR_MISS}[command]


def test_a_form_comes_back_as_what_was_filled_in() -> None:
    assert parse.submission(payloads.submission()) == Submission(
        user=UserId("U0PRIYA"),
        code=payloads.CODE,
        kind=Kind.NEAR_MISS,
        team=TeamId(payloads.TEAM),
        mode=Mode.CONFIDENTIAL,
        audience=Audience.TEAM,
        words=Words(
            what="the fax went astray",
            more="and nobody rang",
            idea="a shared inbox",
            stage=Stage.ASSESSMENT,
            factors=(Factor.WORKLOAD,),
        ),
        revision=2,
    )


def test_the_team_that_was_chosen_counts_where_the_form_asked_for_it() -> None:
    body = spoilt(
        payloads.submission(), ("view", "private_metadata"), payloads.report_metadata(team=None)
    )
    body["view"]["state"]["values"]["team"] = {"value": {"selected_option": {"value": "b2"}}}
    assert parse.submission(body).team == "b2"


def test_a_wish_is_read_where_one_was_chosen() -> None:
    body = payloads.submission()
    body["view"]["state"]["values"]["wish"] = {"value": {"selected_option": {"value": "hand_over"}}}
    assert parse.submission(body).words.wish is Wish.HAND_OVER


@pytest.mark.parametrize(
    "changes",
    [
        {"code": None},
        {"code": "NM-2F9D"},
        {"code": ["NM"]},
        {"kind": "complaint"},
        {"kind": None},
        {"team": None},
        {"team": {"id": "x"}},
        {"team": NUL},
        {"revision": None},
        {"revision": "soon"},
        {"revision": float("inf")},
    ],
)
def test_a_form_whose_own_notes_make_no_sense_is_unreadable(changes: Payload) -> None:
    notes = payloads.report_metadata(**changes)
    with pytest.raises(parse.Unreadable):
        parse.submission(spoilt(payloads.submission(), ("view", "private_metadata"), notes))


@pytest.mark.parametrize("missing", ["code", "kind", "team", "revision"])
def test_a_form_that_lost_one_of_its_notes_is_unreadable(missing: str) -> None:
    notes = json.loads(payloads.report_metadata())
    del notes[missing]
    with pytest.raises(parse.Unreadable):
        parse.submission(
            spoilt(payloads.submission(), ("view", "private_metadata"), json.dumps(notes))
        )


@pytest.mark.parametrize("notes", ["", "{", "null", "[]", "7", "[" * 100_000])
def test_notes_that_are_no_object_are_unreadable(notes: str) -> None:
    for name in ("submission", "reply form"):
        reader, body = READERS[name]
        with pytest.raises(parse.Unreadable):
            reader(spoilt(body, ("view", "private_metadata"), notes))


def test_an_answer_comes_back_with_its_words_its_day_and_a_key_of_its_form() -> None:
    assert parse.sent_reply(payloads.sent_reply()) == parse.SentReply(
        user=UserId("U0PRIYA"),
        report=ReportId(payloads.REPORT),
        reply=Reply.TRY_UNTIL,
        words="let us try it together",
        until=date(2026, 12, 7),
        key="view:V0VIEW",
    )


def test_an_answer_without_a_day_has_none() -> None:
    body = spoilt(payloads.sent_reply(), (*VALUES, "until", "value", "selected_date"), None)
    assert parse.sent_reply(body).until is None


def test_a_day_that_is_none_is_unreadable() -> None:
    body = spoilt(payloads.sent_reply(), (*VALUES, "until", "value", "selected_date"), "tomorrow")
    with pytest.raises(parse.Unreadable):
        parse.sent_reply(body)


@pytest.mark.parametrize("action", Action)
def test_a_press_names_its_button_and_its_report(action: Action) -> None:
    pressed = parse.press(payloads.press(action))
    assert (pressed.action, pressed.report) == (action, payloads.REPORT)
    assert (pressed.user, pressed.trigger) == ("U0AMINA", payloads.TRIGGER)


@pytest.mark.parametrize(
    "path", [("container", "message_ts"), ("actions", 0, "action_ts"), ("actions", 0, "action_id")]
)
def test_another_press_has_another_key_and_the_same_press_the_same(path: Path) -> None:
    first = parse.press(payloads.press()).key
    other = "add_words" if path[-1] == "action_id" else "9.9"
    assert parse.press(payloads.press()).key == first
    assert parse.press(spoilt(payloads.press(), path, other)).key != first


@pytest.mark.parametrize("reply", Reply)
def test_the_five_buttons_stand_for_the_five_replies(reply: Reply) -> None:
    pressed = parse.press(payloads.press(Action(f"reply_{reply.value}")))
    assert parse.pressed_reply(pressed) is reply


def test_a_button_that_stands_for_no_reply_is_unreadable_as_one() -> None:
    with pytest.raises(parse.Unreadable):
        parse.pressed_reply(parse.press(payloads.press(Action.SEEN_TOO)))


def test_an_emoji_says_who_put_it_where() -> None:
    assert parse.reaction(payloads.reaction()) == Reaction(
        user=UserId("U0AMINA"),
        at=MessageRef(ChannelId("C0RIVERSIDE"), "1764.5"),
        emoji="+1::skin-tone-2",
        moment="1764.9",
    )


def test_a_reply_in_a_thread_is_read_with_its_thread() -> None:
    assert parse.message(payloads.thread_reply()) == SAID


@pytest.mark.parametrize("subtype", ["thread_broadcast", "file_share"])
def test_a_reply_shown_to_the_channel_or_with_a_file_is_a_reply(subtype: str) -> None:
    body = payloads.thread_reply()
    body["event"]["subtype"] = subtype
    assert parse.message(body) == SAID


def test_an_edit_is_read_as_the_reply_it_has_become() -> None:
    assert parse.message(payloads.edit()) == replace(SAID, words="in June", version="1766.0")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (payloads.thread_reply(), ("event", "text")),
        (payloads.edit(), ("event", "message", "text")),
    ],
    ids=["said", "edited"],
)
def test_slacks_escapes_are_taken_out_of_what_was_said_once(body: Payload, place: Path) -> None:
    read = parse.message(spoilt(body, place, "a &lt;b&gt; &amp; c &amp;lt;"))
    assert read is not None
    assert read.words == "a <b> & c &lt;"


def test_a_change_nobody_made_is_dropped() -> None:
    body = payloads.edit()
    del body["event"]["message"]["edited"]
    assert parse.message(body) is None


def test_a_deleted_message_is_read_as_gone_also_where_a_tombstone_is_left() -> None:
    gone = replace(SAID, words="", version="1767.1", deleted=True)
    assert parse.message(payloads.deletion()) == gone
    assert parse.message(payloads.tombstone()) == replace(gone, version="1766.1")


def test_a_deletion_that_does_not_say_what_was_there_is_dropped() -> None:
    assert parse.message(spoilt(payloads.deletion(), ("event", "previous_message"), None)) is None


@pytest.mark.parametrize("body", [payloads.edit(), payloads.deletion()], ids=["edit", "deletion"])
def test_a_change_outside_threads_is_dropped(body: Payload) -> None:
    for part in ("message", "previous_message"):
        body["event"].get(part, {}).pop("thread_ts", None)
    assert parse.message(body) is None


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive"])
def test_which_channel_was_brought_back_is_read(kind: str) -> None:
    assert parse.channel(payloads.unarchived(kind)) == "C0RIVERSIDE"


@pytest.mark.parametrize(
    "changes",
    [
        {"thread_ts": None},
        {"thread_ts": "1765.2"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
    ],
)
def test_what_is_no_reply_by_a_person_is_dropped_unread(changes: Payload) -> None:
    body = payloads.thread_reply()
    body["event"] |= changes
    assert parse.message(body) is None


def test_a_message_by_an_app_without_a_user_is_dropped() -> None:
    body = payloads.thread_reply()
    del body["event"]["user"]
    assert parse.message(body) is None


def test_who_left_a_channel_is_read() -> None:
    assert parse.member(payloads.member()) == "U0PRIYA"


@pytest.mark.parametrize("wrong", SPOILT)
@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, paths in NAMES.items() for path in paths]
)
def test_a_payload_with_a_spoilt_name_is_unreadable(kind: str, path: Path, wrong: str) -> None:
    reader, body = READERS[kind]
    with pytest.raises(parse.Unreadable):
        reader(spoilt(body, path, SPOILT[wrong]))


@pytest.mark.parametrize("kind", TEXTS)
def test_words_that_are_not_there_are_empty(kind: str) -> None:
    reader, body = READERS[kind]
    assert words_of(reader(spoilt(body, TEXTS[kind], None))) == ""


@pytest.mark.parametrize("words", [LONG, NUL, "lone \ud800", "\u202eright to left", "   "])
@pytest.mark.parametrize("kind", TEXTS)
def test_words_are_passed_on_whole_however_odd_they_are(kind: str, words: str) -> None:
    reader, body = READERS[kind]
    assert words_of(reader(spoilt(body, TEXTS[kind], words))) == words


@pytest.mark.parametrize("wrong", [7, ["a"], {"text": "a"}, True])
@pytest.mark.parametrize("kind", TEXTS)
def test_words_of_another_type_are_unreadable(kind: str, wrong: object) -> None:
    reader, body = READERS[kind]
    with pytest.raises(parse.Unreadable):
        reader(spoilt(body, TEXTS[kind], wrong))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data(), kind=st.sampled_from(sorted(READERS)))
def test_whatever_comes_is_read_or_unreadable(data: st.DataObject, kind: str) -> None:
    reader, body = READERS[kind]
    path = data.draw(st.sampled_from(list(places(body))))
    broken = spoilt(body, path, data.draw(anything))
    with suppress(parse.Unreadable):
        reader(broken)
