"""Nudges: kind reminders of an answer promised, three at most, in working hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.domain.calendar import day_in
from bot.domain.errors import LastReminder, NotAvailable
from bot.domain.habits import Habits
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import OPEN
from bot.domain.nudges import Hours, Nudge, Step, moment, plan, snoozed, upcoming
from bot.services import owing, standing, telling
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import audit, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

_ASKED_FOR = "+"
"""Stands before the step that somebody has put off: it is sent although its own day is over."""


@dataclass(frozen=True)
class Later:
    """The day a reminder has been put off to, as seen from `today`, on its reader's calendar."""

    on: date
    today: date


@dataclass(frozen=True)
class Nudging:
    """Owes a reminder for each promise that is about to pass unanswered, or just has."""

    context: Context

    async def remind(self, due: Sequence[Timer]) -> None:
        """Owe what has come due; what is not due after all is set again."""
        for timer in due:
            await self.context.database.write(partial(self._remind, timer))

    async def snooze(self, user: UserId, id: ReportId, days: int, key: str) -> Later:
        """Put the next reminder of a report off by so many working days.

        Raises:
            NotAvailable: the report is not theirs to answer.
            LastReminder: there is no further one.
        """

        async def put_off(tx: Transaction) -> Later:
            now = self.context.now()
            found = await standing.of_report(tx, self.context.vault, id, now, for_change=True)
            if user not in found.deciders:
                raise NotAvailable
            timer = await timers.of(tx, TimerKind.NUDGE, id)
            following = _following(timer.detail) if timer else None
            if following is None or found.report.state not in OPEN:
                raise LastReminder
            habits, hours = _of(found, user)
            calendar = found.team.calendar
            at = snoozed(now, days, calendar, habits, hours)
            if await first_time(tx, self.context, f"snooze:{key}"):
                detail = f"{_ASKED_FOR}{following}"
                await timers.put_off(tx, Timer(TimerKind.NUDGE, id, at, detail))
                await audit.note(tx, at=now, actor=user, action="snoozed", subject=id)
            return Later(day_in(hours.zone, at), day_in(hours.zone, now))

        return await self.context.database.write(put_off)

    async def _remind(self, timer: Timer, tx: Transaction) -> None:
        now = self.context.now()
        id = ReportId(timer.subject)
        try:
            found = await standing.of_report(tx, self.context.vault, id, now, for_change=True)
        except NotAvailable:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if not await timers.stands(tx, timer):
            return
        if found.report.state not in OPEN:
            await timers.clear(tx, timer.kind, timer.subject)
            return
        if not found.deciders:
            await somebody_is_wanted(tx, found, now)
        await self._send_or_wait(tx, found, timer)

    async def _send_or_wait(self, tx: Transaction, found: Standing, timer: Timer) -> None:
        now = self.context.now()
        following = next_nudge(found, timer.detail, now)
        detail = timer.detail
        if following is not None and following.at <= now and following.user is not None:
            user, step = following.user, following.step
            until = working_until(found, user, now)
            await owing.nudge(tx, found.report, user, step=step, until=until, now=now)
            detail = step.value
            following = next_nudge(found, detail, now)
        if following is None:
            await timers.clear(tx, timer.kind, timer.subject)
        else:
            await timers.put_off(tx, Timer(timer.kind, timer.subject, following.at, detail))


async def somebody_is_wanted(tx: Transaction, found: Standing, now: datetime) -> None:
    """Owe word that nobody can answer a report to whoever looks after its team.

    Where somebody answers for the team and yet not this report, they have written it or were left
    out: then it goes to none of those, and does not say that there is a report.
    """
    if not found.team_has_decider:
        await telling.nobody_notice(tx, found.team, now=now)
        return
    users = await telling.looking_after(tx, found.team)
    told = [user for user in users if user not in found.report.left_out and not found.wrote(user)]
    await telling.second_notice(tx, found.team, told, now=now)


async def watch(tx: Transaction, found: Standing, now: datetime) -> None:
    """Set the first reminder of the present promise."""
    following = next_nudge(found, "", now)
    if following is not None:
        id = found.report.id
        await timers.put_off(tx, Timer(TimerKind.NUDGE, id, following.at))


@dataclass(frozen=True)
class Due:
    """The next reminder: which, when, and to whom; to nobody yet where nobody decides."""

    step: Step
    at: datetime
    user: UserId | None


def next_nudge(found: Standing, detail: str, now: datetime) -> Due | None:
    """The reminder that comes after `detail`.

    One person is reminded, not everybody at once: three reminders to a promise are enough. It is
    whoever of those who made it can be reminded soonest, and of several the first; somebody who is
    asked because it slipped has an offer instead. Where nobody is
    there to decide, it is planned by the team's own days. Nobody is reminded of a report before it
    is released.
    """
    released = found.report.released_at
    soonest = max(now, released)
    following = [
        due
        for user in (found.levels[0] if found.levels else (None,))
        if (due := _next_for(found, user, detail, soonest)) is not None
    ]
    if not following:
        return None
    first = min(following, key=lambda due: due.at)
    return replace(first, at=max(first.at, released))


def _next_for(found: Standing, user: UserId | None, detail: str, now: datetime) -> Due | None:
    habits, hours = _of(found, user)
    calendar = found.team.calendar
    if detail.startswith(_ASKED_FOR):
        at = moment(now, calendar, habits, hours)
        if at <= now and user is None:
            at = snoozed(now, 1, calendar, habits, hours)
        return Due(Step(detail.removeprefix(_ASKED_FOR)), at, user)
    planned = _planned(found, habits, hours)
    following = upcoming(planned, Step(detail) if detail else None, now, hours)
    if following is not None and following.at <= now and user is None:
        # Somebody may be set up by the time of the next one.
        following = upcoming(planned, following.step, now, hours)
    return None if following is None else Due(following.step, following.at, user)


def _planned(found: Standing, habits: Habits, hours: Hours) -> tuple[Nudge, ...]:
    """The steps for one person; none on the day the promise was made, which nobody forgets yet."""
    made_on = found.report.promised_on
    steps = plan(found.report.answer_by, found.team.calendar, habits, hours)
    return tuple(step for step in steps if day_in(hours.zone, step.at) > made_on)


def working_until(found: Standing, user: UserId, now: datetime) -> datetime:
    """When the working hours of that person end today, in UTC."""
    _, hours = _of(found, user)
    return hours.closing(day_in(hours.zone, now))


def at_work(found: Standing, user: UserId, now: datetime) -> datetime:
    """The next moment, `now` or later, at which that person may be disturbed."""
    habits, hours = _of(found, user)
    return moment(now, found.team.calendar, habits, hours)


def is_at_work(found: Standing, user: UserId, now: datetime) -> bool:
    """Whether that person may be reminded at this very moment."""
    return at_work(found, user, now) == now


def is_last(step: str) -> bool:
    """Whether no reminder follows this one."""
    return _following(step) is None


def _following(detail: str) -> Step | None:
    steps = list(Step)
    if not detail or detail.startswith(_ASKED_FOR):
        return Step(detail.removeprefix(_ASKED_FOR)) if detail else steps[0]
    rest = steps[steps.index(Step(detail)) + 1 :]
    return rest[0] if rest else None


def _of(found: Standing, user: UserId | None) -> tuple[Habits, Hours]:
    habits = found.habits.get(user, Habits()) if user else Habits()
    return habits, found.team.hours_of(habits)
