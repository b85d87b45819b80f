"""What is kept of one person is all handed out to them, and nobody else is in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Mode, Report
from bot.services.access import Labels
from bot.services.unsealing import Reason
from storage import identities, left_out, reports
from storage.database import Transaction
from storage.vault import Vault
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_report, a_team
from tests.outcomes import TABLE
from tests.services.world import World
from tests.storage.filled import CANARY, Filled, fill

MANY = 10_000
SECONDS = 60
AT_ONCE = 500


@pytest.fixture
async def filled(world: World) -> Filled:
    return await fill(world)


async def about(world: World, user: UserId) -> dict[str, Any]:
    """The file as it would be read."""
    steps: list[tuple[int, int]] = []
    found = await world.services.access.about(user, lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    read: dict[str, Any] = json.loads(json.dumps(found))
    return read


async def test_everything_they_have_left_is_in_it(world: World, filled: Filled) -> None:
    assert filled.named
    found = await about(world, CANARY)

    assert {role["role"] for role in found["roles"]} == {
        "learning lead",
        "manager",
        "deputy",
        "set the team up",
    }
    assert {one["mode"] for one in found["reports"]} == {"named", "confidential"}
    assert {one["words"]["what"] for one in found["reports"]} == {"The form went to the wrong team"}
    assert "Let us try a checklist" in {one["words"] for one in found["answers"]}
    assert [one["asked_to_try"] for one in found["asked_to_try"]] == ["you"]
    assert [one["words"][:12] for one in found["thread_replies"]] == ["Quillfeather"]
    assert found["habits"][0]["away_until"] == "2026-11-27"
    for name in ("begun_replies", "reactions", "digests", "messages", "audit", "requests"):
        assert found[name], name
    assert len(found["seen_too"]) == len(found["said_whether_it_helped"]) == 1


async def test_nobody_else_is_named_in_it(world: World, filled: Filled) -> None:
    assert filled.named
    written = json.dumps(await about(world, CANARY))
    for user in (AMINA, DAN, MOIRA, PRIYA):
        assert user not in written
    assert "this happens to us too" in written
    assert "Thank you <@" not in written


async def test_what_was_said_to_them_is_in_it_with_who_said_it_as_a_label(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA, mode=Mode.CONFIDENTIAL)
    await world.tick_at(days=1)
    await world.say(AMINA, id, Reply.THANK_YOU, words="Well spotted")
    await world.say(AMINA, id, Reply.GO_AHEAD, words=f"<@{DAN}> and <@{AMINA}> will try it")

    (found,) = (await about(world, PRIYA))["reports"]

    said = [(event["by"], event["words"]) for event in found["events"] if event["words"]]
    assert said == [
        ("colleague 1", "Well spotted"),
        ("colleague 1", "colleague 2 and colleague 1 will try it"),
    ]
    assert found["events"][0]["by"] == "you"


async def test_that_somebody_opened_who_they_are_is_in_it_with_the_reason(world: World) -> None:
    await world.set_up()
    id = await world.released(await world.file(PRIYA, mode=Mode.CONFIDENTIAL))
    why = "A child may come to harm tonight"
    await world.services.unsealing.open(Reason(MOIRA, id, why, "key"))

    (found,) = (await about(world, PRIYA))["reports"]

    (opened,) = (event for event in found["events"] if event["kind"] == "opened")
    assert (opened["by"], opened["words"]) == ("colleague 1", why)
    assert MOIRA not in json.dumps(found)


async def test_it_is_not_told_who_else_has_left_them_out(world: World, filled: Filled) -> None:
    found = await about(world, CANARY)
    for id in (filled.others[0], filled.others[2]):
        users = await world.database.read(partial(left_out.of, vault=world.context.vault, ids=[id]))
        assert CANARY in users[id]
    assert all(one["left_out"] == [] for one in found["reports"])


async def test_whom_they_have_left_out_themselves_is_in_it(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA, mode=Mode.CONFIDENTIAL)
    vault = world.context.vault
    await world.database.write(lambda tx: left_out.keep(tx, vault, id, [AMINA, DAN]))
    (found,) = (await about(world, PRIYA))["reports"]
    assert found["left_out"] == ["colleague 1", "colleague 2"]


async def test_anonymous_reports_are_not_found_and_it_says_how_to_find_them(
    world: World,
) -> None:
    (team,) = await world.set_up()
    silent = a_report(team=team, mode=Mode.ANONYMOUS)

    async def store(tx: Transaction) -> None:
        assert await reports.add(tx, silent)

    await world.database.write(store)
    found = await about(world, PRIYA)
    assert found["reports"] == []
    assert any("anonymously cannot be found" in note for note in found["notes"])
    assert any("/goodcatch receipt" in note for note in found["notes"])


async def test_of_somebody_unknown_there_is_nothing_but_the_notes(world: World) -> None:
    await world.set_up()
    found = await about(world, UserId("U0NOBODY"))
    kept = {name: value for name, value in found.items() if name not in {"made_at", "notes"}}
    assert kept.pop("about") == "U0NOBODY"
    assert not any(kept.values())


def test_the_same_person_has_the_same_label_wherever_they_stand() -> None:
    labels = Labels(PRIYA)
    assert labels.of(AMINA) == "colleague 1"
    assert labels.within(f"<@{DAN}|dan> asked <@{AMINA}> and <@{PRIYA}>") == (
        "colleague 2 asked colleague 1 and you"
    )
    assert labels.within("U0123456789A wrote to U0123456789A") == (
        "colleague 3 wrote to colleague 3"
    )
    assert labels.of(None) is None


@pytest.mark.parametrize(
    "words",
    ["UNDERSTANDING WELLBEING", "Kestrel Avenue at 10:15", "form W12, part U7", "NM-2F9D"],
)
def test_ordinary_words_are_left_as_they_are(words: str) -> None:
    assert Labels(PRIYA).within(words) == words


def many(world: World, team_id: str) -> list[Report]:
    """As many reports as a large service has."""
    shape = a_report(team=a_team(id=team_id), mode=Mode.CONFIDENTIAL)
    answer = Event(EventKind.ANSWERED, world.clock.now(), AMINA, reply=Reply.GO_AHEAD, words="Yes")
    filed = Event(EventKind.FILED, world.clock.now(), REPORTER)
    return [
        replace(
            shape,
            id=ReportId(uuid4().hex),
            reference=f"NM-{number:05}",
            filed_on=shape.filed_on - timedelta(days=number % 700),
            events=(filed, answer),
        )
        for number in range(MANY)
    ]


async def store(tx: Transaction, vault: Vault, some: list[Report]) -> None:
    """All of them Priya's, which is the worst that could be."""
    for report in some:
        assert await reports.add(tx, report)
        await identities.keep(tx, vault, report.id, PRIYA, report.mode)
        assert await reports.say_seen_too(tx, report.id, vault.seen_toos(report.id, PRIYA))


async def test_ten_thousand_reports_take_less_than_a_minute(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    (team,) = await world.set_up()
    vault = world.context.vault
    made = many(world, team.id)
    for start in range(0, MANY, AT_ONCE):
        some = made[start : start + AT_ONCE]
        await world.database.write(partial(store, vault=vault, some=some))

    began = perf_counter()
    found = await about(world, PRIYA)
    took = perf_counter() - began

    record_property(
        TABLE,
        f"Subject access to {MANY:,} reports: {took:.1f} s (at most {SECONDS} s)",
    )
    assert len(found["reports"]) == MANY
    assert len(found["seen_too"]) == MANY
    assert took < SECONDS
