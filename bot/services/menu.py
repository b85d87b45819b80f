"""The menu: everything the bot can do, ready to be handed to its edges."""

from dataclasses import dataclass
from typing import Self

from bot.services.answers import Answers
from bot.services.capture import Capture
from bot.services.clockwork import Clockwork
from bot.services.context import Context
from bot.services.directory import Directory
from bot.services.discussion import Discussion
from bot.services.mornings import Mornings
from bot.services.nudging import Nudging
from bot.services.outgoing import Preparing
from bot.services.reactions import Reactions
from bot.services.sending import Sending
from bot.services.settings import SettingUp


@dataclass(frozen=True)
class Services:
    """One of each service, all working on the same context."""

    capture: Capture
    answers: Answers
    reactions: Reactions
    discussion: Discussion
    clockwork: Clockwork
    preparing: Preparing
    sending: Sending
    settings: SettingUp
    directory: Directory

    @classmethod
    def on(cls, context: Context) -> Self:
        """The services of one context."""
        return cls(
            capture=Capture(context),
            answers=Answers(context),
            reactions=Reactions(context),
            discussion=Discussion(context),
            clockwork=Clockwork(context, Mornings(context), Nudging(context)),
            preparing=Preparing(context),
            sending=Sending(context),
            settings=SettingUp(context),
            directory=context.directory,
        )
