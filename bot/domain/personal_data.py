"""Finding and masking what could tell a reader which child or family a report is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import identifiers
from bot.domain.birth_dates import birth_dates
from bot.domain.folded import BARRIER, Folded
from bot.domain.identifiers import Span


class Identifier(StrEnum):
    """What was seen; the value is the wording that people read. Earlier ones are more specific."""

    CASE_NUMBER = "case number"
    NHS_NUMBER = "NHS number"
    UNIQUE_PUPIL_NUMBER = "unique pupil number"
    NATIONAL_INSURANCE_NUMBER = "National Insurance number"
    EMAIL = "email address"
    DATE_OF_BIRTH = "date of birth"
    POSTCODE = "postcode"
    PHONE = "phone number"


_FINDERS = {
    Identifier.NHS_NUMBER: identifiers.nhs_numbers,
    Identifier.UNIQUE_PUPIL_NUMBER: identifiers.unique_pupil_numbers,
    Identifier.NATIONAL_INSURANCE_NUMBER: identifiers.national_insurance_numbers,
    Identifier.EMAIL: identifiers.email_addresses,
    Identifier.DATE_OF_BIRTH: birth_dates,
    Identifier.POSTCODE: identifiers.postcodes,
    Identifier.PHONE: identifiers.phone_numbers,
}
_MASKS = {kind: f"[{kind}]" for kind in Identifier}
_ANY_MASK = re.compile("|".join(map(re.escape, _MASKS.values())))
_SPECIFIC_FIRST = {kind: rank for rank, kind in enumerate(Identifier)}


@dataclass(frozen=True)
class Finding:
    """Where an identifier stands, as a slice of the text; never the words, which could leak."""

    kind: Identifier
    start: int
    end: int


def find(text: str, *, case_pattern: re.Pattern[str] | None = None) -> tuple[Finding, ...]:
    """Verified identifiers in `text`, in order and apart from each other.

    Where two overlap the longer wins, then the more specific. `case_pattern` is how the service
    writes its own case numbers; it sees the text with digits, spaces and hyphens made plain.
    Masking what is found leaves nothing to find.
    """
    folded = Folded.of(text)
    folded = folded.without(folded.spans_of(_ANY_MASK))
    found: list[Finding] = []
    # What is found is drawn together exactly as its mask will be read, and the rest looked at once
    # more: so nothing can come to light by masking that is not in the answer already.
    while chosen := _apart(_candidates(folded.text, case_pattern)):
        found += (Finding(kind, *folded.origin(*span)) for kind, span in chosen)
        folded = folded.without(span for _, span in chosen)
    return tuple(sorted(found, key=lambda finding: finding.start))


def mask(text: str, findings: Iterable[Finding]) -> str:
    """`text` with each finding replaced by what it was, such as "[NHS number]".

    `findings` are those that `find` returned for this very text.
    """
    pieces: list[str] = []
    at = 0
    for finding in findings:
        pieces += (text[at : finding.start], _MASKS[finding.kind])
        at = finding.end
    return "".join((*pieces, text[at:]))


def _candidates(
    text: str, case_pattern: re.Pattern[str] | None
) -> Iterator[tuple[Identifier, Span]]:
    for kind, finder in _FINDERS.items():
        yield from ((kind, span) for span in finder(text))
    if case_pattern is not None:
        for match in case_pattern.finditer(text):
            if match[0] and BARRIER not in match[0]:
                yield Identifier.CASE_NUMBER, match.span()


def _apart(candidates: Iterable[tuple[Identifier, Span]]) -> list[tuple[Identifier, Span]]:
    """The candidates that stay when overlaps are settled, in order of place."""

    def precedence(candidate: tuple[Identifier, Span]) -> tuple[int, int, int]:
        kind, (start, end) = candidate
        return start - end, _SPECIFIC_FIRST[kind], start

    taken: set[int] = set()
    chosen = []
    for kind, (start, end) in sorted(candidates, key=precedence):
        # A shorter one can only overlap a longer one at its own first or last character.
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append((kind, (start, end)))
    return sorted(chosen, key=lambda candidate: candidate[1])
