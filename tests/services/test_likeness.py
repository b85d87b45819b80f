"""Possibly related: only what its reader may read, at most three, and nothing before it shows."""

from dataclasses import replace
from functools import partial

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Receipt
from bot.domain.ids import ChannelId, ReportId, UserId
from bot.domain.lesson import Lesson
from bot.domain.report import Audience, Mode, Words
from bot.services import recording, standing
from bot.services.contents import CardContent, DigestContent
from bot.services.likeness import related_pairs
from bot.services.own import Edit
from bot.services.redacting import Slip
from storage import schema, search
from storage.database import Transaction
from storage.errors import StorageUnavailable
from tests.builders import AMINA, CHANNEL, MOIRA, PRIYA, a_team, sent
from tests.services.world import World, of_kind

KURDISH = "The interpreter for the Kurdish family spoke another dialect"
AGAIN = "Wrong dialect again: we had booked a Kurdish interpreter"
PRINTER = "The printer ran out of toner before court"

HILLTOP = ChannelId("C0HILLTOP")
SAM = UserId("U0SAM")
"""A practitioner of Hilltop, another team."""


async def submit(world: World, what: str, mode: Mode = Mode.NAMED, user: UserId = PRIYA) -> Receipt:
    form = await world.form(user)
    if mode is Mode.ANONYMOUS:
        world.people.authors = 8
    receipt = await world.services.capture.submit(sent(form, user=user, what=what, mode=mode))
    assert isinstance(receipt, Receipt)
    return receipt


async def references(world: World, *ids: ReportId) -> list[str]:
    async def look(tx: Transaction) -> dict[str, str]:
        rows = await tx.execute(schema.report.select())
        return {row.id: row.reference for row in rows}

    known = await world.database.read(look)
    return [known[id] for id in ids]


def shown_in(receipt: Receipt | CardContent) -> list[str]:
    return [one.report.reference for one in receipt.related]


async def hilltop(world: World) -> None:
    """A second team, of which Priya is no member."""
    world.people.introduce(SAM, HILLTOP)
    await world.set_up(a_team(), a_team(channel=HILLTOP, name="Hilltop"))


@pytest.mark.parametrize("mode", Mode)
async def test_whoever_writes_is_shown_what_the_team_has_seen_already(
    world: World, mode: Mode
) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    await world.file(what=PRINTER)

    receipt = await submit(world, AGAIN, mode)

    assert shown_in(receipt) == await references(world, one)


async def test_a_form_that_arrives_twice_shows_the_same_and_never_itself(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    given = sent(await world.form(), what=AGAIN)

    first = await world.services.capture.submit(given)
    again = await world.services.capture.submit(given)

    assert isinstance(first, Receipt)
    assert shown_in(first) == await references(world, one)
    assert first == again


async def test_there_are_three_at_most(world: World) -> None:
    await world.set_up()
    for number in range(5):
        await world.file(what=f"{KURDISH} {number}")
    assert len((await submit(world, AGAIN)).related) == 3


async def test_a_report_that_is_like_no_other_shows_none(world: World) -> None:
    await world.set_up()
    await world.file(what=KURDISH)
    assert (await submit(world, PRINTER)).related == ()


@pytest.mark.parametrize("mode", [Mode.CONFIDENTIAL, Mode.ANONYMOUS])
async def test_nothing_shows_before_it_may_be_read(world: World, mode: Mode) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH, mode=mode)
    assert (await submit(world, AGAIN)).related == ()

    await world.released(one)
    await world.services.clockwork.tick()

    assert shown_in(await submit(world, f"{AGAIN}, again"))[-1:] == await references(world, one)


async def test_what_only_those_who_decide_may_read_is_shown_to_nobody(world: World) -> None:
    await world.set_up()
    await world.file(what=KURDISH, audience=Audience.DECIDERS)
    assert (await submit(world, AGAIN)).related == ()


