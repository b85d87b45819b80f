"""What is said of an error trap besides its card: the huddle, notices, reminders, and thanks."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.trap_lifecycle import TrapAction, TrapState
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_steps import TrapStep
from bot.views import blocks, labels, trap_buttons
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.relayed import reply_as_reporter
from bot.views.trap_words import came_of_it, standing, titled

_HUDDLE: Final = (
    ("What usually happens?", "On an ordinary day, not on the day it nearly went wrong."),
    ("What made it easy to slip?", "The form, the rota, the time of day, two things at once."),
    ("What caught it?", "Somebody, or something, that is worth keeping."),
    ("What would make it hard to get wrong?", "So that nobody has to remember to take care."),
)


def huddle(trap: VisibleTrap) -> Message:
    """What to talk over together, in the thread of its card."""
    asked = "\n".join(f"*{number}. {question}*\n{hint}" for number, (question, hint) in _NUMBERED)
    return Message(
        text=f"Let's talk the error trap {trap.reference} over",
        blocks=(
            blocks.section("*Ten minutes together*, here or in a room. Four questions help:"),
            blocks.section(asked),
            blocks.context(
                "Ask 'how' and 'what', never 'who'. What is said here stays in this thread, and is "
                "not kept by me: whoever takes the trap on puts what you would try on its card, "
                "with *Plan a change*."
            ),
        ),
    )


_NUMBERED: Final = tuple(enumerate(_HUDDLE, start=1))


def trap_notice(trap: VisibleTrap, *, today: date) -> Message:
    """Name, plan and change, for another team with near misses in it."""
    done = TrapAction.HELPED in trap.may
    return Message(
        text=f"An error trap that your team has helped to uncover: {trap.reference}",
        blocks=(
            blocks.section(
                "*Near misses of your team and of others have uncovered one error trap.* Thank "
                "you. Another team works on it."
            ),
            blocks.rich_text(titled(trap)),
            blocks.section(standing(trap, today)),
            *came_of_it(trap, today),
            *((trap_buttons.verdicts(trap),) if done else ()),
            blocks.context("What your team has written stays with your team."),
        ),
    )


_WAITED_FOR: Final = {
    TrapStep.NEXT_STEP: "*This error trap has no next step yet.* What could be tried? Small is "
    "good.",
    TrapStep.PLANNED: "*The day has come that was planned for a change.* Is it done, or does it "
    "need another day?",
    TrapStep.CHECK_BACK: "*Something was changed four weeks ago, and nobody has said yet whether "
    "it has helped.* Has the trap gone?",
}


def trap_nudge(trap: VisibleTrap, step: TrapStep, *, today: date, is_last: bool) -> Message:
    """One kind reminder to whoever has it, or else to those who decide."""
    return Message(
        text=f"The error trap {trap.reference} waits for you",
        blocks=(
            blocks.section(_WAITED_FOR[step]),
            blocks.rich_text(titled(trap)),
            *came_of_it(trap, today),
            _next(trap, step),
            *((blocks.context("I do not ask about this again."),) if is_last else ()),
        ),
    )


def _next(trap: VisibleTrap, step: TrapStep) -> Block:
    if step is TrapStep.CHECK_BACK:
        return trap_buttons.verdicts(trap)
    return blocks.actions(*_steps(trap, step))


def _steps(trap: VisibleTrap, step: TrapStep) -> Iterator[Block]:
    changed = blocks.button("It's changed …", Action.TRAP_CHANGED, trap.id)
    if step is TrapStep.PLANNED:
        yield changed
    if trap.owner is None:
        yield blocks.button("Take it on", Action.TRAP_TAKE_ON, trap.id)
    again = "Plan it anew …" if step is TrapStep.PLANNED else "Plan a change …"
    yield blocks.button(again, Action.TRAP_PLAN, trap.id)
    if step is not TrapStep.PLANNED:
        yield changed
    yield trap_buttons.read(trap)


def trap_check_back(trap: VisibleTrap, *, today: date) -> Message:
    """Asks the team, in the thread of the card, whether it is still there."""
    return Message(
        text=f"Is it still there? Error trap {trap.reference}",
        blocks=(
            blocks.section("Four weeks ago this was changed."),
            *came_of_it(trap, today),
            blocks.section("*Has the trap gone, or could it still catch somebody?*"),
            trap_buttons.verdicts(trap),
            blocks.context(
                "Who presses what is not kept. *Still there* simply opens it again, so that "
                "something else can be tried."
            ),
        ),
    )


def trap_to_reporter(report: VisibleReport, trap: VisibleTrap, *, today: date) -> Message:
    """Tells whoever wrote the report what it has helped to uncover, and what has come of that."""
    named = labels.named(report)
    follows = "When something is changed, you are told." if _is_open(trap) else ""
    return Message(
        text=f"Your {named} has helped to uncover an error trap",
        blocks=(
            blocks.section(
                f"*Your {named} has helped to uncover an error trap.* Thank you: it could have "
                "caught somebody else, too."
            ),
            blocks.rich_text(titled(trap)),
            blocks.section(f"{standing(trap, today)} {follows}".strip()),
            *came_of_it(trap, today),
            *reply_as_reporter(report),
        ),
    )


def _is_open(trap: VisibleTrap) -> bool:
    return trap.state in {TrapState.CONFIRMED, TrapState.REDESIGNING}


SAID: Final = {
    Action.TRAP_GONE: "Good to hear. Thank you for looking back.",
    Action.TRAP_A_BIT: "Thank you. A bit is a beginning.",
    Action.TRAP_STILL_THERE: "Thank you for saying so. It is open again, to try something else.",
    Action.TRAP_TAKE_ON: "Thank you for taking it on. When you know what could be changed, press "
    "*Plan a change*.",
    Action.TRAP_DISMISS: "Thank you. These are not one trap, and stand by themselves.",
}
"""What somebody is told who has done something to a trap with one press."""
