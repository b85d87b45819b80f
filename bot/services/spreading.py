"""Spreading what another team has found: a story becomes an idea for one's own team."""

from dataclasses import dataclass, replace

from bot.domain.form import Form
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Kind
from bot.services.capture import Capture
from bot.services.library import Library


@dataclass(frozen=True)
class Spreading:
    """Brings a story and the form for a suggestion together."""

    library: Library
    capture: Capture

    async def begin(self, user: UserId, id: ReportId) -> Form:
        """The form for an idea about this story, for the person's own team.

        Raises:
            NotAvailable: the story is not in the library, or not any more.
            NoTeam: the person belongs to no team.
            Otherwise what `Library.read` and `Capture.begin` raise.
        """
        reading = await self.library.read(user, id)
        form = await self.capture.begin(user, None, Kind.SUGGESTION, "")
        return replace(form, about=reading.lesson.reference)
