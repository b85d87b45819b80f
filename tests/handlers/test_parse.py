"""Commands, clicks and events become typed requests."""

from dataclasses import replace

import pytest

from bot.domain.events import Reply
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.reactions import Reaction
from bot.domain.reference import Code
from bot.domain.report import Kind
from bot.domain.thread import ThreadReply
from bot.views.ids import Action, Command, Shortcut
from handlers import parse
from handlers.parse import Surface
from handlers.reading import Unreadable
from tests.handlers import payloads
from tests.handlers.damage import Path, spoilt
from tests.handlers.payloads import Payload

CHANNEL = ChannelId("C0RIVERSIDE")
SAID = ThreadReply(
    thread=MessageRef(CHANNEL, "1764.5"),
    at=MessageRef(CHANNEL, "1765.2"),
    author=UserId("U0TOM"),
    words="this happened to me in May",
    version="1765.2",
)


def test_a_command_says_who_typed_what_and_where() -> None:
    assert parse.command(payloads.command()) == parse.Typed(
        user=UserId("U0PRIYA"),
        channel=CHANNEL,
        channel_name="riverside",
        command=Command.NEAR_MISS,
        words="the fax went astray",
        trigger=payloads.TRIGGER,
    )


def test_every_way_to_begin_a_report_begins_one_of_the_two_kinds() -> None:
    begins = {
        *(one for one in Command if one is not Command.GOODCATCH),
        *Shortcut,
        Action.NEW_SUGGESTION,
        Action.NEW_NEAR_MISS,
    }
    assert set(parse.KINDS) == begins
    for way, kind in parse.KINDS.items():
        assert ("near" in way) is (kind is Kind.NEAR_MISS)


def test_a_shortcut_from_anywhere_brings_no_message_and_no_words() -> None:
    read = parse.shortcut(payloads.shortcut(Shortcut.SUGGESTION))
    assert read == parse.Chosen(UserId("U0PRIYA"), Shortcut.SUGGESTION, payloads.TRIGGER)


@pytest.mark.parametrize("name", sorted(parse.FROM_MESSAGES))
def test_a_shortcut_on_a_message_brings_its_words_and_where_it_stands(name: Shortcut) -> None:
    read = parse.shortcut(
        payloads.message_shortcut(name, "look: <https://x.test|here> &amp; there")
    )
    assert read.message == MessageRef(CHANNEL, "1764.5")
    assert read.words == "look: here (https://x.test) & there"


def test_a_press_names_its_button_and_its_report() -> None:
    for action in Action:
        pressed = parse.press(payloads.press(action))
        assert (pressed.action, pressed.report) == (action, payloads.REPORT)
        assert (pressed.user, pressed.trigger) == ("U0AMINA", payloads.TRIGGER)


def test_the_report_of_a_row_stands_in_its_block() -> None:
    pressed = parse.press(payloads.row_press())
    assert (pressed.report, pressed.value) == (payloads.REPORT, "")


def test_what_was_chosen_from_a_menu_is_its_value_and_its_report_that_of_the_row() -> None:
    pressed = parse.press(payloads.menu("talk_it_over"))
    assert pressed.report == payloads.REPORT
    assert parse.chosen_reply(pressed) is Reply.TALK_IT_OVER


@pytest.mark.parametrize(
    ("body", "surface", "view"),
    [
        (payloads.press(), Surface.MESSAGE, ""),
        (payloads.home_press(), Surface.HOME, "V0HOME"),
        (payloads.modal_press(), Surface.MODAL, "V0MINE"),
    ],
    ids=["message", "home", "window"],
)
def test_a_press_says_where_its_button_stands(body: Payload, surface: Surface, view: str) -> None:
    pressed = parse.press(body)
    assert (pressed.surface, pressed.view) == (surface, view)
    assert parse.surface(body) is surface


@pytest.mark.parametrize("words", ["the fax\nwent astray", "a" * 5_000, "<@U0SPY> & *bold*", ""])
def test_the_words_above_a_button_are_those_that_were_quoted(words: str) -> None:
    assert parse.words_above(parse.press(payloads.greeting_press(words))) == words


def test_a_button_under_no_quote_has_no_words_above_it() -> None:
    assert parse.words_above(parse.press(payloads.home_press(Action.NEW_NEAR_MISS, ""))) == ""


@pytest.mark.parametrize(
    "path", [("container", "message_ts"), ("actions", 0, "action_ts"), ("actions", 0, "action_id")]
)
def test_another_press_has_another_key_and_the_same_press_the_same(path: Path) -> None:
    first = parse.press(payloads.press()).key
    other = "add_words" if path[-1] == "action_id" else "9.9"
    assert parse.press(payloads.press()).key == first
    assert parse.press(spoilt(payloads.press(), path, other)).key != first


