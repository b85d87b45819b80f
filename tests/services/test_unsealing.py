"""Break-glass: who may open whose report it is, what is kept of it, and who is told."""

from datetime import timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    ForgottenAlready,
    GoodCatchError,
    IdentifiersSeen,
    NameShownAlready,
    NoNameKept,
    NotAvailable,
    ReasonNeeded,
    TakenBack,
    WhichOne,
)
from bot.domain.events import BOT
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.contents import OpenedContent
from bot.services.directory import DirectoryUnavailable
from bot.services.settings import Changes
from bot.services.unsealing import Reason, Unsealing
from storage import audit, identities, reports
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.services.relayed import appeared, content_of
from tests.services.world import World, of_kind, released_at

TOM = UserId("U0TOM")
WHY = "A child may come to harm tonight"
NOBODYS = ReportId("no such report")


@pytest.fixture
def unsealing(world: World) -> Unsealing:
    return world.services.unsealing


def a_reason(id: ReportId, words: str = WHY, *, user: UserId = MOIRA, key: str = "form") -> Reason:
    return Reason(user, id, words, key)


async def reference_of(world: World, id: ReportId) -> str:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.reference


async def test_who_is_no_learning_lead_is_refused_before_any_reference_is_looked_up(
    world: World, unsealing: Unsealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the time that it takes tells whether there is such a report."""
    reference = await reference_of(world, await appeared(world))

    async def looked_up(_: Transaction, reference: str) -> ReportId | None:
        raise AssertionError(reference)

    monkeypatch.setattr(reports, "with_reference", looked_up)
    for user in (PRIYA, AMINA, DAN, TOM):
        world.people.introduce(user, CHANNEL)
        with pytest.raises(NotAvailable):
            await unsealing.look(user, reference)


async def forgotten(world: World, id: ReportId) -> None:
    await world.database.write(lambda tx: identities.forget(tx, [id]))


async def test_a_learning_lead_is_shown_who_it_was_and_the_reporter_is_told_by_whom_and_why(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)

    assert await unsealing.open(a_reason(id)) == PRIYA

    assert await world.kinds(id) == ["filed", "opened"]
    (told,) = of_kind(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER)
    assert told.to == PRIYA
    content = told.outgoing.content
    assert isinstance(content, OpenedContent)
    assert (content.event.decider, content.event.words) == (MOIRA, WHY)
    assert content.at == world.clock.now()


async def test_it_is_written_down_who_opened_it_and_never_who_it_was(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)

    await unsealing.open(a_reason(id))

    (row,) = await world.database.read(lambda tx: audit.latest(tx, ["opened"], 5, but_by=BOT))
    assert (row.actor, row.subject) == (MOIRA, id)


async def test_the_reason_is_for_the_reporter_alone(world: World, unsealing: Unsealing) -> None:
    id = await appeared(world)
    await unsealing.open(a_reason(id))

    theirs = (await world.services.own.happening(PRIYA, id)).own.report
    others = [(await world.services.asking.open(user, id)).report for user in (AMINA, MOIRA)]

    assert [(event.decider, event.words) for event in theirs.opened] == [(MOIRA, WHY)]
    assert all(WHY not in str(report) for report in others)


async def test_the_same_form_sent_twice_shows_the_same_and_leaves_one_trace(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)

    assert {await unsealing.open(a_reason(id)) for _ in range(2)} == {PRIYA}

    assert await world.kinds(id) == ["filed", "opened"]
    assert len(of_kind(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER)) == 1


async def test_every_form_leaves_a_trace_of_its_own(world: World, unsealing: Unsealing) -> None:
    id = await appeared(world)

    for key in ("form", "other form"):
        await unsealing.open(a_reason(id, key=key))

    assert await world.kinds(id) == ["filed", "opened", "opened"]


async def test_only_a_learning_lead_is_told_that_a_reference_goes_with_it(
    world: World, unsealing: Unsealing
) -> None:
    await appeared(world)

    with pytest.raises(WhichOne):
        await unsealing.look(MOIRA, " ")
    with pytest.raises(NotAvailable):
        await unsealing.look(AMINA, " ")


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("user", [AMINA, DAN, TOM, PRIYA])
async def test_to_everybody_else_there_is_nothing_to_open(
    world: World, unsealing: Unsealing, mode: Mode, user: UserId
) -> None:
    id = await appeared(world, mode)
    world.people.introduce(TOM, CHANNEL)
    reference = await reference_of(world, id)
    said = set()

    for deed in (
        unsealing.look(user, reference),
        unsealing.open(a_reason(id, user=user)),
        unsealing.look(user, "NM-2222"),
        unsealing.look(MOIRA, "NM-2222"),
        unsealing.open(a_reason(NOBODYS)),
    ):
        with pytest.raises(NotAvailable) as refused:
            await deed
        said.add(refused.value.message)

    assert len(said) == 1
    assert await world.kinds(id) == ["filed"]


async def test_a_lead_opens_nothing_of_their_own(world: World, unsealing: Unsealing) -> None:
    await world.set_up()
    id = await world.file(MOIRA, mode=Mode.CONFIDENTIAL)
    world.clock.moment = await released_at(world, id)

    with pytest.raises(NotAvailable):
        await unsealing.open(a_reason(id))


async def test_a_lead_from_elsewhere_by_now_opens_nothing(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)
    world.people.introduce(MOIRA, CHANNEL, is_outsider=True)

    with pytest.raises(NotAvailable):
        await unsealing.open(a_reason(id))


async def test_where_slack_does_not_say_who_somebody_is_nothing_is_opened(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)
    world.people.forget(MOIRA)

    with pytest.raises(DirectoryUnavailable):
        await unsealing.open(a_reason(id))
    assert await world.kinds(id) == ["filed"]


async def test_who_is_no_lead_any_more_opens_nothing_with_a_form_that_was_open(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)
    await unsealing.open(a_reason(id))
    await world.services.settings.change_service(Changes(learning_leads=()))

    for key in ("form", "other form"):
        with pytest.raises(NotAvailable):
            await unsealing.open(a_reason(id, key=key))
    assert await world.kinds(id) == ["filed", "opened"]


async def test_before_it_appears_there_is_nothing_to_open(
    world: World, unsealing: Unsealing
) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)

    with pytest.raises(NotAvailable):
        await unsealing.look(MOIRA, await reference_of(world, id))


@pytest.mark.parametrize("typed", ["{}", " {} ", "\t{}\n"])
async def test_a_reference_is_understood_however_it_is_typed(
    world: World, unsealing: Unsealing, typed: str
) -> None:
    id = await appeared(world, audience=Audience.DECIDERS)
    reference = await reference_of(world, id)

    for written in (reference, reference.lower()):
        assert (await unsealing.look(MOIRA, typed.format(written))).id == id


@pytest.mark.parametrize(
    ("mode", "problem"), [(Mode.ANONYMOUS, NoNameKept), (Mode.NAMED, NameShownAlready)]
)
async def test_a_lead_is_told_plainly_where_there_is_nothing_to_open(
    world: World, unsealing: Unsealing, mode: Mode, problem: type[GoodCatchError]
) -> None:
    id = await appeared(world, mode)

    with pytest.raises(problem):
        await unsealing.look(MOIRA, await reference_of(world, id))
    with pytest.raises(problem):
        await unsealing.open(a_reason(id))
    assert await world.kinds(id) == ["filed"]


async def test_what_has_been_forgotten_cannot_be_opened(world: World, unsealing: Unsealing) -> None:
    id = await appeared(world)
    await unsealing.open(a_reason(id))
    await forgotten(world, id)

    with pytest.raises(ForgottenAlready):
        await unsealing.look(MOIRA, await reference_of(world, id))
    with pytest.raises(ForgottenAlready):
        await unsealing.open(a_reason(id))
    assert of_kind(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER) == []


async def test_what_was_taken_back_is_not_opened(world: World, unsealing: Unsealing) -> None:
    id = await appeared(world)
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await unsealing.open(a_reason(id))


@pytest.mark.parametrize("words", ["", " \n ", "because", "I must"])
async def test_a_word_or_two_are_no_reason(world: World, unsealing: Unsealing, words: str) -> None:
    id = await appeared(world)

    with pytest.raises(ReasonNeeded):
        await unsealing.open(a_reason(id, words))
    assert await world.kinds(id) == ["filed"]


async def test_a_reason_tells_nobody_who_a_child_is(world: World, unsealing: Unsealing) -> None:
    id = await appeared(world)

    with pytest.raises(IdentifiersSeen):
        await unsealing.open(a_reason(id, "It is about 943 476 5919 tonight"))
    assert await world.kinds(id) == ["filed"]


async def test_the_reporter_is_told_even_if_they_take_it_back_meanwhile(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)
    await unsealing.open(a_reason(id))
    await world.services.own.withdraw(PRIYA, id)

    content = content_of(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER)

    assert isinstance(content, OpenedContent)
    assert content.event.words == WHY


async def test_the_moment_is_told_on_the_clock_of_the_team(
    world: World, unsealing: Unsealing
) -> None:
    id = await appeared(world)
    world.clock.moment = world.clock.moment.replace(month=6) + timedelta(days=365)
    await unsealing.open(a_reason(id))

    content = content_of(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER)

    assert isinstance(content, OpenedContent)
    assert content.at.utcoffset() == timedelta(hours=1)
