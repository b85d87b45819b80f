"""A host with the bot's settings in its environment, and a command line to type at."""

import base64
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import structlog
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.cli import app
from bot.manifest import manifest
from sandbox.workspace import Workspace

INDEX_KEY = base64.b64encode(Random(4).randbytes(32)).decode()

GIVEN = {
    "SLACK_BOT_TOKEN": "xoxb-sandbox-bot",
    "SLACK_APP_TOKEN": "xapp-sandbox-app",
    "GOODCATCH_SECRET_KEYS": Fernet.generate_key().decode(),
    "GOODCATCH_INDEX_KEYS": INDEX_KEY,
}
"""What has to be set; everything else has a default."""


@dataclass(frozen=True)
class Told:
    """What a command printed, errors included, and how it ended."""

    exit_code: int
    output: str


Goodcatch = Callable[..., Told]


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A working folder of its own, and the four settings that have to be set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    yield monkeypatch
    structlog.reset_defaults()


@pytest.fixture
def goodcatch(host: pytest.MonkeyPatch) -> Goodcatch:
    """Types a command, and says what came of it."""

    def type_it(*typed: str) -> Told:
        result = CliRunner().invoke(app, list(typed))
        return Told(result.exit_code, result.output)

    return type_it


@pytest.fixture
async def workspace(socket_enabled: None) -> AsyncIterator[Workspace]:
    """A furnished workspace whose tokens are those in the environment of `host`."""
    async with Workspace(manifest()) as opened:
        yield opened
