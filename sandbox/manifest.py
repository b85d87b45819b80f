"""What the app says it is: its commands, shortcuts, events and scopes, read from its manifest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sandbox.errors import StartError
from sandbox.shapes import JsonObject


@dataclass(frozen=True)
class Command:
    """`should_escape` asks for people and channels in the text as references."""

    name: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """`kind` is `global` or `message`, as in the manifest."""

    callback_id: str
    name: str
    description: str
    kind: str


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that a workspace acts on (docs.slack.dev, "App manifest")."""

    name: str
    commands: dict[str, Command]
    shortcuts: dict[str, Shortcut]
    events: frozenset[str]
    scopes: tuple[str, ...]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    interactivity: bool

    @classmethod
    def load(cls, source: Path | str | Mapping[str, object]) -> Self:
        """Read a manifest from a file or a dictionary; StartError says what is missing."""
        if isinstance(source, Mapping):
            return cls._read(dict(source))
        path = Path(source)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except OSError as problem:
            raise StartError(
                f"The app's manifest {path} cannot be read ({problem.strerror}). "
                "Name an existing file with --manifest."
            ) from problem
        except ValueError as problem:
            raise StartError(f"The app's manifest {path} is not JSON: {problem}.") from problem
        if not isinstance(data, dict):
            raise StartError(f"The app's manifest {path} is not a JSON object.")
        return cls._read(data)

    @classmethod
    def _read(cls, data: JsonObject) -> Self:
        features, settings = _part(data, "features"), _part(data, "settings")
        home = _part(features, "app_home")
        return cls(
            name=str(
                _part(features, "bot_user").get("display_name")
                or _part(data, "display_information").get("name", "app")
            ),
            commands={item.name: item for item in map(_command, _list(features, "slash_commands"))},
            shortcuts={
                item.callback_id: item for item in map(_shortcut, _list(features, "shortcuts"))
            },
            events=frozenset(map(str, _list(_part(settings, "event_subscriptions"), "bot_events"))),
            scopes=tuple(map(str, _list(_part(_part(data, "oauth_config"), "scopes"), "bot"))),
            home_tab=home.get("home_tab_enabled") is True,
            messages_tab=home.get("messages_tab_enabled", True) is not False,
            messages_read_only=home.get("messages_tab_read_only_enabled") is True,
            interactivity=_part(settings, "interactivity").get("is_enabled") is True,
        )


def _part(data: JsonObject, key: str) -> JsonObject:
    part = data.get(key) or {}
    if not isinstance(part, dict):
        raise StartError(f"The app's manifest has something other than an object at “{key}”.")
    return part


def _list(data: JsonObject, key: str) -> list[object]:
    items = data.get(key) or []
    if not isinstance(items, list):
        raise StartError(f"The app's manifest has something other than a list at “{key}”.")
    return items


def _entry(item: object, key: str) -> JsonObject:
    if not isinstance(item, dict) or not isinstance(item.get(key), str):
        raise StartError(f"The app's manifest has an entry without “{key}”: {item!r}.")
    return item


def _command(item: object) -> Command:
    entry = _entry(item, "command")
    return Command(
        name=entry["command"],
        description=str(entry.get("description", "")),
        usage_hint=str(entry.get("usage_hint", "")),
        should_escape=entry.get("should_escape") is True,
    )


def _shortcut(item: object) -> Shortcut:
    entry = _entry(item, "callback_id")
    kind = str(entry.get("type", "global"))
    return Shortcut(
        entry["callback_id"], str(entry.get("name", "")), str(entry.get("description", "")), kind
    )
