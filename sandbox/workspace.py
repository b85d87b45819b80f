"""A whole Slack workspace on this machine, for tests and for the demo."""

import asyncio
import inspect
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar, overload

from sandbox import membership, saving, sharing
from sandbox.cast import gather, introduce, staff
from sandbox.changes import Changes
from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.findings import Findings
from sandbox.http_mode import HttpMode
from sandbox.human import Person
from sandbox.identifiers import new_id
from sandbox.manifest import Manifest
from sandbox.members import ELSEWHERE, Member
from sandbox.moving import STEP, Mover
from sandbox.pace import Pace
from sandbox.response_urls import ResponseUrls
from sandbox.scene import open_scene
from sandbox.seen import SeenMessage
from sandbox.server import serving
from sandbox.shapes import JsonObject
from sandbox.socket_mode import SocketMode
from sandbox.state import Installation, State
from sandbox.timing import Timing
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers
from sandbox.working_days import next_working_morning
from sandbox.world import Credentials, World

_Seen = TypeVar("_Seen")
_LOOK_AGAIN = 0.1

DEFAULT_CREDENTIALS = Credentials(
    bot_token="xoxb-sandbox-bot",  # noqa: S106  # opens nothing but a workspace on this machine
    app_token="xapp-sandbox-app",  # noqa: S106  # likewise
    signing_secret="sandbox-signing-secret",  # noqa: S106  # likewise
)


