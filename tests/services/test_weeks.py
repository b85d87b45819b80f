"""*You said, we did*: on which afternoon a team's post is owed, and what stands in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import release
from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.form import Receipt
from bot.domain.ids import ChannelId, ReportId, TeamId
from bot.domain.people import TEAM_CHANNEL
from bot.domain.privacy import visible_to
from bot.domain.report import Audience, Kind, Mode
from bot.domain.taxonomy import Wish
from bot.domain.weekly import Week, next_post, week
from bot.services import weeks
from bot.services.changes import Altered
from bot.services.contents import WeekContent
from bot.services.weeks import Weeks
from storage import teams, timers
from storage.timers import Timer, TimerKind
from tests.builders import AMINA, CHANNEL, PRIYA, a_report, a_team, sent
from tests.services.world import Sent, World, of_kind, released_at

HILLSIDE = ChannelId("C0HILLSIDE")
THURSDAY = datetime.fromisoformat("2026-11-26T14:00:00+00:00")
MODES = pytest.mark.parametrize("mode", Mode)
ZONES = (
    "Europe/London",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
FIRST = datetime.fromisoformat("2026-10-08T13:00:00+00:00")
"""A Thursday some weeks before London's clocks are put back, when its post goes out."""


async def at(world: World, moment: datetime, **later: float) -> list[Sent]:
    """The weekly posts of that moment, once what else is due is sent."""
    world.clock.moment = moment
    return of_kind(await world.tick_at(**later), DeliveryKind.WEEKLY)


async def tried(
    world: World, *, mode: Mode = Mode.NAMED, audience: Audience = Audience.TEAM
) -> ReportId:
    id = await world.file(mode=mode, audience=audience)
    world.clock.moment = max(world.clock.moment, await released_at(world, id))
    await world.say(AMINA, id, Reply.GO_AHEAD)
    return id


async def changed(world: World, id: ReportId, key: str = "change") -> None:
    altered = Altered(AMINA, id, "One list hangs by the door", Strength.EASIER, key)
    await world.services.changes.record(altered)


def week_in(sent: Sent) -> Week:
    content = sent.outgoing.content
    assert isinstance(content, WeekContent)
    return content.week


@MODES
async def test_on_thursday_at_two_the_channel_is_told_what_is_tried(
    world: World, mode: Mode
) -> None:
    await world.set_up()
    id = await tried(world, mode=mode)
    world.clock.move(hours=3)

    (post,) = await at(world, THURSDAY)

    assert post.to == CHANNEL
    week = week_in(post)
    assert week.on == date(2026, 11, 26)
    assert [done.report.id for done in week.tried] == [id]
    assert week.changed == ()


async def test_before_two_nothing_is_posted_and_after_it_nothing_more(world: World) -> None:
    await world.set_up()
    await tried(world)

    assert await at(world, THURSDAY, minutes=-1) == []
    assert len(await at(world, THURSDAY)) == 1
    assert await at(world, THURSDAY, minutes=1) == []
    assert await at(world, THURSDAY, days=7) == []


async def test_what_is_tried_and_then_changed_in_a_week_is_told_once_as_changed(
    world: World,
) -> None:
    await world.set_up()
    id = await tried(world)
    await changed(world, id)

    (post,) = await at(world, THURSDAY)

    week = week_in(post)
    assert [done.report.id for done in week.changed] == [id]
    assert week.tried == ()


async def test_where_nothing_was_tried_nothing_is_posted(world: World) -> None:
    await world.set_up()
    for reply in (Reply.THANK_YOU, Reply.TALK_IT_OVER, Reply.NOT_NOW):
        await world.say(AMINA, await world.file(), reply)

    assert await at(world, THURSDAY) == []


async def test_what_only_those_who_decide_may_read_is_not_told(world: World) -> None:
    await world.set_up()
    await tried(world, audience=Audience.DECIDERS)

    assert await at(world, THURSDAY) == []


async def test_what_is_taken_back_before_the_post_is_not_told(world: World) -> None:
    await world.set_up()
    await world.services.own.withdraw(PRIYA, await tried(world))
    kept = await tried(world)

    (post,) = await at(world, THURSDAY)

    told = [done.report for done in week_in(post).tried if done.report.words.what]
    assert [report.id for report in told] == [kept]


async def test_after_an_outage_of_some_hours_the_post_is_late_and_after_days_it_is_left(
    world: World,
) -> None:
    await world.set_up()
    first = await tried(world)
    assert len(await at(world, THURSDAY, hours=20)) == 1

    second = await tried(world)
    assert await at(world, THURSDAY, days=9) == []
    (post,) = await at(world, THURSDAY, days=14)
    ids = [done.report.id for done in week_in(post).tried]
    assert ids == [second]
    assert first not in ids


async def test_each_team_is_told_of_its_own(world: World) -> None:
    await world.set_up(a_team(), a_team(channel=HILLSIDE, name="Hillside"))
    id = await tried(world)

    (post,) = await at(world, THURSDAY)

    assert post.to == CHANNEL
    assert [done.report.id for done in week_in(post).tried] == [id]


