"""Whether a report may leave its team: asked by those who decide, said by its reporter alone."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotPossibleNow, TakenBack
from bot.domain.ids import ReportId
from bot.domain.report import Mode
from bot.services.asking import Asking
from storage import reports
from tests.builders import AMINA, PRIYA
from tests.services.relayed import (
    FORTNIGHT,
    NOT_NAMED,
    appeared,
    appeared_with_claim,
    next_days_messages,
)
from tests.services.world import World, of_kind

MODES = pytest.mark.parametrize("mode", Mode)


@pytest.fixture
def asking(world: World) -> Asking:
    return world.services.asking


async def may_leave(world: World, id: ReportId) -> bool:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.may_leave_the_team


@MODES
async def test_nothing_leaves_the_team_without_a_yes_and_a_yes_can_be_taken_back(
    world: World, asking: Asking, mode: Mode
) -> None:
    id, who = await appeared_with_claim(world, mode)
    own = world.services.own
    allowed = [await may_leave(world, id)]

    await asking.ask_consent(AMINA, id)
    allowed.append(await may_leave(world, id))
    for yes in (True, False, True):
        await own.consent(who, id, yes=yes)
        allowed.append(await may_leave(world, id))

    assert allowed == [False, False, True, False, True]


@MODES
async def test_the_reporter_is_asked_by_direct_message_unless_they_left_no_name(
    world: World, asking: Asking, mode: Mode
) -> None:
    id = await appeared(world, mode)

    await asking.ask_consent(AMINA, id)

    asked = of_kind(await world.deliver(), DeliveryKind.CONSENT_TO_REPORTER)
    assert [one.to for one in asked] == ([] if mode is Mode.ANONYMOUS else [PRIYA])


async def test_asking_is_kept_once_until_the_reporter_has_said(
    world: World, asking: Asking
) -> None:
    id = await appeared(world)

    for _ in range(3):
        assert (await asking.ask_consent(AMINA, id)).is_consent_asked

    assert await world.kinds(id) == ["filed", "consent_asked"]
    assert len(of_kind(await world.deliver(), DeliveryKind.CONSENT_TO_REPORTER)) == 1


async def test_nobody_is_asked_again_after_a_yes_but_after_a_no_they_may_be(
    world: World, asking: Asking
) -> None:
    id = await appeared(world, Mode.NAMED)
    await asking.ask_consent(AMINA, id)
    await world.services.own.consent(PRIYA, id, yes=True)

    with pytest.raises(NotPossibleNow):
        await asking.ask_consent(AMINA, id)

    await world.services.own.consent(PRIYA, id, yes=False)
    assert (await asking.ask_consent(AMINA, id)).is_consent_asked


@pytest.mark.parametrize("mode", NOT_NAMED)
@pytest.mark.parametrize("yes", [True, False])
async def test_who_asks_again_does_not_learn_what_was_said_a_moment_ago(
    world: World, asking: Asking, mode: Mode, *, yes: bool
) -> None:
    id, who = await appeared_with_claim(world, mode)
    await asking.ask_consent(AMINA, id)
    await world.services.own.consent(who, id, yes=yes)

    report = await asking.ask_consent(AMINA, id)

    assert report.is_consent_asked
    assert not report.may_leave_the_team
    await next_days_messages(world, days=FORTNIGHT)
    seen = (await asking.open(AMINA, id)).report
    assert (seen.may_leave_the_team, seen.is_consent_asked) == (yes, False)


async def test_a_question_that_has_been_answered_is_not_brought_any_more(
    world: World, asking: Asking
) -> None:
    id = await appeared(world)
    await asking.ask_consent(AMINA, id)
    await world.services.own.consent(PRIYA, id, yes=False)

    assert of_kind(await world.deliver(), DeliveryKind.CONSENT_TO_REPORTER) == []


async def test_nobody_is_asked_about_what_was_taken_back(world: World, asking: Asking) -> None:
    id = await appeared(world)
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await asking.ask_consent(AMINA, id)
