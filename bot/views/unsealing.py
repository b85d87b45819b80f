"""The form in which a learning lead opens who wrote a report, and what it turns into."""

from typing import Final

from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.text import mention

REASON_CHARACTERS: Final = 500

_WHAT_IT_DOES: Final = (
    "Somebody told us this in confidence. If you go on, I show you who it was, and I tell *them* "
    "at once: that it was you, when, and the reason in your own words. It is written down for good."
)

_WHEN: Final = (
    "This is for the rare moment when somebody may come to harm and the reporter has to be spoken "
    "to. For anything else, *Ask the reporter* brings you an answer without a name."
)


def unseal_form(report: VisibleReport) -> View:
    """Says what it does, and asks for the reason; its `private_metadata` is `report`."""
    return blocks.form(
        Callback.UNSEAL,
        "Open who wrote it",
        [
            blocks.section(f"*{labels.title(report)}*"),
            blocks.section(_WHAT_IT_DOES),
            blocks.context(_WHEN),
            blocks.asked(
                Field.WORDS,
                "Why do you need to know?",
                blocks.typed("", longest=REASON_CHARACTERS),
                hint="Whoever wrote the report reads this, and nobody else does.",
            ),
        ],
        {"report": report.id},
    )


def unsealed(reporter: UserId) -> View:
    """What the form turns into: a name, and nothing of the report beside it."""
    return blocks.modal(
        "Who wrote it",
        [
            blocks.section(f"{mention(reporter)} wrote it."),
            blocks.context(
                "They are being told now that you opened this, and why. Please speak to them "
                "yourself soon, and keep the name to yourself."
            ),
        ],
        close="Done",
    )
