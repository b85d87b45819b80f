"""The parts of one running workspace, held together."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.errors import SlackError
from sandbox.faults import Faults
from sandbox.findings import Findings
from sandbox.manifest import Manifest
from sandbox.moving import Mover
from sandbox.pace import Pace
from sandbox.response_urls import ResponseUrls
from sandbox.state import Installation, State
from sandbox.timing import Timing
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers


@dataclass(frozen=True)
class Credentials:
    """What the app presents. They open nothing but this workspace, on this machine."""

    bot_token: str
    app_token: str
    signing_secret: str


@dataclass
class Address:
    """Where the workspace is served; the port is known once it listens."""

    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True)
class World:
    """Everything a part of the sandbox may need to do its work."""

    state: State
    clock: Clock
    mover: Mover
    changes: Changes
    traffic: Traffic
    findings: Findings
    faults: Faults
    manifest: Manifest
    credentials: Credentials
    timing: Timing
    triggers: Triggers
    response_urls: ResponseUrls
    pace: Pace
    delivery: Delivery
    monotonic: Callable[[], float]
    address: Address = field(default_factory=Address)

    @property
    def installation(self) -> Installation:
        return self.state.installation

    def next_ts(self) -> str:
        return self.state.next_ts(self.clock.now())

    def refuse(self, where: str, code: str, problems: list[str]) -> None:
        """Note and raise what the checks found, if they found anything.

        The reply has the form of Slack's own: `[ERROR] no more than 25 items allowed
        [json-pointer:/blocks/1/elements]`.
        """
        if problems:
            self.findings.note(where, code, *problems)
            raise SlackError(code, messages=tuple(f"[ERROR] {problem}" for problem in problems))
