"""Whoever is erased is nowhere any more, and a report that is erased has left nothing."""

from functools import partial

import pytest

from bot.domain.delivery import DeliveryKind, DeliveryState
from bot.domain.errors import AnswersAlone
from bot.domain.events import ERASED, Reply
from bot.domain.ids import ReportId
from bot.domain.report import Audience
from bot.services.asking import Question
from bot.services.contents import DigestContent, ErasedContent
from bot.services.erasing import UnderWay
from storage import digests, erasure, identities, left_out, receipts, reports
from storage.database import Transaction
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_team
from tests.services.world import World, of_kind
from tests.storage.dumps import as_bytes, everything_in, rows_of
from tests.storage.filled import ALIKE, CANARY, Filled, fill, traces


@pytest.fixture
async def filled(world: World) -> Filled:
    return await fill(world)


async def erase(world: World, filled: Filled, *, with_reports: bool = False) -> None:
    """As the command line does it."""
    steps: list[tuple[int, int]] = []
    await world.services.erasing.person(
        CANARY, with_reports=with_reports, told=lambda done, of: steps.append((done, of))
    )
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    await world.services.requests.done(filled.about_them)
    assert await world.services.erasing.scrub()


async def every_id(world: World) -> list[ReportId]:
    return [ReportId(str(row["id"])) for row in await table(world, "report")]


async def table(world: World, name: str) -> list[dict[str, object]]:
    return [row for of, row in await rows_of(world.database) if of == name]


async def found(world: World) -> set[tuple[str, str]]:
    """In which columns of which tables something of the canary stands, for whoever has keys."""
    looked_for = traces(world.context.vault, await every_id(world))
    return {
        (table, column)
        for table, row in await rows_of(world.database)
        for column, value in row.items()
        if any(trace in _apart(as_bytes(value), trace) for trace in looked_for)
    }


def _apart(value: bytes, trace: bytes) -> bytes:
    """Without the ids of somebody whose id only begins alike."""
    return value.replace(ALIKE.encode(), b"") if trace == CANARY.encode() else value


async def test_the_search_would_find_them_wherever_they_can_stand(
    world: World, filled: Filled
) -> None:
    assert filled.named
    assert await found(world) >= {
        ("learning_lead", "user_id"),
        ("team", "set_up_by"),
        ("team", "duty_contact"),
        ("team_role", "user_id"),
        ("person", "user_id"),
        ("report", "what"),
        ("identity", "finder"),
        ("event", "actor"),
        ("event", "doer"),
        ("comment", "author"),
        ("comment", "words"),
        ("seen_too", "finder"),
        ("verdict", "finder"),
        ("draft_reply", "user_id"),
        ("reaction", "user_id"),
        ("digest", "recipient"),
        ("delivery", "effect"),
        ("delivery", "recipient"),
        ("delivery", "lane"),
        ("delivery", "subject"),
        ("posted", "effect"),
        ("posted", "recipient"),
        ("posted", "channel_id"),
        ("timer", "subject"),
        ("audit", "actor"),
        ("audit", "subject"),
        ("request", "decided_by"),
        ("bulletin", "decided_by"),
    }


@pytest.mark.parametrize("with_reports", [False, True])
async def test_whoever_is_erased_is_nowhere_any_more(
    world: World, filled: Filled, *, with_reports: bool
) -> None:
    looked_for = traces(world.context.vault, await every_id(world))

    await erase(world, filled, with_reports=with_reports)
    # What the bot wrote to them loses its words; where it stands is forgotten once that is done.
    await world.deliver()
    await world.services.erasing.scrub()

    assert await found(world) == set()
    kept = (await everything_in(world.database)).replace(ALIKE.encode(), b"")
    assert [trace for trace in looked_for if trace in kept] == []


async def test_the_reports_of_somebody_erased_stay_as_nobodys(world: World, filled: Filled) -> None:
    await erase(world, filled)

    vault = world.context.vault
    for id in (filled.named, filled.confidential):
        report = await world.database.read(partial(reports.load, vault=vault, id=id))
        assert report is not None
        assert report.words.what == "The form went to the wrong team"
        assert report.named_reporter is None
        nobody = await world.database.read(partial(identities.reporter_of, vault=vault, id=id))
        assert nobody is None
    updates = of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert filled.named in {one.delivery.report for one in updates}


