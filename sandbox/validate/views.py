"""Whether Slack would take a modal or a Home tab (docs.slack.dev, "View objects")."""

from typing import Literal

from sandbox.errors import SlackError
from sandbox.shapes import JsonObject
from sandbox.validate.blocks import IN_VIEW, check_blocks
from sandbox.validate.composition import plain
from sandbox.validate.schema import Checker, Problems, flag, record, size, tagged, text
from sandbox.world import World

TITLE = 24
PRIVATE_METADATA = 3000
LARGEST = 250_000


def _blocks(problems: Problems, path: str, value: object) -> None:
    check_blocks(problems, path, value, IN_VIEW)


def _submit_where_needed(problems: Problems, path: str, value: object) -> None:
    """A modal with an input block needs a submit button."""
    if not isinstance(value, dict) or value.get("submit"):
        return
    if any(block["type"] == "input" for block in value["blocks"]):
        problems.at(path, "submit is required when an input is in the blocks array")


_SHARED: dict[str, Checker] = {
    "private_metadata": text(PRIVATE_METADATA, 0),
    "callback_id": text(255, 0),
    "external_id": text(255, 0),
}
_VIEW = {
    "modal": tagged(
        {
            "modal": record(
                {"title": plain(TITLE), "blocks": _blocks},
                {
                    **_SHARED,
                    "submit": plain(TITLE),
                    "close": plain(TITLE),
                    "clear_on_close": flag,
                    "notify_on_close": flag,
                    "submit_disabled": flag,
                },
                _submit_where_needed,
            )
        }
    ),
    "home": tagged({"home": record({"blocks": _blocks}, _SHARED)}),
}


def check_view(
    world: World, where: str, view: object, kind: Literal["modal", "home"]
) -> JsonObject:
    """Return the view if Slack would take it, else note what is wrong and raise SlackError."""
    problems = Problems()
    _VIEW[kind](problems, "/view", view)
    world.refuse(where, "invalid_arguments", problems)
    if size(view) > LARGEST:
        world.findings.note(where, "view_too_large")
        raise SlackError("view_too_large")
    return dict(view) if isinstance(view, dict) else {}
