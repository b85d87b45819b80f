"""Whatever goes wrong between the bot and Slack, a message arrives, and arrives once."""

from datetime import timedelta

import pytest

from bot.delivery.outcomes import Halted
from bot.views.ids import METADATA_EVENT, METADATA_KEY
from sandbox.faults import Effect
from storage import postings
from storage.database import Database
from tests.delivery.conftest import AMINA, CHANNEL, RIVERSIDE, Office

POST = "chat.postMessage"
HISTORY = "conversations.history"


async def test_a_card_is_posted_once_with_a_mark_that_says_nothing(sending: Office) -> None:
    await sending.file("The fax went astray")
    await sending.until_nothing_is_owed()
    [card] = sending.cards
    assert "The fax went astray" in card.plain
    assert card.metadata is not None
    assert card.metadata["event_type"] == METADATA_EVENT
    mark = card.metadata["event_payload"].pop(METADATA_KEY)
    assert len(mark) >= 16
    assert "card" not in mark
    assert card.metadata["event_payload"] == {}
    assert (sending.calls(POST), sending.calls(HISTORY)) == (1, 0)


@pytest.mark.parametrize("effect", ["lost_reply", "500_after", "html"])
async def test_a_message_that_slack_has_is_found_and_not_posted_again(
    sending: Office, effect: Effect
) -> None:
    sending.workspace.faults.next(POST, effect)
    await sending.file()
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 1
    assert sending.calls(POST) == 1
    assert sending.calls(HISTORY) >= 1


@pytest.mark.parametrize("effect", ["drop_before", "500"])
async def test_a_message_that_slack_never_got_is_posted_after_two_looks(
    sending: Office, effect: Effect
) -> None:
    sending.workspace.faults.next(POST, effect)
    await sending.file()
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 1
    assert (sending.calls(POST), sending.calls(HISTORY)) == (2, 2)


async def test_a_message_that_was_refused_for_haste_is_posted_without_a_look(
    sending: Office,
) -> None:
    sending.workspace.faults.next(POST, "429", times=3, seconds=30)
    await sending.file()
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 1
    assert (sending.calls(POST), sending.calls(HISTORY)) == (4, 0)


async def test_a_look_that_goes_wrong_is_taken_again(sending: Office) -> None:
    sending.workspace.faults.next(POST, "lost_reply")
    sending.workspace.faults.next(HISTORY, "500", times=2)
    sending.workspace.faults.next(HISTORY, "429")
    await sending.file()
    await sending.until_nothing_is_owed()
    assert (sending.calls(POST), sending.calls(HISTORY)) == (1, 4)


async def test_losing_every_other_reply_makes_no_message_twice(sending: Office) -> None:
    # Nothing alike in them: a card also shows what it may have to do with.
    words = ["The fax went astray", "No key fits", "Nobody rang back", "Old lists hang there"]
    for effect in ("lost_reply", "500_after", "drop_before", "lost_reply"):
        sending.workspace.faults.next(POST, effect)
    for what in words:
        await sending.file(what)
    await sending.until_nothing_is_owed()
    shown = [[what for what in words if what in card.plain] for card in sending.cards]
    assert sorted(shown) == sorted([what] for what in words)


async def test_a_card_whose_channel_is_archived_waits_and_those_who_can_mend_it_are_told_once(
    sending: Office,
) -> None:
    workspace = sending.workspace
    workspace.archive(RIVERSIDE)
    await sending.file()
    await sending.until_owed(blocked=1)
    for name in ("amina", "dan"):
        [told] = workspace.person(name).dm
        assert "archived" in told.plain
        assert "1 message is waiting" in told.plain
    assert workspace.person("priya").dm == []

    workspace.unarchive(RIVERSIDE)
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 1
    assert len(workspace.person("amina").dm) == 1


async def test_a_channel_that_stays_archived_is_tried_now_and_then_and_told_of_once(
    sending: Office,
) -> None:
    sending.workspace.archive(RIVERSIDE)
    await sending.file()

    def refused() -> list[object]:
        calls = sending.workspace.traffic.calls(POST)
        return [one for one in calls if one.body["channel"] == CHANNEL]

    await sending.workspace.until(lambda: len(refused()) >= 2)
    await sending.until_owed(blocked=1)
    assert len(sending.workspace.person("amina").dm) == 1


async def test_a_nudge_for_somebody_who_has_left_goes_to_whoever_decides_next(
    sending: Office,
) -> None:
    workspace = sending.workspace
    await sending.file()
    await sending.until_nothing_is_owed()
    workspace.deactivate("amina")
    await sending.remind(await sending.report())
    await workspace.until(lambda: workspace.person("dan").dm)
    await sending.until_nothing_is_owed()
    [nudge] = workspace.person("dan").dm
    assert "fax" in nudge.plain


