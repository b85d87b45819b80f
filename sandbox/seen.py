"""What a person has before their eyes: messages and views, ready to be asked about."""

from dataclasses import dataclass

from sandbox.forms import elements
from sandbox.messages import Message
from sandbox.reading import plain
from sandbox.shapes import JsonObject
from sandbox.wording import unescape


@dataclass(frozen=True)
class SeenMessage:
    """A message as it was when it was looked at."""

    message: Message

    @property
    def ts(self) -> str:
        return self.message.ts

    @property
    def channel(self) -> str:
        return self.message.channel

    @property
    def user(self) -> str:
        return self.message.user

    @property
    def text(self) -> str:
        """The text as Slack stores it, which for an app is the notification's."""
        return self.message.text

    @property
    def blocks(self) -> list[JsonObject]:
        return self.message.blocks

    @property
    def plain(self) -> str:
        """All the readable text of the blocks, or the text where there are none."""
        return plain(self.message.blocks) or unescape(self.message.text)

    @property
    def thread_ts(self) -> str | None:
        return self.message.thread_ts

    @property
    def metadata(self) -> JsonObject | None:
        return self.message.metadata

    @property
    def reactions(self) -> dict[str, list[str]]:
        """The ids of who chose each emoji."""
        return self.message.reactions

    @property
    def buttons(self) -> list[str]:
        return button_texts(self.message.blocks)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral_to is not None

    @property
    def deleted(self) -> bool:
        return self.message.deleted

    @property
    def by_app(self) -> bool:
        return self.message.by_app


class SeenView(JsonObject):
    """A view in Slack's JSON, with the parts that are asked about most as attributes."""

    @property
    def id(self) -> str:
        return str(self["id"])

    @property
    def title(self) -> str:
        return str((self["title"] or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self["callback_id"])

    @property
    def blocks(self) -> list[JsonObject]:
        return list(self["blocks"])

    @property
    def private_metadata(self) -> str:
        return str(self["private_metadata"])

    @property
    def inputs(self) -> JsonObject:
        """The state of its inputs: `state.values`."""
        return dict(self["state"]["values"])

    @property
    def plain(self) -> str:
        return plain(self.blocks)

    @property
    def buttons(self) -> list[str]:
        return button_texts(self.blocks)


def button_texts(blocks: list[JsonObject]) -> list[str]:
    return [one["text"]["text"] for _, one in elements(blocks) if one["type"] == "button"]
