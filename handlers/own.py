"""What reporters do with their own reports, wherever they see them."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.form import Form
from bot.domain.lifecycle import Action as Deed
from bot.services.own import OwnReports
from bot.views import messages
from bot.views.ids import Action, Callback
from bot.views.own import happening
from bot.views.own_forms import add_form, kept, reopen_form
from bot.views.receipt import edited
from bot.views.report_form import report_form
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.showing import Pages, remembering, show, tell


@dataclass(frozen=True)
class OwnListeners:
    """Serves whoever wrote a report."""

    own: OwnReports
    pages: Pages

    async def happening(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*What's happening?* was pressed: tell where it stands."""
        async with budget():
            pressed = parse.press(body)
            asked = await self.own.happening(pressed.user, pressed.report)
            await show(client, pressed, happening(asked.own, asked.today))
        await ack()

    async def adding(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Add something* was pressed: open the form for it."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.own.open(pressed.user, pressed.report, Deed.ADD)
            await show(client, pressed, add_form(seen.report))
        await ack()

    async def reopening(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Reply* was pressed under a *not now*: open the form for it."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.own.open(pressed.user, pressed.report, Deed.REOPEN)
            await show(client, pressed, reopen_form(seen.report, today=seen.today))
        await ack()

    async def editing(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Change the words* was pressed: open the form with the words in it."""
        async with budget():
            pressed = parse.press(body)
            form = await self.own.editing(pressed.user, pressed.report)
            await show(client, pressed, report_form(form))
        await ack()

    async def shared(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Let my team read it* was pressed, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            await self.own.share(pressed.user, pressed.report)
        await self.pages.again(client, pressed.user, pressed.surface, pressed.view)
        await ack()

    async def withdrawn(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Take it back* was pressed, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            await self.own.withdraw(pressed.user, pressed.report)
        await self.pages.again(client, pressed.user, pressed.surface, pressed.view)
        await ack()

    async def credited(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Yes or no to being thanked by name."""
        async with budget():
            pressed = parse.press(body)
            yes = pressed.action is Action.CREDIT_YES
            keep = self.own.credit if yes else self.own.uncredited
            seen = await keep(pressed.user, pressed.report)
        said = messages.credited(seen.report, yes=yes, today=seen.today)
        await tell(respond, said, in_its_place=True)
        await ack()

    async def add_sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """What somebody adds came back."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            report = await self.own.add(by.user, given.report, given.words, by.key)
        await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=kept(report, Callback.ADD))

    async def reopen_sent(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        """A reply to a *not now* came back."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            report = await self.own.reopen(by.user, given.report, given.words, by.key)
        await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=kept(report, Callback.REOPEN))

    async def edit_sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The words of a report came back."""
        async with budget():
            by = parse_forms.sent(body)
            answer = await self.own.edit(parse_forms.edit(body))
        if isinstance(answer, Form):
            view = remembering(report_form(answer), by.surface)
        else:
            view = edited(answer)
            await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=view)


def register(app: AsyncApp, own: OwnReports, pages: Pages) -> None:
    listeners = OwnListeners(own, pages)
    app.action(Action.HAPPENING.value)(listeners.happening)
    app.action(Action.ADD.value)(listeners.adding)
    app.action(Action.REOPEN.value)(listeners.reopening)
    app.action(Action.EDIT.value)(listeners.editing)
    app.action(Action.SHARE.value)(listeners.shared)
    app.action(Action.WITHDRAW.value)(listeners.withdrawn)
    app.action(Action.CREDIT_YES.value)(listeners.credited)
    app.action(Action.CREDIT_NO.value)(listeners.credited)
    app.view(Callback.ADD.value)(listeners.add_sent)
    app.view(Callback.REOPEN.value)(listeners.reopen_sent)
    app.view(Callback.EDIT.value)(listeners.edit_sent)
