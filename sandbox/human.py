"""A person at the keyboard, for tests: does what people do and sees what they would see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sandbox.acts.actor import Outcome
from sandbox.acts.commands import run_command
from sandbox.acts.presses import press_in_message, press_in_view
from sandbox.acts.shortcuts import use_message_shortcut, use_shortcut
from sandbox.acts.submissions import close_view, submit_view
from sandbox.acts.talking import change, put_emoji, say, take_back
from sandbox.acts.visits import open_home
from sandbox.forms import LISTS, STATE_KEYS
from sandbox.looking_up import fillable, offered, pressable
from sandbox.members import Member
from sandbox.posting import open_dm
from sandbox.seen import SeenMessage, SeenView
from sandbox.shapes import JsonObject
from sandbox.stacks import shape, store
from sandbox.views import View
from sandbox.world import World

Chosen: TypeAlias = str | int | Sequence[str] | None


@dataclass(frozen=True)
class CommandOutcome:
    """`text` is what the person reads: the app's answer, or Slack's sentence about its silence."""

    ok: bool
    text: str
    message: SeenMessage | None = None


class Person:
    """One member acting. Every deed waits for the app's acknowledgement and returns an outcome.

    Channels are named `#riverside` or by id. A deed Slack's own window would not offer raises
    RefusedError; a button, input or option that is not there raises LookupError.
    """

    def __init__(self, world: World, user: str) -> None:
        self._world = world
        self.id = user

    @property
    def member(self) -> Member:
        return self._world.state.members[self.id]

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def dm_id(self) -> str:
        return open_dm(self._world, self.id).id

    @property
    def dm(self) -> list[SeenMessage]:
        """The direct messages with the app, oldest first."""
        return self.sees(self.dm_id)

    @property
    def modal(self) -> SeenView | None:
        view = self._world.state.top_view(self.id)
        return SeenView(shape(self._world, view)) if view else None

    @property
    def home(self) -> SeenView | None:
        view = self._world.state.home(self.id)
        return SeenView(shape(self._world, view)) if view else None

    def sees(self, channel: str) -> list[SeenMessage]:
        """Return a conversation as this person sees it, their ephemeral messages included."""
        found = self._world.state.visible(self.id, channel)
        return [SeenMessage(one) for one in self._world.state.seen_by(self.id, found.id)]

    async def command(
        self, command: str, text: str = "", *, channel: str | None = None
    ) -> CommandOutcome:
        """Type a slash command, in the direct messages with the app unless told where."""
        where = channel or self.dm_id
        reply = await run_command(self._world, self.id, where, command, text)
        if reply.error is not None:
            return CommandOutcome(ok=False, text=reply.error)
        message = SeenMessage(reply.message) if reply.message else None
        return CommandOutcome(ok=True, text=message.text if message else "", message=message)

    async def say(
        self, channel: str, text: str, *, thread: SeenMessage | None = None
    ) -> SeenMessage:
        parent = thread.ts if thread else None
        return SeenMessage(say(self._world, self.id, channel, text, thread_ts=parent))

    async def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        return SeenMessage(change(self._world, self.id, message.channel, message.ts, text))

    async def delete(self, message: SeenMessage) -> None:
        take_back(self._world, self.id, message.channel, message.ts)

    async def react(self, message: SeenMessage, name: str) -> None:
        put_emoji(self._world, self.id, message.channel, message.ts, name, add=True)

    async def unreact(self, message: SeenMessage, name: str) -> None:
        put_emoji(self._world, self.id, message.channel, message.ts, name, add=False)

    async def shortcut(self, callback_id: str) -> Outcome:
        return await use_shortcut(self._world, self.id, callback_id)

    async def message_shortcut(self, callback_id: str, message: SeenMessage) -> Outcome:
        return await use_message_shortcut(
            self._world, self.id, callback_id, message.channel, message.ts
        )

    async def open_home(self) -> None:
        open_home(self._world, self.id)

    async def press(
        self,
        container: SeenMessage | None,
        wanted: str,
        *,
        value: str | None = None,
        row: str | None = None,
    ) -> Outcome:
        """Press a button by its text or action id; None means the modal, or else the Home tab.

        Of several alike it is the one with this `value`, or in the block with the id `row`.
        """
        block_id, element = pressable(self._blocks(container), wanted, value, row)
        given = {"block_id": block_id, "action_id": element["action_id"]}
        return await self._act(container, given)

    async def choose(
        self,
        container: SeenMessage | None,
        wanted: str,
        chosen: Chosen,
        *,
        row: str | None = None,
    ) -> Outcome:
        """Choose in a select, radio, picker or overflow that tells the app at once.

        Of several alike it is the one in the block with the id `row`.
        """
        block, element = self._chooser(container, wanted, row)
        key = "selected_option" if element["type"] == "overflow" else STATE_KEYS[element["type"]]
        given = {"block_id": block["block_id"], "action_id": element["action_id"]}
        return await self._act(container, given | {key: self._value(element, chosen)})

    def _chooser(
        self, container: SeenMessage | None, wanted: str, row: str | None
    ) -> tuple[JsonObject, JsonObject]:
        blocks = self._blocks(container)
        if row is not None:
            blocks = [block for block in blocks if block["block_id"] == row]
        try:
            return fillable(blocks, wanted)
        except LookupError:
            block_id, element = pressable(blocks, wanted)
            return {"block_id": block_id}, element

    def fill(self, wanted: str, chosen: Chosen) -> None:
        """Type or choose in an input of the modal, found by label, block id or action id.

        Options are named by their text or value, people by handle; several as a list.
        """
        view = self._top()
        block, element = fillable(view.blocks, wanted)
        key = STATE_KEYS[element["type"]]
        state = {"type": element["type"], key: self._value(element, chosen)}
        actions = view.values[block["block_id"]] | {element["action_id"]: state}
        store(self._world, replace(view, values={**view.values, block["block_id"]: actions}))

    async def submit(self) -> Outcome:
        view = self._top()
        return await submit_view(self._world, self.id, view.id, view.values)

    async def close(self) -> Outcome:
        return await close_view(self._world, self.id, self._top().id)

    def _top(self) -> View:
        view = self._world.state.top_view(self.id)
        if view is None:
            raise LookupError(f"{self.name} has no window open.")
        return view

    def _page(self) -> View:
        view = self._world.state.top_view(self.id) or self._world.state.home(self.id)
        if view is None:
            raise LookupError(f"{self.name} has neither a window nor a Home tab open.")
        return view

    def _blocks(self, container: SeenMessage | None) -> list[JsonObject]:
        if container is None:
            return self._page().blocks
        state = self._world.state
        now = state.message(container.channel, container.ts) or state.ephemeral(
            container.channel, container.ts, self.id
        )
        return now.blocks if now else container.blocks

    async def _act(self, container: SeenMessage | None, given: JsonObject) -> Outcome:
        if container is None:
            return await press_in_view(self._world, self.id, self._page().id, given)
        return await press_in_message(self._world, self.id, container.channel, container.ts, given)

    def _value(self, element: JsonObject, chosen: Chosen) -> object:
        """Return what was chosen as Slack's state holds it: options whole, people by id."""
        key = STATE_KEYS.get(element["type"], "selected_option")
        if chosen is None:
            return [] if key in LISTS else None
        if key in LISTS:
            several = [chosen] if isinstance(chosen, str | int) else chosen
            return [self._one(key.removesuffix("s"), element, str(each)) for each in several]
        if key == "selected_date_time":
            return chosen
        return self._one(key, element, str(chosen))

    def _one(self, key: str, element: JsonObject, chosen: str) -> object:
        state = self._world.state
        if key == "selected_option":
            return offered(element, chosen)
        if key == "selected_user":
            return state.member(chosen).id
        if key in ("selected_conversation", "selected_channel"):
            return state.channel(chosen).id
        return chosen
