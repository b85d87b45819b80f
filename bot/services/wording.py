"""Looking over what somebody wrote before it is kept: unseen characters, and identifiers."""

import re
from collections.abc import Collection, Mapping

from bot.domain import likely_names as names_in_text
from bot.domain import personal_data, text
from bot.domain.errors import IdentifiersSeen
from bot.domain.personal_data import Finding, Identifier
from bot.domain.report import Words

Pattern = re.Pattern[str] | None


def cleaned(words: Words) -> tuple[Words, bool]:
    """The words without unseen characters, and whether there were any."""
    clean = {name: text.clean(written) for name, written in words.texts().items()}
    removed = any(one.removed for one in clean.values())
    return words.retold({name: one.text for name, one in clean.items()}), removed


def findings(words: Words, case_numbers: Pattern) -> dict[str, tuple[Finding, ...]]:
    """The verified identifiers in what was written, by field; fields without any left out."""
    found = {
        name: personal_data.find(written, case_pattern=case_numbers)
        for name, written in words.texts().items()
    }
    return {name: some for name, some in found.items() if some}


def likely_names(words: Words, allowed: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What may be names of people, as it was written and each once, by field.

    `allowed` are words that the team has said are none. It is shown to the writer alone, as a
    reason to look again; it is never logged or kept.
    """
    found = {name: names_in(written, allowed) for name, written in words.texts().items()}
    return {name: some for name, some in found.items() if some}


def names_in(written: str, allowed: Collection[str]) -> tuple[str, ...]:
    """The same of a single text."""
    found = names_in_text.find(written, allowed=allowed)
    return tuple(dict.fromkeys(written[one.start : one.end] for one in found))


def may_hold_names(written: str) -> bool:
    """Whether there may be names in it, whatever a team has said are none."""
    return bool(names_in_text.find(written, allowed=()))


def masked(words: Words, found: Mapping[str, tuple[Finding, ...]]) -> Words:
    """The words with everything that was found in them masked."""
    texts = words.texts()
    return words.retold(
        {name: personal_data.mask(texts[name], some) for name, some in found.items()}
    )


def seen(found: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Identifier, ...]]:
    """Which kinds of identifier were found, by field, each once."""
    return {name: tuple(dict.fromkeys(one.kind for one in some)) for name, some in found.items()}


def of_one(written: str, case_numbers: Pattern) -> str:
    """A single text as it may be kept.

    Raises:
        IdentifiersSeen: it would tell others who a child or family is; with it comes the text in
            which that is masked.
    """
    kept = text.clean(written).text
    found = personal_data.find(kept, case_pattern=case_numbers)
    if found:
        kinds = dict.fromkeys(one.kind.value for one in found)
        masked_text = personal_data.mask(kept, found)
        raise IdentifiersSeen(kinds=", ".join(kinds), returned=masked_text)
    return kept
