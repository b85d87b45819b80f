"""How long it is kept who wrote a report, and how long the report itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.events import EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.report import Mode, Report

A_CODE_BEFORE = timedelta(days=3)
"""How long before it is forgotten who they are a reporter is given a code of their own."""

WAITS_FOR_THE_CODE = A_CODE_BEFORE + timedelta(days=7)
"""How long handing that code over is tried: after that it is forgotten all the same."""

IDENTITY_DAYS = range(1, 366)
IDENTITY_DAYS_AFTER_END = range(1, 731)
REPORT_MONTHS = range(6, 241)
"""What each of the periods below may be set to."""

_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Retention:
    """The service's own periods."""

    identity_days: int = 14
    """Days after a check-back of *yes* or *a bit* until it is forgotten who wrote it."""
    identity_days_after_end: int = 90
    """The same after a *not now*, or after a report was taken back."""
    report_months: int = 36
    """Months after the last thing happened to a report until it is erased altogether."""

    def forget_on(self, report: Report) -> date | None:
        """The day on which it is forgotten who wrote a confidential report.

        None where somebody still has something to tell its reporter, and for other reports: a
        named one shows its name, and of an anonymous one there is nothing to forget.
        """
        if report.mode is not Mode.CONFIDENTIAL:
            return None
        match report.state:
            case State.CHECKED:
                ended, days = report.latest(EventKind.HELPED), self.identity_days
            case State.WITHDRAWN:
                ended, days = report.latest(EventKind.WITHDRAWN), self.identity_days_after_end
            case State.ANSWERED:
                ended, days = report.latest(EventKind.ANSWERED), self.identity_days_after_end
                if ended and ended.reply is not Reply.NOT_NOW:
                    return None
            case _:
                return None
        return ended.at.date() + timedelta(days=days) if ended else None

    def erased_before(self, today: date) -> date:
        """Reports to which nothing has happened since before this day are erased."""
        months = today.year * _MONTHS_IN_A_YEAR + today.month - 1 - self.report_months
        return date(months // _MONTHS_IN_A_YEAR, months % _MONTHS_IN_A_YEAR + 1, 1)


USUAL = Retention()
"""What holds until the service says otherwise."""
