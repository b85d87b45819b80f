"""One call of a Web API method: who calls, with which arguments and scopes."""

import json
from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.shapes import JsonObject
from sandbox.world import World

_TRUE = frozenset({"1", "true", "True"})


class TooSoonError(Exception):
    """The call came too soon; `retry_after` is Slack's Retry-After in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Call:
    """`args` are as they came: JSON values from a JSON body, strings from a form or a query."""

    world: World
    method: str
    args: JsonObject

    def demand(self, *scopes: str) -> None:
        """Raise SlackError missing_scope unless the app holds one of these scopes."""
        held = self.world.manifest.scopes
        if not any(scope in held for scope in scopes):
            self.world.findings.note(self.method, "missing_scope", f"needs {' or '.join(scopes)}")
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(held))

    def given(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Return a required argument as text, or raise SlackError invalid_arguments."""
        if not self.given(name):
            self.world.refuse(self.method, "invalid_arguments", [f"missing required field: {name}"])
        return str(self.args[name])

    def optional(self, name: str) -> str | None:
        return str(self.args[name]) if self.given(name) else None

    def flag(self, name: str) -> bool:
        value = self.args.get(name)
        return value is True or str(value) in _TRUE

    def number(self, name: str, default: int, most: int) -> int:
        """Return a count from 1 to `most`, or raise SlackError invalid_limit."""
        try:
            number = int(self.args[name]) if self.given(name) else default
        except (TypeError, ValueError):
            raise SlackError("invalid_limit") from None
        if number < 1:
            raise SlackError("invalid_limit")
        return min(number, most)

    def json(self, name: str, code: str) -> object:
        """Return an argument that may be JSON or a string of JSON; SlackError(code) if neither."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            self.world.findings.note(self.method, code, f"{name} is not JSON")
            raise SlackError(code) from None

    def channel(self) -> Channel:
        """Return the conversation the call names, if the app may know of it.

        A private channel or a conversation of others is channel_not_found, as in Slack.
        """
        found = self.world.state.channels.get(self.text("channel"))
        if found is None:
            raise SlackError("channel_not_found")
        if found.kind != "public" and self.world.state.bot not in found.members:
            raise SlackError("channel_not_found")
        return found
