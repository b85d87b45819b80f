"""The Home tab: what waits for somebody, what became of their reports, what is tried near them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.domain.digest import Digest
from bot.domain.home import Page
from bot.domain.privacy import VisibleReport
from bot.views import blocks
from bot.views.blocks import Block, View
from bot.views.digest import digest_rows
from bot.views.greeting import ways_in
from bot.views.ids import Action
from bot.views.near import near
from bot.views.own import rows
from bot.views.teamless import teamless
from bot.views.text import day

_OWN_ROWS: Final = 8
_MORE_OF_ONES_OWN: Final = " *All my reports* shows them."

_NAMED_ONLY: Final = (
    "Only what you put your name to stands here. What you told confidentially is in *All my "
    "reports*. What you left no name on is in neither: your receipt's code brings you back to it."
)

_WAITING_ROWS: Final = blocks.VIEW_BLOCKS // 2
"""More than can ever fit: each takes a divider and at least one block more."""

_WELCOME: Final = (
    "*Good Catch* is for what nearly went wrong, and for ideas. Whoever tells of one has found a "
    "trap that could have caught somebody else, and is thanked for it. You get an answer, by a "
    "day that is promised, and you see here what came of it."
)


def home(page: Page) -> View:
    """The Home tab of one person; always within what Slack takes.

    Slack is told whose it is together with what stands in it. So `page` is to hold nothing of a
    report that does not show its reporter's name but what waits for the person.

    What is tried near them gives way first, then their own reports from the end of the list, then
    what waits for them: the digest and the window with all their reports have more of it.
    """
    # One's own report stands in its own place already, and nobody decides on their own.
    full = _within(replace(page, waiting=_without_own(page.waiting)), _WAITING_ROWS, _OWN_ROWS)
    drawn = list(_blocks(full))
    if len(drawn) > blocks.VIEW_BLOCKS:
        # A row less never takes more blocks, so that halving finds how many there is room for.
        fitting = bisect_right(
            range(_rows_in(full)),
            blocks.VIEW_BLOCKS,
            key=lambda kept: len(list(_blocks(_first(full, kept)))),
        )
        drawn = list(_blocks(_first(full, fitting - 1)))
    return blocks.home(drawn)


def _within(page: Page, waiting: int, own: int) -> Page:
    """The page with at most so many of each; the others are counted."""
    kept = [one for _, part in page.waiting.sections for one in part][:waiting]
    left = page.waiting.left + _size(page.waiting) - len(kept)
    return replace(
        page,
        waiting=replace(_keeping(page.waiting, kept), left=left),
        own=page.own[:own],
        more_own=page.more_own + len(page.own[own:]),
    )


def _first(page: Page, rows: int) -> Page:
    """The page with its first `rows` rows, those counted first that give way last."""
    waiting = min(rows, _size(page.waiting))
    own = min(rows - waiting, len(page.own))
    return replace(_within(page, waiting, own), near=page.near[: rows - waiting - own])


def _rows_in(page: Page) -> int:
    return _size(page.waiting) + len(page.own) + len(page.near)


def _blocks(page: Page) -> Iterator[Block]:
    yield blocks.header("Good Catch")
    if not page.belongs:
        yield teamless(page)
    if page.is_outsider:
        return
    if page.belongs and not _has_written(page) and not page.decides:
        yield blocks.section(_WELCOME)
    if page.belongs:
        yield ways_in()
    if page.reads_stories:
        yield blocks.actions(
            blocks.button("Find a story", Action.FIND),
            blocks.button("Error traps", Action.TRAPS),
        )
    if page.decides:
        yield from _waiting(page)
    yield from _own(page)
    yield from near(page)


def _waiting(page: Page) -> Iterator[Block]:
    yield blocks.header("Waiting for you")
    if page.waiting.is_empty and not page.waiting.left:
        yield blocks.section("Nothing is waiting for you.")
    yield from digest_rows(page.waiting, page.teams)
    if page.waiting.left:
        yield blocks.context(f"… and {page.waiting.left} more in your morning's digest.")
    yield blocks.divider()
    yield from _presence(page)


def _presence(page: Page) -> Iterator[Block]:
    switch = blocks.button("I'm away", Action.AWAY)
    if page.away_until and page.away_until >= page.today:
        last = day(page.away_until, page.today)
        yield blocks.section(f"You are away, and your last day away is {last}. I keep quiet.")
        switch = blocks.button("I'm back", Action.BACK)
    yield blocks.actions(switch, blocks.button("My mornings", Action.MORNINGS))


def _size(digest: Digest) -> int:
    return sum(len(reports) for _, reports in digest.sections)


def _without_own(digest: Digest) -> Digest:
    return _keeping(digest, [one for _, part in digest.sections for one in part if not one.is_own])


def _keeping(digest: Digest, kept: list[VisibleReport]) -> Digest:
    ids = {report.id for report in kept}
    parts = (
        (section, tuple(report for report in reports if report.id in ids))
        for section, reports in digest.sections
    )
    return replace(digest, sections=tuple(part for part in parts if part[1]))


def _has_written(page: Page) -> bool:
    return bool(page.own or page.more_own)


def _own(page: Page) -> Iterator[Block]:
    """The same buttons and line for everybody, whatever they have written or not."""
    yield blocks.header("Your reports")
    yield from rows(page.own, page.more_own, page.today, elsewhere=_MORE_OF_ONES_OWN)
    yield blocks.context(_NAMED_ONLY)
    yield blocks.actions(
        blocks.button("All my reports", Action.MINE),
        blocks.button("I have a receipt code", Action.COME_BACK),
    )
