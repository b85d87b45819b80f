"""What people do about error traps: judge, name, take on, plan, change, look back, and say how.

Nothing here proposes a trap: that is left to the bot. People judge by the words before them.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sandbox.forms import elements, options
from tests.year.hands import Hands
from tests.year.ledger import Ledger, Said
from tests.year.people import LEAD, crew_of, is_at_work
from tests.year.planted import Theme, theme_of
from tests.year.stories import Story

TRAP = re.compile(r"\bT-[2-9A-Z]{4}\b")

QUESTION = "Is this one error trap?"
CARD = "An error trap in your team"
CHECK_BACK = "Is it still there?"

_A_WEEK = timedelta(weeks=1)
_REMINDER = "Everybody is reminded in the team meeting to take care"


@dataclass
class Known:
    """An error trap that somebody has confirmed, and how far people have come with it.

    `plan` is the number of the plan they are at, `since` the day of their last step.
    """

    theme: Theme
    since: date
    owner: str = ""
    plan: int = 0
    is_planned: bool = False
    is_changed: bool = False
    is_checked: bool = False


@dataclass
class Learning:
    """Everything that people do about traps, and what they say of how they were treated."""

    hands: Hands
    ledger: Ledger
    random: Random
    stories: dict[str, Story]
    """By reference."""
    known: dict[str, Known] = field(default_factory=dict)
    """By the reference of the trap."""

    async def read(self, user: str, said: Said) -> None:
        """Look at one direct message, and do what one does about it."""
        if said.begins(QUESTION):
            await self._judge(user, said)
        elif self.hands.offers(said, "how_was_it") and self.random.random() < 0.4:
            await self._say_how(user, said)

    async def work(self, day: date) -> None:
        """One step for each trap on whose team's working day somebody has time for it."""
        for card in self._newest(CARD):
            known = self.known.get(_trap(card))
            crew = crew_of(known.owner) if known else None
            if known and not known.owner:
                await self._take_on(card, known, day)
            elif known and crew and crew.is_working(day):
                await self._go_on(card, known, day)

    async def link(self, day: date) -> None:
        """The learning lead puts what tells of a known trap to it, from the card in the channel."""
        if not is_at_work(LEAD, day):
            return
        for known in self.known.values():
            for story in list(self.stories.values()):
                is_new = day - timedelta(days=4) <= story.day < day
                card = self._card_of(story) if is_new and story.theme == known.theme.key else None
                if card is not None:
                    await self._link(card, known)

    async def _judge(self, user: str, said: Said) -> None:
        theme = theme_of(said.words)
        if theme is None or not theme.is_trap:
            await self.hands.press(user, said, "trap_dismiss")
            return
        pressed = await self.hands.press(user, said, "trap_confirm")
        if pressed and await self.hands.form(user, name=theme.name):
            self.known[_trap(said)] = Known(theme, self._today())

    async def _say_how(self, user: str, said: Said) -> None:
        if await self.hands.press(user, said, "how_was_it"):
            respected, again = self.random.choices(("yes", "partly", "no"), (75, 15, 10), k=2)
            await self.hands.form(user, respected=respected, again=again)

    async def _take_on(self, card: Said, known: Known, day: date) -> None:
        crew = next(told.crew for told in known.theme.told if told.crew.channel == card.channel)
        user = crew.practitioners[-2]
        if crew.is_working(day) and await self.hands.press(user, card, "trap_take_on"):
            known.owner, known.since = user, day

    async def _go_on(self, card: Said, known: Known, day: date) -> None:
        if not known.is_planned:
            await self._plan(card, known, day)
        elif not known.is_changed:
            if day >= known.since + _A_WEEK:
                await self._change(card, known, day)
        elif not known.is_checked:
            await self._look_back(card, known, day)

    async def _plan(self, card: Said, known: Known, day: date) -> None:
        user, plan = known.owner, known.theme.plans[known.plan]
        if not await self.hands.press(user, card, "trap_plan"):
            return
        if known.plan == 0:
            await self._think_of_a_reminder(user)
        if await self.hands.form(user, words=plan, strength="easier"):
            known.is_planned, known.since = True, day

    async def _think_of_a_reminder(self, user: str) -> None:
        """Send what comes to mind first, and be asked gently whether it could be stronger."""
        person = self.hands.workspace.person(user)
        person.fill("words", _REMINDER)
        person.fill("strength", "remind")
        assert (await person.submit()).ok
        assert person.modal is not None
        assert "A reminder wears off." in person.modal.plain

    async def _change(self, card: Said, known: Known, day: date) -> None:
        plan = known.theme.plans[known.plan]
        pressed = await self.hands.press(known.owner, card, "trap_changed")
        if pressed and await self.hands.form(known.owner, words=plan, strength="design_out"):
            known.is_changed, known.since = True, day

    async def _look_back(self, card: Said, known: Known, day: date) -> None:
        """Somebody who has waited and seen says whether it has gone, once it is asked."""
        asked = [one for one in self._newest(CHECK_BACK) if _trap(one) == _trap(card)]
        crew = crew_of(known.owner)
        if not crew or not asked or asked[-1].at.date() < known.since + _A_WEEK:
            return
        is_last = known.plan + 1 == len(known.theme.plans)
        verdict = "trap_gone" if is_last else "trap_still_there"
        if not await self.hands.press(crew.practitioners[-3], asked[-1], verdict):
            return
        known.since = day
        if is_last:
            known.is_checked = True
        else:
            known.plan, known.is_planned, known.is_changed = known.plan + 1, False, False

    async def _link(self, card: Said, known: Known) -> None:
        row = next((one for one in self.hands.rows_in(card) if "more" in one.buttons), None)
        if row is None or known.theme.name in str(self.hands.blocks_of(card)):
            return
        if await self.hands.choose(LEAD, card, row, "more", "put_to_trap"):
            person = self.hands.workspace.person(LEAD)
            window = person.modal
            offered = [
                str(one["value"])
                for _, element in elements(window.blocks if window else [])
                for one in options(element)
                if known.theme.name in str(one["text"])
            ]
            if offered:
                await self.hands.form(LEAD, trap=offered[0])
            else:
                await self.hands.close(person)

    def _card_of(self, story: Story) -> Said | None:
        return next(
            (
                said
                for said in self.ledger.said[-400:]
                if said.channel == story.crew.channel
                and said.reference == story.reference
                and said.begins("A new near miss")
            ),
            None,
        )

    def _newest(self, beginning: str) -> list[Said]:
        return [said for said in self.ledger.said if said.begins(beginning)]

    def _today(self) -> date:
        return self.hands.workspace.now.date()


def _trap(said: Said) -> str:
    found = TRAP.search(said.text)
    return found[0] if found else ""
