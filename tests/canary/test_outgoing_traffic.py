"""What Slack is asked is the same however somebody wants to be known, and tells it nothing."""

import json
import re

import pytest

from bot.app import Running
from bot.domain.ids import UserId
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.canary.crews import LEAD, Crew
from tests.canary.loop import Loop
from tests.canary.outgoing import Judge
from tests.canary.paths import Path
from tests.canary.people import Canary, flock
from tests.canary.stories import CODE_PATTERN, Story
from tests.canary.wiretap import Request, Wiretap
from tests.stories.deeds import at_home, open_form, settled

ONE, OTHER = flock(2)
CODE = "NM-2F9D-CMWS-8MQY-YGSA-YWMT"
MODES = ("Named", "Confidential", "No name kept")
_LOOKS = {
    "users.info",
    "users.conversations",
    "conversations.members",
    "conversations.info",
    "views.open",
}


def alike(request: Request, who: Person) -> str:
    """A whole request, but for who it is about and what is drawn by lot for each form."""
    given = request.arguments | ({"trigger_id": "a click"} if "trigger_id" in request.text else {})
    text = json.dumps(given, sort_keys=True).replace(who.id, "somebody")
    return f"{request.name} as {request.bearer}: {re.sub(CODE_PATTERN, 'a code', text)}"


async def asked_by(
    story: Story, workspace: Workspace, bot: Running, wiretap: Wiretap, known: str
) -> list[str]:
    """What Slack is asked until a form is sent, as if the bot had never met this person."""
    await settled(workspace, bot)
    person = Person(workspace.world, story.canary.id)
    bot.services.directory.forget(UserId(person.id))
    wiretap.listen()
    before = len(wiretap.requests)
    words = "the letter went to the old address"
    await open_form(person, "/near-miss", words, channel=story.crew.channel)
    person.fill("Where in our work", "Not sure")
    person.fill("How should we know you", known)
    assert (await person.submit()).ok
    wiretap.listen()
    return [alike(one, person) for one in wiretap.requests[before:] if one.name in _LOOKS]


async def test_the_same_is_asked_of_slack_however_somebody_wants_to_be_known(
    workspace: Workspace, bot: Running, stories: list[Story], wiretap: Wiretap
) -> None:
    first, *others = stories[:4]
    await asked_by(first, workspace, bot, wiretap, "Named")  # counts who could have written it

    asked = [
        await asked_by(story, workspace, bot, wiretap, known)
        for story, known in zip(others, MODES, strict=True)
    ]

    for name in ("users.info", "users.conversations", "views.open"):
        assert any(one.startswith(f"{name} ") for one in asked[0])
    assert asked[0] == asked[1] == asked[2]


async def test_a_home_tab_does_not_tell_who_leaves_no_name_from_who_is_confidential(
    workspace: Workspace, bot: Running, stories: list[Story], wiretap: Wiretap
) -> None:
    drawn = []
    for story, known in zip(stories, MODES[1:], strict=False):
        person = Person(workspace.world, story.canary.id)
        await asked_by(story, workspace, bot, wiretap, known)
        await at_home(workspace, person)
        wiretap.listen()
        drawn.append(
            [alike(one, person) for one in wiretap.requests if one.name == "views.publish"][-1]
        )

    assert drawn[0] == drawn[1]


async def test_two_days_of_the_loop_leave_no_offence(loop: Loop, stories: list[Story]) -> None:
    await loop.first_day()
    await loop.second_day()

    requests, judge = loop.wiretap.requests, Judge(stories)
    assert {"users.info", "views.publish", "chat.postMessage"} <= {one.name for one in requests}
    assert list(judge.offences(requests)) == []
    assert list(judge.misplaced_codes(requests, loop.wiretap.windows)) == []


def request(method: str, **arguments: object) -> Request:
    """A request of the bot."""
    return Request(method, json.dumps(arguments))


def answer(to: str, by: str, **said: object) -> Request:
    """The bot's answer to somebody's click."""
    return Request(f"ack {to}", json.dumps(said), is_answer=True, clicked_by=by)


