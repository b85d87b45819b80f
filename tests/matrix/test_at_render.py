"""What each party is shown of a report: its words only by the table, a name only of the named."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from bot.domain.errors import GoodCatchError, LibraryOfTeams, NotAvailable, Outsider
from bot.domain.ids import ReportId, UserId
from bot.domain.library import Search, Shelf
from bot.domain.lifecycle import State
from bot.domain.permissions import Deed
from bot.domain.report import Audience, Mode
from bot.services import standing
from bot.services.standing import Standing
from bot.views.home import home
from bot.views.own import mine
from storage.database import Transaction
from tests.builders import PRIYA
from tests.matrix.drawing import A_FIFTH, Drawing, drawing
from tests.matrix.expected import Case
from tests.matrix.parties import REPORTERS, USERS, Party, roles
from tests.matrix.refused import refused_or
from tests.matrix.rewinding import Rewinding
from tests.matrix.stages import Stage, filed
from tests.matrix.test_at_action import AT_ONCE, same_as_for_none, the_teams
from tests.matrix.windows import HANDED_BACK, WINDOWS, Opening
from tests.outcomes import CASES
from tests.services.world import World

CANARY = "kestrel"

NOTHING = Shelf(Search(), (), None, is_empty=True, today=date.min)

_NOT_AT_THE_LIBRARY: dict[Party, type[GoodCatchError]] = {
    Party.OUTSIDER: Outsider,
    Party.GUEST_OUTSIDE: LibraryOfTeams,
}
"""Who reads no story at all, and what they are told."""


def _told(seen: object) -> object:
    """What a search has found, without the words that were looked for."""
    return seen.lessons if isinstance(seen, Shelf) else seen


@dataclass(frozen=True)
class Look:
    """One party before one report."""

    world: World
    rewinding: Rewinding
    found: Standing
    case: Case
    party: Party
    drawn: Drawing

    @property
    def user(self) -> UserId:
        return USERS[self.party]

    @property
    def marks(self) -> tuple[str, str]:
        """What nothing holds that is shown to whoever may not read it."""
        return CANARY, self.found.report.reference

    def check(self, shown: str) -> None:
        """Whether all of this may stand before their eyes."""
        if not self.case.reads:
            assert not [mark for mark in self.marks if mark in shown]
        if self.case.mode is not Mode.NAMED and self.party not in REPORTERS:
            assert PRIYA not in shown

    async def at_the_guard(self) -> None:
        """Only whoever may read it gets anything to draw, and of one taken back no words."""
        viewer = self.found.viewer(self.user, await self.world.people.colleague(self.user))
        if not self.case.reads:
            with pytest.raises(NotAvailable):
                self.found.visible_to(viewer)
            return
        visible = self.found.visible_to(viewer)
        is_whole = self.case.stage.state is not State.WITHDRAWN or visible.is_own
        assert (CANARY in visible.words.what) is is_whole
        is_named = self.case.mode is Mode.NAMED and is_whole
        assert visible.byline == (PRIYA if is_named else None)

    async def at_their_pages(self) -> None:
        """The Home tab, and the window with everything."""
        homes = self.world.services.homes
        for page in (home(await homes.page(self.user)), mine(await homes.mine(self.user))):
            self.check(json.dumps(page))

    async def at_the_library(self) -> None:
        """All of the story, for everybody in the service once it is published; nothing before."""
        services, id = self.world.services, self.found.report.id
        looks: tuple[Awaitable[object], ...] = (
            services.library.read(self.user, id),
            services.library.find(self.user, Search(CANARY)),
            services.library.find(self.user, Search(self.found.report.reference)),
        )
        for look in looks:
            seen = await refused_or(look)
            if isinstance(seen, GoodCatchError):
                assert type(seen) is self._not_in_the_library()
                assert not seen.facts
            else:
                self._check_in_the_library(seen)

    def _check_in_the_library(self, seen: object) -> None:
        out = self.case.stage.is_published
        assert (CANARY in repr(_told(seen))) is out
        assert self.case.mode is Mode.NAMED or PRIYA not in repr(seen)
        if isinstance(seen, Shelf) and not out:
            # Nor is it told whether there is a report of that name.
            assert seen == replace(NOTHING, search=seen.search, today=seen.today)

    def _not_in_the_library(self) -> type[GoodCatchError]:
        if self.party in _NOT_AT_THE_LIBRARY:
            return _NOT_AT_THE_LIBRARY[self.party]
        assert not self.case.stage.is_published
        return NotAvailable

    async def at_the_windows(self) -> int:
        """What opens with the report in it, or says why not: the same as where there is none.

        Returns how many were tried.
        """
        tried = 0
        for windows in (WINDOWS, HANDED_BACK):
            for deed, opening in windows.items():
                if self._is_tried(deed):
                    await self._at_window(deed, opening)
                    tried += 1
        return tried

    def _is_tried(self, deed: Deed) -> bool:
        return self.drawn.takes(1 if self.case.may(deed) else A_FIFTH)

    async def _at_window(self, deed: Deed, opening: Opening) -> None:
        services, id = self.world.services, self.found.report.id
        async with self.rewinding.aside():
            opened = await refused_or(opening(services, self.user, id))
        if not isinstance(opened, GoodCatchError):
            assert self.case.may(deed), deed
            self.check(repr(opened))
            return
        if deed is Deed.PUBLISH and self.case.is_outsider:
            assert isinstance(opened, Outsider)
        elif not self.case.may(deed):
            same_as_for_none(opened)
        self.check(f"{opened.message} {opened.facts} {opened.returned}")


async def the_standing(world: World, id: ReportId) -> Standing:
    async def look(tx: Transaction) -> Standing:
        return await standing.of_report(tx, world.context.vault, id, world.clock.now())

    return await world.database.read(look)


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.name.lower())
@pytest.mark.parametrize("mode", Mode)
async def test_everybody_is_shown_what_the_table_says_and_nothing_else(
    world: World,
    rewinding: Rewinding,
    mode: Mode,
    stage: Stage,
    record_property: Callable[[str, object], None],
) -> None:
    await the_teams(world)
    drawn, tried = drawing(world, mode, stage), 0
    for audience in filter(stage.can_be, Audience):
        async with rewinding.aside():
            report = await filed(world, mode, audience, stage)
            found = await the_standing(world, report.id)
            for party in AT_ONCE:
                held = roles(party, mode, audience, stage, by_code=False)
                outside = party is Party.OUTSIDER
                case = Case(held, mode, audience, stage, is_outsider=outside)
                look = Look(world, rewinding, found, case, party, drawn)
                await look.at_the_guard()
                await look.at_their_pages()
                await look.at_the_library()
                tried += 4 + await look.at_the_windows()
    record_property(CASES, tried)
