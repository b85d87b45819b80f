"""Masking what slipped through: everywhere at once, for good, and told kindly."""

import pytest
from sqlalchemy import select

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, NotInIt, TakenBack, TooShortToMask
from bot.domain.events import Reply
from bot.domain.ids import MessageRef, ReportId, UserId
from bot.domain.redaction import MASK
from bot.domain.report import Audience, Mode, Words
from bot.domain.thread import ThreadReply
from bot.services.asking import Question
from bot.services.contents import (
    CardContent,
    DigestContent,
    OpenedContent,
    ReplyContent,
    SettledContent,
)
from bot.services.own import Edit
from bot.services.redacting import Redacting, Slip
from bot.services.unsealing import Reason
from storage import schema, threads
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA
from tests.services.digests import morning
from tests.services.relayed import appeared, appeared_with_claim, content_of, next_days_messages
from tests.services.world import World, of_kind

TOM = UserId("U0TOM")
NAME = "Jayden Smith"
WHAT = f"The letter about {NAME} went astray"
MASKED = f"The letter about {MASK} went astray"
NOBODYS = ReportId("no such report")


@pytest.fixture
def redacting(world: World) -> Redacting:
    return world.services.redacting


def a_slip(id: ReportId, words: str = NAME, *, user: UserId = AMINA, key: str = "form") -> Slip:
    return Slip(user, id, words, key)


async def test_why_somebody_opened_a_name_is_told_as_it_was_given(world: World) -> None:
    why = "The wrong letter went out tonight"
    id = await appeared(world, what="The wrong letter went out")
    await world.services.unsealing.open(Reason(MOIRA, id, why, "form"))

    await world.services.redacting.mask(Slip(MOIRA, id, "wrong letter", "slip"))

    opened = content_of(await world.deliver(), DeliveryKind.OPENED_TO_REPORTER)
    assert isinstance(opened, OpenedContent)
    assert opened.event.words == why


async def everything_kept(world: World) -> str:
    """Every value of every table, as one text."""

    async def dump(tx: Transaction) -> str:
        rows = [
            row
            for table in schema.metadata.sorted_tables
            for row in await tx.execute(select(table))
        ]
        return "\n".join(map(str, rows))

    return await world.database.read(dump)


