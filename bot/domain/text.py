"""Typed text as people meant it: unseen characters taken out, and long text shared out."""

import re
import unicodedata
from dataclasses import dataclass

INPUT_LIMIT = 3000
"""Most characters one input holds (docs.slack.dev, reference/block-kit/block-elements, plain text
input element: `max_length`)."""

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# The flags of England, Scotland and Wales are a black flag spelt out in otherwise hidden tags.
_FLAG_OF_A_NATION = "(?P<flag>\U0001f3f4[\U000e0061-\U000e007a]{4,6}\U000e007f)"
_UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters; tab and line breaks stay
    "\u00ad\u034f\u180e"  # soft hyphen, grapheme joiner, Mongolian vowel separator
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of writing direction
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # zero-width characters and deprecated controls
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags that are never drawn
    "\ud800-\udfff]"  # halves of characters
)
_FLAG_OR_UNSEEN = re.compile(f"{_FLAG_OF_A_NATION}|{_UNSEEN}")
_JOINERS = "\u200c\u200d"
_JOINER = re.compile(f"[{_JOINERS}]")
# Letters, marks, and the kinds of symbol that emoji, their arrows and their skin tones are made of.
_JOINED = ("L", "M", "So", "Sm", "Sk")
# Letters and symbols by category, yet drawn as nothing: Hangul fillers and the empty Braille cell.
_BLANK = re.compile("[\\s\u115f\u1160\u2800\u3164\uffa0\u200c\u200d\ufe00-\ufe0f]*")
_EXTENDERS = frozenset((*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)))  # skin tones, tags
_REGIONAL_LETTERS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True)
class Cleaned:
    """`removed` says whether unseen characters were taken out, so that the writer can be told.

    Line endings made alike and spaces trimmed from the ends are not worth a note and do not count.
    """

    text: str
    removed: bool


@dataclass(frozen=True)
class Split:
    """One text in up to three parts; joined in this order they give the whole text back."""

    first: str
    more: str
    left_over: str


def clean(raw: str) -> Cleaned:
    """Take out what cannot be seen and could mislead or do harm; keep all that can be read.

    Control characters, halves of surrogate pairs, direction overrides and zero-width characters
    go. Joiners stay between letters or emoji, where some languages and emoji families need them.
    Letters written right to left stay. Every line ending becomes a line feed, the ends are trimmed,
    and nothing is ever shortened.
    """
    lines = _LINE_BREAK.sub("\n", raw)
    seen = _FLAG_OR_UNSEEN.sub(lambda match: match["flag"] or "", lines)
    kept = _JOINER.sub(_keep_if_joining, seen)
    return Cleaned(text=kept.strip(), removed=len(kept) != len(lines))


def is_empty(text: str) -> bool:
    """Whether there is nothing to read in `text`, which may still hold spaces or blank symbols."""
    return _BLANK.fullmatch(clean(text).text) is not None


def slack_length(text: str) -> int:
    """Length as held against Slack's limits, in Unicode code points.

    Slack documents its limits in "characters" and does not say more; code points are our reading,
    and that of Slack's own Python SDK, which checks the same limits with `len`.
    """
    return len(text)


def split(text: str, limit: int = INPUT_LIMIT, more: int = INPUT_LIMIT) -> Split:
    """Share `text` out over an input of `limit` characters and one of `more`.

    Cuts fall after a line or a word where there is one near enough, and never inside an emoji or
    an accented letter if that can be helped. `left_over` is empty unless the text is longer than
    both inputs together.
    """
    # A tidy first cut must not push the end of a text that fits out of the second input.
    fits = slack_length(text) <= limit + more
    cut = _cut(text, limit, least=len(text) - more if fits else 0)
    rest = text[cut:]
    second_cut = _cut(rest, more, least=0)
    return Split(first=text[:cut], more=rest[:second_cut], left_over=rest[second_cut:])


def _keep_if_joining(joiner: re.Match[str]) -> str:
    before = joiner.string[max(joiner.start() - 1, 0) : joiner.start()]
    after = joiner.string[joiner.end() : joiner.end() + 1]
    return joiner[0] if _can_be_joined(before) and _can_be_joined(after) else ""


def _can_be_joined(character: str) -> bool:
    return character != "" and unicodedata.category(character).startswith(_JOINED)


def _cut(text: str, limit: int, *, least: int) -> int:
    if slack_length(text) <= limit:
        return len(text)
    # The last fifth is near enough: looking further back would leave the input visibly short.
    lowest = max(least, limit - limit // 5, 1)
    for ends in (_after_line, _after_word, _between_clusters):
        for cut in range(limit, lowest - 1, -1):
            if ends(text, cut):
                return cut
    return limit


def _after_line(text: str, cut: int) -> bool:
    return text[cut - 1] == "\n"


def _after_word(text: str, cut: int) -> bool:
    return text[cut - 1].isspace() and not text[cut].isspace()


def _between_clusters(text: str, cut: int) -> bool:
    """Whether what people see as one character stays whole (a plain reading of UAX #29)."""
    before, after = text[cut - 1], text[cut]
    extends = unicodedata.category(after).startswith("M") or ord(after) in _EXTENDERS
    joins = before in _JOINERS or after in _JOINERS
    flag = ord(before) in _REGIONAL_LETTERS and ord(after) in _REGIONAL_LETTERS
    return not (extends or joins or flag)
