"""A form's window as Slack keeps it open: what is typed in it, and what an update leaves there."""

from dataclasses import dataclass, field

from bot.views.blocks import Block, View
from bot.views.ids import VALUE, field_of


@dataclass
class Window:
    """The inputs of a view that somebody has before their eyes.

    It is as stubborn as Slack may be: an input whose block id has ever been drawn in this window
    shows what it last held, whatever the app puts there (Modals, "Updating views":
    surfaces/modals).
    """

    view: View
    _held: dict[str, Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.update(self.view)

    def update(self, view: View) -> None:
        """The app's answer takes the place of what was shown."""
        self.view = view
        for block in self._inputs():
            self._held.setdefault(block["block_id"], _initial(block["element"]))

    def type(self, name: str, words: str) -> None:
        """Somebody types into an input, over what stood there."""
        self._held[self._id_of(name)]["value"] = words or None

    def choose(self, name: str, *options: str) -> None:
        """Somebody chooses one of several, or ticks some."""
        block = self._id_of(name)
        chosen = [{"value": option} for option in options]
        if self._held[block]["type"] == "checkboxes":
            self._held[block]["selected_options"] = chosen
        else:
            self._held[block]["selected_option"] = chosen[0]

    def reads(self, name: str) -> str:
        """What stands in an input for words; nothing where it is not drawn."""
        shown = [b["block_id"] for b in self._inputs() if field_of(b["block_id"]) == name]
        return str(self._held[shown[0]]["value"] or "") if shown else ""

    def sent(self, user: str) -> Block:
        """What Slack sends when the form is submitted."""
        values = {b["block_id"]: {VALUE: self._held[b["block_id"]]} for b in self._inputs()}
        return {
            "user": {"id": user},
            "view": self.view | {"id": "V0WINDOW", "state": {"values": values}},
        }

    def _inputs(self) -> list[Block]:
        return [block for block in self.view["blocks"] if block["type"] == "input"]

    def _id_of(self, name: str) -> str:
        (found,) = [b["block_id"] for b in self._inputs() if field_of(b["block_id"]) == name]
        return str(found)


def _initial(element: Block) -> Block:
    """The state of an input that nobody has touched, as Slack sends it."""
    starts = {
        key.replace("initial_", "" if key == "initial_value" else "selected_"): value
        for key, value in element.items()
        if key.startswith("initial_")
    }
    empty = {"value": None} if element["type"] == "plain_text_input" else {}
    return {"type": element["type"], **empty, **starts}
