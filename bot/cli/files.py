"""Files that are handed out: for their owner's eyes only, and never over another one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.cli import console


@contextmanager
def written(path: Path) -> Iterator[IO[str]]:
    """A new file, in a folder that is made where it is not there; on the disk once this ends.

    What could not be written to its end is taken away again. Where it cannot be written at all,
    or there is one of this name, that is said and the command ends.
    """
    handle = _new(path)
    finished = False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        finished = True
    except OSError as problem:
        console.stop(f"{path} could not be written to its end: {problem.strerror}.")
    finally:
        if not finished:
            path.unlink(missing_ok=True)


def _new(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        console.stop(f"{path.parent} cannot be made a folder: {problem.strerror}.")
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return console.stop(f"{path} is there already, and nothing is written over it.")
    except OSError as problem:
        return console.stop(f"{path} cannot be written: {problem.strerror}.")
