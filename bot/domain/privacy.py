"""The guard: the only way from a report to something that can be shown.

A view takes a `VisibleReport`, and only `visible_to` can make one, so a report that nobody has
checked cannot be drawn: the type checker refuses it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import GoodCatchError, NotAvailable
from bot.domain.events import Event, EventKind
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action, State, decide
from bot.domain.people import Role, Viewer
from bot.domain.permissions import MAY, Deed
from bot.domain.report import Audience, Kind, Mode, Promise, Report, Words

_TOLD = frozenset(
    {
        EventKind.THANKED,
        EventKind.ANSWERED,
        EventKind.ADDED,
        EventKind.REOPENED,
        EventKind.CHANGED,
        EventKind.HELPED,
        EventKind.QUESTIONED,
        EventKind.REPLIED,
    }
)
"""What people said to each other; everything else is bookkeeping."""


_SHOW_THE_NAME = (EventKind.OPENED, EventKind.NAMED, EventKind.UNNAMED)
"""Its name was opened, put to it, or stood on it until it was left out."""


class _Seal:
    """Held by this module alone: what a `VisibleReport` must be made with."""


_SEAL = _Seal()


@dataclass(frozen=True)
class VisibleReport:
    """What one viewer may see of one report. Made by `visible_to` and nowhere else."""

    seal: _Seal
    id: ReportId
    reference: str
    kind: Kind
    mode: Mode
    audience: Audience
    words: Words
    state: State
    filed_on: date
    promise: Promise
    seen_too: int
    about: str
    """For an idea about another report: the reference of that one."""
    source: str
    """The address of the Slack message it was made from; empty where there is none."""
    answer_by: date
    """By when an answer is promised."""
    expected_by: date
    """By when there will be one now: later than `answer_by` where that promise has slipped."""
    passed_on: int
    """How often that promise has slipped."""
    byline: UserId | None
    """Who wrote it, where the viewer may know; None reads as "a colleague"."""
    story: tuple[Event, ...]
    """What was said, oldest first; an answer that was at once given anew is left out."""
    thanks: Event | None
    """The first thank-you, where there is one."""
    answer: Event | None
    """The latest answer, where there is one."""
    change: Event | None
    """The latest change, where there is one."""
    credited: bool
    """Whether the reporter said yes to being thanked by name, and has not taken it back."""
    asked: Event | None
    """The reporter's question what is happening, where nobody has said anything since."""
    question: Event | None
    """What the reporter has been asked, where they have not replied since."""
    is_consent_asked: bool
    """Whether the reporter has been asked to let it be shared beyond the team, and not said."""
    may_leave_the_team: bool
    """Whether the reporter has said yes to that."""
    published: Event | None
    """Who let everybody in the service read it, and under which title; None where nobody can."""
    may_publish: bool
    """Whether this viewer may put it in the library, now that its reporter has agreed."""
    opened: tuple[Event, ...]
    """For the reporter alone: each time that somebody opened who wrote it, and why."""
    name_was_shown: bool
    """For the reporter alone: whether anybody has been shown, at any time, who wrote it."""
    masked: Event | None
    """For the reporter alone: the last time that words in it were masked."""
    leaves_somebody_out: bool
    """For the reporter alone: whether they have left somebody out."""
    is_own: bool
    """Whether this viewer wrote it."""
    may_decide: bool
    """Whether this viewer may thank and answer."""
    may_change: bool
    """Whether this viewer may say, now, what was changed."""


def may_see(report: Report, viewer: Viewer, now: datetime) -> bool:
    """Whether the viewer may read the report's words at all, by now.

    Nobody but its reporter comes upon a report before it is released, and whoever was left out
    never does.
    """
    if Role.REPORTER in viewer.roles:
        return True
    if now < report.released_at or viewer.user in report.left_out:
        return False
    shared = report.as_others_see_it(now).audience is Audience.TEAM
    readers = MAY[Deed.READ_SHARED if shared else Deed.READ_UNSHARED]
    return bool(viewer.roles & readers)


def visible_to(report: Report, viewer: Viewer, now: datetime) -> VisibleReport:
    """The part of `report` that `viewer` may see by now.

    What its reporter has done a moment ago is in it for the reporter alone, until it shows.

    Raises:
        NotAvailable: the viewer may not see it; the words are those for a report that does not
            exist.
    """
    if not may_see(report, viewer, now):
        raise NotAvailable
    is_own = Role.REPORTER in viewer.roles
    is_published = report.is_published
    report = report if is_own else report.as_others_see_it(now)
    taken_back = report.state is State.WITHDRAWN and not is_own
    story = () if taken_back else tuple(_story(report))
    thanks = [event for event in story if event.kind is EventKind.THANKED]
    answers = [event for event in story if event.kind is EventKind.ANSWERED]
    changes = [event for event in story if event.kind is EventKind.CHANGED]
    return VisibleReport(
        seal=_SEAL,
        id=report.id,
        reference=report.reference,
        kind=report.kind,
        mode=report.mode,
        audience=report.audience,
        words=Words(what="") if taken_back else report.words,
        state=report.state,
        filed_on=report.filed_on,
        promise=report.promise,
        seen_too=report.seen_too,
        about=report.about,
        source="" if taken_back else report.source,
        answer_by=report.answer_by,
        expected_by=report.expected_by,
        passed_on=report.passed_on,
        byline=_byline(report, taken_back=taken_back),
        story=story,
        thanks=thanks[0] if thanks else None,
        answer=answers[-1] if answers else None,
        change=changes[-1] if changes else None,
        credited=_credited(report),
        asked=report.asked_since,
        question=report.question,
        is_consent_asked=report.is_consent_asked,
        may_leave_the_team=report.may_leave_the_team,
        published=report.latest(EventKind.PUBLISHED) if is_published else None,
        may_publish=not is_published and _may_publish(report, viewer),
        opened=_opened(report) if is_own else (),
        name_was_shown=is_own and _name_was_shown(report),
        masked=report.latest(EventKind.REDACTED) if is_own else None,
        leaves_somebody_out=is_own and bool(report.left_out),
        is_own=is_own,
        may_decide=viewer.may_decide,
        may_change=_may(report, Action.CHANGE, viewer),
    )


def _byline(report: Report, *, taken_back: bool) -> UserId | None:
    return report.named_reporter if report.mode is Mode.NAMED and not taken_back else None


def _name_was_shown(report: Report) -> bool:
    return report.mode is Mode.NAMED or report.latest(*_SHOW_THE_NAME) is not None


def _opened(report: Report) -> tuple[Event, ...]:
    return tuple(event for event in report.events if event.kind is EventKind.OPENED)


def _credited(report: Report) -> bool:
    said = report.latest(EventKind.CREDITED, EventKind.UNCREDITED)
    return said is not None and said.kind is EventKind.CREDITED


def _may_publish(report: Report, viewer: Viewer) -> bool:
    shared = report.audience is Audience.TEAM and report.may_leave_the_team
    return shared and _may(report, Action.PUBLISH, viewer)


def _story(report: Report) -> Iterator[Event]:
    told = [event for event in report.events if event.kind in _TOLD]
    for event, following in zip(told, [*told, None][1:], strict=True):
        again = following is not None and following.kind is EventKind.ANSWERED
        if not (event.kind is EventKind.ANSWERED and again):
            yield event


def _may(report: Report, action: Action, viewer: Viewer) -> bool:
    answer = report.latest(EventKind.ANSWERED)
    try:
        decide(
            report.state,
            action,
            viewer,
            thanked=report.is_thanked,
            answer=answer.reply if answer else None,
        )
    except GoodCatchError:
        return False
    return True
