"""Direct messages about one report: to whoever wrote it, to a colleague, and about a reaction."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.own_buttons import has_it_helped
from bot.views.pulse import how_was_it
from bot.views.relayed import masked_to_reporter, reply_as_reporter
from bot.views.story import told
from bot.views.text import day, on_day, together
from bot.views.words import byline, drawn, excerpt, parts_of

_CHANGE_CHARACTERS: Final = 600
"""Of a change that is quoted to somebody who is asked about it."""

_TO_TRY_ROOMS: Final = (6_000, 3_000, 1_000)
"""Characters of a report shown to whoever is asked to try it, in the order they are tried."""


def reply_to_reporter(
    report: VisibleReport, event: Event, *, today: date, asks_pulse: bool = False
) -> Message:
    """A thank-you, an answer, a change or a mask, for whoever wrote it: who said what, whole.

    `asks_pulse` has them asked how it was, too.
    """
    asked = how_was_it(report) if asks_pulse else ()
    if event.kind is EventKind.REDACTED:
        return masked_to_reporter(report, event)
    if event.kind is EventKind.CHANGED:
        return _something_changed(report, event, today, (*_may_we_thank(report), *asked))
    what = "an answer to" if event.reply and event.reply.is_answer else "a thank-you for"
    opening = f"There is {what} your {labels.named(report)}"
    return Message(
        text=opening,
        blocks=(
            blocks.section(f"{opening}."),
            *told(event, today=today, own=True),
            *_next(report, event),
            *_talking_on(report),
            *asked,
        ),
    )


def _next(report: VisibleReport, event: Event) -> Iterator[Block]:
    if event.reply is Reply.NOT_NOW:
        again = blocks.button("Reply, and open it again", Action.REOPEN, report.id)
        yield blocks.actions(again)
    elif event.reply and event.reply.goes_on and report.may_change:
        yield blocks.context("When something is different because of it, tell me here.")
        yield blocks.actions(blocks.button("It's changed", Action.CHANGED, report.id))


def _talking_on(report: VisibleReport) -> Iterator[Block]:
    if report.mode is Mode.NAMED and report.audience is Audience.TEAM:
        yield blocks.context("You can talk on in the thread of its card in your team's channel.")
    yield from reply_as_reporter(report)


def _something_changed(
    report: VisibleReport, event: Event, today: date, last: tuple[Block, ...]
) -> Message:
    opening = f"Something was changed because of your {labels.named(report)}"
    asked = "In four weeks the team that works on it is asked whether it has helped."
    if event.until is not None:
        asked = f"You are asked {on_day(event.until, today)} whether it has helped."
    return Message(
        text=opening,
        blocks=(
            blocks.section(f"*{opening}.* Thank you."),
            *told(event, today=today, own=True),
            blocks.section(asked),
            *last,
            *reply_as_reporter(report),
        ),
    )


def _may_we_thank(report: VisibleReport) -> tuple[Block, ...]:
    if report.mode is not Mode.NAMED or report.audience is not Audience.TEAM:
        return ()
    if report.credited:
        return _thanked_by_name(report)
    return (
        blocks.section(
            "*May we thank you by name?* It would stand in your team's weekly post, and with the "
            "story, should you let that be shared beyond your team."
        ),
        blocks.actions(
            blocks.button("Yes, by name", Action.CREDIT_YES, report.id),
            blocks.button("No, thank you", Action.CREDIT_NO, report.id),
        ),
    )


def _thanked_by_name(report: VisibleReport) -> tuple[Block, ...]:
    """A yes, which can be taken back wherever it is told of."""
    return (
        blocks.section(
            "Thank you! Your team's weekly post thanks you by name. So does the story, should you "
            "let that be shared beyond your team."
        ),
        blocks.actions(blocks.button("Rather without my name", Action.CREDIT_NO, report.id)),
    )


def credited(report: VisibleReport, *, yes: bool, today: date, asks_pulse: bool = False) -> Message:
    """What the message about a change turns into once its question about the name is answered.

    `asks_pulse` has them asked how it was, as before.
    """
    said: tuple[Block, ...] = (blocks.section("We thank you as a colleague, without your name."),)
    if yes:
        said = _thanked_by_name(report)
    if report.change is None:
        return Message(text=f"Your {labels.named(report)}", blocks=said)
    asked = how_was_it(report) if asks_pulse else ()
    return _something_changed(report, report.change, today, (*said, *asked))


def slip_to_reporter(
    report: VisibleReport, asked: tuple[UserId, ...], *, by: date, still: bool, today: date
) -> Message:
    """Says sorry that the answer has not come as promised, who has it now and by when it comes.

    `asked` is who has been asked to help; or, where `still` says that nobody else could be, with
    whom it stays.
    """
    named = labels.named(report)
    when = day(by, today)
    now = f"{together(asked)} {_has(asked)} been asked to help" if asked else ""
    if still and asked:
        now = f"It stays with {together(asked)}"
    said = f"{now}, so that you have it by {when}." if now else _NOBODY
    return Message(
        text=f"About the answer to your {named}",
        blocks=(
            blocks.section(
                f"You were promised an answer to your {named} by {day(report.answer_by, today)}, "
                "and it has not come. *I am sorry.* You are not forgotten."
            ),
            blocks.section(said),
            *reply_as_reporter(report),
        ),
    )


_NOBODY: Final = (
    "Nobody is set up to answer it at the moment. It is safe; please tell whoever looks after Good "
    "Catch in your service."
)


def _has(users: tuple[UserId, ...]) -> str:
    return "have" if len(users) > 1 else "has"


def check_back_to_reporter(report: VisibleReport, *, today: date) -> Message:
    """Asks whoever wrote the report whether what was changed has helped."""
    opening = f"Because of your {labels.named(report)} something was changed four weeks ago."
    return _has_it_helped(report, opening, today, own=True)


def check_back_to_team(report: VisibleReport, *, today: date) -> Message:
    """Asks the same of the team, in the thread of the report's card."""
    return _has_it_helped(report, "Four weeks ago this was changed.", today, own=False)


