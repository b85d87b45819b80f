"""`keys` and `rotate-keys`: fresh keys, and the change from old ones to new ones."""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from cryptography.fernet import Fernet
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.app import opened
from bot.cli import console
from bot.config import INDEX_KEY_BYTES, Settings
from bot.domain.keys import Key, Needs, Use, roughly
from bot.log import set_up
from bot.services.giving_up import GivenUp
from bot.services.rotating import Rotating

_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}

_NOT_SCRUBBED = (
    "The database's log, which holds them as they were, could not be emptied while somebody was "
    "reading. It is emptied when the bot is stopped: start it again soon."
)
_SEALED_MEANWHILE = (
    "Something has been sealed with an older key meanwhile. Put the new keys first wherever Good "
    "Catch runs, start it again, and then run this again."
)
_RECEIPTS_STAY = (
    "An index key that receipts need has to stay until their reports are deleted: nobody but "
    "whoever holds a receipt has its code, so it cannot be kept anew under another key."
)
_MESSAGES_COME = (
    "Messages that Slack may have already are looked for by the index keys they were sent under. "
    "Run this again in some minutes."
)
_TAKE_OUT = (
    "What to do next: take out of the settings what may be taken out, wherever Good Catch runs, "
    "and start it again. Keep those keys with the backups made until now, which no others open."
)
_WAIT_A_DAY = (
    "Take an index key out only when the newest has been first for a day: until then, a form that "
    "is sent again is known by the older one."
)
_MARKS = (
    'Marks of who has "seen this too", or has said whether a change helped: {many}. They name '
    "neither person nor key and cannot be remade. Whoever left one under a key that is taken out "
    "could leave another, and it can no longer be told from others' when somebody is erased."
)


_GIVE_UP = "give up"
_TO_GO_ON = f'Type "{_GIVE_UP}" to go on'
_WHAT_IT_MEANS = (
    (
        "There is no way back from giving up. Stop here while the key may still be found: in "
        "another copy of the settings, in the password store, or in a bot that still runs with it."
    ),
    (
        "Reports stay. Where nobody can tell any more who wrote one, that is forgotten: its "
        "reporter hears no more of it, and comes back to it by its code alone, where it has one."
    ),
    (
        "Where nobody can tell whom its reporter has left out, a report is kept from everybody who "
        "may decide for its team now: its reporter alone can read it."
    ),
    (
        "A code whose key is missing brings nobody back any more. A request that cannot be opened "
        "lapses."
    ),
)


@dataclass(frozen=True)
class _Done:
    """What came of it."""

    moved: int
    scrubbed: bool
    """Whether nothing is left on the disk of how it was sealed before."""
    needs: Needs


def keys() -> None:
    """Print fresh keys for GOODCATCH_SECRET_KEYS and GOODCATCH_INDEX_KEYS."""
    index_key = base64.b64encode(secrets.token_bytes(INDEX_KEY_BYTES)).decode()
    console.out.print(f"GOODCATCH_SECRET_KEYS={Fernet.generate_key().decode()}")
    console.out.print(f"GOODCATCH_INDEX_KEYS={index_key}")


def rotate_keys(
    *,
    give_up: Annotated[
        bool,
        typer.Option("--give-up", help="First let go of what needs a key that is lost for good."),
    ] = False,
) -> None:
    """Move what is sealed on to the newest keys, and say which keys may be taken out.

    Start the bot with the new keys first: one that does not know them cannot open what was moved.
    """
    set_up("WARNING")
    settings = console.load_settings()
    if give_up:
        _give_up_what_is_lost(settings)
    done = console.run(_rotate(settings))
    needs = done.needs
    entries = "1 sealed entry has" if done.moved == 1 else f"{done.moved} sealed entries have"
    console.out.print(
        f"{entries} been moved on to the newest keys."
        if done.moved
        else "There was nothing to move: whatever can be is under the newest keys."
    )
    if not done.scrubbed:
        console.out.print(_NOT_SCRUBBED)
    console.out.print(_table(needs))
    for sentence in what_next(needs):
        console.out.print(sentence)
    if not needs.fit:
        console.stop(
            "Something needs a key that is not in the settings, and has been left as it was:",
            *(f"  {sentence}" for sentence in needs.misfits),
            "Put the key back, after the others and separated by a comma, and run this again.",
            "Where it is lost for good: goodcatch rotate-keys --give-up",
        )


