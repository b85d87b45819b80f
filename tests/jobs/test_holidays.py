"""The official bank holidays are asked for once, and anything odd leaves what is known alone."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.domain.bank_holidays import USUAL_DAYS, Nation
from bot.jobs import holidays
from bot.jobs.holidays import GovUk, NoFeed
from bot.services.almanac import Almanac, HolidaysUnavailable

PATH = "/bank-holidays.json"
FEED = {
    division.value: {
        "division": division.value,
        "events": [
            {"title": "A day off", "date": f"2027-06-{1 + n:02}", "notes": "", "bunting": True}
            for n in range(usual)
        ],
    }
    for division, usual in USUAL_DAYS.items()
}

PACKED = {"Content-Encoding": "gzip"}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def published(answer: Answer) -> AsyncIterator[GovUk]:
    """A server that answers in its own way, and what asks it."""
    app = web.Application()
    app.router.add_get(PATH, answer)
    async with TestServer(app) as server:
        yield GovUk(str(server.make_url(PATH)))


def answering(
    body: bytes | str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    sent = body.encode() if isinstance(body, str) else body

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=sent, status=status, headers=headers)

    return answer


async def test_the_official_days_are_read(socket_enabled: None) -> None:
    async with published(answering(json.dumps(FEED))) as gov_uk:
        found = await gov_uk.bank_holidays()
    assert all(found.covers(nation, 2027) for nation in Nation)
    assert found.is_holiday(Nation.WALES, date(2027, 6, 1))
    assert not found.is_holiday(Nation.WALES, date(2027, 5, 31))


async def test_they_may_come_packed(socket_enabled: None) -> None:
    packed = answering(gzip.compress(json.dumps(FEED).encode()), headers=PACKED)
    async with published(packed) as gov_uk:
        assert (await gov_uk.bank_holidays()).covers(Nation.ENGLAND, 2027)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(answering("<html>We are sorry</html>"), id="a page"),
        pytest.param(answering(""), id="nothing"),
        pytest.param(answering("[]"), id="a list"),
        pytest.param(answering(b"\xff\xfe\xfa"), id="no text"),
        pytest.param(answering("[" * 100_000), id="nested without end"),
        pytest.param(
            answering(json.dumps(FEED | {"scotland": {}})), id="a division lacks its days"
        ),
        pytest.param(answering(json.dumps(FEED), status=503), id="the server is unwell"),
        pytest.param(answering(json.dumps(FEED), status=404), id="the list has moved"),
        pytest.param(answering(json.dumps(FEED), status=203), id="somebody in between answered"),
        pytest.param(answering(b"no gzip", headers=PACKED), id="packed in a broken way"),
        pytest.param(answering(" " * (holidays.MOST_BYTES + 1)), id="too long"),
        pytest.param(
            answering(gzip.compress(b" " * (holidays.MOST_BYTES + 1)), headers=PACKED),
            id="too long once unpacked",
        ),
    ],
)
async def test_anything_but_the_list_itself_is_no_answer(
    socket_enabled: None, answer: Answer
) -> None:
    async with published(answer) as gov_uk:
        with pytest.raises(HolidaysUnavailable):
            await gov_uk.bank_holidays()


async def test_a_list_as_long_as_is_allowed_is_read(socket_enabled: None) -> None:
    text = json.dumps(FEED)
    async with published(answering(text + " " * (holidays.MOST_BYTES - len(text)))) as gov_uk:
        assert (await gov_uk.bank_holidays()).covers(Nation.ENGLAND, 2027)


async def test_a_redirection_is_not_followed(socket_enabled: None) -> None:
    asked = []

    async def elsewhere(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.json_response(FEED)

    app = web.Application()
    app.router.add_get("/elsewhere", elsewhere)
    async with TestServer(app) as server:
        there = answering("", status=302, headers={"Location": str(server.make_url("/elsewhere"))})
        async with published(there) as gov_uk:
            with pytest.raises(HolidaysUnavailable, match="302"):
                await gov_uk.bank_holidays()
    assert asked == []


async def test_an_answer_is_asked_for_once(socket_enabled: None) -> None:
    asked = []

    async def unwell(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(status=500)

    async with published(unwell) as gov_uk:
        with pytest.raises(HolidaysUnavailable, match="500"):
            await gov_uk.bank_holidays()
    assert asked == [PATH]


async def test_a_server_that_falls_silent_is_left(
    socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holidays, "TIMEOUT_SECONDS", 0.2)
    left = asyncio.Event()

    async def silent(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"{")
        await left.wait()
        return response

    async with published(silent) as gov_uk:
        with pytest.raises(HolidaysUnavailable, match="TimeoutError"):
            await gov_uk.bank_holidays()
        left.set()


async def test_nobody_at_the_address_is_no_answer(socket_enabled: None) -> None:
    with pytest.raises(HolidaysUnavailable, match="ConnectError"):
        await GovUk(f"http://127.0.0.1:{unused_port()}{PATH}").bank_holidays()


@pytest.mark.parametrize("url", ["", "bank-holidays.json", "file:///etc/hosts", "http://[::1"])
async def test_what_is_no_web_address_is_no_answer(url: str) -> None:
    with pytest.raises(HolidaysUnavailable):
        await GovUk(url).bank_holidays()


async def test_without_an_address_nothing_is_published() -> None:
    nobody: Almanac = NoFeed()
    with pytest.raises(HolidaysUnavailable):
        await nobody.bank_holidays()
