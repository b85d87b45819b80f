"""Direct messages to those who decide: reminders, and word of what rests with them now."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.ids import ChannelId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience
from bot.views import blocks, labels
from bot.views.answers import ONLY_FOR_DECIDERS, promised, reply_buttons
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.notices import notice
from bot.views.text import channel_link, day, mention, on_day, waiting_since
from bot.views.words import byline, drawn, excerpt, parts_of

_ROOM: Final = 600


def nudge(report: VisibleReport, *, today: date, is_last: bool) -> Message:
    """One kind reminder to somebody who decides; after the last one nothing is left to put off."""
    since = waiting_since(report.filed_on, today)
    promise = promised(report.answer_by, today, filed_on=report.filed_on)
    was = "was" if report.answer_by < today else "is"
    return Message(
        text=f"{labels.title(report)} is waiting for your answer",
        blocks=(
            blocks.section(
                f"*{labels.title(report)}* has been {since}; an answer {was} {promise}."
            ),
            *_report(report),
            blocks.actions(
                *(() if is_last else _later(report)), blocks.button("I'm away", Action.AWAY)
            ),
        ),
    )


def _later(report: VisibleReport) -> tuple[Block, ...]:
    return (
        blocks.button("Remind me tomorrow", Action.SNOOZE_1, report.id),
        blocks.button("In three days", Action.SNOOZE_3, report.id),
    )


def offer(report: VisibleReport, *, by: date, today: date) -> Message:
    """Asks somebody more to help with an answer.

    It does not say who has it too: of those who decide, whoever were missing there would have
    written it, or have been left out.
    """
    ask = f"Could you help so that it is answered by {day(by, today)}?"
    return Message(
        text=f"Could you help with {labels.named(report)}?",
        blocks=(
            blocks.section(
                f"The day that was promised for *{labels.named(report)}* has gone by. {ask}"
            ),
            *_report(report),
        ),
    )


def _report(report: VisibleReport) -> Iterator[Block]:
    """The beginning of its words, and the buttons to answer with."""
    parts, more = excerpt(parts_of(report), _ROOM)
    closing = "A few words are enough."
    if report.audience is Audience.DECIDERS:
        closing = f"{ONLY_FOR_DECIDERS.capitalize()}. {closing}"
    if more:
        closing += " There is more to read: it opens with any of the buttons."
    yield blocks.rich_text(blocks.paragraph(*byline(report)))
    yield from drawn(parts)
    yield blocks.context(closing)
    yield reply_buttons(report)


def away_notice(absent: UserId, until: date, *, today: date) -> Message:
    """Tells a deputy that somebody is away, `until` being the last day of it."""
    return Message(
        text="Could you stand in for a colleague?",
        blocks=(
            blocks.section(
                f"*{mention(absent)} is away. The last day away is {day(until, today)}.* Until "
                "then, what waits for an answer comes to you: in your morning's digest, and as a "
                "reminder where a day was promised."
            ),
            blocks.context("Thank you for standing in. A few words are enough for any answer."),
        ),
    )


def nobody_notice(team_name: str, channel: ChannelId) -> Message:
    """Tells whoever set a team up that nobody is left there to decide; it quotes no report."""
    return Message(
        text="A team of yours has nobody to answer",
        blocks=(
            blocks.rich_text(
                blocks.paragraph(
                    blocks.words("Nobody is left to answer in "),
                    blocks.bold(team_name),
                    blocks.words(". Perhaps somebody has moved on."),
                )
            ),
            blocks.section(
                "What people have written there is safe and waits. Please name a manager or a "
                f"deputy: with the button, or with `/goodcatch setup` in {channel_link(channel)}."
            ),
            blocks.actions(blocks.button("Name somebody", Action.SET_UP, channel, primary=True)),
        ),
    )


def second_notice(team_name: str, channel: ChannelId) -> Message:
    """Asks whoever set a team up for one more who can answer; it fits every team."""
    return Message(
        text="One more person to answer in a team of yours",
        blocks=(
            blocks.rich_text(
                blocks.paragraph(
                    blocks.words("It helps when more than one person can answer in "),
                    blocks.bold(team_name),
                    blocks.words("."),
                )
            ),
            blocks.section(
                "Please name one more manager or deputy: with the button, or with "
                f"`/goodcatch setup` in {channel_link(channel)}."
            ),
            blocks.actions(blocks.button("Name somebody", Action.SET_UP, channel, primary=True)),
        ),
    )


def snoozed(on: date, today: date) -> Message:
    """What somebody is told who has put a reminder off."""
    return notice(f"I'll remind you {on_day(on, today)}. It stays in your morning's digest.")
