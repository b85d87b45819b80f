"""From what a delivery says to how it looks; the guard has been passed before this."""

from collections.abc import Callable
from typing import Any

from bot.services.contents import (
    AwayContent,
    BlockedContent,
    CardContent,
    CheckBackContent,
    Content,
    DigestContent,
    NobodyContent,
    NudgeContent,
    OfferContent,
    PromptContent,
    PromptDoneContent,
    ReplyContent,
    SettledContent,
    SetupContent,
    SlipContent,
    ToTryContent,
    WeekContent,
)
from bot.views import messages, notices, reminders
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest import digest
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
    return reminders.offer(
        content.report, by=content.by, others=content.others, today=content.today
    )


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
    return reminders.nobody_notice(content.team_name, content.channel)


def _blocked(content: BlockedContent) -> Message:
    return notices.blocked_notice(content.channel, content.reason, content.waiting)


def _week(content: WeekContent) -> Message:
    return weekly(content.week)


def _settled(content: SettledContent) -> Message:
    drawn = notices.taken_back if content.taken_back else notices.answered
    return drawn(content.reference)


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
    WeekContent: _week,
    SetupContent: _setup,
    SettledContent: _settled,
}
