"""The form for a near miss or a suggestion: empty, pre-filled, or handed back to look again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.errors import TooLong
from bot.domain.form import Form
from bot.domain.report import Kind
from bot.domain.text import INPUT_LIMIT, split
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback, block_id
from bot.views.known_as import known_as
from bot.views.look_again import is_warned, look_again
from bot.views.text import escape, shortened, spread

KEEP_THE_LINK: Final = "keep"
"""The value of the one option that stands under `Field.LINK`."""

_TITLES: Final = {
    Kind.NEAR_MISS: "Near miss \N{EN DASH} well spotted",
    Kind.SUGGESTION: "A suggestion",
}

_NO_NAMES: Final = "Use 'child A', 'the school' \N{EN DASH} no names."


@dataclass(frozen=True)
class Box:
    """An input for words: how many it takes, and whether they may run over several lines."""

    longest: int
    lines: bool = True
    hint: str = ""
    placeholder: str = ""


BOXES: Final = {
    Field.WHAT: Box(INPUT_LIMIT, hint=_NO_NAMES),
    Field.MORE: Box(INPUT_LIMIT),
    Field.CAUGHT: Box(1_000, lines=False, placeholder="A second look, a checklist, luck …"),
    Field.IDEA: Box(1_500),
    Field.HELPS: Box(500, lines=False),
}
"""Some are shorter than Slack allows, so that a whole report fits into one message, its card."""

_ELSEWHERE: Final = (
    "An allegation about a member of staff, a crime, a serious incident that has to be notified, "
    "or something to blow the whistle on? Please use your service's own procedures for those."
)

_SIGNPOST_CHARACTERS: Final = blocks.TEXT_CHARACTERS // len("&amp;")
"""Of a service's own words of where else to turn: so many fit a line, even if all are escaped."""


def report_form(form: Form) -> View:
    """The form for `form.kind`, new or to change the words of a report.

    The `private_metadata` of a new one is `code`, `kind`, `team` and `revision`; `checked` and
    `warned`, which say what the person has been shown; and `about` and `source` where it has them.
    `team` is the only team there is to choose, or null where the form asks for it. That of a
    change is `report` and `revision`.

    Raises:
        TooLong: `what` and `more` together do not fit into two inputs; they come back with it.
    """
    form = _overflowing(form)
    if form.editing:
        metadata = {"report": form.editing, "revision": form.revision}
        return blocks.form(Callback.EDIT, "Change the words", _words(form), metadata)
    return blocks.form(Callback.REPORT, _TITLES[form.kind], _blocks(form), _metadata(form))


def _metadata(form: Form) -> dict[str, str | int | None]:
    origin = {"about": form.about, "source": form.source}
    return {
        "code": str(form.code),
        "kind": form.kind,
        "team": form.teams[0].id if len(form.teams) == 1 else None,
        "revision": form.revision,
        "checked": form.checked,
        "warned": is_warned(form),
        **{name: value for name, value in origin.items() if value},
    }


def _overflowing(form: Form) -> Form:
    """Words too long for the first input go on in the second: masking may have made them longer."""
    words = form.words
    if max(len(words.what), len(words.more)) <= INPUT_LIMIT:
        return form
    parts = split(words.what + words.more)
    if parts.left_over:
        raise TooLong(returned=words.what + words.more)
    return replace(form, words=replace(words, what=parts.first, more=parts.more))


def _blocks(form: Form) -> Iterator[Block]:
    yield from _words(form)
    if len(form.teams) > 1:
        yield _team(form)
    yield from known_as(form)


def _words(form: Form) -> Iterator[Block]:
    if form.kind is Kind.NEAR_MISS:
        yield blocks.section(_child_at_risk(form.duty_contact))
    yield from look_again(form)
    if form.kind is Kind.NEAR_MISS:
        yield from _elsewhere(form.signposts)
    yield from _origin(form)
    for field, question in labels.QUESTIONS[form.kind].items():
        if field in BOXES:
            yield from _box(form, field, question)
        else:
            yield _CHOICES[field](form, question)


def _origin(form: Form) -> Iterator[Block]:
    if form.about:
        yield blocks.context(f"Your idea is about *{form.about}*.")
    if form.source:
        keep = blocks.option(KEEP_THE_LINK, "Keep a link to the message with it")
        yield blocks.asked(
            Field.LINK,
            "The message you have chosen",
            blocks.checkboxes([keep], [KEEP_THE_LINK]),
            # However somebody is to be known: they may choose that only after this.
            hint="Whoever follows the link may see who was talking there. Without it, only the "
            "words are kept.",
            optional=True,
        )


def _child_at_risk(duty_contact: str) -> str:
    question = "*Is a child at risk right now?* Stop here and"
    if not duty_contact:
        return f"{question} use your team's safeguarding procedure first."
    return f"{question} ring {escape(duty_contact)}."


def _elsewhere(signposts: str) -> Iterator[Block]:
    """Where else to turn, in the service's own words if it has any, whole."""
    if not signposts:
        yield blocks.context(_ELSEWHERE)
    for piece in spread(signposts, _SIGNPOST_CHARACTERS):
        yield blocks.context(escape(piece))


def _box(form: Form, field: Field, question: str) -> Iterator[Block]:
    box = BOXES[field]
    put = form.words.texts()[field]
    if field is Field.MORE and not put:
        return
    yield blocks.asked(
        block_id(field, form.revision),
        question,
        blocks.typed(put, longest=box.longest, lines=box.lines, placeholder=box.placeholder),
        hint=box.hint,
        optional=field is not Field.WHAT,
    )


def _stage(form: Form, question: str) -> Block:
    options = [blocks.option(stage, text) for stage, text in labels.STAGES.items()]
    element = blocks.select(options, "Choose the nearest", form.words.stage)
    return blocks.asked(Field.STAGE, question, element)


def _factors(form: Form, question: str) -> Block:
    options = [blocks.option(factor, text) for factor, text in labels.FACTORS.items()]
    element = blocks.multi_select(options, "Choose any that fit", form.words.factors)
    return blocks.asked(Field.FACTORS, question, element, optional=True)


def _wish(form: Form, question: str) -> Block:
    options = [blocks.option(wish, text) for wish, text in labels.WISHES.items()]
    element = blocks.radio(options, form.words.wish)
    return blocks.asked(Field.WISH, question, element, optional=True)


_CHOICES: Final[dict[Field, Callable[[Form, str], Block]]] = {
    Field.STAGE: _stage,
    Field.FACTORS: _factors,
    Field.WISH: _wish,
}


def _team(form: Form) -> Block:
    options = [
        blocks.option(team.id, shortened(team.name, blocks.OPTION_CHARACTERS))
        for team in form.teams
    ]
    return blocks.asked(
        Field.TEAM, "Which team is it for?", blocks.select(options, "Choose a team")
    )
