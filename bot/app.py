"""The composition root: the only module that knows everybody, starts them and stops them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

import aiohttp
import structlog
from filelock import FileLock, Timeout
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import Clock, DemoClock, SystemClock
from bot.config import Settings
from bot.delivery.directory import Home, SlackDirectory
from bot.delivery.outcomes import FAILURES, Halted, classify
from bot.delivery.sender import Sender
from bot.delivery.slack import Post
from bot.delivery.worker import Worker
from bot.domain.keys import Needs
from bot.domain.retry import Pace
from bot.jobs.demo import Following, set_right
from bot.jobs.holidays import GovUk, NoFeed
from bot.jobs.ticks import Ticks
from bot.metrics import Figures, Pulse
from bot.services.context import Context
from bot.services.menu import Services
from bot.web import Health, serving
from handlers import register_all
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import StorageUnavailable
from storage.migrate import migrate
from storage.vault import Vault

log = structlog.get_logger()

Answer = TypeVar("Answer")

LOCK = "goodcatch.lock"

STOP_SECONDS = 10.0
"""What is under way when the bot is told to stop is given this long to finish."""
CONNECT_AGAIN_SECONDS = 5.0


class AlreadyRunning(Exception):
    """Another Good Catch works on this data folder, and SQLite serves one only."""


class SlackRefuses(Exception):
    """Slack does not accept a token: which setting, and Slack's error code."""

    def __init__(self, setting: str, problem: str) -> None:
        super().__init__(f"{setting}: {problem}")
        self.setting = setting
        self.problem = problem


class WrongKeys(Exception):
    """Something that is stored needs a key that is not in the settings: `needs` says what."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.needs = needs


@dataclass(frozen=True)
class Running:
    """A bot that is up."""

    services: Services
    worker: Worker
    health_port: int


def slack_client(settings: Settings, *, timeout: float, with_token: bool = True) -> AsyncWebClient:
    """A client of Slack's Web API that never repeats a call by itself.

    The SDK's own retries would post twice when a connection drops after the request was read;
    the outbox is the only one that tries again.
    """
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value() if with_token else None,
        base_url=settings.slack_api_url,
        timeout=int(max(timeout, 1)),
        retry_handlers=[],
    )


@asynccontextmanager
async def opened(
    settings: Settings,
    clock: Clock | None = None,
    directory: SlackDirectory | None = None,
    *,
    migrating: bool = True,
) -> AsyncIterator[Services]:
    """The services on an open database, without any edge.

    The database is brought to this version first, unless it is only to be looked at. Without a
    `clock`, time is that of the settings: in practice, the one that the running bot goes by.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    clock = clock or await _clock(settings)
    database = Database(settings.database)
    try:
        await database.reach()
        if migrating:
            await migrate(database)
        directory = directory or SlackDirectory(slack_client(settings, timeout=2))
        yield Services.on(_context(settings, database, clock, directory))
    finally:
        await database.close()


def _context(
    settings: Settings, database: Database, clock: Clock, directory: SlackDirectory
) -> Context:
    return Context(
        database=database,
        vault=Vault(
            tuple(key.get_secret_value() for key in settings.secret_keys),
            tuple(key.get_secret_value() for key in settings.index_keys),
        ),
        clock=clock,
        directory=directory,
        almanac=GovUk(settings.bank_holidays) if settings.bank_holidays else NoFeed(),
        random=SystemRandom(),
        case_numbers=settings.case_numbers,
        duty_contact=settings.duty_contact,
    )


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    """The whole bot: everything started in order, and stopped in the reverse of it.

    Raises:
        AlreadyRunning: another process works on the same SQLite file.
        WrongKeys: the keys do not fit what is stored.
        SlackRefuses: Slack does not accept the tokens.
        PortTaken: the health page's port is in use.
        StorageIsNewer: a later version has worked on this database.
        StorageUnavailable: the database cannot be opened.
    """
    async with AsyncExitStack() as stack:
        if is_sqlite(settings.database):
            stack.enter_context(alone(settings.data))
        clock = await _clock(settings)
        directory = SlackDirectory(slack_client(settings, timeout=2))
        services = await stack.enter_async_context(opened(settings, clock, directory))
        needs = await services.rotating.needs()
        if not needs.fit:
            raise WrongKeys(needs)
        me = await _insisting(slack_client(settings, timeout=10).auth_test, "SLACK_BOT_TOKEN")
        directory.home = Home(
            str(me["team_id"]), str(me.get("enterprise_id") or ""), str(me.get("url") or "")
        )
        worker = _worker(settings, services)
        socket = AsyncSocketModeHandler(
            _bolt(settings, services, me), settings.slack_app_token.get_secret_value()
        )
        # It holds a session from the moment it is made, whether or not it comes to connect.
        stack.push_async_callback(socket.client.aiohttp_client_session.close)
        pulse = await stack.enter_async_context(_feeling(socket, clock))
        health = Health(
            lambda: _checks(services, worker, socket), lambda: _figures(services, pulse, clock)
        )
        port = await stack.enter_async_context(serving(health, settings.host, settings.port))
        await services.clockwork.wind_up()
        await stack.enter_async_context(_sending(worker))
        await stack.enter_async_context(_ticking(settings, services, worker, clock))
        await stack.enter_async_context(_listening(socket))
        log.info("ready", address=f"{settings.host}:{port}")
        yield Running(services=services, worker=worker, health_port=port)


