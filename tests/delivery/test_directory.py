"""Who people are in Slack: asked for once in ten minutes, and never guessed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.delivery.directory import Home, SlackDirectory
from bot.delivery.memory import REMEMBERED_SECONDS
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.services.directory import DirectoryUnavailable
from sandbox import cast
from sandbox.faults import Effect
from sandbox.workspace import Workspace
from tests.delivery.conftest import CHANNEL, PRIYA, Stopwatch


def asked(workspace: Workspace) -> int:
    return len(workspace.traffic.calls("users.info"))


async def test_a_colleague_is_known_with_every_channel_shared_with_the_bot(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    workspace.add_channel("without-the-bot", "priya", private=True)
    private = workspace.add_channel("with-the-bot", "priya", workspace.bot_user_id, private=True)
    priya = await directory.colleague(PRIYA)
    assert priya.user == PRIYA
    assert {CHANNEL, private.id} <= priya.channels
    assert "without-the-bot" not in {workspace.channel(one).name for one in priya.channels}
    assert (priya.is_guest, priya.is_outsider) == (False, False)


async def test_channels_that_fill_several_pages_are_all_known(
    workspace: Workspace, directory: SlackDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.directory._PAGE", 1)
    before = (await directory.colleague(PRIYA)).channels
    directory.forget(PRIYA)
    added = {
        workspace.add_channel(f"c{number}", "priya", workspace.bot_user_id).id
        for number in range(3)
    }
    assert (await directory.colleague(PRIYA)).channels == before | added


@pytest.mark.parametrize(
    ("flags", "is_guest", "is_outsider"),
    [
        ({}, False, False),
        ({"is_restricted": True}, True, False),
        ({"is_restricted": True, "is_ultra_restricted": True}, True, False),
        ({"is_external": True}, False, True),
        ({"deleted": True}, False, True),
        ({"is_bot": True}, False, True),
    ],
)
async def test_guests_and_outsiders_are_told_apart(
    workspace: Workspace,
    directory: SlackDirectory,
    flags: dict[str, Any],
    is_guest: bool,  # noqa: FBT001 - a column of the table above
    is_outsider: bool,  # noqa: FBT001 - likewise
) -> None:
    somebody = workspace.add_person("alex", **flags)
    found = await directory.colleague(UserId(somebody.id))
    assert (found.is_guest, found.is_outsider) == (is_guest, is_outsider)


async def test_until_slack_has_told_who_we_are_nobody_is_known(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    directory.home = None
    with pytest.raises(DirectoryUnavailable):
        await directory.colleague(PRIYA)
    with pytest.raises(DirectoryUnavailable):
        await directory.is_outsider(PRIYA)
    assert asked(workspace) == 0


@pytest.mark.parametrize(
    ("home", "told", "is_outsider"),
    [
        (Home("T0HERE"), {"team_id": "T0HERE"}, False),
        (Home("T0HERE"), {"team_id": "T0ELSEWHERE", "is_stranger": False}, True),
        (Home("T0HERE"), {"team_id": "T0HERE", "is_stranger": True}, True),
        (Home("T0HERE"), {}, True),
        (Home("T0HERE"), {"team_id": "T0ELSEWHERE", "enterprise_user": {}}, True),
        (
            Home("T0HERE"),
            {"team_id": "T0ELSEWHERE", "enterprise_user": {"enterprise_id": ""}},
            True,
        ),
        (
            Home("T0HERE", "E0OURS"),
            {"team_id": "T0SISTER", "enterprise_user": {"enterprise_id": "E0OURS"}},
            False,
        ),
        (
            Home("T0HERE", "E0OURS"),
            {"team_id": "T0ELSEWHERE", "enterprise_user": {"enterprise_id": "E0THEIRS"}},
            True,
        ),
        (
            Home("T0HERE", "E0OURS"),
            {"team_id": "T0SISTER", "enterprise_user": {"enterprise_id": "E0OURS"}}
            | {"deleted": True},
            True,
        ),
    ],
    ids=[
        "of this workspace",
        "of another one whom a channel is shared with",
        "a stranger",
        "of no workspace",
        "of another workspace, in no organisation",
        "of another workspace, in an organisation without a name",
        "of another workspace of our organisation",
        "of another organisation",
        "of our organisation, but deactivated",
    ],
)
async def test_whoever_is_not_of_the_home_workspace_or_its_organisation_is_an_outsider(
    directory: SlackDirectory, home: Home, told: dict[str, Any], *, is_outsider: bool
) -> None:
    async def users_info(**_: object) -> dict[str, Any]:
        return {"user": told}

    directory.client.users_info = users_info  # type: ignore[method-assign,assignment] # Enterprise Grid is not in the practice workspace
    directory.home = home
    assert (await directory.colleague(PRIYA)).is_outsider is is_outsider


async def test_a_colleague_is_remembered_for_ten_minutes_and_no_longer(
    workspace: Workspace, directory: SlackDirectory, stopwatch: Stopwatch
) -> None:
    assert REMEMBERED_SECONDS == 600
    first = await directory.colleague(PRIYA)
    stopwatch.seconds += 599.9
    assert await directory.colleague(PRIYA) == first
    assert asked(workspace) == 1

    workspace.remove("#riverside", "priya")
    stopwatch.seconds += 0.1
    assert CHANNEL not in (await directory.colleague(PRIYA)).channels
    assert asked(workspace) == 2


async def test_the_ten_minutes_begin_with_the_question_not_with_the_answer(
    workspace: Workspace, directory: SlackDirectory, stopwatch: Stopwatch
) -> None:
    def pass_time(_: object) -> None:
        stopwatch.seconds += 100

    _when_asked(directory, pass_time)
    await directory.colleague(PRIYA)
    stopwatch.seconds += 500
    await directory.colleague(PRIYA)
    assert asked(workspace) == 2


async def test_each_colleague_is_remembered_alone(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    await directory.colleague(PRIYA)
    tom = await directory.colleague(UserId(cast.TOM))
    assert tom.user == cast.TOM
    directory.forget(UserId(cast.TOM))
    await directory.colleague(PRIYA)
    assert asked(workspace) == 2


async def test_whoever_is_forgotten_is_asked_about_anew(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    await directory.colleague(PRIYA)
    workspace.remove("#riverside", "priya")
    directory.forget(PRIYA)
    assert CHANNEL not in (await directory.colleague(PRIYA)).channels
    directory.forget(UserId("U0NOBODY"))


async def test_an_answer_that_was_on_its_way_when_somebody_left_is_not_remembered(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    _when_asked(directory, lambda _: directory.forget(PRIYA))
    await directory.colleague(PRIYA)
    await directory.colleague(PRIYA)
    assert asked(workspace) == 2


@pytest.mark.parametrize("method", ["users.info", "users.conversations"])
@pytest.mark.parametrize("effect", ["500", "drop_before", "lost_reply", "html", "429"])
async def test_without_an_answer_nobody_is_known_and_nothing_is_remembered(
    workspace: Workspace, directory: SlackDirectory, method: str, effect: Effect
) -> None:
    workspace.faults.next(method, effect, times=9)
    with pytest.raises(DirectoryUnavailable) as problem:
        await directory.colleague(PRIYA)
    assert PRIYA not in str(problem.value)
    workspace.faults.clear()
    assert (await directory.colleague(PRIYA)).user == PRIYA


async def test_an_old_answer_is_not_given_when_slack_does_not_give_a_new_one(
    workspace: Workspace, directory: SlackDirectory, stopwatch: Stopwatch
) -> None:
    await directory.colleague(PRIYA)
    stopwatch.seconds += REMEMBERED_SECONDS
    workspace.faults.next("users.info", "500")
    with pytest.raises(DirectoryUnavailable):
        await directory.colleague(PRIYA)


async def test_a_stranger_to_slack_is_nobody(directory: SlackDirectory) -> None:
    with pytest.raises(DirectoryUnavailable):
        await directory.colleague(UserId("U0NOBODY"))


async def test_whether_somebody_is_an_outsider_costs_one_question_in_ten_minutes(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    assert [await directory.is_outsider(PRIYA) for _ in range(2)] == [False, False]
    assert asked(workspace) == 1
    assert workspace.traffic.calls("users.conversations") == []


async def test_who_was_deactivated_is_an_outsider_once_that_is_heard_of(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    assert not await directory.is_outsider(PRIYA)
    workspace.deactivate("priya")
    directory.forget(PRIYA)
    assert await directory.is_outsider(PRIYA)


async def test_whom_slack_does_not_find_is_an_outsider(directory: SlackDirectory) -> None:
    assert await directory.is_outsider(UserId("U0NOBODY"))


@pytest.mark.parametrize("effect", ["500", "drop_before", "429"])
async def test_without_an_answer_nobody_is_taken_for_a_colleague_or_an_outsider(
    workspace: Workspace, directory: SlackDirectory, effect: Effect
) -> None:
    workspace.faults.next("users.info", effect, times=9)
    with pytest.raises(DirectoryUnavailable):
        await directory.is_outsider(PRIYA)


async def test_two_questions_at_once_get_the_same_answer(directory: SlackDirectory) -> None:
    one, other = await asyncio.gather(directory.colleague(PRIYA), directory.colleague(PRIYA))
    assert one == other


def _when_asked(directory: SlackDirectory, deed: Callable[[object], None]) -> None:
    """Do something between the question and its answer, the first time."""
    asking = directory.client.users_info

    async def slowly(**given: Any) -> object:  # noqa: ANN401 - passed on as it came
        directory.client.users_info = asking  # type: ignore[method-assign] # once only
        answer = await asking(**given)
        deed(answer)
        return answer

    directory.client.users_info = slowly  # type: ignore[method-assign,assignment] # a question that is watched


@dataclass(frozen=True)
class Told:
    """A Slack that says this of everybody."""

    person: dict[str, Any]

    async def users_info(self, **_: object) -> dict[str, Any]:
        return {"user": {"team_id": "T0HOME"} | self.person}

    async def users_conversations(self, **_: object) -> dict[str, Any]:
        return {"channels": []}


def told(person: dict[str, Any], url: str = "") -> SlackDirectory:
    client: Any = Told(person)
    return SlackDirectory(client, home=Home("T0HOME", url=url))


@pytest.mark.parametrize(
    ("person", "is_admin"),
    [
        ({"is_admin": True}, True),
        ({"is_owner": True}, True),
        ({"is_admin": False, "is_owner": False}, False),
        ({"is_admin": None}, False),
        ({}, False),
    ],
)
async def test_administrators_and_owners_are_known_as_such(
    person: dict[str, Any], *, is_admin: bool
) -> None:
    assert (await told(person).colleague(PRIYA)).is_admin is is_admin


async def test_an_administrator_from_elsewhere_is_an_outsider_all_the_same() -> None:
    person = await told({"is_admin": True, "team_id": "T0OTHER"}).colleague(PRIYA)
    assert person.is_outsider


AT = MessageRef(CHANNEL, "1764.000005")


def test_a_link_to_a_message_is_made_as_slack_makes_them() -> None:
    made = told({}, "https://service.slack.test/").link_to(AT)
    assert made == f"https://service.slack.test/archives/{CHANNEL}/p1764000005"


@pytest.mark.parametrize("home", [None, Home("T0HOME")])
def test_there_is_no_link_while_the_workspaces_address_is_not_known(home: Home | None) -> None:
    unknown = told({})
    unknown.home = home
    assert unknown.link_to(AT) == ""


async def test_a_channel_that_is_forgotten_is_nobodys_any_more_until_slack_says_so(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    await directory.colleague(PRIYA)
    workspace.remove("#riverside", workspace.bot_user_id)
    workspace.remove("#riverside", "priya")
    directory.forget_channel(CHANNEL)
    assert CHANNEL not in (await directory.colleague(PRIYA)).channels
    assert asked(workspace) == 1, "who she is has not changed"


async def test_a_channel_tells_whether_others_are_in_it_each_time_anew(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    assert await directory.is_shared(CHANNEL) is False
    workspace.invite_organisation("#riverside")
    assert await directory.is_shared(CHANNEL) is True
    workspace.share_externally("#riverside")
    workspace.unshare("#riverside")
    assert await directory.is_shared(CHANNEL) is False


async def test_of_a_channel_the_bot_does_not_see_nothing_is_known(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    quiet = workspace.add_channel("quiet", "priya", private=True)
    assert await directory.is_shared(ChannelId(quiet.id)) is None


async def test_without_an_answer_a_channel_is_not_taken_for_ones_own(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    workspace.faults.next("conversations.info", "500")
    with pytest.raises(DirectoryUnavailable):
        await directory.is_shared(CHANNEL)
