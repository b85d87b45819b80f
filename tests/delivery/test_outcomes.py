"""What each answer of Slack's means: a definite no, or a perhaps that has to be looked into."""

from collections.abc import Mapping

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from multidict import CIMultiDict
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.outcomes import (
    FAILURES,
    ChannelBlocked,
    Halted,
    Outcome,
    PersonGone,
    Refused,
    Unclear,
    Vanished,
    classify,
)


def answered(
    data: object, status: int = 200, headers: Mapping[str, object] | None = None
) -> SlackApiError:
    """What the SDK raises at an answer that is not all right."""
    response = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={},
        data=data,  # type: ignore[arg-type] # Slack, or what stands between, may send anything
        headers=dict(headers or {}),
        status_code=status,
    )
    return SlackApiError("not ok", response)  # type: ignore[no-untyped-call] # the SDK's own


def refused(code: str) -> SlackApiError:
    return answered({"ok": False, "error": code})


def unreachable() -> aiohttp.ClientConnectorError:
    key = ConnectionKey("slack.example", 443, True, True, None, None, None)  # noqa: FBT003 - aiohttp's own
    return aiohttp.ClientConnectorError(key, OSError(111, "refused"))


CODES = {
    "is_archived": ChannelBlocked,
    "channel_not_found": ChannelBlocked,
    "not_in_channel": ChannelBlocked,
    "restricted_action": ChannelBlocked,
    "restricted_action_read_only_channel": ChannelBlocked,
    "restricted_action_thread_only_channel": ChannelBlocked,
    "cannot_dm_bot": PersonGone,
    "user_disabled": PersonGone,
    "user_not_found": PersonGone,
    "invalid_auth": Halted,
    "account_inactive": Halted,
    "token_revoked": Halted,
    "token_expired": Halted,
    "missing_scope": Halted,
    "message_not_found": Vanished,
    "cant_update_message": Vanished,
    "edit_window_closed": Vanished,
    "fatal_error": Unclear,
    "internal_error": Unclear,
    "request_timeout": Unclear,
    "service_unavailable": Unclear,
    "msg_too_long": Refused,
    "invalid_blocks": Refused,
    "something_slack_invents_tomorrow": Refused,
}
"""Slack's error codes (reference/methods/chat.postMessage and chat.update, "Errors")."""


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_each_code_means_what_slack_says_of_it(code: str, kind: type[Outcome]) -> None:
    assert classify(refused(code)) == kind(code)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        aiohttp.ServerTimeoutError(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientOSError(104, "reset"),
        aiohttp.ClientPayloadError(),
        ConnectionResetError(),
        BrokenPipeError(),
        OSError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_line_that_went_dead_leaves_it_open_whether_slack_has_it(error: Exception) -> None:
    assert isinstance(error, FAILURES)
    assert classify(error) == Unclear(type(error).__name__)


def test_a_line_that_was_never_there_has_carried_nothing() -> None:
    assert classify(unreachable()) == Refused("unreachable")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize(
    "body", [{}, None, "Internal Server Error", {"ok": False, "error": "is_archived"}]
)
def test_a_server_error_is_never_a_no_whatever_it_says(status: int, body: object) -> None:
    assert isinstance(classify(answered(body, status)), Unclear)


@pytest.mark.parametrize("body", [{}, None, "<html>", {"ok": False}, {"error": None}])
def test_an_answer_that_names_no_error_is_no_answer(body: object) -> None:
    assert classify(answered(body)) == Unclear("http_200")


def test_an_answer_that_was_not_json_is_no_answer() -> None:
    error = SlackApiError("half an answer", "{")  # type: ignore[no-untyped-call] # the SDK's own
    assert isinstance(classify(error), Unclear)


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({"Retry-After": "30"}, "30"),
        ({"retry-after": "7"}, "7"),
        ({"RETRY-AFTER": ["12"]}, "12"),
        ({"Retry-After": "soon"}, "soon"),
        ({"Retry-After": ""}, ""),
        ({}, None),
        (CIMultiDict({"retry-after": "9"}), "9"),
    ],
)
def test_being_too_fast_is_a_no_that_says_how_long_to_wait(
    headers: Mapping[str, object], asked: str | None
) -> None:
    expected = Refused("ratelimited", asked, is_rate_limit=True)
    assert classify(answered({"ok": False, "error": "ratelimited"}, 429, headers)) == expected
    assert classify(answered("slow down", 429, headers)) == expected


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited"])
def test_being_too_fast_is_understood_without_its_status(code: str) -> None:
    assert classify(refused(code)) == Refused("ratelimited", is_rate_limit=True)
