"""What services need to know of people from Slack; the edge that asks Slack provides it."""

from collections.abc import Collection
from typing import Protocol

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.ids import ChannelId, MessageRef, UserId
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

    async def is_outsider(self, user: UserId) -> bool:
        """Whether `user` is no colleague: from elsewhere, deactivated, a bot, or not to be found.

        At most ten minutes old. It costs less than `colleague`, which knows their channels too.

        Raises:
            DirectoryUnavailable: Slack did not answer; `__cause__` is what came instead, if
                anything did.
        """
        ...

    async def authors_in(
        self,
        channel: ChannelId,
        *,
        without: Collection[UserId],
        guests: bool,
        enough: int = AUTHORS_NEEDED,
    ) -> int:
        """How many people could have written something in a channel, counted up to `enough`.

        Its members now, at most ten minutes old, but no bots, no deactivated people, no outsiders,
        nobody in `without`, and guests only where `guests` is true. It is to be asked whichever
        way somebody wants to be known, or the question itself would tell.

        Raises:
            DirectoryUnavailable: Slack did not answer, not in time, or not for enough people.
        """
        ...

    async def is_shared(self, channel: ChannelId) -> bool | None:
        """Whether people of another organisation are in a channel, or have been asked in.

        None where Slack does not show the bot this channel. Asked of Slack each time.

        Raises:
            DirectoryUnavailable: Slack did not answer.
        """
        ...

    def link_to(self, message: MessageRef) -> str:
        """The address of a message, for people who can see it; empty where that is not known."""
        ...

    def forget(self, user: UserId) -> None:
        """Ask Slack anew next time: something about this person has changed."""
        ...

    def forget_channel(self, channel: ChannelId) -> None:
        """Ask Slack anew next time who is in this channel, and where all of them are."""
        ...
