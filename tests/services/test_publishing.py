"""Nothing is let out without its reporter's yes, and nothing that tells who a child is."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.claims import Claim
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    AnsweredAlready,
    IdentifiersSeen,
    MaskFirst,
    NotAgreed,
    NotAvailable,
    NotChangedYet,
    NotPossibleNow,
    NotYours,
    Outsider,
    TakenBack,
    TeamFirst,
    WordsNeeded,
)
from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.lesson import Lesson
from bot.domain.lifecycle import Action
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode, Words
from bot.domain.thread import ThreadReply
from bot.services import lessons, standing
from bot.services.contents import PublishedContent
from bot.services.own import Edit
from bot.services.publishing import Draft, Publishing
from bot.services.redacting import Slip
from storage import reports, threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.services.published import CHANGE, TITLE, agreed, changed, published, release
from tests.services.relayed import FORTNIGHT, NOT_NAMED, appeared_with_claim
from tests.services.world import World, of_kind

_ADD = Action.ADD
MODES = pytest.mark.parametrize("mode", Mode)
TOM = UserId("U0TOM")
NUMBER = "943 476 5919"
AT = "1795428000.000900"


@pytest.fixture
def publishing(world: World) -> Publishing:
    return world.services.publishing


async def the_lesson(world: World, id: ReportId) -> Lesson:
    """The story as everybody reads it; `NotAvailable` where nobody does."""

    async def look(tx: Transaction) -> Lesson:
        found = await standing.of_report(tx, world.context.vault, id, world.clock.now())
        return await lessons.of_report(tx, found)

    return await world.database.read(look)


async def is_out(world: World, id: ReportId) -> bool:
    try:
        await the_lesson(world, id)
    except NotAvailable:
        return False
    return True


async def slip_in(world: World, id: ReportId, words: str) -> None:
    """Something in the thread as an older version would have kept it, unmasked."""
    reply = ThreadReply(await world.card_of(id), MessageRef(CHANNEL, AT), TOM, words, AT)
    await world.database.write(lambda tx: threads.keep(tx, id, reply))


async def draft_of(publishing: Publishing, id: ReportId) -> Draft:
    return await publishing.open(MOIRA, id)


@MODES
async def test_what_the_learning_lead_reads_is_what_everybody_will_read(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, _ = await agreed(world, mode)
    await slip_in(world, id, "This happened to <@U0AMINA> and me too")
    draft = await draft_of(publishing, id)

    await publishing.publish(release(id), is_asked=True)

    out = await the_lesson(world, id)
    assert replace(draft.lesson, title=TITLE) == out
    assert out.words.what == "The form went to the wrong team"
    assert out.said == ("This happened to a colleague and me too",)
    assert [event.words for event in out.story] == ["Please do", CHANGE]
    assert out.byline is None


@MODES
async def test_without_a_yes_nothing_is_let_out(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, who = await changed(world, mode)
    for said in (None, False):
        if said is not None:
            await world.services.own.consent(who, id, yes=said)
        with pytest.raises(NotAgreed):
            await publishing.open(MOIRA, id)
        with pytest.raises(NotAgreed):
            await publishing.publish(release(id), is_asked=True)
    assert not await is_out(world, id)
    assert await publishing.ready(MOIRA) == ()


@pytest.mark.parametrize("mode", NOT_NAMED)
async def test_a_yes_of_a_moment_ago_counts_once_it_shows(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, who = await changed(world, mode)
    await world.services.own.consent(who, id, yes=True)
    with pytest.raises(NotAgreed):
        await publishing.open(MOIRA, id)

    world.clock.move(days=FORTNIGHT)

    assert (await draft_of(publishing, id)).seen == ()


async def test_only_a_learning_lead_lets_anything_out_and_not_their_own(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    for user in (AMINA, DAN, PRIYA):
        with pytest.raises(NotYours):
            await publishing.ready(user)
        for deed in (
            publishing.open(user, id),
            publishing.publish(replace(release(id), user=user), is_asked=True),
            publishing.take_out(user, id),
        ):
            with pytest.raises(NotAvailable):
                await deed
    own = await world.file(MOIRA, what="My own")
    reference = (await world.services.own.open(MOIRA, own, _ADD)).report.reference
    with pytest.raises(NotAvailable):
        await publishing.find(MOIRA, reference)


async def test_nobody_from_elsewhere_lets_anything_out(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    world.people.introduce(MOIRA, CHANNEL, is_outsider=True)
    deeds: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: publishing.ready(MOIRA),
        lambda: publishing.open(MOIRA, id),
        lambda: publishing.find(MOIRA, "NM-2F9D"),
        lambda: publishing.publish(release(id), is_asked=True),
        lambda: publishing.take_out(MOIRA, id),
    )
    for deed in deeds:
        with pytest.raises(Outsider):
            await deed()


async def test_a_story_without_a_change_and_one_its_team_cannot_read_stay(
    world: World, publishing: Publishing
) -> None:
    id, who = await appeared_with_claim(world, Mode.NAMED)
    await world.services.own.consent(who, id, yes=True)
    with pytest.raises(NotChangedYet):
        await publishing.open(MOIRA, id)

    hidden, who = await changed(world, Mode.NAMED, audience=Audience.DECIDERS)
    await world.services.own.consent(who, hidden, yes=True)
    with pytest.raises(TeamFirst):
        await publishing.open(MOIRA, hidden)


async def test_what_was_taken_back_is_not_let_out(world: World, publishing: Publishing) -> None:
    id, who = await agreed(world, Mode.NAMED)
    await world.services.own.withdraw(who, id)
    with pytest.raises(TakenBack):
        await publishing.publish(release(id), is_asked=True)


async def test_a_title_is_needed_and_tells_nobody_who_it_was(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    with pytest.raises(WordsNeeded):
        await publishing.publish(release(id, " \u200b "), is_asked=True)
    with pytest.raises(IdentifiersSeen):
        await publishing.publish(release(id, f"About {NUMBER}"), is_asked=True)
    assert not await is_out(world, id)


async def test_what_tells_who_it_was_is_masked_before_there_is_any_way_past_it(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    await slip_in(world, id, f"It was {NUMBER}")

    assert (await draft_of(publishing, id)).seen == (Identifier.NHS_NUMBER,)
    for is_asked in (False, True):
        with pytest.raises(MaskFirst) as refused:
            await publishing.publish(release(id), is_asked=is_asked)
        assert "NHS number" in refused.value.message
    assert not await is_out(world, id)

    await world.services.redacting.mask(Slip(MOIRA, id, NUMBER, "mask"))
    await publishing.publish(release(id), is_asked=True)
    assert (await the_lesson(world, id)).said == ("It was [masked]",)


async def test_what_may_be_a_name_is_pointed_out(world: World, publishing: Publishing) -> None:
    id, _ = await agreed(world)
    await slip_in(world, id, "That was Jayden Smith, I think")
    assert (await draft_of(publishing, id)).names == ("Jayden Smith",)


async def test_a_hollow_title_is_asked_about_once_and_kept_at_the_second_press(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    given = release(id, "Lessons have been learned")

    answer = await publishing.publish(given, is_asked=False)

    assert isinstance(answer, Draft)
    assert answer.gentle is not None
    assert answer.gentle.phrases == ("Lessons have been learned",)
    assert answer.lesson.title == "Lessons have been learned"
    assert not await is_out(world, id)
    kept = await publishing.publish(given, is_asked=True)
    assert isinstance(kept, VisibleReport)
    assert (await the_lesson(world, id)).title == "Lessons have been learned"


async def test_the_same_form_sent_again_lets_it_out_once(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    for _ in range(3):
        await publishing.publish(release(id), is_asked=False)
    assert (await world.kinds(id)).count("published") == 1
    with pytest.raises(NotPossibleNow):
        await publishing.publish(release(id, key="another"), is_asked=True)


@MODES
async def test_the_reporter_is_told_unless_they_left_no_name_and_finds_it_on_coming_back(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, who = await published(world, mode)

    told = of_kind(await world.deliver(), DeliveryKind.PUBLISHED_TO_REPORTER)

    assert [one.to for one in told] == ([] if mode is Mode.ANONYMOUS else [PRIYA])
    for one in told:
        assert isinstance(one.outgoing.content, PublishedContent)
        assert one.outgoing.content.event.words == TITLE
    theirs = (await world.services.own.open(who, id, _ADD)).report
    assert theirs.published is not None
    assert theirs.published.words == TITLE


async def test_nothing_is_said_of_a_story_that_is_out_of_the_library_by_then(
    world: World, publishing: Publishing
) -> None:
    id, _ = await published(world)
    await publishing.take_out(MOIRA, id)
    assert of_kind(await world.deliver(), DeliveryKind.PUBLISHED_TO_REPORTER) == []


@MODES
async def test_a_no_or_taking_it_back_takes_it_out_at_once(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, who = await published(world, mode)
    own = world.services.own
    assert await is_out(world, id)

    await own.consent(who, id, yes=False)
    assert not await is_out(world, id)
    assert not await _marked_published(world, id)

    await own.consent(who, id, yes=True)
    world.clock.move(days=FORTNIGHT)
    assert await is_out(world, id)
    await own.withdraw(who, id, at_once=False)
    assert not await is_out(world, id)
    assert not await _marked_published(world, id)


async def test_a_learning_lead_takes_it_out_once_and_may_let_it_out_again(
    world: World, publishing: Publishing
) -> None:
    id, _ = await published(world)

    await publishing.take_out(MOIRA, id)

    assert not await is_out(world, id)
    with pytest.raises(NotPossibleNow):
        await publishing.take_out(MOIRA, id)
    await publishing.publish(release(id, "Another title", key="again"), is_asked=True)
    assert (await the_lesson(world, id)).title == "Another title"


def correction(who: Claim, id: ReportId, what: str, key: str = "correct") -> Edit:
    return Edit(who, id, Words(what=what), revision=0, key=key)


@MODES
async def test_the_reporter_corrects_it_and_others_read_that_once_it_shows(
    world: World, publishing: Publishing, mode: Mode
) -> None:
    id, who = await published(world, mode)
    own = world.services.own
    assert (await own.editing(who, id)).words.what == "The form went to the wrong team"

    await own.edit(correction(who, id, "The letter went to the wrong team"))

    assert (await world.kinds(id))[-1] == "corrected"
    before = "letter" if mode is Mode.NAMED else "form"
    assert before in (await the_lesson(world, id)).words.what
    world.clock.move(days=2)
    await world.services.clockwork.tick()
    assert (await the_lesson(world, id)).words.what == "The letter went to the wrong team"


async def test_what_is_corrected_is_looked_over_again(world: World) -> None:
    id, who = await published(world)
    again = await world.services.own.edit(correction(who, id, f"It was {NUMBER}"))
    assert not isinstance(again, VisibleReport)
    assert again.words.what == "It was [NHS number]"
    assert "corrected" not in await world.kinds(id)


async def test_nobody_else_corrects_it_and_what_is_not_out_is_not_corrected(
    world: World, publishing: Publishing
) -> None:
    id, who = await published(world)
    for user in (AMINA, MOIRA, TOM):
        with pytest.raises(NotAvailable):
            await world.services.own.edit(correction(user, id, "Mine"))
    await publishing.take_out(MOIRA, id)
    with pytest.raises(AnsweredAlready):
        await world.services.own.edit(correction(who, id, "Too late"))


async def test_what_is_ready_is_offered_and_leaves_the_list_once_it_is_out(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    assert [one.id for one in await publishing.ready(MOIRA)] == [id]

    await publishing.publish(release(id), is_asked=True)

    assert await publishing.ready(MOIRA) == ()


async def test_a_reference_opens_the_form_or_what_is_out(
    world: World, publishing: Publishing
) -> None:
    id, _ = await agreed(world)
    reference = (await draft_of(publishing, id)).report.reference
    assert isinstance(await publishing.find(MOIRA, f" {reference.lower()} "), Draft)

    await publishing.publish(release(id), is_asked=True)

    found = await publishing.find(MOIRA, reference)
    assert isinstance(found, VisibleReport)
    assert found.published is not None
    with pytest.raises(NotAvailable):
        await publishing.find(MOIRA, "NM-0000")


async def _marked_published(world: World, id: ReportId) -> bool:
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.is_published
