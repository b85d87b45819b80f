"""The bot as a process of its own, which can be killed like one."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import bot
from bot.config import Settings
from sandbox.workspace import Workspace

START_SECONDS = 120.0

_ROOT = Path(bot.__file__).parents[1]


class BotProcess:
    """`goodcatch run`, patient, in a folder of its own; started and killed as often as wanted."""

    def __init__(self, workspace: Workspace, settings: Settings, folder: Path) -> None:
        self._workspace = workspace
        self._environment = environment(settings)
        self._folder = folder
        self._log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and return when it listens."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.stories.patience", "run",
                cwd=self._folder, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip
        await self._workspace.until(lambda: self._workspace.connected, timeout=START_SECONDS)

    async def kill(self) -> None:
        """Kill it without warning, and return when it is gone."""
        if self._process is None:
            return
        assert self._process.returncode is None, self._log.read_text(encoding="utf-8")
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        self._process = None
        await self._workspace.until(lambda: not self._workspace.connected)

    async def again(self) -> None:
        """Kill it and start it anew."""
        await self.kill()
        await self.start()


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a supervisor would hand them over, and nothing of the test's own."""

    def spelt(value: object) -> str:
        if isinstance(value, tuple):
            return ",".join(map(spelt, value))
        secret = getattr(value, "get_secret_value", None)
        return str(secret() if secret else value)

    fields = type(settings).model_fields.items()
    given = {str(field.alias): spelt(getattr(settings, name)) for name, field in fields}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(_ROOT), **given}
