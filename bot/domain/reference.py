"""References that people can read out to each other, and secret codes that serve as receipts."""

import re
import secrets
import unicodedata
from base64 import b32encode
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Self

PREFIXES = ("S", "NM")
"""What reports' references begin with, and so their receipts' codes."""
TRAP_PREFIX = "T"
"""What the reference of an error trap begins with; there is no code to one."""

# Digits and consonants. No vowels, so that no words appear; of each pair that looks alike only one
# is here (2 not Z, 5 not S, 6 not G, 8 not B, V not U or Y), and of 0 O and 1 I L none.
ALPHABET = "23456789CDFHJKMNPQRTVWX"
REFERENCE_LENGTH = 4

# The 32 symbols of Crockford's Base32: sixteen of them hold 80 bits.
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 10
_SECRET_LENGTH = 16
_GROUP = 4

_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_SECRET = str.maketrans(_RFC_4648, BASE32)

_REFERENCE_LOOKALIKES = str.maketrans("BGSUYZ", "865VV2")
_SECRET_LOOKALIKES = str.maketrans("OILU", "011V")

_REFERENCE = re.compile(f"(?:{'|'.join(PREFIXES)})-[{ALPHABET}]{{{REFERENCE_LENGTH}}}")
_SECRET = re.compile(f"[{BASE32}]{{{_SECRET_LENGTH}}}")
_TYPED = re.compile(f"(NM|[S5])([A-Z0-9]{{{REFERENCE_LENGTH}}})([A-Z0-9]{{{_SECRET_LENGTH}}})")
_REFERENCE_ALONE = re.compile(f"(?:{'|'.join(PREFIXES)})[{ALPHABET}]{{{REFERENCE_LENGTH}}}")
_NOT_A_CODE = (
    "That does not look like a receipt code. It begins with S or NM, and five groups of four"
    " letters and numbers follow. Please check it against your receipt and try again."
)


def draw(prefix: str, random: Random) -> str:
    """A reference such as `NM-2F9D`: a prefix and four random symbols.

    There are 279,841 references to a prefix, so two reports can draw the same one: whoever stores
    it keeps references unique and draws again when one is taken.

    Raises:
        ValueError: the prefix is none of `PREFIXES`, and not `TRAP_PREFIX`.
    """
    prefixes = (*PREFIXES, TRAP_PREFIX)
    if prefix not in prefixes:
        raise ValueError(f"A reference begins with one of {', '.join(prefixes)}.")
    return f"{prefix}-{''.join(random.choices(ALPHABET, k=REFERENCE_LENGTH))}"


@dataclass(frozen=True)
class Code:
    """What every form carries: a reference to speak of and a secret to prove having written it.

    The secret alone identifies (80 bits); the reference may be drawn anew when it is taken, with
    `dataclasses.replace(code, reference=...)`. The secret stays out of `repr`, so out of logs.

    Raises:
        ValueError: either part is not in its canonical form: capitals, the secret without hyphens.
    """

    reference: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not (_REFERENCE.fullmatch(self.reference) and _SECRET.fullmatch(self.secret)):
            raise ValueError(_NOT_A_CODE)

    @classmethod
    def fresh(cls, prefix: str) -> Self:
        """A code nobody can guess. Raises `ValueError` for a prefix that `draw` does not take."""
        return cls.made_of(draw(prefix, SystemRandom()), secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def made_of(cls, reference: str, chance: bytes) -> Self:
        """The code of these bytes, of which the first `SECRET_BYTES` count.

        Raises:
            ValueError: they are too few, or the reference is none.
        """
        secret = b32encode(chance[:SECRET_BYTES]).decode("ascii")
        return cls(reference=reference, secret=secret.translate(_TO_SECRET))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as a person typed it.

        Small letters, any spaces and hyphens, and symbols that look alike are all understood.

        Raises:
            ValueError: it cannot be a code. The sentence is fit to show and never repeats `text`.
        """
        symbols = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).upper()))
        typed = _TYPED.fullmatch(symbols)
        if typed is None:
            raise ValueError(_NOT_A_CODE)
        prefix = typed[1].replace("5", "S")
        reference = typed[2].translate(_REFERENCE_LOOKALIKES)
        return cls(
            reference=f"{prefix}-{reference}",
            secret=typed[3].translate(_SECRET_LOOKALIKES),
        )

    @staticmethod
    def is_reference(text: str) -> bool:
        """Whether somebody typed a reference alone, such as `nm 2f9d`."""
        symbols = "".join(filter(str.isalnum, text.upper()))
        return _REFERENCE_ALONE.fullmatch(symbols) is not None

    def __str__(self) -> str:
        """The printed form, `NM-2F9D-XXXX-XXXX-XXXX-XXXX`, in groups for reading aloud."""
        groups = (self.secret[n : n + _GROUP] for n in range(0, len(self.secret), _GROUP))
        return "-".join((self.reference, *groups))
