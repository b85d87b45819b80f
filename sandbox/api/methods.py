"""Every Web API method this workspace has, and how a call is answered."""

from collections.abc import Callable

from sandbox.api import chat, conversations, history, session, users, views
from sandbox.api.call import Call
from sandbox.errors import SlackError
from sandbox.shapes import JsonObject
from sandbox.world import World

CONNECT = "apps.connections.open"

METHODS: dict[str, Callable[[Call], JsonObject]] = {
    "auth.test": session.auth_test,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.remove,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.getPermalink": chat.permalink,
    "conversations.open": conversations.open_conversation,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.history": history.history,
    "conversations.replies": history.replies,
    "users.conversations": conversations.of_user,
    "users.info": users.info,
    "users.list": users.listed,
    "views.open": views.open_view,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
}


def bearer(world: World, token: str) -> str:
    """Return whose token this is: bot, app or none."""
    credentials = world.credentials
    return {credentials.bot_token: "bot", credentials.app_token: "app"}.get(token, "none")


def answer(world: World, method: str, token: str, args: JsonObject) -> JsonObject:
    """Return the reply to a call, or raise SlackError with Slack's code.

    Slack looks at the method, then the token, then the scopes, then the arguments.
    """
    if method != CONNECT and method not in METHODS:
        world.findings.note(method, "unknown_method")
        raise SlackError("unknown_method")
    if not token:
        raise SlackError("not_authed")
    whose = bearer(world, token)
    if whose == "none":
        raise SlackError("invalid_auth")
    if whose != ("app" if method == CONNECT else "bot"):
        raise SlackError("not_allowed_token_type")
    if method == CONNECT:
        return {"url": f"ws://127.0.0.1:{world.address.port}/link?ticket={world.delivery.ticket()}"}
    return METHODS[method](Call(world, method, args))
