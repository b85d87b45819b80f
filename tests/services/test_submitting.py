"""Sending a form: one report, one receipt, a card when it is time, and no identifiers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, WordsNeeded
from bot.domain.form import Form, Receipt
from bot.domain.ids import TeamId
from bot.domain.personal_data import Identifier
from bot.domain.report import Audience, Mode, Words
from bot.services.directory import DirectoryUnavailable
from storage import reports
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, PRIYA, sent
from tests.conftest import MONDAY
from tests.services.forms import count, submit
from tests.services.world import World, released_at

NHS = "943 476 5919"


async def test_the_receipt_says_who_answers_and_by_when(world: World) -> None:
    await world.set_up()
    form = await world.form()

    receipt = await submit(world, sent(form))

    assert receipt == Receipt(
        kind=form.kind,
        mode=form.mode,
        audience=Audience.TEAM,
        reference=form.code.reference,
        answered_by=(AMINA,),
        answer_by=date(2026, 11, 26),
        today=MONDAY.date(),
        appears_on=MONDAY.date(),
    )


async def test_a_managers_own_report_goes_to_the_deputy(world: World) -> None:
    await world.set_up()

    receipt = await submit(world, sent(await world.form(AMINA), user=AMINA))

    assert receipt.answered_by == (DAN,)


async def test_two_reports_with_the_same_words_are_both_kept(world: World) -> None:
    await world.set_up()

    first = await submit(world, sent(await world.form(), what="The same words"))
    second = await submit(world, sent(await world.form(), what="The same words"))

    assert first.reference != second.reference
    assert await count(world) == 2


@pytest.mark.parametrize("what", ["", "   \n ", "\u200b\u2060", "\u3164 \u2800"])
async def test_a_form_with_nothing_to_read_in_it_is_not_stored(world: World, what: str) -> None:
    await world.set_up()

    with pytest.raises(WordsNeeded):
        await submit(world, sent(await world.form(), what=what))
    assert await count(world) == 0


async def test_unseen_characters_are_taken_out_and_that_is_said(world: World) -> None:
    await world.set_up()

    receipt = await submit(world, sent(await world.form(), what="Sent to\u202e the wrong\0 team"))
    id = await world.id_of(receipt.reference)
    stored = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))

    assert receipt.characters_removed
    assert stored is not None
    assert stored.words.what == "Sent to the wrong team"


async def test_identifiers_come_back_masked_in_a_new_revision_and_nothing_is_stored(
    world: World,
) -> None:
    await world.set_up()
    given = sent(await world.form(), what=f"Sent to the file of {NHS}, not ours")
    given = replace(given, words=replace(given.words, idea="Ring 07700 900123 first"))

    form = await world.services.capture.submit(given)

    assert isinstance(form, Form)
    assert form.words.what == "Sent to the file of [NHS number], not ours"
    assert form.words.idea == "Ring [phone number] first"
    assert form.seen == {"what": (Identifier.NHS_NUMBER,), "idea": (Identifier.PHONE,)}
    assert (form.code, form.mode, form.revision) == (given.code, given.mode, 1)
    assert await count(world) == 0


async def test_the_masked_form_can_be_sent(world: World) -> None:
    await world.set_up()
    given = sent(await world.form(), what=f"Sent to the file of {NHS}")
    form = await world.services.capture.submit(given)
    assert isinstance(form, Form)

    receipt = await submit(world, replace(given, words=form.words, revision=form.revision))

    assert receipt.reference == given.code.reference
    assert await count(world) == 1


async def test_a_reference_that_is_taken_is_drawn_again(world: World) -> None:
    await world.set_up()
    first = await world.form()
    second = await world.form()
    taken = replace(second.code, reference=first.code.reference)
    await submit(world, sent(first, what="First"))

    given = sent(replace(second, code=taken), what="Second")
    receipt = await submit(world, given)

    assert receipt.reference != first.code.reference
    assert await submit(world, given) == receipt
    assert await count(world) == 2


@pytest.mark.parametrize(
    ("channels", "is_outsider"), [([], False), (["C0ELSEWHERE"], False), ([CHANNEL], True)]
)
async def test_only_members_of_the_team_may_report_to_it(
    world: World, channels: list[str], *, is_outsider: bool
) -> None:
    await world.set_up()
    form = await world.form()
    user = world.people.introduce("U0SLY", *channels, is_outsider=is_outsider)

    with pytest.raises(NotAvailable):
        await submit(world, sent(form, user=user))
    assert await count(world) == 0


@pytest.mark.parametrize(
    ("channels", "is_outsider"), [([], False), (["C0ELSEWHERE"], False), ([CHANNEL], True)]
)
async def test_identifiers_in_a_form_for_somebody_elses_team_bring_nothing_of_it_back(
    world: World, channels: list[str], *, is_outsider: bool
) -> None:
    await world.set_up()
    form = await world.form()
    user = world.people.introduce("U0SLY", *channels, is_outsider=is_outsider)

    with pytest.raises(NotAvailable) as told:
        await world.services.capture.submit(sent(form, user=user, what=f"For {NHS}"))

    assert "Riverside" not in told.value.message
    assert "the duty desk" not in told.value.message


async def test_a_team_that_is_not_there_takes_nothing(world: World) -> None:
    await world.set_up()
    given = replace(sent(await world.form()), team=TeamId("0" * 32))

    with pytest.raises(NotAvailable):
        await submit(world, given)


async def test_somebody_slack_does_not_know_stores_nothing(world: World) -> None:
    await world.set_up()
    form = await world.form()
    world.people.forget(PRIYA)

    with pytest.raises(DirectoryUnavailable):
        await submit(world, sent(form))
    assert await count(world) == 0


async def test_a_named_card_is_owed_at_once(world: World) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.NAMED)

    (card,) = await world.deliver()

    assert (card.delivery.kind, card.delivery.report, card.to) == (DeliveryKind.CARD, id, CHANNEL)


async def test_a_confidential_card_is_owed_after_ten_to_a_hundred_and_twenty_minutes(
    world: World,
) -> None:
    await world.set_up()
    for _ in range(8):
        await world.file(mode=Mode.CONFIDENTIAL)

    world.clock.moment = MONDAY + timedelta(minutes=10) - timedelta(seconds=1)
    assert await world.deliver() == []
    world.clock.moment = MONDAY + timedelta(minutes=65)
    early = await world.deliver()
    world.clock.moment = MONDAY + timedelta(minutes=120)

    assert 0 < len(early) < 8
    assert len(early) + len(await world.deliver()) == 8


async def test_a_confidential_card_is_due_exactly_when_its_report_is_released(
    world: World,
) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)
    released = await released_at(world, id)

    world.clock.moment = released - timedelta(microseconds=1)
    assert await world.deliver() == []
    world.clock.moment = released
    assert [card.delivery.report for card in await world.deliver()] == [id]


@pytest.mark.parametrize("mode", Mode)
async def test_what_only_the_deciders_may_read_never_makes_a_card(world: World, mode: Mode) -> None:
    await world.set_up()
    await world.file(mode=mode, audience=Audience.DECIDERS)

    world.clock.move(days=1)
    assert await world.deliver() == []


async def test_nothing_kept_beside_a_confidential_report_tells_its_minute(world: World) -> None:
    await world.set_up()
    world.clock.moment = MONDAY.replace(minute=37, second=41)
    await world.file(mode=Mode.CONFIDENTIAL)

    async def moments(tx: Transaction) -> list[str]:
        asked = (
            "SELECT at FROM event",
            "SELECT kept_until FROM dedupe",
            "SELECT due_at FROM timer WHERE kind = 'nudge'",
            "SELECT at FROM audit WHERE action = 'filed'",
        )
        return [str(row[0]) for query in asked for row in await tx.exec_driver_sql(query)]

    kept = await world.database.read(moments)

    assert len(kept) >= 4
    assert all(":00:00" in moment for moment in kept), kept


async def test_a_confidential_card_tells_only_the_day_on_which_it_was_owed(world: World) -> None:
    await world.set_up()
    world.clock.moment = MONDAY.replace(minute=37, second=41)
    await world.file(mode=Mode.CONFIDENTIAL)
    world.clock.move(hours=3)

    (card,) = await world.deliver()

    assert card.delivery.created_at == MONDAY.replace(hour=0)


async def test_words_are_stored_as_they_were_written(world: World) -> None:
    await world.set_up()
    words = Words(what="<!channel> *What* & why", more="x" * 3_000, helps="everybody")
    given = replace(sent(await world.form()), words=words)

    receipt = await submit(world, given)
    id = await world.id_of(receipt.reference)
    stored = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))

    assert stored is not None
    assert stored.words == words
