"""What people type, and what they read."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.reading import plain
from sandbox.state import Installation, State
from sandbox.wording import escape, rich_text, typed, unescape
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST, actions, button, field, option, section, select, text_input

NOBODY = State(Installation())


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set("<>") & set(escape(text))


@given(st.text())
def test_rich_text_says_the_same_words(text: str) -> None:
    (block,) = rich_text(typed(text, NOBODY))
    words = "".join(
        one.get("text") or f"@{one['range']}" for one in block["elements"][0]["elements"]
    )
    assert words == text


def test_people_and_channels_become_references() -> None:
    state = Workspace(MANIFEST).world.state
    text = typed("@priya see #riverside, not @nobody or a@b or #nowhere; @here", state)
    assert text == (
        "<@U0RCSPRIYA> see <#C0RIVERSID1|riverside>, not @nobody or a@b or #nowhere; <!here>"
    )


def test_references_become_elements_of_rich_text() -> None:
    (block,) = rich_text("<@U1> in <#C1|riverside> tells <!here>")
    assert block["elements"][0]["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": "C1"},
        {"type": "text", "text": " tells "},
        {"type": "broadcast", "range": "here"},
    ]


def test_a_page_is_read_in_order() -> None:
    words = [{"type": "text", "text": "rich "}, {"type": "user", "user_id": "U1"}]
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "One & all"}},
        section("Two &amp; a half", accessory=select("Three")),
        actions(button("Four")),
        field("Five", text_input(), hint={"type": "plain_text", "text": "Six"}),
        {"type": "image", "image_url": "https://example.org", "alt_text": "Seven"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Eight"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": words}]},
    ]
    assert plain(blocks).splitlines() == [
        "One & all",
        "Two & a half",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "rich <@U1>",
    ]


def test_an_options_description_is_read_too() -> None:
    described = option("Red") | {"description": {"type": "plain_text", "text": "like a rose"}}
    chooser = {"type": "radio_buttons", "action_id": "a", "options": [described]}
    assert plain([section("Which?", accessory=chooser)]).splitlines() == [
        "Which?",
        "Red",
        "like a rose",
    ]
