"""The receipt: what the form turns into once a report, or a change to its words, is kept."""

from collections.abc import Iterator
from typing import Final

from bot.domain.form import Receipt
from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.related import possibly_related
from bot.views.text import day, either, on_day, together

_THANKS = {
    Kind.NEAR_MISS: "*Well spotted.* You may have uncovered an error trap.",
    Kind.SUGGESTION: "*Thank you for the idea.* Small changes like this make the work better.",
}


_SEEN: Final = {
    Mode.NAMED: "now",
    Mode.CONFIDENTIAL: "within about two hours, so that nobody can tell who was writing",
    Mode.ANONYMOUS: "from the next working morning, so that nobody can tell who was writing",
}
"""When others see changed words."""

KEPT: Final = "kept"
"""The value of the one option that stands under `Field.KEPT`."""

_THE_CODE: Final = (
    "It is the only way back to your report, for you too: to read the answer, to reply, to add "
    "something or to take it back. It is shown here only: once this window is gone, nobody can "
    "find it out for you. Please write it down where only you look."
)

_COMING_BACK: Final = (
    "Nobody writes to you about it, for it is not kept who you are. To see what has become of it, "
    "press *I have a receipt code* on my Home tab, or type `/goodcatch receipt`. It is better not "
    "to type the code itself behind the command or into any message, though behind the command it "
    "works."
)


def receipt(receipt: Receipt) -> View:
    """Thanks, the reference, who will answer by when, and what happens next.

    Where no name is kept it has the code, and is a form that asks whether the code is kept.
    """
    if receipt.code is None:
        return blocks.modal("Thank you", _blocks(receipt), close="Done")
    shown = [*_blocks(receipt), *_code(receipt.code)]
    drawn = blocks.form(Callback.KEPT, "Thank you", shown, {})
    return drawn | {"submit": blocks.plain("Done"), "close": blocks.plain("Close, I have it")}


def _code(code: Code) -> Iterator[Block]:
    yield blocks.divider()
    # On a line of its own it fits the narrowest telephone whole.
    yield blocks.section(f"*Your code:*\n`{code}`")
    yield blocks.section(_THE_CODE)
    yield blocks.context(_COMING_BACK)
    kept = blocks.option(KEPT, "I have kept my code")
    yield blocks.asked(Field.KEPT, "Before you go on", blocks.checkboxes([kept]))


def edited(report: VisibleReport) -> View:
    """What the form turns into once the words of a report have been changed."""
    return blocks.modal(
        "Changed",
        [
            blocks.section("*Your words are changed.*"),
            blocks.context(
                f"Whoever reads your {labels.named(report)} sees the new ones {_SEEN[report.mode]}."
            ),
        ],
        close="Done",
    )


def _blocks(receipt: Receipt) -> Iterator[Block]:
    yield blocks.section(_THANKS[receipt.kind])
    yield blocks.section(f"Your {labels.KINDS[receipt.kind]} is *{receipt.reference}*.")
    yield blocks.section(_who_answers(receipt))
    if receipt.left_out:
        yield blocks.section(_not_told(receipt.left_out))
    yield blocks.section(_what_happens_next(receipt))
    if receipt.mode is Mode.CONFIDENTIAL:
        yield blocks.section(_staying_unknown(receipt.audience))
    if receipt.related:
        yield blocks.rich_text(possibly_related(receipt.related))
        yield blocks.context(
            "Nothing is put together by itself: this is only a guess by its words."
        )
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


def _not_told(left_out: tuple[UserId, ...]) -> str:
    are = "are" if len(left_out) > 1 else "is"
    return f"{together(left_out)} {are} not asked, and I tell them nothing of it."


def _what_happens_next(receipt: Receipt) -> str:
    if receipt.mode is Mode.ANONYMOUS:
        return _together(receipt)
    if receipt.audience is Audience.DECIDERS:
        return f"{_deciders_only(receipt)}. The channel shows nothing."
    if receipt.mode is Mode.NAMED:
        return "It appears in the team's channel now, where everybody can talk it over."
    return (
        "It appears in the team's channel within about two hours, without your name. The wait is "
        "a different one each time, so that nobody can tell who was writing."
    )


def _together(receipt: Receipt) -> str:
    when = on_day(receipt.appears_on, receipt.today)
    if receipt.audience is Audience.DECIDERS:
        return f"{_deciders_only(receipt)}, and they find it {when}. The channel shows nothing."
    others = "" if receipt.appears_on == receipt.today else ", together with others'"
    return f"It appears in the team's channel {when}{others}. No name stands with it."


def _deciders_only(receipt: Receipt) -> str:
    others = "others" if receipt.left_out else "people"
    return f"Only the {others} who decide for your team can read it"


def _staying_unknown(audience: Audience) -> str:
    unseen = "Your team and managers cannot see who you are. The answer comes to you here in Slack"
    if audience is Audience.DECIDERS:
        return f"{unseen}, from me."
    return (
        f"{unseen}, from me. What you write in the thread of its card yourself shows who you are: "
        "*Reply as the reporter* says it there without your name. You find it in `/goodcatch mine` "
        "and in what I bring you."
    )
