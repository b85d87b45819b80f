"""A member of the workspace: a colleague, a guest, somebody from outside, or a bot."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.shapes import JsonObject

SLACKBOT = "USLACKBOT"

ELSEWHERE = "T0ELSEWHERE"
"""The other workspace that people who are no colleagues belong to."""


@dataclass(frozen=True)
class Member:
    """`id` is Slack's user id, `handle` the short name, `timezone` an IANA name.

    `is_ultra_restricted` is a single-channel guest and `is_restricted` any guest (Slack sets both
    for a single-channel guest). `is_external` is somebody of another workspace, met in a shared
    channel: Slack calls them a stranger only where they share no channel with the app. `in_cast`
    says whether the demo page offers to act as this person.
    """

    id: str
    handle: str
    name: str
    title: str = ""
    timezone: str = "Europe/London"
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_external: bool = False
    is_bot: bool = False
    deleted: bool = False
    in_cast: bool = False

    @property
    def is_guest(self) -> bool:
        return self.is_restricted or self.is_ultra_restricted


def card(member: Member) -> JsonObject:
    """Return the member as the demo page shows them."""
    return {
        "id": member.id,
        "handle": member.handle,
        "name": member.name,
        "title": member.title,
        "is_admin": member.is_admin,
        "is_guest": member.is_guest,
        "is_bot": member.is_bot,
        "deleted": member.deleted,
        "timezone": member.timezone,
    }


def user_object(member: Member, team_id: str, now_seconds: float) -> JsonObject:
    """Return the member as `users.info` does (docs.slack.dev, "User object").

    `now_seconds` (epoch) decides the summer-time offset. A deactivated account carries less, as in
    Slack: no guest or administrator flags.
    """
    user: JsonObject = {
        "id": member.id,
        "team_id": ELSEWHERE if member.is_external else team_id,
        "name": member.handle,
        "deleted": member.deleted,
        "real_name": member.name,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": int(now_seconds),
        "profile": {
            "title": member.title,
            "real_name": member.name,
            "real_name_normalized": member.name,
            "display_name": member.handle,
            "display_name_normalized": member.handle,
            "team": team_id,
        },
    }
    if member.deleted:
        return user
    return user | {
        "tz": member.timezone,
        "tz_label": member.timezone,
        "tz_offset": _offset(member.timezone, now_seconds),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted or member.is_ultra_restricted,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_stranger": False,
        "is_email_confirmed": True,
    }


def _offset(timezone: str, now_seconds: float) -> int:
    from_utc = datetime.fromtimestamp(now_seconds, ZoneInfo(timezone)).utcoffset()
    return int(from_utc.total_seconds()) if from_utc else 0
