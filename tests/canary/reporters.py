"""What canaries do with a report of theirs: write it, come back to it, and take it further."""

import re
from dataclasses import dataclass

from bot.app import Running
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace
from tests.canary.noticing import noticed
from tests.canary.paths import Path
from tests.canary.stories import CODE_PATTERN, REFERENCE_PATTERN, Story
from tests.stories.deeds import at_home, open_form, settled

_LOOKS_AGAIN = 3
"""A form comes back at most so often before the receipt: for likely names, and for a warning."""
_CODE, _REFERENCE = re.compile(CODE_PATTERN), re.compile(REFERENCE_PATTERN)

_URGENT = 5
"""One in so many of those who leave no name has it shown at once."""


@dataclass(frozen=True)
class Reporters:
    """Acts for whoever a story is about."""

    workspace: Workspace
    bot: Running

    def person(self, story: Story) -> Person:
        return Person(self.workspace.world, story.canary.id)

    async def report(self, story: Story) -> None:
        """One of the ways in, the whole form, the receipt, and a look at the Home tab."""
        person, word = self.person(story), story.canary.word
        await self._come_in(story, person)
        person.fill("What happened", f"the {word} letter went to the old address")
        person.fill("caught", f"a second look at the {word} list")
        person.fill("Where in our work", "Not sure")
        person.fill("What made it easy to slip", ["Handover or change of worker"])
        person.fill("idea", f"ring before the {word} letter goes out")
        person.fill("How should we know you", story.known_as)
        if story.is_anonymous and story.number // 2 % _URGENT == 0:
            person.fill("urgent", ["Show it at once"])
        is_left_out = story.path is Path.LEFT_OUT
        person.fill("Who may read this", "Only my manager" if is_left_out else "My team")
        if is_left_out:
            person.fill("left_out", [story.crew.deputy])
        await self._send(story, person)
        await person.open_home()

    async def _come_in(self, story: Story, person: Person) -> None:
        """Have the form before one's eyes, mostly by the command.

        Who is to leave no name does not begin with a word to the bot: it would be answered there.
        """
        channel, word = story.crew.channel, story.canary.word
        match story.number // 2 % 10:
            case 0:
                await at_home(self.workspace, person)
                assert (await person.press(None, "new_near_miss")).ok
            case 1:
                assert (await person.shortcut("report_near_miss")).ok
            case 2:
                said = await Person(self.workspace.world, story.crew.manager).say(channel, "Hello")
                assert (await person.message_shortcut("near_miss_from_message", said)).ok
            case 3 if not story.is_anonymous:
                await person.say(person.dm_id, f"the {word} letter")
                greeting = await noticed(self.workspace, person, "Your message to Good Catch")
                assert (await person.press(greeting, "new_near_miss")).ok
            case _:
                await open_form(person, "/near-miss", f"the {word} letter", channel=channel)

    async def _send(self, story: Story, person: Person) -> None:
        for _ in range(_LOOKS_AGAIN):
            outcome = await person.submit()
            assert outcome.ok, outcome
            assert person.modal is not None
            found = (_CODE if story.is_anonymous else _REFERENCE).search(person.modal.plain)
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

    async def come_back(self, story: Story) -> Person:
        """Have one's report before one's eyes, by its code or among one's own."""
        person = self.person(story)
        asked = f"receipt {story.code}" if story.code else "mine"
        answered = await person.command("/goodcatch", asked, channel=story.crew.channel)
        assert person.modal is not None, answered
        assert story.reference in person.modal.plain
        return person

    async def leave(self, person: Person) -> None:
        while person.modal is not None:
            await person.close()

    async def edit(self, story: Story) -> None:
        """Change the words, before there is an answer."""
        person = await self.come_back(story)
        assert (await person.press(None, "Change the words")).ok
        person.fill("what", f"the {story.canary.word} letter went to the new address")
        assert (await person.submit()).ok
        await self.leave(person)

    async def carry_on(self, story: Story) -> None:
        """Do what the story's path has its reporter do once the manager has been there."""
        match story.path:
            case Path.ASKED_ABOUT:
                await self._say(story, "Answer the question", "words")
            case Path.PUT_OFF:
                await self._say(story, "Reply, and open it again", "words")
            case Path.ADDED_TO:
                await self._say(story, "Add something", "What would you like to add")
            case Path.ASKED_AFTER:
                await self._press(story, "What's happening?")
            case Path.CONSENTED:
                await self._consent(story)
            case Path.WITHDRAWN:
                at_once = story.is_anonymous and story.crew.number % 2
                await self._press(story, "withdraw_now" if at_once else "withdraw")
            case Path.TALKED_OVER:
                await self._talk(story)
            case _ if story.is_anonymous:
                await self.leave(await self.come_back(story))

    async def _press(self, story: Story, button: str) -> None:
        person = await self.come_back(story)
        assert (await person.press(None, button)).ok
        await self.leave(person)

    async def _say(self, story: Story, button: str, field: str) -> None:
        person = await self.come_back(story)
        assert (await person.press(None, button)).ok
        person.fill(field, f"because of the {story.canary.word} list")
        assert (await person.submit()).ok
        await self.leave(person)

    async def _consent(self, story: Story) -> None:
        if story.is_anonymous:
            await self._press(story, "Yes, share it further")
            return
        person = self.person(story)
        question = await noticed(self.workspace, person, "be shared beyond your team")
        assert (await person.press(question, "Yes, it may")).ok

    async def _talk(self, story: Story) -> None:
        """Take part as a colleague does; and be told where that shows who one is."""
        person, shown = self.person(story), self.card(story)
        await person.react(shown, "eyes")
        if story.is_anonymous:
            return
        said = await person.say(story.crew.channel, "So did I", thread=shown)
        hint = await noticed(self.workspace, person, "A word for you alone")
        assert "under a report that you told us in confidence" in hint.plain
        await person.delete(said)

    async def see_too(self, story: Story, other: Story) -> None:
        """Say of somebody else's report that one has seen this too."""
        shown = self.card(other)
        assert (await self.person(story).press(shown, "Seen this too")).ok
        await settled(self.workspace, self.bot)
        now = self.workspace.message(shown)
        assert now is not None
        assert "seen this too" in now.plain

    async def look_back(self, story: Story) -> None:
        """Say that a change has helped: whoever is asked, in the thread where nobody else is."""
        asked, person = "Has it helped?", self.person(story)
        if story.is_anonymous:
            replies = self.workspace.thread(self.card(story))
            question = next(one for one in replies if asked in one.text)
            person = Person(self.workspace.world, story.crew.manager)
        else:
            question = await noticed(self.workspace, person, asked)
        assert (await person.press(question, "Yes")).ok

    def card(self, story: Story) -> SeenMessage:
        """Where a report is shown to its team."""
        shown = self.workspace.messages(story.crew.channel)
        return next(one for one in shown if one.by_app and story.reference in one.text)

    async def take_code(self, story: Story) -> None:
        """Read the code that comes by direct message before one is forgotten, and use it."""
        farewell = await noticed(self.workspace, self.person(story), "Your way back to")
        found = _CODE.search(farewell.plain)
        assert found is not None
        story.code = found[0]
        await self.leave(await self.come_back(story))
