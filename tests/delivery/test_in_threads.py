"""Check-backs stand in the thread of their card; questions go to whoever is in the team still."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.change import Strength
from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.events import Reply
from bot.domain.report import Report
from bot.services import owing
from bot.services.answers import Said
from bot.services.changes import Altered
from sandbox.faults import Effect
from sandbox.seen import SeenMessage
from storage import teams
from storage.database import Transaction
from tests.conftest import KnownPeople
from tests.delivery.conftest import AMINA, CHANNEL, DAN, Office

POST = "chat.postMessage"
HISTORY, THREAD = "conversations.history", "conversations.replies"


async def changed(office: Office, people: KnownPeople) -> Report:
    """A report with a card, about which something has been changed; all of it is told."""
    people.introduce(AMINA, CHANNEL)
    await office.file()
    await office.sender.deliver(await office.claim())
    report = await office.report()
    await answer(office, report, Reply.GO_AHEAD)
    altered = Altered(AMINA, report.id, "One shared inbox", Strength.EASIER, key="changed")
    await office.services.changes.record(altered)
    await everything_sent(office)
    return report


async def answer(office: Office, report: Report, reply: Reply, **more: object) -> None:
    said = Said(AMINA, report.id, reply, "Please do", date(2026, 12, 1), key=f"say-{reply}")
    await office.services.answers.say(replace(said, **more))  # type: ignore[arg-type] # its fields


async def everything_sent(office: Office) -> None:
    """Send what is due, one by one, as a worker does."""
    while claimed := await claim_all(office):
        for delivery in claimed:
            await office.sender.deliver(delivery)


async def claim_all(office: Office) -> tuple[Delivery, ...]:
    pace = office.sender.pace
    return await office.services.sending.claim(
        lease=pace.lease, pace=pace.between_messages, limit=9
    )


async def ask_the_team(office: Office, report: Report) -> None:
    """Owe the check-backs of a report, and let that of its reporter go."""
    now = office.clock.now()

    async def owe(tx: Transaction) -> None:
        [team] = await teams.every(tx)
        await owing.check_backs(tx, report, team, event=3, now=now)

    await office.services.sending.context.database.write(owe)


def asked(office: Office) -> list[SeenMessage]:
    """What the bot has said in the thread of the card."""
    card = office.cards[0]
    bot = office.workspace.bot_user_id
    return [one for one in office.workspace.thread(card) if one.user == bot and one.ts != card.ts]


async def test_the_team_is_asked_in_the_thread_of_its_card(
    office: Office, people: KnownPeople
) -> None:
    report = await changed(office, people)
    await ask_the_team(office, report)
    await office.work()
    [question] = asked(office)
    assert "One shared inbox" in question.plain
    assert len(office.cards) == 1


@pytest.mark.parametrize("effect", ["lost_reply", "500_after"])
async def test_a_question_that_slack_has_is_looked_for_in_its_thread_and_not_asked_again(
    office: Office, people: KnownPeople, effect: Effect
) -> None:
    report = await changed(office, people)
    await ask_the_team(office, report)
    [of_team] = await only_the_teams(office)
    office.workspace.faults.next(POST, effect)
    posted, looked = office.calls(POST), office.calls(THREAD)
    await office.sender.deliver(of_team)
    await office.work()
    assert len(asked(office)) == 1
    assert office.calls(POST) == posted + 1
    assert office.calls(THREAD) > looked


async def only_the_teams(office: Office) -> tuple[Delivery, ...]:
    """The team's check-back, claimed; the reporter's has been sent."""
    kept = []
    while claimed := await claim_all(office):
        for delivery in claimed:
            if delivery.kind is DeliveryKind.CHECK_BACK_TO_TEAM:
                kept.append(delivery)
            else:
                await office.sender.deliver(delivery)
    return tuple(kept)


async def test_what_stands_in_the_thread_of_another_card_is_not_taken_for_it(
    office: Office, people: KnownPeople
) -> None:
    report = await changed(office, people)
    await ask_the_team(office, report)
    [of_team] = await only_the_teams(office)
    assert await office.services.sending.begin(of_team)
    await office.leases_run_out()
    # The same mark outside the thread is no proof that it was asked there.
    await office.post_by_hand(of_team, CHANNEL)
    await office.work()
    assert len(asked(office)) == 1


async def test_the_team_is_not_asked_while_its_channel_is_shared_with_another_organisation(
    office: Office, people: KnownPeople
) -> None:
    report = await changed(office, people)
    await ask_the_team(office, report)
    [of_team] = await only_the_teams(office)
    office.workspace.share_externally("#riverside")
    await office.sender.deliver(of_team)
    assert asked(office) == []
    assert (await office.owed())[DeliveryState.BLOCKED] == 1


async def test_whoever_is_asked_to_try_something_is_asked_once_in_a_direct_message(
    office: Office, people: KnownPeople
) -> None:
    people.introduce(AMINA, CHANNEL)
    people.introduce(DAN, CHANNEL)
    await office.file()
    await everything_sent(office)
    await answer(office, await office.report(), Reply.TRY_UNTIL, doer=DAN)
    await office.work()
    [question] = office.workspace.person("dan").dm
    assert "fax" in question.plain
    assert "fax" not in question.text


@pytest.mark.parametrize("is_outsider", [True, False])
async def test_somebody_who_has_left_the_channel_is_not_asked_to_try_anything(
    office: Office, people: KnownPeople, *, is_outsider: bool
) -> None:
    people.introduce(AMINA, CHANNEL)
    tom = people.introduce("U0TOM", CHANNEL)
    await office.file()
    await everything_sent(office)
    await answer(office, await office.report(), Reply.TRY_UNTIL, doer=tom)
    people.introduce(tom, *([CHANNEL] if is_outsider else []), is_outsider=is_outsider)
    opened = office.calls("conversations.open")
    await everything_sent(office)
    owed = await office.owed()
    assert owed == {}
    users = [one.body["users"] for one in office.workspace.traffic.calls("conversations.open")]
    assert not any(tom in str(one) for one in users[opened:])
