"""Dates of birth: full dates that stand beside words of birth, as nothing else tells them apart."""

import re
from collections.abc import Iterator

from bot.domain.folded import BARRIER

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)(?!\d)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
# The groups are days and months in figures, and nothing else.
_DATE = re.compile(
    r"(?<!\d)(?:"
    rf"(\d{{1,2}}) ?[/.\- ] ?(\d{{1,2}}) ?[/.\- ] ?{_YEAR}"
    r"|(?:19|20)\d\d[/.\- ](\d{1,2})[/.\- ](\d{1,2})(?!\d)"
    rf"|{_DAY}[ ./-]{{0,2}}(?:of )?(?:{_MONTHS})[ .,/-]{{0,3}}{_YEAR}"
    r")"
    rf"|(?<![a-z])(?:{_MONTHS})[ .]{{1,2}}{_DAY}[ ,]{{1,3}}{_YEAR}",
    re.IGNORECASE,
)
_UNBROKEN_DATE = re.compile(
    r"(\d\d)(\d\d)(?:(?:19|20)\d\d|\d\d)(?!\d)|(?:19|20)\d\d(\d\d)(\d\d)(?!\d)"
)
# Birth alone is no such word: birth mothers, birth plans and pre-birth assessments have dates too.
_NAMED = r"(?:(?:d\.?o\.?b|d o b)(?![a-z])\.?|date of birth|birth[ -]?date|birthday|b'?day)"
_WORD_OF_BIRTH = re.compile(
    rf"(?<![a-z0-9-])(?:{_NAMED}|born(?![a-z-])|gave birth|birth(?= ?(?:on |[:=(]))"
    # "Child B 3/4/2026" is not "(b 3/4/2026)".
    r"|(?-i:b)\.(?= ?\d)|(?<=\()(?-i:b)(?= \d))",
    re.IGNORECASE,
)
_CALLED_A_BIRTH = re.compile(
    r"[\s,:;()*_~-]{0,4}(?:(?:is|was|as|being|for) )?"
    r"(?:(?:the|his|her|their|its|my|our|(?:child|mum|dad|mother|father|baby)'?s) )?"
    rf"(?:{_NAMED}|born)(?![a-z-])",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"\s{0,2}(?:[,&+/;]|and\b|or\b)\s{0,2}(?:and\b\s?)?", re.IGNORECASE)
_LABEL_END = re.compile(r"[\s:=()*_~,.#-]{0,6}")
# A full stop after one or two letters is an abbreviation: "born at St. James's".
_NEXT_SENTENCE = re.compile(rf"(?<=[a-z0-9)]{{3}})[.!?;]\s|\n|{BARRIER}", re.IGNORECASE)

_GAP = 45  # "born at St James's Hospital in Leeds on ..." is to be found
_LONGEST_DATE = 40
_MOST_DAYS, _MOST_MONTHS = 31, 12


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates of birth stand in folded text; one may be reported more than once.

    A date counts when it follows a word of birth in the same sentence and near it ("born in Leeds
    on 3/4/2015"), continues a list that began so, or is called a date of birth right after ("3
    April 2015 is her birthday"). A date on its own never does.
    """
    for word in _WORD_OF_BIRTH.finditer(text):
        yield from _dates_after(text, word.end())
    for date in _DATE.finditer(text):
        if _is_plausible(date) and _CALLED_A_BIRTH.match(text, date.end()):
            yield date.span()


def _dates_after(text: str, end_of_word: int) -> Iterator[tuple[int, int]]:
    date = _first_date_after(text, end_of_word)
    while date and _is_plausible(date):
        yield date.span()
        link = _AND_ANOTHER.match(text, date.end())
        date = _DATE.match(text, link.end()) if link else None


def _first_date_after(text: str, end_of_word: int) -> re.Match[str] | None:
    label = _LABEL_END.match(text, end_of_word)
    beside = label.end() if label else end_of_word
    date_beside = _UNBROKEN_DATE.match(text, beside) or _DATE.match(text, beside)
    if date_beside and _is_plausible(date_beside):
        return date_beside
    for date in _DATE.finditer(text, beside, beside + _GAP + _LONGEST_DATE):
        if date.start() > beside + _GAP or _NEXT_SENTENCE.search(text, end_of_word, date.start()):
            return None
        if _is_plausible(date):
            return date
    return None


def _is_plausible(date: re.Match[str]) -> bool:
    """Whether day and month exist; in figures they may come in either order."""
    figures = sorted(int(figure) for figure in date.groups() if figure)
    has_month = len(figures) == 1 or figures[0] <= _MOST_MONTHS
    return figures[0] >= 1 and figures[-1] <= _MOST_DAYS and has_month
