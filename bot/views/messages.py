"""Direct messages: nudges, answers on their way to the reporter, and questions to a manager."""

from collections.abc import Iterator
from datetime import date

from bot.domain.events import Event, Reply
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.answers import ONLY_FOR_DECIDERS, promised, reply_buttons, spoken
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.text import waiting_since
from bot.views.words import byline, drawn, excerpt, parts_of

_NUDGE_ROOM = 600


def nudge(report: VisibleReport, *, today: date) -> Message:
    """One kind reminder to somebody who decides, with the report's words and the five buttons."""
    parts, more = excerpt(parts_of(report), _NUDGE_ROOM)
    since = waiting_since(report.filed_on, today)
    closing = "A few words are enough."
    if report.audience is Audience.DECIDERS:
        closing = f"{ONLY_FOR_DECIDERS.capitalize()}. {closing}"
    if more:
        closing += " There is more to read: it opens with any of the buttons."
    return Message(
        text=f"{labels.title(report)} is waiting for your answer",
        blocks=(
            blocks.section(
                f"*{labels.title(report)}* has been {since}; an answer is "
                f"{promised(report.promise, today)}."
            ),
            blocks.rich_text(blocks.paragraph(*byline(report))),
            *drawn(parts),
            blocks.context(closing),
            reply_buttons(report),
        ),
    )


def reply_to_reporter(report: VisibleReport, event: Event, *, today: date) -> Message:
    """A thank-you or an answer, for the person who wrote the report: who said what, whole."""
    what = "an answer to" if event.reply and event.reply.is_answer else "a thank-you for"
    opening = f"There is {what} your {labels.named(report)}"
    return Message(
        text=opening,
        blocks=(
            blocks.section(f"{opening}."),
            *spoken(event, today=today),
            *_talking_on(report),
        ),
    )


def _talking_on(report: VisibleReport) -> Iterator[Block]:
    shared = report.audience is Audience.TEAM
    if report.mode is Mode.NAMED and shared:
        yield blocks.context("You can talk on in the thread of its card in your team's channel.")
    if report.mode is Mode.CONFIDENTIAL:
        said = "Nobody has been shown your name."
        if shared:
            said += (
                " If you write in the thread of its card as the one who reported it, everybody "
                "there will know who you are."
            )
        yield blocks.context(said)


def reaction_prompt(report: VisibleReport, reply: Reply) -> Message:
    """Asks somebody who decides whether their emoji on a card is their answer.

    `reply` is one that an emoji can say: any but *not now*.
    """
    asked = f"You reacted {labels.EMOJI[reply]} to {labels.named(report)}."
    return Message(
        text=f"Your reaction to {labels.named(report)}",
        blocks=(
            blocks.section(f"{asked} Shall I tell whoever wrote it: *{_MEANING[reply]}*?"),
            blocks.actions(
                blocks.button("Add your words", Action.ADD_WORDS, report.id, primary=True),
                blocks.button("Send as it is", Action.SEND_AS_IT_IS, report.id),
            ),
            blocks.context(
                "Nothing is sent until you choose. Taking your reaction back undoes it."
            ),
        ),
    )


_MEANING = {
    Reply.THANK_YOU: "Thank you",
    Reply.GO_AHEAD: "Go ahead",
    Reply.TRY_UNTIL: "Try it for ten working days",
    Reply.TALK_IT_OVER: "Let's talk it over",
}


def reaction_prompt_done(report: VisibleReport, *, sent: bool) -> Message:
    """What the question turns into: answered, or undone because the reaction no longer stands."""
    named = labels.named(report)
    done = f"That reaction to {named} no longer stands, so nothing was sent for it."
    if sent:
        done = f"Sent. Thank you for answering {named}."
    return Message(text=f"Your reaction to {named}", blocks=(blocks.section(done),))
