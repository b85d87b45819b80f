"""People (docs.slack.dev, "users.info" and "users.list")."""

from sandbox.api.call import Call
from sandbox.api.paging import page
from sandbox.errors import SlackError
from sandbox.members import Member, user_object
from sandbox.shapes import JsonObject


def info(call: Call) -> JsonObject:
    call.demand("users:read")
    member = call.world.state.members.get(call.text("user"))
    if member is None:
        raise SlackError("user_not_found")
    return {"user": _user(call, member)}


def listed(call: Call) -> JsonObject:
    call.demand("users:read")
    everyone = list(call.world.state.members.values())
    shown, cursor = page(everyone, call.number("limit", 1000, 1000), call.optional("cursor"))
    return {
        "members": [_user(call, one) for one in shown],
        "cache_ts": int(call.world.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def _user(call: Call, member: Member) -> JsonObject:
    now = call.world.clock.now().timestamp()
    return user_object(member, call.world.installation.team_id, now)
