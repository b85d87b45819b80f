"""The digest: a manager's morning, with the buttons to answer from it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.digest import ROWS_IN_A_PART, Digest, Section
from bot.domain.ids import DigestId, ReportId
from bot.domain.likeness import Related
from bot.domain.trap_privacy import VisibleTrap
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.digest_row import Room, row
from bot.views.ids import Action

HEADINGS: Final = {
    Section.NEW: "New",
    Section.WAITING: "Waiting for your answer",
    Section.TRYING: "Trying: time to look",
    Section.CHANGED: "Changed: did it help?",
    Section.THANKS: "Worth saying thanks for",
    Section.DONE: "Seen to this morning",
}

_COUNTED: Final = {
    Section.NEW: "new",
    Section.WAITING: "waiting for your answer",
    Section.TRYING: "being tried",
    Section.CHANGED: "changed",
    Section.THANKS: "worth saying thanks for",
    Section.DONE: "seen to",
}

_NO_TRAPS: Final[Mapping[ReportId, VisibleTrap]] = MappingProxyType({})
_NONE_RELATED: Final[Mapping[ReportId, tuple[Related, ...]]] = MappingProxyType({})

_AT_HOME: Final = Room(report=600, said=300)

_ROOMS: Final = (
    Room(report=1_500, said=600),
    Room(report=600, said=300),
    Room(report=300, said=150),
    Room(report=400, said=200, tight=True),
    Room(report=200, said=100, tight=True),
    Room(report=100, said=80, tight=True),
    Room(report=20, said=40, tight=True),
)
"""In the order in which they are tried; with the last one a full part fits, whatever is in it."""


def digest(
    digest: Digest,
    *,
    id: DigestId,
    teams: Mapping[ReportId, str],
    traps: Mapping[ReportId, VisibleTrap] = _NO_TRAPS,
    related: Mapping[ReportId, tuple[Related, ...]] = _NONE_RELATED,
) -> Message:
    """One part of the digest as one message, dates told as seen from `digest.on`.

    `teams` names the team of each report; names are shown where there are several. `traps` are the
    error traps that some of them are part of, `related` what may have to do with some. A part of
    up to `ROWS_IN_A_PART` reports fits, each with all its buttons: long words are shortened for it.
    """
    drafts = (
        tuple(
            map(
                blocks.lean,
                [*_opening(digest), *_rows(digest, teams, traps, related, room), *_end(digest, id)],
            )
        )
        for room in _ROOMS
    )
    return Message(text=_summary(digest), blocks=blocks.first_that_fits(drafts))


def digest_rows(digest: Digest, teams: Mapping[ReportId, str]) -> list[Block]:
    """The sections alone, with every button, for a view that has its own beginning and end.

    Each report takes five blocks at most, and each section one more.
    """
    return list(_rows(digest, teams, _NO_TRAPS, _NONE_RELATED, _AT_HOME))


def _summary(digest: Digest) -> str:
    counts = (f"{len(reports)} {_COUNTED[section]}" for section, reports in digest.sections)
    return f"{_greeting(digest)}: {', '.join(counts) or 'nothing is waiting for you'}"


def _greeting(digest: Digest) -> str:
    return "Good morning" if digest.part == 1 else "The rest of your morning"


def _opening(digest: Digest) -> Iterator[Block]:
    yield blocks.header(_greeting(digest))
    if digest.is_empty:
        yield blocks.section("Nothing is waiting for you.")


def _rows(
    digest: Digest,
    teams: Mapping[ReportId, str],
    traps: Mapping[ReportId, VisibleTrap],
    related: Mapping[ReportId, tuple[Related, ...]],
    room: Room,
) -> Iterator[Block]:
    for section, reports in digest.sections:
        title = [blocks.section(f"*{HEADINGS[section]}*")]
        for report in reports:
            if title or not room.tight:
                yield blocks.divider()
            yield from title
            trap, like = traps.get(report.id), related.get(report.id, ())
            yield from row(section, report, teams, digest.on, room, trap=trap, related=like)
            title = []


def _end(digest: Digest, id: DigestId) -> Iterator[Block]:
    buttons = []
    if digest.left > 0:
        more = f"Show the next {min(digest.left, ROWS_IN_A_PART)}"
        buttons.append(blocks.button(more, Action.REST, f"{id}:{digest.part + 1}"))
    if digest.part == 1:
        buttons.append(blocks.button("I'm away", Action.AWAY))
        buttons.append(blocks.button("My mornings", Action.MORNINGS))
    if buttons:
        yield blocks.divider()
        yield blocks.actions(*buttons)
