"""The forms about error traps: named, planned, changed, handed on, merged, and a report put to one.

The `private_metadata` of each is `trap`, or `report` where it is about a report.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.domain.change import Strength
from bot.domain.hollow import Gentle
from bot.domain.ids import ReportId, TrapId
from bot.domain.privacy import VisibleReport
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap_privacy import VisibleTrap
from bot.domain.trap_reading import TrapSeen
from bot.views import blocks, labels
from bot.views.blocks import OPTION_CHARACTERS, Block, View
from bot.views.change_form import CHANGE_CHARACTERS, STRONGER
from bot.views.gentle import gentle, metadata, revision
from bot.views.ids import Block as Field
from bot.views.ids import Callback, block_id
from bot.views.text import day, shortened
from bot.views.trap_words import NAME_CHARACTERS, QUESTIONS, name_of, titled
from bot.views.words import byline, drawn, excerpt, parts_of

OPTIONS: Final = 100
"""In one menu (reference/block-kit/block-elements/select-menu-element)."""

_EXCERPT: Final = 600

_FIRST_LOOK: Final = timedelta(weeks=2)
"""How far away the day is that is suggested for a plan."""

_NAME_HINT: Final = (
    "What is in the way, never who: 'Two forms for the same referral'. Other teams read it, too."
)


@dataclass(frozen=True)
class Begun:
    """What was typed and chosen before, where a form is handed back with a gentle question."""

    words: str
    strength: Strength
    by: date | None
    """Of a plan: its day."""
    gentle: Gentle


def describe_form(seen: TrapSeen, callback: Callback) -> View:
    """Its name, place and factors: to say that it is one trap, or to put it another way."""
    trap = seen.trap
    is_new = callback is Callback.TRAP_CONFIRM
    return blocks.form(
        callback,
        "One error trap" if is_new else "Put it another way",
        [
            blocks.rich_text(titled(trap)),
            _name(trap.name if trap.name or not is_new else name_of(trap)),
            _stage(trap.stage),
            _factors(trap.factors),
            *([blocks.context(_WHAT_FOLLOWS)] if is_new else []),
        ],
        {"trap": trap.id},
    )


_WHAT_FOLLOWS: Final = (
    "It gets a card in the team's channel, with a few questions to talk over. Other teams with a "
    "near miss in it read its name and what is changed, and nothing else."
)


def _name(initial: str, *, optional: bool = False) -> Block:
    kept = shortened(initial, NAME_CHARACTERS)
    typed = blocks.typed(kept, longest=NAME_CHARACTERS, lines=False)
    return blocks.asked(
        Field.NAME, QUESTIONS[Field.NAME], typed, hint=_NAME_HINT, optional=optional
    )


def _stage(chosen: Stage | None) -> Block:
    options = [blocks.option(stage, text) for stage, text in labels.STAGES.items()]
    menu = blocks.select(options, "Choose a place", chosen)
    return blocks.asked(Field.STAGE, QUESTIONS[Field.STAGE], menu, optional=True)


def _factors(chosen: Iterable[Factor]) -> Block:
    options = [blocks.option(factor, text) for factor, text in labels.FACTORS.items()]
    menu = blocks.multi_select(options, "Choose any that fit", chosen)
    return blocks.asked(Field.FACTORS, QUESTIONS[Field.FACTORS], menu, optional=True)


def plan_form(seen: TrapSeen, begun: Begun | None = None) -> View:
    """Asks what is to be changed, how strong that is, and by when.

    A second plan begins with the first one. `begun` is what was typed, where it is handed back.
    """
    trap = seen.trap
    by = (begun and begun.by) or seen.today + _FIRST_LOOK
    until = block_id(Field.UNTIL, revision(begun.gentle if begun else None))
    return blocks.form(
        Callback.TRAP_PLAN,
        "Plan a change",
        [
            blocks.rich_text(titled(trap)),
            *_change(
                "What could be changed?",
                "What would make it hard to get wrong? What will be different on Monday morning?",
                seen,
                begun,
            ),
            blocks.asked(until, "By when?", blocks.datepicker(by), hint=_UNTIL),
        ],
        {"trap": trap.id} | metadata(begun.gentle if begun else None),
    )


_UNTIL: Final = "Whoever has taken it on is reminded that day, and can plan another one."


def change_form(seen: TrapSeen, begun: Begun | None = None) -> View:
    """Asks what was changed; begins with what was planned, or with `begun` where it comes back."""
    trap = seen.trap
    return blocks.form(
        Callback.TRAP_CHANGE,
        "It's changed",
        [
            blocks.rich_text(titled(trap)),
            *_change(
                "What was changed?",
                "Every team with a near miss in it reads this, and whoever wrote one.",
                seen,
                begun,
            ),
        ],
        {"trap": trap.id} | metadata(begun.gentle if begun else None),
    )


def _change(question: str, hint: str, seen: TrapSeen, begun: Begun | None) -> Iterator[Block]:
    asked, before = begun.gentle if begun else None, begun or seen.trap.plan
    yield blocks.asked(
        block_id(Field.WORDS, revision(asked)),
        question,
        blocks.typed(before.words if before else "", longest=CHANGE_CHARACTERS),
        hint=hint,
    )
    yield from gentle(asked)
    options = [blocks.option(value, *said) for value, said in labels.STRENGTHS.items()]
    yield blocks.asked(
        block_id(Field.STRENGTH, revision(asked)),
        "What kind of change is it?",
        blocks.radio(options, before.strength if before else None),
    )
    if asked is None:
        # The weakest choice is the last, so this stands right under it; it asks, never forbids.
        yield blocks.context(STRONGER)


def own_form(seen: TrapSeen) -> View:
    """Asks who is to take it on."""
    trap = seen.trap
    return blocks.form(
        Callback.TRAP_OWN,
        "Who takes it on?",
        [
            blocks.rich_text(titled(trap)),
            blocks.asked(
                Field.OWNER,
                "Who could take it on?",
                blocks.one_person("Choose somebody", trap.owner),
                hint="Somebody from the team, or who decides for it. Ask them first.",
            ),
        ],
        {"trap": trap.id},
    )


def merge_form(trap: TrapId, others: tuple[VisibleTrap, ...]) -> View:
    """Asks into which of the others it goes, the newest first; says so where there is none."""
    if not others:
        return _nothing("There is no other error trap that this one could go into.")
    return blocks.form(
        Callback.TRAP_MERGE,
        "Make one of two",
        [
            _one_of(others, "Which one does it go into?"),
            blocks.context(
                "All its near misses go with it. The other one keeps its name, its plan and "
                "whoever has taken it on. This cannot be undone."
            ),
        ],
        {"trap": trap},
    )


def link_form(report: ReportId, traps: tuple[VisibleTrap, ...]) -> View:
    """Asks to which error trap a report belongs, the newest first; says so where there is none."""
    if not traps:
        return _nothing(
            "There is no error trap yet that you can put it to. *Is this an error trap?* asks "
            "those who decide."
        )
    return blocks.form(
        Callback.TRAP_LINK,
        "Put it to a trap",
        [
            _one_of(traps, "Which error trap is it part of?"),
            blocks.context(
                "What is changed there counts for it, too, and whoever wrote it is told. Its own "
                "answer does not change."
            ),
        ],
        {"report": report},
    )


def _one_of(traps: tuple[VisibleTrap, ...], question: str) -> Block:
    options = [
        blocks.option(trap.id, shortened(f"{trap.reference} {name_of(trap)}", OPTION_CHARACTERS))
        for trap in traps[:OPTIONS]
    ]
    hint = "The newest hundred are shown." if len(traps) > OPTIONS else ""
    return blocks.asked(Field.TRAP, question, blocks.select(options, "Choose one"), hint=hint)


def _nothing(said: str) -> View:
    return blocks.modal("Error traps", [blocks.section(said)], close="Close")


def propose_form(report: VisibleReport) -> View:
    """Asks a colleague what they would call the trap that they think a report is part of."""
    parts, _ = excerpt(parts_of(report), _EXCERPT)
    title = blocks.bold(labels.title(report))
    return blocks.form(
        Callback.TRAP_PROPOSE,
        "Is this an error trap?",
        [
            blocks.section(
                "*Could the same thing catch somebody else?* Then it is worth a look together. "
                "Those who decide are asked. Who proposed it is not kept."
            ),
            _name("", optional=True),
            blocks.divider(),
            blocks.rich_text(
                blocks.paragraph(title, blocks.words(" \N{EN DASH} "), *byline(report))
            ),
            *drawn(parts),
        ],
        {"report": report.id},
    )


def proposed() -> View:
    """What that form turns into."""
    return _kept("Those who decide are asked whether it is one. Thank you for looking further.")


def linked(trap: VisibleTrap) -> View:
    return _kept("It is part of this error trap now.", trap)


def merged(into: VisibleTrap) -> View:
    """What the form turns into once a trap went into this one."""
    return _kept("The two are one error trap now.", into)


def confirmed(trap: VisibleTrap) -> View:
    """What the form turns into that says that it is one trap."""
    return _kept("Its card is on its way to the team's channel, to be talked over.", trap)


def described(trap: VisibleTrap) -> View:
    return _kept("Its card says so now.", trap)


def owned(trap: VisibleTrap) -> View:
    return _kept("Whoever has taken it on stands on its card now.", trap)


def planned(seen: TrapSeen) -> View:
    """What the form turns into once a plan is kept."""
    plan = seen.trap.plan
    when = f", for {day(plan.until, seen.today)}" if plan and plan.until else ""
    return _kept(f"The plan stands on its card{when}.", seen.trap)


def changed(trap: VisibleTrap) -> View:
    """What the form turns into once a change is kept."""
    return _kept(
        "Something is different because people spoke up. Whoever wrote one of its near misses is "
        "told, and in four weeks the team is asked whether the trap has gone.",
        trap,
    )


def _kept(said: str, trap: VisibleTrap | None = None) -> View:
    named = [blocks.rich_text(titled(trap))] if trap else []
    return blocks.modal("Thank you", [blocks.section(f"*Kept.* {said}"), *named], close="Done")