def _has_it_helped(report: VisibleReport, opening: str, today: date, *, own: bool) -> Message:
    change = (
        told(report.change, today=today, room=_CHANGE_CHARACTERS, own=own) if report.change else ()
    )
    return Message(
        text=f"Has it helped? {labels.title(report)}",
        blocks=(
            blocks.section(opening),
            *change,
            *has_it_helped(report),
            blocks.context(
                "Who presses what is not kept. *No, not yet* simply opens it again, so that "
                "something else can be tried."
            ),
            *(reply_as_reporter(report) if own else ()),
        ),
    )


def to_try(report: VisibleReport, event: Event, *, today: date) -> Message:
    """To a colleague whom the answer `event` names: who would like them to try it, and what."""
    drafts = (tuple(_asked_to_try(report, event, today, room)) for room in _TO_TRY_ROOMS)
    return Message(
        text=f"Would you like to try something? {labels.title(report)}",
        blocks=blocks.first_that_fits(drafts),
    )


def _asked_to_try(report: VisibleReport, event: Event, today: date, room: int) -> Iterator[Block]:
    parts, more = excerpt(parts_of(report), room)
    who = blocks.person(event.decider, first=True) if event.decider else blocks.words("Your team")
    yield blocks.rich_text(
        blocks.paragraph(who, blocks.words(" asks whether you would like to try something out."))
    )
    yield from told(event, today=today)
    yield blocks.rich_text(
        blocks.paragraph(
            blocks.bold(labels.title(report)), blocks.words(" \N{EN DASH} "), *byline(report)
        )
    )
    yield from drawn(parts)
    if more:
        yield blocks.context("There is more than Slack lets me show in one message.")
    yield blocks.actions(blocks.button("It's changed", Action.CHANGED, report.id))
    yield blocks.context(
        "Nothing obliges you: if it does not fit now, just say so to whoever asks. When something "
        "is different because of it, press *It's changed*."
    )


def reaction_prompt(report: VisibleReport, reply: Reply) -> Message:
    """Asks somebody who decides whether their emoji on a card is their answer.

    `reply` is one that an emoji can say: any but *not now*.
    """
    named = labels.named(report)
    return Message(
        text=f"Your reaction to {named}",
        blocks=(
            blocks.section(
                f"You reacted to {named}. Shall I tell whoever wrote it: *{_MEANINGS[reply]}*?"
            ),
            blocks.actions(
                blocks.button("Add your words", Action.ADD_WORDS, report.id, primary=True),
                blocks.button("Send as it is", Action.SEND_AS_IT_IS, report.id),
            ),
            blocks.context(
                "Nothing is sent until you choose. Taking your reaction back undoes it."
            ),
        ),
    )


_MEANINGS: Final = {
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


_VERDICTS_KEPT: Final = {
    Verdict.YES: "Good to hear. Thank you for looking back.",
    Verdict.A_BIT: "Thank you. A bit is a beginning.",
    Verdict.NO: "Thank you for saying so. It is open again, and gets a new answer.",
}


def verdict_kept(report: VisibleReport, verdict: Verdict) -> Message:
    """What somebody is told who has said whether a change helped."""
    return Message(
        text=f"Your word on {labels.named(report)}",
        blocks=(blocks.section(_VERDICTS_KEPT[verdict]),),
    )
