"""What reporters do with their own reports, wherever they see them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.claims import Claim
from bot.domain.form import Form
from bot.domain.home import Seen
from bot.domain.ids import ReportId
from bot.domain.lifecycle import Action as Deed
from bot.domain.privacy import VisibleReport
from bot.services.naming import Naming
from bot.services.own import OwnReports
from bot.views import messages
from bot.views.blocks import View
from bot.views.consent import consent_kept
from bot.views.ids import Action, Callback
from bot.views.own import happening
from bot.views.own_forms import add_form, kept, reopen_form, reply_as_reporter_form
from bot.views.receipt import edited
from bot.views.report_form import report_form
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.parse import Pressed, Surface
from handlers.parse_forms import Sent
from handlers.showing import Pages, remembering, show, tell

Say = Callable[[Claim, ReportId, str, str], Awaitable[VisibleReport]]
"""A service that keeps words about a report, with the key of the form they came in."""


@dataclass(frozen=True)
class OwnListeners:
    """Serves whoever wrote a report."""

    own: OwnReports
    naming: Naming
    pages: Pages

    async def happening(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*What's happening?* was pressed: tell where it stands."""
        async with budget():
            pressed = parse.press(body)
            asked = await self.own.happening(pressed.claim, pressed.report)
            await show(client, pressed, happening(asked.own, asked.today))
        await ack()

    async def adding(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Add something* was pressed: open the form for it."""
        await self._open(client, body, Deed.ADD, _add_form)
        await ack()

    async def reopening(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Reply* was pressed under a *not now*: open the form for it."""
        await self._open(client, body, Deed.REOPEN, _reopen_form)
        await ack()

    async def editing(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Change the words* was pressed, or *Correct the words*: open the form with them."""
        async with budget():
            pressed = parse.press(body)
            form = await self.own.editing(pressed.claim, pressed.report)
            await show(client, pressed, report_form(form))
        await ack()

    async def shared(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Let my team read it* was pressed, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            await self.own.share(pressed.claim, pressed.report)
        await self._drawn_again(client, pressed)
        await ack()

    async def withdrawn(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Take it back* was pressed, or *Take it back now*, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            at_once = pressed.action is Action.WITHDRAW_NOW
            await self.own.withdraw(pressed.claim, pressed.report, at_once=at_once)
        await self._drawn_again(client, pressed)
        await ack()

    async def named(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Put my name to it* or *Leave my name out* was pressed, and confirmed."""
        async with budget():
            pressed = parse.press(body)
            is_named = pressed.action is Action.NAME
            change = self.naming.name if is_named else self.naming.unname
            await change(pressed.user, pressed.report)
        await self._drawn_again(client, pressed)
        await ack()

    async def replying(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*Answer the question* or *Reply as the reporter* was pressed: open the form for it."""
        await self._open(client, body, Deed.REPLY, _reply_form)
        await ack()

    async def consented(
        self,
        ack: AsyncAck,
        body: dict[str, Any],
        client: AsyncWebClient,
        respond: AsyncRespond,
    ) -> None:
        """Yes or no to the report being shared beyond the team."""
        async with budget():
            pressed = parse.press(body)
            yes = pressed.action is Action.CONSENT_YES
            seen = await self.own.consent(pressed.claim, pressed.report, yes=yes)
        if pressed.surface is Surface.MESSAGE:
            await tell(respond, consent_kept(seen.report), in_its_place=True)
        await self._drawn_again(client, pressed)
        await ack()

    async def credited(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Yes or no to being thanked by name."""
        async with budget():
            pressed = parse.press(body)
            yes = pressed.action is Action.CREDIT_YES
            keep = self.own.credit if yes else self.own.uncredited
            seen = await keep(pressed.claim, pressed.report)
        said = messages.credited(seen.report, yes=yes, today=seen.today, asks_pulse=seen.asks_pulse)
        await tell(respond, said, in_its_place=True)
        await ack()

    async def add_sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """What somebody adds came back."""
        report = await self._say(client, body, self.own.add)
        await ack(response_action="update", view=kept(report, Callback.ADD))

    async def reopen_sent(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        """A reply to a *not now* came back."""
        report = await self._say(client, body, self.own.reopen)
        await ack(response_action="update", view=kept(report, Callback.REOPEN))

    async def reply_sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """What the reporter says without a name came back."""
        report = await self._say(client, body, self.own.reply)
        await ack(response_action="update", view=kept(report, Callback.REPLY_AS_REPORTER))

    async def edit_sent(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The words of a report came back."""
        async with budget():
            by = parse_forms.sent(body)
            answer = await self.own.edit(parse_forms.edit(body))
        if isinstance(answer, Form):
            view = remembering(report_form(answer), by.surface, by.code)
        else:
            view = edited(answer)
            await self._behind(client, by)
        await ack(response_action="update", view=view)

    async def _open(
        self, client: AsyncWebClient, body: dict[str, Any], deed: Deed, form: Callable[[Seen], View]
    ) -> None:
        """Open a form for something that a reporter wants to do."""
        async with budget():
            pressed = parse.press(body)
            seen = await self.own.open(pressed.claim, pressed.report, deed)
            await show(client, pressed, form(seen))

    async def _say(self, client: AsyncWebClient, body: dict[str, Any], say: Say) -> VisibleReport:
        """Keep words that came back in a form; the report as it is now."""
        async with budget():
            by, given = parse_forms.sent(body), parse_forms.added(body)
            report = await say(by.claim, given.report, given.words, by.key)
        await self._behind(client, by)
        return report

    async def _drawn_again(self, client: AsyncWebClient, pressed: Pressed) -> None:
        """Draw the page anew that something was pressed on."""
        await self.pages.again(client, pressed.user, pressed.surface, pressed.view, pressed.code)

    async def _behind(self, client: AsyncWebClient, by: Sent) -> None:
        """Draw the page anew that stands behind a form."""
        await self.pages.again(client, by.user, by.surface, by.window, by.code)


def _add_form(seen: Seen) -> View:
    return add_form(seen.report)


def _reopen_form(seen: Seen) -> View:
    return reopen_form(seen.report, today=seen.today)


def _reply_form(seen: Seen) -> View:
    return reply_as_reporter_form(seen.report, today=seen.today)


def register(app: AsyncApp, own: OwnReports, naming: Naming, pages: Pages) -> None:
    listeners = OwnListeners(own, naming, pages)
    app.action(Action.HAPPENING.value)(listeners.happening)
    app.action(Action.ADD.value)(listeners.adding)
    app.action(Action.REOPEN.value)(listeners.reopening)
    app.action(Action.EDIT.value)(listeners.editing)
    app.action(Action.CORRECT.value)(listeners.editing)
    app.action(Action.SHARE.value)(listeners.shared)
    app.action(Action.WITHDRAW.value)(listeners.withdrawn)
    app.action(Action.WITHDRAW_NOW.value)(listeners.withdrawn)
    app.action(Action.NAME.value)(listeners.named)
    app.action(Action.UNNAME.value)(listeners.named)
    app.action(Action.REPLY_AS_REPORTER.value)(listeners.replying)
    app.action(Action.CONSENT_YES.value)(listeners.consented)
    app.action(Action.CONSENT_NO.value)(listeners.consented)
    app.action(Action.CREDIT_YES.value)(listeners.credited)
    app.action(Action.CREDIT_NO.value)(listeners.credited)
    app.view(Callback.ADD.value)(listeners.add_sent)
    app.view(Callback.REOPEN.value)(listeners.reopen_sent)
    app.view(Callback.REPLY_AS_REPORTER.value)(listeners.reply_sent)
    app.view(Callback.EDIT.value)(listeners.edit_sent)
