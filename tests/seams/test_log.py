"""The log holds what is on its list, and nothing else: not at DEBUG, and not from any library.

Each way of writing to it is tried in a process of its own, as the bot would be started, with a word
that must not come out anywhere.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.log import ALLOWED
from tests.seams.tree import PACKAGES, ROOT, calls, name, sources

CANARY = "KestrelAvenue17"
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log", "msg"}

BEGIN = f"""
import asyncio, logging, warnings
import structlog
from bot.log import set_up
CANARY = "{CANARY}"
CLOSED = "http://127.0.0.1:9/" + CANARY
set_up("DEBUG")
"""

WAYS = {
    "our own fields": """
log = structlog.get_logger()
for level in ("debug", "info", "warning", "error", "critical"):
    getattr(log, level)("something", user=CANARY, text=CANARY, report={"what": CANARY}, count=1)
log.bind(user=CANARY).info("bound", channel=CANARY)
""",
    "our own errors": """
log = structlog.get_logger()
try:
    raise ValueError(CANARY)
except ValueError:
    log.exception("broke", error="ValueError")
    log.error("broke", exc_info=True, stack_info=True)
""",
    "httpx": """
import httpx
logging.getLogger("httpx").setLevel(logging.DEBUG)
logging.getLogger("httpcore").setLevel(logging.DEBUG)
try:
    httpx.post(CLOSED, json={"text": CANARY}, headers={"Authorization": CANARY})
except httpx.HTTPError:
    pass
""",
    "slack_sdk": """
from slack_sdk.web.async_client import AsyncWebClient
logging.getLogger("slack_sdk").setLevel(logging.DEBUG)
client = AsyncWebClient(token="xoxb-" + CANARY, base_url=CLOSED + "/", retry_handlers=[])
async def post():
    try:
        await client.chat_postMessage(channel=CANARY, text=CANARY)
    except OSError:
        pass
asyncio.run(post())
""",
    "slack_bolt": """
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
logging.getLogger().setLevel(logging.DEBUG)  # Bolt goes by the level of the root
async def authorize():
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-" + CANARY)
app = AsyncApp(authorize=authorize, process_before_response=True)
async def breaks(ack):
    raise ValueError(CANARY)
app.command("/breaks")(breaks)
async def send(command):
    body = {"command": command, "text": CANARY, "team_id": "T1", "user_id": CANARY}
    request = AsyncBoltRequest(body=body, mode="socket_mode")
    await app.async_dispatch(request)
asyncio.run(send("/breaks"))
asyncio.run(send("/" + CANARY))
""",
    "aiohttp": """
import aiohttp
from aiohttp import web
for part in ("access", "client", "server", "web", "internal"):
    logging.getLogger("aiohttp." + part).setLevel(logging.DEBUG)
async def breaks(request):
    raise ValueError(CANARY)
async def ask():
    served = web.Application()
    served.add_routes([web.get("/{name}", breaks)])
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    where = "http://127.0.0.1:%s/" % runner.addresses[0][1]
    async with aiohttp.ClientSession() as session, session.get(where + CANARY) as answer:
        assert answer.status == 500
    await runner.cleanup()
asyncio.run(ask())
""",
    "sqlalchemy": """
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
async def select():
    for echo in (True, "debug", False):
        engine = create_async_engine("sqlite+aiosqlite://", echo=echo)
        async with engine.begin() as connection:
            await connection.execute(text("SELECT :word"), {"word": CANARY})
        await engine.dispose()
asyncio.run(select())
""",
    "any library": """
logging.getLogger().setLevel(logging.DEBUG)
for name in ("slack_sdk.web", "asyncio", "apscheduler.executors", "somebody.elses"):
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        try:
            raise ValueError(CANARY)
        except ValueError:
            logger.log(level, "a request %s", CANARY, exc_info=True, extra={"user": CANARY})
""",
    "a warning": """
warnings.simplefilter("always")
warnings.warn("this is deprecated: " + CANARY)
""",
}
SAYS_SOMETHING = set(WAYS) - {"a warning"}


def written(way: str, folder: Path) -> str:
    """Everything that comes out of a process which does this."""
    ran = subprocess.run(  # noqa: S603 - every word of it is ours
        [sys.executable, "-c", BEGIN + WAYS[way]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    return ran.stderr


@pytest.mark.parametrize("way", WAYS)
def test_at_debug_nothing_comes_out_but_what_is_on_the_list(way: str, tmp_path: Path) -> None:
    out = written(way, tmp_path)
    assert CANARY not in out
    lines = [json.loads(line) for line in out.splitlines()]
    assert {field for line in lines for field in line} <= ALLOWED
    # Something was said, so that there was something to keep out.
    assert bool(lines) == (way in SAYS_SOMETHING)


@pytest.mark.parametrize(
    ("way", "where"),
    [
        ("httpx", "httpcore"),
        ("slack_sdk", "slack_sdk"),
        ("slack_bolt", "slack_bolt"),
        ("aiohttp", "aiohttp"),
        ("sqlalchemy", "sqlalchemy.engine.Engine"),
    ],
)
def test_of_a_library_only_its_name_comes_out(way: str, where: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in written(way, tmp_path).splitlines()]
    complaints = [line for line in lines if line["event"] == "library complained"]
    assert complaints == lines
    assert any(line["where"].startswith(where) for line in complaints)
    assert {field for line in complaints for field in line} == {
        "event",
        "level",
        "timestamp",
        "where",
    }


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the program that writes to the log, and where it stands."""
    for path in sources(*PACKAGES):
        for call in calls(path):
            of = call.func
            if isinstance(of, ast.Attribute) and of.attr in LEVELS and _is_log(of.value):
                yield f"{name(path)}:{call.lineno}", call


def _is_log(value: ast.expr) -> bool:
    return ast.unparse(value) in {"log", "structlog.get_logger()"}


def test_what_is_logged_is_a_sentence_of_ours_with_fields_from_the_list() -> None:
    found = list(log_calls())
    assert len(found) > 10
    for where, call in found:
        # Words in the sentence itself would get past the list, so there is nothing put into it.
        assert len(call.args) == 1, where
        assert isinstance(call.args[0], ast.Constant), where
        assert {keyword.arg for keyword in call.keywords} <= ALLOWED, where


def test_nobody_writes_to_the_log_by_another_name() -> None:
    ways_round = [
        f"{name(path)}:{call.lineno}"
        for path in sources("bot", "handlers", "storage")
        for call in calls(path)
        if ast.unparse(call.func) in {"print", "logging.getLogger", "traceback.print_exc"}
        and name(path) != "bot/log.py"
    ]
    assert ways_round == []
