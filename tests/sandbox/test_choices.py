"""What a browser sends is taken only where Slack's own window could have sent it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.choices import tidy
from sandbox.errors import RefusedError
from sandbox.forms import REQUIRED, STATE_KEYS, problems
from sandbox.shapes import JsonObject
from tests.sandbox.kit import field, option, section, select, text_input

RED, GREEN = option("Red"), option("Green")
MANY = {
    "type": "multi_static_select",
    "action_id": "many",
    "options": [RED, GREEN],
    "max_selected_items": 1,
}
BLOCKS = [
    field("Words", text_input(), block_id="words"),
    field("One", select("Red", "Green"), block_id="one"),
    field("Many", MANY, block_id="many", optional=True),
    section("A button", accessory={"type": "button", "action_id": "b", "text": {}}, block_id="s"),
]


def values(block: str, action: str, state: object) -> JsonObject:
    return {block: {action: state}}


@pytest.mark.parametrize(
    ("given_values", "reason"),
    [
        ("words", "an object of objects"),
        ({"words": "Lost"}, "an object of objects"),
        (values("words", "words", "Lost"), "cannot hold that"),
        (values("words", "words", {"type": "datepicker", "value": "x"}), "cannot hold that"),
        (values("words", "words", {"value": ["x"]}), "cannot hold that"),
        (values("one", "pick", {"selected_option": {"value": "blue"}}), "no such option"),
        (values("one", "pick", {"selected_option": 7}), "no such option"),
        (values("many", "many", {"selected_options": "red"}), "must be a list"),
        (values("many", "many", {"selected_options": [option("Blue")]}), "no such option"),
    ],
)
def test_what_the_window_could_not_hold_is_refused(given_values: object, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        tidy(BLOCKS, given_values)


def test_an_option_is_the_elements_own_whatever_the_browser_says() -> None:
    forged = {"selected_option": {"value": "red", "text": {"type": "plain_text", "text": "Blue"}}}
    assert tidy(BLOCKS, values("one", "pick", forged)) == values(
        "one", "pick", {"type": "static_select", "selected_option": RED}
    )


def test_inputs_that_are_not_there_are_left_out() -> None:
    assert tidy(BLOCKS, {"elsewhere": {"x": {"value": "y"}}, "s": {"b": {"value": "z"}}}) == {}


def test_more_choices_than_allowed_are_a_problem() -> None:
    both = {"selected_options": [RED, GREEN]}
    chosen = tidy(BLOCKS[2:3], values("many", "many", both))
    assert problems(BLOCKS[2:3], chosen) == {"many": "Please choose no more than 1."}


def test_taking_every_choice_back_leaves_an_empty_list() -> None:
    chosen = tidy(BLOCKS[2:3], values("many", "many", {"selected_options": None}))
    assert chosen["many"]["many"]["selected_options"] == []
    required = [BLOCKS[2] | {"optional": False}]
    assert problems(required, chosen) == {"many": REQUIRED}


_ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["words", "one", "many", "pick", "type", "value", *STATE_KEYS.values()]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)


@given(_ANYTHING)
def test_whatever_a_browser_sends_is_taken_or_refused(given_values: object) -> None:
    try:
        kept = tidy(BLOCKS, given_values)
    except RefusedError as refusal:
        kept = {"words": str(refusal)}
    assert set(kept) <= {"words", "one", "many"}
