"""What people do who write reports: tell, add, ask, take back, and look back at what came of it."""

from dataclasses import dataclass
from random import Random

from tests.year.hands import Hands, Row, rows_of
from tests.year.ledger import REFERENCE, Said
from tests.year.stories import Story

_OWN_DEEDS = {"add": 30, "edit": 20, "happening": 25, "withdraw": 10, "share": 15}


@dataclass
class Reporting:
    """Everything that practitioners do; nobody ever reminds them of anything."""

    hands: Hands
    random: Random
    stories: dict[str, Story]
    """By reference."""
    turned_away: int = 0
    """How often somebody tried to write while the bot was not there."""

    async def tell(self, story: Story) -> None:
        """Write a report, from the command to the receipt."""
        person = self.hands.workspace.person(story.author)
        command = "/near-miss" if story.is_near_miss else "/suggest"
        answer = await person.command(command, story.words, channel=story.crew.channel)
        assert answer.ok, answer
        assert person.modal is not None, answer
        person.fill("mode", "named" if story.is_named else "confidential")
        person.fill("audience", "team" if story.is_for_team else "deciders")
        if story.is_near_miss:
            person.fill("stage", story.stage)
            if story.factors:
                person.fill("factors", story.factors)
        outcome = await person.submit()
        assert outcome.ok, outcome
        found = REFERENCE.search(person.modal.plain)
        assert found is not None
        story.reference = found[0]
        self.stories[story.reference] = story
        await self.hands.close(person)

    async def is_turned_away(self, story: Story) -> None:
        """Try to write while the bot is not there: Slack says so, and nothing is lost unseen."""
        person = self.hands.workspace.person(story.author)
        answer = await person.command("/near-miss", story.words, channel=story.crew.channel)
        assert not answer.ok
        self.turned_away += 1

    async def read(self, user: str, said: Said) -> None:
        """Look at one direct message, and do what one does about it."""
        if said.begins("There is an answer"):
            await self._answered(user, said)
        elif said.begins("Something was changed") and self.random.random() < 0.6:
            yes = self.random.random() < 0.7
            if self.hands.offers(said, "credit_yes"):
                await self.hands.press(user, said, "credit_yes" if yes else "credit_no")
        elif said.begins("Would you like to try") and self.random.random() < 0.3:
            await self._changed(user, said)
        elif said.begins("Has it helped"):
            await self.look_back(user, said)

    async def look_back(self, user: str, said: Said) -> None:
        """Say whether a change has helped, or leave it."""
        action = self.random.choices(
            ("helped_yes", "helped_a_bit", "helped_no", ""), (50, 20, 10, 20)
        )[0]
        if action:
            await self.hands.press(user, said, action)

    async def see_too(self, user: str, card: Said) -> None:
        """Press *Seen this too* on a colleague's card."""
        await self.hands.press(user, card, "seen_too")

    async def look_at_own(self, user: str, channel: str) -> None:
        """Open one's own reports, and do something about one of them."""
        person = self.hands.workspace.person(user)
        assert (await person.command("/goodcatch", "mine", channel=channel)).ok
        assert person.modal is not None
        rows = [row for row in rows_of(person.modal.blocks) if self._is_usual(row)]
        if rows:
            await self._do_something(user, self.random.choice(rows))
        await self.hands.close(person)

    def _is_usual(self, row: Row) -> bool:
        """Whether it was not planted: nobody takes that back, or puts it another way."""
        return not self.stories[row.reference].theme

    async def _do_something(self, user: str, row: Row) -> None:
        there = [action for action in _OWN_DEEDS if action in row.buttons]
        if not there:
            return
        action = self.random.choices(there, [_OWN_DEEDS[one] for one in there])[0]
        if not await self.hands.press_in_window(user, row, action):
            return
        if action == "add":
            await self.hands.form(user, words="It happened again this week")
        elif action == "edit":
            story = self.stories[row.reference]
            await self.hands.form(user, what=f"{story.words}, said better")

    async def _answered(self, user: str, said: Said) -> None:
        if self.hands.offers(said, "reopen") and self.random.random() < 0.4:
            if await self.hands.press(user, said, "reopen"):
                await self.hands.form(user, words="A small part of it would help already")
                self.stories[said.reference].patience = 0
        elif self.hands.offers(said, "changed") and self.random.random() < 0.15:
            await self._changed(user, said)

    async def _changed(self, user: str, said: Said) -> None:
        if await self.hands.press(user, said, "changed"):
            await self.hands.form(user, words="We tried it and kept it", strength="easier")
