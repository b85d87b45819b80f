"""Taking down a near miss or a suggestion: from the first word to the receipt."""

from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import SystemRandom
from uuid import uuid4

from bot.domain import personal_data, reference, release, text
from bot.domain.errors import (
    NotAvailable,
    NoTeam,
    Outsider,
    SavedAsFirstSent,
    TooLong,
    WordsNeeded,
)
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Form, Receipt, TeamChoice
from bot.domain.ids import ChannelId, ReportId, TeamId, UserId
from bot.domain.people import Colleague
from bot.domain.personal_data import Finding
from bot.domain.promises import nudge_at, promise_for
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.team import Team
from bot.services import owing, standing
from bot.services.context import Context
from bot.services.standing import Standing, belongs
from storage import audit, identities, once, reports, teams, timers
from storage.database import Transaction
from storage.timers import Timer, TimerKind

KEYS_KEPT_FOR = timedelta(hours=24)
"""How long a key is kept: Slack does not repeat a request for anything like as long."""

_DRAWS = 20


@dataclass(frozen=True)
class Submission:
    """A form as it came back, its words not yet looked at."""

    user: UserId
    code: Code
    kind: Kind
    team: TeamId
    mode: Mode
    audience: Audience
    words: Words
    revision: int = 0


@dataclass(frozen=True)
class Capture:
    """Opens forms and takes them in."""

    context: Context

    async def begin(self, user: UserId, channel: ChannelId, kind: Kind, typed: str) -> Form:
        """The form for somebody who typed a command in `channel`, with `typed` filled in.

        Raises:
            Outsider: the person does not belong to any team's channel as more than a visitor.
            NoTeam: the person belongs here, but to no team yet.
            TooLong: more was typed than a form can hold; the words come back with the error.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: the teams cannot be read.
        """
        colleague = await self.context.directory.colleague(user)
        if colleague.is_outsider:
            raise Outsider
        theirs = await self._teams_for(colleague, channel)
        parts = text.split(text.clean(typed).text)
        if parts.left_over:
            raise TooLong(returned=typed)
        return Form(
            kind=kind,
            code=Code.fresh(kind.prefix),
            teams=tuple(TeamChoice(team.id, team.name) for team in theirs),
            mode=Mode.CONFIDENTIAL if kind is Kind.NEAR_MISS else Mode.NAMED,
            words=Words(what=parts.first, more=parts.more),
            duty_contact=theirs[0].duty_contact or self.context.duty_contact,
        )

    async def submit(self, given: Submission) -> Receipt | Form:
        """Store a form and say what is promised; or hand it back with identifiers masked.

        The same form sent again, however often, is one report and gets the same receipt.

        Raises:
            SavedAsFirstSent: the form was stored before, and something in it is different now.
            WordsNeeded: there is nothing in it but blanks.
            NotAvailable: the person does not belong to the team.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been stored, or not surely; sending it again is safe.
        """
        colleague = await self.context.directory.colleague(given.user)
        words, removed = _clean(given.words)
        if text.is_empty(words.what):
            raise WordsNeeded
        found = self._findings(words)
        if found:
            return await self._masked(given, words, found, colleague)

        async def store(tx: Transaction) -> Receipt:
            stored = await self._store(tx, replace(given, words=words), colleague)
            return self._receipt(stored, removed=removed)

        return await self.context.database.write(store)

    async def _teams_for(self, colleague: Colleague, channel: ChannelId) -> tuple[Team, ...]:
        async def find(tx: Transaction) -> tuple[Team, ...]:
            found = await teams.in_channels(tx, colleague.channels)
            theirs = tuple(team for team in found if belongs(colleague, team))
            if theirs:
                return tuple(team for team in theirs if team.channel == channel) or theirs
            leads = (await teams.the_service(tx)).learning_leads
            raise NoTeam(whom=f"<@{leads[0]}>" if leads else "your Slack administrator")

        return await self.context.database.read(find)

    def _findings(self, words: Words) -> dict[str, tuple[Finding, ...]]:
        """The verified identifiers in what was written, by field; fields without any left out."""
        pattern = self.context.case_numbers
        found = {
            name: personal_data.find(written, case_pattern=pattern)
            for name, written in words.texts().items()
        }
        return {name: findings for name, findings in found.items() if findings}

    async def _masked(
        self,
        given: Submission,
        words: Words,
        found: dict[str, tuple[Finding, ...]],
        colleague: Colleague,
    ) -> Form:
        team = await self.context.database.read(lambda tx: _team_of(tx, given, colleague))
        texts = words.texts()
        return Form(
            kind=given.kind,
            code=given.code,
            teams=(TeamChoice(team.id, team.name),),
            mode=given.mode,
            words=words.retold(
                {
                    name: personal_data.mask(texts[name], findings)
                    for name, findings in found.items()
                }
            ),
            audience=given.audience,
            duty_contact=team.duty_contact or self.context.duty_contact,
            revision=given.revision + 1,
            seen={
                name: tuple(dict.fromkeys(one.kind for one in findings))
                for name, findings in found.items()
            },
        )

    async def _store(self, tx: Transaction, given: Submission, colleague: Colleague) -> Standing:
        now = self.context.now()
        # Everything stored beside the report is as coarse as the report itself.
        moment = release.coarse(given.mode, now)
        vault = self.context.vault
        key = vault.dedupe(f"form:{given.code.secret}")
        id = ReportId(uuid4().hex)
        content = vault.dedupe(f"content:{given.code.secret}:{_content(given)}")
        if not await once.first_time(
            tx, key, kept_until=moment + KEYS_KEPT_FOR, report=id, content=content
        ):
            return await self._stored_before(tx, key, content, given.user)
        team = await _team_of(tx, given, colleague)
        report = await self._add(tx, id, given, team)
        await identities.keep(tx, vault, id, given.user, given.mode)
        await owing.card(tx, report, team, now=release.coarse_day(given.mode, now))
        nudge = nudge_at(report.promise, team.calendar, now)
        await timers.put_off(tx, Timer(TimerKind.NUDGE, id, nudge))
        await audit.note(tx, at=moment, actor=REPORTER, action="filed", subject=id)
        return await standing.of_report(tx, vault, id)

    async def _stored_before(
        self, tx: Transaction, key: bytes, content: bytes, user: UserId
    ) -> Standing:
        known = await once.stored_under(tx, key)
        if known is None:
            raise NotAvailable
        id, stored_content = known
        stored = await standing.of_report(tx, self.context.vault, id)
        if not stored.wrote(user):
            raise NotAvailable
        if stored_content != content:
            raise SavedAsFirstSent(reference=stored.report.reference)
        return stored

    async def _add(self, tx: Transaction, id: ReportId, given: Submission, team: Team) -> Report:
        now = self.context.now()
        filed_on = team.calendar.day_of(now)
        report = Report(
            id=id,
            reference=given.code.reference,
            kind=given.kind,
            mode=given.mode,
            audience=given.audience,
            team=team.id,
            words=given.words,
            filed_on=filed_on,
            released_at=release.released_at(given.mode, now, self.context.random),
            promise=promise_for(team, filed_on),
            events=(Event(EventKind.FILED, release.coarse(given.mode, now), REPORTER),),
        )
        # Four characters are few: where two forms drew the same, the later one gets another.
        for _ in range(_DRAWS):
            if await reports.add(tx, report):
                return report
            drawn = reference.draw(given.kind.prefix, SystemRandom())
            report = replace(report, reference=drawn)
        raise NotAvailable

    def _receipt(self, stored: Standing, *, removed: bool) -> Receipt:
        report = stored.report
        return Receipt(
            kind=report.kind,
            mode=report.mode,
            audience=report.audience,
            reference=report.reference,
            answered_by=stored.deciders,
            answer_by=report.promise.answer_by,
            today=stored.team.calendar.day_of(self.context.now()),
            characters_removed=removed,
        )


async def _team_of(tx: Transaction, given: Submission, colleague: Colleague) -> Team:
    team = await teams.by_id(tx, given.team)
    if team is None or not belongs(colleague, team):
        raise NotAvailable
    return team


def _content(given: Submission) -> str:
    """Everything that somebody chose or wrote, to tell a repeat from a form that was changed."""
    return repr((given.kind, given.team, given.mode, given.audience, given.words))


def _clean(words: Words) -> tuple[Words, bool]:
    cleaned = {name: text.clean(written) for name, written in words.texts().items()}
    removed = any(one.removed for one in cleaned.values())
    return words.retold({name: one.text for name, one in cleaned.items()}), removed
