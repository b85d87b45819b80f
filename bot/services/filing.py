"""Keeping a form that was sent: once, however often it arrives, with all that belongs to it."""

from dataclasses import replace
from secrets import SystemRandom
from uuid import uuid4

from bot.domain import reference, release
from bot.domain.errors import (
    LeftOutReadAlong,
    NobodyLeft,
    NotADecider,
    NotAvailable,
    SavedAsFirstSent,
)
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Submission
from bot.domain.ids import ReportId
from bot.domain.lifecycle import OPEN
from bot.domain.people import Colleague
from bot.domain.promises import promise_for
from bot.domain.report import Audience, Mode, Report
from bot.domain.team import Team
from bot.services import indexing, nudging, owing, recording, slipping, standing
from bot.services.context import Context
from bot.services.repeats import KEYS_KEPT_FOR
from bot.services.standing import Standing, belongs
from storage import audit, identities, left_out, once, receipts, reports, teams
from storage.database import Transaction

_DRAWS = 20


class FiledMeanwhile(Exception):
    """The same form was stored by somebody else's hand a moment ago: store it once more."""


async def store(
    tx: Transaction, context: Context, given: Submission, colleague: Colleague
) -> Standing:
    """Store it, or find what the same form was stored as. Raises as `Capture.submit` does."""
    now = context.now()
    vault = context.vault
    id = ReportId(uuid4().hex)
    if not await _claim(tx, context, given, id):
        return await _stored_before(tx, context, given)
    team = await team_of(tx, given, colleague)
    report = await _add(tx, context, id, given, team)
    await _keep_who(tx, context, report, given)
    counts_from = release.counts_from(given.mode, now, report.released_at)
    moment = release.coarse_day(given.mode, counts_from)
    await owing.card(tx, report, team, now=moment)
    found = await standing.of_report(tx, vault, id, now)
    _check_left_out(found, given)
    await nudging.watch(tx, found, now)
    await slipping.watch(tx, found)
    await indexing.refresh(tx, context, id)
    return found


async def _claim(tx: Transaction, context: Context, given: Submission, id: ReportId) -> bool:
    """Take the form's own code for this report; False where it was stored before."""
    vault = context.vault
    if given.mode is Mode.ANONYMOUS:
        # Tried before the report is there to refer to: whether it is new is all that is asked.
        return await receipts.report_of(tx, vault, given.code) is None
    return await once.first_time(
        tx,
        vault.dedupes(_key(given)),
        kept_until=release.coarse(given.mode, context.now()) + KEYS_KEPT_FOR,
        report=id,
        content=vault.dedupe(_content(given)),
    )


async def _keep_who(tx: Transaction, context: Context, report: Report, given: Submission) -> None:
    """Keep whose it is: sealed; or where no name is left, only what their code is known by."""
    vault = context.vault
    if given.left_out:
        await left_out.keep(tx, vault, report.id, given.left_out)
    if given.mode is Mode.ANONYMOUS:
        if not await receipts.keep(tx, vault, report.id, given.code):
            raise FiledMeanwhile
        return
    await identities.keep(tx, vault, report.id, given.user, given.mode)
    at = release.coarse(given.mode, context.now())
    await audit.note(tx, at=at, actor=REPORTER, action="filed", subject=report.id)


async def _stored_before(tx: Transaction, context: Context, given: Submission) -> Standing:
    """What the same form was stored as; where only its words differ, they are put right."""
    id = await _where_stored(tx, context, given)
    now = context.now()
    stored = await standing.of_report(tx, context.vault, id, now, for_change=True)
    if given.mode is not Mode.ANONYMOUS and not stored.wrote(given.user):
        raise NotAvailable
    report = stored.report
    if await _is_repeat(tx, context, given, report):
        return stored
    chosen = (given.team, given.mode, given.audience)
    if report.state not in OPEN or chosen != (report.team, report.mode, report.audience):
        raise SavedAsFirstSent(reference=report.reference)
    if report.words != given.words:
        edited = Event(EventKind.EDITED, now, REPORTER)
        await recording.happened(tx, context, stored, edited)
        await recording.reworded(tx, context, id, given.words)
    return stored


async def _where_stored(tx: Transaction, context: Context, given: Submission) -> ReportId:
    vault = context.vault
    if given.mode is Mode.ANONYMOUS:
        found = await receipts.report_of(tx, vault, given.code)
    else:
        known = await once.stored_under(tx, vault.dedupes(_key(given)))
        found = known[0] if known else None
    if found is None:
        raise NotAvailable
    return found


async def _is_repeat(tx: Transaction, context: Context, given: Submission, report: Report) -> bool:
    """Whether it says what was sent first, whatever its reporter has changed since."""
    if given.mode is Mode.ANONYMOUS:
        return report.words == given.words
    vault = context.vault
    known = await once.stored_under(tx, vault.dedupes(_key(given)))
    return known is not None and known[1] in vault.dedupes(_content(given))


async def _add(
    tx: Transaction, context: Context, id: ReportId, given: Submission, team: Team
) -> Report:
    now = context.now()
    calendar = team.calendar
    appears = release.released_at(given.mode, now, context.random, calendar, urgent=given.urgent)
    counts_from = release.counts_from(given.mode, now, appears)
    filed_on = calendar.day_of(counts_from)
    report = Report(
        id=id,
        reference=given.code.reference,
        kind=given.kind,
        mode=given.mode,
        audience=given.audience,
        team=team.id,
        words=given.words,
        filed_on=filed_on,
        released_at=appears,
        promise=promise_for(team, filed_on),
        events=(Event(EventKind.FILED, release.coarse(given.mode, counts_from), REPORTER),),
        about=given.about,
        source=given.source,
    )
    # Four characters are few: where two forms drew the same, the later one gets another.
    for _ in range(_DRAWS):
        if await reports.add(tx, report):
            return report
        drawn = reference.draw(given.kind.prefix, SystemRandom())
        report = replace(report, reference=drawn)
    raise NotAvailable


async def team_of(tx: Transaction, given: Submission, colleague: Colleague) -> Team:
    """The team it is for; NotAvailable where the person does not belong to it."""
    team = await teams.by_id(tx, given.team)
    if team is None or not belongs(colleague, team):
        raise NotAvailable
    return team


def _check_left_out(found: Standing, given: Submission) -> None:
    """Whether leaving these people out does what is wanted of it."""
    if not given.left_out:
        return
    if not set(given.left_out) <= set(found.team.everybody_who_may_decide):
        raise NotADecider
    if given.audience is Audience.TEAM:
        raise LeftOutReadAlong
    if not found.deciders:
        raise NobodyLeft


def _key(given: Submission) -> str:
    return f"form:{given.code.secret}"


def _content(given: Submission) -> str:
    """Everything that somebody chose or wrote, to tell a repeat from a form that was changed."""
    chosen = (given.kind, given.team, given.mode, given.audience, given.left_out, given.words)
    return f"content:{given.code.secret}:{chosen!r}"
