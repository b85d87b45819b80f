"""Figures: who may see whose, and each of them counted once more from the rows by another way."""

from statistics import median

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import InYourTeamsChannel
from bot.domain.figures import Figure, Figures, Sheet
from bot.domain.ids import ChannelId, UserId
from bot.domain.people import Colleague
from bot.domain.pulse import Question, Word
from bot.domain.report import Audience, Mode
from bot.domain.run_chart import RunChart
from bot.domain.taxonomy import Factor, Stage
from bot.domain.team import Team
from bot.services.settings import Changes
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.conftest import MONDAY
from tests.services.pasts import Past
from tests.services.recounting import Recount, across, people_only, recount, within
from tests.services.world import Sent, World, of_kind

HILLSIDE, BROOKVALE = ChannelId("C0HILLSIDE"), ChannelId("C0BROOKVALE")
ELSEWHERE = ChannelId("C0ELSEWHERE")
SAM = UserId("U0SAM")
ZOE = UserId("U0ZOE")

SEEDS = pytest.mark.parametrize("seed", [1, 2, 3])


async def a_service(world: World) -> tuple[Team, ...]:
    """Three teams; Moira looks across them and is in the channel of none."""
    world.people.introduce(MOIRA)
    world.people.introduce(SAM, HILLSIDE, BROOKVALE)
    world.people.introduce(ZOE, ELSEWHERE)
    return await world.set_up(
        a_team(),
        a_team(name="Hillside", channel=HILLSIDE, managers=(UserId("U0HANNAH"),), deputies=()),
        a_team(name="Brookvale", channel=BROOKVALE, managers=(AMINA,), deputies=()),
    )


async def asked(world: World, user: UserId, channel: ChannelId = CHANNEL) -> Sheet:
    """The figures that somebody gets who asks for them in a channel."""
    await world.services.figures.ask(user, channel)
    [sent] = of_kind(await world.deliver(), DeliveryKind.FIGURES)
    assert sent.to == user
    assert isinstance(sent.outgoing.content, Sheet)
    return sent.outgoing.content


async def recounted(world: World, *of: Team) -> Recount:
    async def look(tx: Transaction) -> Recount:
        return await recount(tx, of, world.clock.now())

    return await world.database.read(look)


def said(figure: Figure | None) -> str | None:
    if figure is None:
        return None
    return "a few" if figure.about is None else str(figure.about)


def points(chart: RunChart) -> dict[str, float]:
    return {f"{point.month:%Y-%m}": point.value for point in chart.points}


def check(shown: Figures, again: Recount, *, is_all: bool) -> None:
    """Every figure that is shown is what the rows say, and nothing is left out that may be."""
    rule, of_pulse = (across, across) if is_all else (within, people_only)
    assert said(shown.waiting) == rule(again.waiting)
    assert shown.waiting_since == (None if is_all else min(again.since.values(), default=None))
    assert said(shown.to_look_at) == rule(again.look)
    assert said(shown.traps) == rule(again.traps)
    for stage in Stage:
        for factor in (*Factor, None):
            parts = again.cells.get((stage, factor or "none"), {})
            assert said(shown.near_misses.get((stage, factor))) == rule(parts), (stage, factor)
    for question in Question:
        for word in Word:
            parts = again.words.get((question, word), {})
            assert said(shown.pulse[question].get(word)) == of_pulse(parts)
    days = {
        month: float(median(one for part in parts.values() for one in part))
        for month, parts in again.days.items()
        if rule({team: len(part) for team, part in parts.items()})
    }
    assert points(shown.answer_days) == days
    helped = {
        month: [one for part in parts.values() for one in part]
        for month, parts in again.helped.items()
        if rule({team: len(part) for team, part in parts.items()})
    }
    shares = {month: 100 * sum(part) / len(part) for month, part in helped.items()}
    assert points(shown.helped).keys() == shares.keys()
    assert all(abs(points(shown.helped)[month] - share) <= 2.5 for month, share in shares.items())


