"""What a text is about, as a set of words: the same set however they are inflected or shortened.

One place for both databases, so that both find the same: their own dictionaries differ, and know
nothing of how a child protection team writes.
"""

import re
import unicodedata
from typing import Final

import snowballstemmer

LONGEST: Final = 40
"""Characters of a word that count; nothing that anybody says is longer."""

_MARKUP = re.compile(r"<[^<>]*>|https?://\S+")
"""People, channels and addresses, as Slack writes them: none of them is a word."""

_WORD = re.compile(r"[^\W_]+")
_PERSON = re.compile(r"[uw](?=[a-z]*\d)[a-z0-9]{5,}")
"""A person's id in Slack, where somebody has typed one."""

_LITTLE: Final = """
a about after again all almost also although am an and another any anyone are as ask at away be
because been before being both but by came can cannot come could did do does doing done down
each even ever every everyone few for from get go goes going gone got had happen has have
having he her here him his how i if in instead into is it its itself just least like made make
many may me might more most much must my near need never no nobody none nor not nothing now of
off on once one only onto or other our out over own put quite rather really said same saw say
see seen she should since so some somebody someone something still such take taken than that
the their them then there these they thing think this those though through till to today
together told too took try two under until up upon us use used using very want was way we well
went were what when where whether which while who whole whose why will with within without
would yesterday yet you your
"""

_SAYS_NOTHING: Final = frozenset(_LITTLE.split())

_TOGETHER: Final = {
    "outofhours": "out of hours|emergency duty team|emergency duty|edt|ooh",
    "socialworker": "social workers?|sws?",
    "frontdoor": "front door|mash|contact centre",
    "childprotection": "child protection|cp",
    "lookedafter": "looked after|lac|cla",
    "reviewingofficer": "independent reviewing officers?|reviewing officers?|iros?",
    "healthvisitor": "health visitors?|hvs?",
    "teammanager": "team managers?|tms?",
    "dateofbirth": "dates? of birth|birth dates?|dobs?",
    "section47": "section 47|s 47|s47s?",
    "section20": "section 20|s 20|s20",
    "section17": "section 17|s 17|s17",
    "handover": "handed over|hand over|handing over|hands over",
    "followup": "follow up|followed up|chased up|chase up",
    "agencyworker": "agency workers?|agency staff|locums?",
    "sharepoint": "share point|shared drive|shared folder",
}
"""What is said in several words, or as letters alone, by the one word that it is kept as."""

_PHRASES: Final = tuple(
    (re.compile(rf"\b(?:{said.replace(' ', '[ -]')})\b"), f" {word} ")
    for word, said in _TOGETHER.items()
)

_SAME: Final = {
    said: word
    for word, some in {
        "child": "children kid kids",
        "baby": "babies newborn",
        "mother": "mum mums mam mummy mothers",
        "father": "dad dads daddy fathers",
        "grandparent": "nan nana gran grandma grandmother grandad grandfather grandparents",
        "call": "phone phoned phoning telephone telephoned ring rang rung ringing called calls",
        "email": "mail mails emailed emails mailed",
        "doctor": "gp gps",
        "conference": "conf cpc icpc rcpc",
        "strategy": "strat",
        "information": "info",
        "referral": "refer refers referred referring referrals",
        "appointment": "appt appts",
        "meeting": "mtg mtgs meet meets met",
        "supervision": "supervise supervised supervising",
        "document": "doc docs",
        "record": "recording recorded records recordings",
        "send": "sent sends sending",
        "leave": "left leaves leaving",
        "forget": "forgot forgotten",
        "lose": "lost loses losing",
        "write": "wrote written writes writing",
        "twice": "duplicate duplicates duplicated double doubled",
        "wrong": "incorrect incorrectly wrongly mistaken",
        "missing": "missed miss misses",
        "late": "later delay delayed delays",
        "holiday": "holidays hols vacation",
        "ill": "sick sickness illness unwell",
    }.items()
    for said in some.split()
}
"""Forms that no rule of endings brings together, and what a team says in more than one way."""


def stem(word: str) -> str:
    """What an English word in small letters has in common with its other forms (Porter, 1980)."""
    # A stemmer of its own for each word: it holds what it works on, and threads come by.
    left: str = snowballstemmer.stemmer("porter").stemWord(word)
    return left


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, each as its stem; order and number are not kept."""
    plain = _plain(_MARKUP.sub(" ", text))
    for phrase, word in _PHRASES:
        plain = phrase.sub(word, plain)
    return frozenset(
        stem(_SAME.get(word, word))[:LONGEST]
        for word in _WORD.findall(plain)
        if len(word) > 1 and word not in _SAYS_NOTHING and not _PERSON.fullmatch(word)
    )


def _plain(text: str) -> str:
    """In small letters, without accents and apostrophes, wide and curly forms made ordinary."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in apart if not unicodedata.combining(one))
    return re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]s?\b", "", kept).replace("\0", " ")
