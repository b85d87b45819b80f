"""Words that stand beside another report, as possibly related, go from there when they are to go.

A card of somebody else's, an older morning and the card of another team are places in which nobody
would look for them.
"""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.form import Receipt
from bot.domain.ids import ReportId
from bot.domain.report import Mode, Words
from bot.services.contents import CardContent, DigestContent
from bot.services.own import Edit
from bot.services.redacting import Slip
from storage.beside import keep
from storage.database import Transaction
from tests.builders import AMINA, MOIRA, PRIYA, sent
from tests.services.relayed import appeared_with_claim
from tests.services.test_likeness import (
    AGAIN,
    HILLTOP,
    KURDISH,
    SAM,
    hilltop,
    publish,
    references,
    shown_in,
)
from tests.services.world import Sent, World, of_kind
from tests.storage.dumps import rows_of

OTHER = "The printer ran out of toner before court"
FIRST = "Two families of one name were mixed up on the form"
"""First words in which something may have to be masked."""


async def beside(world: World, what: str = KURDISH) -> ReportId:
    """A report whose words stand on the card of another one, of which everything was sent."""
    one = await world.file(what=what)
    await world.file(what=f"{what}, again")
    assert await world.deliver()
    return one


def cards(messages: Iterable[Sent]) -> dict[ReportId, CardContent]:
    """The latest look of each card."""
    found = [one.outgoing.content for one in messages]
    return {one.report.id: one for one in found if isinstance(one, CardContent)}


async def shows(world: World, id: ReportId, messages: list[Sent]) -> list[bool]:
    """Whether each card of another report that went out shows this one beside it."""
    [reference] = await references(world, id)
    return [reference in shown_in(card) for of, card in cards(messages).items() if of != id]


async def test_what_is_taken_back_goes_from_the_cards_beside_which_it_stood(world: World) -> None:
    await world.set_up()
    one = await beside(world)

    await world.services.own.withdraw(PRIYA, one)

    assert await shows(world, one, await world.deliver()) == [False]


async def test_masked_words_go_from_there_too(world: World) -> None:
    await world.set_up()
    one = await beside(world, FIRST)

    await world.services.redacting.mask(Slip(AMINA, one, "Two families", "mask-1"))

    drawn = cards(await world.deliver())
    shown = [related.report.words.what for card in drawn.values() for related in card.related]
    assert len(drawn) == 2
    assert any("of one name were mixed up" in words for words in shown)
    # The other report says it too, in its own words: those are for its own card to mask.
    [other] = [card.related for id, card in drawn.items() if id != one]
    assert not any("Two families" in related.report.words.what for related in other)


async def test_and_so_do_words_that_were_put_another_way(world: World) -> None:
    await world.set_up()
    one = await beside(world)

    await world.services.own.edit(Edit(PRIYA, one, Words(what=OTHER), 0, "edit-1"))

    assert await shows(world, one, await world.deliver()) == [False]


async def test_what_is_erased_leaves_no_words_beside_another(world: World) -> None:
    await world.set_up()
    one = await beside(world)
    [reference] = await references(world, one)

    await world.services.erasing.report(reference)
    after = await world.deliver()

    assert [reference in shown_in(card) for card in cards(after).values()] == [False]
    assert [row for table, row in await rows_of(world.database) if table == "beside"] == []


async def test_what_its_reporter_does_not_share_any_more_goes_from_other_teams(
    world: World,
) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one)
    await world.file(what=AGAIN)
    assert await shows(world, one, await world.deliver()) == [True]

    await world.services.own.consent(SAM, one, yes=False)

    assert await shows(world, one, await world.deliver()) == [False]


async def test_so_does_what_a_learning_lead_takes_out_of_the_library(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one)
    await world.file(what=AGAIN)
    assert await shows(world, one, await world.deliver()) == [True]

    await world.services.publishing.take_out(MOIRA, one)

    assert await shows(world, one, await world.deliver()) == [False]


async def test_its_title_goes_from_the_cards_of_ideas_about_it(world: World) -> None:
    await hilltop(world)
    one = await world.file(SAM, what=KURDISH, channel=HILLTOP)
    await publish(world, one)
    form = await world.services.spreading.begin(PRIYA, one)
    given = replace(sent(form, what="Book the dialect, not the language"), about=form.about)
    receipt = await world.services.capture.submit(given)
    assert isinstance(receipt, Receipt)
    idea = await world.id_of(receipt.reference)
    assert cards(await world.deliver())[idea].spread_from is not None

    await world.services.own.consent(SAM, one, yes=False)

    assert cards(await world.deliver())[idea].spread_from is None


async def test_a_morning_that_is_older_is_drawn_anew_for_it(world: World) -> None:
    await world.set_up()
    one = await beside(world)
    [reference] = await references(world, one)
    [morning] = of_kind(await world.tick_at(days=1), DeliveryKind.DIGEST)
    content = morning.outgoing.content
    assert isinstance(content, DigestContent)
    assert any(reference == r.report.reference for some in content.related.values() for r in some)
    world.clock.move(days=20)
    await world.deliver()

    await world.services.own.withdraw(PRIYA, one)

    drawn = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    assert morning.at in {one.at for one in drawn}
    for again in drawn:
        assert isinstance(again.outgoing.content, DigestContent)
        related = again.outgoing.content.related.values()
        assert not any(reference == r.report.reference for some in related for r in some)


async def test_what_somebody_without_a_name_takes_back_shows_there_no_sooner_than_on_its_own_card(
    world: World,
) -> None:
    one, code = await appeared_with_claim(world, Mode.ANONYMOUS, what=KURDISH)
    await world.tick_at(minutes=1)
    await world.file(what=AGAIN)
    assert await shows(world, one, await world.deliver()) == [True]

    await world.services.own.withdraw(code, one, at_once=False)

    assert cards(await world.deliver()) == {}
    assert await shows(world, one, await world.tick_at(days=4)) == [False]


async def test_what_is_taken_back_before_it_is_remembered_is_not_shown(world: World) -> None:
    """The moment between: what a message shows is worked out anew once it is remembered."""
    await world.set_up()
    one = await world.file(what=KURDISH)
    await world.deliver()
    two = await world.file(what=AGAIN)

    async def taken_back(tx: Transaction) -> None:
        await keep(tx, {(one, two)})

    await world.database.write(taken_back)
    await world.services.own.withdraw(PRIYA, one)

    assert await shows(world, one, await world.deliver()) == [False]


@pytest.mark.parametrize("times", [1, 3])
async def test_it_is_remembered_once_however_often_the_card_is_drawn(
    world: World, times: int
) -> None:
    await world.set_up()
    one = await beside(world)
    for _ in range(times):
        await world.services.discussion.seen_this_too(AMINA, one)
        await world.deliver()

    pairs = [
        (row["shown_id"], row["report_id"])
        for table, row in await rows_of(world.database)
        if table == "beside"
    ]
    assert len(pairs) == len(set(pairs)) >= 1
