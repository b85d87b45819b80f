"""The whole loop with many people in it: they report, come back, are asked and answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.app import Running
from bot.domain.change import Strength
from bot.domain.ids import ReportId, UserId
from bot.services.changes import Altered
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.canary.outgoing import Story
from tests.stories.deeds import RIVERSIDE, answer, next_morning, open_form, row_of, settled
from tests.stories.without_a_name import CODE

LOOKS_AGAIN = 3
"""A form comes back at most so often before the receipt: for likely names, and for a warning."""
_REFERENCE = re.compile(r"NM-[2-9A-Z]{4}")


@dataclass
class Loop:
    """Riverside with its manager, and what everybody in it does."""

    workspace: Workspace
    bot: Running
    stories: Sequence[Story]
    done: dict[str, int] = field(default_factory=dict)
    """How often each thing was done, to see that the loop is whole."""

    async def day(self, batch: Sequence[Story]) -> None:
        """They report; the next morning they are answered and asked, and do their part."""
        for number, story in enumerate(batch):
            await self.report(story, number)
        await self.go_on(next_morning(self.workspace.now) - self.workspace.now)
        for number, story in enumerate(batch):
            await self.hear(story, number // 2 % 6)
        await settled(self.workspace, self.bot)
        for number, story in enumerate(batch):
            await self.carry_on(story, number // 2 % 6)
        await self.go_on(timedelta(hours=3))

    async def go_on(self, time: timedelta, *, step: timedelta = timedelta(hours=1)) -> None:
        """Let time go by, and everything that is due be sent."""
        await self.workspace.move_time(to=self.workspace.now + time, step=step)
        await settled(self.workspace, self.bot)

    async def report(self, story: Story, number: int) -> None:
        """The Home tab, the command, the whole form, the receipt, and the Home tab again."""
        person, word = self.person(story), story.canary.word
        await person.open_home()
        await open_form(person, "/near-miss", f"the {word} letter went to the old address")
        person.fill("caught", f"a second look at the {word} list")
        person.fill("Where in our work", "Not sure")
        person.fill("What made it easy to slip", ["Handover or change of worker"])
        person.fill("idea", f"ring before the {word} letter goes out")
        known = "No name kept" if story.is_anonymous else "Confidential"
        person.fill("How should we know you", known)
        if story.is_anonymous and number % 12 == 1:
            person.fill("urgent", ["It cannot wait: show it now"])
        person.fill("Who may read this", "My team")
        await self._send(story, person)
        await person.open_home()
        self.count("reported")

    async def _send(self, story: Story, person: Person) -> None:
        for _ in range(LOOKS_AGAIN):
            outcome = await person.submit()
            assert outcome.ok, outcome
            assert person.modal is not None
            found = (CODE if story.is_anonymous else _REFERENCE).search(person.modal.plain)
            if found is not None:
                break
        assert found is not None
        story.reference = found[0][:7]
        if story.is_anonymous:
            story.code = found[0]
            person.fill("kept", ["I have kept my code"])
            assert (await person.submit()).ok
        else:
            await person.close()

    async def hear(self, story: Story, part: int) -> None:
        """The manager answers, puts it off, asks, or leaves it waiting."""
        manager = self.workspace.person("amina")
        if part not in {0, 1, 2}:
            return
        shown = await self._in_digest(manager, story.reference)
        row = row_of(self.workspace, shown, story.reference)
        if part == 1:
            assert (await manager.press(shown, "Go ahead", row=row)).ok
            assert (await manager.press(None, "Ask the reporter")).ok
            manager.fill("What would you like to ask", "which list was it?")
            assert (await manager.submit()).ok
            while manager.modal is not None:
                await manager.close()
        else:
            button, words = ("Go ahead", "start today") if part == 0 else ("Not now", "too much")
            await answer(manager, shown, button, words, row=row)
        if part == 0:
            id = ReportId(row.removeprefix("row-"))
            said = Altered(UserId(manager.id), id, "one list", Strength.EASIER, f"changed-{id}")
            await self.bot.services.changes.record(said)
        self.count(f"heard {part}")

    async def _in_digest(self, manager: Person, reference: str) -> SeenMessage:
        """The part of this morning's digest with a report in it."""
        for _ in self.stories:
            for one in reversed(manager.dm):
                if "morning" in one.text and reference in str(one.blocks):
                    return one
            rest = next(one for one in reversed(manager.dm) if "Show the next" in str(one.buttons))
            assert (await manager.press(rest, "rest")).ok
            await settled(self.workspace, self.bot)
        raise LookupError(reference)

    async def carry_on(self, story: Story, part: int) -> None:
        """The reporter opens what is theirs, and does the next thing."""
        person = self.person(story)
        asked = f"receipt {story.code}" if story.is_anonymous else "mine"
        assert (await person.command("/goodcatch", asked, channel=RIVERSIDE)).ok
        await self._do(person, story, part)
        while person.modal is not None:
            await person.close()
        await person.open_home()
        self.count(f"{'anonymous' if story.is_anonymous else 'confidential'} {part}")

    async def _do(self, person: Person, story: Story, part: int) -> None:
        word = story.canary.word
        if part == 3:
            now = story.is_anonymous and len(self.done) % 2
            assert (await person.press(None, "withdraw_now" if now else "withdraw")).ok
            return
        if part == 4:
            assert (await person.press(None, "What's happening?")).ok
            return
        button, field = _BUTTONS[part]
        assert (await person.press(None, button)).ok
        person.fill(field, f"because of the {word} list")
        assert (await person.submit()).ok

    def person(self, story: Story) -> Person:
        return Person(self.workspace.world, story.canary.id)

    def count(self, deed: str) -> None:
        self.done[deed] = self.done.get(deed, 0) + 1


_BUTTONS = {
    0: ("Reply as the reporter", "words"),
    1: ("Answer the question", "words"),
    2: ("Reply, and open it again", "words"),
    5: ("Add something", "What would you like to add"),
}
"""What reporters press, and which input they fill in."""
