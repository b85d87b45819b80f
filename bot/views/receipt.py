"""The receipt: what the form turns into once a report, or a change to its words, is kept."""

from collections.abc import Iterator

from bot.domain.form import Receipt
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Kind, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.text import day, either

_THANKS = {
    Kind.NEAR_MISS: "*Well spotted.* You may have uncovered an error trap.",
    Kind.SUGGESTION: "*Thank you for the idea.* Small changes like this make the work better.",
}


def receipt(receipt: Receipt) -> View:
    """Thanks, the reference, who will answer by when, and what happens next."""
    return blocks.modal("Thank you", _blocks(receipt), close="Done")


def edited(report: VisibleReport) -> View:
    """What the form turns into once the words of a report have been changed."""
    return blocks.modal(
        "Changed",
        [
            blocks.section("*Your words are changed.*"),
            blocks.context(f"Whoever reads your {labels.named(report)} now sees the new ones."),
        ],
        close="Done",
    )


def _blocks(receipt: Receipt) -> Iterator[Block]:
    yield blocks.section(_THANKS[receipt.kind])
    yield blocks.section(f"Your {labels.KINDS[receipt.kind]} is *{receipt.reference}*.")
    yield blocks.section(_who_answers(receipt))
    yield blocks.section(_what_happens_next(receipt))
    if receipt.mode is Mode.CONFIDENTIAL:
        yield blocks.section(_staying_unknown(receipt.audience))
    if receipt.characters_removed:
        yield blocks.context(
            "Some invisible characters came with your text. They were taken out; every word you "
            "can see is kept."
        )


def _who_answers(receipt: Receipt) -> str:
    if receipt.answered_by:
        by = day(receipt.answer_by, receipt.today)
        return f"{either(receipt.answered_by)} will answer by {by}."
    return (
        "Your report is safe, but nobody is set up to answer it yet. Please tell whoever looks "
        "after Good Catch in your service, so that you get the answer you are owed."
    )


def _what_happens_next(receipt: Receipt) -> str:
    if receipt.audience is Audience.DECIDERS:
        return "Only the people who decide for your team can read it. The channel shows nothing."
    if receipt.mode is Mode.NAMED:
        return "It appears in the team's channel now, where everybody can talk it over."
    return (
        "It appears in the team's channel within about two hours, without your name. The wait is "
        "a different one each time, so that nobody can tell who was writing."
    )


def _staying_unknown(audience: Audience) -> str:
    unseen = "Nobody in your team or above it is shown your name."
    if audience is Audience.DECIDERS:
        return f"{unseen} The answer comes to you here in Slack, from me."
    return (
        f"{unseen} The answer comes to you here in Slack, from me. To stay unknown, it is best "
        "not to write in the thread as the one who reported it."
    )
