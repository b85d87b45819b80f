"""The window of an error trap: all of it that one person may read, in pages, and may do."""

import json
from collections.abc import Iterator
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.trap_lifecycle import TrapAction
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_reading import TrapSeen
from bot.views import blocks, trap_buttons
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Action, row_id
from bot.views.trap_card import owner
from bot.views.trap_near_misses import OTHERS, whole
from bot.views.trap_words import choices, standing, titled, told
from bot.views.words import parts_of

_STORY_BLOCKS: Final = 30
_END_BLOCKS: Final = 3

PAGE_CHARACTERS: Final = 30_000
"""Of the reports on one page.

Slack refuses a view that is too long as a whole, and does not say from where on
(reference/methods/views.update, "Errors": `view_too_large`).
"""


def trap_window(seen: TrapSeen, first: int = 0) -> View:
    """The trap with its near misses, the newest first, from the `first` of them counted from 0.

    Its `private_metadata` is `trap`, by which a form on top of it knows what it stands on.
    """
    window = blocks.modal("Error trap", _blocks(seen, first), close="Done")
    return window | {"private_metadata": json.dumps({"trap": seen.trap.id}, separators=(",", ":"))}


def _blocks(seen: TrapSeen, first: int) -> list[Block]:
    trap = seen.trap
    opening = [*_about(seen), *_story(seen), blocks.divider()]
    newest = trap.reports[::-1]
    if not 0 <= first < len(newest):
        first = 0
    page: list[Block] = []
    room, characters, shown = VIEW_BLOCKS - len(opening) - _END_BLOCKS, PAGE_CHARACTERS, 0
    for report in newest[first:]:
        drawn, length = _row(seen, report), sum(len(part.words) for part in parts_of(report))
        if shown and (len(page) + len(drawn) > room or length > characters):
            break
        page += drawn
        characters -= length
        shown += 1
    return [*opening, *page, *_end(trap, first, first + shown)]


def _about(seen: TrapSeen) -> Iterator[Block]:
    trap = seen.trap
    yield blocks.rich_text(titled(trap))
    yield from choices(trap)
    yield blocks.section(standing(trap, seen.today))
    if not trap.is_neighbour:
        yield blocks.rich_text(owner(trap))
    yield from trap_buttons.for_one(trap)


def _story(seen: TrapSeen) -> Iterator[Block]:
    pieces = [told(event, today=seen.today) for event in seen.trap.story]
    if sum(map(len, pieces)) > _STORY_BLOCKS:
        yield blocks.context("There is more, from earlier, than Slack lets me show here.")
    while sum(map(len, pieces)) > _STORY_BLOCKS:
        del pieces[0]
    for piece in pieces:
        yield from piece


def _row(seen: TrapSeen, report: VisibleReport) -> list[Block]:
    trap, drawn = seen.trap, list(whole(seen, report))
    if TrapAction.UNLINK in trap.may:
        leave = blocks.button("Leave this one out", Action.TRAP_LEAVE_OUT, trap.id)
        drawn.append(blocks.actions(leave, block=row_id(report.id)))
    return [*drawn, blocks.divider()]


def _end(trap: VisibleTrap, first: int, after: int) -> Iterator[Block]:
    if not trap.reports:
        yield blocks.context("There is no near miss in it that you can read.")
    if trap.has_others:
        yield blocks.context(OTHERS)
    if after < len(trap.reports):
        more = blocks.button("Show the next ones", Action.TRAP_PAGE, f"{trap.id}:{after}")
        yield blocks.actions(more)
    elif first:
        again = blocks.button("Back to the newest", Action.TRAP_PAGE, f"{trap.id}:0")
        yield blocks.actions(again)
