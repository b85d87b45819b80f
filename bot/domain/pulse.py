"""The pulse: two questions to whoever spoke up, at the end of their report's story.

What is answered is kept without whose report it was, and only the month: see `storage.pulse`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import TeamId
from bot.domain.lifecycle import State
from bot.domain.report import Report


class Question(StrEnum):
    """What is asked."""

    RESPECTED = "respected"
    """Were you treated with respect?"""
    AGAIN = "again"
    """Would you do it again?"""


class Word(StrEnum):
    """What can be answered."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class Pulse:
    """What one reporter answered, of a month whose first day is `month`, as their team has it."""

    team: TeamId
    month: date
    respected: Word
    again: Word

    def word(self, question: Question) -> Word:
        """What was answered to this question."""
        return {Question.RESPECTED: self.respected, Question.AGAIN: self.again}[question]


def is_an_end(event: Event) -> bool:
    """Whether it ends a report's story, for now: something was changed, or is not to be now."""
    return event.kind is EventKind.CHANGED or event.reply is Reply.NOT_NOW


def is_at_its_end(report: Report) -> bool:
    """Whether its story has come to such an end, and has not gone on since."""
    answer = report.latest(EventKind.ANSWERED)
    is_put_off = report.state is State.ANSWERED and answer is not None and is_an_end(answer)
    return is_put_off or report.state in {State.CHANGED, State.CHECKED}
