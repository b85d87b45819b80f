"""The near misses and ideas of an error trap, one after the other, as far as a reader may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.trap_reading import TrapSeen
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.text import shortened
from bot.views.words import byline, drawn, parts_of

OTHERS: Final = "There are near misses of other teams in it, too. Their words stay with them."


@dataclass(frozen=True)
class Room:
    """How many of the newest reports are shown, and how many characters each may take."""

    newest: int
    characters: int


def in_short(seen: TrapSeen, room: Room) -> Iterator[Block]:
    """The newest ones, a block each, and a line where there are more of them."""
    newest = seen.trap.reports[::-1]
    for report in newest[: room.newest]:
        words = [shortened(part.words, room.characters) for part in parts_of(report)[:1]]
        yield blocks.rich_text(_heading(seen, report), *map(blocks.quote, words))
    if len(newest) > room.newest:
        yield blocks.context("There are more, from earlier: *Read all of it* shows each of them.")
    if seen.trap.has_others:
        yield blocks.context(OTHERS)


def whole(seen: TrapSeen, report: VisibleReport) -> tuple[Block, ...]:
    """One of them with all its words."""
    return (blocks.rich_text(_heading(seen, report)), *drawn(parts_of(report)))


def _heading(seen: TrapSeen, report: VisibleReport) -> Block:
    team, link = seen.teams.get(report.id, ""), seen.links.get(report.id, "")
    return blocks.paragraph(
        blocks.bold(labels.title(report)),
        blocks.words(" \N{EN DASH} "),
        *byline(report),
        *([blocks.words(f", {team}")] if team else []),
        *([blocks.words(" · "), blocks.link(link, "its card")] if link else []),
    )
