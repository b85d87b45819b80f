"""Who is told that nobody can answer a report, where others answer for its team."""

from dataclasses import replace

from bot.domain.delivery import DeliveryKind
from bot.domain.report import Audience, Mode
from bot.services.contents import NobodyContent
from bot.services.settings import Changes
from tests.builders import AMINA, CHANNEL, DAN, a_team, sent
from tests.services.test_slipping import SLIPS, TOLD, at, gone
from tests.services.world import World, of_kind


async def test_whoever_wrote_it_or_was_left_out_is_not_told_that_nobody_can_answer(
    world: World,
) -> None:
    """The manager, who set the team up and is there to answer, would learn that there is one."""
    (team,) = await world.set_up(a_team(managers=(AMINA,), deputies=(DAN,)))
    world.people.introduce(AMINA, CHANNEL, is_admin=True)
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.services.settings.save_from_slack(AMINA, team)
    await world.file(AMINA, mode=Mode.CONFIDENTIAL)
    form = await world.form()
    given = sent(form, mode=Mode.CONFIDENTIAL, audience=Audience.DECIDERS)
    await world.services.capture.submit(replace(given, left_out=(AMINA,)))
    await gone(world, DAN)

    out = await at(world, SLIPS)

    assert len(of_kind(out, TOLD)) == 2
    assert of_kind(out, DeliveryKind.NOBODY_NOTICE) == []


async def test_whoever_else_set_the_team_up_is_asked_for_one_more_and_told_of_no_report(
    world: World,
) -> None:
    admin = world.people.introduce("U0ADMIN", is_admin=True)
    (team,) = await world.set_up(a_team(deputies=()))
    await world.services.settings.save_from_slack(admin, team)
    await world.services.settings.change_service(Changes(learning_leads=()))
    await world.file(AMINA, mode=Mode.CONFIDENTIAL)

    (notice,) = of_kind(await at(world, SLIPS), DeliveryKind.NOBODY_NOTICE)

    assert (notice.to, notice.delivery.report) == (admin, None)
    assert notice.outgoing.content == NobodyContent("Riverside", CHANNEL, is_second=True)