async def test_it_is_shown_once_its_reporter_shares_it(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH, audience=Audience.DECIDERS)
    await world.services.own.share(PRIYA, one)
    assert shown_in(await submit(world, AGAIN)) == await references(world, one)


async def test_another_teams_reports_are_not_shown(world: World) -> None:
    await hilltop(world)
    await world.file(SAM, what=KURDISH, channel=HILLTOP)
    assert (await submit(world, AGAIN)).related == ()


async def test_what_is_taken_back_is_shown_no_more(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    await world.services.own.withdraw(PRIYA, one)
    assert (await submit(world, AGAIN)).related == ()


async def test_what_a_confidential_reporter_takes_back_leaves_at_once(world: World) -> None:
    """Its card is redrawn later, by chance; the words cannot be come upon in a new place."""
    await world.set_up()
    one = await world.released(await world.file(what=KURDISH, mode=Mode.CONFIDENTIAL))
    await world.services.clockwork.tick()
    await world.services.own.withdraw(PRIYA, one)

    assert (await submit(world, AGAIN)).related == ()
    assert await world.database.read(lambda tx: search.told_by(tx, [one])) == {}
    await world.tick_at(days=1)
    assert await world.database.read(lambda tx: search.told_by(tx, [one])) == {}


async def test_new_words_are_looked_for_once_they_show(world: World) -> None:
    await world.set_up()
    one = await world.released(await world.file(what=PRINTER, mode=Mode.CONFIDENTIAL))
    await world.services.clockwork.tick()
    await world.services.own.edit(Edit(PRIYA, one, Words(what=KURDISH), 0, "edit-1"))

    before = await submit(world, AGAIN)
    world.clock.move(hours=3)
    await world.services.clockwork.tick()
    after = await submit(world, f"{AGAIN}!")

    (reference,) = await references(world, one)
    assert reference not in shown_in(before)
    assert reference in shown_in(after)


async def test_masked_words_leave_at_once(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    await world.services.redacting.mask(Slip(AMINA, one, "Kurdish family", "mask-1"))

    told = await world.database.read(lambda tx: search.told_by(tx, [one]))
    assert "kurdish" not in told[one].words
    assert "dialect" in told[one].words


async def test_a_card_shows_what_the_whole_team_may_read(world: World) -> None:
    await hilltop(world)
    await world.file(SAM, what=KURDISH, channel=HILLTOP)
    one = await world.file(what=KURDISH)
    await world.deliver()
    two = await world.file(what=AGAIN)

    (card,) = of_kind(await world.deliver(), DeliveryKind.CARD)

    content = card.outgoing.content
    assert isinstance(content, CardContent)
    assert content.report.id == two
    assert shown_in(content) == await references(world, one)
    at = await world.card_of(one)
    assert [found.link for found in content.related] == [world.people.link_to(at)]


async def test_a_story_that_everybody_may_read_is_shown_to_other_teams(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one)

    await world.file(what=AGAIN)
    # The cards of two channels go out in whatever order.
    (card,) = [
        one for one in of_kind(await world.deliver(), DeliveryKind.CARD) if one.to == CHANNEL
    ]

    content = card.outgoing.content
    assert isinstance(content, CardContent)
    assert [type(found.report) for found in content.related] == [Lesson]
    assert shown_in(content) == await references(world, one)
    assert [found.link for found in content.related] == [""]
    assert shown_in(await submit(world, f"{AGAIN}!"))[-1:] == await references(world, one)


async def test_a_story_is_shown_no_more_once_its_reporter_says_no(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one)
    await world.services.own.consent(SAM, one, yes=False)
    assert (await submit(world, AGAIN)).related == ()


async def test_a_story_is_found_by_what_was_said_and_done_about_it(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one, change="A checklist beside the booking form")
    found = await world.database.read(lambda tx: search.find(tx, "booking checklists"))
    assert found == (one,)


async def test_those_who_decide_see_it_in_their_morning_across_their_teams(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    two = await world.file(what=AGAIN)
    await world.file(what=PRINTER)

    mornings = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)

    contents = [one.outgoing.content for one in mornings if one.to == AMINA]
    (content,) = contents
    assert isinstance(content, DigestContent)
    first, second = await references(world, one, two)
    shown = {id: [found.report.reference for found in some] for id, some in content.related.items()}
    assert shown == {one: [second], two: [first]}


async def test_what_an_idea_is_about_is_not_shown_a_second_time(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    (about,) = await references(world, one)
    given = sent(await world.form(), what=AGAIN, mode=Mode.NAMED)
    idea = replace(given, about=about)

    receipt = await world.services.capture.submit(idea)
    cards = of_kind(await world.deliver(), DeliveryKind.CARD)
    mornings = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)

    assert isinstance(receipt, Receipt)
    assert shown_in(receipt) == []
    shown = [one.outgoing.content for one in cards]
    assert [
        content.related
        for content in shown
        if isinstance(content, CardContent) and content.report.about == about
    ] == [()]
    (morning,) = [one.outgoing.content for one in mornings if one.to == AMINA]
    assert isinstance(morning, DigestContent)
    assert list(morning.related) == [one]


async def test_a_report_is_kept_also_where_nothing_can_be_looked_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.set_up()
    await world.file(what=KURDISH)

    async def out_of_order(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(search, "spread", out_of_order)
    receipt = await submit(world, AGAIN)
    monkeypatch.undo()

    assert receipt.related == ()
    assert await world.id_of(receipt.reference)


async def test_the_finder_of_patterns_gets_each_pair_once(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    two = await world.file(what=AGAIN)
    other = await world.file(what=PRINTER)
    for number in range(5):
        await world.file(what=f"Something else {number} about a lift")

    async def look(tx: Transaction) -> list[set[ReportId]]:
        found = await related_pairs(tx, [one, two, other, ReportId("gone")])
        assert all(pair.score >= 0.4 for pair in found)
        return [{pair.one, pair.other} for pair in found]

    assert await world.database.read(look) == [{one, two}]


async def test_what_an_older_version_has_stored_is_found_after_a_start(world: World) -> None:
    await world.set_up()
    one = await world.file(what=KURDISH)
    await world.database.write(lambda tx: search.leave(tx, one))

    await world.services.clockwork.wind_up()
    await world.services.clockwork.tick()

    assert shown_in(await submit(world, AGAIN)) == await references(world, one)


async def test_common_words_are_counted_once_a_night(world: World) -> None:
    await world.set_up()
    await world.services.clockwork.wind_up()
    await world.file(what=KURDISH)
    assert await world.database.read(counted) == []

    await world.tick_at(days=1)
    assert await world.database.read(counted) == [("", 1)]
    await world.tick_at(days=1)
    assert await world.database.read(counted) == [("", 1)]


async def counted(tx: Transaction) -> list[tuple[str, int]]:
    rows = await tx.execute(schema.search_common.select())
    return [(row.word, row.reports) for row in rows]


async def publish(world: World, id: ReportId, change: str = "Another form") -> None:
    """Let the whole story be read by everybody, as its reporter has agreed."""
    context, vault = world.context, world.context.vault

    async def happen(tx: Transaction, kind: EventKind, actor: str, words: str) -> None:
        now = world.clock.now()
        found = await standing.of_report(tx, vault, id, now, for_change=True)
        await recording.happened(tx, context, found, Event(kind, now, actor, words=words))

    for kind, actor, words in (
        (EventKind.SEEN, AMINA, ""),
        (EventKind.ANSWERED, AMINA, "Let us try"),
        (EventKind.CHANGED, AMINA, change),
        (EventKind.CONSENTED, REPORTER, ""),
        (EventKind.PUBLISHED, MOIRA, "The wrong dialect"),
    ):
        await world.database.write(partial(happen, kind=kind, actor=actor, words=words))
