"""Answers to a report: the five buttons that begin one, and the words of those given."""

from datetime import date
from typing import Final

from bot.domain.events import Event, Reply
from bot.domain.privacy import VisibleReport
from bot.domain.report import Promise
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.ids import action_of
from bot.views.text import day, shortened, spread

ONLY_FOR_DECIDERS: Final = "only for those who decide, not in the channel"
"""What is said of such a report wherever somebody who decides reads it."""


def reply_buttons(report: VisibleReport) -> Block:
    """The five replies: thanks are said at once, and once; the others open the form."""
    return blocks.actions(
        *(
            blocks.button(text, action_of(reply), report.id, primary=reply is Reply.THANK_YOU)
            for reply, text in labels.REPLIES.items()
            if reply.is_answer or not report.thanks
        )
    )


def spoken(event: Event, *, today: date, room: int | None = None) -> tuple[Block, ...]:
    """A thank-you or an answer: who says what, and their own words beneath.

    Where `room` is given, the words are cut to that many characters, ending in "…".
    """
    who = blocks.person(event.decider) if event.decider else blocks.words("Your team")
    said = labels.reply(event.reply or Reply.THANK_YOU, event.until, today)
    first = blocks.paragraph(who, blocks.words(" says: "), blocks.bold(said))
    words = event.words if room is None else shortened(event.words, room)
    pieces = [blocks.quote(piece) for piece in spread(words, blocks.TEXT_CHARACTERS)]
    return (blocks.rich_text(first, *pieces[:1]), *map(blocks.rich_text, pieces[1:]))


def promise(promised: Promise, today: date, *, has_decider: bool) -> str:
    """By when there will be an answer; kind where that day has gone by, or nobody is there.

    It is read by the whole team, so a day that has gone by is not named. Nor is anybody who is to
    answer: a mention would call them away from their work for every card, and where somebody
    else answers than usual it would tell who wrote the report.
    """
    if not has_decider:
        return (
            "Nobody is set up to answer this yet. It is safe, and whoever looks after Good Catch "
            "in your service can add somebody."
        )
    if promised.answer_by < today:
        return "An answer is still to come."
    return f"An answer will come by {day(promised.answer_by, today)}."


def promised(promise: Promise, today: date) -> str:
    """By when an answer is promised, for those who are to give it."""
    when = day(promise.answer_by, today)
    return f"promised for {when}" if promise.answer_by < today else f"promised by {when}"
