"""What Slack refuses in a message or a view, written from its reference and not from our code.

Sources: reference/block-kit/blocks, reference/block-kit/block-elements,
reference/block-kit/composition-objects, reference/views/modal-views and
reference/views/home-tab-views.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from typing import Any

from bot.views.blocks import Message

Json = dict[str, Any]

TITLE = 24
METADATA = 3_000
MODAL_BLOCKS = 100
TEXT = 3_000
HEADER = 150
BUTTON = 75
BUTTON_VALUE = 2_000
LABEL = 2_000
PLACEHOLDER = 150
OPTION = 75
OPTION_VALUE = 150
OPTIONS = 100
FEW_OPTIONS = 10
OVERFLOW_OPTIONS = 5
ACTIONS = 25
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
LINK = 3_000
CONTEXT = 10
ID = 255
CHARTS = 2
CHART_TITLE = 50
CHART_LABEL = 20
POINTS = 20
SERIES = 6


def refusals(shown: Message | Json) -> list[str]:
    """Everything that Slack would refuse in what is shown; nothing where it is fine."""
    if isinstance(shown, Message):
        return list(_of_message(shown))
    return list(_of_home(shown) if shown["type"] == "home" else _of_modal(shown))


def _of_message(message: Message) -> Iterator[str]:
    yield from _between("fallback text", len(message.text), 1, 200)
    yield from _between("blocks of a message", len(message.blocks), 1, 50)
    written = json.dumps(message.blocks, ensure_ascii=False, separators=(",", ":"))
    yield from _between("characters of a message", len(written), 1, 13_000)
    yield from _of_blocks(message.blocks, inputs=False)
    charts = sum(block["type"] == "data_visualization" for block in message.blocks)
    yield from _between("charts in a message", charts, 0, CHARTS)


def _no_chart(blocks: Iterable[Json]) -> Iterator[str]:
    if any(block["type"] == "data_visualization" for block in blocks):
        yield "a chart that is not in a message"


def _of_home(view: Json) -> Iterator[str]:
    yield from _between("private_metadata", len(view.get("private_metadata", "")), 0, METADATA)
    yield from _between("blocks of a Home tab", len(view["blocks"]), 1, MODAL_BLOCKS)
    yield from _no_chart(view["blocks"])
    yield from _of_blocks(view["blocks"], inputs=True)


def _of_modal(view: Json) -> Iterator[str]:
    blocks = view["blocks"]
    yield from _text("title", view["title"], TITLE)
    for name in ("close", "submit"):
        if name in view:
            yield from _text(name, view[name], TITLE)
    if any(block["type"] == "input" for block in blocks) and "submit" not in view:
        yield "a modal with inputs and nothing to send them with"
    yield from _between("callback_id", len(view.get("callback_id", "x")), 1, ID)
    yield from _between("private_metadata", len(view.get("private_metadata", "")), 0, METADATA)
    yield from _between("blocks of a modal", len(blocks), 1, MODAL_BLOCKS)
    yield from _no_chart(blocks)
    yield from _of_blocks(blocks, inputs=True)


def _of_blocks(blocks: Iterable[Json], *, inputs: bool) -> Iterator[str]:
    blocks = list(blocks)
    yield from _unique("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for block in blocks:
        yield from _between("block_id", len(block.get("block_id", "x")), 1, ID)
        if block["type"] == "input" and not inputs:
            yield "an input in a message"
        yield from _BLOCKS[block["type"]](block)


def _section(block: Json) -> Iterator[str]:
    yield from _text("section", block["text"], TEXT, mrkdwn=True)


def _header(block: Json) -> Iterator[str]:
    yield from _text("header", block["text"], HEADER)


def _context(block: Json) -> Iterator[str]:
    yield from _between("elements of a context", len(block["elements"]), 1, CONTEXT)
    for element in block["elements"]:
        yield from _text("context", element, TEXT, mrkdwn=True)


def _actions(block: Json) -> Iterator[str]:
    elements = block["elements"]
    yield from _between("elements of actions", len(elements), 1, ACTIONS)
    yield from _unique("action_id", [element["action_id"] for element in elements])
    for element in elements:
        yield from _between("action_id", len(element["action_id"]), 1, ID)
        if "confirm" in element:
            yield from _confirm(element["confirm"])
        yield from _INTERACTIVE[element["type"]](element)


def _button(button: Json) -> Iterator[str]:
    yield from _text("button", button["text"], BUTTON)
    yield from _between("value of a button", len(button.get("value", "x")), 1, BUTTON_VALUE)
    if button.get("style", "primary") not in {"primary", "danger"}:
        yield f"a button's style {button['style']}"


def _overflow(menu: Json) -> Iterator[str]:
    yield from _options(menu, OVERFLOW_OPTIONS)


def _confirm(asked: Json) -> Iterator[str]:
    yield from _text("title of a question", asked["title"], CONFIRM_TITLE)
    yield from _text("question", asked["text"], CONFIRM_TEXT)
    for name in ("confirm", "deny"):
        yield from _text(f"{name} of a question", asked[name], CONFIRM_BUTTON)


def _rich_text(block: Json) -> Iterator[str]:
    yield from _between("elements of rich text", len(block["elements"]), 1, 50)
    for part in block["elements"]:
        if part["type"] not in _RICH:
            yield f"rich text of type {part['type']}"
        yield from _between("elements of a paragraph", len(part["elements"]), 1, 50)
        for element in part["elements"]:
            if element["type"] == "text":
                yield from _between("rich text", len(element["text"]), 1, TEXT)
            elif element["type"] == "link":
                yield from _between("a link", len(element["url"]), 1, LINK)
                yield from _between("text of a link", len(element["text"]), 1, TEXT)
            elif element["type"] != "user":
                yield f"a piece of rich text of type {element['type']}"


_RICH = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}


def _line_chart(block: Json) -> Iterator[str]:
    """As reference/block-kit/blocks/data-visualization-block has it."""
    chart = block["chart"]
    months = chart["axis_config"]["categories"]
    yield from _between("title of a chart", len(block["title"]), 1, CHART_TITLE)
    yield from _between("name of an axis", len(chart["axis_config"]["y_label"]), 1, CHART_TITLE)
    yield from _between("categories", len(months), 1, POINTS)
    yield from _unique("a category", months)
    yield from _between("series", len(chart["series"]), 1, SERIES)
    yield from _unique("a series", [one["name"] for one in chart["series"]])
    for one in chart["series"]:
        yield from _between("name of a series", len(one["name"]), 1, CHART_LABEL)
        if [point["label"] for point in one["data"]] != months:
            yield "a series without a value for each category"
        if not all(isinstance(point["value"], int | float) for point in one["data"]):
            yield "a value that is no number"
    for month in months:
        yield from _between("a category", len(month), 1, CHART_LABEL)


def _divider(_: Json) -> Iterator[str]:
    yield from ()


def _input(block: Json) -> Iterator[str]:
    element = block["element"]
    yield from _text("label", block["label"], LABEL)
    if "hint" in block:
        yield from _text("hint", block["hint"], LABEL)
    if "placeholder" in element:
        yield from _text("placeholder", element["placeholder"], PLACEHOLDER)
    yield from _between("action_id", len(element["action_id"]), 1, ID)
    yield from _ELEMENTS[element["type"]](element)


def _typed(element: Json) -> Iterator[str]:
    yield from _between("max_length", element["max_length"], 1, 3_000)
    if "initial_value" in element:
        initial = len(element["initial_value"])
        yield from _between("initial_value", initial, 1, element["max_length"])


def _menu(element: Json) -> Iterator[str]:
    yield from _options(element, OPTIONS)


def _radio(element: Json) -> Iterator[str]:
    yield from _options(element, FEW_OPTIONS)


def _date(element: Json) -> Iterator[str]:
    if date.fromisoformat(element["initial_date"]).isoformat() != element["initial_date"]:
        yield f"the date {element['initial_date']}"


def _time(element: Json) -> Iterator[str]:
    if time.fromisoformat(element["initial_time"]).strftime("%H:%M") != element["initial_time"]:
        yield f"the time {element['initial_time']}"


def _person(element: Json) -> Iterator[str]:
    if element.get("initial_user", "U0X")[0] not in "UW":
        yield f"{element['initial_user']} is nobody's id"


def _people(element: Json) -> Iterator[str]:
    people = element.get("initial_users", ["U0X"])
    yield from _unique("somebody", people)
    if not people:
        yield "an empty list of people"
    for person in people:
        yield from _person({"initial_user": person})


def _options(element: Json, most: int) -> Iterator[str]:
    options = element["options"]
    yield from _between("options", len(options), 1, most)
    yield from _unique("value of an option", [option["value"] for option in options])
    for option in options:
        yield from _text("option", option["text"], OPTION)
        yield from _between("value of an option", len(option["value"]), 1, OPTION_VALUE)
        if "description" in option:
            yield from _text("description", option["description"], OPTION)
    first = element.get("initial_options", [])
    first = [*first, element["initial_option"]] if "initial_option" in element else first
    if any(option not in options for option in first):
        yield "an initial option that is not among the options"
    if element.get("initial_options") == []:
        yield "an empty list of initial options"


def _text(where: str, text: Json, most: int, *, mrkdwn: bool = False) -> Iterator[str]:
    if text["type"] != "plain_text" and not (mrkdwn and text["type"] == "mrkdwn"):
        yield f"{where} of type {text['type']}"
    yield from _between(where, len(text["text"]), 1, most)


def _between(what: str, size: int, least: int, most: int) -> Iterator[str]:
    if not least <= size <= most:
        yield f"{what}: {size} is not between {least} and {most}"


def _unique(what: str, names: list[str]) -> Iterator[str]:
    if len(set(names)) < len(names):
        yield f"{what} twice among {names}"


_BLOCKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "rich_text": _rich_text,
    "divider": _divider,
    "data_visualization": _line_chart,
    "input": _input,
}

_ELEMENTS: dict[str, Callable[[Json], Iterator[str]]] = {
    "plain_text_input": _typed,
    "static_select": _menu,
    "multi_static_select": _menu,
    "radio_buttons": _radio,
    "datepicker": _date,
    "timepicker": _time,
    "checkboxes": _radio,
    "users_select": _person,
    "multi_users_select": _people,
}

_INTERACTIVE: dict[str, Callable[[Json], Iterator[str]]] = {
    "button": _button,
    "overflow": _overflow,
}
