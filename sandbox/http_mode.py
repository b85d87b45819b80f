"""Signed HTTP requests: Slack's other way to an app, for one that has a request URL."""

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from sandbox.errors import SlackError, UnansweredError
from sandbox.shapes import JsonObject
from sandbox.timing import Timing

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of X-Slack-Signature (docs.slack.dev, "Verifying requests from Slack")."""
    basis = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), basis, hashlib.sha256).hexdigest()


class HttpMode:
    """Posts to the app's request URL; whatever is not a 2xx within three seconds is no answer."""

    def __init__(self, url: str, secret: str, timing: Timing) -> None:
        self._url = url
        self._secret = secret
        self._timeout = aiohttp.ClientTimeout(total=timing.ack)

    @property
    def connected(self) -> bool:
        """Always: over HTTP nobody knows before they ask."""
        return True

    async def ready(self) -> None:
        return

    def ticket(self) -> str:
        raise SlackError("not_allowed")

    async def disconnect(self) -> None:
        """Nothing stays open between requests."""

    async def carry(
        self, kind: str, payload: JsonObject, retry: JsonObject, *, copies: int = 1
    ) -> JsonObject | None:
        """Post the payload `copies` times and return the first answer's body."""
        body, content_type = _body(kind, payload)
        answers = await asyncio.gather(
            *(self._post(body, content_type, retry) for _ in range(copies))
        )
        return answers[0]

    async def _post(self, body: bytes, content_type: str, retry: JsonObject) -> JsonObject | None:
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if retry.get("retry_attempt"):
            headers["X-Slack-Retry-Num"] = str(retry["retry_attempt"])
            headers["X-Slack-Retry-Reason"] = retry["retry_reason"]
        try:
            async with (
                aiohttp.ClientSession(timeout=self._timeout) as session,
                session.post(self._url, data=body, headers=headers) as response,
            ):
                text = await response.text()
                if not response.ok:
                    raise UnansweredError("dispatch_failed", "http_error")
                return _answer(text, response.content_type)
        except TimeoutError:
            raise UnansweredError("operation_timeout", "http_timeout") from None
        except aiohttp.ClientError:
            raise UnansweredError("dispatch_failed", "connection_failed") from None


def _body(kind: str, payload: JsonObject) -> tuple[bytes, str]:
    """Return the body as Slack sends it: commands and interactions as forms, events as JSON."""
    if kind == "slash_commands":
        return urlencode(payload, errors="replace").encode(), _FORM
    text = json.dumps(payload)
    if kind == "interactive":
        return urlencode({"payload": text}).encode(), _FORM
    return text.encode(), _JSON


def _answer(text: str, content_type: str) -> JsonObject | None:
    if not text:
        return None
    if content_type != _JSON:
        return {"text": text}
    try:
        answer = json.loads(text)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
