"""A person opens the app: its Home tab or its messages."""

from sandbox.acts.actor import actor
from sandbox.errors import RefusedError
from sandbox.events import send
from sandbox.posting import open_dm
from sandbox.shapes import JsonObject
from sandbox.stacks import shape
from sandbox.world import World


def open_home(world: World, user: str) -> None:
    """Tell the app that somebody looks at its Home tab (docs.slack.dev, "app_home_opened")."""
    member = actor(world, user)
    if not world.manifest.home_tab:
        raise RefusedError("This app has no Home tab.", status=404)
    event: JsonObject = {
        "type": "app_home_opened",
        "user": member.id,
        "channel": open_dm(world, member.id).id,
        "tab": "home",
        "event_ts": world.next_ts(),
    }
    home = world.state.home(member.id)
    if home is not None:
        event["view"] = shape(world, home)
    send(world, "app_home_opened", event)
