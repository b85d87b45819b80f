"""What somebody alone is told who has written more in a thread than is good for somebody."""

from collections.abc import Iterable
from typing import Final

from bot.domain.personal_data import Identifier
from bot.views import blocks, labels
from bot.views.blocks import Message

_UNMASKS: Final = (
    "*You have just written under a report that you told us in confidence.* Your colleagues cannot "
    "know that it is yours, but what you write there stands under your name.\n"
    "If you would rather take it away: point at your message (on a phone, press and hold it), "
    "choose the three dots (*More actions*), and then *Delete message…*. I have told nobody, and "
    "I tell nobody.\n"
    "To say something as the reporter, without your name: `/goodcatch mine`."
)

_IDENTIFIERS: Final = (
    "*In what you have just written in a thread I saw {kinds}.* It could tell others who a child "
    "or family is. I have not kept it, but it stands in Slack until you take it out.\n"
    "Point at your message (on a phone, press and hold it), choose the three dots (*More "
    "actions*), and then *Edit message* or *Delete message…*."
)


def hint(*, unmasks: bool, identifiers: Iterable[Identifier]) -> Message:
    """The hint; it names kinds of things only, no report and nobody's words."""
    kinds = ", ".join(labels.IDENTIFIERS[kind] for kind in identifiers)
    said = [_UNMASKS] if unmasks else []
    said += [_IDENTIFIERS.format(kinds=kinds)] if kinds else []
    return Message(
        text="A word for you alone, about what you have just written",
        blocks=tuple(blocks.section(one) for one in said),
    )
