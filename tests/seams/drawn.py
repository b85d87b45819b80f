"""Everything the bot draws that somebody can press, choose or send."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from bot.domain.change import Strength, Verdict
from bot.domain.claims import BY_CODE
from bot.domain.digest import Section, compose
from bot.domain.events import REPORTER as BY_REPORTER
from bot.domain.events import Event, EventKind, Reply
from bot.domain.form import Form, Receipt, TeamChoice
from bot.domain.habits import Habits
from bot.domain.home import Own, Page
from bot.domain.ids import DigestId, ReportId, TeamId, UserId
from bot.domain.lesson import lesson_of
from bot.domain.people import TEAM_CHANNEL, Role, Viewer
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.reactions import ON_CARDS
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Report
from bot.domain.requests import Request, RequestId, RequestKind, RequestState, Wanted
from bot.domain.setting_up import SettingUpForm
from bot.domain.team import Service
from bot.domain.weekly import Week
from bot.views import (
    asking,
    away_form,
    card,
    change_form,
    consent,
    digest,
    farewell,
    figures,
    greeting,
    hints,
    home,
    masking,
    messages,
    notices,
    own,
    own_forms,
    publishing,
    pulse,
    receipt,
    relayed,
    reminders,
    reply_form,
    report_form,
    requests,
    returned,
    setup_form,
    unsealing,
    weekly,
)
from bot.views.ids import Callback
from tests.builders import AMINA, CHANNEL, DAN, PRIYA, a_report, a_team
from tests.conftest import MONDAY
from tests.seams import drawn_besides, drawn_library, drawn_traps

TODAY = date(2026, 11, 23)
MANAGER = Viewer(AMINA, frozenset({Role.MANAGER}))
LEAD = Viewer(DAN, frozenset({Role.LEARNING_LEAD}))
REPORTER = Viewer(PRIYA, frozenset({Role.REPORTER, Role.PRACTITIONER}))
TRYING = Viewer(DAN, frozenset({Role.TRYING, Role.PRACTITIONER}))
CODE = Code.fresh(Kind.NEAR_MISS.prefix)


def event(kind: EventKind, **given: Any) -> Event:  # noqa: ANN401 - any field of an event
    return replace(Event(kind, MONDAY, AMINA), **given)


def answered(reply: Reply) -> Event:
    return event(EventKind.ANSWERED, reply=reply, words="Yes", until=TODAY, doer=DAN)


CHANGED = event(EventKind.CHANGED, words="One inbox", strength=Strength.EASIER, until=TODAY)
AGREED = event(EventKind.CONSENTED, actor=BY_REPORTER)
OUT = event(EventKind.PUBLISHED, words="One inbox")

STORIES: tuple[tuple[Event, ...], ...] = (
    (),
    (event(EventKind.SEEN),),
    *((answered(reply),) for reply in Reply if reply.is_answer),
    (answered(Reply.TRY_UNTIL), CHANGED),
    (answered(Reply.TRY_UNTIL), CHANGED, event(EventKind.HELPED, verdict=Verdict.YES)),
    (event(EventKind.QUESTIONED, words="Which team?"),),
    (event(EventKind.CONSENT_ASKED),),
    (event(EventKind.CONSENT_ASKED), AGREED),
    (answered(Reply.TRY_UNTIL), CHANGED, AGREED),
    (
        answered(Reply.TRY_UNTIL),
        CHANGED,
        AGREED,
        OUT,
    ),
    (event(EventKind.OPENED, words="A child was at risk"),),
    (event(EventKind.WITHDRAWN),),
)
"""As far as a report can have come: each state shows buttons of its own."""


def reports() -> Iterator[Report]:
    """A report of each kind, known in each way, for either audience, in every state."""
    for events, audience, kind, mode in product(STORIES, Audience, Kind, Mode):
        yield a_report(kind=kind, mode=mode, reporter=PRIYA, audience=audience, events=events)


def drawn() -> Iterator[Any]:
    """Every view, and every message, of `bot.views`, in each shape that shows other buttons."""
    yield from _forms()
    yield from _notices()
    yield from drawn_traps.drawn()
    yield notices.window(figures.on_their_way("Riverside"))
    yield from drawn_library.drawn()
    yield from drawn_besides.drawn(_nobodys())
    yield weekly.weekly(Week(TODAY, (), ())).blocks
    for report in reports():
        deciding, theirs = _seen(report, MANAGER), _seen(report, REPORTER)
        yield from _to_reporter(theirs)
        yield from _to_deciders(deciding)
        yield from _to_deciders(_seen(report, LEAD))
        if report.audience is Audience.TEAM:
            yield from _to_team(report)
        yield home.home(_page(deciding, theirs))
        yield own.mine(_page(deciding, theirs))
        yield own.happening(Own(theirs, (AMINA,)), TODAY)
        yield returned.returned(Own(_seen(report, BY_CODE), (AMINA,)), TODAY)


def _seen(report: Report, viewer: Viewer) -> VisibleReport:
    return visible_to(report, viewer, MONDAY)


def _forms() -> Iterator[Any]:
    choices = (TeamChoice(TeamId("a1"), "Riverside"), TeamChoice(TeamId("b2"), "Hillside"))
    for kind in Kind:
        yield report_form.report_form(Form(kind, CODE, choices, Mode.NAMED))
        again = Form(kind, CODE, choices, Mode.ANONYMOUS, urgent=True, warned=True)
        yield report_form.report_form(replace(again, names={"what": ("Kestrel",)}))
        yield report_form.report_form(Form(kind, CODE, (), Mode.NAMED, editing=ReportId("0f" * 16)))
    yield away_form.away_form(TODAY, deputies={"Riverside": (DAN,)})
    yield away_form.away_kept(TODAY, TODAY)
    yield away_form.mornings_form(
        Habits(), fallback=a_team().digest_at, team_weekdays=a_team().weekdays
    )
    yield away_form.mornings_kept()
    yield setup_form.setup_form(SettingUpForm(CHANNEL, "riverside", None, Service()))
    yield setup_form.set_up_done(a_team())
    kept = Receipt(
        Kind.NEAR_MISS, Mode.NAMED, Audience.TEAM, "NM-2F9D", (AMINA,), TODAY, TODAY, TODAY
    )
    yield receipt.receipt(kept)
    yield receipt.receipt(replace(kept, mode=Mode.ANONYMOUS, code=CODE))
    yield returned.code_form()


def _notices() -> Iterator[Any]:
    yield setup_form.setup_card(CHANNEL).blocks
    yield greeting.greeting("the fax went astray").blocks
    yield notices.help_text().blocks
    yield hints.hint(unmasks=True, identifiers=tuple(Identifier)).blocks
    for state in RequestState:
        request = Request(
            RequestId("4e" * 16), RequestKind.EXPORT, Wanted(RequestKind.EXPORT), state, MONDAY
        )
        yield requests.asked(request, may_decide=True).blocks
        yield requests.settled(request, today=TODAY).blocks
    yield notices.notice("Kept.").blocks
    yield notices.window("Kept.")
    yield notices.blocked_notice(CHANNEL, "is_archived", 1).blocks
    yield reminders.away_notice(AMINA, TODAY, today=TODAY).blocks
    yield reminders.nobody_notice("Riverside", CHANNEL).blocks
    yield reminders.second_notice("Riverside", CHANNEL).blocks
    for piece in notices.handed_back("Too long.", "the fax went astray"):
        yield piece.blocks


def _to_reporter(report: VisibleReport) -> Iterator[Any]:
    for one in report.story:
        if one.kind in {EventKind.ANSWERED, EventKind.CHANGED}:
            yield messages.reply_to_reporter(report, one, today=TODAY).blocks
    yield messages.credited(report, yes=True, today=TODAY).blocks
    yield messages.slip_to_reporter(report, (DAN,), by=TODAY, still=False, today=TODAY).blocks
    if report.change is not None:
        yield messages.check_back_to_reporter(report, today=TODAY).blocks
    if report.question is not None:
        yield relayed.question_to_reporter(report, report.question, today=TODAY).blocks
    for one in report.opened:
        yield relayed.opened_to_reporter(report, one, at=MONDAY, today=TODAY).blocks
    yield relayed.consent_to_reporter(report, event(EventKind.CONSENT_ASKED)).blocks
    if report.published:
        yield relayed.published_to_reporter(report, report.published).blocks
    yield relayed.masked_to_reporter(report, event(EventKind.REDACTED)).blocks
    yield consent.consent_kept(report).blocks
    yield farewell.farewell(report, CODE, forgotten_on=TODAY, today=TODAY).blocks
    yield own_forms.reply_as_reporter_form(report, today=TODAY)
    yield own_forms.add_form(report)
    yield own_forms.reopen_form(report, today=TODAY)
    yield own_forms.kept(report, Callback.ADD)
    yield receipt.edited(report)
    yield pulse.how_was_it(report)
    yield pulse.pulse_form(report)
    yield pulse.pulse_kept()


def _to_deciders(report: VisibleReport) -> Iterator[Any]:
    for section in Section:
        for left in (0, 9):
            morning = compose(TODAY, [(section, report)], left=left)
            yield digest.digest(morning, id=DigestId("d1" * 16), teams={}).blocks
    for is_last in (True, False):
        yield reminders.nudge(report, today=TODAY, is_last=is_last).blocks
    yield reminders.offer(report, by=TODAY, today=TODAY).blocks
    for reply in Reply:
        yield reply_form.reply_form(report, reply, reply_form.Begun(TODAY), today=TODAY)
        yield reply_form.replied(report, reply)
    for reply in ON_CARDS.values():
        yield messages.reaction_prompt(report, reply).blocks
    yield messages.reaction_prompt_done(report, sent=True).blocks
    yield change_form.change_form(report, today=TODAY)
    yield change_form.changed(report)
    yield asking.ask_form(report, today=TODAY)
    yield asking.asked(report)
    yield publishing.ready((report,) if report.may_publish else ())
    yield publishing.published(report)
    if report.published:
        lesson = lesson_of(a_report(events=(CHANGED, AGREED, OUT)), (), MONDAY)
        for found in ((), (Identifier.EMAIL,)):
            yield publishing.publish_form(report, lesson, seen=found, names=("A",), today=TODAY)
    yield publishing.taken_out(report)
    yield masking.mask_form(report, today=TODAY)
    yield masking.masked(report)
    yield unsealing.unseal_form(report)
    yield unsealing.unsealed(PRIYA)


def _to_team(report: Report) -> Iterator[Any]:
    seen = _seen(report, TEAM_CHANNEL)
    yield card.card(seen, has_decider=True, today=TODAY, reactions=ON_CARDS).blocks
    if seen.change is not None:
        yield messages.check_back_to_team(seen, today=TODAY).blocks
        yield messages.verdict_kept(seen, Verdict.YES).blocks
    if seen.answer is not None:
        asked = _seen(report, TRYING)
        yield messages.to_try(asked, seen.answer, today=TODAY).blocks


def _page(waiting: VisibleReport, theirs: VisibleReport) -> Page:
    return Page(
        user=UserId("U0AMINA"),
        today=TODAY,
        # Nobody decides on what they wrote themselves.
        own=(Own(replace(theirs, id=ReportId("0e" * 16)), (AMINA,)),),
        more_own=1,
        waiting=compose(TODAY, [(Section.NEW, waiting)]),
        teams={},
        near=(),
        decides=True,
        away_until=TODAY if waiting.story else None,
    )


def _nobodys() -> Page:
    """The page of somebody who is in no team."""
    return Page(
        user=PRIYA,
        today=TODAY,
        own=(),
        more_own=0,
        waiting=compose(TODAY, []),
        teams={},
        near=(),
        decides=False,
        belongs=False,
    )
