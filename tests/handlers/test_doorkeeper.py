"""Whoever is from elsewhere is refused in private, by whichever way they come."""

import asyncio
import json

import pytest

from bot.domain.errors import NotSaved, Outsider, SlackIsSlow
from bot.domain.ids import UserId
from bot.domain.people import Colleague
from bot.services.directory import DirectoryUnavailable
from handlers import budget
from tests.handlers import payloads
from tests.handlers.every import COMMANDS, EVENTS, FORMS, PRESSES, SHORTCUTS
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import A_FORM, Forgetful, StandIn, answering, services

WORDS = "Kestrel flew over"
ACTS = COMMANDS | SHORTCUTS | PRESSES | FORMS


class Everybody(set[str]):
    """Whoever it is, they are in it."""

    def __contains__(self, _: object) -> bool:
        return True


@pytest.mark.parametrize("body", ACTS.values(), ids=ACTS)
async def test_an_outsider_is_told_so_and_no_service_hears_of_it(
    slack: Slack, body: Payload
) -> None:
    menu = answering()
    directory = Forgetful(outsiders=Everybody())
    answer = await slack.send(services(menu, directory), body)
    assert answer.status == 200
    assert menu.asked == []
    said = json.dumps([content(answer), slack.posted, slack.calls], ensure_ascii=False)
    assert Outsider.sentence in said.replace("\\", "")


async def test_help_is_for_colleagues_too(slack: Slack) -> None:
    directory = Forgetful(outsiders=Everybody())
    asked = payloads.command("help", "/goodcatch")
    answer = await slack.send(services(answering(), directory), asked)
    assert "near-miss" not in json.dumps(content(answer))


async def test_nobody_comes_in_while_slack_does_not_say_who_they_are(slack: Slack) -> None:
    class Silent(Forgetful):
        async def colleague(self, user: str) -> None:  # type: ignore[override] # it never returns
            raise DirectoryUnavailable(user)

    menu = answering()
    answer = await slack.send(services(menu, Silent()), payloads.command("Kestrel"))
    assert menu.asked == []
    assert SlackIsSlow.sentence in json.dumps(content(answer))


class Hanging(Forgetful):
    """Slack never says who somebody is."""

    async def colleague(self, user: str) -> Colleague:
        await asyncio.Event().wait()
        raise AssertionError(user)


@pytest.mark.parametrize("body", ACTS.values(), ids=ACTS)
async def test_where_slack_takes_too_long_over_who_it_is_everybody_is_told_to_try_again(
    slack: Slack, monkeypatch: pytest.MonkeyPatch, body: Payload
) -> None:
    monkeypatch.setattr(budget, "DOOR_SECONDS", 0.05)
    menu = answering()
    answer = await slack.send(services(menu, Hanging()), body)
    assert answer.status == 200
    assert menu.asked == []
    said = json.dumps([content(answer), slack.posted, slack.calls], ensure_ascii=False)
    wanted = NotSaved if body in FORMS.values() else SlackIsSlow
    assert wanted.sentence in said.replace("\\", "")


async def test_words_that_were_typed_come_back_from_the_door(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "DOOR_SECONDS", 0.05)
    answer = await slack.send(services(answering(), Hanging()), payloads.command(WORDS))
    assert WORDS in json.dumps(content(answer))


async def test_a_slow_door_leaves_a_listener_what_is_left_of_its_time(
    slack: Slack,
) -> None:
    ends: list[float | None] = []

    class Slow(Forgetful):
        async def colleague(self, user: str) -> Colleague:
            ends.append(budget.budget().when())
            await asyncio.to_thread(lambda: None)  # however long that takes
            return await super().colleague(UserId(user))

    async def begin() -> object:
        ends.append(budget.budget().when())
        return A_FORM

    await slack.send(services(StandIn(begin), Slow()), payloads.command(WORDS))
    at_the_door, in_the_listener = ends
    assert at_the_door == in_the_listener


@pytest.mark.parametrize("body", EVENTS.values(), ids=EVENTS)
async def test_events_are_for_the_services_to_judge(slack: Slack, body: Payload) -> None:
    directory = Forgetful(outsiders=Everybody())
    answer = await slack.send(services(answering(), directory), body)
    assert answer.status in {200, 503}
