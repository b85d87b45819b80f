"""`python -m sandbox` starts, says where, and stops; or says why it cannot."""

import asyncio
import json
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox.__main__ import arguments
from sandbox.errors import StartError
from sandbox.manifest import Manifest
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST

ROOT = Path(__file__).parents[2]


async def start(*options: str | Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        *map(str, options),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.fixture
def manifest_file(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(MANIFEST), encoding="utf-8")
    return path


async def test_it_serves_the_page_and_keeps_its_data(tmp_path: Path, manifest_file: Path) -> None:
    data = tmp_path / "workspace.json"
    process = await start("--port", "0", "--manifest", manifest_file, "--data", data)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    address = line.removeprefix("The workspace is open at ").strip()
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 200
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert json.loads(data.read_text(encoding="utf-8"))["version"] == 2


async def test_a_port_in_use_is_named_with_the_cure(manifest_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await start("--port", str(port), "--manifest", manifest_file)
        _, stderr = await process.communicate()
    assert process.returncode == 1
    assert stderr.decode() == (
        f"Port {port} is in use by another program. "
        "Stop that program, or choose another port with --port.\n"
    )


async def test_a_port_that_is_no_port_is_said_to_be_unusable() -> None:
    with pytest.raises(StartError, match="Port 70000 cannot be used"):
        async with Workspace(MANIFEST, port=70_000):
            pass


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"features": []}', None),
        ('{"features": "x"}', "other than an object at “features”"),
        ('{"features": {"slash_commands": {}}}', None),
        ('{"features": {"slash_commands": "x"}}', "other than a list at “slash_commands”"),
        ('{"features": {"slash_commands": [{}]}}', "an entry without “command”"),
        ('{"features": {"shortcuts": ["x"]}}', "an entry without “callback_id”"),
    ],
)
def test_a_manifest_that_is_not_understood_is_explained(
    tmp_path: Path, text: str, reason: str | None
) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    if reason is None:
        assert Manifest.load(path).commands == {}
    else:
        with pytest.raises(StartError, match=reason):
            Manifest.load(path)


def test_a_manifest_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="Name an existing file with --manifest"):
        Manifest.load(tmp_path / "nothing.json")


def test_the_options_have_defaults_that_work_out_of_the_box() -> None:
    options = arguments().parse_args([])
    assert (options.port, options.pace, options.data) == (8400, 1.0, None)
    assert options.bot_token.startswith("xoxb-")
    assert options.app_token.startswith("xapp-")