def _give_up_what_is_lost(settings: Settings) -> None:
    """Let go of it, once whoever asks for that has read what it means and typed so."""
    needs = console.run(_needs(settings))
    if needs.fit:
        console.out.print("Nothing needs a key that is not in the settings: nothing is given up.")
        return
    for sentence in (*needs.misfits, *_WHAT_IT_MEANS):
        console.out.print(sentence, markup=False)
    if typer.prompt(_TO_GO_ON).strip() != _GIVE_UP:
        console.stop("Nothing was given up.")
    for sentence in _told(console.run(_give_up(settings))):
        console.out.print(sentence)


async def _needs(settings: Settings) -> Needs:
    async with opened(settings) as services:
        return await services.rotating.needs()


async def _give_up(settings: Settings) -> GivenUp:
    async with opened(settings) as services:
        given_up = await services.giving_up.give_up()
        await services.erasing.scrub()
        return given_up


def _told(given_up: GivenUp) -> Iterator[str]:
    yield f"Reports of which it is forgotten who wrote them: {given_up.identities}."
    yield f"Reports kept from everybody who may decide for their team: {given_up.lists}."
    yield f"Receipts that bring nobody back any more: {roughly(given_up.receipts)}."
    yield f"Requests that have lapsed: {given_up.requests}."
    yield f"Reporters found again by the newest index key: {given_up.found_again}."


async def _rotate(settings: Settings) -> _Done:
    async with opened(settings) as services:
        moved = await _move_on(services.rotating)
        scrubbed = await services.erasing.scrub() if moved else True
        return _Done(moved, scrubbed, await services.rotating.needs())


async def _move_on(rotating: Rotating) -> int:
    total = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console.err) as progress:
        bar = progress.add_task("Looking at what is sealed", total=await rotating.rows())
        async for step in rotating.move_on():
            total += step.moved
            progress.advance(bar, step.rows)
    return total


def _table(needs: Needs) -> Table:
    table = Table("Setting", "Key", "Needed for", "What to do with it")
    for key in needs.keys:
        number = key.place + 1
        ordinal = _ORDINALS.get(number, f"{number}th")
        table.add_row(key.use, ordinal, ", ".join(_needed_for(key, needs)), _fate(key, needs))
    return table


def _needed_for(key: Key, needs: Needs) -> Iterator[str]:
    if key.place == 0:
        yield "everything new"
        return
    if needs.may_go(key):
        yield "nothing"
    if many := needs.entries.get(key, 0):
        yield "1 sealed entry" if many == 1 else f"{many} sealed entries"
    if many := needs.receipts_of(key):
        yield f"{roughly(many)} receipts"
    if many := needs.messages_of(key):
        yield "1 message" if many == 1 else f"{many} messages"


def _fate(key: Key, needs: Needs) -> str:
    if needs.may_go(key):
        return "may be taken out"
    return "has to stay" if key.place else "stays"


def what_next(needs: Needs) -> Iterator[str]:
    """What keeps the older keys, what to do about those that nothing keeps, and what it means."""
    older = [key for key in needs.keys if key.place]
    if any(needs.entries.get(key, 0) for key in older):
        yield _SEALED_MEANWHILE
    if any(map(needs.receipts_of, older)):
        yield _RECEIPTS_STAY
    if any(map(needs.messages_of, older)):
        yield _MESSAGES_COME
    free = [key for key in older if needs.may_go(key)]
    if free:
        yield _TAKE_OUT
    if any(key.use is Use.INDEX for key in free):
        yield _WAIT_A_DAY
        if needs.marks:
            yield _MARKS.format(many=needs.marks)


def register(app: typer.Typer) -> None:
    app.command()(keys)
    app.command("rotate-keys")(rotate_keys)
