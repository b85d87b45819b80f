"""A service in which one person has left something in every table that can hold a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import DeliveryKind, Posted
from bot.domain.digest import Section
from bot.domain.events import Event, EventKind, Reply
from bot.domain.habits import Habits
from bot.domain.ids import ChannelId, MessageRef, ReportId, TrapId, UserId
from bot.domain.report import Mode, Report
from bot.domain.requests import RequestId, RequestKind, Wanted
from bot.domain.thread import ThreadReply
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind
from bot.services import owing, telling
from bot.services.settings import Changes
from storage import (
    audit,
    bulletins,
    digests,
    left_out,
    people,
    postings,
    reports,
    threads,
    timers,
    traps,
)
from storage.database import Transaction
from storage.timers import Timer, TimerKind
from storage.vault import Vault
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.world import World
from tests.storage.dumps import disguises

CANARY = UserId("U0CANARY7Q4Z")
ALIKE = UserId("U0CANARY7Q4ZX")
"""Somebody else, whose id begins with the canary's."""
NAME = "Quillfeather"
"""What the canary has written in threads holds their name."""
A_WEEK = timedelta(days=7)
TRAP = TrapId("7a" * 16)
"""Which they have confirmed and taken on, and said of whether it is gone."""


@dataclass(frozen=True)
class Filled:
    """What was left, and what stays."""

    named: ReportId
    confidential: ReportId
    others: tuple[ReportId, ...]
    about_them: RequestId


async def fill(world: World) -> Filled:
    """Let the canary, who manages, stands in and looks across, leave all they can leave."""
    for user in (CANARY, ALIKE):
        world.people.introduce(user, CHANNEL)
    team = a_team(managers=(AMINA, CANARY), deputies=(DAN, CANARY))
    await world.set_up(replace(team, set_up_by=CANARY, duty_contact=f"ask <@{CANARY}>"))
    await world.services.settings.change_service(Changes(learning_leads=(MOIRA, CANARY)))
    named = await world.file(CANARY, mode=Mode.NAMED)
    confidential = await world.file(CANARY, mode=Mode.CONFIDENTIAL)
    others = (
        await world.file(PRIYA, what=f"The form went astray, says <@{CANARY}|{NAME}>"),
        await world.file(PRIYA),
        await world.file(PRIYA),
    )
    await world.deliver()
    await _decide(world, *others)
    await world.database.write(lambda tx: _write(tx, world, *others))
    await world.services.absences.go(CANARY, date(2026, 11, 27))
    await world.deliver()
    about_them = await _ask(world)
    return Filled(named, confidential, others, about_them)


async def _decide(world: World, one: ReportId, two: ReportId, three: ReportId) -> None:
    """React to one report, answer another, and meet the third."""
    await world.react(CANARY, await world.card_of(one), "+1")
    await world.deliver()
    offered = Posted(
        effect=f"offer:{two}:2:{CANARY}",
        kind=DeliveryKind.OFFER,
        ref=MessageRef(ChannelId(f"D{CANARY[1:]}"), "1795428000.900001"),
        report=two,
        recipient=CANARY,
    )
    await world.database.write(lambda tx: postings.keep(tx, offered))
    await world.say(CANARY, two, Reply.GO_AHEAD, words="Let us try a checklist")
    await world.services.discussion.seen_this_too(CANARY, three)


async def _write(
    tx: Transaction, world: World, one: ReportId, two: ReportId, three: ReportId
) -> None:
    """What takes days to come about, written as it would stand then."""
    vault, now = world.context.vault, world.clock.now()
    found = await reports.load_for_change(tx, vault, three)
    assert found is not None
    asked = Event(EventKind.ANSWERED, now, AMINA, reply=Reply.GO_AHEAD, doer=CANARY)
    await reports.record(tx, found, asked, a_team().retention)
    assert await reports.say_verdict(tx, two, 2, vault.verdicts(two, CANARY))
    await _take_on(tx, found, world)
    bulletin = await bulletins.add(tx, now.date().replace(day=1), [three])
    assert bulletin is not None
    await bulletins.decide(tx, bulletin, BulletinState.RELEASED, CANARY)
    await left_out.keep(tx, vault, one, [CANARY, DAN])
    await left_out.keep(tx, vault, three, [CANARY])
    for author, ts, words in (
        (CANARY, "1795428000.100001", f"{NAME} here, this happens to us too"),
        (AMINA, "1795428000.100002", f"Thank you <@{CANARY}>, and {CANARY} again"),
        (ALIKE, "1795428000.100003", f"I am <@{ALIKE}>"),
    ):
        thread, at = MessageRef(CHANNEL, "1.1"), MessageRef(CHANNEL, ts)
        await threads.keep(tx, one, ThreadReply(thread, at, author, words, ts))
    for user in (CANARY, ALIKE):
        morning = await digests.begin(tx, user, date(2026, 11, 24))
        assert morning is not None
        await digests.put_items(tx, morning, 1, {two: Section.WAITING})
        await telling.digest(tx, morning, user, until=None, now=now + A_WEEK)
        await timers.put_off(tx, Timer(TimerKind.DIGEST, user, now + A_WEEK))
    due = dict.fromkeys((CANARY, ALIKE), now + A_WEEK)
    await owing.offers(tx, one, due, event=1, now=now)
    await people.keep_habits(tx, CANARY, Habits())
    await audit.note(tx, at=now, actor="bot", action="unreachable", subject=CANARY)


async def _take_on(tx: Transaction, found: Report, world: World) -> None:
    """An error trap of this report, for which they have done what can be done."""
    now, vault = world.clock.now(), world.context.vault
    kinds = (TrapEventKind.PROPOSED, TrapEventKind.CONFIRMED, TrapEventKind.OWNED)
    words = f"As <@{CANARY}> says, the address is old"
    trap = Trap(
        id=TRAP,
        reference="T-2F9D",
        team=found.team,
        name=words,
        stage=None,
        factors=(),
        proposed_on=now.date(),
        events=tuple(TrapEvent(kind, now, CANARY, words=words, owner=CANARY) for kind in kinds),
        reports=frozenset({found.id}),
    )
    assert await traps.add(tx, trap)
    assert await traps.say_verdict(tx, TRAP, 2, vault.trap_verdicts(TRAP, CANARY))


async def _ask(world: World) -> RequestId:
    """A request about them, and one that they decide on."""
    ask, decide = world.services.requests.ask, world.services.requests.decide
    about_them = await ask(Wanted(RequestKind.ERASE_PERSON, CANARY))
    about_another = await ask(Wanted(RequestKind.SUBJECT_ACCESS, PRIYA))
    await ask(Wanted(RequestKind.SUBJECT_ACCESS, CANARY))
    await world.deliver()
    await decide(MOIRA, about_them.id, confirm=True)
    await decide(CANARY, about_another.id, confirm=False)
    return about_them.id


def traces(vault: Vault, ids: Iterable[ReportId]) -> set[bytes]:
    """All that somebody who holds every key would look for, too."""
    keyed = [
        *(hash for mode in Mode for hash in vault.finders(CANARY, mode)),
        *(hash for id in ids for hash in vault.seen_toos(id, CANARY)),
        *(hash for id in ids for hash in vault.verdicts(id, CANARY)),
        *vault.trap_verdicts(TRAP, CANARY),
    ]
    return {*disguises(CANARY), *keyed, *(hash.hex().encode() for hash in keyed), NAME.encode()}
