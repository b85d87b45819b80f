"""Forms as somebody opens them, in the shapes that these tests need."""

from dataclasses import replace
from typing import Any, Final

from bot.domain.form import Form, TeamChoice
from bot.domain.ids import TeamId
from bot.domain.reference import Code
from bot.domain.report import Kind, Mode

CODE: Final = Code(reference="NM-7K3Q", secret="0123456789ABCDEF")

EAST: Final = TeamChoice(id=TeamId("ea" * 16), name="East")
WEST: Final = TeamChoice(id=TeamId("ee" * 16), name="West")


def opened(kind: Kind, **changes: Any) -> Form:  # noqa: ANN401 - any field of a form
    """The form as it opens for a member of one team."""
    known = Mode.CONFIDENTIAL if kind is Kind.NEAR_MISS else Mode.NAMED
    form = Form(kind=kind, code=CODE, teams=(EAST,), mode=known)
    return replace(form, **changes)
