"""What the command line says, and how it stops."""

import asyncio
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console

from bot.app import AlreadyRunning, SlackRefuses, WrongKeys
from bot.config import Settings, explain
from bot.web import PortTaken
from storage.errors import StorageIsNewer, StorageUnavailable

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

Result = TypeVar("Result")


def stop(*sentences: str) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    for sentence in sentences:
        err.print(sentence, markup=False)
    raise typer.Exit(1)


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 - settings of every type
    """The settings from the environment and `.env`; names what is wrong and stops otherwise."""
    try:
        return Settings(**given)
    except ValidationError as problem:
        stop("Good Catch cannot start:", *(f"  {line}" for line in explain(problem)))


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what can be wrong at the start into a sentence with its cure."""
    try:
        yield
    except AlreadyRunning:
        stop(
            "Another Good Catch is already running on this data folder, and SQLite serves one "
            "only. Stop the other one, or move to PostgreSQL to run several."
        )
    except WrongKeys as problem:
        stop(
            "GOODCATCH_SECRET_KEYS or GOODCATCH_INDEX_KEYS are not those that the stored reports "
            "were sealed with:",
            *(f"  {sentence}" for sentence in problem.needs.misfits),
            "Set the keys they were stored under; new ones go before the old, separated by a "
            "comma. `goodcatch rotate-keys` says when an old one may be taken out.",
        )
    except PortTaken as problem:
        stop(
            f"Port {problem} is in use. Stop the program that uses it, or set GOODCATCH_PORT to "
            "another one."
        )
    except SlackRefuses as problem:
        stop(
            f"Slack does not accept {problem.setting} ({problem.problem}). "
            f"{Settings.described(problem.setting)}"
        )
    except StorageIsNewer:
        stop("The database belongs to a later version of Good Catch. Run that version with it.")
    except StorageUnavailable as problem:
        stop(
            f"The database cannot be used ({problem}). Check GOODCATCH_DATABASE_URL and the data "
            "folder, and that the database server is running."
        )


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work` to its end, with what goes wrong said in words."""
    with in_words():
        return asyncio.run(work)


async def until_stopped() -> None:
    """Wait for Ctrl-C, or for whoever supervises this process to end it."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