async def test_with_their_reports_none_of_those_is_left(world: World, filled: Filled) -> None:
    await erase(world, filled, with_reports=True)

    assert set(await every_id(world)) == set(filled.others)


async def test_everybody_elses_stays_as_it_was(world: World, filled: Filled) -> None:
    kept = {"comment": "author", "digest": "recipient", "timer": "subject"}

    await erase(world, filled)

    for name, column in kept.items():
        assert ALIKE in {row[column] for row in await table(world, name)}
    effects = [str(row["effect"]) for row in await table(world, "delivery")]
    assert [effect for effect in effects if effect.endswith(f":{ALIKE}")]
    assert f"I am <@{ALIKE}>" in {row["words"] for row in await table(world, "comment")}


async def test_what_they_decided_stays_and_is_somebodys_who_has_left(
    world: World, filled: Filled
) -> None:
    await erase(world, filled)

    events = await table(world, "event")
    assert "Let us try a checklist" in {row["words"] for row in events if row["actor"] == ERASED}
    assert ERASED in {row["doer"] for row in events}
    said = {row["words"] for row in await table(world, "comment")}
    assert "Thank you a colleague who has left, and erased again" in said


async def test_a_report_still_keeps_out_whoever_else_was_left_out(
    world: World, filled: Filled
) -> None:
    await erase(world, filled)

    kept = await world.database.read(lambda tx: left_out.of(tx, world.context.vault, filled.others))
    assert kept == {filled.others[0]: frozenset({DAN})}


async def test_the_settings_are_as_if_they_had_never_been_there(
    world: World, filled: Filled
) -> None:
    await erase(world, filled)

    (team,) = await world.services.settings.teams()
    assert (team.managers, team.deputies, team.learning_leads) == ((AMINA,), (DAN,), (MOIRA,))
    assert team.set_up_by is None
    assert team.duty_contact == "ask a colleague who has left"


async def test_a_reply_to_what_they_asked_is_owed_to_nobody(world: World, filled: Filled) -> None:
    id = filled.others[1]
    await world.services.asking.ask(Question(CANARY, id, "Which form was it?", "asked-1"))
    await erase(world, filled)

    await world.services.own.reply(PRIYA, id, "The blue one", "replied-1")

    recipients = {row["recipient"] for row in await table(world, "delivery")}
    assert ERASED not in recipients


async def test_the_audit_is_whole_afterwards(world: World, filled: Filled) -> None:
    world.clock.move(days=2)
    await world.services.sealing.come([])

    await erase(world, filled)

    verified = await world.services.sealing.verify()
    assert verified.is_whole
    assert verified.chain.erased


async def test_erasing_twice_does_no_harm(world: World, filled: Filled) -> None:
    await erase(world, filled)
    before = sorted(map(str, await rows_of(world.database)))
    await erase(world, filled)
    assert sorted(map(str, await rows_of(world.database))) == before


async def test_whoever_answers_alone_by_now_stays(world: World, filled: Filled) -> None:
    assert filled.named
    await world.set_up(a_team(managers=(CANARY,), deputies=()))
    with pytest.raises(AnswersAlone):
        await world.services.erasing.person(CANARY, with_reports=False, told=print)
    assert CANARY in {row["user_id"] for row in await table(world, "team_role")}


async def reference_of(world: World, id: ReportId) -> str:
    return next(str(row["reference"]) for row in await table(world, "report") if row["id"] == id)


async def test_an_erased_report_has_left_nothing(world: World, filled: Filled) -> None:
    id = filled.others[0]
    reference = await reference_of(world, id)

    await world.services.erasing.report(reference)
    await world.deliver()
    assert await world.services.erasing.scrub()

    rows = await rows_of(world.database)
    holding = {table for table, row in rows if id in str(row) or reference in str(row)}
    assert holding == {"audit"}
    kept = await everything_in(world.database)
    assert b"The form went astray" not in kept
    assert b"this happens to us too" not in kept


