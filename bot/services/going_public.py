"""The last look before words stand in a channel: what is an identifier by now is masked."""

import re
from dataclasses import replace

from bot.domain import personal_data
from bot.domain.events import Event
from bot.domain.privacy import VisibleReport
from bot.domain.weekly import Done, Week
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
        case CardContent() | CheckBackContent():
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
            return content


def _week(week: Week, case_numbers: Pattern) -> Week:
    def done(one: Done) -> Done:
        return replace(
            one, report=_report(one.report, case_numbers), event=_event(one.event, case_numbers)
        )

    return replace(week, changed=tuple(map(done, week.changed)), tried=tuple(map(done, week.tried)))


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
    )


def _event(event: Event, case_numbers: Pattern) -> Event:
    return replace(event, words=_text(event.words, case_numbers))


def _text(text: str, case_numbers: Pattern) -> str:
    found = personal_data.find(text, case_pattern=case_numbers)
    return personal_data.mask(text, found) if found else text
