"""A person submits a modal, or closes it."""

from dataclasses import replace

from sandbox.acts.actor import TROUBLE, Outcome, actor, interaction
from sandbox.acts.presses import own_view
from sandbox.choices import tidy
from sandbox.errors import RefusedError, SlackError, UnansweredError
from sandbox.forms import merged, problems
from sandbox.members import Member
from sandbox.shapes import JsonObject
from sandbox.stacks import clear, pop, push, shape, store, update
from sandbox.validate.views import check_view
from sandbox.views import View
from sandbox.world import World


async def submit_view(world: World, user: str, view_id: str, values: JsonObject) -> Outcome:
    """Submit the modal on top with `values` in the shape of `state.values`.

    What Slack's own form checks (required, lengths) is answered without asking the app. The rest
    is the app's: `errors` by block id, or the modal closes, changes or gets one on top.
    """
    member = actor(world, user)
    view = own_view(world, user, view_id)
    if view.type != "modal" or not view.content.get("submit"):
        raise RefusedError("This window has nothing to submit.")
    given = tidy(view.blocks, values)
    view = store(world, replace(view, values=merged(view.values, given), errors={}))
    found = problems(view.blocks, view.values)
    if found:
        store(world, replace(view, errors=found))
        return Outcome(ok=False, errors=found)
    payload = interaction(world, "view_submission", member) | {
        "trigger_id": world.triggers.issue(member.id, view.id),
        "view": shape(world, view),
        "response_urls": [],
    }
    name = str(view.content.get("callback_id") or "view_submission")
    try:
        ack = await world.delivery.request("interactive", name, payload)
    except UnansweredError:
        return Outcome(ok=False, error=TROUBLE)
    now = world.state.views.get(view.id)
    return _acknowledged(world, now, ack or {}) if now else Outcome()


def _acknowledged(world: World, view: View, ack: JsonObject) -> Outcome:
    """Do what the acknowledgement asks (docs.slack.dev, "Modals", updating and pushing views)."""
    action = ack.get("response_action")
    try:
        if action == "errors":
            return _errors(world, view, ack.get("errors"))
        if action == "update":
            content = check_view(world, "ack of view_submission", ack.get("view"), "modal")
            update(world, view, content)
        elif action == "push":
            content = check_view(world, "ack of view_submission", ack.get("view"), "modal")
            push(world, view.owner, content)
        elif action == "clear":
            clear(world, view.owner)
        elif action is None:
            pop(world, view)
        else:
            world.findings.note("ack of view_submission", "invalid_response_action", str(action))
            return Outcome(ok=False, error=TROUBLE)
    except SlackError as problem:
        if not problem.messages:
            world.findings.note("ack of view_submission", problem.code)
        return Outcome(ok=False, error=TROUBLE)
    return Outcome()


def _errors(world: World, view: View, errors: object) -> Outcome:
    """Show the app's errors; they may only stand at input blocks of this view."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments")
    found = [
        f"errors name {block_id!r}, which is no input block of the view"
        for block_id in errors
        if block_id not in inputs
    ]
    found += [f"the error of {key!r} is no text" for key, text in errors.items() if not text]
    world.refuse("ack of view_submission", "invalid_arguments", found)
    sentences = {str(block_id): str(text) for block_id, text in errors.items()}
    store(world, replace(view, errors=sentences))
    return Outcome(ok=False, errors=sentences)


async def close_view(world: World, user: str, view_id: str) -> Outcome:
    """Close the modal on top; the app is told if the view asks for it with notify_on_close."""
    member = actor(world, user)
    view = own_view(world, user, view_id)
    if view.type != "modal":
        raise RefusedError("The Home tab cannot be closed.")
    whole = bool(view.content.get("clear_on_close"))
    closing = [world.state.views[one] for one in world.state.stacks[user]] if whole else [view]
    if whole:
        clear(world, user)
    else:
        pop(world, view)
    for one in reversed(closing):
        if one.content.get("notify_on_close"):
            await _tell(world, member, one, whole=whole)
    return Outcome()


async def _tell(world: World, member: Member, view: View, *, whole: bool) -> None:
    payload = interaction(world, "view_closed", member) | {
        "view": shape(world, view),
        "is_cleared": whole,
    }
    name = str(view.content.get("callback_id") or "view_closed")
    try:
        await world.delivery.request("interactive", name, payload)
    except UnansweredError:
        return  # as in Slack, the window is closed all the same and the person sees nothing
