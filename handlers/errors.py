"""The one error listener: what went wrong, said where the person can read it.

Nothing is lost: a form stays open with the words in it, and a command's words come back.
"""

import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import (
    DateNeeded,
    GoodCatchError,
    IdentifiersSeen,
    KeepTheCode,
    LeftOutReadAlong,
    NobodyLeft,
    NobodyToTakeItOn,
    NoSuchCode,
    NotADecider,
    NotAnonymous,
    NotInTeam,
    NotSaved,
    ReasonNeeded,
    SlackIsSlow,
    TooManyTries,
    WordsNeeded,
    WrongCode,
    WrongEntry,
)
from bot.domain.markup import unescaped
from bot.services.context import NotRecordedYet
from bot.services.directory import DirectoryUnavailable
from bot.views import notices
from bot.views.blocks import Message, View
from bot.views.ids import Block, Command, field_of
from bot.views.look_again import with_masked
from handlers import parse, parse_forms
from handlers.reading import Unreadable
from handlers.showing import in_a_window, tell, tell_alone
from storage.errors import StorageUnavailable

log = structlog.get_logger()

_FIELDS: dict[type[GoodCatchError], tuple[Block, ...]] = {
    WordsNeeded: (Block.WHAT, Block.WORDS, Block.NAME),
    ReasonNeeded: (Block.WORDS,),
    IdentifiersSeen: (Block.WORDS, Block.NAME),
    DateNeeded: (Block.UNTIL,),
    NotInTeam: (Block.DOER,),
    NotAnonymous: (Block.MODE,),
    LeftOutReadAlong: (Block.AUDIENCE,),
    NotADecider: (Block.LEFT_OUT,),
    NobodyLeft: (Block.LEFT_OUT,),
    NobodyToTakeItOn: (Block.OWNER,),
    KeepTheCode: (Block.KEPT,),
    NoSuchCode: (Block.CODE,),
    WrongCode: (Block.CODE,),
    TooManyTries: (Block.CODE,),
}
"""Under which input a sentence belongs; all others stand under the first one."""


_SLACK_IS_SLOW = (TimeoutError, DirectoryUnavailable, SlackClientError, ClientError, OSError)
"""What a listener sees where Slack does not answer, or not in time."""


class Unexpected(GoodCatchError):
    """Something went wrong that I did not expect. Your text is still here. Please try again in a minute; if it happens again, tell your administrator this code: {incident}."""  # noqa: E501 - one sentence, shown as it stands


async def say_what_went_wrong(
    error: Exception, body: dict[str, Any], respond: AsyncRespond, client: AsyncWebClient
) -> BoltResponse:
    """Turn an error into the answer to whatever the person did."""
    if isinstance(error, NotRecordedYet):
        return BoltResponse(status=503)
    known = _known(error, is_form=body.get("type") == "view_submission")
    inputs = parse_forms.inputs(body)
    if inputs:
        masked = _with_masked_words(known, body["view"], inputs)
        if masked is not None:
            return _answer({"response_action": "update", "view": masked})
        return _answer({"response_action": "errors", "errors": _under_its_field(known, inputs)})
    if "command" in body:
        *before, last = _returned(known, _words_typed(body))
        # The acknowledgement comes after what is posted before it, and needs nobody to take it.
        for message in before:
            await tell(respond, message)
        return _answer(_ephemeral(last))
    if body.get("type") in {"block_actions", "shortcut", "message_action"}:
        await _say_of_a_click(known, body, respond, client)
        return BoltResponse(status=200)
    # Nobody is waiting for an answer to an event; Slack sends it again where it may help.
    return BoltResponse(status=200 if isinstance(error, GoodCatchError) else 503)


def _words_typed(body: dict[str, Any]) -> str:
    """What somebody wrote after a command; after `/goodcatch` it is no words of their own."""
    if body.get("command") == Command.GOODCATCH:
        return ""
    return unescaped(str(body.get("text") or ""))


async def _say_of_a_click(
    known: GoodCatchError, body: dict[str, Any], respond: AsyncRespond, client: AsyncWebClient
) -> None:
    """Say it beside the message that was clicked on, or else in a window of its own."""
    if body.get("response_url") or body.get("response_urls"):
        for message in _returned(known, ""):
            await tell(respond, message)
        return
    with suppress(Unreadable):  # then nobody knows whom to tell
        user, trigger = parse.who_clicked(body), parse.trigger(body)
        # A click that Slack was too slow for opens no window any more.
        in_time = not isinstance(known, SlackIsSlow)
        if in_time and await in_a_window(client, parse.surface(body), trigger, known.message):
            return
        await tell_alone(client, user, notices.notice(known.message))


def _known(error: Exception, *, is_form: bool) -> GoodCatchError:
    if isinstance(error, GoodCatchError):
        return error
    if isinstance(error, StorageUnavailable):
        log.warning("storage unavailable", error=type(error).__name__)
        return NotSaved()
    if isinstance(error, _SLACK_IS_SLOW):
        log.warning("slack was slow", error=_named(error))
        return NotSaved() if is_form else SlackIsSlow()
    incident = secrets.token_hex(4)
    log.error("unexpected", error=type(error).__name__, incident=incident, where=_where(error))
    return Unexpected(incident=incident)


def _named(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return parse.problem(error) or type(error).__name__
    return type(error).__name__


def _where(error: Exception) -> str:
    """The path the error came along, without any of the values on it."""
    places = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno}")
        step = step.tb_next
    return " ".join(places[-8:])


def _with_masked_words(
    error: GoodCatchError, view: dict[str, Any], inputs: list[str]
) -> View | None:
    """The form with the identifiers in it masked, to be sent again; None where it is not that."""
    if not isinstance(error, IdentifiersSeen) or not error.returned:
        return None
    [place] = _under_its_field(error, inputs)
    try:
        return with_masked(view, place, error.returned, error.message)
    except (KeyError, TypeError, AttributeError, ValueError):
        # Slack sent the form in another shape: the sentence under the input has to do.
        return None


def _under_its_field(error: GoodCatchError, inputs: list[str]) -> dict[str, str]:
    wanted = _FIELDS.get(type(error), ())
    if isinstance(error, WrongEntry):
        wanted = (Block(error.facts["field"]),)
    place = next((block for block in inputs if field_of(block) in wanted), inputs[0])
    return {place: error.message}


def _returned(error: GoodCatchError, typed: str) -> tuple[Message, ...]:
    words = error.returned or typed
    if not words:
        return (notices.notice(error.message),)
    return notices.handed_back(error.message, words)


def _ephemeral(message: Message) -> dict[str, Any]:
    return {
        "response_type": "ephemeral",
        "text": message.text,
        "blocks": list(message.blocks),
    }


def _answer(payload: dict[str, Any]) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}
    return BoltResponse(status=200, body=json.dumps(payload), headers=headers)


def register(app: AsyncApp) -> None:
    app.error(say_what_went_wrong)
