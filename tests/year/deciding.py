"""What managers, deputies and the learning lead do with what comes to them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from sandbox.acts.talking import put_emoji
from tests.year.hands import Hands, Row
from tests.year.ledger import Said
from tests.year.people import LEAD
from tests.year.stories import Story

_EMOJI = ("+1", "pray", "seedling::skin-tone-3", "speech_balloon")


@dataclass
class Deciding:
    """Answers most mornings from the digest; some things are put off, some left lying."""

    hands: Hands
    random: Random
    stories: dict[str, Story]
    """By reference."""
    _answers: int = 0
    _routines: dict[str, Callable[[str, Said], Awaitable[None]]] = field(init=False)

    def __post_init__(self) -> None:
        self._routines = {
            "Good morning": self._morning,
            "The rest of your morning": self._morning,
            "Could you help": self._offer,
            "Your reaction": self._prompt,
        }

    async def read(self, user: str, said: Said) -> None:
        """Look at one direct message, and do what one does about it."""
        if said.text.endswith("is waiting for your answer"):
            await self._nudge(user, said)
        for beginning, routine in self._routines.items():
            if said.begins(beginning):
                await routine(user, said)

    async def react(self, user: str, card: Said) -> None:
        """Put an emoji on a card in the team's channel."""
        name = self.random.choice(_EMOJI)
        world = self.hands.workspace.world
        put_emoji(world, user, card.channel, card.ts, name, add=True)

    def _lets_lie(self, user: str, story: Story) -> bool:
        """Whether somebody leaves a report to the next who is asked."""
        if user == LEAD:
            return False
        is_manager = user in story.crew.led_by
        return story.patience > (0 if is_manager else 1)

    async def _morning(self, user: str, said: Said) -> None:
        for row in self.hands.rows_in(said):
            if self.random.random() < 0.6:
                await self._see_to(user, said, row)
        if self.hands.offers(said, "rest") and self.random.random() < 0.7:
            await self.hands.press(user, said, "rest")

    async def _see_to(self, user: str, said: Said, row: Row) -> None:
        story = self.stories.get(row.reference)
        if "helped_yes" in row.buttons:
            verdict = self.random.choices(("yes", "a_bit", "no"), (70, 20, 10))[0]
            await self.hands.press(user, said, f"helped_{verdict}", row)
        elif "changed" in row.buttons:
            await self._look_at_try_out(user, said, row)
        elif "reply_go_ahead" in row.buttons:
            if story is None or not self._lets_lie(user, story):
                await self._answer(user, said, row)
        elif "reply_thank_you" in row.buttons:
            await self.hands.press(user, said, "reply_thank_you", row)

    async def _look_at_try_out(self, user: str, said: Said, row: Row) -> None:
        choice = self.random.choices(("changed", "keep_trying", "reply_not_now"), (60, 25, 15))[0]
        pressed = await self.hands.press(user, said, choice, row)
        if not pressed or choice == "keep_trying":
            return
        words = {"words": self._words("the form has the right team in it now")}
        if choice == "changed":
            words["strength"] = self.random.choice(("design_out", "easier", "remind"))
        await self.hands.form(user, **words)

    async def _answer(self, user: str, said: Said, row: Row) -> None:
        if "reply_thank_you" in row.buttons and self.random.random() < 0.3:
            await self.hands.press(user, said, "reply_thank_you", row)
            return
        if self.random.random() < 0.15:
            value = self.random.choice(("go_ahead", "talk_it_over"))
            await self.hands.choose(user, said, row, "without_words", value)
            return
        reply = self.random.choices(
            ("go_ahead", "try_until", "talk_it_over", "not_now"), (40, 25, 15, 20)
        )[0]
        if await self.hands.press(user, said, f"reply_{reply}", row):
            await self.hands.form(user, **self._given(reply, row))

    def _given(self, reply: str, row: Row) -> dict[str, str]:
        given = {"words": self._words("let us do it from Monday on")}
        story = self.stories.get(row.reference)
        if reply == "try_until":
            until = self.hands.workspace.now.date() + timedelta(days=self.random.randint(7, 21))
            given["until"] = str(until)
        tried = reply in {"go_ahead", "try_until"}
        if tried and story and story.is_for_team and self.random.random() < 0.2:
            given["doer"] = self.random.choice(story.crew.practitioners)
        return given

    def _words(self, what: str) -> str:
        self._answers += 1
        return f"Word {self._answers}: {what}"

    async def _nudge(self, user: str, said: Said) -> None:
        rows = self.hands.rows_in(said)
        story = self.stories.get(said.reference)
        if not rows or story is None:
            return
        drawn = self.random.random()
        if drawn < 0.4 and not self._lets_lie(user, story):
            await self._answer(user, said, rows[0])
        elif drawn < 0.7 and self.hands.offers(said, "snooze_1"):
            later = "snooze_1" if drawn < 0.6 else "snooze_3"
            await self.hands.press(user, said, later)

    async def _offer(self, user: str, said: Said) -> None:
        story = self.stories.get(said.reference)
        if story and not self._lets_lie(user, story) and self.random.random() < 0.8:
            for row in self.hands.rows_in(said)[:1]:
                await self._answer(user, said, row)

    async def _prompt(self, user: str, said: Said) -> None:
        if self.random.random() < 0.8:
            await self.hands.press(user, said, "send_as_it_is")
