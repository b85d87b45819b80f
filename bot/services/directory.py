"""What services need to know of people from Slack; the edge that asks Slack provides it."""

from typing import Protocol

from bot.domain.ids import MessageRef, UserId
from bot.domain.people import Colleague


class DirectoryUnavailable(Exception):
    """Slack did not say who this is; whoever asked must refuse rather than guess."""


class Directory(Protocol):
    """Who somebody is in Slack, and which channels they share with the bot."""

    async def colleague(self, user: UserId) -> Colleague:
        """What is known of `user`, at most ten minutes old.

        Raises:
            DirectoryUnavailable: Slack did not answer, or not with an answer.
        """
        ...

    def link_to(self, message: MessageRef) -> str:
        """The address of a message, for people who can see it; empty where that is not known."""
        ...

    def forget(self, user: UserId) -> None:
        """Ask Slack anew next time: something about this person has changed."""
        ...
