"""Nothing of a report goes where people of another organisation read along."""

from dataclasses import replace

import pytest

from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.ids import ChannelId, MessageRef, ReportId
from bot.services import telling
from storage import postings
from storage.database import Database
from tests.conftest import KnownPeople
from tests.delivery.conftest import CHANNEL, DAN, PRIYA, RIVERSIDE, Office

HARMLESS = {
    DeliveryKind.SETUP_CARD,
    DeliveryKind.GREETING,
    DeliveryKind.SETTLED,
    DeliveryKind.ERASED,
}


async def posted(office: Office, database: Database) -> ReportId:
    """A report whose card stands in the channel."""
    await office.file()
    await office.sender.deliver(await office.claim())
    [shown] = office.cards
    found = await database.read(lambda tx: postings.at(tx, MessageRef(CHANNEL, shown.ts)))
    assert found is not None
    assert found.report is not None
    return found.report


@pytest.mark.parametrize("kind", DeliveryKind)
def test_every_kind_is_taken_to_show_a_report_unless_it_is_named_here(kind: DeliveryKind) -> None:
    assert kind.shows_no_report is (kind in HARMLESS)


async def test_a_card_is_not_posted(office: Office) -> None:
    office.workspace.share_externally(RIVERSIDE)
    await office.file()
    await office.sender.deliver(await office.claim())
    assert office.cards == []
    assert (await office.owed())[DeliveryState.BLOCKED] == 1


async def test_a_card_is_not_posted_while_others_are_only_asked_in(office: Office) -> None:
    office.workspace.invite_organisation(RIVERSIDE)
    await office.file()
    await office.sender.deliver(await office.claim())
    assert office.cards == []
    office.workspace.share_externally(RIVERSIDE)
    office.workspace.unshare(RIVERSIDE)
    await office.work()
    assert len(office.cards) == 1


async def test_a_kind_nobody_has_thought_of_is_held_back_too(office: Office) -> None:
    """A digest is for one person; were it ever to come into a channel, it would be held back."""
    office.workspace.share_externally(RIVERSIDE)
    await office.file()
    card: Delivery = await office.claim()
    prepared = await office.sender.preparing.prepare(card)
    odd = replace(card, kind=DeliveryKind.DIGEST)
    assert await office.sender._way(odd, prepared) is None
    assert office.cards == []


async def test_the_invitation_to_set_a_team_up_may_stand_there(
    office: Office, database: Database
) -> None:
    channel = office.workspace.add_channel("joint", office.workspace.bot_user_id)
    office.workspace.share_externally("#joint")
    now = office.clock.now()
    await database.write(lambda tx: telling.setup_card(tx, ChannelId(channel.id), now=now))
    await office.work()
    assert len(office.workspace.messages("#joint")) == 1


async def test_a_card_is_emptied_even_there_when_its_report_is_taken_back(
    office: Office, database: Database
) -> None:
    id = await posted(office, database)
    assert "fax" in office.cards[0].plain
    office.workspace.share_externally(RIVERSIDE)
    await office.services.own.withdraw(PRIYA, id)
    await office.work()
    assert "fax" not in office.cards[0].plain


async def test_a_card_is_not_changed_in_any_other_way(
    office: Office, database: Database, people: KnownPeople
) -> None:
    people.introduce(DAN, CHANNEL)
    id = await posted(office, database)
    office.workspace.share_externally(RIVERSIDE)
    await office.services.discussion.seen_this_too(DAN, id)
    await office.sender.deliver(await office.claim())
    assert office.calls("chat.update") == 0


async def test_direct_messages_are_not_asked_about(office: Office) -> None:
    """The bot may not look into direct messages (it has no `im:read`), and need not."""
    await office.file()
    await office.sender.deliver(await office.claim())
    before = office.calls("conversations.info")
    await office.remind(await office.report())
    await office.work()
    assert office.workspace.person("amina").dm
    assert office.calls("conversations.info") == before
