"""Porter's stemmer: the part of an English word that its forms have in common.

From M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), 130-137; with the two
changes of its author's own version ("abli" through "bli", and "logi").
"""

import re
from typing import Final

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_SHORTEST: Final = 3

_MEASURED = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MEASURED_ONE = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?$")
_MEASURED_TWICE = re.compile(f"^(?:{_CONSONANTS})?(?:{_VOWELS}{_CONSONANTS}){{2}}")
_WITH_VOWEL = re.compile(f"^(?:{_CONSONANTS})?[aeiouy]")
_SHORT = re.compile("^[^aeiou][^aeiouy]*[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_FIRST: Final = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_THEN: Final = {
    "icate": "ic",
    "ative": "",
    "alize": "al",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
_ENDINGS: Final = (
    "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize sion tion"
)
_LAST: Final = tuple(_ENDINGS.split())


def stem(word: str) -> str:
    """The stem of one word in small letters; what is shorter than three stays as it is."""
    if len(word) < _SHORTEST:
        return word
    # A y that begins a word is a consonant.
    begins_with_y = word.startswith("y")
    word = "Y" + word[1:] if begins_with_y else word
    word = _without_past(_without_plural(word))
    if word.endswith("y") and _WITH_VOWEL.match(word[:-1]):
        word = f"{word[:-1]}i"
    word = _exchanged(_exchanged(word, _FIRST), _THEN)
    word = _without_e(_without_last(word))
    return word.lower() if begins_with_y else word


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _MEASURED.match(word[:-3]) else word
    ending = next((one for one in ("ed", "ing") if word.endswith(one)), "")
    rest = word.removesuffix(ending)
    if not ending or not _WITH_VOWEL.match(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if _DOUBLE.search(rest):
        return rest[:-1]
    return f"{rest}e" if _SHORT.match(rest) else rest


def _exchanged(word: str, endings: dict[str, str]) -> str:
    """The longest ending that it has is exchanged, where enough is left before it."""
    found = max((one for one in endings if word.endswith(one)), key=len, default="")
    rest = word.removesuffix(found)
    return rest + endings[found] if found and _MEASURED.match(rest) else word


def _without_last(word: str) -> str:
    found = max((one for one in _LAST if word.endswith(one)), key=len, default="")
    if found in {"sion", "tion"}:
        found = "ion"
    rest = word.removesuffix(found)
    return rest if found and _MEASURED_TWICE.match(rest) else word


def _without_e(word: str) -> str:
    rest = word[:-1]
    if word.endswith("e") and (
        _MEASURED_TWICE.match(rest) or (_MEASURED_ONE.match(rest) and not _SHORT.match(rest))
    ):
        word = rest
    return word[:-1] if word.endswith("ll") and _MEASURED_TWICE.match(word) else word
