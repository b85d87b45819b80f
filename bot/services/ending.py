"""The end of a report's story, at which whoever wrote it is asked how it was."""

from bot.domain.pulse import is_at_its_end
from bot.services.standing import Standing
from storage import pulse
from storage.database import Transaction


async def is_asked_of(tx: Transaction, found: Standing) -> bool:
    """Whether its reporter is to be asked how it was: at the end of the story, and once."""
    return is_at_its_end(found.report) and not await pulse.is_given(tx, found.report.id)
