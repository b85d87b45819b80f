"""Exports: no words and no small figure without leave, and never who wrote in confidence."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.report import Audience, Kind, Mode, Report
from bot.domain.taxonomy import Stage
from bot.domain.thread import ThreadReply
from bot.services.exporting import FEWER
from storage import identities, reports, threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_report, a_team, sent
from tests.services.world import World
from tests.storage.dumps import rows_of

CANARY = UserId("U0CANARY7Q4Z")


async def store(world: World, report: Report, user: UserId | None) -> None:
    async def keep(tx: Transaction) -> None:
        assert await reports.add(tx, report)
        if user is not None:
            await identities.keep(tx, world.context.vault, report.id, user, report.mode)

    await world.database.write(keep)


async def totals(world: World) -> dict[str, Any]:
    exported = await world.services.exporting.settings_and_totals()
    read: dict[str, Any] = json.loads(json.dumps(exported))
    return read


async def with_words(world: World, lead: UserId = MOIRA) -> list[dict[str, Any]]:
    found = world.services.exporting.with_words(lead, _told)
    return [json.loads(json.dumps(one)) async for one in found]


def _told(done: int, of: int) -> None:
    assert 0 < done <= of


async def test_settings_are_exported_as_they_are(world: World) -> None:
    (team,) = await world.set_up()
    exported = await totals(world)
    assert exported["service"]["learning_leads"] == ["U0MOIRA"]
    assert exported["service"]["report_months"] == team.retention.report_months
    (one,) = exported["teams"]
    assert (one["name"], one["channel"], one["managers"]) == ("Riverside", CHANNEL, [AMINA])


async def test_no_word_of_a_report_is_in_an_export_without_leave(world: World) -> None:
    await world.set_up()
    await world.file(PRIYA, what="The fax machine ate it")
    written = json.dumps(await totals(world))
    assert "fax machine" not in written
    assert "NM-" not in written
    assert PRIYA not in written


@pytest.mark.parametrize(
    ("some", "each", "shown"),
    [(0, 0, FEWER), (7, 1, FEWER), (8, 1, 10), (7, 3, FEWER), (11, 2, 20), (13, 1, 15)],
)
async def test_a_total_that_rests_on_few_people_is_not_told(
    world: World, some: int, each: int, shown: int | str
) -> None:
    (team,) = await world.set_up()
    for number in range(some):
        for _ in range(each):
            await store(world, a_report(team=team), UserId(f"U0PERSON{number}"))

    exported = await totals(world)

    assert exported["totals"]["kind"] == {"suggestion": FEWER, "near_miss": shown}
    assert exported["reports"] == FEWER
    assert set(exported["totals"]["stage"]) == {stage.value for stage in Stage}
    assert set(exported["totals"]["stage"].values()) == {FEWER}


async def test_the_total_stands_only_beside_parts_that_are_all_shown(world: World) -> None:
    (team,) = await world.set_up()
    for kind in Kind:
        assert (await totals(world))["reports"] == FEWER
        for number in range(11):
            await store(world, a_report(team=team, kind=kind), UserId(f"U0PERSON{number}"))
    exported = await totals(world)
    assert exported["totals"]["kind"] == {"suggestion": 10, "near_miss": 10}
    assert exported["reports"] == 20


async def test_whoever_is_forgotten_is_taken_to_be_somebody_else_each_time(world: World) -> None:
    (team,) = await world.set_up()
    for _ in range(8):
        await store(world, a_report(team=team, mode=Mode.ANONYMOUS), None)
    assert (await totals(world))["totals"]["kind"]["near_miss"] == 10


async def test_one_person_in_two_modes_is_not_counted_twice(world: World) -> None:
    (team,) = await world.set_up()
    for mode in (Mode.NAMED, Mode.CONFIDENTIAL):
        for number in range(7):
            report = a_report(team=team, mode=mode)
            await store(world, report, UserId(f"U0PERSON{number}"))
    assert (await totals(world))["totals"]["kind"]["near_miss"] == FEWER


async def test_no_total_is_by_team_or_by_person(world: World) -> None:
    await world.set_up()
    exported = await totals(world)
    assert set(exported["totals"]) == {"kind", "state", "stage", "factor"}


async def test_that_settings_were_exported_stands_in_the_audit(world: World) -> None:
    await world.set_up()
    await totals(world)
    actions = [row["action"] for table, row in await rows_of(world.database) if table == "audit"]
    assert actions.count("exported") == 1


async def test_with_leave_every_report_is_in_it_with_its_words_answers_and_thread(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file(PRIYA, mode=Mode.NAMED, what="The fax machine ate it")
    await world.deliver()
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Let us send it twice")
    await _reply(world, id, DAN, "Ours too")

    (one,) = await with_words(world)

    assert one["words"]["what"] == "The fax machine ate it"
    assert (one["by"], one["team"], one["state"]) == (PRIYA, "Riverside", "answered")
    assert [(said["by"], said["words"]) for said in one["thread"]] == [(DAN, "Ours too")]
    assert ("answered", AMINA, "Let us send it twice") in [
        (event["kind"], event["by"], event["words"]) for event in one["events"]
    ]


async def _reply(world: World, id: ReportId, author: UserId, words: str) -> None:
    at = MessageRef(ChannelId(CHANNEL), f"1795428000.{uuid4().int % 1_000_000:06}")
    reply = ThreadReply(at, at, author, words, at.ts)
    await world.database.write(lambda tx: threads.keep(tx, id, reply))


async def test_who_wrote_in_confidence_is_never_in_it(world: World) -> None:
    await world.set_up()
    world.people.introduce(CANARY, CHANNEL)
    for audience in Audience:
        await world.file(CANARY, mode=Mode.CONFIDENTIAL, audience=audience)
    world.clock.move(days=3)

    found = await with_words(world)

    assert len(found) == len(Audience)
    assert [one["by"] for one in found] == [None, None]
    assert CANARY not in json.dumps(found)


async def test_a_report_that_is_not_released_yet_is_not_in_it(world: World) -> None:
    (team,) = await world.set_up()
    tomorrow = world.clock.now() + timedelta(days=1)
    await store(world, a_report(team=team, released_at=tomorrow), CANARY)
    assert await with_words(world) == []
    world.clock.move(days=2)
    assert len(await with_words(world)) == 1


async def test_what_the_lead_who_confirms_it_was_left_out_of_is_not_in_it(world: World) -> None:
    await world.set_up(a_team(managers=(AMINA, DAN)))
    ids = {left_out: await without(world, left_out) for left_out in (MOIRA, AMINA)}
    world.clock.move(hours=3)

    by_moira = [one["reference"] for one in await with_words(world, MOIRA)]
    by_another = [one["reference"] for one in await with_words(world, UserId("U0LEAD"))]

    assert by_moira == [ids[AMINA]]
    assert set(by_another) == set(ids.values())


async def without(world: World, left_out: UserId) -> str:
    """The reference of a report that somebody is left out of."""
    given = sent(await world.form(), audience=Audience.DECIDERS)
    receipt = await world.services.capture.submit(replace(given, left_out=(left_out,)))
    assert isinstance(receipt, Receipt)
    return receipt.reference


async def test_of_a_report_that_was_taken_back_no_words_are_in_it(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA, what="The fax machine ate it")
    await _reply(world, id, DAN, "Ours too")
    await world.services.own.withdraw(PRIYA, id)
    (one,) = await with_words(world)
    assert one["state"] == "withdrawn"
    assert "fax machine" not in json.dumps(one)
    assert one["thread"] == []
