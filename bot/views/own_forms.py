"""The small forms about one's own report: adding to it, replying to a *not now*, or unnamed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.domain.text import INPUT_LIMIT
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.story import spoken, told

_READERS: Final = {
    Audience.TEAM: "Your team and those who decide can read this, with the rest of it.",
    Audience.DECIDERS: "Only those who decide can read this, with the rest of it.",
}

_NO_NAMES: Final = "Use 'child A', 'the school' \N{EN DASH} no names."

_UNNAMED: Final = {
    Mode.CONFIDENTIAL: "Your name is not shown. It appears within two hours.",
    Mode.ANONYMOUS: (
        "No name is kept with it. It appears on one of the next five working mornings, drawn by "
        "chance, so that nobody can tell when you were here. Whoever knows the rota learns a "
        "little from every reply all the same."
    ),
}

_THREAD: Final = (
    "This is the way to say more and stay unknown: what you write in the thread of the card "
    "stands under your name."
)


def add_form(report: VisibleReport) -> View:
    """The form of *Add something*; its `private_metadata` is `report`."""
    return blocks.form(
        Callback.ADD,
        "Add something",
        [_words("What would you like to add?", report), *_about(report)],
        {"report": report.id},
    )


def reopen_form(report: VisibleReport, *, today: date) -> View:
    """The form of a reply to *not now*, which shows the reason; `private_metadata` as above."""
    reason = spoken(report.answer, today=today) if report.answer else ()
    return blocks.form(
        Callback.REOPEN,
        "Reply",
        [
            *reason,
            _words("What would you like to say?", report),
            blocks.context("Your reply opens it again, and it gets a new answer."),
            *_about(report),
        ],
        {"report": report.id},
    )


def reply_as_reporter_form(report: VisibleReport, *, today: date) -> View:
    """The form of *Reply as the reporter*, with what was asked; `private_metadata` as above."""
    asked = told(report.question, today=today, own=True) if report.question else ()
    question = "What is your answer?" if report.question else "What would you like to say?"
    return blocks.form(
        Callback.REPLY_AS_REPORTER,
        "Your reply" if report.mode is Mode.NAMED else "Reply as the reporter",
        [*asked, _words(question, report), *_where_it_goes(report), *_about(report)],
        {"report": report.id},
    )


def _where_it_goes(report: VisibleReport) -> Iterator[Block]:
    if report.audience is Audience.TEAM:
        who = "your name" if report.mode is Mode.NAMED else '"The reporter"'
        yield blocks.context(f"It is said in the thread of the card, under {who}.")


def _words(question: str, report: VisibleReport) -> Block:
    hint = f"{_READERS[report.audience]} {_NO_NAMES}"
    return blocks.asked(Field.WORDS, question, blocks.typed("", longest=INPUT_LIMIT), hint=hint)


def _about(report: VisibleReport) -> Iterator[Block]:
    if report.mode is not Mode.NAMED:
        thread = f" {_THREAD}" if report.audience is Audience.TEAM else ""
        yield blocks.context(f"{_UNNAMED[report.mode]}{thread}")
    yield blocks.context(f"It goes with your {labels.named(report)}.")


_KEPT: Final = {
    Callback.ADD: ("Added", "*Added.* Thank you for telling us more."),
    Callback.REOPEN: ("Open again", "*It is open again.* Thank you for not letting go of it."),
    Callback.REPLY_AS_REPORTER: ("Kept", "*Kept.* Thank you for talking it over."),
}


def kept(report: VisibleReport, what: Callback) -> View:
    """What the form turns into once its words are kept; `what` says which form it was."""
    title, said = _KEPT[what]
    return blocks.modal(
        title,
        [blocks.section(said), blocks.context(f"It stands with your {labels.named(report)}.")],
        close="Done",
    )
