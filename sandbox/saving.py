"""Keeps the workspace in a file, so that a second start picks up where the first one was."""

import asyncio
import contextlib
import json
import logging
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from sandbox.changes import Change, Changes
from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.errors import StartError
from sandbox.members import Member
from sandbox.messages import Message
from sandbox.shapes import JsonObject
from sandbox.state import Installation, State
from sandbox.views import View

VERSION = 2

_LISTS = ("members", "connected", "invited")
"""Of a channel: JSON has no tuples."""

_log = logging.getLogger(__name__)


def pack(state: State, clock: Clock) -> JsonObject:
    """Return the whole workspace as it is now, in values that JSON has.

    Records are never changed in place, so that what is returned may be written later, elsewhere.
    """
    return {
        "version": VERSION,
        "installation": _fields(state.installation),
        "offset_seconds": clock.offset.total_seconds(),
        "last_ts": state.last_ts,
        "members": [_fields(one) for one in state.members.values()],
        "channels": [_fields(one) for one in state.channels.values()],
        "messages": [_fields(m) for each in state.messages.values() for m in each.values()],
        "ephemerals": [_fields(one) for each in state.ephemerals.values() for one in each],
        "views": [_fields(one) for one in state.views.values()],
        "stacks": {user: list(stack) for user, stack in state.stacks.items()},
        "homes": dict(state.homes),
        "read": {user: dict(read) for user, read in state.read.items()},
    }


def _fields(record: Installation | Member | Channel | Message | View) -> JsonObject:
    return dict(vars(record))


def unpack(data: JsonObject) -> tuple[State, timedelta]:
    """Return the workspace and its clock's offset from `pack`'s JSON.

    Raises KeyError, TypeError or ValueError when the data is not of this version's shape.
    """
    state = State(Installation(**data["installation"]))
    state.last_ts = data["last_ts"]
    state.members = {item["id"]: Member(**item) for item in data["members"]}
    for item in data["channels"]:
        members, connected, invited = (tuple(item.pop(name)) for name in _LISTS)
        state.channels[item["id"]] = Channel(
            **item, members=members, connected=connected, invited=invited
        )
    for item in [*data["messages"], *data["ephemerals"]]:
        state.put(Message(**item))
    state.views = {item["id"]: View(**item) for item in data["views"]}
    state.stacks, state.homes, state.read = data["stacks"], data["homes"], data["read"]
    return state, timedelta(seconds=data["offset_seconds"])


def load(path: Path) -> tuple[State, timedelta] | None:
    """Return what the file holds, or None if there is no such file.

    A file that cannot be understood is left alone: StartError names it and the way out.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise StartError(f"The sandbox's data file {path} cannot be read: {problem}.") from problem
    cure = "Move it away to start afresh, or name another file with --data."
    try:
        data = json.loads(text)
        version = data["version"]
        if version == VERSION:
            return unpack(data)
    except (KeyError, TypeError, ValueError) as problem:
        raise StartError(f"The sandbox's data file {path} is damaged. {cure}") from problem
    raise StartError(
        f"The sandbox's data file {path} is of version {version}; this is version {VERSION}. {cure}"
    )


def write(path: Path, data: JsonObject) -> None:
    """Replace the file's content at once: a reader finds the old whole or the new whole."""
    text = json.dumps(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


class Saver:
    """Writes the file shortly after every change that matters, and once more at the end."""

    def __init__(self, path: Path, state: State, clock: Clock, changes: Changes) -> None:
        self._path = path
        self._state = state
        self._clock = clock
        self._changes = changes

    async def run(self, pause: float) -> None:
        """Save `pause` seconds after a change, until cancelled; changes meanwhile are one save."""
        changed = asyncio.Event()

        def note(change: Change) -> None:
            if change.kind != "traffic":
                changed.set()

        with self._changes.listening(note):
            while True:
                await changed.wait()
                await asyncio.sleep(pause)
                changed.clear()
                await self._write_whole(pack(self._state, self._clock))

    async def _write_whole(self, data: JsonObject) -> None:
        """Write in the background; a write once begun is waited for, so that no older one wins."""
        writing = asyncio.create_task(asyncio.to_thread(write, self._path, data))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing
            raise
        except OSError as problem:
            _log.warning("The workspace could not be saved to %s: %s", self._path, problem)

    def save(self) -> None:
        write(self._path, pack(self._state, self._clock))
