"""Turning names, dates and lengths into words that a person reads with ease."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, UserId
from bot.domain.text import split

WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out, because the language of the machine is none of the reader's concern."""

_NEAR: Final = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_A_WEEK: Final = 7
_HALF_A_YEAR: Final = 182


def escape(text: str) -> str:
    """`text` as mrkdwn that shows it as it stands, but for `*`, `_`, `~` and backticks.

    For names from the settings only: what people write is shown as plain or rich text.
    The three characters are those of Slack's "Formatting message text"
    (messaging/formatting-message-text, "Escaping text").
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(user: UserId, *, first: bool = False) -> str:
    """A person, as mrkdwn; `first` where a sentence begins with them."""
    return f"{'A' if first else 'a'} colleague who has left" if user == ERASED else f"<@{user}>"


def channel_link(channel: ChannelId) -> str:
    """A channel, as mrkdwn."""
    return f"<#{channel}>"


def either(users: Sequence[UserId]) -> str:
    """The people, of whom there is at least one, as mrkdwn: "A", "A or B", "A, B or C"."""
    *others, last = map(mention, users)
    return f"{', '.join(others)} or {last}" if others else last


def together(users: Sequence[UserId]) -> str:
    """The people, of whom there is at least one, as mrkdwn: "A", "A and B", "A, B and C"."""
    *others, last = map(mention, users)
    return f"{', '.join(others)} and {last}" if others else last


def day(on: date, today: date) -> str:
    """A day as people say it: "today", "Thursday" within six days, else "Thursday 3 December".

    The year is added where the day is more than half a year away.
    """
    away = (on - today).days
    if away in _NEAR:
        return _NEAR[away]
    weekday = WEEKDAYS[on.weekday()]
    if abs(away) < _A_WEEK:
        return weekday
    written = f"{weekday} {on.day} {MONTHS[on.month - 1]}"
    return f"{written} {on.year}" if abs(away) > _HALF_A_YEAR else written


def on_day(on: date, today: date) -> str:
    """The same, to say when something happens: "today", "on Thursday"."""
    said = day(on, today)
    return said if said in _NEAR.values() else f"on {said}"


def waiting_since(filed_on: date, today: date) -> str:
    return f"waiting since {day(filed_on, today)}"


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 colleague", "2 colleagues"."""
    return f"{number} {one if number == 1 else many}"


def shortened(text: str, longest: int) -> str:
    """`text` within `longest` characters, ending in "…" after a word where it is cut."""
    if len(text) <= longest:
        return text
    return f"{split(text, longest - 1).first.rstrip()}…"


def spread(text: str, longest: int) -> tuple[str, ...]:
    """`text` in pieces of at most `longest` characters, which make it up again when joined."""
    pieces = []
    while text:
        parts = split(text, longest, longest)
        pieces += [parts.first, parts.more]
        text = parts.left_over
    return tuple(piece for piece in pieces if piece)
