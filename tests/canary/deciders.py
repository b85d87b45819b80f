"""What managers, the learning lead and the host do about the canaries' reports."""

from dataclasses import dataclass

from bot.app import Running
from bot.domain.change import Strength
from bot.domain.ids import ReportId, UserId
from bot.domain.requests import RequestKind, Wanted
from bot.services.changes import Altered
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.canary.crews import LEAD, Crew
from tests.canary.noticing import PATIENCE, noticed
from tests.canary.paths import Path
from tests.canary.reporters import Reporters
from tests.canary.stories import Story
from tests.stories.deeds import answer, has_row, row_of, settled

WHY = "A child may come to harm tonight"

_LEFT_ALONE = frozenset({Path.WAITING, Path.WITHDRAWN})


@dataclass(frozen=True)
class Deciders:
    """Acts for whoever decides."""

    workspace: Workspace
    bot: Running
    reporters: Reporters

    @property
    def lead(self) -> Person:
        return Person(self.workspace.world, LEAD)

    async def unfold(self, crew: Crew) -> None:
        """Have the whole of this morning's digest before one's eyes, part by part."""
        manager = Person(self.workspace.world, crew.manager)
        pressed: set[str] = set()
        while rest := [one for one in manager.dm if _goes_on(one) and one.ts not in pressed]:
            before = len(manager.dm)
            pressed.add(rest[-1].ts)
            assert (await manager.press(rest[-1], "rest")).ok
            await self.workspace.until(lambda: len(manager.dm) > before, PATIENCE)  # noqa: B023 - it is waited for here

    async def hear(self, story: Story) -> None:
        """Do what the story's path has its manager do."""
        if story.path in _LEFT_ALONE:
            return
        if story.path is Path.REACTED_TO:
            await self._react(story)
            return
        manager = Person(self.workspace.world, story.crew.manager)
        shown = next(
            one
            for one in manager.dm
            if "morning" in one.text and has_row(one.blocks, story.reference)
        )
        row = row_of(self.workspace, shown, story.reference)
        match story.path:
            case Path.ASKED_ABOUT | Path.CONSENTED:
                await self._ask(story, manager, shown, row)
            case Path.PUT_OFF:
                await answer(manager, shown, "Not now", "too much just now", row=row)
            case Path.ANSWERED if story.number // 2 % 2:
                await answer(manager, shown, "Not now", "in May there is a new form", row=row)
            case _:
                await answer(manager, shown, "Go ahead", "start today", row=row)
        if story.path is Path.CHANGED:
            await self._change(story, ReportId(row.removeprefix("row-")))

    async def _react(self, story: Story) -> None:
        manager = Person(self.workspace.world, story.crew.manager)
        await manager.react(self.reporters.card(story), "+1")
        named = f"Your reaction to near miss {story.reference}"
        question = await noticed(self.workspace, manager, named)
        assert (await manager.press(question, "Send as it is")).ok

    async def _ask(self, story: Story, manager: Person, shown: SeenMessage, row: str) -> None:
        assert (await manager.press(shown, "Go ahead", row=row)).ok
        assert (await manager.press(None, "Ask the reporter")).ok
        if story.path is Path.CONSENTED:
            assert (await manager.press(None, "Ask whether it may be shared")).ok
        else:
            manager.fill("What would you like to ask", "which list was it?")
            assert (await manager.submit()).ok
        await self.reporters.leave(manager)

    async def _change(self, story: Story, id: ReportId) -> None:
        """Say what was changed, as the button does that comes in a week's time."""
        by = UserId(story.crew.manager)
        said = Altered(by, id, "one list", Strength.EASIER, f"changed-{id}")
        await self.bot.services.changes.record(said)

    async def open(self, story: Story) -> None:
        """Break-glass: the name is shown, and its owner told; where none is kept, that is said."""
        lead = self.lead
        answered = await lead.command("/goodcatch", f"open {story.reference}")
        if story.is_anonymous:
            assert lead.modal is None
            assert answered.message is not None
            assert "No name is kept with this one" in answered.message.plain
            return
        lead.fill("Why do you need to know", WHY)
        assert (await lead.submit()).ok
        assert lead.modal is not None
        assert f"<@{story.canary.id}> wrote it" in lead.modal.plain
        await lead.close()
        person, opened = self.reporters.person(story), "Somebody has opened who wrote"
        assert WHY in (await noticed(self.workspace, person, opened)).plain

    async def erase(self, story: Story) -> None:
        """The host asks, a learning lead confirms in Slack, and the report goes."""
        services = self.bot.services
        wanted = Wanted(RequestKind.ERASE_REPORT, story.reference)
        request = await services.requests.ask(wanted)
        await settled(self.workspace, self.bot)
        asked = await noticed(self.workspace, self.lead, "Good Catch needs your word")
        assert f"wants to erase {story.reference}" in asked.plain
        assert (await self.lead.press(asked, "Confirm")).ok
        # Whoever wrote it is told first.
        await settled(self.workspace, self.bot)
        await services.erasing.report(story.reference)
        await services.requests.done(request.id)


def _goes_on(message: SeenMessage) -> bool:
    return any(button.startswith("Show the next") for button in message.buttons)
