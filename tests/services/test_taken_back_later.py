"""Until it shows that a report is taken back, nobody can tell: neither by seeing nor by doing."""

from datetime import datetime

import pytest

from bot.domain.claims import Claim
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotAvailable, TakenBack
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.report import Audience, Mode
from bot.services.asking import Question
from bot.services.contents import CardContent, DigestContent, SettledContent
from bot.services.redacting import Slip
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.digests import TUESDAY, morning
from tests.services.relayed import appeared_with_claim, content_of
from tests.services.reminders import DAY_BEFORE, nudges
from tests.services.world import World, of_kind

TOM = UserId("U0TOM")
WHAT = "The form went to the wrong team"


async def going(world: World, audience: Audience = Audience.TEAM) -> tuple[ReportId, Claim]:
    """A report without a name that is taken back, which does not show before tomorrow."""
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS, audience=audience, what=WHAT)
    world.clock.move(minutes=30)
    await world.services.own.withdraw(who, id, at_once=False)
    await world.deliver()
    return id, who


async def test_an_answer_is_taken_as_on_any_report_and_stands_on_the_card(world: World) -> None:
    id, _ = await going(world)

    await world.say(AMINA, id, Reply.GO_AHEAD, words="Please do")

    card = content_of(await world.deliver(), DeliveryKind.CARD_UPDATE)
    assert isinstance(card, CardContent)
    assert card.report.words.what == WHAT
    assert [event.words for event in card.report.story] == ["Please do"]


async def test_whatever_else_somebody_who_decides_does_goes_through_too(world: World) -> None:
    id, _ = await going(world)

    await world.say(AMINA, id, Reply.THANK_YOU)
    await world.services.asking.ask(Question(AMINA, id, "Which form?", "question"))
    await world.services.redacting.mask(Slip(AMINA, id, "wrong team", "slip"))

    kinds = await world.kinds(id)
    assert kinds == ["filed", "withdrawn", "thanked", "questioned", "redacted"]


async def test_once_it_shows_it_is_gone_with_all_that_was_said_meanwhile(world: World) -> None:
    id, _ = await going(world)
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Please do")
    await world.deliver()

    world.clock.move(days=1)

    cards = of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)
    content = cards[-1].outgoing.content
    assert isinstance(content, CardContent)
    assert (content.report.words.what, content.report.story) == ("", ())
    with pytest.raises(TakenBack):
        await world.say(AMINA, id, Reply.GO_AHEAD)


async def test_its_reporter_knows_at_once_that_it_is_taken_back(world: World) -> None:
    id, who = await going(world)
    for deed in (
        world.services.own.add(who, id, "More", "add"),
        world.services.own.withdraw(who, id),
    ):
        with pytest.raises(TakenBack):
            await deed


async def test_to_those_who_may_not_decide_it_exists_no_more_than_before(world: World) -> None:
    id, _ = await going(world, Audience.DECIDERS)
    world.people.introduce(TOM, CHANNEL)
    with pytest.raises(NotAvailable):
        await world.say(TOM, id, Reply.GO_AHEAD)


async def test_a_reminder_that_is_answered_meanwhile_says_so_and_not_that_it_is_taken_back(
    world: World,
) -> None:
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS, what=WHAT)
    (reminder,) = await nudges(world, DAY_BEFORE.replace(day=DAY_BEFORE.day + 1))
    await world.services.own.withdraw(who, id, at_once=False)

    await world.say(AMINA, id, Reply.GO_AHEAD)

    (settled,) = of_kind(await world.deliver(), DeliveryKind.SETTLED)
    assert settled.to == reminder.at.ts
    assert isinstance(settled.outgoing.content, SettledContent)
    assert not settled.outgoing.content.taken_back


async def test_a_morning_that_comes_meanwhile_holds_it_and_loses_it_when_that_shows(
    world: World,
) -> None:
    id, who = await appeared_with_claim(world, Mode.ANONYMOUS, what=WHAT)
    world.clock.moment = _early(world.clock.moment)
    await world.services.own.withdraw(who, id, at_once=False)
    (digest,) = await morning(world, world.clock.moment.replace(hour=8, minute=45))
    assert words_in(digest.outgoing.content) == [WHAT]

    world.clock.move(days=1)

    updates = of_kind(await world.deliver(), DeliveryKind.DIGEST_UPDATE)
    drawn = [one for one in updates if one.at == digest.at]
    assert words_in(drawn[-1].outgoing.content) in ([], [""])


def _early(now: datetime) -> datetime:
    """A moment after the day's reports have appeared and before anybody's morning."""
    assert now.date() == TUESDAY.date()
    return now.replace(hour=8, minute=20)


def words_in(content: object) -> list[str]:
    assert isinstance(content, DigestContent)
    return [row.words.what for _, rows in content.digest.sections for row in rows]


async def test_a_report_with_a_name_or_in_confidence_is_gone_at_once_for_everybody(
    world: World,
) -> None:
    for mode in (Mode.NAMED, Mode.CONFIDENTIAL):
        id, _ = await appeared_with_claim(world, mode)
        await world.services.own.withdraw(PRIYA, id)
        with pytest.raises(TakenBack):
            await world.say(AMINA, id, Reply.GO_AHEAD)
