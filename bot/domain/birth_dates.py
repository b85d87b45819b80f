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
    rf"|{_DAY}[ ./-]{{0,3}}(?:of )?(?:{_MONTHS})[ .,/-]{{0,3}}{_YEAR}"
    r")"
    rf"|(?<![a-z])(?:{_MONTHS})[ .]{{1,2}}{_DAY}[ ,]{{1,3}}{_YEAR}",
    re.IGNORECASE,
)
_UNBROKEN_DATE = re.compile(
    r"(\d\d)(\d\d)(?:(?:19|20)\d\d|\d\d)(?!\d)|(?:19|20)\d\d(\d\d)(\d\d)(?!\d)"
)
# Birth alone is no such word: birth mothers, birth plans and pre-birth assessments have dates too.
_NAMED = (
    r"(?:(?:d[./]?o[./]?b|d o b)(?:'?s)?(?![a-z])\.?"
    r"|dates? of births?|birth[ -]?dates?|birthdays?|b'?days?)"
)
_WORD_OF_BIRTH = re.compile(
    rf"(?<![a-z0-9-])(?:(?P<named>{_NAMED})|born(?![a-z-])|gave birth|birth(?= ?(?:on |[:=(]))"
    # "Child B 3/4/2026" is not "(b 3/4/2026)".
    r"|(?-i:b)\.(?= ?\d)|(?<=\()(?-i:b)(?= \d))",
    re.IGNORECASE,
)
_CALLED_A_BIRTH = re.compile(
    r"[\s,:;()*_~-]{0,4}(?:(?:is|was|as|being|for) )?"
    r"(?:(?:the|his|her|their|its|my|our|(?:child|mum|dad|mother|father|baby)'?s) )?"
    rf"(?:{_NAMED}|born)(?![a-z-])"
    # "Seen 3/4/2026, DOB missing"
    r"(?! (?:missing|blank|unknown|fields?|check|checked|updated|corrected|added|left|not)\b)",
    re.IGNORECASE,
)
# A list, or what so often nearly went wrong: "DOB 3/4/2015 instead of 4/3/2015".
_LINK = (
    r"(?:and|or|not|but|instead of|rather than"
    r"|(?:(?:when|but|and) )?(?:(?:it|this|that|they) )?(?:is|was|should (?:be|have been)))\b"
)
_AND_ANOTHER = re.compile(
    rf"\s{{0,2}}(?:[,&+/;(]|->|{_LINK})\s{{0,2}}(?:{_LINK}\s?)?", re.IGNORECASE
)
_LABEL_END = re.compile(r"[\s:=()*_~,.#|-]{0,6}")
# A full stop after one or two letters is an abbreviation: "born at St. James's".
_NEXT_SENTENCE = re.compile(rf"(?<=[a-z0-9)]{{3}})[.!?;]\s|\n|{BARRIER}", re.IGNORECASE)
# "DOB" stands beside other dates too ("the DOB was corrected on 3/4/2026"), so what is between them
# must say that this is it: "the DOB on the form is", "DOB of the younger twin, ".
_THIS_IS_IT = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|as|to|says|said|shows|showed|read|reads)"
    r"(?: (?:now|really|actually|in fact|not|on|the|on the|wrong|right))*"
    r"|[:,=)(-])[\s*_~(-]{0,3}$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r" (?:of|for)(?: (?!on\b|at\b|by\b|from\b)[\w'-]+){0,4} ", re.IGNORECASE)
# Birth itself is told in many words; in "born before the conference on 3/4/2026" the date is
# another's, and so it is where the date of birth is said to be missing.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:missing|blank|absent|omitted|empty|unknown|left (?:off|out)"
    r"|not (?:recorded|known|given|entered))\b(?!.{0,45}\b(?:is|be|been|as)\W{0,3}$)"
    r"|\b(?:(?:forms?|referrals?|letters?|e-?mails?|minutes|reports?|records?|assessments?"
    r"|court|contact) (?:of|on|from)"
    r"|(?:plans?|meetings?|conferences?|reviews?|visits?|hearings?|party|parties)"
    r"(?: (?:of|on|from|held|held on))?"
    r"|(?:dated|seen|sent|checked|visited|met|reviewed|received|rang|called|moved|now)"
    r"(?: (?:on|again|at|in))?)(?: the)?\W{0,3}$"
    r"|\bpart(?:y|ies)\b",
    re.IGNORECASE,
)

_GAP = 45  # "born at St James's Hospital in Leeds on ..." is to be found
_LONGEST_DATE = 40
_MOST_DAYS, _MOST_MONTHS = 31, 12


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates of birth stand in folded text; one may be reported more than once.

    A date counts when it follows "born" in the same sentence and near it ("born in Leeds on
    3/4/2015"), follows "DOB" and is said to be it ("the DOB on the form is 3/4/2015"), continues a
    list or a correction that began so, or is called a date of birth right after ("3 April 2015 is
    her birthday"). A date on its own never does.
    """
    for word in _WORD_OF_BIRTH.finditer(text):
        yield from _dates_after(text, word)
    for date in _DATE.finditer(text):
        if _is_plausible(date) and _CALLED_A_BIRTH.match(text, date.end()):
            yield date.span()


def _dates_after(text: str, word: re.Match[str]) -> Iterator[tuple[int, int]]:
    date = _first_date_after(text, word)
    while date and _is_plausible(date):
        yield date.span()
        link = _AND_ANOTHER.match(text, date.end())
        date = _DATE.match(text, link.end()) if link else None


def _first_date_after(text: str, word: re.Match[str]) -> re.Match[str] | None:
    label = _LABEL_END.match(text, word.end())
    beside = label.end() if label else word.end()
    date_beside = _UNBROKEN_DATE.match(text, beside) or _DATE.match(text, beside)
    if date_beside and _is_plausible(date_beside):
        return date_beside
    for date in _DATE.finditer(text, beside, beside + _GAP + _LONGEST_DATE):
        if date.start() > beside + _GAP or not _belongs(word, date):
            return None
        if _is_plausible(date):
            return date
    return None


def _belongs(word: re.Match[str], date: re.Match[str]) -> bool:
    """Whether the date tells the birth that `word` speaks of, by what stands between the two."""
    between = (date.string, word.end(), date.start())
    if _NEXT_SENTENCE.search(*between) or _OF_SOMETHING_ELSE.search(*between):
        return False
    if word["named"] is None:
        return True
    return bool(_THIS_IS_IT.search(*between) or _OF_WHOM.fullmatch(*between))


def _is_plausible(date: re.Match[str]) -> bool:
    """Whether day and month exist; in figures they may come in either order."""
    figures = sorted(int(figure) for figure in date.groups() if figure)
    has_month = len(figures) == 1 or figures[0] <= _MOST_MONTHS
    return figures[0] >= 1 and figures[-1] <= _MOST_DAYS and has_month
