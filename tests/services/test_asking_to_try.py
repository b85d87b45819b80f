"""Asking somebody to try something out: who can be asked, and who is."""

from datetime import timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    NotInTeam,
)
from bot.domain.events import EventKind, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience
from bot.services.answers import Said
from bot.services.directory import DirectoryUnavailable
from storage import reports
from tests.builders import AMINA, CHANNEL, DAN, PRIYA
from tests.conftest import MONDAY
from tests.services.world import World, of_kind

DAY = MONDAY.date() + timedelta(days=7)


async def asked_in_the_answer(world: World, id: ReportId) -> UserId | None:
    """Who is to try it, as the latest answer says."""
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    answer = found.latest(EventKind.ANSWERED)
    return answer.doer if answer else None


async def ask_to_try(
    world: World, id: ReportId, doer: UserId, reply: Reply = Reply.GO_AHEAD
) -> None:
    """Amina's answer, naming somebody to try it."""
    said = Said(AMINA, id, reply, "Please", DAY, "click", doer=doer)
    await world.services.answers.say(said)


@pytest.mark.parametrize("reply", [Reply.GO_AHEAD, Reply.TRY_UNTIL])
async def test_whoever_is_named_to_try_it_is_asked(world: World, reply: Reply) -> None:
    await world.set_up()
    id = await world.file()
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)

    await ask_to_try(world, id, colleague, reply)
    (asked,) = of_kind(await world.deliver(), DeliveryKind.TO_TRY)

    assert asked.to == colleague
    assert await asked_in_the_answer(world, id) == colleague


async def test_whoever_names_themselves_is_not_asked(world: World) -> None:
    await world.set_up()
    id = await world.file()

    await ask_to_try(world, id, AMINA)

    assert of_kind(await world.deliver(), DeliveryKind.TO_TRY) == []
    assert await asked_in_the_answer(world, id) == AMINA


async def test_nobody_is_asked_to_try_what_is_only_talked_over(world: World) -> None:
    await world.set_up()
    id = await world.file()

    await ask_to_try(world, id, DAN, Reply.TALK_IT_OVER)

    assert of_kind(await world.deliver(), DeliveryKind.TO_TRY) == []
    assert await asked_in_the_answer(world, id) is None


@pytest.mark.parametrize(
    ("channels", "is_outsider"), [([], False), (["C0ELSEWHERE"], False), ([CHANNEL], True)]
)
async def test_only_somebody_in_the_teams_channel_can_be_asked_to_try_it(
    world: World, channels: list[str], *, is_outsider: bool
) -> None:
    await world.set_up()
    id = await world.file()
    elsewhere = world.people.introduce("U0ELSEWHERE", *channels, is_outsider=is_outsider)

    with pytest.raises(NotInTeam):
        await ask_to_try(world, id, elsewhere)
    assert await world.kinds(id) == ["filed"]


async def test_nobody_is_asked_to_try_what_they_may_not_read(world: World) -> None:
    await world.set_up()
    id = await world.file(audience=Audience.DECIDERS)
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)

    with pytest.raises(NotInTeam):
        await ask_to_try(world, id, colleague)


async def test_somebody_slack_does_not_know_cannot_be_asked_to_try_it(world: World) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(DirectoryUnavailable):
        await ask_to_try(world, id, UserId("U0NOBODY"))
    assert await world.kinds(id) == ["filed"]


async def test_whoever_has_left_the_channel_by_then_is_not_asked(world: World) -> None:
    await world.set_up()
    id = await world.file()
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)
    await ask_to_try(world, id, colleague)

    world.people.introduce(colleague, "C0ELSEWHERE")

    assert of_kind(await world.deliver(), DeliveryKind.TO_TRY) == []


async def test_what_is_put_off_before_they_were_asked_is_nobodys_to_try(world: World) -> None:
    await world.set_up()
    id = await world.file()
    colleague = world.people.introduce("U0COLLEAGUE", CHANNEL)
    await ask_to_try(world, id, colleague)
    await world.services.own.withdraw(PRIYA, id)

    assert of_kind(await world.deliver(), DeliveryKind.TO_TRY) == []
