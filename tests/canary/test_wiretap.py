"""The wiretap misses nothing that is said, and keeps what has to be searched."""

import json

import pytest

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.shapes import JsonObject
from sandbox.traffic import KEPT, Direction, Traffic
from tests.canary.people import flock
from tests.canary.searching import Needles, disguises
from tests.canary.wiretap import Wiretap

(ONE,) = flock(1)


@pytest.fixture
def traffic() -> Traffic:
    return Traffic(Clock(), Changes())


def say(
    traffic: Traffic,
    body: JsonObject,
    reply: JsonObject | None = None,
    *,
    direction: Direction = "from_bot",
    kind: str = "web_api",
) -> None:
    traffic.record(direction, kind, "anything", seconds=0, ok=True, body=body, reply=reply)


def test_it_keeps_more_than_the_workspace_does(traffic: Traffic) -> None:
    wiretap = Wiretap(traffic)
    for number in range(KEPT + 10):
        say(traffic, {"number": number})
        if number % 1000 == 0:
            wiretap.listen()
    wiretap.listen()

    assert [one.arguments["number"] for one in wiretap.requests] == [*range(KEPT + 10)]


def test_it_says_so_where_it_came_too_late(traffic: Traffic) -> None:
    wiretap = Wiretap(traffic)
    for number in range(KEPT + 1):
        say(traffic, {"number": number})

    with pytest.raises(AssertionError, match="listen more often"):
        wiretap.listen()


@pytest.mark.parametrize("secret", ONE.secrets)
@pytest.mark.parametrize("is_answer", [False, True])
def test_whatever_is_sent_is_searched_in_every_disguise_and_however_deep(
    traffic: Traffic, secret: str, *, is_answer: bool
) -> None:
    for way, disguised in disguises(secret):
        said = {"blocks": json.dumps([{"text": {"text": disguised.decode("latin-1")}}])}
        if is_answer:
            say(traffic, {}, said, direction="to_bot", kind="interactive")
        else:
            say(traffic, said)
        wiretap = Wiretap(traffic)
        wiretap.listen()

        sent = "\n".join(wiretap.texts).encode("latin-1")

        assert f"{secret} ({way})" in Needles([secret]).found_in(sent)


def test_what_the_bot_is_told_is_not_taken_for_what_it_says(traffic: Traffic) -> None:
    say(traffic, {"user": {"id": ONE.id}}, {}, direction="to_bot", kind="interactive")
    wiretap = Wiretap(traffic)
    wiretap.listen()

    (heard,) = wiretap.requests

    assert (heard.text, heard.clicked_by, wiretap.texts) == ("{}", ONE.id, set())


def test_what_slack_hands_out_for_one_click_is_kept_to_be_looked_for(traffic: Traffic) -> None:
    click = {
        "user_id": ONE.id,
        "trigger_id": "123.456.abcdef",
        "response_url": "https://slack.test/commands/its-secret",
        "view": {"id": "V0WINDOW"},
        "response_urls": [{"response_url": "https://slack.test/forms/another-secret"}],
    }
    say(traffic, click, {}, direction="to_bot", kind="slash_commands")
    wiretap = Wiretap(traffic)
    wiretap.listen()

    assert wiretap.clicks == {
        "123.456.abcdef",
        "https://slack.test/commands/its-secret",
        "its-secret",
        "https://slack.test/forms/another-secret",
        "another-secret",
    }
    assert wiretap.windows == {"123.456.abcdef": ONE.id, "V0WINDOW": ONE.id}
