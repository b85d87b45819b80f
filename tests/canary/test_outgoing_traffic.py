"""What Slack is asked is the same however somebody wants to be known, and tells it nothing."""

import json

import pytest

from bot.app import Running
from bot.domain.ids import UserId
from sandbox.human import Person
from sandbox.traffic import Entry
from sandbox.workspace import Workspace
from tests.canary.loop import Loop
from tests.canary.outgoing import Judge, Story
from tests.canary.people import Canary, flock
from tests.conftest import MONDAY
from tests.stories.deeds import open_form, settled

ONE, OTHER = flock(2)
MODES = ("Named", "Confidential", "No name kept")
_LOOKS = {"users.info", "users.conversations", "conversations.members", "conversations.info"}


async def asked_by(workspace: Workspace, bot: Running, person: Person, known: str) -> list[str]:
    """Each call that opening and sending the form takes, with its arguments but for the id.

    As if the bot had never met this person; of what a form shows only that it is shown.
    """
    await settled(workspace, bot)
    bot.services.directory.forget(UserId(person.id))
    before = len(workspace.traffic.since())
    await open_form(person, "/near-miss", "the letter went to the old address")
    person.fill("Where in our work", "Not sure")
    person.fill("How should we know you", known)
    assert (await person.submit()).ok
    calls = workspace.traffic.since()[before:]
    return [
        f"{one.name} {json.dumps(one.body)}".replace(person.id, "somebody")
        if one.name in _LOOKS
        else one.name
        for one in calls
        if one.direction == "from_bot" and (one.name in _LOOKS or one.name.startswith("views."))
    ]


async def test_the_same_is_asked_of_slack_however_somebody_wants_to_be_known(
    workspace: Workspace, bot: Running, stories: list[Story]
) -> None:
    people = [Person(workspace.world, story.canary.id) for story in stories[:4]]
    await asked_by(workspace, bot, people[3], "Named")  # counts who could have written it

    asked = [
        await asked_by(workspace, bot, person, known)
        for person, known in zip(people, MODES, strict=False)
    ]

    assert any("users.info" in one for one in asked[0])
    assert asked[0] == asked[1] == asked[2]


async def test_a_day_of_the_loop_leaves_no_offence(
    workspace: Workspace, loop: Loop, stories: list[Story]
) -> None:
    await loop.day(stories)

    entries, judge = workspace.traffic.since(), Judge(stories)
    assert {"users.info", "views.publish", "chat.postMessage"} <= {one.name for one in entries}
    assert list(judge.offences(entries)) == []
    assert list(judge.misplaced_codes(entries)) == []


def request(method: str, **body: object) -> Entry:
    """A request of the bot."""
    return Entry(
        id=1,
        at=MONDAY,
        direction="from_bot",
        kind="web_api",
        name=method,
        ms=0.0,
        ok=True,
        body=body,
        reply=None,
    )


def story(canary: Canary, *, is_anonymous: bool) -> Story:
    code = "NM-2F9D-CMWS-8MQY-YGSA-YWMT" if is_anonymous else ""
    return Story(canary, is_anonymous, "NM-2F9D", code)


@pytest.mark.parametrize(
    "sent",
    [
        request("views.open", view=f"<@{ONE.id}>"),
        request("chat.postMessage", channel="C1", text=f"<@{ONE.id}> wrote it"),
        request("users.info", user=ONE.id, include_locale=ONE.word),
        request("views.publish", user_id=ONE.id, view="NM-2F9D"),
        request("views.publish", user_id=ONE.id, view="NM-2F9D-CMWS-8MQY-YGSA-YWMT"),
        request("chat.postMessage", channel=ONE.id, text=ONE.word),
        request("chat.postMessage", channel=ONE.direct, text="thank you", metadata={"k": "1"}),
    ],
)
def test_a_request_that_gives_away_who_left_no_name_is_an_offence(sent: Entry) -> None:
    assert list(Judge([story(ONE, is_anonymous=True)]).offences([sent]))


def test_a_confidential_reporter_hears_of_it_in_direct_messages_of_their_own_alone() -> None:
    judge = Judge([story(ONE, is_anonymous=False), story(OTHER, is_anonymous=True)])
    told = {"text": f"NM-2F9D {ONE.word}", "metadata": {"k": "1"}}

    assert list(judge.offences([request("chat.postMessage", channel=ONE.direct, **told)])) == []
    assert list(judge.offences([request("views.publish", user_id=ONE.id, view=told)]))
    assert list(judge.offences([request("users.info", user=ONE.id)])) == []


def test_a_code_that_is_posted_is_misplaced() -> None:
    judge = Judge([story(ONE, is_anonymous=True)])
    posted = request("chat.postMessage", channel="C1", text="CMWS-8MQY-YGSA-YWMT")

    assert list(judge.misplaced_codes([posted]))
