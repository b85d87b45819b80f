"""Whether a report may be shared beyond its team: what the question turns into once answered."""

from bot.domain.privacy import VisibleReport
from bot.views import blocks, labels
from bot.views.blocks import Message
from bot.views.ids import Action


def consent_kept(report: VisibleReport) -> Message:
    """What the message that asked says now, with the other choice: a yes can be taken back."""
    yes = report.may_leave_the_team
    said = "Thank you. It stays in your team, and nothing else changes."
    if yes:
        said = "Thank you! It may be shared beyond your team, in your own words and without a name."
    other = blocks.button("Yes, share it further", Action.CONSENT_YES, report.id)
    if yes:
        other = blocks.button("Keep it in the team", Action.CONSENT_NO, report.id)
    return Message(
        text=f"Your {labels.named(report)}",
        blocks=(
            blocks.section(f"About your {labels.named(report)}: {said}"),
            blocks.actions(other),
            blocks.context("You can change your mind at any time."),
        ),
    )