@SEEDS
async def test_every_figure_of_a_team_is_what_the_rows_say_counted_by_another_way(
    world: World, seed: int
) -> None:
    of = await a_service(world)
    await Past(seed).keep(world.database, of, many=60)

    shown = (await asked(world, PRIYA)).figures

    riverside = await recounted(world, of[0])
    check(shown, riverside, is_all=False)
    assert riverside.cells
    assert riverside.helped
    assert len(riverside.days) > 6
    assert riverside.waiting
    assert riverside.look
    assert riverside.traps
    assert riverside.words


async def test_every_figure_of_all_teams_is_what_the_rows_say_counted_by_another_way(
    world: World,
) -> None:
    of = await a_service(world)
    await Past(4).keep(world.database, of, many=120)

    sheet = await asked(world, MOIRA)

    assert sheet.team == ""
    assert sheet.figures.near_misses
    assert sheet.figures.answer_days.points
    assert sheet.figures.pulse[Question.RESPECTED]
    assert sheet.figures.waiting_since is None
    check(sheet.figures, await recounted(world, *of), is_all=True)


@pytest.mark.parametrize("user", [PRIYA, AMINA, DAN])
async def test_a_teams_people_get_its_figures_in_a_direct_message(
    world: World, user: UserId
) -> None:
    await a_service(world)
    assert (await asked(world, user)).team == "Riverside"


async def test_somebody_in_one_team_may_ask_anywhere(world: World) -> None:
    await a_service(world)
    assert (await asked(world, PRIYA, ELSEWHERE)).team == "Riverside"


async def test_somebody_in_several_teams_asks_in_the_channel_of_the_one_they_mean(
    world: World,
) -> None:
    await a_service(world)
    assert (await asked(world, SAM, BROOKVALE)).team == "Brookvale"
    with pytest.raises(InYourTeamsChannel):
        await world.services.figures.ask(SAM, CHANNEL)


async def test_somebody_in_no_team_gets_no_figures(world: World) -> None:
    await a_service(world)
    with pytest.raises(InYourTeamsChannel):
        await world.services.figures.ask(ZOE, CHANNEL)


async def test_nobody_from_elsewhere_gets_figures_whatever_they_were_made(world: World) -> None:
    await a_service(world)
    await world.services.settings.change_service(Changes(learning_leads=(MOIRA, ZOE)))
    for user in (AMINA, ZOE):
        world.people.people[user] = Colleague(user, False, True, frozenset({CHANNEL}))  # noqa: FBT003 - as Slack says it
        with pytest.raises(InYourTeamsChannel):
            await world.services.figures.ask(user, CHANNEL)


async def test_who_has_left_the_team_since_asking_gets_nothing(world: World) -> None:
    await a_service(world)
    await world.services.figures.ask(PRIYA, CHANNEL)
    world.people.introduce(PRIYA)
    assert await sent_figures(world) == []


async def test_who_looks_across_teams_no_more_gets_nothing(world: World) -> None:
    await a_service(world)
    await world.services.figures.ask(MOIRA, CHANNEL)
    await world.services.settings.change_service(Changes(learning_leads=(DAN,)))
    assert await sent_figures(world) == []


async def sent_figures(world: World) -> list[Sent]:
    return of_kind(await world.deliver(), DeliveryKind.FIGURES)


async def test_what_only_those_who_decide_may_read_is_in_no_figure_of_anybody(
    world: World,
) -> None:
    await a_service(world)
    id = await world.file(audience=Audience.DECIDERS)
    await world.released(id)
    await world.deliver()
    for user in (AMINA, PRIYA):
        assert (await asked(world, user)).figures.waiting is None


async def test_a_report_that_nobody_can_come_upon_yet_is_in_no_figure(world: World) -> None:
    await a_service(world)
    id = await world.file(mode=Mode.CONFIDENTIAL)
    assert (await asked(world, AMINA)).figures.waiting is None
    await world.released(id)
    await world.deliver()
    sheet = await asked(world, AMINA)
    assert sheet.figures.waiting == Figure(None)
    assert sheet.figures.waiting_since == MONDAY.date()


async def test_a_team_that_begins_gets_figures_with_nothing_in_them(world: World) -> None:
    await a_service(world)
    sheet = await asked(world, PRIYA)
    assert sheet.figures.answer_days.median is None
    assert sheet.figures.near_misses == {}
