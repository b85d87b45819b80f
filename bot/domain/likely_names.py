"""Words that are likely names of people, to be looked at once more before a text is sent.

A guess, never a verdict: it marks words and stops nobody. Four signs are read, each with its
exceptions. A word is in the lists of names; a word beside it says so ("Mrs", "baby", "called"); it
has the shape of a surname (O'…, Mc…, …ski); or it carries on a name that has begun.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain import beside_names as beside
from bot.domain import doubtful_names, surnames
from bot.domain.first_names import FIRST_NAMES
from bot.domain.folded import Folded
from bot.domain.identifiers import email_addresses
from bot.domain.passage import AFTER_AN_ABBREVIATION, SIDE_BY_SIDE, Passage, Word
from bot.domain.spelling import word_set

_SURNAME_SHAPE = re.compile(
    r"o'(?!clock|level)\w{3,}|mac(?=[a-z])\w{5,}|mc(?!donalds?$)\w{3,}"
    r"|\w{3,}(?:wicz|czyk|wska|wski|cka|cki|dzki|owski|escu|ovic|evic|enko|iuk|opoulos|ashvili)"
)
_NO_SURNAME_SHAPE = word_set("macbook macbooks macmillan machine machines macro macros")
# What ends so and follows "child" or "worker" is a thing ("child Protection"), not a name.
_THING = re.compile(r".*(?:ing|tion|sion|ment|ness|ance|ence|ship|ology|ies|ical|ive|ity)")
_NO_NAMES_WITHOUT_CAPITAL = (
    doubtful_names.ALSO_WORDS | doubtful_names.LOWER_CASE_WORDS | doubtful_names.ALSO_PLACES
)
_LINK = re.compile(r"https?://[^\s>|]+|<[@#!][^<>]{1,100}>")
_NOBODY = "AI"  # "A" and "I" are words more often than initials
_LONGEST_REST = 4  # words; In A Text Like This No Name Must Run On To The End
_SHORTEST_WITHOUT_CAPITAL, _SHORTEST_IN_CAPITALS = 3, 4


@dataclass(frozen=True)
class Name:
    """Where a likely name stands, as a slice of the text; never the words, which could leak."""

    start: int
    end: int


def find(text: str, *, allowed: Collection[str] = ()) -> tuple[Name, ...]:
    """Likely names in `text`, in order and apart from each other, without a possessive 's.

    `allowed` are words or phrases that the team has said are no names; capitals and marks make no
    difference to them.
    """
    folded = Folded.of(text)
    # The names in an address are the address's; Slack writes people and channels as <@…> and <#…>.
    folded = folded.without(email_addresses(folded.text))
    folded = folded.without(folded.spans_of(_LINK))
    passage = Passage.of(folded.text)
    names = _Reading(passage, passage.places_of(allowed)).names()
    spans = _together(passage.words, names)
    return tuple(Name(*folded.origin(start, end)) for start, end in spans)


def _together(words: Sequence[Word], names: Collection[int]) -> list[tuple[int, int]]:
    """Spans of the words that are names, neighbours in one."""
    spans: list[tuple[int, int]] = []
    for place in sorted(names):
        word = words[place]
        joined = word.gap in SIDE_BY_SIDE or (place - 1 in names and words[place - 1].is_initial)
        goes_on = place - 1 in names and joined and not words[place - 1].is_possessive
        start = spans.pop()[0] if goes_on else word.start
        spans.append((start, word.end))
    return spans


class _Reading:
    """One text, read from left to right."""

    def __init__(self, passage: Passage, allowed: frozenset[int]) -> None:
        self._passage = passage
        self._words = passage.words
        self._allowed = allowed

    def names(self) -> frozenset[int]:
        """The places of the words that are likely names."""
        found: set[int] = set()
        for place in range(len(self._words)):
            if place not in found and place not in self._allowed and self._is_name(place, found):
                found.add(place)
                found.update(self._before(place, found))
                found.update(self._after(place))
        return frozenset(found - self._allowed)

    def _is_name(self, place: int, found: Collection[int]) -> bool:
        word = self._words[place]
        if self._is_introduced(place):
            return True
        if not word.has_capital:
            return _is_first_name_without_capital(word)
        if word.is_shouted:
            return len(word.text) >= _SHORTEST_IN_CAPITALS and _is_clear(word.key)
        if self._is_of_a_thing(place) or self._is_where(place) or self._begins_a_phrase(place):
            return False
        if word.key in doubtful_names.ALSO_WORDS:
            return self._is_person_in_doubt(place, found)
        return _is_clear(word.key) or self._is_surname_in_doubt(place)

    # Beside words that introduce a name

    def _is_introduced(self, place: int) -> bool:
        before = self._passage.beside(place, -1, AFTER_AN_ABBREVIATION)
        word = self._words[place]
        if before is None or before.is_possessive or len(word.text) == 1:
            return False
        if before.key in beside.TITLES:
            return self._may_follow_a_title(place, before)
        if before.key in beside.KIN | beside.AT_WORK and word.gap == " ":
            return self._may_be_a_stranger(place, before)
        return False

    def _may_follow_a_title(self, place: int, title: Word) -> bool:
        word = self._words[place]
        if word.has_capital:
            return word.key not in beside.NO_NAMES and (title.has_capital or not word.is_shouted)
        is_sure = title.key in {"mr", "mrs"}
        return is_sure and word.key not in beside.NO_NAMES | beside.BEING | beside.SPEAKING

    def _may_be_a_stranger(self, place: int, cue: Word) -> bool:
        """Whether "baby Zephyr" names somebody, though no list has Zephyr."""
        word = self._words[place]
        is_heading = cue.has_capital and not self._passage.starts_sentence(place - 1)
        if not word.has_capital or word.is_shouted or is_heading:
            return False
        return not (
            word.key in beside.NO_NAMES or _THING.fullmatch(word.key) or self._is_of_a_thing(place)
        )

    # Names that are more, or less, than a name

    def _is_of_a_thing(self, place: int) -> bool:
        """Whether a road, ward, law or operation bears the name."""
        before = self._passage.beside(place, -1, AFTER_AN_ABBREVIATION)
        if before is not None and before.has_capital and before.key in beside.NAMED_AFTER:
            return True
        word = self._words[place]
        after = self._passage.beside(place, 1)
        if after is None:
            return False
        if after.key in beside.NAMED_FOR_A_CASE:
            return True
        follows_the = before is not None and before.key == "the"
        if follows_the and not word.is_possessive and after.key in beside.LEARNED_FROM:
            return True
        return not word.is_possessive and self._names_a_place(place, after)

    def _names_a_place(self, place: int, after: Word) -> bool:
        if after.key in beside.PLACES:
            return True
        if _is_capital_place(after):
            before = self._passage.beside(place, -1)
            is_where = before is not None and before.key in beside.IN_A_PLACE | {"the", "at"}
            return is_where or after.key not in beside.PLACES_OR_SURNAMES
        further = self._passage.beside(place + 1, 1)
        return (
            after.has_capital
            and not after.is_possessive
            and further is not None
            and further.has_capital
            and further.key in beside.PLACES | beside.CAPITAL_PLACES
        )

    def _is_where(self, place: int) -> bool:
        """Whether it is the place in "moved to Jordan", not the child in "gave it to Jordan"."""
        before = self._passage.beside(place, -1)
        if before is None or self._words[place].key not in doubtful_names.ALSO_PLACES:
            return False
        moving = self._passage.beside(place - 1, -1)
        goes = moving is not None and moving.key in beside.MOVING
        return before.key in beside.IN_A_PLACE or (before.key in beside.TO_AND_FROM and goes)

    def _begins_a_phrase(self, place: int) -> bool:
        """Whether it is no more than "Sue the council" or "Ray of light"."""
        word, after = self._words[place], self._passage.beside(place, 1)
        if word.key not in doubtful_names.LOWER_CASE_WORDS or word.is_possessive:
            return False
        goes_on = after is not None and after.key in beside.NOT_AFTER_A_NAME
        return goes_on and self._passage.starts_sentence(place)

    def _is_person_in_doubt(self, place: int, found: Collection[int]) -> bool:
        """Whether the words around "Hope", "May" or "Mark" speak of it as of a person."""
        word = self._words[place]
        before, after = self._passage.beside(place, -1), self._passage.beside(place, 1)
        if self._is_joined_to_a_name(place, found):
            return True
        if after is not None and (_is_surname(after) or after.key in beside.SPEAKING):
            return True
        if word.is_possessive:
            return after is not None and after.key in beside.THEIRS
        if word.key in doubtful_names.ALWAYS_CAPITALS:
            return before is not None and before.key in beside.TELLING
        if self._passage.starts_sentence(place):
            is_idea = word.key in doubtful_names.IDEAS
            return after is not None and after.key in (beside.HAVING if is_idea else beside.BEING)
        return not (after and after.has_capital and after.key in beside.NO_NAMES)

    def _is_joined_to_a_name(self, place: int, found: Collection[int]) -> bool:
        """Whether "Rose and Kayleigh" or "Kayleigh and Rose" vouch for each other."""
        ahead, behind = place + 2, place - 2
        if self._is_and(place + 1) and ahead < len(self._words):
            next_one = self._words[ahead]
            if next_one.has_capital and _is_clear(next_one.key):
                return True
        return behind in found and self._is_and(place - 1)

    def _is_and(self, place: int) -> bool:
        return 0 <= place < len(self._words) and self._words[place].key == "and"

    def _is_surname_in_doubt(self, place: int) -> bool:
        """Whether "Green" is one, as in "J. Green" and "the Green family"."""
        word = self._words[place]
        if word.key not in surnames.ALSO_WORDS or word.key in beside.NO_NAMES:
            return False
        if _is_capital_place(word) and word.key not in beside.PLACES_OR_SURNAMES:
            return False
        before = self._passage.beside(place, -1, AFTER_AN_ABBREVIATION)
        after = self._passage.beside(place, 1)
        if before is not None and before.has_capital and before.key in FIRST_NAMES:
            return word.gap in SIDE_BY_SIDE
        if self._is_initial_of_a_name(place - 1):
            return True
        follows_the = before is not None and before.key == "the"
        return follows_the and after is not None and after.key in beside.OF_A_FAMILY

    # The rest of a name

    def _before(self, place: int, found: Collection[int]) -> set[int]:
        """Initials and forenames before a surname, as far back as nothing was `found` yet."""
        taken: set[int] = set()
        while place - 1 not in found and self._has_more_before(place):
            place -= 1
            taken.add(place)
        return taken

    def _has_more_before(self, place: int) -> bool:
        return self._is_initial_of_a_name(place - 1) or self._is_forename_of(place)

    def _is_initial_of_a_name(self, place: int) -> bool:
        after = self._passage.beside(place, 1, AFTER_AN_ABBREVIATION)
        if place < 0 or after is None or not self._words[place].is_initial:
            return False
        before = self._passage.beside(place, -1, AFTER_AN_ABBREVIATION)
        is_label = before is not None and before.key in beside.PLACEHOLDERS
        is_sure = after.gap.startswith(".") or (before is not None and before.key in beside.TITLES)
        return not is_label and (is_sure or self._words[place].text not in _NOBODY)

    def _is_forename_of(self, place: int) -> bool:
        before, word = self._passage.beside(place, -1, SIDE_BY_SIDE), self._words[place]
        if before is None or not before.has_capital or before.is_possessive:
            return False
        if len(before.text) == 1 or before.is_shouted != word.is_shouted:
            return False
        if before.key in FIRST_NAMES:
            return word.gap == "-" or _is_clear_surname(word.key)
        is_ordinary = before.key in beside.NO_NAMES | beside.TITLES | beside.KIN | beside.AT_WORK
        is_guess = self._passage.starts_sentence(place - 1) and word.gap != "-"
        return _is_clear_surname(word.key) and not is_ordinary and not is_guess

    def _after(self, place: int) -> set[int]:
        """What carries on the name found at `place`: surnames, particles, an initial."""
        taken: set[int] = set()
        while len(taken) < _LONGEST_REST and (step := self._continues(place)) > 0:
            taken.update(range(place + 1, place + step + 1))
            place += step
        return taken

    def _continues(self, place: int) -> int:
        """How many of the next words belong to the name as well."""
        word, after = self._words[place], self._passage.beside(place, 1, SIDE_BY_SIDE)
        if after is None or word.is_possessive:
            return 0
        if not after.has_capital:
            further = self._passage.beside(place + 1, 1, SIDE_BY_SIDE)
            if after.key in beside.PARTICLES and further is not None and further.has_capital:
                return 2 if further.key not in beside.NO_NAMES else 0
            return int(not word.has_capital and _is_clear_surname(after.key))
        if after.is_initial:
            return int(after.text not in _NOBODY)
        if not word.has_capital or after.is_shouted != word.is_shouted:
            return 0
        is_place = _is_capital_place(after) and after.key not in beside.PLACES_OR_SURNAMES
        return int(after.key not in beside.NO_NAMES and not is_place)


def _is_first_name_without_capital(word: Word) -> bool:
    is_sure = word.key in FIRST_NAMES and word.key not in _NO_NAMES_WITHOUT_CAPITAL
    return is_sure and len(word.text) >= _SHORTEST_WITHOUT_CAPITAL


def _is_clear(key: str) -> bool:
    is_first = key in FIRST_NAMES and key not in doubtful_names.ALSO_WORDS
    return is_first or _is_clear_surname(key)


def _is_surname(word: Word) -> bool:
    """Whether it may be one, beside a first name."""
    is_capitalised = word.has_capital and not word.is_shouted
    is_listed = _is_clear_surname(word.key) or word.key in surnames.ALSO_WORDS
    return is_capitalised and is_listed and word.key not in beside.NO_NAMES


def _is_clear_surname(key: str) -> bool:
    if key in surnames.SURNAMES:
        return True
    return key not in _NO_SURNAME_SHAPE and _SURNAME_SHAPE.fullmatch(key) is not None


def _is_capital_place(word: Word) -> bool:
    return word.has_capital and word.key in beside.PLACES | beside.CAPITAL_PLACES
