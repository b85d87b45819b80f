"""A promise that slips: the reporter is told who has it now, and somebody more is asked, once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT, EventKind, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode, Report
from bot.services.contents import OfferContent, SlipContent
from bot.services.settings import Changes
from storage import people, reports
from storage.database import Transaction
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.world import Sent, World, of_kind

BEN = UserId("U0BEN")
SLIPS = datetime.fromisoformat("2026-11-27T09:00:00+00:00")
"""What is filed on Monday is promised by Thursday, and has slipped on Friday at nine."""
AGAIN = datetime.fromisoformat("2026-12-01T09:00:00+00:00")
"""Two working days later."""
NEXT = date(2026, 11, 30)
"""By when whoever is asked on Friday will answer."""

TOLD, OFFERED = DeliveryKind.SLIP_TO_REPORTER, DeliveryKind.OFFER


async def at(world: World, moment: datetime) -> list[Sent]:
    """What goes out at this moment."""
    world.clock.moment = moment
    await world.services.clockwork.tick()
    return await world.deliver()


async def stored(world: World, id: ReportId) -> Report:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


async def gone(world: World, *users: UserId) -> None:
    async def mark(tx: Transaction) -> None:
        for user in users:
            await people.mark_gone(tx, user, is_gone=True)

    await world.database.write(mark)


def told(out: list[Sent]) -> SlipContent:
    """What the reporter is told; they alone, and once."""
    (message,) = of_kind(out, TOLD)
    assert message.to == PRIYA
    assert isinstance(message.outgoing.content, SlipContent)
    return message.outgoing.content


def offered(out: list[Sent]) -> list[str]:
    return sorted(message.to for message in of_kind(out, OFFERED))


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
async def test_on_the_next_working_morning_the_reporter_is_told_and_the_deputy_is_asked(
    world: World, mode: Mode
) -> None:
    await world.set_up()
    id = await world.file(mode=mode)

    early = await at(world, SLIPS - timedelta(seconds=1))
    assert of_kind(early, TOLD) == of_kind(early, OFFERED) == []
    out = await at(world, SLIPS)

    said = told(out)
    assert (said.asked, said.by, said.still) == ((DAN,), NEXT, False)
    (offer,) = of_kind(out, OFFERED)
    assert (offer.to, offer.delivery.report) == (DAN, id)
    assert isinstance(offer.outgoing.content, OfferContent)
    assert offer.outgoing.content.by == NEXT


async def test_it_is_an_event_of_nobody_that_carries_the_new_day(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await at(world, SLIPS)

    report = await stored(world, id)
    slipped = report.events[-1]
    assert (slipped.kind, slipped.actor, slipped.until) == (EventKind.SLIPPED, BOT, NEXT)
    assert (report.answer_by, report.expected_by) == (date(2026, 11, 26), NEXT)


async def test_two_working_days_later_the_learning_lead_is_asked_once(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await at(world, SLIPS)

    assert of_kind(await at(world, AGAIN - timedelta(seconds=1)), TOLD) == []
    out = await at(world, AGAIN)

    assert told(out).asked == (MOIRA,)
    assert offered(out) == [MOIRA]
    assert (await world.kinds(id)).count("slipped") == 2


async def test_after_the_learning_lead_nobody_is_asked_again(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await at(world, SLIPS)
    await at(world, AGAIN)

    for days in range(1, 20):
        out = await at(world, AGAIN + timedelta(days=days))
        assert of_kind(out, TOLD) == of_kind(out, OFFERED) == []
    assert (await world.kinds(id)).count("slipped") == 2


async def test_whoever_is_asked_has_it_in_their_digest_and_so_does_the_manager(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    await at(world, SLIPS)

    await at(world, AGAIN - timedelta(days=1))
    first = await at(world, AGAIN - timedelta(minutes=15))
    await at(world, AGAIN)
    second = await at(world, AGAIN + timedelta(days=1, minutes=-15))

    digest = DeliveryKind.DIGEST
    assert sorted(one.to for one in of_kind(first, digest)) == [AMINA, DAN]
    assert sorted(one.to for one in of_kind(second, digest)) == [AMINA, DAN, MOIRA]


async def test_the_deputy_may_answer_from_then_on_and_not_before(world: World) -> None:
    await world.set_up()
    id = await world.file()
    with pytest.raises(NotAvailable):
        await world.say(DAN, id, Reply.GO_AHEAD)

    await at(world, SLIPS)
    await world.say(DAN, id, Reply.GO_AHEAD)

    assert (await world.kinds(id))[-1] == "answered"


async def test_the_manager_may_answer_still(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await at(world, SLIPS)

    await world.say(AMINA, id, Reply.GO_AHEAD)

    assert of_kind(await at(world, AGAIN), TOLD) == []


@pytest.mark.parametrize("reply", [reply for reply in Reply if reply.is_answer])
async def test_what_is_answered_in_time_does_not_slip(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, reply, until=(MONDAY + timedelta(days=30)).date())

    for moment in (SLIPS, AGAIN):
        assert of_kind(await at(world, moment), TOLD) == []
    assert "slipped" not in await world.kinds(id)


async def test_thanks_do_not_keep_it_from_slipping(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.deliver()

    assert told(await at(world, SLIPS)).asked == (DAN,)


async def test_what_was_taken_back_does_not_slip(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await world.services.own.withdraw(PRIYA, id)

    assert of_kind(await at(world, SLIPS), TOLD) == []


async def test_an_answer_between_the_slip_and_its_messages_keeps_them_back(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = SLIPS
    await world.services.clockwork.tick()
    await world.say(AMINA, id, Reply.GO_AHEAD)

    out = await world.deliver()

    assert of_kind(out, TOLD) == of_kind(out, OFFERED) == []
    assert len(of_kind(out, DeliveryKind.REPLY_TO_REPORTER)) == 1


async def test_ticking_twice_slips_once(world: World) -> None:
    await world.set_up()
    id = await world.file()
    world.clock.moment = SLIPS
    for _ in range(3):
        await world.services.clockwork.tick()

    out = await world.deliver()

    assert len(of_kind(out, TOLD)) == len(of_kind(out, OFFERED)) == 1
    assert (await world.kinds(id)).count("slipped") == 1


async def test_while_the_manager_is_away_the_deputy_has_it_and_then_the_learning_lead(
    world: World,
) -> None:
    await world.set_up()
    await world.file()
    await world.services.absences.go(AMINA, date(2026, 12, 31))

    out = await at(world, SLIPS)

    assert told(out).asked == (MOIRA,)
    assert offered(out) == [MOIRA]
    assert of_kind(await at(world, AGAIN), TOLD) == []


async def test_a_managers_own_report_is_the_deputys_first_and_never_theirs(world: World) -> None:
    await world.set_up()
    await world.file(AMINA, mode=Mode.CONFIDENTIAL)

    out = await at(world, SLIPS)

    (message,) = of_kind(out, TOLD)
    assert isinstance(message.outgoing.content, SlipContent)
    assert (message.to, message.outgoing.content.asked) == (AMINA, (MOIRA,))
    assert offered(out) == [MOIRA]


async def test_without_a_deputy_the_learning_lead_is_asked_at_once(world: World) -> None:
    await world.set_up(a_team(deputies=()))
    await world.file()

    assert offered(await at(world, SLIPS)) == [MOIRA]


async def test_several_deputies_are_asked_together(world: World) -> None:
    await world.set_up(a_team(deputies=(DAN, BEN)))
    await world.file()

    out = await at(world, SLIPS)

    assert told(out).asked == (DAN, BEN)
    assert offered(out) == [BEN, DAN]


async def test_where_nobody_else_can_be_asked_the_reporter_is_told_who_has_it_still(
    world: World,
) -> None:
    await world.set_up(a_team(deputies=()))
    await world.services.settings.change_service(Changes(learning_leads=()))
    id = await world.file()

    out = await at(world, SLIPS)

    said = told(out)
    assert (said.asked, said.still, said.by) == ((AMINA,), True, NEXT)
    assert offered(out) == []
    for days in range(1, 10):
        assert of_kind(await at(world, SLIPS + timedelta(days=days)), TOLD) == []
    assert (await world.kinds(id)).count("slipped") == 1


async def test_where_nobody_is_left_at_all_whoever_set_the_team_up_is_told(world: World) -> None:
    admin = world.people.introduce("U0ADMIN", is_admin=True)
    (team,) = await world.set_up(a_team(deputies=()))
    await world.services.settings.save_from_slack(admin, team)
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.file()
    await gone(world, AMINA)

    out = await at(world, SLIPS)

    assert (told(out).asked, told(out).still) == ((), True)
    assert [one.to for one in of_kind(out, DeliveryKind.NOBODY_NOTICE)] == [admin]


async def test_what_is_opened_again_starts_anew_with_the_manager(world: World) -> None:
    await world.set_up()
    id = await world.file()
    await at(world, SLIPS)
    await world.say(DAN, id, Reply.NOT_NOW, words="After the move")
    await world.services.own.reopen(PRIYA, id, "We have moved by now", "reply")
    await world.deliver()

    report = await stored(world, id)
    assert (report.passed_on, report.expected_by) == (0, date(2026, 12, 2))
    with pytest.raises(NotAvailable):
        await world.say(DAN, id, Reply.GO_AHEAD)
    assert of_kind(await at(world, AGAIN), TOLD) == []
    out = await at(world, datetime.fromisoformat("2026-12-03T09:00:00+00:00"))
    assert told(out).asked == (DAN,)
    assert offered(out) == [DAN]


async def test_a_promise_slips_on_no_closed_day(world: World) -> None:
    """Filed on 22 December, promised by the 29th: the 25th and the 28th are bank holidays."""
    await world.set_up()
    world.clock.moment = datetime.fromisoformat("2026-12-22T10:00:00+00:00")
    id = await world.file()
    assert (await stored(world, id)).answer_by == date(2026, 12, 29)

    slips = [
        day
        for day in range(23, 32)
        if of_kind(await at(world, datetime(2026, 12, day, 9, tzinfo=MONDAY.tzinfo)), TOLD)
    ]

    assert slips == [30]


async def test_a_closure_made_known_later_moves_the_day_on_which_it_slips(world: World) -> None:
    (team,) = await world.set_up()
    await world.file()
    closed = replace(team, closures=frozenset({SLIPS.date()}))
    await world.services.settings.save_team(closed)

    assert of_kind(await at(world, SLIPS), TOLD) == []
    assert told(await at(world, SLIPS + timedelta(days=3))).asked == (DAN,)


async def test_after_an_outage_it_slips_once_and_gives_whoever_is_asked_a_whole_day(
    world: World,
) -> None:
    await world.set_up()
    await world.file()

    late = datetime.fromisoformat("2026-12-03T11:00:00+00:00")
    out = await at(world, late)

    assert told(out).by == date(2026, 12, 4)
    assert offered(out) == [DAN]
    assert of_kind(await at(world, late + timedelta(hours=1)), TOLD) == []
    assert offered(await at(world, datetime.fromisoformat("2026-12-07T09:00:00+00:00"))) == [MOIRA]


@pytest.mark.parametrize(
    "back",
    [
        pytest.param("2026-11-28T03:00:00+00:00", id="Saturday"),
        pytest.param("2026-11-30T06:00:00+00:00", id="before work on Monday"),
    ],
)
async def test_after_an_outage_nobody_is_told_at_night_or_at_the_weekend(
    world: World, back: str
) -> None:
    await world.set_up()
    await world.file()

    assert of_kind(await at(world, datetime.fromisoformat(back)), TOLD) == []
    out = await at(world, datetime.fromisoformat("2026-11-30T09:00:00+00:00"))

    assert told(out).by == date(2026, 12, 1)
    assert offered(out) == [DAN]


async def test_what_only_those_who_decide_may_read_slips_without_a_word_to_the_team(
    world: World,
) -> None:
    await world.set_up()
    await world.file(audience=Audience.DECIDERS)

    out = await at(world, SLIPS)

    assert offered(out) == [DAN]
    assert of_kind(out, DeliveryKind.CARD) == of_kind(out, DeliveryKind.CARD_UPDATE) == []


async def test_an_offer_that_has_become_somebody_elses_does_not_leave(world: World) -> None:
    await world.set_up()
    await world.file()
    world.clock.moment = SLIPS
    await world.services.clockwork.tick()
    await world.set_up(a_team(deputies=(BEN,)))

    assert DAN not in {one.to for one in of_kind(await world.deliver(), DeliveryKind.OFFER)}


async def test_a_report_that_is_gone_leaves_nothing_to_slip(world: World) -> None:
    await world.set_up()
    await world.file()

    async def erase(tx: Transaction) -> None:
        await tx.exec_driver_sql("DELETE FROM report")

    await world.database.write(erase)

    assert await at(world, SLIPS) == []
