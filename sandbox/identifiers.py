"""Identifiers and tokens of the kinds Slack hands out."""

import secrets
import string

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str, length: int = 10) -> str:
    """Return an identifier such as `V7QX0A2M9K`: a prefix, then capitals and digits."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_trigger() -> str:
    """Return a trigger id in the form Slack documents: `132456.7890123.abcdef`."""
    left, right = secrets.randbelow(10**12), secrets.randbelow(10**12)
    return f"{left:012d}.{right:012d}.{secrets.token_hex(16)}"


def new_secret() -> str:
    return secrets.token_urlsafe(24)
