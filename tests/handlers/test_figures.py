"""`/goodcatch team` as it is typed, and the two questions at the end as they come back."""

import pytest

from bot.domain.errors import InYourTeamsChannel, SaidAlready
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.pulse import Word
from bot.services.figures import Asked
from bot.services.pulse import Given
from tests.builders import a_team
from tests.handlers import form_payloads as forms
from tests.handlers import payloads
from tests.handlers.every import came_back
from tests.handlers.slack import Slack, content
from tests.handlers.standins import answering, raising, services

PRIYA, REPORT = UserId("U0PRIYA"), ReportId(payloads.REPORT)


@pytest.mark.parametrize(
    ("asked", "whose"), [(Asked(a_team()), "Riverside"), (Asked(None), "all teams together")]
)
async def test_a_window_says_whose_figures_come_as_a_direct_message(
    slack: Slack, asked: Asked, whose: str
) -> None:
    service = answering(asked)
    body = payloads.command("Team", "/goodcatch")

    await slack.send(services(service), body)

    assert service.asked == [("ask", (PRIYA, ChannelId(body["channel_id"])))]
    ((method, call),) = slack.calls
    assert method == "views.open"
    assert f"The figures of {whose} are on their way" in str(call["view"])


async def test_whoever_has_no_team_there_is_told_where_to_type_it(slack: Slack) -> None:
    refusing = services(raising(InYourTeamsChannel()))
    told = content(await slack.send(refusing, payloads.command("team", "/goodcatch")))
    assert told["response_type"] == "ephemeral"
    assert InYourTeamsChannel.sentence in str(told)


@pytest.mark.parametrize("is_by_code", [False, True])
async def test_the_answers_are_kept_for_whoever_shows_that_the_report_is_theirs(
    slack: Slack, *, is_by_code: bool
) -> None:
    service = answering(came_back())
    body = forms.by_code(forms.pulse()) if is_by_code else forms.pulse()

    told = content(await slack.send(services(service), body))

    who = forms.CODE if is_by_code else UserId(body["user"]["id"])
    assert service.asked[0] == ("give", (Given(who, REPORT, Word.YES, Word.PARTLY),))
    assert "Thank you for saying" in str(told["view"])


async def test_a_second_time_one_reads_that_it_is_kept_already(slack: Slack) -> None:
    told = await slack.send(services(raising(SaidAlready())), forms.pulse())
    assert SaidAlready.sentence in str(content(told))
