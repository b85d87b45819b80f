"""The same form sent again: one report and one receipt, and words that can be put right."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.errors import NotAvailable, SavedAsFirstSent
from bot.domain.events import Reply
from bot.domain.form import Submission
from bot.domain.ids import ChannelId, ReportId, TeamId, UserId
from bot.domain.report import Audience, Mode, Report
from bot.domain.taxonomy import Factor, Stage
from storage import reports
from tests.builders import AMINA, CHANNEL, DAN, PRIYA, sent
from tests.services.forms import count, submit
from tests.services.world import World


async def test_the_same_form_sent_again_is_one_report_with_one_receipt(world: World) -> None:
    await world.set_up()
    given = sent(await world.form())

    first = await submit(world, given)
    world.clock.move(minutes=5)

    assert await submit(world, given) == first
    assert await count(world) == 1


async def test_a_form_sent_many_times_at_once_is_one_report(world: World) -> None:
    await world.set_up()
    given = sent(await world.form())

    receipts = await asyncio.gather(*(submit(world, given) for _ in range(6)))

    assert len(set(receipts)) == 1
    assert await count(world) == 1


Change = Callable[[Submission], Submission]


OTHER_WORDS: dict[str, Change] = {
    "what": lambda given: replace(given, words=replace(given.words, what="Something else")),
    "more": lambda given: replace(given, words=replace(given.words, more="One thing more")),
    "stage": lambda given: replace(given, words=replace(given.words, stage=Stage.HANDOVER)),
    "factors": lambda given: replace(given, words=replace(given.words, factors=(Factor.WORKLOAD,))),
}


OTHER_READERS: dict[str, Change] = {
    "mode": lambda given: replace(given, mode=Mode.NAMED),
    "audience": lambda given: replace(given, audience=Audience.DECIDERS),
    "team": lambda given: replace(given, team=TeamId("0" * 32)),
}


async def stored(world: World, id: ReportId) -> Report:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


@pytest.mark.parametrize("change", OTHER_WORDS.values(), ids=OTHER_WORDS)
@pytest.mark.parametrize("mode", Mode)
async def test_a_form_sent_again_with_other_words_changes_the_words(
    world: World, change: Change, mode: Mode
) -> None:
    await world.set_up()
    world.people.authors = 8
    given = sent(await world.form(), mode=mode)
    first = await submit(world, given)
    id = await world.id_of(first.reference)

    for _ in range(2):
        assert await submit(world, change(given)) == first

    assert (await stored(world, id)).words == change(given).words
    assert await world.kinds(id) == ["filed", "edited"]
    assert await count(world) == 1


async def test_the_first_form_told_again_does_not_bring_its_words_back(world: World) -> None:
    await world.set_up()
    given = sent(await world.form())
    first = await submit(world, given)
    edited = OTHER_WORDS["what"](given)
    await submit(world, edited)

    assert await submit(world, given) == first
    assert (await stored(world, await world.id_of(first.reference))).words == edited.words


@pytest.mark.parametrize("change", OTHER_READERS.values(), ids=OTHER_READERS)
async def test_a_form_sent_again_for_other_readers_is_told_so_and_changes_nothing(
    world: World, change: Change
) -> None:
    await world.set_up()
    given = sent(await world.form(), mode=Mode.CONFIDENTIAL)
    first = await submit(world, given)
    id = await world.id_of(first.reference)
    before = await stored(world, id)

    with pytest.raises(SavedAsFirstSent) as told:
        await world.services.capture.submit(change(given))

    assert f"{first.reference} is saved, as you first sent it" in told.value.message
    assert await stored(world, id) == before
    assert await count(world) == 1
    assert await submit(world, given) == first


@pytest.mark.parametrize("change", OTHER_WORDS.values(), ids=OTHER_WORDS)
async def test_once_it_is_answered_the_words_stay_as_they_were_sent(
    world: World, change: Change
) -> None:
    await world.set_up()
    given = sent(await world.form(), mode=Mode.NAMED)
    first = await submit(world, given)
    id = await world.id_of(first.reference)
    await world.say(AMINA, id, Reply.GO_AHEAD)

    with pytest.raises(SavedAsFirstSent):
        await world.services.capture.submit(change(given))
    assert (await stored(world, id)).words == given.words


async def test_a_form_that_differs_in_unseen_characters_only_is_the_same(world: World) -> None:
    await world.set_up()
    form = await world.form()
    first = await submit(world, sent(form, what="The wrong team"))

    again = await submit(world, sent(form, what="The wrong\u200b team"))

    assert again.reference == first.reference


async def test_whoever_is_not_the_reporter_does_not_learn_that_a_form_was_changed(
    world: World,
) -> None:
    await world.set_up()
    form = await world.form()
    await submit(world, sent(form))

    with pytest.raises(NotAvailable):
        await world.services.capture.submit(sent(form, user=DAN, what="Something else"))


async def test_somebody_elses_code_opens_nothing(world: World) -> None:
    await world.set_up()
    form = await world.form()
    await submit(world, sent(form))

    with pytest.raises(NotAvailable):
        await submit(world, sent(form, user=DAN))
    assert await count(world) == 1


async def test_a_retry_after_leaving_the_team_still_shows_the_receipt(world: World) -> None:
    await world.set_up()
    given = sent(await world.form())
    first = await submit(world, given)
    world.people.introduce(PRIYA, ChannelId("C0ELSEWHERE"))

    assert await submit(world, given) == first


async def test_whoever_has_left_the_team_cannot_put_other_words_there_unread(world: World) -> None:
    """Words that would be handed back to be looked at again are handed back to members alone."""
    await world.set_up()
    given = sent(await world.form())
    first = await submit(world, given)
    before = await stored(world, await world.id_of(first.reference))
    world.people.introduce(PRIYA, ChannelId("C0ELSEWHERE"))
    words = replace(given.words, what="Ask 07700 900123")

    with pytest.raises(NotAvailable):
        await submit(world, replace(given, words=words))

    assert await stored(world, before.id) == before


async def test_only_the_reporter_gets_the_receipt_again(world: World) -> None:
    await world.set_up()
    form = await world.form()
    await submit(world, sent(form))
    world.people.introduce("U0OTHER", CHANNEL)

    with pytest.raises(NotAvailable):
        await submit(world, sent(form, user=UserId("U0OTHER")))
