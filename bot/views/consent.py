"""Whether a report may be shared beyond its team, whose name goes with it, and what was said."""

from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.views import blocks, labels
from bot.views.blocks import Message
from bot.views.ids import Action


def goes_with_name(report: VisibleReport) -> bool:
    """Whether whoever reads the story beyond the team reads who wrote it."""
    return report.mode is Mode.NAMED and report.credited


def about_the_name(report: VisibleReport) -> str:
    """Whether a name goes with the story, as a sentence."""
    if goes_with_name(report):
        return "Your name goes with it, as you have said yes to being thanked by name."
    return "Your name does not go with it."


def consent_kept(report: VisibleReport) -> Message:
    """What the message that asked says now, with the other choice: a yes can be taken back."""
    yes = report.may_leave_the_team
    said = "Thank you. It stays in your team, and nothing else changes."
    if yes:
        said = f"Thank you! It may be shared beyond your team. {about_the_name(report)}"
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
