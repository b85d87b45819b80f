"""Taking down a near miss or a suggestion: from the first word to the receipt."""

from dataclasses import dataclass, replace

from bot.domain import text
from bot.domain.anonymity import WhyNot
from bot.domain.errors import (
    GuestsNotTaken,
    NotAnonymous,
    NotAvailable,
    NoTeam,
    Outsider,
    TakenBack,
    TooLong,
    WordsNeeded,
)
from bot.domain.form import Form, Receipt, Submission, TeamChoice
from bot.domain.ids import ChannelId, MessageRef, ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.likeness import Related, besides
from bot.domain.people import Colleague
from bot.domain.reference import Code
from bot.domain.report import Kind, Mode, Words
from bot.domain.team import Team
from bot.services import anonymity, filing, likeness, standing, wording
from bot.services.context import Context
from bot.services.standing import Standing, belongs
from storage import teams
from storage.database import Transaction
from storage.errors import StorageUnavailable


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
            GuestsNotTaken: they are a guest, in the channel of teams that take none.
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
        form = Form(
            kind=kind,
            code=Code.fresh(kind.prefix),
            teams=(),
            mode=Mode.CONFIDENTIAL if kind is Kind.NEAR_MISS else Mode.NAMED,
            words=Words(what=parts.first, more=parts.more),
            source=await self._link_to(message) if message else "",
        )
        return await self._offered(form, colleague, theirs)

    async def begin_about(self, user: UserId, id: ReportId) -> Form:
        """The form for an idea about a colleague's report, in the same team.

        Raises:
            NotAvailable: the person is not in the team's channel, or it has no card yet.
            TakenBack: nobody but its reporter can read it any more.
            DirectoryUnavailable: Slack did not say who this is.
        """
        colleague = await self.context.directory.colleague(user)
        now = self.context.now()
        vault = self.context.vault
        found = await self.context.database.read(lambda tx: standing.of_report(tx, vault, id, now))
        visible = found.visible_to(found.viewer(user, colleague))
        if found.report.released_at > now or not belongs(colleague, found.team):
            raise NotAvailable
        if visible.state is State.WITHDRAWN:
            raise TakenBack
        form = Form(
            kind=Kind.SUGGESTION,
            code=Code.fresh(Kind.SUGGESTION.prefix),
            teams=(),
            mode=Mode.NAMED,
            about=visible.reference,
        )
        return await self._offered(form, colleague, (found.team,))

    async def submit(self, given: Submission) -> Receipt | Form:
        """Store a form and say what is promised; or hand it back to be looked at once more.

        It comes back with identifiers masked, as often as there are any; and once with what may be
        names, or with the warning that comes before an anonymous report shows at once.

        The same form sent again, however often, is one report and gets the same receipt; other
        words in it take the place of the first until there is an answer.

        Raises:
            SavedAsFirstSent: the form was stored before and is for other readers now, or its words
                are other ones and it is answered.
            WordsNeeded: there is nothing in it but blanks.
            NotAnonymous: no name was to be kept where that cannot be promised.
            LeftOutReadAlong, NotADecider, NobodyLeft: somebody cannot be left out like this.
            NotAvailable: the person does not belong to the team.
            DirectoryUnavailable: Slack did not say who this is.
            StorageUnavailable: it has not been stored, or not surely; sending it again is safe.
        """
        colleague = await self.context.directory.colleague(given.user)
        team = await self._team_of(given, colleague)
        # Asked of everybody, so that the question does not tell who leaves no name.
        in_the_way = await anonymity.why_not(self.context, colleague, [team] if team else [])
        if given.mode is Mode.ANONYMOUS and in_the_way is not None:
            raise NotAnonymous(reason=_REASONS[in_the_way])
        words, removed = wording.cleaned(given.words)
        if text.is_empty(words.what):
            raise WordsNeeded
        given = replace(given, words=words)
        again = self._again(given, team.allowed_names if team else frozenset())
        if again is not None:
            if team is None:
                raise NotAvailable
            return await self._offered(again, colleague, (team,))
        code = given.code if given.mode is Mode.ANONYMOUS else None

        async def store(tx: Transaction) -> Standing:
            return await filing.store(tx, self.context, given, colleague)

        try:
            stored = await self.context.database.write(store)
        except filing.FiledMeanwhile:
            stored = await self.context.database.write(store)
        return replace(
            self._receipt(stored, code, removed=removed),
            related=await self._related(stored, colleague),
        )

    async def _related(self, stored: Standing, colleague: Colleague) -> tuple[Related, ...]:
        """What may have to do with a report that is stored; nothing where that cannot be read."""

        async def look(tx: Transaction) -> tuple[Related, ...]:
            report = stored.report
            found = await likeness.related(
                tx,
                self.context,
                {report.id: report.words},
                teams=[stored.team.id],
                reader=lambda other: other.viewer(colleague.user, colleague),
            )
            return besides(found.get(report.id, ()), report.about)

        try:
            return await self.context.database.read(look)
        except StorageUnavailable:
            # The report is safe, and saying so cannot wait for this.
            return ()

    async def _team_of(self, given: Submission, colleague: Colleague) -> Team | None:
        """The team it is for; None where the person does not belong to it, or not any more.

        Who has left since they sent it is shown the receipt again: nothing new is stored for them.
        """
        team = await self.context.database.read(lambda tx: teams.by_id(tx, given.team))
        return team if team is not None and belongs(colleague, team) else None

    async def _teams_for(self, colleague: Colleague, channel: ChannelId | None) -> tuple[Team, ...]:
        async def find(tx: Transaction) -> tuple[Team, ...]:
            found = await teams.in_channels(tx, colleague.channels)
            theirs = tuple(team for team in found if belongs(colleague, team))
            if theirs:
                return tuple(team for team in theirs if team.channel == channel) or theirs
            whom = found[0].whom_to_ask if found and colleague.is_guest else None
            if whom is not None:
                raise GuestsNotTaken(whom=f"<@{whom}>")
            leads = (await teams.the_service(tx)).learning_leads
            raise NoTeam(whom=f"<@{leads[0]}>" if leads else "your Slack administrator")

        return await self.context.database.read(find)

    async def _offered(self, form: Form, colleague: Colleague, theirs: tuple[Team, ...]) -> Form:
        """The form with what depends on the teams that it can be sent to."""
        return replace(
            form,
            teams=tuple(TeamChoice(team.id, team.name) for team in theirs),
            duty_contact=theirs[0].duty_contact or self.context.duty_contact,
            signposts=theirs[0].signposts,
            why_not_anonymous=await anonymity.why_not(self.context, colleague, theirs),
        )

    async def _link_to(self, message: MessageRef) -> str:
        """The address of a message in a team's channel; any other channel may tell who reports.

        A direct message has two people in it, and the channel's id stands in the address.
        """
        found = await self.context.database.read(
            lambda tx: teams.in_channels(tx, [message.channel])
        )
        return self.context.directory.link_to(message) if found else ""

    def _again(self, given: Submission, allowed_names: frozenset[str]) -> Form | None:
        """The form to be looked at once more; None where it can be kept as it is."""
        again = replace(_form(given), revision=given.revision + 1)
        found = wording.findings(given.words, self.context.case_numbers)
        if found:
            return replace(
                again, words=wording.masked(given.words, found), seen=wording.seen(found)
            )
        names = {} if given.checked else wording.likely_names(given.words, allowed_names)
        if not (names or given.is_warning_due):
            return None
        return replace(again, names=names, checked=True, warned=given.urgent)

    def _receipt(self, stored: Standing, code: Code | None, *, removed: bool) -> Receipt:
        report = stored.report
        return Receipt(
            kind=report.kind,
            mode=report.mode,
            audience=report.audience,
            reference=report.reference,
            answered_by=stored.deciders,
            answer_by=report.answer_by,
            today=stored.today,
            appears_on=stored.team.calendar.day_of(report.released_at),
            left_out=tuple(sorted(report.left_out)),
            code=replace(code, reference=report.reference) if code else None,
            characters_removed=removed,
        )


_REASONS = {
    WhyNot.TOO_FEW: "fewer than eight people could have written it, so it could be guessed who",
    WhyNot.DECIDES: "you may answer for this team yourself",
    WhyNot.UNKNOWN: "Slack has not said just now how many people could have written it",
}
"""Completes the sentence of `NotAnonymous`."""


def _form(given: Submission) -> Form:
    """The form as it was sent, to be handed back."""
    return Form(
        kind=given.kind,
        code=given.code,
        teams=(),
        mode=given.mode,
        words=given.words,
        audience=given.audience,
        left_out=given.left_out,
        urgent=given.urgent,
        warned=given.warned,
        checked=given.checked,
        revision=given.revision,
        about=given.about,
        source=given.source,
    )
