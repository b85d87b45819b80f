"""How somebody shows that a report is theirs."""

from bot.domain.ids import UserId
from bot.domain.people import Role, Viewer
from bot.domain.reference import Code

Claim = UserId | Code
"""By who they are; or, where that is not kept or was forgotten, by the code of their receipt."""

BY_CODE = Viewer(user=None, roles=frozenset({Role.REPORTER}))
"""Whoever holds a receipt's code: the reporter, and nobody in particular."""
