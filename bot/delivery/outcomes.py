"""What Slack's answers mean for a delivery; the only place that knows its error codes."""

import asyncio
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError

_CHANNEL = frozenset(
    {
        "is_archived",
        "channel_not_found",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
_PERSON = frozenset(
    {"cannot_dm_bot", "user_disabled", "user_not_found", "users_not_found", "user_not_visible"}
)
_WORKSPACE = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "not_allowed_token_type",
        "access_denied",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "no_permission",
        "missing_scope",
        "ekm_access_denied",
        "org_login_required",
        "team_access_not_granted",
    }
)
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_NO_MESSAGE = frozenset({"thread_not_found", "message_not_found"})
"""Where a message is looked for (reference/methods/conversations.replies, "Errors")."""
_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})
_UNCLEAR = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack says of these that some of it may have happened (reference/methods/chat.postMessage)."""

SERVER_ERROR = 500
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Refused:
    """A definite no: nothing was posted. Worth another try after a while."""

    problem: str
    retry_after: str | None = None
    is_rate_limit: bool = False


@dataclass(frozen=True)
class Unclear:
    """Slack may have posted it or not: look before sending again."""

    problem: str


@dataclass(frozen=True)
class ChannelBlocked:
    """A definite no until somebody has mended the channel."""

    problem: str


@dataclass(frozen=True)
class PersonGone:
    """A definite no: Slack cannot reach this person any more."""

    problem: str


@dataclass(frozen=True)
class Halted:
    """A definite no to everything until the app itself has been mended."""

    problem: str


@dataclass(frozen=True)
class Vanished:
    """The message that was to be changed is not there any more."""

    problem: str


Outcome = Refused | Unclear | ChannelBlocked | PersonGone | Halted | Vanished

FAILURES = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""What a call to Slack can raise."""


def classify(error: BaseException) -> Outcome:
    """What a failed call means; anything that is not known to be a definite no is unclear."""
    if isinstance(error, SlackApiError):
        return _of_answer(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        # The connection was never made, so nothing can have been read at the other end.
        return Refused("unreachable")
    return Unclear(type(error).__name__)


def is_gone(error: SlackApiError) -> bool:
    """Whether Slack says that a message which was looked for is not there."""
    return _code(error) in _NO_MESSAGE


def refuses_blocks(error: BaseException) -> bool:
    """Whether Slack does not take the blocks as they are: a definite no, and nothing was posted.

    It is said of blocks that it does not know, too (reference/methods/chat.postMessage, "Errors").
    """
    return isinstance(error, SlackApiError) and _code(error) in _BLOCKS


def _of_answer(error: SlackApiError) -> Outcome:
    status = getattr(error.response, "status_code", 200)
    problem = _code(error)
    if status == TOO_MANY_REQUESTS or problem in {"ratelimited", "rate_limited"}:
        return Refused("ratelimited", _retry_after(error), is_rate_limit=True)
    if status >= SERVER_ERROR or problem in _UNCLEAR or not problem:
        return Unclear(problem or f"http_{status}")
    if problem in _CHANNEL:
        return ChannelBlocked(problem)
    if problem in _PERSON:
        return PersonGone(problem)
    if problem in _WORKSPACE:
        return Halted(problem)
    return Vanished(problem) if problem in _GONE else Refused(problem)


def _code(error: SlackApiError) -> str:
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _retry_after(error: SlackApiError) -> str | None:
    headers = getattr(error.response, "headers", {}) or {}
    for name, value in headers.items():
        if name.lower() == "retry-after":
            return str(value[0] if isinstance(value, list) else value)
    return None
