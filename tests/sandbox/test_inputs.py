"""Every input has Slack's shape in `state.values`, filled in or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.forms import STATE_KEYS, empty_state, initial_values, kept_values, problems
from sandbox.human import Chosen
from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, RIVERSIDE, field, modal, option, text_input
from tests.sandbox.little_bot import LittleBot, opening

OPTIONS = [option("Red"), option("Green"), option("Blue")]

FILLED: list[tuple[str, JsonObject, Chosen, object]] = [
    ("plain_text_input", {}, "words", "words"),
    ("email_text_input", {}, "a@example.org", "a@example.org"),
    ("url_text_input", {}, "https://example.org", "https://example.org"),
    ("number_input", {"is_decimal_allowed": False}, "7", "7"),
    ("static_select", {"options": OPTIONS}, "Green", OPTIONS[1]),
    ("radio_buttons", {"options": OPTIONS}, "blue", OPTIONS[2]),
    ("multi_static_select", {"options": OPTIONS}, ["Red", "Blue"], [OPTIONS[0], OPTIONS[2]]),
    ("checkboxes", {"options": OPTIONS}, "Green", [OPTIONS[1]]),
    ("users_select", {}, "priya", PRIYA),
    ("multi_users_select", {}, ["priya"], [PRIYA]),
    ("conversations_select", {}, "#riverside", RIVERSIDE),
    ("multi_conversations_select", {}, ["#riverside"], [RIVERSIDE]),
    ("channels_select", {}, "#riverside", RIVERSIDE),
    ("multi_channels_select", {}, ["#riverside"], [RIVERSIDE]),
    ("datepicker", {}, "2026-05-01", "2026-05-01"),
    ("timepicker", {}, "08:45", "08:45"),
    ("datetimepicker", {}, 1_777_777_777, 1_777_777_777),
]


@pytest.mark.parametrize(("kind", "more", "chosen", "value"), FILLED)
async def test_what_is_chosen_arrives_in_slacks_shape(
    bot: LittleBot,
    workspace: Workspace,
    *,
    kind: str,
    more: JsonObject,
    chosen: Chosen,
    value: object,
) -> None:
    element = {"type": kind, "action_id": "a", **more}
    bot.on_command = opening(bot.client, modal(field("Which?", element, block_id="b")))
    priya = workspace.person("priya")
    await priya.command("/note")
    priya.fill("Which?", chosen)
    assert (await priya.submit()).ok
    state = bot.payloads[-1]["view"]["state"]["values"]["b"]["a"]
    assert state == {"type": kind, STATE_KEYS[kind]: value}


@pytest.mark.parametrize(("kind", "more", "chosen", "value"), FILLED)
def test_what_is_not_filled_in_is_null_or_an_empty_list(
    kind: str, more: JsonObject, chosen: Chosen, value: object
) -> None:
    state = empty_state({"type": kind, "action_id": "a", **more})
    assert state == {"type": kind, STATE_KEYS[kind]: [] if isinstance(value, list) else None}


@pytest.mark.parametrize(
    ("element", "value", "problem"),
    [
        (text_input(min_length=3), "ab", "Please enter at least 3 characters."),
        (text_input(max_length=3), "abcd", "Please enter no more than 3 characters."),
        ({"type": "email_text_input"}, "nobody", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "nowhere", "Please enter a valid URL."),
        ({"type": "number_input"}, "many", "Please enter a number."),
        ({"type": "number_input"}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "min_value": "2"}, "1", "Please enter a number of at least 2."),
        ({"type": "number_input", "max_value": "2"}, "3", "Please enter a number of at most 2."),
        ({"type": "number_input", "is_decimal_allowed": True}, "1.5", None),
    ],
)
def test_slacks_own_form_checks_before_it_sends(
    element: JsonObject, value: str, problem: str | None
) -> None:
    named = {**element, "action_id": "a"}
    blocks = [field("Which?", named, block_id="b")]
    values = {"b": {"a": {"type": named["type"], "value": value}}}
    assert problems(blocks, values) == ({"b": problem} if problem else {})


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_update_keeps_touched_words_and_shows_new_first_words(typed: str, first: str) -> None:
    old = [field("Which?", text_input(initial_value="old"), block_id="b")]
    new = [field("Which?", text_input(initial_value=first), block_id="b")]
    untouched = initial_values(old)
    assert kept_values(new, old, untouched) == initial_values(new)
    touched = {"b": {"words": {"type": "plain_text_input", "value": typed}}}
    kept = kept_values(new, old, touched)
    assert kept == (initial_values(new) if touched == untouched else touched)


async def test_an_input_or_option_that_is_not_there_is_named(
    bot: LittleBot, workspace: Workspace
) -> None:
    element = {"type": "static_select", "action_id": "a", "options": OPTIONS}
    bot.on_command = opening(bot.client, modal(field("Which?", element)))
    priya = workspace.person("priya")
    await priya.command("/note")
    with pytest.raises(LookupError, match=r"there is \['Which"):
        priya.fill("Whose?", "x")
    with pytest.raises(LookupError, match=r"no option “Purple”; there is \['Red', 'Green', 'Blue'"):
        priya.fill("Which?", "Purple")