async def test_where_thursday_is_closed_the_post_comes_on_the_teams_next_day(
    world: World,
) -> None:
    """Good Friday and Easter Monday follow a Thursday that this team has closed."""
    await world.set_up(replace(a_team(), closures=frozenset({date(2027, 3, 25)})))
    world.clock.moment = datetime.fromisoformat("2027-03-22T10:00:00+00:00")
    await world.services.clockwork.tick()
    id = await tried(world)

    for closed in (25, 26, 29):
        day = datetime.fromisoformat(f"2027-03-{closed}T14:30:00+00:00")
        assert await at(world, day) == []
    (post,) = await at(world, datetime.fromisoformat("2027-03-30T13:00:00+00:00"))

    assert [done.report.id for done in week_in(post).tried] == [id]


async def test_what_a_confidential_reporter_changed_as_the_post_went_out_is_in_the_next_one(
    world: World,
) -> None:
    """Kept by the hour, it stands at the very moment at which one week ends and the next begins."""
    await world.set_up()
    form = await world.form(PRIYA, kind=Kind.SUGGESTION)
    filled_in = sent(form, mode=Mode.CONFIDENTIAL)
    words = replace(filled_in.words, wish=Wish.TRY_MYSELF)
    receipt = await world.services.capture.submit(replace(filled_in, words=words))
    assert isinstance(receipt, Receipt)
    id = await world.id_of(receipt.reference)
    world.clock.move(hours=3)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    assert len(await at(world, THURSDAY)) == 1

    world.clock.move(minutes=5)
    given_change = Altered(PRIYA, id, "It hangs by the door", Strength.EASIER, "key")
    await world.services.changes.record(given_change)

    (post,) = await at(world, THURSDAY, days=7)
    assert [done.report.id for done in week_in(post).changed] == [id]


@settings(max_examples=500)
@given(
    moment=st.builds(
        lambda week, minutes: FIRST + timedelta(weeks=week, minutes=minutes),
        st.integers(0, 30),
        st.integers(-36 * 60, 36 * 60),
    ),
    zone=st.sampled_from(ZONES),
    of=st.sampled_from(Mode),
    by_reporter=st.booleans(),
    seed=st.integers(0, 99),
)
def test_every_change_is_told_in_exactly_one_week_whenever_wherever_and_however_coarsely_kept(
    moment: datetime,
    zone: str,
    of: Mode,
    by_reporter: bool,  # noqa: FBT001 - drawn by name
    seed: int,
) -> None:
    team = a_team(zone=zone)
    by = of if by_reporter else Mode.NAMED
    shows_at = None
    if by is not Mode.NAMED:
        shows_at = release.released_at(by, moment, Random(seed), team.calendar)
    answer = Event(EventKind.ANSWERED, FIRST - timedelta(weeks=8), AMINA, reply=Reply.GO_AHEAD)
    actor = REPORTER if by_reporter else AMINA
    at = release.kept_at(of, by, moment)
    change = Event(EventKind.CHANGED, at, actor, words="A list", shows_at=shows_at)
    before = a_report(mode=of, team=team, released_at=answer.at, events=(answer,))
    after = replace(before, events=(*before.events, change))
    posts = [next_post(moment - timedelta(weeks=3), team.calendar)]
    while len(posts) < 8:
        posts.append(next_post(posts[-1], team.calendar))

    told = 0
    for last, post in pairwise(posts):
        seen = visible_to(after if post >= moment else before, TEAM_CHANNEL, post)
        days = [team.calendar.day_of(one) for one in (last, post)]
        since, until = [weeks._day(team, day) for day in days]
        told += len(week(days[1], [seen], since, until).changed)

    assert told == 1


@MODES
async def test_only_a_named_reporter_who_said_yes_is_credited(world: World, mode: Mode) -> None:
    await world.set_up()
    id = await tried(world, mode=mode)
    await changed(world, id)
    if mode is Mode.NAMED:
        await world.services.own.credit(PRIYA, id)
        await world.services.own.credit(PRIYA, id)
    world.clock.move(hours=3)

    (post,) = await at(world, THURSDAY)

    (done,) = week_in(post).changed
    assert done.report.credited is (mode is Mode.NAMED)
    assert done.report.byline == (PRIYA if mode is Mode.NAMED else None)


async def test_a_named_reporter_who_was_asked_and_said_nothing_is_not_credited(
    world: World,
) -> None:
    await world.set_up()
    id = await tried(world)
    await changed(world, id)
    await world.services.own.uncredited(PRIYA, id)

    (post,) = await at(world, THURSDAY)

    (done,) = week_in(post).changed
    assert not done.report.credited


async def test_a_timer_of_a_team_that_is_gone_is_cleared(world: World) -> None:
    nobodys = Timer(TimerKind.WEEKLY, TeamId("gone"), THURSDAY)
    await world.database.write(lambda tx: timers.put_off(tx, nobodys))

    await Weeks(world.context).come([nobodys])

    due = await world.database.read(lambda tx: timers.due(tx, THURSDAY))
    assert "gone" not in {timer.subject for timer in due}


async def test_winding_up_sets_a_post_for_every_team_that_has_none_and_moves_no_other(
    world: World,
) -> None:
    await world.set_up()
    (team,) = await world.database.read(teams.every)
    sooner = Timer(TimerKind.WEEKLY, team.id, THURSDAY.replace(hour=10))
    await world.database.write(lambda tx: timers.put_off(tx, sooner))

    await Weeks(world.context).wind_up()

    kept = await world.database.read(lambda tx: timers.of(tx, TimerKind.WEEKLY, team.id))
    assert kept is not None
    assert kept.due_at == sooner.due_at
