"""Text, option and confirmation objects (docs.slack.dev, "Composition objects")."""

from sandbox.shapes import JsonObject
from sandbox.validate.schema import Checker, Problems, flag, items, record, tagged, text
from sandbox.validate.schema import choice as one_of

TEXT = 3000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
GROUPS = 100
GROUP_LABEL = 75
URL = 3000


def plain(longest: int = TEXT) -> Checker:
    """A `plain_text` object; "Text object", length 1 to 3,000 unless the field says less."""
    return tagged({"plain_text": record({"text": text(longest)}, {"emoji": flag})})


def any_text(longest: int = TEXT) -> Checker:
    """A `plain_text` or `mrkdwn` object."""
    return tagged(
        {
            "plain_text": record({"text": text(longest)}, {"emoji": flag}),
            "mrkdwn": record({"text": text(longest)}, {"verbatim": flag}),
        }
    )


CONFIRM: Checker = record(
    {
        "title": plain(100),
        "text": any_text(300),
        "confirm": plain(30),
        "deny": plain(30),
    },
    {"style": one_of("primary", "danger")},
)
""""Confirmation dialog object": title 100, text 300, buttons 30."""


def option(*, rich: bool = False, url: bool = False) -> Checker:
    """Text 75, value 150, description 75 ("Option object"); `rich` in radios and checkboxes."""
    words = any_text if rich else plain
    return record(
        {"text": words(OPTION_TEXT), "value": text(OPTION_VALUE)},
        {"description": words(OPTION_TEXT)} | ({"url": text(URL)} if url else {}),
    )


def option_list(*, most: int = OPTIONS, rich: bool = False, url: bool = False) -> Checker:
    return items(option(rich=rich, url=url), most, 1)


GROUP_LIST: Checker = items(
    record({"label": plain(GROUP_LABEL), "options": option_list()}, {}), GROUPS, 1
)


def offered(element: JsonObject) -> list[JsonObject]:
    """Return every option of an element, groups flattened."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(one for group in groups for one in group["options"])]


def options_or_groups(problems: Problems, path: str, value: object) -> None:
    """A select has either `options` or `option_groups`."""
    if isinstance(value, dict) and bool(value.get("options")) == bool(value.get("option_groups")):
        problems.at(path, "must provide either options or option_groups")


def distinct_values(problems: Problems, path: str, value: object) -> None:
    """No two options of an element share a value: an app could not tell them apart."""
    if isinstance(value, dict):
        values = [one["value"] for one in offered(value)]
        if len(set(values)) < len(values):
            problems.at(f"{path}/options", "option values must be unique")


def initial_is_offered(problems: Problems, path: str, value: object) -> None:
    """What is chosen at first must be one of the options, to the letter."""
    if not isinstance(value, dict):
        return
    chosen = value.get("initial_options") or []
    if value.get("initial_option"):
        chosen = [value["initial_option"]]
    if any(one not in offered(value) for one in chosen):
        problems.at(path, "initial option must exactly match one of the provided options")
