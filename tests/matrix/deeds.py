"""What can be done to a report, each through the door that a click or a form uses."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from bot.domain.change import Strength, Verdict
from bot.domain.claims import Claim
from bot.domain.events import Event, Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.domain.pulse import Word
from bot.domain.report import Words
from bot.services import recording, standing
from bot.services.answers import Said
from bot.services.asking import Question
from bot.services.changes import Altered
from bot.services.menu import Services
from bot.services.own import Edit
from bot.services.publishing import Release
from bot.services.pulse import Given
from bot.services.redacting import Slip
from bot.services.trap_ideas import Proposed
from bot.services.unsealing import Reason
from storage.database import Transaction

KEY = "a click"
SOME = "A few words about it"


@dataclass(frozen=True)
class Somebody:
    """Who does it; `claim` is by what they show that a report is theirs."""

    user: UserId
    claim: Claim


Door = Callable[[Services, Somebody, ReportId], Awaitable[object]]


async def _by_itself(action: Action, services: Services, who: Somebody, id: ReportId) -> None:
    """What no button does: seeing, which a digest brings about, and what time does."""
    context = services.answers.context
    colleague = await context.directory.colleague(who.user)

    async def keep(tx: Transaction) -> None:
        now = context.now()
        found = await standing.of_report(tx, context.vault, id, now, for_change=True)
        kind = found.decide(action, found.viewer(who.user, colleague))
        await recording.happened(tx, context, found, Event(kind, now, who.user))

    await context.database.write(keep)


def _say(reply: Reply, services: Services, who: Somebody, id: ReportId) -> Awaitable[object]:
    return services.answers.say(Said(who.user, id, reply, SOME, None, KEY))


def _helped(verdict: Verdict, services: Services, who: Somebody, id: ReportId) -> Awaitable[object]:
    return services.changes.say(who.claim, id, verdict)


def _reword(services: Services, who: Somebody, id: ReportId) -> Awaitable[object]:
    """The one form for other words, before there is an answer and in the library."""
    return services.own.edit(Edit(who.claim, id, Words(what=SOME), 0, KEY))


def _consent(services: Services, who: Somebody, id: ReportId, *, yes: bool) -> Awaitable[object]:
    return services.own.consent(who.claim, id, yes=yes)


DOORS: Final = MappingProxyType[Action, Door](
    {
        Action.SEE: partial(_by_itself, Action.SEE),
        Action.SLIP: partial(_by_itself, Action.SLIP),
        Action.TRAP_CHANGED: partial(_by_itself, Action.TRAP_CHANGED),
        Action.TRAP_CHECKED: partial(_by_itself, Action.TRAP_CHECKED),
        Action.THANK: partial(_say, Reply.THANK_YOU),
        Action.ANSWER: partial(_say, Reply.GO_AHEAD),
        Action.CHANGE: lambda services, who, report: services.changes.record(
            Altered(who.user, report, SOME, Strength.REMIND, KEY)
        ),
        Action.HELPED: partial(_helped, Verdict.YES),
        Action.NOT_HELPED: partial(_helped, Verdict.NO),
        Action.EDIT: _reword,
        Action.CORRECT: _reword,
        Action.ADD: lambda services, who, report: services.own.add(who.claim, report, SOME, KEY),
        Action.ASK: lambda services, who, report: services.own.happening(who.claim, report),
        Action.SHARE: lambda services, who, report: services.own.share(who.claim, report),
        Action.REOPEN: lambda services, who, report: services.own.reopen(
            who.claim, report, SOME, KEY
        ),
        Action.REPLY: lambda services, who, report: services.own.reply(
            who.claim, report, SOME, KEY
        ),
        Action.CREDIT: lambda services, who, report: services.own.credit(who.claim, report),
        Action.UNCREDIT: lambda services, who, report: services.own.uncredited(who.claim, report),
        Action.CONSENT: partial(_consent, yes=True),
        Action.DECLINE: partial(_consent, yes=False),
        Action.WITHDRAW: lambda services, who, report: services.own.withdraw(who.claim, report),
        Action.UNNAME: lambda services, who, report: services.naming.unname(who.user, report),
        Action.NAME: lambda services, who, report: services.naming.name(who.user, report),
        Action.QUESTION: lambda services, who, report: services.asking.ask(
            Question(who.user, report, SOME, KEY)
        ),
        Action.ASK_CONSENT: lambda services, who, report: services.asking.ask_consent(
            who.user, report
        ),
        Action.OPEN: lambda services, who, report: services.unsealing.open(
            Reason(who.user, report, "A child may come to harm", KEY)
        ),
        Action.REDACT: lambda services, who, report: services.redacting.mask(
            Slip(who.user, report, "kestrel", KEY)
        ),
        Action.PUBLISH: lambda services, who, report: services.publishing.publish(
            Release(who.user, report, SOME, KEY), is_asked=True
        ),
        Action.UNPUBLISH: lambda services, who, report: services.publishing.take_out(
            who.user, report
        ),
    }
)

BESIDE: Final = MappingProxyType[Deed, Door](
    {
        Deed.SAY_SEEN_TOO: lambda services, who, report: services.discussion.seen_this_too(
            who.user, report
        ),
        Deed.FILE: lambda services, who, report: services.capture.begin_about(who.user, report),
        Deed.PROPOSE: lambda services, who, report: services.trap_ideas.propose(
            Proposed(who.user, report, SOME, KEY)
        ),
        Deed.SAY_HOW_IT_WAS: lambda services, who, report: services.pulses.give(
            Given(who.claim, report, Word.YES, Word.NO)
        ),
    }
)
"""What is done beside a report and leaves no event of it, such as *Seen this too*."""

BY_CODE: Final = frozenset[Action | Deed](
    {
        Deed.SAY_HOW_IT_WAS,
        Action.HELPED,
        Action.NOT_HELPED,
        Action.CORRECT,
        Action.EDIT,
        Action.ADD,
        Action.ASK,
        Action.SHARE,
        Action.REOPEN,
        Action.REPLY,
        Action.CREDIT,
        Action.UNCREDIT,
        Action.CONSENT,
        Action.DECLINE,
        Action.WITHDRAW,
    }
)
"""What whoever comes back with the code of a receipt can try."""

_UNDER_ANOTHER_NAME = {
    Action.HELPED: Deed.SAY_WHETHER_IT_HELPED,
    Action.NOT_HELPED: Deed.SAY_WHETHER_IT_HELPED,
    Action.UNCREDIT: Deed.CREDIT,
    Action.DECLINE: Deed.CONSENT,
    Action.UNNAME: Deed.CHANGE_MODE,
    Action.NAME: Deed.CHANGE_MODE,
    Action.TRAP_CHANGED: Deed.FOLLOW,
    Action.TRAP_CHECKED: Deed.FOLLOW,
}


def deed_of(action: Action) -> Deed:
    """The row of the table of permissions that `action` falls under."""
    return _UNDER_ANOTHER_NAME.get(action) or Deed(action.value)
