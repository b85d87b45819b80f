"""The monthly bulletin: its draft for learning leads, its opening, and its whole stories."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.events import ERASED
from bot.domain.ids import ChannelId, UserId
from bot.domain.lesson import Lesson
from bot.views import blocks
from bot.views.blocks import MESSAGE_BLOCKS, Block, Message
from bot.views.ids import Action, row_id
from bot.views.lesson import spread
from bot.views.library import about
from bot.views.text import MONTHS, channel_link, mention
from bot.views.whole_story import whole_story

_TEXT: Final = "The monthly bulletin of Good Catch"
_GONE: Final = "A story that stood here has been taken out of the library."

_WHAT_IT_IS: Final = (
    "Whole stories from our teams, in the words of those who wrote them: what nearly happened or "
    "could be better, what was said about it, what was changed, and whether that has helped. "
    "Each of them is here because whoever wrote it has said yes."
)
_MORE: Final = (
    "`/goodcatch find` and some words bring you all the stories there are. *Spread this to my "
    "team* makes an idea for your own team of one."
)

_NO_CHANNEL: Final = (
    "*There is no channel for it yet.* Please ask whoever runs Good Catch to name one, with "
    "`goodcatch service set --bulletin-channel C…`."
)
_BEFORE: Final = (
    "Nobody else has had it yet. Please read each story once more, as somebody would who knows the "
    "family. It is looked over once more for what could tell who a child is, and what its writer "
    "takes back is not sent."
)


def draft(bulletin: Bulletin, lessons: tuple[Lesson, ...], channel: ChannelId | None) -> Message:
    """The month's stories by their titles, to be read, left out, and let out together."""
    rows = [blocks.lean(block) for lesson in lessons for block in _row(bulletin, lesson)]
    return Message(
        text=_TEXT,
        blocks=(
            blocks.header(f"The bulletin for {_month(bulletin.month)}, as a draft"),
            blocks.section(_BEFORE if lessons else "No story is left in it."),
            *rows,
            blocks.section(f"It would go to {channel_link(channel)}." if channel else _NO_CHANNEL),
            blocks.actions(*_deciding(bulletin, is_empty=not lessons)),
        ),
    )


def _row(bulletin: Bulletin, lesson: Lesson) -> Iterator[Block]:
    yield blocks.rich_text(
        blocks.paragraph(
            blocks.bold(lesson.title), blocks.words(f" \N{EN DASH} {lesson.reference}")
        )
    )
    yield blocks.actions(
        blocks.button("Read it all", Action.READ_STORY, lesson.report),
        blocks.button("Leave this one out", Action.BULLETIN_LEAVE_OUT, bulletin.id),
        block=row_id(lesson.report),
    )


def _deciding(bulletin: Bulletin, *, is_empty: bool) -> Iterator[Block]:
    if not is_empty:
        sending = blocks.confirm(
            "Send it?",
            "Everybody in the channel can read these stories then.",
            yes="Send it",
            no="Not yet",
        )
        yield blocks.button(
            "Send it", Action.BULLETIN_RELEASE, bulletin.id, primary=True, confirm=sending
        )
    yield blocks.button("Not this month", Action.BULLETIN_LET_BE, bulletin.id)


def decided(bulletin: Bulletin) -> Message:
    """What the draft turns into."""
    by = mention(UserId(bulletin.decided_by or ERASED))
    month = _month(bulletin.month)
    if bulletin.state is BulletinState.RELEASED:
        said = f"*The bulletin for {month} is on its way.* It was sent by {by}."
    else:
        said = f"*No bulletin for {month}.* Its stories wait for the next one, as decided by {by}."
    return Message(text=_TEXT, blocks=(blocks.section(said),))


def opening(month: date) -> Message:
    """What stands above the stories."""
    return Message(
        text=_TEXT,
        blocks=(
            blocks.header(f"Good catches, {_month(month)}"),
            blocks.section(_WHAT_IT_IS),
            blocks.context(_MORE),
        ),
    )


def story(lesson: Lesson, part: int, parts: int, *, today: date) -> Message:
    """One part of a story, whole where there is but one; the first has its title and buttons."""
    begins, ends = part == 1, part == parts
    title = lesson.title if begins else f"{lesson.title} (goes on)"
    drawn = whole_story(lesson, today=today, room=MESSAGE_BLOCKS)
    going_on = () if ends else (blocks.context("It goes on in the thread."),)
    doing = (*going_on, blocks.actions(spread(lesson))) if begins else ()
    return Message(
        text="A story in the monthly bulletin of Good Catch",
        blocks=(
            blocks.rich_text(blocks.paragraph(blocks.bold(title))),
            *((blocks.context(about(lesson)), *drawn) if begins else drawn[1:]),
            *doing,
        ),
    )


def gone() -> Message:
    """What every part of a story turns into that may not be read any more."""
    return Message(text=_GONE, blocks=(blocks.context(_GONE),))


def _month(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"
