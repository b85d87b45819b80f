"""The last look before words stand in a channel: what is an identifier by now is masked."""

import re
from dataclasses import replace

from bot.domain import personal_data
from bot.domain.events import Event
from bot.domain.lesson import Lesson
from bot.domain.likeness import Related
from bot.domain.privacy import VisibleReport
from bot.domain.trap import TrapEvent
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.weekly import Done, Week
from bot.services.bulletin_contents import BulletinStoryContent
from bot.services.contents import (
    Address,
    CardContent,
    CheckBackContent,
    Content,
    InThread,
    Outgoing,
    Replacing,
    ReporterSaysContent,
    ToChannel,
    WeekContent,
)
from bot.services.trap_contents import (
    TrapCardContent,
    TrapCheckBackContent,
    TrapHuddleContent,
    TrapNoticeContent,
)

_DIRECT = "D"
"""How Slack's ids of direct messages begin (reference/objects/conversation-object)."""

Pattern = re.Pattern[str] | None


def checked(outgoing: Outgoing, case_numbers: Pattern) -> Outgoing:
    """The same message, with identifiers masked if it is for a channel.

    Words are looked over before they are kept; but a pattern for case numbers may have been set
    only later, or a check have been made surer.
    """
    if not _is_public(outgoing.address):
        return outgoing
    return replace(outgoing, content=_content(outgoing.content, case_numbers))


def _is_public(address: Address) -> bool:
    match address:
        case ToChannel():
            return True
        case InThread(message) | Replacing(message):
            return not message.channel.startswith(_DIRECT)
        case _:
            return False


def _content(content: Content, case_numbers: Pattern) -> Content:
    match content:
        case CardContent():
            return _card(content, case_numbers)
        case CheckBackContent():
            return replace(content, report=_report(content.report, case_numbers))
        case ReporterSaysContent():
            report, event = (
                _report(content.report, case_numbers),
                _event(content.event, case_numbers),
            )
            return replace(content, report=report, event=event)
        case WeekContent(week):
            return replace(content, week=_week(week, case_numbers))
        case _:
            return _beyond_reports(content, case_numbers)


def _beyond_reports(content: Content, case_numbers: Pattern) -> Content:
    match content:
        case TrapCardContent(seen):
            return replace(content, seen=replace(seen, trap=_trap(seen.trap, case_numbers)))
        case TrapHuddleContent() | TrapNoticeContent() | TrapCheckBackContent():
            return replace(content, trap=_trap(content.trap, case_numbers))
        case BulletinStoryContent(lesson):
            return replace(content, lesson=_lesson(lesson, case_numbers))
        case _:
            return content


def _card(card: CardContent, case_numbers: Pattern) -> CardContent:
    def related(one: Related) -> Related:
        shown = one.report
        if isinstance(shown, Lesson):
            return replace(one, report=_lesson(shown, case_numbers))
        return replace(one, report=_report(shown, case_numbers))

    return replace(
        card,
        report=_report(card.report, case_numbers),
        trap=card.trap and _trap(card.trap, case_numbers),
        related=tuple(map(related, card.related)),
        spread_from=card.spread_from and _lesson(card.spread_from, case_numbers),
    )


def _week(week: Week, case_numbers: Pattern) -> Week:
    def done(one: Done) -> Done:
        return replace(
            one,
            report=_report(one.report, case_numbers),
            event=_event(one.event, case_numbers),
            also=tuple(_report(other, case_numbers) for other in one.also),
        )

    return replace(week, changed=tuple(map(done, week.changed)), tried=tuple(map(done, week.tried)))


def _trap(trap: VisibleTrap, case_numbers: Pattern) -> VisibleTrap:
    def event(one: TrapEvent) -> TrapEvent:
        return replace(one, words=_text(one.words, case_numbers))

    return replace(
        trap,
        name=_text(trap.name, case_numbers),
        reports=tuple(_report(one, case_numbers) for one in trap.reports),
        plan=trap.plan and event(trap.plan),
        change=trap.change and event(trap.change),
        story=tuple(map(event, trap.story)),
    )


def _lesson(lesson: Lesson, case_numbers: Pattern) -> Lesson:
    texts = {name: _text(text, case_numbers) for name, text in lesson.words.texts().items()}
    return replace(
        lesson,
        title=_text(lesson.title, case_numbers),
        words=lesson.words.retold(texts),
        story=tuple(_event(one, case_numbers) for one in lesson.story),
        said=tuple(_text(one, case_numbers) for one in lesson.said),
    )


def _report(report: VisibleReport, case_numbers: Pattern) -> VisibleReport:
    def event(one: Event | None) -> Event | None:
        return one and _event(one, case_numbers)

    texts = {name: _text(text, case_numbers) for name, text in report.words.texts().items()}
    return replace(
        report,
        words=report.words.retold(texts),
        story=tuple(_event(one, case_numbers) for one in report.story),
        thanks=event(report.thanks),
        answer=event(report.answer),
        change=event(report.change),
        asked=event(report.asked),
        question=event(report.question),
        published=event(report.published),
    )


def _event(event: Event, case_numbers: Pattern) -> Event:
    return replace(event, words=_text(event.words, case_numbers))


def _text(text: str, case_numbers: Pattern) -> str:
    found = personal_data.find(text, case_pattern=case_numbers)
    return personal_data.mask(text, found) if found else text
