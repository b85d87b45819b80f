"""What people do at the keyboard: press something under a report, fill a form in, send it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.views.ids import row_of
from sandbox.acts.actor import Outcome
from sandbox.acts.presses import press_in_message, press_in_view
from sandbox.errors import RefusedError
from sandbox.forms import elements, options
from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.year.ledger import REFERENCE, Said

Chosen = str | Sequence[str]


@dataclass(frozen=True)
class Row:
    """The buttons about one report: by their action ids, in one block of a message or view."""

    reference: str
    block: str
    buttons: Mapping[str, JsonObject]


def rows_of(blocks: Sequence[JsonObject]) -> Iterator[Row]:
    """Every report in these blocks that has buttons, top to bottom."""
    reference = ""
    for block in blocks:
        if block["type"] != "actions":
            found = REFERENCE.search(str(block))
            reference = reference or (found[0] if found else "")
        elif row_of(str(block["block_id"])):
            buttons = {str(one["action_id"]): one for one in block["elements"]}
            yield Row(reference, str(block["block_id"]), buttons)
            reference = ""


@dataclass
class Hands:
    """Acts for anybody. What Slack or the bot did not take ends in `surprises`.

    A button that is gone by the time it is pressed is nothing unusual: somebody was quicker.
    """

    workspace: Workspace
    surprises: list[str] = field(default_factory=list)
    too_late: int = 0
    refused_kindly: dict[str, int] = field(default_factory=dict)

    def rows_in(self, said: Said) -> tuple[Row, ...]:
        """The rows of a message as it looks now."""
        return tuple(rows_of(self.blocks_of(said)))

    def blocks_of(self, said: Said) -> list[JsonObject]:
        now = self.workspace.world.state.message(said.channel, said.ts)
        return now.blocks if now else []

    def offers(self, said: Said, action: str) -> bool:
        """Whether a message has this to press, as it looks now."""
        return any(one["action_id"] == action for _, one in elements(self.blocks_of(said)))

    async def press(self, user: str, said: Said, action: str, row: Row | None = None) -> bool:
        """Press a button of a message; whether it was still there and was answered."""
        wanted: JsonObject = {"action_id": action, **({"block_id": row.block} if row else {})}
        pressing = press_in_message(self.workspace.world, user, said.channel, said.ts, wanted)
        try:
            outcome = await pressing
        except RefusedError:
            self.too_late += 1
            return False
        return self._taken(user, action, outcome)

    async def choose(self, user: str, said: Said, row: Row, action: str, value: str) -> bool:
        """Choose from the menu at the end of a row; whether it was still there and answered."""
        option = next(one for one in options(row.buttons[action]) if one["value"] == value)
        wanted = {"action_id": action, "block_id": row.block, "selected_option": option}
        pressing = press_in_message(self.workspace.world, user, said.channel, said.ts, wanted)
        try:
            outcome = await pressing
        except RefusedError:
            self.too_late += 1
            return False
        return self._taken(user, action, outcome)

    async def press_in_window(self, user: str, row: Row, action: str) -> bool:
        """Press a button of the window somebody has open."""
        person = self.workspace.person(user)
        assert person.modal is not None
        wanted = {"action_id": action, "block_id": row.block}
        world = self.workspace.world
        outcome = await press_in_view(world, user, person.modal.id, wanted)
        return self._taken(user, action, outcome)

    async def form(self, user: str, **given: Chosen) -> bool:
        """Fill in the form that is open, send it and close what it turns into; whether it was kept.

        Inputs are named by the beginning of their block ids. A form that did not open, because
        the report has moved on, is a kind refusal.
        """
        person = self.workspace.person(user)
        window = person.modal
        if window is None or not window["submit"]:
            self._refused(person)
            return False
        for name, chosen in given.items():
            person.fill(name, chosen)
        outcome = await person.submit()
        kept = self._taken(user, window.callback_id, outcome)
        await self.close(person)
        return kept

    async def home(self, user: str) -> None:
        """Look at the Home tab, once it is there and as it is now."""
        person = self.workspace.person(user)
        await person.open_home()
        await self.workspace.until(lambda: person.home and not self.workspace.pending_events)

    async def close(self, person: Person) -> None:
        """Close every window somebody has open."""
        while person.modal is not None:
            await person.close()

    async def a_moment(self) -> None:
        """Let the bot send everything it owes by now: half a minute goes by."""
        await self.workspace.until(lambda: not self.workspace.pending_events)
        await self.workspace.move_time(to=self.workspace.now + timedelta(seconds=30))

    def _refused(self, person: Person) -> None:
        world = self.workspace.world
        whispers = [
            one
            for each in world.state.ephemerals.values()
            for one in each
            if one.ephemeral_to == person.id
        ]
        whisper = SeenMessage(max(whispers, key=lambda one: one.ts)).plain if whispers else ""
        said = person.modal.plain if person.modal else whisper
        self.refused_kindly[said] = self.refused_kindly.get(said, 0) + 1

    def _taken(self, user: str, what: str, outcome: Outcome) -> bool:
        if not outcome.ok:
            self.surprises.append(f"{user}, {what}: {outcome.error} {outcome.errors}")
        return outcome.ok
