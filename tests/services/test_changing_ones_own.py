"""Reporters who say what was changed: whoever they are asked as, it does not tell that they wrote.

Somebody whom the answer asks to try it is named beside the change, whoever wrote the report.
"""

from dataclasses import replace

from bot.domain.change import Strength
from bot.domain.delivery import DeliveryKind
from bot.domain.events import REPORTER, Reply
from bot.domain.form import Receipt
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Kind, Mode
from bot.domain.taxonomy import Wish
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.contents import CardContent
from tests.builders import AMINA, CHANNEL, PRIYA, sent
from tests.services.world import Sent, World, of_kind
from tests.storage.dumps import rows_of

TOM = UserId("U0TOM")


def altered(id: ReportId) -> Altered:
    return Altered(TOM, id, "One list hangs by the door", Strength.EASIER, f"changed-{id}")


async def ask_tom(world: World, id: ReportId) -> None:
    said = Said(AMINA, id, Reply.GO_AHEAD, "Please", None, f"answered-{id}", doer=TOM)
    await world.services.answers.say(said)


async def rows_about(world: World, id: ReportId) -> set[str]:
    """Rows of events, deliveries and audit that hold a report's id, without what is drawn anew."""
    return {
        repr((table, {name: row[name] for name in row if name != "id"})).replace(id, "the report")
        for table, row in await rows_of(world.database)
        if table in {"event", "delivery", "audit"} and id in repr(row)
    }


def card_after(out: list[Sent], id: ReportId) -> CardContent:
    (update,) = (one for one in of_kind(out, DeliveryKind.CARD_UPDATE) if one.delivery.report == id)
    assert isinstance(update.outgoing.content, CardContent)
    return update.outgoing.content


async def test_of_a_doer_who_wrote_it_nothing_is_kept_or_shown_but_what_is_of_any_doer(
    world: World,
) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    mine, somebodys = [await world.file(user, mode=Mode.CONFIDENTIAL) for user in (TOM, PRIYA)]
    kept = {}
    world.clock.move(hours=3)
    for id in (mine, somebodys):
        await ask_tom(world, id)
    await world.deliver()

    for id in (mine, somebodys):
        before = await rows_about(world, id)
        await world.services.changes.record(altered(id))
        kept[id] = await rows_about(world, id) - before
    out = await world.deliver()

    assert kept[mine] == kept[somebodys]
    assert {row.split("'")[1] for row in kept[mine]} == {"event", "delivery", "audit"}
    replies = of_kind(out, DeliveryKind.REPLY_TO_REPORTER)
    assert {one.delivery.report: one.to for one in replies} == {mine: TOM, somebodys: PRIYA}
    shown = [card_after(out, id).report for id in (mine, somebodys)]
    assert shown[0].story == shown[1].story
    assert [one.change and one.change.actor for one in shown] == [TOM, TOM]
    assert [one.byline for one in shown] == [None, None]


async def test_a_doer_who_has_left_since_and_could_only_say_so_as_its_reporter_is_not_named(
    world: World,
) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    given = sent(await world.form(TOM, kind=Kind.SUGGESTION), user=TOM, mode=Mode.CONFIDENTIAL)
    words = replace(given.words, wish=Wish.TRY_MYSELF)
    receipt = await world.services.capture.submit(replace(given, words=words))
    assert isinstance(receipt, Receipt)
    id = await world.id_of(receipt.reference)
    world.clock.move(hours=3)
    await ask_tom(world, id)
    world.people.introduce(TOM)

    report = await world.services.changes.record(altered(id))

    assert report.change is not None
    assert report.change.actor == REPORTER