async def test_whatever_showed_an_erased_report_loses_its_words(
    world: World, filled: Filled
) -> None:
    id = filled.others[1]
    card = await world.card_of(id)
    shown = await world.database.read(lambda tx: erasure.messages_of(tx, id))

    await world.services.erasing.report(await reference_of(world, id))
    sent = of_kind(await world.deliver(), DeliveryKind.ERASED)

    assert {one.at for one in sent} == set(shown)
    assert card in {one.at for one in sent}
    assert all(isinstance(one.outgoing.content, ErasedContent) for one in sent)
    kinds = {row["kind"] for row in await table(world, "delivery")}
    assert DeliveryKind.ERASED not in kinds


async def test_a_digest_is_drawn_without_an_erased_report(world: World) -> None:
    await world.set_up()
    one = await world.file(PRIYA, audience=Audience.DECIDERS)
    two = await world.file(PRIYA, audience=Audience.DECIDERS)
    await world.tick_at(days=1)
    assert await table(world, "digest_item")

    await world.services.erasing.report(await reference_of(world, one))
    sent = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)

    assert sent
    for message in sent:
        content = message.outgoing.content
        assert isinstance(content, DigestContent)
        rows = [report.id for _, some in content.digest.sections for report in some]
        assert rows == [two]


async def test_a_report_is_not_erased_while_its_card_is_reaching_slack(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA)
    card = await world.half_posted_card()
    assert card.report == id
    with pytest.raises(UnderWay):
        await world.services.erasing.report(await reference_of(world, id))
    assert await every_id(world) == [id]


async def test_a_card_that_was_not_sent_yet_is_never_sent(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA)
    await world.services.erasing.report(await reference_of(world, id))
    assert await world.deliver() == []
    assert DeliveryState.TODO not in {row["state"] for row in await table(world, "delivery")}


async def test_no_code_leads_back_to_a_report_that_is_nobodys(world: World, filled: Filled) -> None:
    form = await world.form()
    vault = world.context.vault

    async def keep(tx: Transaction) -> None:
        assert await receipts.keep(tx, vault, filled.confidential, form.code)
        assert await digests.begin(tx, PRIYA, world.clock.now().date()) is not None

    await world.database.write(keep)
    await erase(world, filled)
    back = await world.database.read(lambda tx: receipts.report_of(tx, vault, form.code))
    assert back is None


async def test_an_erased_report_that_is_gone_already_is_no_trouble(world: World) -> None:
    await world.set_up()
    await world.services.erasing.report("NM-2222")


async def test_what_a_manager_was_sent_loses_its_words_before_nobody_can_find_it(
    world: World,
) -> None:
    await world.set_up()
    await world.file(PRIYA)
    await world.tick_at(days=1)
    held = await world.database.read(lambda tx: erasure.messages_to(tx, AMINA))
    assert held

    await world.services.erasing.person(AMINA, with_reports=False, told=lambda _done, _of: None)

    sent = of_kind(await world.deliver(), DeliveryKind.ERASED)
    assert {one.at for one in sent} == set(held)


async def test_a_card_does_not_go_on_naming_somebody_who_is_erased(world: World) -> None:
    await world.set_up()
    id = await world.file(PRIYA)
    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.deliver()

    await world.services.erasing.person(AMINA, with_reports=False, told=lambda _done, _of: None)

    (card,) = of_kind(await world.tick_at(minutes=2), DeliveryKind.CARD_UPDATE)
    assert AMINA not in repr(card.outgoing.content)


async def test_those_who_are_left_learn_that_somebody_does_not_answer_any_more(
    world: World,
) -> None:
    await world.set_up()
    await world.services.erasing.person(AMINA, with_reports=False, told=lambda _done, _of: None)
    told = of_kind(await world.deliver(), DeliveryKind.ROLES_CHANGED)
    assert {one.to for one in told} == {DAN, MOIRA}
    assert AMINA not in repr(told)
