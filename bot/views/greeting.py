"""The answer to a direct message: the same words, quoted, with the two buttons to use them."""

from typing import Final

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.text import escape, spread

LONGEST: Final = 6_000
"""Characters that the form has room for, in its two boxes."""

_NOTHING_KEPT: Final = (
    "Only you and I see this conversation. Nothing is passed on to anybody until you press *Send* "
    "in the form, where you also choose how you are known. If a child is at risk right now, please "
    "ring {duty} first."
)

_TOO_LONG: Final = (
    "*Thank you for telling me. That is more than the form has room for.* Please send it to me in "
    "two parts, or begin with the button and put the most important part in."
)


def ways_in() -> Block:
    """The two buttons for those who do not have the commands in their head."""
    return blocks.actions(
        blocks.button("Report a near miss", Action.NEW_NEAR_MISS),
        blocks.button("Make a suggestion", Action.NEW_SUGGESTION),
    )


def greeting(words: str, duty_contact: str = "") -> Message:
    """Quotes `words` whole and offers both forms, which start with them: see `quoted`.

    `duty_contact` is whom the service rings when a child is at risk now, where it has said so.

    Words that are too long for a form, or for one message of Slack's, are not quoted.
    """
    duty = escape(duty_contact) or "your duty desk"
    drafts = [_drawn(_TOO_LONG, "", duty)]
    if len(words) <= LONGEST:
        drafts.insert(0, _drawn(_opening(words), words, duty))
    return Message(text="Your message to Good Catch", blocks=blocks.first_that_fits(drafts))


def _opening(words: str) -> str:
    if not words:
        return "*Hello!* What would you like to tell your team?"
    return "*Thank you for telling me.* Is it a near miss, or an idea?"


def _drawn(opening: str, words: str, duty: str) -> tuple[Block, ...]:
    return (
        blocks.section(opening),
        *(blocks.rich_text(blocks.quote(piece)) for piece in spread(words, blocks.TEXT_CHARACTERS)),
        ways_in(),
        blocks.context(_NOTHING_KEPT.format(duty=duty)),
    )


def quoted(drawn: list[Block]) -> str:
    """The words back out of a greeting's blocks, as Slack hands them over with a press."""
    return "".join(
        element.get("text", "")
        for block in drawn
        if block.get("type") == "rich_text"
        for part in block["elements"]
        if part.get("type") == "rich_text_quote"
        for element in part["elements"]
    )
