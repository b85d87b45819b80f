"""What is said about error traps, and who hears of it: worked out when it is sent."""

from typing import TypeVar

import pytest

from bot.domain.change import Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.home import Own
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from bot.domain.trap_lifecycle import TrapState
from bot.services.contents import (
    CardContent,
    DigestContent,
    ErasedContent,
    InThread,
    Replacing,
)
from bot.services.settings import Changes
from bot.services.trap_contents import (
    TrapCardContent,
    TrapGoneContent,
    TrapHuddleContent,
    TrapNoticeContent,
    TrapProposedContent,
    TrapProposedSettledContent,
    TrapToReporterContent,
)
from bot.services.trap_ideas import Proposed
from storage import erasure
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA
from tests.services.trapping import (
    HILLSIDE,
    NAME,
    PLAN,
    SAM,
    TOM,
    changed,
    confirmed,
    described,
    fresh,
    near_misses,
    planned,
    proposed,
    the_trap,
    told,
    two_teams,
)
from tests.services.world import Sent, World, of_kind

Kind = TypeVar("Kind")


def the_only(messages: list[Sent], kind: DeliveryKind, content: type[Kind]) -> Kind:
    (message,) = of_kind(messages, kind)
    assert isinstance(message.outgoing.content, content)
    return message.outgoing.content


def ids(content: TrapCardContent | TrapProposedContent) -> set[ReportId]:
    return {one.id for one in content.seen.trap.reports}


async def test_a_question_shows_its_reader_the_reports_and_their_teams(world: World) -> None:
    await two_teams(world)
    reports = await near_misses(world, here=1, there=2)
    await proposed(world, reports)

    asked = the_only(await world.deliver(), DeliveryKind.TRAP_PROPOSED, TrapProposedContent)

    assert asked.by_bot
    assert ids(asked) == set(reports)
    assert sorted(asked.seen.teams.values()) == ["Hillside", "Hillside", "Riverside"]


async def test_a_question_whose_answer_is_known_is_not_asked(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    await world.services.traps.confirm(described(trap))

    assert not of_kind(await world.deliver(), DeliveryKind.TRAP_PROPOSED)


@pytest.mark.parametrize("state", [TrapState.CONFIRMED, TrapState.DISMISSED])
async def test_once_it_is_answered_every_question_says_by_whom(
    world: World, state: TrapState
) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    await world.deliver()

    if state is TrapState.CONFIRMED:
        await world.services.traps.confirm(described(trap, AMINA))
    else:
        await world.services.traps.dismiss(AMINA, trap)
    settled = of_kind(await world.deliver(), DeliveryKind.TRAP_PROPOSED_UPDATE)

    assert len(settled) == 2
    for one in settled:
        content = one.outgoing.content
        assert isinstance(content, TrapProposedSettledContent)
        assert (content.trap.state, content.by, content.trap.reports) == (state, AMINA, ())


async def test_whoever_may_not_read_the_question_any_more_keeps_no_words_of_it(
    world: World,
) -> None:
    await two_teams(world)
    reports = await near_misses(world)
    await proposed(world, reports)
    await world.deliver()
    await world.services.settings.change_service(Changes(learning_leads=(PRIYA,)))

    await world.services.own.withdraw(TOM, reports[0])
    again = of_kind(await world.deliver(), DeliveryKind.TRAP_PROPOSED_UPDATE)

    contents = {one.delivery.recipient: type(one.outgoing.content) for one in again}
    assert contents == {AMINA: TrapProposedContent, MOIRA: ErasedContent}


async def test_a_confirmed_trap_has_its_card_and_the_huddle_in_its_thread(world: World) -> None:
    await two_teams(world)
    reports = await near_misses(world)
    trap = await proposed(world, reports)
    await world.services.traps.confirm(described(trap))

    sent = await world.deliver()

    card = the_only(sent, DeliveryKind.TRAP_CARD, TrapCardContent)
    assert (card.seen.trap.name, ids(card)) == (NAME, set(reports))
    assert set(card.seen.links) == set(reports)
    (posted,) = of_kind(sent, DeliveryKind.TRAP_CARD)
    assert posted.at.channel == CHANNEL
    (huddle,) = of_kind(sent, DeliveryKind.TRAP_HUDDLE)
    assert isinstance(huddle.outgoing.content, TrapHuddleContent)
    assert huddle.outgoing.address == InThread(posted.at)


async def test_other_teams_get_name_plan_and_change_and_no_report(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world, here=1, there=2))
    await world.services.traps.confirm(described(trap))

    sent = await world.deliver()
    card = the_only(sent, DeliveryKind.TRAP_CARD, TrapCardContent)
    notice = the_only(sent, DeliveryKind.TRAP_NOTICE, TrapNoticeContent)
    assert len(card.seen.trap.reports) == 1
    assert told(sent, DeliveryKind.TRAP_NOTICE) == {HILLSIDE}
    assert (notice.trap.name, notice.trap.reports, notice.trap.owner) == (NAME, (), None)

    await planned(world, trap)
    again = the_only(await world.deliver(), DeliveryKind.TRAP_NOTICE_UPDATE, TrapNoticeContent)
    assert again.trap.plan is not None
    assert again.trap.plan.words == PLAN


@pytest.mark.parametrize("mode", Mode)
async def test_reporters_hear_of_the_trap_where_they_can_be_reached(
    world: World, mode: Mode
) -> None:
    await two_teams(world)
    reports = await near_misses(world, here=2, mode=mode)
    trap = await proposed(world, reports)
    await world.services.traps.confirm(described(trap))

    heard = of_kind(await world.deliver(), DeliveryKind.TRAP_TO_REPORTER)

    assert len(heard) == (0 if mode is Mode.ANONYMOUS else 2)
    for one in heard:
        content = one.outgoing.content
        assert isinstance(content, TrapToReporterContent)
        assert (one.to, content.trap.name, content.trap.reports) == (TOM, NAME, ())
        assert one.delivery.recipient is None


