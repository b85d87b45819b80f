"""Leaving one's name out after all, and putting it to what one wrote."""

import pytest

from bot.delivery.render import render
from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, TakenBack
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode
from bot.services.answers import Said
from bot.services.asking import Question
from bot.services.changes import Altered
from bot.services.contents import CardContent, DigestContent, ErasedContent
from bot.services.naming import Naming
from storage import identities, reports
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.digests import morning
from tests.services.relayed import appeared, content_of
from tests.services.reminders import DAY_AFTER, DAY_BEFORE, gone, nudges
from tests.services.world import Sent, World, of_kind

TOM = UserId("U0TOM")
WITH_THE_NAME = {
    DeliveryKind.NUDGE,
    DeliveryKind.OFFER,
    DeliveryKind.TO_TRY,
    DeliveryKind.REPORTER_SAYS,
    DeliveryKind.REPORTER_SAYS_TO_ASKER,
}
"""Messages beside the card, the mornings and the weekly post that name a named reporter."""
NOBODYS = ReportId("no such report")


@pytest.fixture
def naming(world: World) -> Naming:
    return world.services.naming


async def mode_of(world: World, id: ReportId) -> Mode:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.mode


async def test_a_name_that_is_left_out_is_gone_from_the_card_at_once(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.NAMED)

    report = await naming.unname(PRIYA, id)

    assert (report.mode, report.byline, report.is_own) == (Mode.CONFIDENTIAL, None, True)
    card = content_of(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert isinstance(card, CardContent)
    assert card.report.byline is None


async def test_and_from_the_morning_that_shows_it(world: World, naming: Naming) -> None:
    id = await appeared(world, Mode.NAMED)
    assert len(await morning(world)) == 1

    await naming.unname(PRIYA, id)

    digest = content_of(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    assert isinstance(digest, DigestContent)
    ((_, (row,)),) = digest.digest.sections
    assert row.byline is None


async def test_and_from_a_morning_however_old(world: World, naming: Naming) -> None:
    id = await appeared(world, Mode.NAMED)
    (sent,) = await morning(world)
    world.clock.move(days=60)
    await world.deliver()

    await naming.unname(PRIYA, id)

    updates = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    assert [one.at for one in updates] == [sent.at]
    content = updates[0].outgoing.content
    assert isinstance(content, DigestContent)
    assert [row.byline for _, rows in content.digest.sections for row in rows] == [None]


async def test_and_from_every_other_message_that_shows_it(world: World, naming: Naming) -> None:
    world.people.introduce(TOM, CHANNEL)
    id = await appeared(world, Mode.NAMED)
    await world.services.asking.ask(Question(AMINA, id, "Which form?", "question"))
    await world.services.own.reply(PRIYA, id, "The yellow one", "reply")
    sent = [*await world.deliver(), *await nudges(world, DAY_BEFORE)]
    world.clock.moment = DAY_AFTER
    sent += await world.tick_at()
    said = Said(AMINA, id, Reply.GO_AHEAD, "Would you?", None, "click", doer=TOM)
    await world.services.answers.say(said)
    sent += await world.deliver()
    naming_them = [one for one in sent if one.delivery.kind in WITH_THE_NAME]
    assert {one.delivery.kind for one in naming_them} == WITH_THE_NAME
    assert all(PRIYA in drawn(one) for one in naming_them)

    await naming.unname(PRIYA, id)

    redrawn = of_kind(await world.deliver(), DeliveryKind.REDRAWN)
    assert {one.at for one in redrawn} == {one.at for one in naming_them}
    assert [drawn(one) for one in redrawn if PRIYA in drawn(one)] == []
    (said_there,) = (one for one in redrawn if one.at.channel == CHANNEL)
    assert "The yellow one" in drawn(said_there)


def drawn(sent: Sent) -> str:
    """A message as Slack gets it."""
    return str(render(sent.outgoing.content))


async def test_what_is_shown_to_nobody_any_more_is_emptied(world: World, naming: Naming) -> None:
    id = await appeared(world, Mode.NAMED)
    (reminder,) = await nudges(world, DAY_BEFORE)
    await gone(world, AMINA)

    await naming.unname(PRIYA, id)

    (drawn,) = of_kind(await world.deliver(), DeliveryKind.REDRAWN)
    assert (drawn.at, drawn.outgoing.content) == (reminder.at, ErasedContent())


async def test_to_leave_ones_name_out_twice_redraws_nothing_more(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.NAMED)
    await nudges(world, DAY_BEFORE)
    await naming.unname(PRIYA, id)
    await world.deliver()

    await naming.unname(PRIYA, id)

    assert await world.deliver() == []


async def test_a_name_that_is_put_to_it_is_on_the_card_at_once(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.CONFIDENTIAL)

    report = await naming.name(PRIYA, id)

    assert (report.mode, report.byline) == (Mode.NAMED, PRIYA)
    card = content_of(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert isinstance(card, CardContent)
    assert card.report.byline == PRIYA


async def test_there_and_back_again_it_stays_theirs(world: World, naming: Naming) -> None:
    id = await appeared(world, Mode.NAMED)

    for _ in range(2):
        await naming.unname(PRIYA, id)
    for _ in range(2):
        await naming.name(PRIYA, id)
    await naming.unname(PRIYA, id)

    assert await world.kinds(id) == ["filed", "unnamed", "named", "unnamed"]
    assert await mode_of(world, id) is Mode.CONFIDENTIAL
    theirs = await world.database.read(
        lambda tx: identities.reports_of(tx, world.context.vault, PRIYA)
    )
    assert theirs == (id,)
    assert (await world.services.own.add(PRIYA, id, "One thing more", "key")).is_own


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("user", [TOM, AMINA])
async def test_nobody_else_changes_how_somebody_is_known(
    world: World, naming: Naming, mode: Mode, user: UserId
) -> None:
    id = await appeared(world, mode)
    world.people.introduce(TOM, CHANNEL)
    said = set()

    for who, subject in ((user, id), (PRIYA, NOBODYS)):
        for deed in (naming.unname, naming.name):
            with pytest.raises(NotAvailable) as refused:
                await deed(who, subject)
            said.add(refused.value.message)

    assert len(said) == 1
    assert await mode_of(world, id) is mode


async def test_who_left_no_name_cannot_be_named_not_even_by_themselves(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.ANONYMOUS)

    for deed in (naming.name, naming.unname):
        with pytest.raises(NotAvailable):
            await deed(PRIYA, id)


async def test_a_yes_to_ones_name_goes_with_the_name_and_does_not_come_back_with_it(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.NAMED)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    changed = Altered(AMINA, id, "One list hangs by the door", Strength.EASIER, "changed")
    await world.services.changes.record(changed)
    assert (await world.services.own.credit(PRIYA, id)).report.credited

    assert not (await naming.unname(PRIYA, id)).credited
    assert not (await naming.name(PRIYA, id)).credited
    assert (await world.services.own.credit(PRIYA, id)).report.credited


async def test_the_change_is_kept_by_the_hour_once_the_name_is_left_out(
    world: World, naming: Naming
) -> None:
    id = await appeared(world, Mode.NAMED)
    world.clock.move(minutes=17, seconds=5)

    await naming.unname(PRIYA, id)

    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    hour = world.clock.now().replace(minute=0, second=0, microsecond=0)
    assert found.events[-1].at == hour
    assert found.events[-1].shows(world.clock.now())


async def test_a_manager_who_leaves_their_name_out_does_not_decide_on_it(
    world: World, naming: Naming
) -> None:
    await world.set_up()
    id = await world.file(AMINA, mode=Mode.NAMED)

    await naming.unname(AMINA, id)

    with pytest.raises(NotAvailable):
        await world.say(AMINA, id, Reply.GO_AHEAD)


async def test_what_was_taken_back_has_nothing_to_change(world: World, naming: Naming) -> None:
    id = await appeared(world, Mode.NAMED)
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await naming.unname(PRIYA, id)
    assert of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert await mode_of(world, id) is Mode.NAMED
