"""Error traps in a form: named, put another way, planned, changed, handed on, merged."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.trap_lifecycle import TrapAction
from bot.domain.trap_reading import TrapSeen
from bot.services.redesigning import Redesigning, Weighed
from bot.services.trap_links import TrapLinks
from bot.services.traps import Traps
from bot.views import trap_forms
from bot.views.blocks import View
from bot.views.ids import Action, Callback
from bot.views.trap_forms import Begun
from bot.views.trap_window import trap_window
from handlers import parse, parse_forms, parse_traps
from handlers.budget import budget
from handlers.showing import draw_again, handed_back, show

_FORMS: Final[dict[Action, tuple[TrapAction, Callable[[TrapSeen], View]]]] = {
    Action.TRAP_CONFIRM: (
        TrapAction.CONFIRM,
        partial(trap_forms.describe_form, callback=Callback.TRAP_CONFIRM),
    ),
    Action.TRAP_DESCRIBE: (
        TrapAction.DESCRIBE,
        partial(trap_forms.describe_form, callback=Callback.TRAP_DESCRIBE),
    ),
    Action.TRAP_PLAN: (TrapAction.PLAN, trap_forms.plan_form),
    Action.TRAP_CHANGED: (TrapAction.CHANGE, trap_forms.change_form),
    Action.TRAP_OWN: (TrapAction.OWN, trap_forms.own_form),
}
"""What each button asks the service for, and which form it opens."""


@dataclass(frozen=True)
class TrapFormListeners:
    """Takes what those who work on a trap say of it."""

    traps: Traps
    links: TrapLinks
    redesigning: Redesigning

    async def opening(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """One of the buttons was pressed that open a form about a trap."""
        async with budget():
            pressed = parse.press(body)
            step, drawn = _FORMS[pressed.action]
            seen = await self.traps.open(pressed.user, parse_traps.trap_of(pressed), step)
            await show(client, pressed, _over(drawn(seen), is_over=parse_traps.is_in_window(body)))
        await ack()

    async def merging(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Let it go into another* was pressed: show those into which it could go."""
        async with budget():
            pressed = parse.press(body)
            id = parse_traps.trap_of(pressed)
            others = await self.traps.live(pressed.user, TrapAction.MERGE, id)
            form = trap_forms.merge_form(id, others)
            await show(client, pressed, _over(form, is_over=parse_traps.is_in_window(body)))
        await ack()

    async def confirmed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """It is one trap, and has a name."""
        async with budget():
            seen = await self.traps.confirm(parse_traps.described(body))
        await _draw_behind(client, body, seen)
        await ack(response_action="update", view=trap_forms.confirmed(seen.trap))

    async def described(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """It was put another way."""
        async with budget():
            seen = await self.traps.describe(parse_traps.described(body))
        await _draw_behind(client, body, seen)
        await ack(response_action="update", view=trap_forms.described(seen.trap))

    async def planned(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """What is to be changed: kept, or asked about gently once."""
        async with budget():
            given = parse_traps.planned(body)
            answer = await self.redesigning.give(given, is_asked=parse_forms.is_asked(body))
        if isinstance(answer, Weighed):
            begun = Begun(given.words, given.strength, given.by, answer.gentle)
            view = _handed_back(trap_forms.plan_form(answer.seen, begun), body)
        else:
            view = trap_forms.planned(answer)
            await _draw_behind(client, body, answer)
        await ack(response_action="update", view=view)

    async def changed(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """What was changed: kept, or asked about gently once."""
        async with budget():
            given = parse_traps.redesigned(body)
            answer = await self.redesigning.give(given, is_asked=parse_forms.is_asked(body))
        if isinstance(answer, Weighed):
            begun = Begun(given.words, given.strength, None, answer.gentle)
            view = _handed_back(trap_forms.change_form(answer.seen, begun), body)
        else:
            view = trap_forms.changed(answer.trap)
            await _draw_behind(client, body, answer)
        await ack(response_action="update", view=view)

    async def owned(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Somebody was named who takes it on."""
        async with budget():
            user, id = parse_forms.sent(body).user, parse_traps.trap(body)
            seen = await self.traps.own(user, id, parse_traps.owner(body))
        await _draw_behind(client, body, seen)
        await ack(response_action="update", view=trap_forms.owned(seen.trap))

    async def merged(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The one was chosen that it goes into: the window behind shows that one from now on."""
        async with budget():
            user, id = parse_forms.sent(body).user, parse_traps.trap(body)
            seen = await self.links.merge(user, id, parse_traps.chosen(body))
        await _draw_behind(client, body, seen)
        await ack(response_action="update", view=trap_forms.merged(seen.trap))


def _over(form: View, *, is_over: bool) -> View:
    """The form, remembering that it stands on the window of its trap, where it does."""
    if not is_over or "private_metadata" not in form:
        return form
    metadata = json.loads(form["private_metadata"]) | {parse_traps.BEHIND: True}
    return form | {"private_metadata": json.dumps(metadata, separators=(",", ":"))}


def _handed_back(form: View, body: dict[str, Any]) -> View:
    """A form that comes back remembers what it was opened on."""
    over = _over(form, is_over=parse_traps.is_over_window(body))
    return handed_back(over, parse_forms.sent(body))


async def _draw_behind(client: AsyncWebClient, body: dict[str, Any], seen: TrapSeen) -> None:
    if parse_traps.is_over_window(body):
        await draw_again(client, parse_forms.sent(body).window, trap_window(seen))


def register(app: AsyncApp, traps: Traps, links: TrapLinks, redesigning: Redesigning) -> None:
    listeners = TrapFormListeners(traps, links, redesigning)
    for action in _FORMS:
        app.action(action.value)(listeners.opening)
    app.action(Action.TRAP_MERGE.value)(listeners.merging)
    app.view(Callback.TRAP_CONFIRM.value)(listeners.confirmed)
    app.view(Callback.TRAP_DESCRIBE.value)(listeners.described)
    app.view(Callback.TRAP_PLAN.value)(listeners.planned)
    app.view(Callback.TRAP_CHANGE.value)(listeners.changed)
    app.view(Callback.TRAP_OWN.value)(listeners.owned)
    app.view(Callback.TRAP_MERGE.value)(listeners.merged)