async def _clock(settings: Settings) -> Clock:
    if not settings.demo_clock:
        return SystemClock()
    clock = DemoClock(settings.demo_clock)
    await set_right(clock)
    return clock


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a data folder for this process alone.

    Raises:
        AlreadyRunning: another process has it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as problem:
        raise AlreadyRunning from problem
    try:
        yield
    finally:
        lock.release()


def _bolt(settings: Settings, services: Services, me: AsyncSlackResponse) -> AsyncApp:
    known = AuthorizeResult.from_auth_test_response(
        bot_token=settings.slack_bot_token.get_secret_value(), auth_test_response=me
    )

    async def authorize() -> AuthorizeResult:
        # Left to itself Bolt would ask Slack on the first request, out of that person's time.
        return known

    app = AsyncApp(
        client=slack_client(settings, timeout=2, with_token=False),
        authorize=authorize,
        # Nothing is acknowledged before it is committed: a crash would lose what was not.
        process_before_response=True,
    )
    register_all(app, services)
    return app


def _worker(settings: Settings, services: Services) -> Worker:
    pace = Pace(settings.pace)
    context = services.sending.context
    client = slack_client(settings, timeout=pace.http_timeout.total_seconds())
    sender = Sender(
        preparing=services.preparing,
        sending=services.sending,
        post=Post(client),
        vault=context.vault,
        pace=pace,
        random=SystemRandom(),
    )
    return Worker(sender, context.database.committed)


async def _insisting(call: Callable[[], Awaitable[Answer]], setting: str) -> Answer:
    """Call Slack until it answers: wait where it cannot be reached, stop where it refuses."""
    while True:
        try:
            return await call()
        except FAILURES as error:
            outcome = classify(error)
            if isinstance(outcome, Halted):
                raise SlackRefuses(setting, outcome.problem) from error
            log.warning("slack unreachable", problem=outcome.problem)
            await asyncio.sleep(CONNECT_AGAIN_SECONDS)


@asynccontextmanager
async def _sending(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run(), name="delivery")
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait({task}, timeout=STOP_SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _ticking(
    settings: Settings, services: Services, worker: Worker, clock: Clock
) -> AsyncIterator[None]:
    ticks = Ticks(services.clockwork)
    if isinstance(clock, DemoClock):
        task = asyncio.create_task(Following(clock, ticks, worker.drain).run(), name="demo-clock")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return
    scheduler = ticks.scheduler(settings.pace)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


@asynccontextmanager
async def _listening(socket: AsyncSocketModeHandler) -> AsyncIterator[None]:
    # Connecting goes on trying whatever Slack says: a token it refuses is found out before.
    await _insisting(socket.client.issue_new_wss_url, "SLACK_APP_TOKEN")
    await _insisting(socket.connect_async, "SLACK_APP_TOKEN")
    try:
        yield
    finally:
        closing = socket.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        await asyncio.wait_for(closing, STOP_SECONDS)


@asynccontextmanager
async def _feeling(socket: AsyncSocketModeHandler, clock: Clock) -> AsyncIterator[Pulse]:
    pulse = Pulse()

    async def heard(_client: object, _request: object) -> None:
        # That something was said, and never what.
        pulse.heard(clock.now())

    socket.client.socket_mode_request_listeners.append(heard)
    task = asyncio.create_task(pulse.watch(), name="pulse")
    try:
        yield pulse
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _figures(services: Services, pulse: Pulse, clock: Clock) -> Figures:
    try:
        oldest, totals = await services.sending.oldest_due(), await services.sending.totals()
    except StorageUnavailable:
        oldest, totals = None, None
    return Figures(
        loop_lag=pulse.lag(),
        last_event_hours=pulse.hours_since(clock.now()),
        oldest_due=None if oldest is None else oldest.total_seconds(),
        deliveries=None if totals is None else {state.value: n for state, n in totals.items()},
    )


async def _checks(
    services: Services, worker: Worker, socket: AsyncSocketModeHandler
) -> Mapping[str, bool]:
    try:
        await services.settings.service()
        database = True
    except StorageUnavailable:
        database = False
    try:
        connected = await socket.client.is_connected()
    except (aiohttp.ClientError, OSError):
        connected = False
    return {"database": database, "slack": connected, "sending": worker.halted is None}
