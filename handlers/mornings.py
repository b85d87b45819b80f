"""Mornings and reminders: the rest of a digest, putting off, being away, one's own days."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import DigestId
from bot.services.absences import Absences
from bot.services.mornings import Mornings
from bot.services.nudging import Nudging
from bot.views import reminders
from bot.views.away_form import away_form, away_kept, mornings_form, mornings_kept
from bot.views.ids import Action, Callback
from handlers import parse, parse_forms
from handlers.budget import budget
from handlers.showing import Pages, show, tell

_DAYS = {Action.SNOOZE_1: 1, Action.SNOOZE_3: 3}


@dataclass(frozen=True)
class MorningListeners:
    """Takes what somebody who decides wants of their mornings and reminders."""

    mornings: Mornings
    nudging: Nudging
    absences: Absences
    pages: Pages

    async def rest(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """*Show the rest* was pressed: it comes as a message of its own."""
        async with budget():
            pressed = parse.press(body)
            digest, part = parse.part_of_digest(pressed)
            await self.mornings.rest(pressed.user, DigestId(digest), part)
        await ack()

    async def snoozed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """*Remind me later* was pressed."""
        async with budget():
            pressed = parse.press(body)
            days = _DAYS[pressed.action]
            when = await self.nudging.snooze(pressed.user, pressed.report, days, pressed.key)
        await tell(respond, reminders.snoozed(when.on, when.today))
        await ack()

    async def leaving(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*I'm away* was pressed: ask until when, and say who stands in."""
        async with budget():
            pressed = parse.press(body)
            found = await self.absences.stand_ins(pressed.user)
            await show(client, pressed, away_form(found.today, deputies=found.by_team))
        await ack()

    async def left(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The last day away came back."""
        async with budget():
            by, until = parse_forms.sent(body), parse_forms.away_until(body)
            found = await self.absences.go(by.user, until)
        await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=away_kept(until, found.today))

    async def back(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*I'm back* was pressed."""
        async with budget():
            pressed = parse.press(body)
            await self.absences.back(pressed.user)
        await self.pages.again(client, pressed.user, pressed.surface)
        await ack()

    async def choosing(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """*My mornings* was pressed."""
        async with budget():
            pressed = parse.press(body)
            found = await self.absences.days(pressed.user)
            form = mornings_form(
                found.habits, fallback=found.team.digest_at, team_weekdays=found.team.weekdays
            )
            await show(client, pressed, form)
        await ack()

    async def chosen(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """How somebody wants their mornings came back."""
        async with budget():
            by, wanted = parse_forms.sent(body), parse_forms.mornings(body)
            await self.absences.keep_days(
                by.user,
                digest_at=wanted.digest_at,
                weekdays=wanted.weekdays,
                timezone=wanted.timezone,
            )
        await self.pages.again(client, by.user, by.surface, by.window)
        await ack(response_action="update", view=mornings_kept())


def register(
    app: AsyncApp, mornings: Mornings, nudging: Nudging, absences: Absences, pages: Pages
) -> None:
    listeners = MorningListeners(mornings, nudging, absences, pages)
    app.action(Action.REST.value)(listeners.rest)
    for action in _DAYS:
        app.action(action.value)(listeners.snoozed)
    app.action(Action.AWAY.value)(listeners.leaving)
    app.action(Action.BACK.value)(listeners.back)
    app.action(Action.MORNINGS.value)(listeners.choosing)
    app.view(Callback.AWAY.value)(listeners.left)
    app.view(Callback.MORNINGS.value)(listeners.chosen)
