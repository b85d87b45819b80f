"""Everything about the library and its bulletin that the bot draws to be pressed or sent."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.bulletin import Bulletin, BulletinId, BulletinState
from bot.domain.ids import ChannelId
from bot.domain.library import Search, Shelf
from bot.views import bulletin, lesson, library
from tests.views import lessons
from tests.views.reports import TODAY

CHANNEL = ChannelId("C0EVERYONE")
BULLETIN = Bulletin(BulletinId("b7" * 16), TODAY, BulletinState.DRAFTED, ())


def drawn() -> Iterator[Any]:
    """Every view and message, in each shape that shows other buttons."""
    found = (lessons.lesson(),)
    yield library.search_form(Search())
    for first, following in ((0, None), (0, 10), (10, None)):
        wanted = Search("bundle", first=first)
        yield library.results(Shelf(wanted, found, following, is_empty=False, today=TODAY))
    yield library.results(Shelf(Search(), (), None, is_empty=True, today=TODAY))
    yield lesson.story(lessons.reading(may_take_out=True))
    yield lesson.story(lessons.reading(lessons.longest()))
    for channel in (CHANNEL, None):
        yield bulletin.draft(BULLETIN, found, channel).blocks
    for state in (BulletinState.RELEASED, BulletinState.LET_BE):
        yield bulletin.decided(replace(BULLETIN, state=state)).blocks
    yield bulletin.opening(TODAY).blocks
    yield bulletin.story(found[0], 1, 2, today=TODAY).blocks
    yield bulletin.story(found[0], 2, 2, today=TODAY).blocks
    yield bulletin.gone().blocks
