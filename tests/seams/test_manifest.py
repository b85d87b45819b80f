"""The manifest, the listeners and the calls to Slack say the same of the app."""

import ast
import json
import re
from collections.abc import Iterator

from bot.manifest import EVENTS, SCOPES, manifest
from tests.seams.registrations import registrations
from tests.seams.tree import ROOT, calls, name, sources

SCOPES_OF_METHODS = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "users_conversations": {"channels:read", "groups:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""The bot scopes of each method, for the kinds of conversation the bot has to do with (public and
private channels, and direct messages with itself): reference/methods/<method>, "Bot scopes".
`apps.connections.open` goes by the app token."""

NO_METHODS = {"is_connected"}
"""What is asked of the Socket Mode client, which is called `client` too."""

SCOPES_OF_EVENTS = {
    "app_home_opened": set[str](),
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unarchive": {"channels:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "user_change": {"users:read"},
}
"""reference/events/<event>, "Required scopes"."""

SCOPE_OF_COMMANDS = "commands"
"""reference/scopes/commands; shortcuts need it too."""


def methods_called() -> Iterator[tuple[str, str]]:
    """Each method called on a client of the Web API, and where."""
    for path in sources("bot", "handlers"):
        for call in calls(path):
            match call.func:
                case ast.Attribute(ast.Name("client") | ast.Attribute(_, "client"), method):
                    yield method, name(path)


def test_the_manifest_in_the_tree_is_the_one_the_code_makes() -> None:
    kept = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert kept == manifest()


def test_every_command_in_the_manifest_is_listened_to_and_no_other() -> None:
    described = [one["command"] for one in manifest()["features"]["slash_commands"]]
    assert sorted(described) == registrations().names("command")


def test_every_event_in_the_manifest_is_listened_to_and_no_other() -> None:
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {one.partition(".")[0] for one in subscribed} == set(registrations().names("event"))


def test_each_method_that_is_called_has_its_scopes_in_the_table() -> None:
    called = {method for method, _ in methods_called()}
    assert called - NO_METHODS == set(SCOPES_OF_METHODS)


def test_the_app_asks_for_every_scope_it_needs_and_for_no_other() -> None:
    needed = set[str]().union(
        *SCOPES_OF_METHODS.values(),
        *(SCOPES_OF_EVENTS[event] for event in EVENTS),
        {SCOPE_OF_COMMANDS},
    )
    assert needed == set(SCOPES)
    assert list(SCOPES) == sorted(set(SCOPES))


def test_every_scope_and_event_is_explained_and_no_other() -> None:
    page = (ROOT / "docs/reference/scopes.md").read_text(encoding="utf-8")
    bot_scopes, events = page.split("## Bot scopes")[1].split("## Events")
    assert re.findall(r"^\| `([^`]+)`", bot_scopes, re.MULTILINE) == list(SCOPES)
    assert re.findall(r"^\| `([^`]+)`", events, re.MULTILINE) == list(EVENTS)


def test_commands_come_with_words_as_they_were_typed() -> None:
    assert not any(one["should_escape"] for one in manifest()["features"]["slash_commands"])


def test_no_client_of_slack_repeats_a_call_by_itself() -> None:
    made = [
        (name(path), call)
        for path in sources("bot", "handlers")
        for call in calls(path)
        if isinstance(call.func, ast.Name) and call.func.id == "AsyncWebClient"
    ]
    assert made
    for where, call in made:
        given = {one.arg: ast.unparse(one.value) for one in call.keywords}
        assert given.get("retry_handlers") == "[]", where
