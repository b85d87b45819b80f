"""Taking down a near miss or a suggestion: from the first word to the receipt."""

from dataclasses import dataclass, replace
from secrets import SystemRandom
from uuid import uuid4

from bot.domain import reference, release, text
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
from bot.domain.ids import ChannelId, MessageRef, ReportId, TeamId, UserId
from bot.domain.lifecycle import OPEN
from bot.domain.people import Colleague
from bot.domain.personal_data import Finding
from bot.domain.privacy import visible_to
from bot.domain.promises import promise_for
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.team import Team
from bot.services import nudging, owing, recording, slipping, standing, wording
from bot.services.context import Context
from bot.services.repeats import KEYS_KEPT_FOR
from bot.services.standing import Standing, belongs
from storage import audit, identities, once, reports, teams
from storage.database import Transaction

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
    about: str = ""
    """For an idea about another report: the reference of that one."""
    source: str = ""
    """The address of the Slack message it was made from, if it was."""


@dataclass(frozen=True)
class Capture:
    """Opens forms and takes them in."""

    context: Context

    async def begin(
        self,
        user: UserId,
        channel: ChannelId | None,
        kind: Kind,
        typed: str,
        *,
        message: MessageRef | None = None,
    ) -> Form:
        """The form for somebody in `channel`, if in any, with `typed` filled in.

        `message` is the one that it is made from; its address is kept where it stands in a team's
        channel.

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
            source=await self._link_to(message) if message else "",
        )

    async def begin_about(self, user: UserId, id: ReportId) -> Form:
        """The form for an idea about a colleague's report, in the same team.

        Raises:
            NotAvailable: the person is not in the team's channel, or it has no card yet.
            DirectoryUnavailable: Slack did not say who this is.
        """
        colleague = await self.context.directory.colleague(user)
        now = self.context.now()
        vault = self.context.vault
        found = await self.context.database.read(lambda tx: standing.of_report(tx, vault, id, now))
        visible_to(found.report, found.viewer(user, colleague))
        if found.report.released_at > now or not belongs(colleague, found.team):
            raise NotAvailable
        return Form(
            kind=Kind.SUGGESTION,
            code=Code.fresh(Kind.SUGGESTION.prefix),
            teams=(TeamChoice(found.team.id, found.team.name),),
            mode=Mode.NAMED,
            about=found.report.reference,
        )

    async def submit(self, given: Submission) -> Receipt | Form:
        """Store a form and say what is promised; or hand it back with identifiers masked.

        The same form sent again, however often, is one report and gets the same receipt; other
        words in it take the place of the first until there is an answer.

        Raises:
            SavedAsFirstSent: the form was stored before and is for other readers now, or its words
                are other ones and it is answered.
            WordsNeeded: there is nothing in it but blanks.
            NotAvailable: the person does not belong to the team.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been stored, or not surely; sending it again is safe.
        """
        colleague = await self.context.directory.colleague(given.user)
        words, removed = wording.cleaned(given.words)
        if text.is_empty(words.what):
            raise WordsNeeded
        found = wording.findings(words, self.context.case_numbers)
        if found:
            return await self._masked(given, words, found, colleague)

        async def store(tx: Transaction) -> Receipt:
            stored = await self._store(tx, replace(given, words=words), colleague)
            return self._receipt(stored, removed=removed)

        return await self.context.database.write(store)

    async def _teams_for(self, colleague: Colleague, channel: ChannelId | None) -> tuple[Team, ...]:
        async def find(tx: Transaction) -> tuple[Team, ...]:
            found = await teams.in_channels(tx, colleague.channels)
            theirs = tuple(team for team in found if belongs(colleague, team))
            if theirs:
                return tuple(team for team in theirs if team.channel == channel) or theirs
            leads = (await teams.the_service(tx)).learning_leads
            raise NoTeam(whom=f"<@{leads[0]}>" if leads else "your Slack administrator")

        return await self.context.database.read(find)

    async def _link_to(self, message: MessageRef) -> str:
        """The address of a message in a team's channel; any other channel may tell who reports.

        A direct message has two people in it, and the channel's id stands in the address.
        """
        found = await self.context.database.read(
            lambda tx: teams.in_channels(tx, [message.channel])
        )
        return self.context.directory.link_to(message) if found else ""

    async def _masked(
        self,
        given: Submission,
        words: Words,
        found: dict[str, tuple[Finding, ...]],
        colleague: Colleague,
    ) -> Form:
        team = await self.context.database.read(lambda tx: _team_of(tx, given, colleague))
        return Form(
            kind=given.kind,
            code=given.code,
            teams=(TeamChoice(team.id, team.name),),
            mode=given.mode,
            words=wording.masked(words, found),
            audience=given.audience,
            duty_contact=team.duty_contact or self.context.duty_contact,
            revision=given.revision + 1,
            about=given.about,
            source=given.source,
            seen=wording.seen(found),
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
            return await self._stored_before(tx, key, content, given)
        team = await _team_of(tx, given, colleague)
        report = await self._add(tx, id, given, team)
        await identities.keep(tx, vault, id, given.user, given.mode)
        await owing.card(tx, report, team, now=release.coarse_day(given.mode, now))
        await audit.note(tx, at=moment, actor=REPORTER, action="filed", subject=id)
        found = await standing.of_report(tx, vault, id, now)
        await nudging.watch(tx, found, now)
        await slipping.watch(tx, found)
        return found

    async def _stored_before(
        self, tx: Transaction, key: bytes, content: bytes, given: Submission
    ) -> Standing:
        """What the same form was stored as; where only its words differ, they are put right."""
        known = await once.stored_under(tx, key)
        if known is None:
            raise NotAvailable
        id, stored_content = known
        now = self.context.now()
        stored = await standing.of_report(tx, self.context.vault, id, now, for_change=True)
        if not stored.wrote(given.user):
            raise NotAvailable
        if stored_content == content:
            return stored
        report = stored.report
        chosen = (given.team, given.mode, given.audience)
        if report.state not in OPEN or chosen != (report.team, report.mode, report.audience):
            raise SavedAsFirstSent(reference=report.reference)
        if report.words != given.words:
            await reports.reword(tx, id, given.words)
            edited = Event(EventKind.EDITED, now, REPORTER)
            await recording.happened(tx, self.context, stored, edited)
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

    def _receipt(self, stored: Standing, *, removed: bool) -> Receipt:
        report = stored.report
        return Receipt(
            kind=report.kind,
            mode=report.mode,
            audience=report.audience,
            reference=report.reference,
            answered_by=stored.deciders,
            answer_by=report.answer_by,
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
