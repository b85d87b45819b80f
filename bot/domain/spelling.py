"""Words as they are compared: without capitals and marks."""

import re
import unicodedata

# Letters that Unicode does not take for a plain one with a mark.
_STROKES = str.maketrans("łøđı’", "lodi'")
WORD = re.compile(r"(?<![^\W_])[^\W\d_]++(?:['’][^\W\d_]++)*+(?!\d)")
"""Letters, with apostrophes between them; a hyphen parts two words, a code with digits is none."""


def plain(word: str) -> str:
    """Alike for "Zoë", "ZOE" and "zoe", however their letters are encoded."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(_STROKES)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as one text, which people can read through."""
    return frozenset(listed.split())
