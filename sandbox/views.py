"""A view: a modal one person has open, or their Home tab."""

from dataclasses import dataclass, field

from sandbox.shapes import JsonObject

_TITLES = ("title", "submit", "close")
_COPIED = ("callback_id", "private_metadata", "external_id")


@dataclass(frozen=True)
class View:
    """`content` is the view as the app sent it, with every block and action id filled in.

    `values` is the current state of its inputs in Slack's `state.values` shape, and `errors` what
    the last submission was answered with, by block id. `previous_id` is the modal underneath.
    """

    id: str
    owner: str
    content: JsonObject
    hash: str
    root_id: str
    previous_id: str | None = None
    values: JsonObject = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return str(self.content["type"])

    @property
    def blocks(self) -> list[JsonObject]:
        return list(self.content["blocks"])


def view_object(view: View, team_id: str, app_id: str, bot_id: str) -> JsonObject:
    """Return the view as payloads and replies carry it (docs.slack.dev, "View object")."""
    content = view.content
    return {
        "id": view.id,
        "team_id": team_id,
        "type": view.type,
        "blocks": view.blocks,
        **{key: content.get(key) or "" for key in _COPIED},
        "state": {"values": view.values},
        "hash": view.hash,
        **{key: content.get(key) for key in _TITLES},
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "app_id": app_id,
        "app_installed_team_id": team_id,
        "bot_id": bot_id,
    }
