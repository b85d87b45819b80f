"""Every name that Slack hands back to us: commands, forms, inputs, buttons and metadata."""

from enum import StrEnum
from typing import Final

from bot.domain.events import Reply


class Command(StrEnum):
    """What people type."""

    SUGGEST = "/suggest"
    NEAR_MISS = "/near-miss"


class Callback(StrEnum):
    """Which form was sent: the `callback_id` of a view."""

    REPORT = "report"
    REPLY = "reply"


class Action(StrEnum):
    """Which button was pressed; the button's value is always the id of the report."""

    REPLY_THANK_YOU = "reply_thank_you"
    REPLY_GO_AHEAD = "reply_go_ahead"
    REPLY_TRY_UNTIL = "reply_try_until"
    REPLY_TALK_IT_OVER = "reply_talk_it_over"
    REPLY_NOT_NOW = "reply_not_now"
    SEEN_TOO = "seen_too"
    ADD_WORDS = "add_words"
    SEND_AS_IT_IS = "send_as_it_is"


class Block(StrEnum):
    """The inputs of our forms; each `block_id` begins with one of these."""

    WHAT = "what"
    MORE = "more"
    CAUGHT = "caught"
    IDEA = "idea"
    HELPS = "helps"
    STAGE = "stage"
    FACTORS = "factors"
    WISH = "wish"
    MODE = "mode"
    AUDIENCE = "audience"
    TEAM = "team"
    WORDS = "words"
    UNTIL = "until"


VALUE: Final = "value"
"""The `action_id` of every input: a block of ours holds one input only."""

METADATA_EVENT: Final = "goodcatch_delivery"
"""The `event_type` of the metadata that every message from the outbox carries."""

METADATA_KEY: Final = "k"
"""Where in that metadata's `event_payload` the opaque key of the delivery stands."""


def action_of(reply: Reply) -> Action:
    """The button that opens the form for this reply."""
    return Action(f"reply_{reply}")


def reply_of(action: Action) -> Reply:
    """The reply that this button opens the form for.

    Raises:
        ValueError: the button is not one of the five.
    """
    return Reply(action.removeprefix("reply_"))


def block_id(field: Block, revision: int = 0) -> str:
    """The id of an input; a new one where words were put into it for the person.

    Slack keeps what was typed in an input whose block id and action id stay the same when a view
    is updated (Modals, "Updating views": surfaces/modals), so other words need another id.
    """
    return f"{field}-{revision}" if revision else str(field)


def field_of(block: str) -> str:
    """The input's own name, without the revision that `block_id` may have added."""
    return block.partition("-")[0]
