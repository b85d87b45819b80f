"""The buttons that begin an answer to a report, and the sentences that say when one is promised."""

from datetime import date
from typing import Final

from bot.domain.events import Reply
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.ids import Action, action_of, row_id
from bot.views.text import day

ONLY_FOR_DECIDERS: Final = "only for those who decide, not in the channel"
"""What is said of such a report wherever somebody who decides reads it."""

WITHOUT_WORDS: Final = {
    Reply.GO_AHEAD: "Go ahead, no words needed",
    Reply.TRY_UNTIL: "Try it for ten working days",
    Reply.TALK_IT_OVER: "Let's talk it over",
}
"""Answers that are given with one choice from the menu. *Not now* needs its reason."""


MORE: Final = {
    Action.ASK_REPORTER: "Ask the reporter …",
    Action.REDACT: "Mask something …",
    Action.PROPOSE_TRAP: "Is this an error trap?",
    Action.PUT_TO_TRAP: "Put it to a trap …",
}
"""What else somebody who decides can do with a report, wherever it stands."""


_ON_CARDS: Final = (Action.PROPOSE_TRAP, Action.PUT_TO_TRAP)

_ASKED_FIRST: Final = (Action.ASK_REPORTER, Action.REDACT)
"""Of `MORE`, what there is room for in a menu that offers answers as well."""


def reply_buttons(report: VisibleReport, *, asking: bool = True) -> Block:
    """The five replies: thanks are said at once, and once; the others open the form.

    The menu after them gives an answer without it, or has what else can be done; the form has
    all of `MORE` at its foot, so that `asking` can be left out where room is short. The block's id
    carries the report: `row_of`.
    """
    further = [blocks.option(one, MORE[one]) for one in _ASKED_FIRST] if asking else []
    return blocks.actions(
        *thanks(report),
        *(reply_button(reply) for reply in labels.REPLIES if reply.is_answer),
        blocks.overflow(
            Action.WITHOUT_WORDS,
            [
                *(blocks.option(reply, text) for reply, text in WITHOUT_WORDS.items()),
                *further,
            ],
        ),
        block=row_id(report.id),
    )


def more(*, tight: bool = False, publish: bool = False) -> Block:
    """The menu of what can be done with a report that waits for no answer; in a row of its own.

    Where it is `tight`, what its card offers to everybody is left out. `publish` offers to let
    everybody in the service read it.
    """
    offered = [one for one in MORE if not (tight and one in _ON_CARDS)]
    drawn = _menu(*offered)
    if publish:
        drawn["options"].append(blocks.option(Action.PUBLISH, "Put it in the library …"))
    return drawn


def about_traps() -> Block:
    """The menu under a card, for everybody; in a row whose id carries the report."""
    return _menu(*_ON_CARDS)


def _menu(*offered: Action) -> Block:
    return blocks.overflow(Action.MORE, [blocks.option(one, MORE[one]) for one in offered])


def more_buttons(report: VisibleReport) -> Block:
    """The same as buttons, beneath a form."""
    return blocks.actions(
        *(blocks.button(text, action, report.id) for action, text in MORE.items())
    )


def thanks(report: VisibleReport) -> tuple[Block, ...]:
    """The button that says thank you, unless somebody has said it already."""
    return () if report.thanks else (reply_button(Reply.THANK_YOU),)


def reply_button(reply: Reply) -> Block:
    """The button for one reply, in a block whose id carries the report."""
    return blocks.button(labels.REPLIES[reply], action_of(reply), primary=reply is Reply.THANK_YOU)


def promise(answer_by: date, today: date, *, has_decider: bool) -> str:
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
    if answer_by < today:
        return "An answer is still to come."
    return f"An answer will come by {day(answer_by, today)}."


def promised(answer_by: date, today: date, *, filed_on: date) -> str:
    """By when an answer is promised, for those who are to give it.

    It stands beside the day the report was filed: of two Thursdays the coming one is "this".
    """
    when = day(answer_by, today)
    if answer_by == today:
        return "promised for today"
    if when == day(filed_on, today) and answer_by > today:
        when = f"this {when}"
    return f"promised for {when}" if answer_by < today else f"promised by {when}"