def story(canary: Canary, *, is_anonymous: bool) -> Story:
    crew = Crew(0, (ONE, OTHER))
    code = CODE if is_anonymous else ""
    return Story(canary, crew, Path.ANSWERED, 0, is_anonymous, CODE[:7], code)


@pytest.mark.parametrize(
    "sent",
    [
        request("views.open", view=f"<@{ONE.id}>"),
        request("chat.postMessage", channel="C1", text=f"<@{ONE.id}> wrote it"),
        request("users.info", user=ONE.id, include_locale=ONE.word),
        request("views.publish", user_id=ONE.id, view="NM-2F9D"),
        request("views.publish", user_id=ONE.id, view=CODE),
        request("views.publish", user_id=ONE.id, view="CMWS-8MQY-YGSA-YWMT"),
        request("chat.postMessage", channel=ONE.id, text=ONE.word),
        request("chat.postMessage", channel=ONE.direct, text="thank you"),
        answer("near-miss", ONE.id, text=f"thank you, <@{ONE.id}>"),
        answer("unseal", LEAD, view=f"<@{ONE.id}> wrote NM-2F9D"),
        answer("unseal", OTHER.id, view=f"<@{ONE.id}> wrote it"),
        request("unseal", view=f"<@{ONE.id}> wrote it"),
    ],
)
def test_what_gives_away_who_left_no_name_is_an_offence(sent: Request) -> None:
    assert list(Judge([story(ONE, is_anonymous=True)]).offences([sent]))


def test_a_confidential_reporter_hears_of_it_in_direct_messages_of_their_own_alone() -> None:
    judge = Judge([story(ONE, is_anonymous=False)])
    told = f"NM-2F9D {ONE.word}"

    assert not list(judge.offences([request("chat.postMessage", channel=ONE.direct, text=told)]))
    assert list(judge.offences([request("views.publish", user_id=ONE.id, view=told)]))
    assert not list(judge.offences([request("users.info", user=ONE.id)]))


def test_a_confidential_reporter_hears_of_nobody_elses_report_there() -> None:
    judge = Judge([story(ONE, is_anonymous=False), story(OTHER, is_anonymous=True)])

    sent = request("chat.postMessage", channel=ONE.direct, text=OTHER.word)

    assert list(judge.offences([sent]))


def test_a_name_may_be_shown_to_the_learning_lead_who_has_asked_and_is_counted() -> None:
    told = story(ONE, is_anonymous=False)
    shown = answer("unseal", LEAD, view=f"<@{ONE.id}> wrote it")

    assert list(Judge([told]).offences([shown])) == []
    assert list(Judge([told]).names_shown([shown, request("users.info", user=ONE.id)])) == [told]


@pytest.mark.parametrize(
    ("sent", "is_misplaced"),
    [
        (request("chat.postMessage", channel="C1", text="CMWS-8MQY-YGSA-YWMT"), True),
        (request("chat.postMessage", channel=ONE.direct, text=CODE), True),
        (answer("report", OTHER.id, view=CODE), True),
        (answer("report", ONE.id, view=CODE), False),
        (request("views.open", trigger_id="of one", view=CODE), False),
        (request("views.update", view_id="of other", view=CODE), True),
    ],
)
def test_a_code_is_for_the_eyes_of_its_owner(sent: Request, *, is_misplaced: bool) -> None:
    judge = Judge([story(ONE, is_anonymous=True)])
    windows = {"of one": ONE.id, "of other": OTHER.id}

    assert bool(list(judge.misplaced_codes([sent], windows))) == is_misplaced


def test_the_code_of_a_farewell_may_stand_in_the_direct_message_that_hands_it_over() -> None:
    told = story(ONE, is_anonymous=False)
    told.code = CODE
    sent = [
        request("chat.postMessage", channel=one.direct, text=f"Your code: {CODE}")
        for one in (ONE, OTHER)
    ]

    wrong = [list(Judge([told]).misplaced_codes([one], {})) for one in sent]

    assert wrong[0] == []
    assert wrong[1] != []
