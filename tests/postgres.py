"""A PostgreSQL server of the tests' own: started once for each test process, thrown away after."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "goodcatch"
_READY_SECONDS = 60
_CARELESS = "-c fsync=off -c full_page_writes=off -c autovacuum=off"
"""Nothing on it has to survive the machine, or to be kept in order for long."""


@dataclass(frozen=True)
class Server:
    """A running server that trusts everybody on this machine."""

    port: int

    def url(self, database: str) -> str:
        """The address of one of its databases, as the bot is given it."""
        return f"postgresql+asyncpg://{USER}@127.0.0.1:{self.port}/{database}"


def binaries() -> Path | None:
    """Where a PostgreSQL server is installed, its newest version; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parts[-2])
    if debian:
        return debian[-1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running(tools: Path) -> Iterator[Server]:
    """A fresh server on a free port; gone with everything in it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="goodcatch-postgres-"))
    # initdb refuses root; Debian's own user for it is there wherever the server is.
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
    shutil.chown(folder, owner)
    data = folder / "data"
    _run(owner, [tools / "initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "-N", "-D", data])
    port = _free_port()
    settings = f"-h 127.0.0.1 -p {port} -k {folder} {_CARELESS} -c max_connections=200"
    _run(owner, [tools / "pg_ctl", "-w", "-D", data, "-o", settings, "-l", folder / "log", "start"])
    try:
        yield Server(port)
    finally:
        _run(owner, [tools / "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _run(owner: str, command: list[Path | str]) -> None:
    subprocess.run(  # noqa: S603 - every word of it is ours
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=owner if os.geteuid() == 0 else None,
        timeout=_READY_SECONDS,
        cwd="/",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