class Workspace:
    """Serves a workspace on 127.0.0.1 while its `async with` block lasts.

    `manifest` is the app's, as a dictionary or a file. `data` names the file that keeps the
    workspace between starts; None keeps nothing. `pace` scales the rate limit (0 is none). `port`
    0 takes any free one. `furnished` gives a fresh workspace its cast, channels and opening
    scene. `monotonic` and `timing` rule acknowledgements, triggers and response URLs.

    Raises StartError when it cannot start: a manifest or data file that cannot be understood, or
    a port in use.
    """

    def __init__(
        self,
        manifest: Mapping[str, object] | Path | str,
        data: Path | str | None = None,
        *,
        pace: float = 0.0,
        port: int = 0,
        furnished: bool = True,
        credentials: Credentials = DEFAULT_CREDENTIALS,
        timing: Timing | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Clock | None = None,
    ) -> None:
        self._port = port
        self._data = Path(data) if data else None
        self._stack = AsyncExitStack()
        timing = timing or Timing()
        clock = clock or Clock()
        app = Manifest.load(manifest)
        state = self._state(app, clock, furnished=furnished)
        changes, faults = Changes(), Faults()
        traffic = Traffic(clock, changes)
        self._socket = SocketMode(state.installation.app_id, timing, changes)
        self.world = World(
            state=state,
            clock=clock,
            mover=Mover(clock, timing, changes, monotonic),
            changes=changes,
            traffic=traffic,
            findings=Findings(),
            faults=faults,
            manifest=app,
            credentials=credentials,
            timing=timing,
            triggers=Triggers(timing.trigger, monotonic),
            response_urls=ResponseUrls(timing.response_url, monotonic),
            pace=Pace(pace, monotonic),
            delivery=Delivery(
                self._socket, timing=timing, faults=faults, traffic=traffic, monotonic=monotonic
            ),
            monotonic=monotonic,
        )

    def _state(self, manifest: Manifest, clock: Clock, *, furnished: bool) -> State:
        kept = saving.load(self._data) if self._data else None
        if kept is not None:
            state, clock.offset = kept
            staff(state, manifest.name)
            return state
        state = State(Installation())
        created = int(clock.now().timestamp())
        if furnished:
            gather(state, created)
        staff(state, manifest.name)
        introduce(state, created)
        if furnished:
            open_scene(state, clock.now())
        return state

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            if self._data is not None:
                world = self.world
                saver = saving.Saver(self._data, world.state, world.clock, world.changes)
                saver.save()
                stack.callback(saver.save)
                await stack.enter_async_context(_running(saver.run(world.timing.save_after)))
            await stack.enter_async_context(serving(self.world, self._socket, self._port))
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    @property
    def url(self) -> str:
        return self.world.address.url

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def clock_url(self) -> str:
        return f"{self.url}/clock"

    @property
    def bot_token(self) -> str:
        return self.world.credentials.bot_token

    @property
    def app_token(self) -> str:
        return self.world.credentials.app_token

    @property
    def signing_secret(self) -> str:
        return self.world.credentials.signing_secret

    @property
    def bot_user_id(self) -> str:
        return self.world.state.bot

    @property
    def connected(self) -> bool:
        """Whether a bot is connected, which over HTTP is taken for granted."""
        return self.world.delivery.connected

    @property
    def traffic(self) -> Traffic:
        return self.world.traffic

    @property
    def findings(self) -> Findings:
        return self.world.findings

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def lost_events(self) -> list[JsonObject]:
        return self.world.delivery.lost

    @property
    def pending_events(self) -> int:
        return self.world.delivery.pending

    @property
    def now(self) -> datetime:
        """The workspace's time, in UTC."""
        return self.world.clock.now()

    def person(self, reference: str) -> Person:
        """Return a person by handle or id, ready to act."""
        return Person(self.world, self.world.state.member(reference).id)

    def channel(self, reference: str) -> Channel:
        return self.world.state.channel(reference)

    def messages(self, channel: str) -> list[SeenMessage]:
        """Return what everyone in the channel sees at its top level, oldest first."""
        found = self.channel(channel)
        stored = self.world.state.messages.get(found.id, {}).values()
        return [SeenMessage(one) for one in stored if not one.is_reply]

    def thread(self, message: SeenMessage) -> list[SeenMessage]:
        """Return the replies to a message, oldest first."""
        parent = message.thread_ts or message.ts
        return [SeenMessage(one) for one in self.world.state.replies(message.channel, parent)]

    def message(self, message: SeenMessage) -> SeenMessage | None:
        """Return the message as it is now, or None if it is gone."""
        now = self.world.state.message(message.channel, message.ts)
        return SeenMessage(now) if now else None

    @overload
    async def until(
        self,
        predicate: Callable[[], Coroutine[object, object, _Seen]],
        timeout: float = ...,  # noqa: ASYNC109  # a test names its patience where it waits
    ) -> _Seen: ...

    @overload
    async def until(
        self,
        predicate: Callable[[], _Seen],
        timeout: float = ...,  # noqa: ASYNC109  # likewise
    ) -> _Seen: ...

    async def until(
        self,
        predicate: Callable[[], _Seen | Awaitable[_Seen]],
        timeout: float = 15.0,  # noqa: ASYNC109  # likewise
    ) -> _Seen:
        """Wait until the predicate returns something true, and return that.

        It is asked at every change in the workspace, and ten times a second for what happens
        elsewhere. TimeoutError shows the recent traffic and findings.
        """
        deadline = time.monotonic() + timeout
        with self.world.changes.bell() as bell:
            while True:
                bell.clear()
                answer = predicate()
                found: _Seen = await answer if inspect.isawaitable(answer) else answer
                if found:
                    return found
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(
                        f"Not within {timeout} s. The last traffic:\n{self.traffic.tail()}\n"
                        f"Findings: {list(self.findings)}"
                    )
                await _rung(bell, min(left, _LOOK_AGAIN))

    async def move_time(
        self,
        *,
        to: datetime | None = None,
        hours: float | None = None,
        next_working_morning: bool = False,  # the name is the page's
        step: timedelta = STEP,
    ) -> None:
        """Move time to a moment, by some hours, or to the next working morning, and wait for it.

        The bot sees the time after each `step`; a longer one than an hour is like an outage to it.
        """
        target = self._target(to, hours, morning=next_working_morning)
        await self.world.mover.move_to(target, step)

    def _target(self, to: datetime | None, hours: float | None, *, morning: bool) -> datetime:
        if to is not None:
            return to
        if hours is not None:
            return self.now + timedelta(hours=hours)
        if morning:
            return next_working_morning(self.now)
        raise ValueError("Say where to: to=, hours= or next_working_morning=True.")

    def post_to(self, url: str) -> None:
        """Send commands, interactions and events as signed requests to this URL from now on."""
        secret = self.signing_secret
        self.world.delivery.carrier = HttpMode(url, secret, self.world.timing)

    async def disconnect(self) -> None:
        """Close the bot's Socket Mode connections, as Slack does now and then."""
        await self.world.delivery.disconnect()

    def add_person(self, handle: str, name: str = "", **flags: bool | str) -> Person:
        """Add a member; `flags` are fields of Member, such as is_external=True."""
        member = replace(Member(new_id("U"), handle, name or handle.title()), **flags)  # type: ignore[arg-type]  # the fields are strings and flags; a wrong name raises TypeError
        self.world.state.members[member.id] = member
        self.world.changes.publish("people")
        return Person(self.world, member.id)

    def add_channel(self, name: str, *people: str, private: bool = False) -> Channel:
        """Add a channel with these people (handles or ids) in it; invite the bot by its id."""
        channel = Channel(
            id=new_id("C"),
            name=name,
            kind="private" if private else "public",
            created=int(self.now.timestamp()),
        )
        self.world.state.channels[channel.id] = channel
        self.world.changes.publish("channels")
        for one in people:
            self.invite(channel.id, one)
        return self.channel(channel.id)

    def invite(self, channel: str, person: str) -> None:
        member = self.world.state.member(person)
        membership.join(self.world, member.id, self.channel(channel))

    def remove(self, channel: str, person: str) -> None:
        member = self.world.state.member(person)
        membership.leave(self.world, member.id, self.channel(channel))

    def archive(self, channel: str, by: str = "beth") -> None:
        user = self.world.state.member(by).id
        membership.archive(self.world, self.channel(channel), user)

    def unarchive(self, channel: str, by: str = "beth") -> None:
        user = self.world.state.member(by).id
        membership.archive(self.world, self.channel(channel), user, archived=False)

    def delete_channel(self, channel: str) -> None:
        membership.delete(self.world, self.channel(channel))

    def share_externally(self, channel: str, organisation: str = ELSEWHERE) -> None:
        """Make a channel one that people of another workspace can be in (Slack Connect)."""
        sharing.share(self.world, self.channel(channel), organisation)

    def invite_organisation(self, channel: str, organisation: str = ELSEWHERE) -> None:
        """Ask another workspace into a channel; nobody of it is there until they accept."""
        sharing.invite_organisation(self.world, self.channel(channel), organisation)

    def unshare(self, channel: str, organisation: str = ELSEWHERE) -> None:
        """Show another workspace out of a channel."""
        sharing.unshare(self.world, self.channel(channel), organisation)

    def deactivate(self, person: str) -> None:
        membership.deactivate(self.world, self.world.state.member(person))

    def change_person(self, person: str, **fields: bool | str) -> None:
        """Change fields of a member, such as title or is_admin; the app hears of it."""
        member = replace(self.world.state.member(person), **fields)  # type: ignore[arg-type]  # as in add_person
        membership.change_member(self.world, member)


@asynccontextmanager
async def _running(work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Run `work` beside the block and stop it at its end."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _rung(bell: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return
