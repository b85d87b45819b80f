"""From what a delivery says to how it looks; the guard has been passed before this."""

from collections.abc import Callable
from typing import Any

from bot.domain.figures import Sheet
from bot.services.bulletin_contents import (
    BulletinContent,
    BulletinDecidedContent,
    BulletinDraftContent,
    BulletinStoryContent,
    StoryGoneContent,
)
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
    PublishedContent,
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
from bot.services.trap_contents import (
    TrapCardContent,
    TrapCheckBackContent,
    TrapGoneContent,
    TrapHuddleContent,
    TrapNoticeContent,
    TrapNudgeContent,
    TrapProposedContent,
    TrapProposedSettledContent,
    TrapToReporterContent,
)
from bot.views import (
    bulletin,
    masking,
    messages,
    notices,
    relayed,
    reminders,
    requests,
    roles,
    trap_messages,
)
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest import digest
from bot.views.farewell import farewell
from bot.views.figures import figures
from bot.views.setup_form import setup_card
from bot.views.trap_card import trap_card, trap_gone
from bot.views.trap_question import trap_proposed, trap_settled
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
        trap=content.trap,
        related=content.related,
        spread_from=content.spread_from,
    )


def _digest(content: DigestContent) -> Message:
    return digest(
        content.digest,
        id=content.id,
        teams=content.teams,
        traps=content.traps,
        related=content.related,
    )


def _nudge(content: NudgeContent) -> Message:
    return reminders.nudge(content.report, today=content.today, is_last=content.is_last)


def _offer(content: OfferContent) -> Message:
    return reminders.offer(content.report, by=content.by, today=content.today)


def _reply(content: ReplyContent) -> Message:
    return messages.reply_to_reporter(
        content.report, content.event, today=content.today, asks_pulse=content.asks_pulse
    )


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


def _published(content: PublishedContent) -> Message:
    return relayed.published_to_reporter(content.report, content.event)


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


def _trap_proposed(content: TrapProposedContent) -> Message:
    return trap_proposed(content.seen, by_bot=content.by_bot)


def _trap_settled(content: TrapProposedSettledContent) -> Message:
    return trap_settled(content.trap, content.by, today=content.today)


def _trap_card(content: TrapCardContent) -> Message:
    return trap_card(content.seen)


def _trap_gone(content: TrapGoneContent) -> Message:
    return trap_gone(content.reference)


def _trap_huddle(content: TrapHuddleContent) -> Message:
    return trap_messages.huddle(content.trap)


def _trap_notice(content: TrapNoticeContent) -> Message:
    return trap_messages.trap_notice(content.trap, today=content.today)


def _trap_nudge(content: TrapNudgeContent) -> Message:
    return trap_messages.trap_nudge(
        content.trap, content.step, today=content.today, is_last=content.is_last
    )


def _trap_check_back(content: TrapCheckBackContent) -> Message:
    return trap_messages.trap_check_back(content.trap, today=content.today)


def _trap_to_reporter(content: TrapToReporterContent) -> Message:
    return trap_messages.trap_to_reporter(content.report, content.trap, today=content.today)


def _figures(sheet: Sheet) -> Message:
    return figures(sheet.team, sheet.figures, today=sheet.today)


def _bulletin_draft(content: BulletinDraftContent) -> Message:
    return bulletin.draft(content.bulletin, content.lessons, content.channel)


def _bulletin_decided(content: BulletinDecidedContent) -> Message:
    return bulletin.decided(content.bulletin)


def _bulletin(content: BulletinContent) -> Message:
    return bulletin.opening(content.month)


def _bulletin_story(content: BulletinStoryContent) -> Message:
    return bulletin.story(content.lesson, content.part, content.parts, today=content.today)


def _story_gone(_: StoryGoneContent) -> Message:
    return bulletin.gone()


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
    PublishedContent: _published,
    TrapProposedContent: _trap_proposed,
    TrapProposedSettledContent: _trap_settled,
    TrapCardContent: _trap_card,
    TrapGoneContent: _trap_gone,
    TrapHuddleContent: _trap_huddle,
    TrapNoticeContent: _trap_notice,
    TrapNudgeContent: _trap_nudge,
    TrapCheckBackContent: _trap_check_back,
    TrapToReporterContent: _trap_to_reporter,
    BulletinDraftContent: _bulletin_draft,
    BulletinDecidedContent: _bulletin_decided,
    BulletinContent: _bulletin,
    BulletinStoryContent: _bulletin_story,
    StoryGoneContent: _story_gone,
    Sheet: _figures,
}
