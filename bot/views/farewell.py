"""A farewell: the code that leads back to a report once it is forgotten who wrote it."""

from datetime import date

from bot.domain.privacy import VisibleReport
from bot.domain.reference import Code
from bot.views import blocks, labels
from bot.views.blocks import Message
from bot.views.text import on_day


def farewell(report: VisibleReport, code: Code, *, forgotten_on: date, today: date) -> Message:
    """Tells the reporter from when on nobody knows that it was they, and hands them their code."""
    named = labels.named(report)
    when = on_day(forgotten_on, today)
    return Message(
        # The code itself would stand on a lock screen.
        text=f"Your way back to {named}",
        blocks=(
            blocks.section(
                f"*It will soon be forgotten who wrote {named}.* From some time {when} nobody can "
                "tell any more that it was you: not your team, not your managers, not I."
            ),
            blocks.section(
                "Should anything more be said to it, it will not come to you here from then on. "
                "This code is your way back:"
            ),
            blocks.section(f"*Your code:* `{code}`"),
            blocks.section(
                "To see what has become of your report, or to go on with it, press *I have a "
                "receipt code* on my Home tab, or type `/goodcatch receipt`. Nobody can find the "
                "code out for you, and whoever has it can speak for you: please write it down "
                "where only you look."
            ),
            blocks.context(
                "If you do not want to come back to it, there is nothing to do. This message stays "
                "here in Slack as long as Slack keeps it, and only you are shown it."
            ),
        ),
    )
