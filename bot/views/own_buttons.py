"""What reporters can do with a report of theirs: the buttons, and what is asked before some."""

from collections.abc import Iterator
from typing import Final

from bot.domain.events import Reply
from bot.domain.lifecycle import TRANSITIONS, State
from bot.domain.lifecycle import Action as Step
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.ids import Action

_SHARING: Final = blocks.confirm(
    "Let your team read it?",
    "It appears in the team's channel, with all its words. How you are known stays as it is.",
    yes="Let them read it",
    no="Not yet",
)

_TAKING_BACK: Final = blocks.confirm(
    "Take it back?",
    "Nobody but you can read it then, and nobody answers it. This cannot be undone.",
    yes="Take it back",
    no="Keep it",
)

_TAKING_BACK_TOGETHER: Final = blocks.confirm(
    "Take it back?",
    "It goes when the next reports appear together, so that nobody can tell by the moment who you "
    "are. Nobody but you can read it then, and nobody answers it. This cannot be undone.",
    yes="Take it back",
    no="Keep it",
)

_TAKING_BACK_NOW: Final = blocks.confirm(
    "Take it back now?",
    "It goes at once. Whoever sees it go may guess who you are by who is at their desk just now. "
    "Nobody but you can read it then, and nobody answers it. This cannot be undone.",
    yes="Take it back now",
    no="Keep it",
)

_TAKING_OUT: Final = blocks.confirm(
    "Take it out of the library?",
    "It goes at once, from the library and from the bulletin. Whoever sees it go may guess who you "
    "are by who is at their desk just now. With your team it stays as it is.",
    yes="Take it out",
    no="Leave it there",
)

_TAKING_BACK_A_STORY: Final = blocks.confirm(
    "Take it back?",
    "From the library and the bulletin it goes at once. Whoever sees it go may guess who you are "
    "by who is at their desk just now. In your team it goes when the next reports appear together. "
    "This cannot be undone.",
    yes="Take it back",
    no="Keep it",
)

_LEAVING_OUT: Final = blocks.confirm(
    "Leave your name out?",
    "Your name goes from the card, and from whatever else I have posted. Whoever has read it knows "
    "it all the same. Slack may have kept copies: in notifications, in emails, in exports. What "
    "you wrote in the thread yourself still shows who you are.",
    yes="Leave it out",
    no="Keep it",
)

_PUTTING_TO_IT: Final = blocks.confirm(
    "Put your name to it?",
    "Everybody who may read it sees from now on who wrote it. You can leave your name out again, "
    "but not take it out of what people have read by then.",
    yes="Put my name to it",
    no="Not now",
)


def buttons(report: VisibleReport, *, by_code: bool = False) -> Iterator[Block]:
    """What its reporter can do now; `by_code` for somebody who came back with a receipt's code."""
    if report.state is State.WITHDRAWN:
        return
    can = {step for state, step in TRANSITIONS if state is report.state}
    yield whats_happening(report)
    yield from _talking(report, can)
    if report.published:
        yield blocks.button("Correct the words", Action.CORRECT)
    elif Step.EDIT in can:
        yield blocks.button("Change the words", Action.EDIT)
    if Step.SHARE in can and report.audience is Audience.DECIDERS:
        yield blocks.button("Let my team read it", Action.SHARE, confirm=_SHARING)
    yield from _sharing_further(report)
    if Step.UNNAME in can and not by_code:
        yield from _name(report)
    if Step.WITHDRAW in can:
        yield from _taking_back(report)


def whats_happening(report: VisibleReport, value: str = "") -> Block:
    """The button that asks where it stands; before it tells anybody so, it says that it will."""
    tells = (report.state, Step.ASK) in TRANSITIONS and report.asked is None
    how = blocks.confirm("Ask what's happening?", _asking(report), yes="Ask", no="Not now")
    return blocks.button(
        "What's happening?", Action.HAPPENING, value, confirm=how if tells else None
    )


def _asking(report: VisibleReport) -> str:
    unnamed = "" if report.mode is Mode.NAMED else ", but not who you are"
    return (
        "You see where it stands and all that was said so far. Whoever has it sees that you "
        f"asked{unnamed}."
    )


def has_it_helped(report: VisibleReport) -> tuple[Block, ...]:
    """The question whether a change has helped, with a button for each answer to it."""
    return (
        blocks.section("*Has it helped?*"),
        blocks.actions(
            blocks.button("Yes", Action.HELPED_YES, report.id),
            blocks.button("A bit", Action.HELPED_A_BIT, report.id),
            blocks.button("No, not yet", Action.HELPED_NO, report.id),
        ),
    )


def can_look_back(report: VisibleReport) -> bool:
    """Whether somebody can say now whether it has helped."""
    return (report.state, Step.HELPED) in TRANSITIONS


def _talking(report: VisibleReport, can: set[Step]) -> Iterator[Block]:
    put_off = report.answer is not None and report.answer.reply is Reply.NOT_NOW
    if report.question:
        yield blocks.button("Answer the question", Action.REPLY_AS_REPORTER, primary=True)
    elif report.mode is not Mode.NAMED:
        yield blocks.button("Reply as the reporter", Action.REPLY_AS_REPORTER)
    if report.may_change:
        yield blocks.button("It's changed", Action.CHANGED)
    if Step.REOPEN in can and put_off:
        yield blocks.button("Reply, and open it again", Action.REOPEN)
    if Step.ADD in can:
        yield blocks.button("Add something", Action.ADD)


def _sharing_further(report: VisibleReport) -> Iterator[Block]:
    if report.is_consent_asked:
        yield blocks.button("Yes, share it further", Action.CONSENT_YES)
    if report.published:
        yield take_out(report)
    elif report.is_consent_asked or report.may_leave_the_team:
        yield blocks.button("Keep it in the team", Action.CONSENT_NO)


def take_out(report: VisibleReport, value: str = "") -> Block:
    """The button that takes a story out of the library; it warns whoever is not named."""
    how = None if report.mode is Mode.NAMED else _TAKING_OUT
    return blocks.button("Take it out of the library", Action.CONSENT_NO, value, confirm=how)


def _name(report: VisibleReport) -> Iterator[Block]:
    if report.mode is Mode.NAMED:
        yield blocks.button("Leave my name out", Action.UNNAME, confirm=_LEAVING_OUT)
    if report.mode is Mode.CONFIDENTIAL:
        yield blocks.button("Put my name to it", Action.NAME, confirm=_PUTTING_TO_IT)


def _taking_back(report: VisibleReport) -> Iterator[Block]:
    together = report.mode is Mode.ANONYMOUS
    how = _TAKING_BACK_TOGETHER if together else _TAKING_BACK
    if together and report.published:
        how = _TAKING_BACK_A_STORY
    yield blocks.button("Take it back", Action.WITHDRAW, confirm=how)
    if together:
        yield blocks.button("Take it back now", Action.WITHDRAW_NOW, confirm=_TAKING_BACK_NOW)
