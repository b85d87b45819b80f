"""What an emoji says: on a card, and on one's own digest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.events import Reply
from bot.domain.ids import MessageRef, UserId


@dataclass(frozen=True)
class Reaction:
    """An emoji put on a message, or taken back."""

    user: UserId
    at: MessageRef
    emoji: str
    moment: str
    """Slack's moment of it: fixed-width, so that text order is time order."""


_ALIASES = {
    "thumbsup": "+1",
    "thumbs_up": "+1",
    "folded_hands": "pray",
    "heavy_check_mark": "white_check_mark",
}

ON_CARDS: dict[str, Reply] = {
    "pray": Reply.THANK_YOU,
    "+1": Reply.GO_AHEAD,
    "seedling": Reply.TRY_UNTIL,
    "speech_balloon": Reply.TALK_IT_OVER,
}
"""*Not now* has no emoji: it needs a reason."""

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}")

ON_DIGESTS = frozenset({"eyes", "white_check_mark", "pray"})
"""Each marks the new items of one's own digest as seen."""


def plain(name: str) -> str:
    """An emoji's own name: without its skin tone (`+1::skin-tone-3`) and under one alias."""
    base = name.split("::", 1)[0]
    return _ALIASES.get(base, base)


def reply_for(name: str, mapping: Mapping[str, Reply]) -> Reply | None:
    """What this emoji on a card would say in a team with this mapping, if anything."""
    return mapping.get(plain(name))


def read_mapping(given: Mapping[Reply, str]) -> dict[str, Reply]:
    """A team's own mapping from what was typed for each reply: `:tada:`, `tada` or the name alone.

    Raises:
        ValueError: one is no emoji's name, or the same one stands for two replies. The sentence is
            fit to show.
    """
    found: dict[str, Reply] = {}
    for reply, typed in given.items():
        name = plain(typed.strip().strip(":"))
        if not _NAME.fullmatch(name):
            raise ValueError("Please write an emoji by its name, such as :pray:.")
        if name in found:
            raise ValueError("Please choose another emoji for each of the four.")
        found[name] = reply
    return found


def marks_seen(name: str) -> bool:
    """Whether this emoji on one's own digest marks its new items as seen."""
    return plain(name) in ON_DIGESTS
