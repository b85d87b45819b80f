"""What cannot go out, or cannot be looked for, waits until somebody has mended what is wrong."""

import asyncio
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery.outcomes import Halted
from bot.delivery.slack import HistoryTooLong, Post
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import ChannelId, MessageRef
from bot.domain.report import Audience, Kind
from storage import people as people_known
from storage import postings
from storage.database import Database
from tests.builders import sent
from tests.conftest import KnownPeople
from tests.delivery.conftest import AMINA, CHANNEL, DAN, PACE, PRIYA, RIVERSIDE, Office

POST = "chat.postMessage"


def refused(problem: str) -> SlackApiError:
    """What the SDK raises where Slack says no."""
    return SlackApiError("not ok", {"ok": False, "error": problem})  # type: ignore[no-untyped-call] # the SDK's own


async def half_sent(office: Office) -> Delivery:
    """A card that Slack has, of which the bot knows only that it began to send it."""
    office.workspace.faults.next(POST, "lost_reply")
    await office.file()
    assert await office.sender.deliver(await office.claim()) is None
    assert await office.owed() == {DeliveryState.MAYBE: 1}
    return await claimed_again(office)


async def claimed_again(office: Office) -> Delivery:
    """The one delivery, once its wait is over."""
    found: tuple[Delivery, ...] = ()

    async def is_due() -> bool:
        nonlocal found
        found = await office.services.sending.claim(lease=PACE.lease, pace=timedelta(), limit=9)
        return bool(found)

    await office.workspace.until(is_due)
    (delivery,) = found
    return delivery


async def at_work(office: Office) -> None:
    """Let a worker run until nothing is owed."""
    task = asyncio.create_task(office.worker.run())
    await office.until_nothing_is_owed()
    office.worker.stop()
    await task


def the_history_cannot_be_read(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    async def find(*_: object) -> MessageRef | None:
        raise problem

    monkeypatch.setattr(Post, "find", find)


@pytest.mark.parametrize("problem", ["token_revoked", "missing_scope", "account_inactive"])
async def test_a_look_back_that_the_app_may_not_take_halts_and_goes_on_after_the_repair(
    office: Office, monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    unclear = await half_sent(office)
    with monkeypatch.context() as broken:
        the_history_cannot_be_read(broken, refused(problem))
        assert await office.sender.deliver(unclear) == Halted(problem)
    assert await office.owed() == {DeliveryState.MAYBE: 1}

    await at_work(office)
    assert len(office.cards) == 1
    assert office.calls(POST) == 1


async def test_a_token_that_is_revoked_before_the_look_back_halts_and_posts_nothing_twice(
    sending: Office,
) -> None:
    sending.workspace.faults.next(POST, "lost_reply")
    sending.workspace.faults.next("conversations.history", "500", times=1)
    await sending.file()
    await sending.workspace.until(lambda: sending.cards)
    token, sending.client.token = sending.client.token, "xoxb-revoked"
    await sending.workspace.until(lambda: sending.refused("invalid_auth"))
    assert DeliveryState.HELD not in await sending.owed()

    sending.client.token = token
    await sending.until_nothing_is_owed()
    assert (len(sending.cards), sending.calls(POST)) == (1, 1)


@pytest.mark.parametrize("problem", ["not_in_channel", "channel_not_found"])
async def test_where_the_bot_is_not_in_the_channel_any_more_it_looks_when_it_is_back(
    office: Office, monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    unclear = await half_sent(office)
    monkeypatch.setattr(type(office.sender.pace), "blocked", lambda _: timedelta(hours=1))
    with monkeypatch.context() as broken:
        the_history_cannot_be_read(broken, refused(problem))
        assert await office.sender.deliver(unclear) is None
    assert await office.owed() == {DeliveryState.MAYBE: 1}
    assert not await office.services.sending.anything_due()

    await office.services.sending.unblock(ChannelId("C0OTHER"))
    assert not await office.services.sending.anything_due()
    await office.services.sending.unblock(CHANNEL)
    assert await office.services.sending.anything_due()
    await at_work(office)
    assert (len(office.cards), office.calls(POST)) == (1, 1)


async def test_only_a_history_without_an_end_holds_a_message_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclear = await half_sent(office)
    the_history_cannot_be_read(monkeypatch, HistoryTooLong())
    assert await office.sender.deliver(unclear) is None
    assert await office.owed() == {DeliveryState.HELD: 1}
    assert office.calls(POST) == 1


@pytest.mark.parametrize("mark", ["is_ext_shared", "is_pending_ext_shared"])
async def test_a_card_waits_while_its_channel_is_shared_with_another_organisation(
    office: Office, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    info = office.client.conversations_info

    async def marked(*, channel: str) -> dict[str, object]:
        found = (await info(channel=channel))["channel"]
        return {"channel": found | {mark: True}}

    await office.file()
    with monkeypatch.context() as shared:
        shared.setattr(office.client, "conversations_info", marked)
        assert await office.sender.deliver(await office.claim()) is None
    assert office.cards == []
    assert (await office.owed())[DeliveryState.BLOCKED] == 1

    await at_work(office)
    assert len(office.cards) == 1


async def test_those_who_can_mend_a_shared_channel_are_told_why_and_the_card_goes_out_once(
    sending: Office,
) -> None:
    workspace = sending.workspace
    unshared = workspace.channel(RIVERSIDE)
    workspace.share_externally(RIVERSIDE)
    await sending.file()
    await sending.until_owed(blocked=1)
    for name in ("amina", "dan"):
        [told] = workspace.person(name).dm
        assert "shared with another organisation" in told.plain
        assert "fax" not in told.plain
    assert sending.cards == []

    workspace.world.state.channels[CHANNEL] = unshared
    await sending.services.sending.unblock(CHANNEL)
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 1
    assert len(workspace.person("amina").dm) == 1


async def test_a_card_is_not_changed_while_its_channel_is_shared(
    office: Office, database: Database, people: KnownPeople
) -> None:
    people.introduce(DAN, CHANNEL)
    await office.file()
    await office.sender.deliver(await office.claim())
    [shown] = office.cards
    posted = await database.read(lambda tx: postings.at(tx, MessageRef(CHANNEL, shown.ts)))
    assert posted is not None
    assert posted.report is not None
    office.workspace.share_externally(RIVERSIDE)
    await office.services.discussion.seen_this_too(DAN, posted.report)

    assert await office.sender.deliver(await office.claim()) is None

    assert office.calls("chat.update") == 0
    assert (await office.owed())[DeliveryState.BLOCKED] == 1


@pytest.mark.parametrize("problem", ["restricted_action", "channel_not_found", "not_in_channel"])
async def test_a_direct_message_that_a_rule_forbids_is_put_off_and_nobody_counts_as_gone(
    office: Office, database: Database, monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    form = await office.services.capture.begin(PRIYA, CHANNEL, Kind.NEAR_MISS, "")
    given = sent(form, user=PRIYA, audience=Audience.DECIDERS)
    await office.services.capture.submit(given)
    office.clock.move(days=1)
    await office.services.clockwork.tick()
    digest = await office.claim()

    async def forbidden(*_: object) -> MessageRef:
        raise refused(problem)

    with monkeypatch.context() as ruled:
        ruled.setattr(Post, "send", forbidden)
        assert await office.sender.deliver(digest) is None
    assert await office.owed() == {DeliveryState.TODO: 1}
    assert (await database.read(lambda tx: people_known.known(tx, [AMINA]))).gone == set()

    await at_work(office)
    assert len(office.workspace.person("amina").dm) == 1
    assert office.workspace.person("dan").dm == []
