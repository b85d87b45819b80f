"""The form in which somebody who decides asks the reporter something, and what it turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.blocks import VIEW_BLOCKS, Block, View
from bot.views.ids import Action, Callback
from bot.views.ids import Block as Field
from bot.views.whole import whole

QUESTION_CHARACTERS: Final = 1_500

_READERS: Final = {
    Audience.TEAM: "Your question and the answer stand in the story, on the card too.",
    Audience.DECIDERS: "Only whoever wrote it and those who decide will read it.",
}

_HOW: Final = "Ask 'how' and 'what': it is about what happened, never about who."

_UNKNOWN: Final = (
    "I take your question to whoever wrote it, and bring you what the reporter says. You are not "
    "shown who that is. One who left no name finds it on coming back, and what they say shows up "
    "to a week later: please ask all you need to know at once."
)

_NAMED: Final = "I take your question to whoever wrote it, and bring you the answer."

_CONSENT: Final = (
    "*May it be shared beyond the team?* Nothing of it leaves the team until whoever wrote it has "
    "said yes."
)


def ask_form(report: VisibleReport, *, today: date) -> View:
    """The form for a question, with the report beneath it; its `private_metadata` is `report`."""
    asked = list(_asked(report))
    return blocks.form(
        Callback.ASK_REPORTER,
        "Ask the reporter",
        [*asked, *whole(report, today=today, room=VIEW_BLOCKS - len(asked))],
        {"report": report.id},
    )


def _asked(report: VisibleReport) -> Iterator[Block]:
    yield blocks.asked(
        Field.WORDS,
        "What would you like to ask?",
        blocks.typed("", longest=QUESTION_CHARACTERS),
        hint=f"{_HOW} {_READERS[report.audience]}",
    )
    # The same words whether a name is kept or not: nobody learns which from here.
    yield blocks.context(_NAMED if report.mode is Mode.NAMED else _UNKNOWN)
    yield blocks.divider()
    yield from _consent(report)


def _consent(report: VisibleReport) -> Iterator[Block]:
    if report.may_leave_the_team:
        yield blocks.section("The reporter has said that it may be shared beyond the team.")
    elif report.is_consent_asked:
        yield blocks.section("The reporter has been asked whether it may be shared, and not said.")
    else:
        yield blocks.section(_CONSENT)
        yield blocks.actions(
            blocks.button("Ask whether it may be shared", Action.ASK_CONSENT, report.id)
        )


def asked(report: VisibleReport) -> View:
    """What the form turns into once the question is on its way."""
    return blocks.modal(
        "Asked",
        [
            blocks.section("*Asked.* Thank you for wanting to know more."),
            blocks.context(
                f"What the reporter of {labels.named(report)} says comes to you as a message."
            ),
        ],
        close="Done",
    )


CONSENT_ASKED: Final = (
    "*Asked.* Until there is a yes, nothing of it leaves the team. Once there is one, it stands "
    "beside the report in your mornings."
)
"""What somebody is told who has asked whether a report may be shared."""
