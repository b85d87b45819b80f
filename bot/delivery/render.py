"""From what a delivery says to how it looks; the guard has been passed before this."""

from bot.services.outgoing import (
    BlockedContent,
    CardContent,
    Content,
    DigestContent,
    NudgeContent,
    PromptContent,
    PromptDoneContent,
    ReplyContent,
)
from bot.views import messages, notices
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest import digest


def render(content: Content) -> Message:  # noqa: PLR0911 - one return for each kind of content
    """The message that says `content`."""
    match content:
        case CardContent(report, has_decider, today):
            return card(report, has_decider=has_decider, today=today)
        case DigestContent(morning, teams):
            return digest(morning, teams=teams)
        case NudgeContent(report, today):
            return messages.nudge(report, today=today)
        case ReplyContent(report, event, today):
            return messages.reply_to_reporter(report, event, today=today)
        case PromptContent(report, reply):
            return messages.reaction_prompt(report, reply)
        case PromptDoneContent(report, sent):
            return messages.reaction_prompt_done(report, sent=sent)
        case BlockedContent(channel, reason, waiting):
            return notices.blocked_notice(channel, reason, waiting)
