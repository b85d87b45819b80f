"""Masked two-way talk: what is brought to a reporter, and what is brought back from one."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from bot.domain.events import BOT, Event
from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, Message
from bot.views.consent import about_the_name
from bot.views.ids import Action
from bot.views.own_buttons import take_out, whats_happening
from bot.views.story import piece, told
from bot.views.text import day, mention


def _not_shown(report: VisibleReport) -> str:
    """What holds for whoever is not named on their report; once shown, a name stays known."""
    if report.name_was_shown:
        return "Your name does not stand with it."
    return "Nobody has been shown your name."


_WRITING_YOURSELF: Final = (
    " If you write in the thread of its card yourself, everybody there will know who you are. "
    "*Reply as the reporter* says it for you, without your name."
)


def reply_as_reporter(report: VisibleReport) -> Iterator[Block]:
    """Beneath every message to a reporter who is not named: how to say more and stay unknown."""
    if report.mode is Mode.NAMED:
        return
    shared = report.audience is Audience.TEAM
    yield blocks.context(_not_shown(report) + (_WRITING_YOURSELF if shared else ""))
    yield blocks.actions(_reply(report))


def _reply(report: VisibleReport) -> Block:
    return blocks.button("Reply as the reporter", Action.REPLY_AS_REPORTER, report.id)


def question_to_reporter(report: VisibleReport, event: Event, *, today: date) -> Message:
    """Somebody who decides asks whoever wrote the report something."""
    opening = f"There is a question about your {labels.named(report)}"
    return Message(
        text=opening,
        blocks=(
            blocks.section(f"{opening}."),
            *told(event, today=today, own=True),
            blocks.actions(
                blocks.button("Answer", Action.REPLY_AS_REPORTER, report.id, primary=True)
            ),
            blocks.context(f"You need not answer. {_how_it_stands(report)}"),
        ),
    )


def _how_it_stands(report: VisibleReport) -> str:
    if report.mode is Mode.NAMED:
        return "Your answer stands beside your name."
    said = (
        f"{_not_shown(report)} Your answer stands there as the reporter's, a while after you send "
        "it."
    )
    if report.audience is Audience.TEAM:
        said += (
            " Please answer here: if you write in the thread of its card yourself, everybody there "
            "will know who you are."
        )
    return said


def reporter_says(report: VisibleReport, event: Event) -> Message:
    """What the reporter said, for the thread of the card: named only where the report is."""
    return Message(
        text=f"A word from whoever wrote {labels.named(report)}",
        blocks=piece((_speaker(report.byline), blocks.words(" says:")), event.words, None),
    )


def reporter_says_to_asker(report: VisibleReport, event: Event) -> Message:
    """The same for whoever asked, in a message of their own."""
    about = blocks.words(f" of {labels.named(report)} says:")
    if report.byline:
        about = blocks.words(f" says of {labels.named(report)}:")
    return Message(
        text=f"An answer to your question about {labels.named(report)}",
        blocks=(
            *piece((_speaker(report.byline), about), event.words, None),
            blocks.actions(
                blocks.button("Ask something more", Action.ASK_REPORTER, report.id),
            ),
        ),
    )


def _speaker(byline: UserId | None) -> Block:
    return blocks.person(byline) if byline else blocks.words("The reporter")


def consent_to_reporter(report: VisibleReport, event: Event) -> Message:
    """Asks whoever wrote the report whether it may be shared beyond their team."""
    named = labels.named(report)
    who = mention(event.decider, first=True) if event.decider else "Your team"
    asked = (
        f"{who} asks whether your {named} may be shared beyond your team, in your own words, so "
        "that others can learn from it."
    )
    if event.actor == BOT:
        asked = (
            f"Something was changed because of your {named}. *May the whole story be shared beyond "
            "your team*, in your own words, so that nobody else walks into the same trap?"
        )
    return Message(
        text=f"May your {named} be shared beyond your team?",
        blocks=(
            blocks.section(asked),
            blocks.actions(
                blocks.button("Yes, it may", Action.CONSENT_YES, report.id),
                blocks.button("No, please not", Action.CONSENT_NO, report.id),
            ),
            blocks.context(
                f"Nothing of it leaves your team without your yes. {about_the_name(report)} A no "
                "needs no reason, and you can take a yes back at any time."
            ),
            *reply_as_reporter(report),
        ),
    )


def published_to_reporter(report: VisibleReport, event: Event) -> Message:
    """Tells whoever wrote the report that everybody in the service can read it, and what of it."""
    opening = f"Your {labels.named(report)} stands in the library"
    return Message(
        text=opening,
        blocks=(
            blocks.section(
                f"*{opening}.* Everybody in the service can read the whole story now, in your own "
                "words, and need not walk into the same trap. Thank you. It is called:"
            ),
            blocks.rich_text(blocks.quote(event.words)),
            blocks.actions(
                blocks.button("Correct the words", Action.CORRECT, report.id),
                take_out(report, report.id),
            ),
            blocks.context(
                f"{about_the_name(report)} You can correct it or take it out whenever you like, in "
                "`/goodcatch mine` too, and need not say why."
            ),
        ),
    )


def opened_to_reporter(
    report: VisibleReport, event: Event, *, at: datetime, today: date
) -> Message:
    """Tells a confidential reporter who has opened their name, when and why; whole.

    `at` is the moment on the clock of the report's team.
    """
    named = labels.named(report)
    who = mention(event.decider, first=True) if event.decider else "A learning lead"
    when = f"{day(at.date(), today)} at {at:%H:%M}"
    return Message(
        text=f"Somebody has opened who wrote your {named}",
        blocks=(
            blocks.section(
                f"*{who} has opened who wrote your {named}: {when}.* Only a learning lead can, "
                "with a reason, and you are always told. This is the reason:"
            ),
            *piece((blocks.words("Their words:"),), event.words, None),
            blocks.section(
                f"Nobody else is shown your name by this. You can speak to {who} about it, or to "
                "somebody you trust: whoever looks after data protection in your service, or your "
                "union. It is written down that this was opened, so it can be looked into."
            ),
            blocks.actions(whats_happening(report, report.id), _reply(report)),
            blocks.context("You can take your report back too: type `/goodcatch mine`."),
        ),
    )


WHY_MASKED: Final = (
    "something in it that could have told others who a child or family is. It happens easily when "
    "one writes of what has just happened. All the rest stands as you wrote it, and thank you for "
    "telling us."
)
"""What somebody who decides saw, to end a sentence."""


def masked_to_reporter(report: VisibleReport, event: Event) -> Message:
    """Tells whoever wrote the report, kindly, that words in it were masked; never which."""
    opening = f"A few words in your {labels.named(report)} were masked"
    who = mention(event.decider, first=True) if event.decider else "Somebody who decides"
    return Message(
        text=opening,
        blocks=(
            blocks.section(f"*{opening}.* {who} saw {WHY_MASKED}"),
            *reply_as_reporter(report),
        ),
    )
