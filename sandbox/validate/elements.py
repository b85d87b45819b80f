"""Buttons, selects and inputs (docs.slack.dev, "Block elements", a page for each)."""

from sandbox.validate.composition import (
    CONFIRM,
    GROUP_LIST,
    URL,
    any_text,
    distinct_values,
    initial_is_offered,
    option,
    option_list,
    options_or_groups,
    plain,
)
from sandbox.validate.schema import (
    Checker,
    Problems,
    anything,
    choice,
    flag,
    items,
    matching,
    record,
    tagged,
    text,
    whole,
)

ACTION_ID = text(255)
PLACEHOLDER = plain(150)
INPUT_LENGTH = 3000
RADIOS = 10
OVERFLOW = 5

_DATE = matching(r"\d{4}-\d{2}-\d{2}")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d")
_ID = text(255)
_IDS = items(_ID, 100)
_NUMBER = matching(r"-?\d+(\.\d+)?")


def _element(
    required: dict[str, Checker], optional: dict[str, Checker], *rules: Checker
) -> Checker:
    return record(required, {"action_id": ACTION_ID, **optional}, *rules)


def _select(optional: dict[str, Checker], *rules: Checker) -> Checker:
    shared = {"placeholder": PLACEHOLDER, "confirm": CONFIRM, "focus_on_load": flag}
    return _element({}, {**shared, **optional}, *rules)


def _static(initial: dict[str, Checker]) -> Checker:
    lists = {"options": option_list(), "option_groups": GROUP_LIST}
    return _select({**lists, **initial}, options_or_groups, distinct_values, initial_is_offered)


_MOST = {"max_selected_items": whole(1, 100)}
_DISPATCH = record(
    {}, {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 2, 1)}
)


def _written(optional: dict[str, Checker]) -> Checker:
    shared: dict[str, Checker] = {
        "placeholder": PLACEHOLDER,
        "dispatch_action_config": _DISPATCH,
        "focus_on_load": flag,
        "initial_value": text(INPUT_LENGTH, 0),
    }
    return _element({}, {**shared, **optional})


def _shortest_first(problems: Problems, path: str, value: object) -> None:
    if isinstance(value, dict) and value.get("min_length", 0) > value.get("max_length", 3000):
        problems.at(path, "min_length must be no more than max_length")


_PLAIN_INPUT = record(
    {},
    {
        "action_id": ACTION_ID,
        "placeholder": PLACEHOLDER,
        "dispatch_action_config": _DISPATCH,
        "focus_on_load": flag,
        "initial_value": text(INPUT_LENGTH, 0),
        "multiline": flag,
        "min_length": whole(0, INPUT_LENGTH),
        "max_length": whole(1, INPUT_LENGTH),
    },
    _shortest_first,
)


def _picker(optional: dict[str, Checker]) -> Checker:
    shared: dict[str, Checker] = {"confirm": CONFIRM, "focus_on_load": flag}
    return _element({}, {**shared, **optional})


def _few(initial: dict[str, Checker]) -> Checker:
    """Radio buttons and checkboxes: at most ten options, whose texts may be mrkdwn."""
    return _element(
        {"options": option_list(most=RADIOS, rich=True)},
        {"confirm": CONFIRM, "focus_on_load": flag, **initial},
        distinct_values,
        initial_is_offered,
    )


IMAGE: Checker = record({"alt_text": text(2000)}, {"image_url": text(URL), "slack_file": anything})

_BUTTON = _element(
    {"text": plain(75)},
    {
        "url": text(URL),
        "value": text(2000, 0),
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": text(75),
    },
)

_SELECTS: dict[str, Checker] = {
    "static_select": _static({"initial_option": option()}),
    "external_select": _select({"initial_option": option(), "min_query_length": whole(0, 3000)}),
    "users_select": _select({"initial_user": _ID}),
    "conversations_select": _select(
        {
            "initial_conversation": _ID,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": anything,
        }
    ),
    "channels_select": _select({"initial_channel": _ID, "response_url_enabled": flag}),
}
_MULTI_SELECTS: dict[str, Checker] = {
    "multi_static_select": _static({"initial_options": items(option(), 100), **_MOST}),
    "multi_external_select": _select(
        {
            "initial_options": items(option(), 100),
            "min_query_length": whole(0, 3000),
            **_MOST,
        }
    ),
    "multi_users_select": _select({"initial_users": _IDS, **_MOST}),
    "multi_conversations_select": _select(
        {
            "initial_conversations": _IDS,
            "default_to_current_conversation": flag,
            "filter": anything,
            **_MOST,
        }
    ),
    "multi_channels_select": _select({"initial_channels": _IDS, **_MOST}),
}
_CHOICES: dict[str, Checker] = {
    "checkboxes": _few({"initial_options": items(option(rich=True), RADIOS)}),
    "radio_buttons": _few({"initial_option": option(rich=True)}),
    "datepicker": _picker({"initial_date": _DATE, "placeholder": PLACEHOLDER}),
    "timepicker": _picker(
        {"initial_time": _TIME, "placeholder": PLACEHOLDER, "timezone": text(100)}
    ),
}
_MOMENT: dict[str, Checker] = {
    "datetimepicker": _picker({"initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
}
_PRESSED: dict[str, Checker] = {
    "button": _BUTTON,
    "overflow": _element(
        {"options": option_list(most=OVERFLOW, url=True)}, {"confirm": CONFIRM}, distinct_values
    ),
}
_WRITTEN: dict[str, Checker] = {
    "plain_text_input": _PLAIN_INPUT,
    "email_text_input": _written({}),
    "url_text_input": _written({}),
    "number_input": record(
        {"is_decimal_allowed": flag},
        {
            "action_id": ACTION_ID,
            "placeholder": PLACEHOLDER,
            "dispatch_action_config": _DISPATCH,
            "focus_on_load": flag,
            "initial_value": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
        },
    ),
    "rich_text_input": _element(
        {},
        {
            "placeholder": PLACEHOLDER,
            "dispatch_action_config": _DISPATCH,
            "focus_on_load": flag,
            "initial_value": anything,
        },
    ),
    "file_input": _element({}, {"filetypes": items(text(20), 100, 1), "max_files": whole(1, 10)}),
}

ACCESSORY: Checker = tagged({**_PRESSED, **_SELECTS, **_MULTI_SELECTS, **_CHOICES, "image": IMAGE})
"""What may stand beside a section's text."""

IN_ACTIONS: Checker = tagged({**_PRESSED, **_SELECTS, **_MULTI_SELECTS, **_CHOICES, **_MOMENT})
"""What may stand in an actions block."""

IN_INPUT: Checker = tagged({**_SELECTS, **_MULTI_SELECTS, **_CHOICES, **_MOMENT, **_WRITTEN})
"""What may stand in an input block."""

IN_CONTEXT: Checker = tagged(
    {
        "image": IMAGE,
        "plain_text": any_text(),
        "mrkdwn": any_text(),
    }
)
"""What may stand in a context block."""
