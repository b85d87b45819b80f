"""Whatever comes is read, or `Unreadable`; nothing else, however damaged it is."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import WrongEntry
from bot.domain.form import Submission
from bot.services.own import Edit
from bot.views.ids import Action
from handlers import parse, parse_forms
from handlers.reading import Unreadable
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.damage import LONG, NUL, SPOILT, Path, places, spoilt
from tests.handlers.payloads import Payload

Reader = Callable[[Payload], object]

READERS: dict[str, tuple[Reader, Payload]] = {
    "command": (parse.command, payloads.command()),
    "shortcut": (parse.shortcut, payloads.shortcut()),
    "shortcut on a message": (parse.shortcut, payloads.message_shortcut()),
    "press": (parse.press, payloads.press()),
    "press in a row": (parse.press, payloads.row_press()),
    "menu": (parse.press, payloads.menu()),
    "press at home": (parse.press, payloads.home_press()),
    "press in a window": (parse.press, payloads.modal_press()),
    "reaction": (parse.reaction, payloads.reaction()),
    "thread reply": (parse.message, payloads.thread_reply()),
    "edit": (parse.message, payloads.edit()),
    "deletion": (parse.message, payloads.deletion()),
    "tombstone": (parse.message, payloads.tombstone()),
    "direct message": (parse.direct_message, payloads.direct_message()),
    "home": (parse.home_opened, payloads.home_opened()),
    "channel": (parse.channel, payloads.unarchived()),
    "member": (parse.member, payloads.member()),
    "report form": (parse_forms.submission, forms.submission()),
    "reply form": (parse_forms.reply, forms.reply()),
    "edit form": (parse_forms.edit, forms.edit()),
    "add form": (parse_forms.added, forms.added()),
    "change form": (parse_forms.altered, forms.change()),
    "away form": (parse_forms.away_until, forms.away()),
    "mornings form": (parse_forms.mornings, forms.mornings()),
    "set-up form": (parse_forms.team, forms.set_up()),
    "any form": (parse_forms.sent, forms.from_("home", forms.reply())),
}

VALUES: Path = ("view", "state", "values")
FORM: tuple[Path, ...] = (("view",), ("view", "private_metadata"), ("view", "state"))
CLICK: tuple[Path, ...] = (
    ("user",),
    ("user", "id"),
    ("trigger_id",),
    ("container",),
    ("actions",),
    ("actions", 0),
    ("actions", 0, "action_id"),
    ("actions", 0, "action_ts"),
)

NAMES: dict[str, tuple[Path, ...]] = {
    "command": (("command",), ("user_id",), ("channel_id",), ("trigger_id",)),
    "shortcut": (("callback_id",), ("user",), ("user", "id"), ("trigger_id",)),
    "shortcut on a message": (
        ("callback_id",),
        ("user", "id"),
        ("trigger_id",),
        ("channel",),
        ("channel", "id"),
        ("message",),
        ("message", "ts"),
    ),
    "press": (*CLICK, ("container", "message_ts")),
    "menu": CLICK,
    "press at home": (*CLICK, ("view", "id"), ("view", "type")),
    "press in a window": (*CLICK, ("view", "id"), ("view", "type")),
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
    "direct message": (("event", "channel"), ("event", "ts")),
    "home": (("event", "user"),),
    "member": (("event",), ("event", "user")),
    "channel": (("event",), ("event", "channel")),
    "report form": (
        *FORM,
        VALUES,
        ("user",),
        ("user", "id"),
        (*VALUES, "mode"),
        (*VALUES, "mode", "value"),
        (*VALUES, "mode", "value", "selected_option"),
        (*VALUES, "audience", "value", "selected_option", "value"),
    ),
    "reply form": (*FORM, ("user", "id"), ("view", "id")),
    "edit form": (*FORM, ("user", "id"), ("view", "id")),
    "add form": FORM,
    "change form": (*FORM, ("user", "id"), ("view", "id"), (*VALUES, "strength")),
    "away form": (
        ("view",),
        ("view", "state"),
        (*VALUES, "until"),
        (*VALUES, "until", "value"),
        (*VALUES, "until", "value", "selected_date"),
    ),
    "mornings form": (
        ("view", "state"),
        (*VALUES, "digest_at"),
        (*VALUES, "digest_at", "value", "selected_time"),
    ),
    "set-up form": (
        *FORM,
        (*VALUES, "nation"),
        (*VALUES, "thanks_days"),
        (*VALUES, "digest_at", "value", "selected_time"),
        (*VALUES, "answer_days", "value", "selected_option", "value"),
        (*VALUES, "nudges_from"),
        (*VALUES, "nudges_until"),
    ),
    "any form": (("user",), ("user", "id"), ("view", "id"), ("view", "private_metadata")),
}
"""Where an id, a moment or a container stands: without it, nothing can be made of a payload."""

TEXTS: dict[str, Path] = {
    "command": ("text",),
    "shortcut on a message": ("message", "text"),
    "report form": (*VALUES, "more", "value", "value"),
    "edit form": (*VALUES, "more", "value", "value"),
    "reply form": (*VALUES, "words", "value", "value"),
    "add form": (*VALUES, "words", "value", "value"),
    "change form": (*VALUES, "words", "value", "value"),
    "thread reply": ("event", "text"),
    "edit": ("event", "message", "text"),
}
"""Where words stand that somebody wrote."""


def words_of(read: object) -> str:
    if isinstance(read, Submission | Edit):
        return read.words.more
    return str(getattr(read, "words"))  # noqa: B009 - many types have words, and share no base


@pytest.mark.parametrize("kind", READERS)
def test_a_payload_as_it_comes_is_read(kind: str) -> None:
    reader, body = READERS[kind]
    assert reader(body) is not None


@pytest.mark.parametrize("wrong", SPOILT)
@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, paths in NAMES.items() for path in paths]
)
def test_a_payload_with_a_spoilt_name_is_unreadable(kind: str, path: Path, wrong: str) -> None:
    reader, body = READERS[kind]
    with pytest.raises(Unreadable):
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
    with pytest.raises(Unreadable):
        reader(spoilt(body, TEXTS[kind], wrong))


@pytest.mark.parametrize("notes", ["", "{", "null", "[]", "7", "[" * 100_000])
@pytest.mark.parametrize(
    "kind", ["report form", "reply form", "edit form", "add form", "change form", "set-up form"]
)
def test_notes_that_are_no_object_are_unreadable(kind: str, notes: str) -> None:
    reader, body = READERS[kind]
    with pytest.raises(Unreadable):
        reader(spoilt(body, ("view", "private_metadata"), notes))


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
    with suppress(Unreadable, WrongEntry):
        reader(broken)


@given(data=st.data(), value=st.text(max_size=60))
def test_a_button_with_another_value_is_read_or_unreadable(data: st.DataObject, value: str) -> None:
    pressed = parse.press(payloads.press(data.draw(st.sampled_from(Action)), value))
    for reader in (parse.pressed_reply, parse.chosen_reply, parse.part_of_digest):
        with suppress(Unreadable):
            reader(pressed)


@given(data=st.data())
def test_the_words_above_a_button_are_read_or_unreadable(data: st.DataObject) -> None:
    body = payloads.greeting_press("the fax went astray")
    path = data.draw(st.sampled_from([one for one in places(body) if one[0] == "message"]))
    with suppress(Unreadable):
        parse.words_above(parse.press(spoilt(body, path, data.draw(anything))))
