"""Whoever is from elsewhere is refused in private, by whichever way they come."""

import json

import pytest

from bot.domain.errors import Outsider, SlackIsSlow
from bot.services.directory import DirectoryUnavailable
from tests.handlers import payloads
from tests.handlers.every import COMMANDS, EVENTS, FORMS, PRESSES, SHORTCUTS
from tests.handlers.payloads import Payload
from tests.handlers.slack import Slack, content
from tests.handlers.standins import Forgetful, answering, services

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


@pytest.mark.parametrize("body", EVENTS.values(), ids=EVENTS)
async def test_events_are_for_the_services_to_judge(slack: Slack, body: Payload) -> None:
    directory = Forgetful(outsiders=Everybody())
    answer = await slack.send(services(answering(), directory), body)
    assert answer.status in {200, 503}
