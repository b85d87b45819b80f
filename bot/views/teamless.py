"""What somebody reads, in the place of the ways in, who is in no team that takes their reports."""

from typing import Final

from bot.domain.errors import Outsider
from bot.domain.home import Page
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.text import mention

_NO_TEAM: Final = (
    "You are in no team's channel that I know of yet. Please ask your manager to add you to "
    "it, or whoever looks after Good Catch in your service to set your team up."
)

_NO_GUESTS: Final = (
    "The team whose channel you are in takes no reports from guests. Please tell {whom}, or speak "
    "up where you are employed."
)


def teamless(page: Page) -> Block:
    """Why there is no way in for them, and whom to ask; for a page that does not `belong`."""
    if page.is_outsider:
        return blocks.section(Outsider.sentence)
    if page.not_taken_by:
        return blocks.section(_NO_GUESTS.format(whom=mention(page.not_taken_by)))
    return blocks.section(_NO_TEAM)