async def test_a_reporter_of_another_team_hears_of_it_too(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world, here=1, there=1, mode=Mode.CONFIDENTIAL))
    await world.services.traps.confirm(described(trap))

    assert told(await world.deliver(), DeliveryKind.TRAP_TO_REPORTER) == {TOM, SAM}


async def test_cards_of_its_reports_show_the_trap_once_it_is_one(world: World) -> None:
    await two_teams(world)
    reports = await near_misses(world, here=1)
    trap = await proposed(world, reports)
    assert not of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)

    await world.services.traps.confirm(described(trap))
    card = the_only(await world.deliver(), DeliveryKind.CARD_UPDATE, CardContent)

    assert card.trap is not None
    assert (card.trap.name, card.trap.reports) == (NAME, ())


async def test_a_digest_shows_the_traps_of_its_reports(world: World) -> None:
    await two_teams(world)
    reports = await near_misses(world, here=1)
    await confirmed(world, reports)

    world.clock.move(days=1)
    await world.services.clockwork.tick()
    sent = of_kind(await world.deliver(), DeliveryKind.DIGEST)

    assert sent
    for one in sent:
        assert isinstance(one.outgoing.content, DigestContent)
        assert one.outgoing.content.traps[reports[0]].name == NAME


async def test_ones_own_report_shows_the_trap_it_belongs_to(world: World) -> None:
    await two_teams(world)
    reports = await near_misses(world, here=1)
    trap = await confirmed(world, reports)
    await changed(world, trap)

    page = await world.services.homes.mine(TOM)

    own: Own = page.own[0]
    assert own.trap is not None
    assert own.trap.change is not None
    assert own.trap.change.words == PLAN


async def test_where_it_is_no_trap_after_all_its_card_and_notices_say_so(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world, here=1, there=1))

    await world.services.traps.dismiss(MOIRA, trap)
    sent = await world.deliver()

    for kind in (DeliveryKind.TRAP_CARD_UPDATE, DeliveryKind.TRAP_NOTICE_UPDATE):
        assert the_only(sent, kind, TrapGoneContent).reference.startswith("T-")
    cards = [one.outgoing.content for one in of_kind(sent, DeliveryKind.CARD_UPDATE)]
    assert len(cards) == 2
    assert all(isinstance(card, CardContent) and card.trap is None for card in cards)


async def test_what_was_taken_back_leaves_the_card_of_its_trap(world: World) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    await confirmed(world, [first, second])

    await world.services.own.withdraw(TOM, first)
    card = the_only(await world.deliver(), DeliveryKind.TRAP_CARD_UPDATE, TrapCardContent)

    assert ids(card) == {second}


async def test_an_erased_report_leaves_its_trap_and_the_card_of_that(world: World) -> None:
    await two_teams(world)
    first, second = await near_misses(world)
    trap = await confirmed(world, [first, second])
    reference = (await world.services.traps.open(AMINA, trap)).trap.reports[0].reference
    erased = await world.database.read(lambda tx: erasure.report_called(tx, reference))

    await world.services.erasing.report(reference)
    sent = await world.deliver()

    card = the_only(sent, DeliveryKind.TRAP_CARD_UPDATE, TrapCardContent)
    assert ids(card) == {first, second} - {erased}
    assert (await the_trap(world, trap)).reports == {first, second} - {erased}


async def test_an_owner_who_is_erased_leaves_the_card_and_the_events(world: World) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await world.services.traps.take_on(PRIYA, trap)
    await world.deliver()

    await world.services.erasing.person(PRIYA, with_reports=False, told=lambda _, __: None)
    card = the_only(await world.deliver(), DeliveryKind.TRAP_CARD_UPDATE, TrapCardContent)

    assert card.seen.trap.owner is None
    for event in (await the_trap(world, trap)).events:
        assert PRIYA not in {event.actor, event.owner}


async def test_updates_go_to_the_messages_that_are_there(world: World) -> None:
    await two_teams(world)
    trap = await proposed(world, await near_misses(world))
    await world.services.traps.confirm(described(trap))
    (card,) = of_kind(await world.deliver(), DeliveryKind.TRAP_CARD)

    await planned(world, trap)
    (again,) = of_kind(await world.deliver(), DeliveryKind.TRAP_CARD_UPDATE)

    assert again.outgoing.address == Replacing(card.at)


async def test_what_a_colleague_says_shows_later_so_that_nobody_can_tell_who_it_was(
    world: World,
) -> None:
    await two_teams(world)
    trap = await confirmed(world, await near_misses(world))
    await changed(world, trap)

    await world.services.redesigning.say(PRIYA, trap, Verdict.NO)
    at_once = await world.deliver()
    world.clock.move(hours=2)
    later = await world.deliver()

    assert at_once == []
    assert len(of_kind(later, DeliveryKind.TRAP_CARD_UPDATE)) == 1


async def test_the_question_about_a_colleagues_idea_comes_later_too(world: World) -> None:
    await two_teams(world)
    (id,) = await near_misses(world, here=1)

    await world.services.trap_ideas.propose(Proposed(PRIYA, id, "", fresh()))
    at_once = await world.deliver()
    world.clock.move(hours=2)

    assert at_once == []
    assert told(await world.deliver(), DeliveryKind.TRAP_PROPOSED) == {AMINA, MOIRA}
