"""What has become an identifier since it was kept does not go out into a channel."""

import re
from dataclasses import replace

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.events import Reply
from bot.domain.ids import ChannelId
from bot.domain.likeness import Related
from bot.domain.report import Words
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from bot.domain.weekly import Done, Week
from bot.services import going_public
from bot.services.bulletin_contents import BulletinStoryContent
from bot.services.contents import (
    CardContent,
    Content,
    Outgoing,
    ToChannel,
    ToPerson,
    WeekContent,
)
from bot.services.outgoing import Preparing
from bot.services.trap_contents import (
    TrapCardContent,
    TrapCheckBackContent,
    TrapHuddleContent,
    TrapNoticeContent,
)
from tests.builders import AMINA
from tests.services.world import Sent, World, of_kind
from tests.views.lessons import lesson
from tests.views.reports import TODAY
from tests.views.stories import changed, seen_by_team
from tests.views.traps import BY, STORIES, happened, in_its_channel

CASE = "LL-123456"


@pytest.fixture
async def later(world: World) -> World:
    """Case numbers are given a pattern only after words with one in them were kept."""
    await world.set_up()
    id = await world.file(what=f"The letter of {CASE} went astray")
    await world.say(AMINA, id, Reply.GO_AHEAD, words=f"I look at {CASE}")
    context = replace(world.context, case_numbers=re.compile(r"LL-\d{6}"))
    return replace(world, services=replace(world.services, preparing=Preparing(context)))


def cards(sent: list[Sent]) -> list[CardContent]:
    found = [one.outgoing.content for one in of_kind(sent, DeliveryKind.CARD)]
    found += [one.outgoing.content for one in of_kind(sent, DeliveryKind.CARD_UPDATE)]
    return [one for one in found if isinstance(one, CardContent)]


async def test_a_card_shows_no_case_number_that_was_kept_before_its_pattern(later: World) -> None:
    sent = await later.deliver()
    assert cards(sent)
    for card in cards(sent):
        assert CASE not in repr(card)
        assert "[case number]" in card.report.words.what


NUMBER = re.compile(r"LL-\d{6}")
SAID = f"The letter of {CASE} went astray"
LESSON = lesson((SAID,), (changed(SAID),), title=SAID, words=Words(what=SAID))
REPORT = seen_by_team(words=Words(what=SAID, idea=SAID), events=(changed(SAID),))
PLANNED_ANEW = (*STORIES[TrapState.CHANGED], happened(TrapEventKind.PLANNED, words=SAID, until=BY))
SEEN = in_its_channel(
    [replace(one, words=SAID) for one in PLANNED_ANEW], name=SAID, reports=(REPORT,)
)
DONE = Done(REPORT, changed(SAID), also=(REPORT,))
EVERY: dict[str, Content] = {
    "trap card": TrapCardContent(SEEN),
    "huddle": TrapHuddleContent(SEEN.trap),
    "notice": TrapNoticeContent(SEEN.trap, TODAY),
    "check-back on a trap": TrapCheckBackContent(SEEN.trap, TODAY),
    "story of the bulletin": BulletinStoryContent(LESSON, 1, 1, TODAY),
    "card": CardContent(
        REPORT,
        has_decider=True,
        today=TODAY,
        reactions={},
        trap=SEEN.trap,
        related=(Related(REPORT), Related(LESSON)),
        spread_from=LESSON,
    ),
    "week": WeekContent(Week(TODAY, (DONE,), (DONE,))),
}


@pytest.mark.parametrize("content", EVERY.values(), ids=EVERY)
def test_nothing_that_stands_in_a_channel_shows_one(content: Content) -> None:
    assert CASE in repr(content)
    shown = repr(going_public.checked(Outgoing(ToChannel(ChannelId("C0TEAM")), content), NUMBER))
    assert CASE not in shown
    assert "[case number]" in shown


@pytest.mark.parametrize("content", EVERY.values(), ids=EVERY)
def test_to_one_person_it_goes_as_it_is(content: Content) -> None:
    outgoing = Outgoing(ToPerson(AMINA), content)
    assert going_public.checked(outgoing, NUMBER) is outgoing