async def test_a_reminder_that_could_not_be_sent_in_time_is_not_sent_late(office: Office) -> None:
    await office.file()
    await office.remind(await office.report())
    office.clock.move(hours=7)
    await office.work()
    assert len(office.cards) == 1
    assert office.workspace.person("amina").dm == []


@pytest.mark.parametrize("slack_has_it", [True, False])
async def test_an_unclear_digest_that_has_become_late_is_looked_for_and_not_sent(
    office: Office, database: Database, *, slack_has_it: bool
) -> None:
    await office.file()
    await office.sender.deliver(await office.claim())
    office.clock.move(hours=23)
    await office.services.clockwork.tick()
    digest = await office.claim()
    await office.services.preparing.prepare(digest)
    assert await office.services.sending.begin(digest)
    await office.leases_run_out()
    if slack_has_it:
        opened = await office.client.conversations_open(users=[AMINA])
        await office.post_by_hand(digest, str(opened["channel"]["id"]))
    before = office.calls(POST)

    office.clock.move(hours=7)
    await office.work()

    assert office.calls(POST) == before
    assert office.calls(HISTORY) >= 1
    assert len(office.workspace.person("amina").dm) == slack_has_it
    assert digest.digest is not None
    id = digest.digest
    recorded = await database.read(lambda tx: postings.of_digest(tx, id, 1))
    assert (recorded is not None) is slack_has_it


async def test_a_digest_for_somebody_who_has_left_is_handed_on_the_same_morning(
    sending: Office,
) -> None:
    workspace = sending.workspace
    await sending.file()
    await sending.until_nothing_is_owed()
    workspace.deactivate("amina")
    sending.clock.move(hours=23)
    await sending.services.clockwork.tick()
    await workspace.until(lambda: workspace.person("dan").dm)
    await sending.until_nothing_is_owed()
    [digest] = workspace.person("dan").dm
    assert "fax" in digest.plain


async def test_a_token_that_is_revoked_stops_everything_and_loses_nothing(
    sending: Office,
) -> None:
    token, sending.client.token = sending.client.token, "xoxb-revoked"
    await sending.file("The first fax")
    await sending.file("The second fax")
    await sending.workspace.until(lambda: sending.worker.halted)
    assert sending.worker.halted == Halted("invalid_auth")
    assert sending.cards == []
    assert sum((await sending.owed()).values()) == 2

    sending.client.token = token
    await sending.until_nothing_is_owed()
    assert len(sending.cards) == 2


async def test_what_was_posted_before_a_crash_is_found_and_not_posted_again(
    office: Office,
) -> None:
    await office.file()
    claimed = await office.claim()
    assert await office.services.sending.begin(claimed)
    await office.leases_run_out()
    await office.post_by_hand(claimed, CHANNEL)

    await office.work()
    assert len(office.cards) == 1
    assert office.calls(POST) == 1
    assert office.calls(HISTORY) >= 1


async def test_what_was_only_meant_to_be_posted_before_a_crash_is_posted_once(
    office: Office,
) -> None:
    await office.file()
    claimed = await office.claim()
    assert await office.services.sending.begin(claimed)
    await office.leases_run_out()

    await office.work()
    assert len(office.cards) == 1
    assert (office.calls(POST), office.calls(HISTORY)) == (1, 2)


async def test_a_crash_before_the_intent_costs_nothing_but_the_lease(office: Office) -> None:
    await office.file()
    await office.claim()
    await office.leases_run_out()

    await office.work()
    assert len(office.cards) == 1
    assert (office.calls(POST), office.calls(HISTORY)) == (1, 0)


async def test_a_sender_that_has_lost_its_claim_sends_nothing(office: Office) -> None:
    await office.file()
    stale = await office.claim(lease=timedelta())
    fresh = await office.claim()
    assert fresh.fence > stale.fence

    assert await office.sender.deliver(stale) is None
    assert office.calls(POST) == 0
    await office.sender.deliver(fresh)
    assert len(office.cards) == 1


async def test_a_new_card_is_told_to_nobody_outside_its_channel(sending: Office) -> None:
    workspace = sending.workspace
    await sending.file()
    await sending.until_nothing_is_owed()
    for name in ("amina", "dan", "priya", "moira", "helen"):
        assert workspace.person(name).dm == []
    assert workspace.bot_user_id not in {one.user for one in workspace.messages("#hillside")}
