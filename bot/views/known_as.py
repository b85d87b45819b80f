"""The last part of the report form: how somebody is to be known, and who may read it."""

from collections.abc import Iterator
from typing import Final

from bot.domain.anonymity import WhyNot
from bot.domain.form import Form
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block
from bot.views.ids import Block as Field

MOST_LEFT_OUT: Final = 5

SHOW_NOW: Final = "now"
"""The value of the one option that stands under `Field.URGENT`."""

_CONFIDENTIAL: Final = (
    "*Confidential:* your team and managers cannot see who you are. Your name is kept sealed, "
    "apart from your words, and used only to bring you the answer. A learning lead can open it, "
    "with a reason that is kept; you are then told who did and why."
)

_NO_NAME: Final = (
    "*No name kept:* your team and managers cannot see who you are. We keep nothing that says so "
    "and never write to you about it; you get a code, which is the only way back. It appears "
    "together with others' the next working morning, and your receipt says on which day."
)

_NOT_UNTRACEABLE: Final = (
    "*Not untraceable:* Slack itself, and whoever can read Slack's logs or this server's memory "
    "while you send, could still find out. And your words themselves may show who you are."
)

_NOT_OFFERED: Final = {
    WhyNot.TOO_FEW: (
        "Leaving no name is not offered here: fewer than eight people could have written it, so "
        "it could be guessed who did."
    ),
    WhyNot.DECIDES: (
        "Leaving no name is not offered to those who may answer for the team: they are few, and "
        "would answer what they wrote themselves."
    ),
    WhyNot.UNKNOWN: (
        "Leaving no name is not offered just now: Slack has not said how many people could have "
        "written it. You may find it here in a few minutes."
    ),
}


def known_as(form: Form) -> Iterator[Block]:
    """The three ways to be known, with what each of them means, and who may read it.

    Where leaving no name is not offered, it says why.
    """
    is_offered = form.why_not_anonymous is None
    yield blocks.asked(Field.MODE, "How should we know you?", _modes(form, is_offered=is_offered))
    yield blocks.context(_CONFIDENTIAL)
    if form.why_not_anonymous is not None:
        yield blocks.context(_NOT_OFFERED[form.why_not_anonymous])
    else:
        yield blocks.context(_NO_NAME)
    yield blocks.context(_NOT_UNTRACEABLE)
    if is_offered:
        yield _urgent(form)
    yield _audience(form)
    yield _left_out(form)


def _modes(form: Form, *, is_offered: bool) -> Block:
    options = [
        blocks.option(mode, *words)
        for mode, words in labels.MODES.items()
        if is_offered or mode is not Mode.ANONYMOUS
    ]
    return blocks.radio(options, form.mode)


def _urgent(form: Form) -> Block:
    now = blocks.option(SHOW_NOW, "Show it at once, not the next working morning")
    return blocks.asked(
        Field.URGENT,
        "Only without a name: can it wait until morning?",
        blocks.checkboxes([now], [SHOW_NOW] if form.urgent else []),
        hint=(
            "It is only shown sooner: nobody is called or sent for. Whoever was at their desk just "
            "now may then be guessed. It means nothing for the other two."
        ),
        optional=True,
    )


def _audience(form: Form) -> Block:
    options = [blocks.option(who, *words) for who, words in labels.AUDIENCES.items()]
    return blocks.asked(Field.AUDIENCE, "Who may read this?", blocks.radio(options, form.audience))


def _left_out(form: Form) -> Block:
    only = labels.AUDIENCES[Audience.DECIDERS][0]
    menu = blocks.people("Choose people", form.left_out) | {"max_selected_items": MOST_LEFT_OUT}
    return blocks.asked(
        Field.LEFT_OUT,
        "Is there somebody who should not be asked, nor know of it?",
        menu,
        hint=(
            "Such as a manager it is about; at most five who may decide for the team. Choose "
            f"\N{LEFT DOUBLE QUOTATION MARK}{only}\N{RIGHT DOUBLE QUOTATION MARK} above: it "
            "then goes to the others who decide, and not to the channel, where everybody reads it."
        ),
        optional=True,
    )
