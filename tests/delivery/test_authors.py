"""How many people could have written something in a channel, as far as Slack will say."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from bot.delivery.directory import SlackDirectory
from bot.domain.ids import ChannelId, UserId
from bot.services.directory import DirectoryUnavailable
from sandbox import cast
from sandbox.faults import Effect
from sandbox.workspace import Workspace
from tests.delivery.conftest import CHANNEL, PRIYA, Stopwatch

MANY = 1_000
"""More than are in any channel here: the count goes to its end."""

DECIDE = frozenset({UserId(cast.AMINA), UserId(cast.DAN), UserId(cast.MOIRA)})


async def counted(
    directory: SlackDirectory, *, without: Iterable[str] = (), guests: bool = True
) -> int:
    left_out = frozenset(map(UserId, without))
    return await directory.authors_in(CHANNEL, without=left_out, guests=guests, enough=MANY)


def asked(workspace: Workspace, method: str) -> int:
    return len(workspace.traffic.calls(method))


async def test_everybody_in_the_channel_counts_but_the_bot_and_those_left_out(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    members = set(workspace.channel(CHANNEL).members) - {workspace.bot_user_id}
    assert await counted(directory) == len(members)
    assert await counted(directory, without=DECIDE) == len(members - DECIDE)


async def test_those_left_out_are_not_even_asked_about(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    await counted(directory, without=DECIDE)
    shown = {call.body["user"] for call in workspace.traffic.calls("users.info")}
    assert shown
    assert not shown & DECIDE


@pytest.mark.parametrize(
    "flags", [{"is_external": True}, {"deleted": True}, {"is_bot": True}], ids=str
)
async def test_outsiders_bots_and_deactivated_people_do_not_count(
    workspace: Workspace, directory: SlackDirectory, flags: dict[str, Any]
) -> None:
    before = await counted(directory)
    workspace.add_person("alex", **flags)
    workspace.invite("#riverside", "alex")
    directory.forget_channel(CHANNEL)
    assert await counted(directory) == before


async def test_guests_count_where_they_belong_to_the_team_and_else_not(
    directory: SlackDirectory,
) -> None:
    """Sam is the only guest in the channel."""
    assert await counted(directory, guests=True) == await counted(directory, guests=False) + 1


async def test_whoever_the_channel_lists_and_slack_does_not_show_is_not_counted(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    before = await counted(directory)
    members = workspace.channel(CHANNEL).members
    directory.client.conversations_members = _told((*members, "U0HIDDEN00"))  # type: ignore[method-assign] # the practice workspace shows everybody it lists
    directory.forget_channel(CHANNEL)
    assert await counted(directory) == before


async def test_a_channel_that_fills_several_pages_is_counted_whole(
    workspace: Workspace, directory: SlackDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.directory._PAGE", 5)
    members = set(workspace.channel(CHANNEL).members) - {workspace.bot_user_id}
    assert await counted(directory) == len(members)
    assert asked(workspace, "conversations.members") == 3


async def test_nobody_else_is_asked_about_once_enough_are_found(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    _fill(workspace, 200)
    found = await directory.authors_in(CHANNEL, without=DECIDE, guests=True)
    assert found == 8
    assert asked(workspace, "users.info") <= 10
    assert asked(workspace, "users.conversations") == 0


async def test_who_is_known_already_is_counted_first_and_not_asked_about_again(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    _fill(workspace, 200)
    for user in workspace.channel(CHANNEL).members[-8:]:
        await directory.colleague(UserId(user))
    before = asked(workspace, "users.info")
    assert await directory.authors_in(CHANNEL, without=DECIDE, guests=True) == 8
    assert asked(workspace, "users.info") == before


async def test_what_was_learnt_in_counting_serves_for_knowing_a_colleague(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    await counted(directory)
    before = asked(workspace, "users.info")
    assert not (await directory.colleague(PRIYA)).is_guest
    assert asked(workspace, "users.info") == before


async def test_a_channel_of_strangers_is_not_asked_about_without_end(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    _fill(workspace, 200, is_restricted=True)
    with pytest.raises(DirectoryUnavailable):
        await directory.authors_in(
            CHANNEL, without=_all_but_guests(workspace), guests=False, enough=8
        )
    assert asked(workspace, "users.info") <= 50


async def test_a_count_that_had_to_stop_goes_on_from_there(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    _fill(workspace, 70, is_restricted=True)
    without = _all_but_guests(workspace)
    with pytest.raises(DirectoryUnavailable):
        await directory.authors_in(CHANNEL, without=without, guests=False)
    assert await directory.authors_in(CHANNEL, without=without, guests=False) == 0


async def test_a_channel_of_two_hundred_is_counted_well_inside_a_listeners_time(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    """Six rounds at most, one after the other: a fifth of a second for each still does."""
    _fill(workspace, 200, is_restricted=True)
    at_once, most, rounds = 0, 0, 0
    asking = directory.client.users_info

    async def watched(**given: Any) -> object:  # noqa: ANN401 - passed on as it came
        nonlocal at_once, most, rounds
        rounds += at_once == 0
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        answer = await asking(**given)
        at_once -= 1
        return answer

    directory.client.users_info = watched  # type: ignore[method-assign,assignment] # a question that is watched
    with pytest.raises(DirectoryUnavailable):
        await directory.authors_in(CHANNEL, without=_all_but_guests(workspace), guests=False)
    assert (rounds, most) == (5, 10)


async def test_whoever_joins_or_leaves_is_counted_as_soon_as_the_channel_is_forgotten(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    before = await counted(directory)
    workspace.remove("#riverside", "priya")
    assert await counted(directory) == before, "until word of it has come"
    directory.forget_channel(CHANNEL)
    assert await counted(directory) == before - 1


async def test_whoever_becomes_a_guest_or_leaves_slack_is_counted_anew_when_they_are_forgotten(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    before = await counted(directory, guests=False)
    workspace.change_person("priya", is_restricted=True)
    directory.forget(PRIYA)
    assert await counted(directory, guests=False) == before - 1


async def test_members_are_remembered_for_ten_minutes_and_no_longer(
    workspace: Workspace, directory: SlackDirectory, stopwatch: Stopwatch
) -> None:
    before = await counted(directory)
    workspace.remove("#riverside", "priya")
    stopwatch.seconds += 599.9
    assert await counted(directory) == before
    stopwatch.seconds += 0.1
    assert await counted(directory) == before - 1


@pytest.mark.parametrize("method", ["users.info", "conversations.members"])
@pytest.mark.parametrize("effect", ["500", "drop_before", "lost_reply", "html", "429"])
async def test_without_an_answer_nobody_is_counted(
    workspace: Workspace, directory: SlackDirectory, method: str, effect: Effect
) -> None:
    workspace.faults.next(method, effect, times=99)
    with pytest.raises(DirectoryUnavailable) as problem:
        await counted(directory)
    assert CHANNEL not in str(problem.value)
    workspace.faults.clear()
    assert await counted(directory) > 8


async def test_an_answer_that_takes_too_long_is_none(
    directory: SlackDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(**_: object) -> object:
        return await asyncio.Event().wait()

    monkeypatch.setattr("bot.delivery.directory.COUNTING_SECONDS", 0.01)
    directory.client.conversations_members = never  # type: ignore[method-assign,assignment] # a Slack that does not answer
    with pytest.raises(DirectoryUnavailable):
        await counted(directory)


async def test_a_channel_the_bot_is_not_in_cannot_be_counted(
    workspace: Workspace, directory: SlackDirectory
) -> None:
    quiet = workspace.add_channel("quiet", "priya", private=True)
    with pytest.raises(DirectoryUnavailable):
        await directory.authors_in(ChannelId(quiet.id), without=(), guests=True)


async def test_until_slack_has_told_who_we_are_nobody_can_be_counted(
    directory: SlackDirectory,
) -> None:
    directory.home = None
    with pytest.raises(DirectoryUnavailable):
        await counted(directory)


def _fill(workspace: Workspace, many: int, *, is_restricted: bool = False) -> None:
    for number in range(many):
        workspace.add_person(f"p{number}", is_restricted=is_restricted)
        workspace.invite("#riverside", f"p{number}")


def _all_but_guests(workspace: Workspace) -> frozenset[UserId]:
    everybody = workspace.world.state.members.values()
    return frozenset(UserId(one.id) for one in everybody if not one.is_guest)


def _told(members: Iterable[str]) -> Callable[..., Any]:
    listed = list(members)

    async def told(**_: object) -> dict[str, Any]:
        return {"members": listed}

    return told
