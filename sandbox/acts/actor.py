"""Who acts, and what every payload says about them."""

from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.members import ELSEWHERE, Member
from sandbox.shapes import JsonObject
from sandbox.world import World

TROUBLE = "We had some trouble connecting. Try again?"
"""What Slack shows when an app does not answer a click or a submission."""


@dataclass(frozen=True)
class Outcome:
    """Whether an act was answered; `error` is what the person reads if it was not.

    `errors` are a submission's, by block id.
    """

    ok: bool = True
    error: str | None = None
    errors: dict[str, str] | None = None


def actor(world: World, user: str) -> Member:
    """Return the person who acts, or raise RefusedError if their account cannot."""
    member = world.state.member(user)
    if member.deleted:
        raise RefusedError("This account has been deactivated.", status=403)
    if member.is_bot:
        raise RefusedError("Bots do not act through this page.", status=403)
    return member


def open_channel(world: World, user: str, reference: str) -> Channel:
    """Return a channel the person may write in, or raise RefusedError."""
    channel = world.state.visible(user, reference)
    if channel.is_archived:
        raise RefusedError("This channel has been archived.")
    return channel


def interaction(world: World, kind: str, member: Member) -> JsonObject:
    """Return what every interaction payload begins with, or raise RefusedError.

    An app whose manifest has interactivity switched off is not told of any.
    The shape is of docs.slack.dev, "Interaction payloads"; `token` is the old verification token,
    which apps should not use and the sandbox does not have.
    """
    if not world.manifest.interactivity:
        raise RefusedError("This app is not configured to handle interactive responses.")
    installation = world.installation
    return {
        "type": kind,
        "token": "sandbox",
        "team": {"id": installation.team_id, "domain": installation.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": installation.app_id,
        "user": {
            "id": member.id,
            "username": member.handle,
            "name": member.handle,
            "team_id": ELSEWHERE if member.is_external else installation.team_id,
        },
    }


def place(channel: Channel) -> JsonObject:
    return {"id": channel.id, "name": channel.payload_name}


def response_url(
    world: World, member: Member, channel: Channel, *, ts: str | None, thread_ts: str | None
) -> str:
    token = world.response_urls.issue(member.id, channel.id, message_ts=ts, thread_ts=thread_ts)
    return f"{world.address.url}/response/{token}"
