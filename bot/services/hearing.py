"""What the bot hears besides reports: direct messages, and being invited to a channel."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId, MessageRef
from bot.domain.report import Mode
from bot.services import telling
from bot.services.context import Context
from bot.services.repeats import first_time
from storage import teams
from storage.database import Transaction


@dataclass(frozen=True)
class Hearing:
    """Owes an answer to what was said; the words themselves are not looked at here, nor kept."""

    context: Context

    async def direct_message(self, message: MessageRef) -> None:
        """Somebody wrote to the bot: owe them the two buttons, once for each message."""

        async def owe(tx: Transaction) -> None:
            key = f"dm:{message.channel}:{message.ts}"
            if await first_time(tx, self.context, key, mode=Mode.CONFIDENTIAL):
                await telling.greeting(tx, message, now=self.context.now())

        await self.context.database.write(owe)

    async def invited(self, channel: ChannelId) -> None:
        """The bot has come to a channel: owe it the invitation to set a team up, if it has none."""

        async def owe(tx: Transaction) -> None:
            if not await teams.in_channels(tx, [channel]):
                await telling.setup_card(tx, channel, now=self.context.now())

        await self.context.database.write(owe)
