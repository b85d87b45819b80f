"""When somebody may speak up anonymously: only where they are one of enough people."""

from enum import StrEnum

AUTHORS_NEEDED = 8
"""How many people must possibly have written something for nobody to be able to guess which.

The same number under which figures about people are not shown (NHS Digital's disclosure control
for Hospital Episode Statistics suppresses 1 to 7): among fewer, a rota and a turn of phrase are
enough to tell.
"""


class WhyNot(StrEnum):
    """Why anonymity is not offered; people are told which it is."""

    TOO_FEW = "too_few"
    """Fewer people than are needed could have written it."""
    DECIDES = "decides"
    """Whoever may decide for the team is few among themselves, and would answer their own."""
    UNKNOWN = "unknown"
    """Slack did not say who is in the channel; to guess would be to promise what may be untrue."""


def offered(authors: int | None, *, decides: bool) -> WhyNot | None:
    """What stands in the way of anonymity for somebody; None where nothing does.

    `authors` is how many people could have written something for the team, who writes this
    included and those who may decide left out; None where that is not known. `decides` is whether
    who writes this may decide for the team.
    """
    if decides:
        return WhyNot.DECIDES
    if authors is None:
        return WhyNot.UNKNOWN
    return None if authors >= AUTHORS_NEEDED else WhyNot.TOO_FEW