def test_a_press_in_a_window_that_somebody_came_back_to_claims_by_its_code() -> None:
    code = "NM-2F9D-0123-4567-89AB-CDEF"
    pressed = parse.press(payloads.returned_press(code=code))
    assert pressed.claim == Code.parse(code)
    assert "0123" not in repr(pressed)


@pytest.mark.parametrize("body", [payloads.press(), payloads.home_press(), payloads.modal_press()])
def test_any_other_press_claims_by_who_pressed(body: Payload) -> None:
    pressed = parse.press(body)
    assert (pressed.code, pressed.claim) == (None, "U0AMINA")


def test_a_window_that_remembers_what_is_no_code_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        parse.press(payloads.returned_press(code="NM-2F9D"))


def test_the_same_moment_in_another_place_is_another_press() -> None:
    bodies = (payloads.press(), payloads.home_press(), payloads.modal_press())
    assert len({parse.press(body).key.partition(":")[2] for body in bodies}) == len(bodies)


@pytest.mark.parametrize("reply", Reply)
def test_the_five_buttons_stand_for_the_five_replies(reply: Reply) -> None:
    pressed = parse.press(payloads.press(Action(f"reply_{reply.value}")))
    assert parse.pressed_reply(pressed) is reply


def test_a_button_that_stands_for_no_reply_is_unreadable_as_one() -> None:
    with pytest.raises(Unreadable):
        parse.pressed_reply(parse.press(payloads.press(Action.SEEN_TOO)))


@pytest.mark.parametrize("value", ["", "complaint", payloads.REPORT])
def test_a_menu_with_no_reply_in_it_is_unreadable(value: str) -> None:
    with pytest.raises(Unreadable):
        parse.chosen_reply(parse.press(payloads.menu(value)))


def test_a_button_for_the_rest_names_the_digest_and_its_part() -> None:
    pressed = parse.press(payloads.press(Action.REST, f"{payloads.REPORT}:3"))
    assert parse.part_of_digest(pressed) == (payloads.REPORT, 3)


@pytest.mark.parametrize("value", ["", payloads.REPORT, ":2", f"{payloads.REPORT}:two"])
def test_a_button_for_the_rest_that_names_no_part_is_unreadable(value: str) -> None:
    with pytest.raises(Unreadable):
        parse.part_of_digest(parse.press(payloads.press(Action.REST, value)))


def test_a_direct_message_is_known_by_where_it_stands_and_not_by_its_words() -> None:
    body = payloads.direct_message()
    read = parse.direct_message(body)
    assert read == MessageRef(ChannelId("D0PRIYA"), "1765.2")
    assert parse.direct_message(spoilt(body, ("event", "text"), 7)) == read


@pytest.mark.parametrize(
    "changes",
    [
        {"channel_type": "channel"},
        {"channel_type": None},
        {"bot_id": "B0BOT"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
    ],
)
def test_what_nobody_wrote_to_the_bot_alone_is_no_direct_message(changes: Payload) -> None:
    body = payloads.direct_message()
    body["event"] |= changes
    assert parse.direct_message(body) is None


def test_a_direct_message_with_a_file_is_one() -> None:
    body = payloads.direct_message()
    body["event"]["subtype"] = "file_share"
    assert parse.direct_message(body) is not None


def test_only_the_home_tab_is_drawn() -> None:
    assert parse.home_opened(payloads.home_opened()) == "U0PRIYA"
    assert parse.home_opened(payloads.home_opened("messages")) is None


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


def test_whose_account_has_changed_is_read() -> None:
    assert parse.changed_person(payloads.account()) == "U0PRIYA"


def test_a_channel_counts_as_shared_until_slack_says_that_it_is_not() -> None:
    assert parse.is_still_shared(payloads.unshared(still=True))
    assert not parse.is_still_shared(payloads.unshared())
    unclear = payloads.unshared()
    del unclear["event"]["is_ext_shared"]
    assert parse.is_still_shared(unclear)


def test_a_reply_among_people_from_elsewhere_is_known_as_such() -> None:
    for body in (payloads.thread_reply(), payloads.edit(), payloads.deletion()):
        alone, among = parse.message(body), parse.message(body | {"is_ext_shared_channel": True})
        assert alone is not None
        assert among is not None
        assert (alone.among_others, among.among_others) == (False, True)
