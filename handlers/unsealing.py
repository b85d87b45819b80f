"""Break-glass: `/goodcatch open`, and the form behind it."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services.unsealing import Reason, Unsealing
from bot.views.blocks import View
from bot.views.ids import Callback
from bot.views.unsealing import unseal_form, unsealed
from handlers import parse_forms
from handlers.budget import budget
from handlers.home import Window
from handlers.parse import Typed


@dataclass(frozen=True)
class UnsealingListeners:
    """Serves learning leads, and nobody else."""

    unsealing: Unsealing

    async def typed(self, asked: Typed, reference: str) -> View:
        """What `/goodcatch open NM-2F9D` opens: the form that asks why."""
        return unseal_form(await self.unsealing.look(asked.user, reference))

    async def sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The reason came back: show who it was, once everything about it is stored."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            reason = Reason(by.user, given.report, given.words, by.key)
            reporter = await self.unsealing.open(reason)
        await ack(response_action="update", view=unsealed(reporter))


def register(app: AsyncApp, unsealing: Unsealing) -> Window:
    """Attach the listener; what comes back is what `/goodcatch open` opens."""
    listeners = UnsealingListeners(unsealing)
    app.view(Callback.UNSEAL.value)(listeners.sent)
    return listeners.typed
