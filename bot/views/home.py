"""The Home tab: what waits for somebody, what became of their reports, what is tried near them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.digest import Digest
from bot.domain.home import Page
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.digest import digest_rows
from bot.views.greeting import ways_in
from bot.views.ids import Action
from bot.views.own import NOTHING_YET, rows
from bot.views.text import day, shortened

_NEAR_CHARACTERS: Final = 160

_WELCOME: Final = (
    "*Good Catch* is for what nearly went wrong, and for ideas. Whoever tells of one has found a "
    "trap that could have caught somebody else, and is thanked for it. You get an answer, by a "
    "day that is promised, and you see here what came of it."
)

_NO_TEAM: Final = (
    "You are in no team's channel that I know of yet. Please ask your manager to add you to "
    "it, or whoever looks after Good Catch in your service to set your team up."
)


@dataclass(frozen=True)
class _Shown:
    """How many of each there is room for."""

    near: int
    own: int
    waiting: int


def home(page: Page) -> View:
    """The Home tab of one person; always within what Slack takes.

    What is tried near them gives way first, then their older reports, then what waits for them:
    the digest and `/goodcatch mine` have all of it.
    """
    for shown in _ever_less(page):
        drawn = list(_blocks(page, shown))
        if len(drawn) <= blocks.VIEW_BLOCKS:
            break
    return blocks.home(drawn)


def _ever_less(page: Page) -> Iterator[_Shown]:
    near, own, waiting = len(page.near), len(page.own), _size(page.waiting)
    yield _Shown(near, own, waiting)
    for fewer in reversed(range(near)):
        yield _Shown(fewer, own, waiting)
    for fewer in reversed(range(own)):
        yield _Shown(0, fewer, waiting)
    for fewer in reversed(range(waiting)):
        yield _Shown(0, 0, fewer)


def _blocks(page: Page, shown: _Shown) -> Iterator[Block]:
    yield blocks.header("Good Catch")
    if not page.belongs:
        yield blocks.section(_NO_TEAM)
    if page.belongs and not page.own and not page.decides:
        yield blocks.section(_WELCOME)
    if page.belongs:
        yield ways_in()
    if page.decides:
        yield from _waiting(page, shown.waiting)
    yield from _own(page, shown.own)
    yield from _near(page, shown.near)


def _waiting(page: Page, room: int) -> Iterator[Block]:
    yield blocks.header("Waiting for you")
    # One's own report stands below already, and nobody decides on their own.
    others = _without_own(page.waiting)
    kept = _first(others, room)
    if kept.is_empty:
        yield blocks.section("Nothing is waiting for you.")
    yield from digest_rows(kept, page.teams)
    if left := others.left + _size(others) - _size(kept):
        yield blocks.context(f"… and {left} more in your morning's digest.")
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


def _first(digest: Digest, room: int) -> Digest:
    return _keeping(digest, [one for _, part in digest.sections for one in part][:room])


def _keeping(digest: Digest, kept: list[VisibleReport]) -> Digest:
    ids = {report.id for report in kept}
    parts = (
        (section, tuple(report for report in reports if report.id in ids))
        for section, reports in digest.sections
    )
    return replace(digest, sections=tuple(part for part in parts if part[1]))


def _own(page: Page, room: int) -> Iterator[Block]:
    yield blocks.header("Your reports")
    if not page.own:
        yield NOTHING_YET
    yield from rows(page.own[:room], page.more_own + len(page.own[room:]), page.today)


def _near(page: Page, room: int) -> Iterator[Block]:
    yield blocks.header("Tried near you")
    shown = page.near[:room]
    if not shown:
        yield blocks.context("Small things your team tries or changes are told here.")
    for report in shown:
        yield _tried(report, page.today)


def _tried(report: VisibleReport, today: date) -> Block:
    """What is tried or was changed, and the beginning of what was said of it."""
    event = report.change or report.answer
    came_of_it = f" \N{EN DASH} {labels.outcome(event, today)}" if event else ""
    words = shortened((event.words if event else "") or report.words.what, _NEAR_CHARACTERS)
    return blocks.rich_text(
        blocks.paragraph(blocks.bold(report.reference), blocks.words(came_of_it)),
        *([blocks.quote(words)] if words else []),
    )
