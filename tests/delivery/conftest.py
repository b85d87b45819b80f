"""A sender at work: real services on either database, and a workspace that answers as Slack."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.delivery import worker as sending_loop
from bot.delivery.directory import Home, SlackDirectory
from bot.delivery.sender import Sender
from bot.delivery.slack import Post
from bot.delivery.worker import Worker
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import ChannelId, UserId
from bot.domain.nudges import Step
from bot.domain.report import Kind, Mode, Report
from bot.domain.retry import Pace
from bot.manifest import manifest
from bot.services import owing
from bot.services.menu import Services
from bot.views.ids import METADATA_EVENT, METADATA_KEY
from sandbox import cast
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from storage import reports, teams
from storage.database import Transaction
from storage.schema import delivery
from tests.builders import a_team, sent
from tests.conftest import KnownPeople, StandingClock
from tests.stories.patience import be_patient

RIVERSIDE = "#riverside"
CHANNEL = ChannelId(cast.RIVERSIDE)
AMINA, DAN, PRIYA = (UserId(one) for one in (cast.AMINA, cast.DAN, cast.PRIYA))
PACE = Pace(0.0003)
"""A blocked channel is tried again after a second, all else at once."""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A team, its outbox, and the sender that empties it."""

    services: Services
    workspace: Workspace
    client: AsyncWebClient
    sender: Sender
    clock: StandingClock
    worker: Worker

    async def file(self, what: str = "The fax went astray") -> None:
        """Owe the channel a card for a new report, due at once."""
        form = await self.services.capture.begin(PRIYA, CHANNEL, Kind.NEAR_MISS, "")
        await self.services.capture.submit(sent(form, user=PRIYA, what=what, mode=Mode.NAMED))

    async def report(self) -> Report:
        """The one report that waits for an answer."""
        context = self.services.sending.context

        async def look(tx: Transaction) -> Report:
            among = [team.id for team in await teams.every(tx)]
            since = self.clock.now().date()
            [id] = await reports.wanted_in(tx, among, self.clock.now(), thanks_since=since)
            found = await reports.load(tx, context.vault, id)
            assert found is not None
            return found

        return await context.database.read(look)

    async def remind(self, report: Report) -> None:
        """Owe Amina the first reminder of a report, for as long as she is at work."""
        now = self.clock.now()
        until = now + timedelta(hours=6)
        await self.services.sending.context.database.write(
            lambda tx: owing.nudge(tx, report, AMINA, step=Step.BEFORE, until=until, now=now)
        )

    async def post_by_hand(self, claimed: Delivery, channel: str, **more: str) -> None:
        """Post in the bot's name what it was about to post when it died."""
        mark = self.sender.vault.effect(claimed.effect)
        await self.client.chat_postMessage(
            channel=channel,
            text="The fax went astray",
            metadata={"event_type": METADATA_EVENT, "event_payload": {METADATA_KEY: mark}},
            **more,  # type: ignore[arg-type] # texts all
        )

    async def work(self) -> None:
        """Let a worker run until nothing is owed."""
        task = asyncio.create_task(self.worker.run())
        await self.until_nothing_is_owed()
        self.worker.stop()
        await task

    @property
    def cards(self) -> list[SeenMessage]:
        """What the bot has posted in the team's channel."""
        bot = self.workspace.bot_user_id
        return [one for one in self.workspace.messages(RIVERSIDE) if one.user == bot]

    async def owed(self) -> dict[DeliveryState, int]:
        return await self.services.sending.totals()

    async def until_nothing_is_owed(self) -> None:
        """Wait for the worker, which is to be running."""

        async def is_done() -> bool:
            return not await self.owed()

        await self.workspace.until(is_done)

    async def until_owed(self, **states: int) -> None:
        """Wait for this many deliveries in each state, named as in `DeliveryState`."""
        wanted = {DeliveryState(name): count for name, count in states.items()}

        async def is_so() -> bool:
            return await self.owed() == wanted

        await self.workspace.until(is_so)

    def calls(self, method: str) -> int:
        """How often Slack has been called with this method."""
        return len(self.workspace.traffic.calls(method))

    def refused(self, problem: str) -> bool:
        """Whether Slack has refused anything with this error."""
        replies = (entry.reply for entry in self.workspace.traffic.since())
        return any(reply is not None and reply.get("error") == problem for reply in replies)

    async def leases_run_out(self) -> None:
        """Let every claim lapse, as if its holder had been dead for long."""
        lapse = update(delivery).where(delivery.c.lease_until.is_not(None))
        database = self.services.sending.context.database

        async def let_go(tx: Transaction) -> None:
            await tx.execute(lapse.values(lease_until=LONG_AGO))

        await database.write(let_go)

    async def claim(self, *, lease: timedelta = PACE.lease) -> Delivery:
        """Claim the one delivery that is due, as a worker does."""
        [claimed] = await self.services.sending.claim(lease=lease, pace=timedelta(), limit=9)
        return claimed


@dataclass
class Stopwatch:
    """Seconds that pass only when a test says so."""

    seconds: float = 5_000.0

    def __call__(self) -> float:
        return self.seconds


def client_of(workspace: Workspace) -> AsyncWebClient:
    """A client like the bot's own: it never repeats a call by itself."""
    return AsyncWebClient(
        token=workspace.bot_token, base_url=workspace.api_url, timeout=3, retry_handlers=[]
    )


@pytest.fixture
async def workspace(socket_enabled: None) -> AsyncIterator[Workspace]:
    """A furnished workspace without any bot connected to it."""
    async with Workspace(manifest()) as opened:
        yield opened
        assert list(opened.findings) == []


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no slow Slack; a test that is about patience sets its own."""
    be_patient(monkeypatch)


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
async def directory(workspace: Workspace, stopwatch: Stopwatch) -> SlackDirectory:
    """Slack's own word on who people are, remembered for as long as the stopwatch says."""
    client = client_of(workspace)
    me = await client.auth_test()
    return SlackDirectory(client, stopwatch, Home(str(me["team_id"])))


@pytest.fixture
async def office(
    services: Services,
    clock: StandingClock,
    people: KnownPeople,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    """Riverside, with Amina as its manager and Dan as her deputy; nothing is sent yet."""
    monkeypatch.setattr(sending_loop, "IDLE_SECONDS", 0.02)
    for user in (PRIYA, AMINA, DAN):
        people.introduce(user, CHANNEL)
    await services.settings.save_team(a_team(channel=CHANNEL, managers=(AMINA,), deputies=(DAN,)))
    client = client_of(workspace)
    sender = Sender(
        preparing=services.preparing,
        sending=services.sending,
        post=Post(client),
        vault=services.sending.context.vault,
        pace=PACE,
        random=Random(5),
    )
    worker = Worker(sender, services.sending.context.database.committed)
    return Office(services, workspace, client, sender, clock, worker)


@pytest.fixture
async def sending(office: Office) -> AsyncIterator[Office]:
    """The same office with its worker running."""
    task = asyncio.create_task(office.worker.run())
    yield office
    office.worker.stop()
    await asyncio.wait_for(task, 5)
