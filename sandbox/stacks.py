"""The modals a person has open, one on top of another, and their Home tab."""

from dataclasses import replace

from sandbox.errors import SlackError
from sandbox.forms import initial_values, kept_values
from sandbox.identifiers import new_id, new_secret
from sandbox.posting import with_block_ids
from sandbox.shapes import JsonObject
from sandbox.views import View, view_object
from sandbox.world import World

DEEPEST = 3


def _content(content: JsonObject) -> JsonObject:
    return {**content, "blocks": with_block_ids(content["blocks"])}


def _new(user: str, content: JsonObject, below: View | None) -> View:
    view_id = new_id("V")
    filled = _content(content)
    return View(
        id=view_id,
        owner=user,
        content=filled,
        hash=f"hash.{new_secret()}",
        root_id=below.root_id if below else view_id,
        previous_id=below.id if below else None,
        values=initial_values(filled["blocks"]),
    )


def _unique(world: World, content: JsonObject, own: str | None = None) -> None:
    """Refuse an external id that another view has (docs.slack.dev, "views.open")."""
    external = content.get("external_id")
    if external and any(
        view.content.get("external_id") == external and view.id != own
        for view in world.state.views.values()
    ):
        raise SlackError("duplicate_external_id")


def _tell(world: World, view: View) -> None:
    kind = "home" if view.type == "home" else "modal"
    world.changes.publish(kind, readers=frozenset({view.owner}))


def open_view(world: World, user: str, content: JsonObject) -> View:
    """Open a modal; whatever modal the person had open before is gone."""
    clear(world, user)
    _unique(world, content)
    return _add(world, _new(user, content, None))


def push(world: World, user: str, content: JsonObject) -> View:
    """Open a modal on top of the one the person has open, or raise SlackError."""
    below = world.state.top_view(user)
    if below is None:
        raise SlackError("not_found")
    if len(world.state.stacks[user]) >= DEEPEST:
        raise SlackError("push_limit_reached")
    _unique(world, content)
    return _add(world, _new(user, content, below))


def _add(world: World, view: View) -> View:
    world.state.views[view.id] = view
    world.state.stacks.setdefault(view.owner, []).append(view.id)
    _tell(world, view)
    return view


def update(world: World, view: View, content: JsonObject) -> View:
    """Replace what a view shows; what was typed stays where block and action ids stay."""
    _unique(world, content, own=view.id)
    filled = _content(content)
    changed = replace(
        view,
        content=filled,
        hash=f"hash.{new_secret()}",
        values=kept_values(filled["blocks"], view.blocks, view.values),
        errors={},
    )
    return store(world, changed)


def store(world: World, view: View) -> View:
    world.state.views[view.id] = view
    _tell(world, view)
    return view


def publish(world: World, user: str, content: JsonObject) -> View:
    """Show `content` on the person's Home tab."""
    current = world.state.home(user)
    if current is not None:
        return update(world, current, content)
    view = _new(user, content, None)
    world.state.homes[user] = view.id
    return store(world, view)


def pop(world: World, view: View) -> None:
    """Close one modal; the one underneath shows again."""
    stack = world.state.stacks.get(view.owner, [])
    if view.id in stack:
        stack.remove(view.id)
        del world.state.views[view.id]
        _tell(world, view)


def clear(world: World, user: str) -> None:
    """Close every modal the person has open."""
    for view_id in world.state.stacks.pop(user, []):
        _tell(world, world.state.views.pop(view_id))


def shape(world: World, view: View) -> JsonObject:
    installation = world.installation
    return view_object(view, installation.team_id, installation.app_id, installation.bot_id)
