"""Time zones by name: those of the IANA database, and no other file of the machine."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "Factory"})
"""Lie beside the zones on many machines, and mean something else or nothing on the next one."""


def zone_named(name: str) -> ZoneInfo | None:
    """The zone called so, such as `Europe/London`; None where there is no such zone."""
    return ZoneInfo(name) if name in _names() else None


@cache
def _names() -> frozenset[str]:
    """Looked up once: it opens every file of the database."""
    return frozenset(available_timezones() - _OF_THE_MACHINE)
