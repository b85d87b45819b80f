"""`/goodcatch team`: the figures of one's team, or of all teams together."""

from dataclasses import dataclass

from bot.services.figures import TeamFigures
from bot.views.blocks import View
from bot.views.figures import on_their_way
from bot.views.notices import window
from handlers.home import Window
from handlers.parse import Typed


@dataclass(frozen=True)
class FiguresListeners:
    """Has figures sent to whoever asks for them."""

    figures: TeamFigures

    async def typed(self, asked: Typed, _: str) -> View:
        """What `/goodcatch team` opens: word that they come as a direct message.

        Charts may stand in messages only.
        """
        found = await self.figures.ask(asked.user, asked.channel)
        return window(on_their_way(found.team.name if found.team else ""))


def register(figures: TeamFigures) -> Window:
    """What `/goodcatch team` opens."""
    return FiguresListeners(figures).typed
