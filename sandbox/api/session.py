"""Who the app is."""

from sandbox.api.call import Call
from sandbox.shapes import JsonObject


def auth_test(call: Call) -> JsonObject:
    """`auth.test`: docs.slack.dev, "auth.test"."""
    installation = call.world.installation
    return {
        "url": f"https://{installation.team_domain}.slack.com/",
        "team": installation.team_name,
        "user": call.world.state.members[installation.bot_user_id].handle,
        "team_id": installation.team_id,
        "user_id": installation.bot_user_id,
        "bot_id": installation.bot_id,
        "is_enterprise_install": False,
    }
