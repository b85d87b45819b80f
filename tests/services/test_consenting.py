"""Whether a story may be shared is asked once, by the clock, while somebody can still be asked."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.change import Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT, Event, EventKind
from bot.domain.ids import ReportId
from bot.domain.lifecycle import Action
from bot.domain.reference import Code
from bot.domain.report import Audience, Mode, Report, Words
from bot.domain.retention import A_CODE_BEFORE
from bot.services.contents import FarewellContent
from bot.services.nights import AT
from bot.services.own import Edit
from bot.services.returning import Returned
from bot.services.settings import Changes
from storage import reports
from tests.builders import AMINA, PRIYA
from tests.services import trapping
from tests.services.published import changed, published
from tests.services.relayed import appeared
from tests.services.trapping import confirmed, two_teams
from tests.services.world import Sent, World, of_kind

MODES = pytest.mark.parametrize("mode", Mode)
FOUR_WEEKS = 28
IDENTITY_DAYS = 14


async def load(world: World, id: ReportId) -> Report:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


async def asked(world: World, id: ReportId) -> list[Event]:
    return [one for one in (await load(world, id)).events if one.kind is EventKind.CONSENT_ASKED]


async def four_weeks_later(world: World) -> list[Sent]:
    """What is sent on the day on which it is asked whether a change has helped."""
    return await world.tick_at(days=FOUR_WEEKS + 1)


def questions(sent: list[Sent]) -> list[str]:
    return [one.to for one in of_kind(sent, DeliveryKind.CONSENT_TO_REPORTER)]


@MODES
async def test_it_is_asked_with_the_check_back_and_found_by_who_left_no_name(
    world: World, mode: Mode
) -> None:
    id, who = await changed(world, mode)

    sent = await four_weeks_later(world)

    assert [one.actor for one in await asked(world, id)] == [BOT]
    assert (await load(world, id)).is_consent_asked
    if mode is Mode.ANONYMOUS:
        assert questions(sent) == []
        returned = await _back(world, str(who))
        assert returned.own.report.is_consent_asked
    else:
        assert questions(sent) == [PRIYA]
        kinds = [one.delivery.kind for one in sent if one.to == PRIYA]
        back, consent = DeliveryKind.CHECK_BACK_TO_REPORTER, DeliveryKind.CONSENT_TO_REPORTER
        assert kinds.index(back) < kinds.index(consent)


async def _back(world: World, code: str) -> Returned:
    return await world.services.returning.come_back(PRIYA, code)


async def test_it_is_asked_also_where_somebody_has_said_before_that_it_helped(
    world: World,
) -> None:
    id, _ = await changed(world, Mode.NAMED)
    await world.services.changes.say(AMINA, id, Verdict.YES)
    # The moment at which somebody says so is nobody's to know.
    assert await asked(world, id) == []

    sent = await four_weeks_later(world)

    assert questions(sent) == [PRIYA]
    assert of_kind(sent, DeliveryKind.CHECK_BACK_TO_REPORTER) == []


@pytest.mark.parametrize("yes", [True, False])
async def test_who_has_said_is_not_asked_again(world: World, *, yes: bool) -> None:
    id, who = await changed(world)
    await world.services.asking.ask_consent(AMINA, id)
    await world.services.own.consent(who, id, yes=yes)

    sent = await four_weeks_later(world)

    assert [one.actor for one in await asked(world, id)] == [AMINA]
    assert questions(sent) == []


async def test_who_has_been_asked_by_somebody_is_not_asked_again(world: World) -> None:
    id, _ = await changed(world)
    await world.services.asking.ask_consent(AMINA, id)
    await four_weeks_later(world)
    assert len(await asked(world, id)) == 1


async def test_nobody_is_asked_about_what_only_those_who_decide_can_read(world: World) -> None:
    id, _ = await changed(world, Mode.NAMED, audience=Audience.DECIDERS)
    await four_weeks_later(world)
    assert await asked(world, id) == []


async def test_nobody_is_asked_where_nothing_was_changed(world: World) -> None:
    id = await appeared(world, Mode.NAMED)
    await four_weeks_later(world)
    assert await asked(world, id) == []


async def test_a_report_that_follows_its_trap_is_asked_about_once_and_not_whether_it_helped(
    world: World,
) -> None:
    await two_teams(world)
    id = await world.file(PRIYA, mode=Mode.NAMED, what="The bundle was sent twice")
    await world.released(id)
    trap = await confirmed(world, [id])
    await trapping.changed(world, trap)
    await world.deliver()

    sent = await four_weeks_later(world)

    assert questions(sent) == [PRIYA]
    assert of_kind(sent, DeliveryKind.CHECK_BACK_TO_REPORTER) == []
    assert len(await asked(world, id)) == 1


async def test_it_is_asked_before_it_is_forgotten_who_wrote_it_however_soon_that_is(
    world: World,
) -> None:
    await world.services.clockwork.wind_up()
    id, _ = await changed(world)
    await world.services.settings.change_service(Changes(identity_days=5))
    await world.services.changes.say(AMINA, id, Verdict.YES)
    on = (await load(world, id)).events[-1].at.date() + timedelta(days=2)
    world.clock.moment = datetime.combine(on, AT, UTC)
    await world.services.clockwork.tick()

    woken = [one for one in await world.deliver() if one.to == PRIYA]
    assert not {one.delivery.kind for one in woken} & set(GOODBYES)
    sent = await by_day(world)

    mine = [one.delivery.kind for one in sent if one.to == PRIYA]
    assert [kind for kind in mine if kind in GOODBYES] == GOODBYES
    assert len(await asked(world, id)) == 1


GOODBYES = [DeliveryKind.CONSENT_TO_REPORTER, DeliveryKind.FAREWELL_TO_REPORTER]
"""First the question, while it is known whom to ask."""


async def by_day(world: World) -> list[Sent]:
    """What is sent on the day of what its night owes: nobody is woken."""
    world.clock.moment = datetime.combine(world.clock.moment, time(12), UTC)
    return await world.deliver()


async def test_once_it_is_forgotten_who_wrote_it_the_code_corrects_and_takes_out(
    world: World,
) -> None:
    await world.services.clockwork.wind_up()
    id, _ = await published(world, Mode.CONFIDENTIAL)
    await world.services.changes.say(AMINA, id, Verdict.YES)
    await world.deliver()
    code = await forgotten(world, id)
    own = world.services.own

    assert (await own.editing(code, id)).editing == id
    await own.edit(Edit(code, id, Words(what="It was the other form"), 0, "correct"))
    assert (await load(world, id)).words.what == "It was the other form"
    await own.consent(code, id, yes=False)

    assert not (await load(world, id)).is_published


async def forgotten(world: World, id: ReportId) -> Code:
    """Let the time come when nobody knows any more who wrote a report; its reporter's new code.

    A code that would come at a weekend comes on Monday: nothing is forgotten before it has.
    """
    on = (await load(world, id)).events[-1].at.date() + timedelta(days=IDENTITY_DAYS)
    sent: list[Sent] = []
    for day in (on - A_CODE_BEFORE, on, on + timedelta(days=1)):
        world.clock.moment = datetime.combine(day, AT, UTC)
        await world.services.clockwork.tick()
        sent += await by_day(world)
    (farewell,) = of_kind(sent, DeliveryKind.FAREWELL_TO_REPORTER)
    assert isinstance(farewell.outgoing.content, FarewellContent)
    with pytest.raises(NotAvailable):
        await world.services.own.open(PRIYA, id, Action.ADD)
    return farewell.outgoing.content.code
