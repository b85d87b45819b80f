"""What the messages of the monthly bulletin say, as values."""

from dataclasses import dataclass
from datetime import date

from bot.domain.bulletin import Bulletin
from bot.domain.ids import ChannelId
from bot.domain.lesson import Lesson


@dataclass(frozen=True)
class BulletinDraftContent:
    """The stories of a month's bulletin, and where it would go, for a learning lead to let out."""

    bulletin: Bulletin
    lessons: tuple[Lesson, ...]
    channel: ChannelId | None


@dataclass(frozen=True)
class BulletinDecidedContent:
    """What that draft turns into."""

    bulletin: Bulletin


@dataclass(frozen=True)
class BulletinContent:
    """What a bulletin begins with; `month` is the first day of that in which it was drafted."""

    month: date


@dataclass(frozen=True)
class BulletinStoryContent:
    """One whole story, or the `part` of it, from 1, that one message holds: one of `parts`."""

    lesson: Lesson
    part: int
    parts: int
    today: date


@dataclass(frozen=True)
class StoryGoneContent:
    """What a story of a bulletin turns into that stands in the library no more."""