@pytest.mark.parametrize("mode", Mode)
async def test_the_words_are_masked_on_the_card_and_nowhere_kept(
    world: World, redacting: Redacting, mode: Mode
) -> None:
    id = await appeared(world, mode, what=WHAT)

    report = await redacting.mask(a_slip(id))

    assert report.words.what == MASKED
    card = content_of(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert isinstance(card, CardContent)
    assert card.report.words.what == MASKED
    assert "Jayden" not in await everything_kept(world)
    assert await world.kinds(id) == ["filed", "redacted"]


async def test_what_people_said_to_each_other_is_masked_too(
    world: World, redacting: Redacting
) -> None:
    id, who = await appeared_with_claim(world)
    await world.services.asking.ask(Question(AMINA, id, f"Was it {NAME}?", "question"))
    await world.services.own.reply(who, id, f"It was {NAME.upper()}.", "reply")
    await world.say(AMINA, id, Reply.GO_AHEAD, words=f"Ring about {NAME}")
    at = MessageRef(CHANNEL, "1795428000.000900")
    reply = ThreadReply(await world.card_of(id), at, TOM, f"{NAME} again", at.ts)
    await world.services.discussion.said(reply)

    await redacting.mask(a_slip(id))

    assert "JAYDEN" not in (await everything_kept(world)).upper()
    said = await world.database.read(lambda tx: threads.of_report(tx, id))
    assert said == ((TOM, f"{MASK} again"),)


async def test_a_morning_however_old_is_drawn_without_them(
    world: World, redacting: Redacting
) -> None:
    id = await appeared(world, what=WHAT)
    (digest,) = await morning(world)
    world.clock.move(days=20)
    await world.deliver()

    await redacting.mask(a_slip(id))

    drawn = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    assert [one.at for one in drawn] == [digest.at]
    content = drawn[0].outgoing.content
    assert isinstance(content, DigestContent)
    assert "Jayden" not in str(content)


async def test_a_reminder_and_what_the_reporter_said_are_not_shown_any_more(
    world: World, redacting: Redacting
) -> None:
    id = await appeared(world, Mode.NAMED, what=WHAT)
    await world.services.asking.ask(Question(AMINA, id, "Who?", "question"))
    await world.services.own.reply(PRIYA, id, NAME, "reply")
    sent = [*await world.deliver(), *await world.tick_at(days=2)]
    shown = {
        DeliveryKind.NUDGE,
        DeliveryKind.REPORTER_SAYS,
        DeliveryKind.REPORTER_SAYS_TO_ASKER,
    }
    showing = {one.at.ts for one in sent if one.delivery.kind in shown}
    assert len(showing) == 3

    await redacting.mask(a_slip(id))

    settled = of_kind(await world.deliver(), DeliveryKind.SETTLED)
    assert {one.to for one in settled} == showing
    for one in settled:
        assert isinstance(one.outgoing.content, SettledContent)
        assert one.outgoing.content.masked


@pytest.mark.parametrize("mode", Mode)
async def test_the_reporter_is_told_kindly_unless_they_left_no_name(
    world: World, redacting: Redacting, mode: Mode
) -> None:
    id = await appeared(world, mode, what=WHAT)

    await redacting.mask(a_slip(id))

    told = of_kind(await world.deliver(), DeliveryKind.REPLY_TO_REPORTER)
    assert [one.to for one in told] == ([] if mode is Mode.ANONYMOUS else [PRIYA])
    for one in told:
        assert isinstance(one.outgoing.content, ReplyContent)
        assert one.outgoing.content.event.words == ""


async def test_the_same_form_sent_twice_masks_once(world: World, redacting: Redacting) -> None:
    id = await appeared(world, what=WHAT)

    for _ in range(2):
        assert (await redacting.mask(a_slip(id))).words.what == MASKED

    assert await world.kinds(id) == ["filed", "redacted"]


@pytest.mark.parametrize("user", [DAN, TOM, PRIYA])
async def test_only_who_decides_masks_and_to_others_it_does_not_exist(
    world: World, redacting: Redacting, user: UserId
) -> None:
    id = await appeared(world, what=WHAT)
    world.people.introduce(TOM, CHANNEL)
    said = set()

    for who, subject in ((user, id), (AMINA, NOBODYS)):
        for deed in (redacting.open(who, subject), redacting.mask(a_slip(subject, user=who))):
            with pytest.raises(NotAvailable) as refused:
                await deed
            said.add(refused.value.message)

    assert len(said) == 1
    assert await world.kinds(id) == ["filed"]


@pytest.mark.parametrize("words", ["", "  ", "Jo", " a \n"])
async def test_too_few_characters_would_mask_too_much(
    world: World, redacting: Redacting, words: str
) -> None:
    id = await appeared(world, what=WHAT)

    with pytest.raises(TooShortToMask):
        await redacting.mask(a_slip(id, words))


async def test_words_that_are_not_in_it_change_nothing(world: World, redacting: Redacting) -> None:
    id = await appeared(world, what=WHAT)

    with pytest.raises(NotInIt):
        await redacting.mask(a_slip(id, "Jaydenne"))
    assert (await redacting.open(MOIRA, id)).report.words.what == WHAT
    assert await world.kinds(id) == ["filed"]


async def test_nobody_learns_by_trying_what_does_not_show_yet(
    world: World, redacting: Redacting
) -> None:
    id, who = await appeared_with_claim(world, audience=Audience.DECIDERS)
    await world.services.own.reply(who, id, "Behind the boiler", "reply")

    with pytest.raises(NotInIt):
        await redacting.mask(a_slip(id, "boiler"))

    await next_days_messages(world)
    report = await redacting.mask(a_slip(id, "boiler", key="other form"))
    assert [event.words for event in report.story] == [f"Behind the {MASK}"]


async def test_new_words_that_do_not_show_yet_are_masked_and_show_no_sooner(
    world: World, redacting: Redacting
) -> None:
    id, who = await appeared_with_claim(world, what=WHAT)
    edit = Edit(who, id, Words(what=f"The letter, again about {NAME}"), 0, "edit")
    await world.services.own.edit(edit)

    report = await redacting.mask(a_slip(id))

    assert report.words.what == MASKED
    theirs = (await world.services.own.happening(who, id)).own.report
    assert theirs.words.what == f"The letter, again about {MASK}"
    await next_days_messages(world)
    seen = (await redacting.open(AMINA, id)).report
    assert seen.words.what == f"The letter, again about {MASK}"
    assert "Jayden" not in await everything_kept(world)


async def test_what_was_taken_back_needs_no_mask(world: World, redacting: Redacting) -> None:
    id = await appeared(world, what=WHAT)
    await world.services.own.withdraw(PRIYA, id)

    with pytest.raises(TakenBack):
        await redacting.mask(a_slip(id))
