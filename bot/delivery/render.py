"""From what a delivery says to how it looks; the guard has been passed before this."""

from collections.abc import Callable
from typing import Any

from bot.services.contents import (
    AboutYouContent,
    AwayContent,
    BlockedContent,
    CardContent,
    CheckBackContent,
    ConsentContent,
    Content,
    DigestContent,
    ErasedContent,
    ErasingContent,
    FarewellContent,
    NobodyContent,
    NudgeContent,
    OfferContent,
    OpenedContent,
    PromptContent,
    PromptDoneContent,
    QuestionContent,
    ReplyContent,
    ReporterSaysContent,
    RequestContent,
    RequestSettledContent,
    RolesChangedContent,
    SettledContent,
    SetupContent,
    SharedContent,
    SlipContent,
    ToTryContent,
    WeekContent,
)
from bot.views import masking, messages, notices, relayed, reminders, requests, roles
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest import digest
from bot.views.farewell import farewell
from bot.views.setup_form import setup_card
from bot.views.weekly import weekly


def render(content: Content) -> Message:
    """The message that says `content`.

    Raises:
        KeyError: it is a greeting, whose words stand in Slack alone: `greeting` draws it.
    """
    return _DRAWN[type(content)](content)


def _card(content: CardContent) -> Message:
    return card(
        content.report,
        has_decider=content.has_decider,
        today=content.today,
        reactions=content.reactions,
    )


def _digest(content: DigestContent) -> Message:
    return digest(content.digest, id=content.id, teams=content.teams)


def _nudge(content: NudgeContent) -> Message:
    return reminders.nudge(content.report, today=content.today, is_last=content.is_last)


def _offer(content: OfferContent) -> Message:
    return reminders.offer(content.report, by=content.by, today=content.today)


def _reply(content: ReplyContent) -> Message:
    return messages.reply_to_reporter(content.report, content.event, today=content.today)


def _slip(content: SlipContent) -> Message:
    return messages.slip_to_reporter(
        content.report, content.asked, still=content.still, by=content.by, today=content.today
    )


def _check_back(content: CheckBackContent) -> Message:
    drawn = messages.check_back_to_team if content.to_team else messages.check_back_to_reporter
    return drawn(content.report, today=content.today)


def _to_try(content: ToTryContent) -> Message:
    return messages.to_try(content.report, content.event, today=content.today)


def _prompt(content: PromptContent) -> Message:
    return messages.reaction_prompt(content.report, content.reply)


def _prompt_done(content: PromptDoneContent) -> Message:
    return messages.reaction_prompt_done(content.report, sent=content.sent)


def _away(content: AwayContent) -> Message:
    return reminders.away_notice(content.absent, content.until, today=content.today)


def _nobody(content: NobodyContent) -> Message:
    drawn = reminders.second_notice if content.is_second else reminders.nobody_notice
    return drawn(content.team_name, content.channel)


def _blocked(content: BlockedContent) -> Message:
    return notices.blocked_notice(content.channel, content.reason, content.waiting)


def _week(content: WeekContent) -> Message:
    return weekly(content.week)


def _question(content: QuestionContent) -> Message:
    return relayed.question_to_reporter(content.report, content.event, today=content.today)


def _consent(content: ConsentContent) -> Message:
    return relayed.consent_to_reporter(content.report, content.event)


def _reporter_says(content: ReporterSaysContent) -> Message:
    drawn = relayed.reporter_says_to_asker if content.to_asker else relayed.reporter_says
    return drawn(content.report, content.event)


def _opened(content: OpenedContent) -> Message:
    return relayed.opened_to_reporter(
        content.report, content.event, at=content.at, today=content.today
    )


def _settled(content: SettledContent) -> Message:
    if content.masked and not content.taken_back:
        return masking.no_longer_shown(content.reference)
    drawn = notices.taken_back if content.taken_back else notices.answered
    return drawn(content.reference)


def _shared(content: SharedContent) -> Message:
    return notices.shared_notice(content.channel)


def _request(content: RequestContent) -> Message:
    return requests.asked(
        content.request, may_decide=content.may_decide, leaves_out=content.leaves_out
    )


def _request_settled(content: RequestSettledContent) -> Message:
    return requests.settled(content.request, today=content.today, head=content.head)


def _about_you(content: AboutYouContent) -> Message:
    return requests.about_you(content.request, content.leads)


def _roles_changed(content: RolesChangedContent) -> Message:
    return roles.roles_changed(
        content.changes, by=content.by, team_name=content.team_name, head=content.head
    )


def _erasing(content: ErasingContent) -> Message:
    return requests.erasing(content.report, content.confirmed_by)


def _erased(_: ErasedContent) -> Message:
    return notices.erased()


def _farewell(content: FarewellContent) -> Message:
    return farewell(
        content.report, content.code, forgotten_on=content.forgotten_on, today=content.today
    )


def _setup(content: SetupContent) -> Message:
    return setup_card(content.channel)


_DRAWN: dict[type[Content], Callable[[Any], Message]] = {
    CardContent: _card,
    DigestContent: _digest,
    NudgeContent: _nudge,
    OfferContent: _offer,
    ReplyContent: _reply,
    SlipContent: _slip,
    CheckBackContent: _check_back,
    ToTryContent: _to_try,
    PromptContent: _prompt,
    PromptDoneContent: _prompt_done,
    AwayContent: _away,
    NobodyContent: _nobody,
    BlockedContent: _blocked,
    SharedContent: _shared,
    WeekContent: _week,
    SetupContent: _setup,
    SettledContent: _settled,
    RequestContent: _request,
    RequestSettledContent: _request_settled,
    AboutYouContent: _about_you,
    RolesChangedContent: _roles_changed,
    ErasingContent: _erasing,
    ErasedContent: _erased,
    QuestionContent: _question,
    ConsentContent: _consent,
    ReporterSaysContent: _reporter_says,
    FarewellContent: _farewell,
    OpenedContent: _opened,
}
