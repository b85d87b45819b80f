"""The answer to a direct message: it quotes what stands in Slack, and nothing of it is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import ChannelId, MessageRef
from bot.views.ids import METADATA_EVENT, METADATA_KEY
from sandbox.faults import Effect
from sandbox.human import Person
from sandbox.seen import SeenMessage
from storage.database import Database, Transaction
from storage.schema import delivery, posted
from tests.conftest import KnownPeople
from tests.delivery.conftest import CHANNEL, PRIYA, Office
from tests.delivery.test_repair import refused

POST = "chat.postMessage"
WORDS = "the <b>fax</b> & the *form*\nwent astray"


def place(said: SeenMessage) -> MessageRef:
    return MessageRef(ChannelId(said.channel), said.ts)


def heard(office: Office) -> list[SeenMessage]:
    """What the bot has said to Priya."""
    bot = office.workspace.bot_user_id
    return [one for one in priya(office).dm if one.user == bot]


def priya(office: Office) -> Person:
    return office.workspace.person("priya")


async def owe(office: Office, words: str = WORDS) -> SeenMessage:
    """Priya writes to the bot, and is owed an answer."""
    said = await priya(office).say(priya(office).dm_id, words)
    await office.services.hearing.direct_message(place(said))
    return said


async def rows(database: Database) -> tuple[int, int]:
    """How many deliveries and posted messages are on record."""

    async def count(tx: Transaction) -> tuple[int, int]:
        owed, shown = [
            await tx.scalar(select(func.count()).select_from(table)) for table in (delivery, posted)
        ]
        return owed or 0, shown or 0

    return await database.read(count)


async def test_an_answer_quotes_the_words_as_they_were_typed_and_leaves_no_row(
    sending: Office, database: Database
) -> None:
    await owe(sending)
    await sending.workspace.until(lambda: heard(sending))
    await sending.until_nothing_is_owed()
    [answer] = heard(sending)
    assert WORDS in answer.plain
    assert "fax" not in answer.text
    assert await rows(database) == (0, 0)


async def test_the_same_message_told_twice_is_answered_once(sending: Office) -> None:
    said = await owe(sending)
    await sending.workspace.until(lambda: heard(sending))
    await sending.services.hearing.direct_message(place(said))
    await owe(sending, "and the form")
    await sending.workspace.until(lambda: len(heard(sending)) >= 2)
    await sending.until_nothing_is_owed()
    assert len(heard(sending)) == 2


async def test_words_that_were_changed_since_are_quoted_as_they_are_now(office: Office) -> None:
    said = await owe(office)
    await priya(office).edit(said, "never mind the fax")
    await office.work()
    [answer] = heard(office)
    assert "never mind the fax" in answer.plain
    assert "form" not in answer.plain.replace("in the form", "")


async def test_a_message_that_is_gone_is_not_answered_and_leaves_no_row(
    office: Office, database: Database
) -> None:
    said = await owe(office)
    await priya(office).delete(said)
    await office.work()
    assert heard(office) == []
    assert office.calls(POST) == 0
    assert await rows(database) == (0, 0)


@pytest.mark.parametrize("problem", ["thread_not_found", "message_not_found"])
async def test_a_message_slack_does_not_know_any_more_is_not_answered(
    office: Office, database: Database, monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    await owe(office)

    async def unknown(**_: object) -> None:
        raise refused(problem)

    monkeypatch.setattr(office.client, "conversations_replies", unknown)
    await office.work()
    assert heard(office) == []
    assert await rows(database) == (0, 0)


async def test_an_answer_that_is_an_hour_late_is_not_sent_and_leaves_no_row(
    office: Office, database: Database
) -> None:
    await owe(office)
    office.clock.move(hours=1, seconds=1)
    await office.work()
    assert heard(office) == []
    assert await rows(database) == (0, 0)


@pytest.mark.parametrize("effect", ["lost_reply", "500_after", "html"])
async def test_an_answer_that_slack_has_is_found_and_not_posted_again(
    sending: Office, database: Database, effect: Effect
) -> None:
    sending.workspace.faults.next(POST, effect)
    await owe(sending)
    await sending.workspace.until(lambda: heard(sending))
    await sending.until_nothing_is_owed()
    assert len(heard(sending)) == 1
    assert sending.calls(POST) == 1
    assert await rows(database) == (0, 0)


async def begun(office: Office) -> Delivery:
    """An answer whose sender dies just after it has written down that it begins."""
    await owe(office)
    claimed = await office.claim()
    assert await office.services.sending.begin(claimed)
    await office.leases_run_out()
    return claimed


@pytest.mark.parametrize("slack_has_it", [True, False])
async def test_a_kill_between_sending_and_recording_repeats_nothing(
    office: Office, database: Database, *, slack_has_it: bool
) -> None:
    claimed = await begun(office)
    if slack_has_it:
        await office.post_by_hand(claimed, priya(office).dm_id)
    await office.work()
    assert len(heard(office)) == 1
    assert await rows(database) == (0, 0)


async def test_an_answer_that_slack_has_is_found_although_the_message_is_gone(
    office: Office, database: Database
) -> None:
    claimed = await begun(office)
    await office.post_by_hand(claimed, priya(office).dm_id)
    for said in priya(office).dm:
        if said.user != office.workspace.bot_user_id:
            await priya(office).delete(said)
    await office.work()
    assert len(heard(office)) == 1
    assert await rows(database) == (0, 0)


async def test_words_that_cannot_be_read_now_are_read_later(office: Office) -> None:
    await owe(office)
    office.workspace.faults.next("conversations.replies", "500", times=2)
    office.workspace.faults.next("conversations.replies", "429")
    await office.work()
    assert len(heard(office)) == 1


async def test_the_mark_of_an_answer_says_nothing_of_whom_it_answers(office: Office) -> None:
    said = await owe(office)
    await office.work()
    [answer] = heard(office)
    assert answer.metadata is not None
    assert answer.metadata["event_type"] == METADATA_EVENT
    mark = answer.metadata["event_payload"][METADATA_KEY]
    assert said.ts not in mark
    assert said.channel not in mark


async def test_a_claim_that_was_lost_forgets_nothing(office: Office, database: Database) -> None:
    await owe(office)
    stale = await office.claim(lease=timedelta())
    await office.claim()
    await office.services.sending.drop(stale, problem="too late")
    assert await rows(database) == (1, 0)
    assert sum((await office.owed()).values()) == 1
    assert DeliveryState.DROPPED not in await office.owed()


@pytest.mark.parametrize(
    ("channels", "is_guest"), [((CHANNEL,), False), ((), True)], ids=["elsewhere", "guest"]
)
async def test_whoever_is_from_elsewhere_or_a_guest_of_no_team_is_offered_nothing(
    office: Office,
    people: KnownPeople,
    database: Database,
    channels: tuple[str, ...],
    *,
    is_guest: bool,
) -> None:
    people.introduce(PRIYA, *channels, is_guest=is_guest, is_outsider=not is_guest)
    await owe(office)
    await office.work()
    [answer] = heard(office)
    assert "for members of this service's own teams" in answer.plain
    assert answer.buttons == []
    assert "fax" not in answer.plain
    assert await rows(database) == (0, 0)


async def test_a_guest_of_a_team_is_offered_what_everybody_is(
    office: Office, people: KnownPeople
) -> None:
    people.introduce(PRIYA, CHANNEL, is_guest=True)
    await owe(office)
    await office.work()
    [answer] = heard(office)
    assert answer.buttons


async def test_while_slack_does_not_say_who_wrote_nothing_is_offered(
    office: Office, people: KnownPeople
) -> None:
    people.forget(PRIYA)
    await owe(office)
    await office.sender.deliver(await office.claim())
    assert heard(office) == []

    people.introduce(PRIYA, CHANNEL)
    await office.work()
    [answer] = heard(office)
    assert answer.buttons
