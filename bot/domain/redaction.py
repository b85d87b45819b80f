"""Masking words that slipped through, wherever they stand in a text."""

import re

MASK = "[masked]"
SHORTEST = 3
"""Fewer characters than this stand in too many other words."""


def masked(text: str, words: str) -> str:
    """`text` with every occurrence of `words` replaced by `MASK`.

    Capitals and small letters count the same, and so do a line break and a blank. Whole words only:
    to mask "Ann" leaves "planning" as it is. What is masked already stays so.

    Raises:
        ValueError: `words` are nothing but blanks.
    """
    pattern = _pattern(words)
    return MASK.join(pattern.sub(MASK, piece) for piece in text.split(MASK))


def _pattern(words: str) -> re.Pattern[str]:
    parts = words.split()
    if not parts:
        raise ValueError("There is nothing to mask.")
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", parts[-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after, re.IGNORECASE)
