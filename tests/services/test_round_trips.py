"""However often a form comes back: what was typed stays, and what was masked stays masked."""

from collections.abc import Awaitable, Callable
from itertools import product
from random import Random

import pytest

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.form import Form, Receipt
from bot.domain.privacy import VisibleReport
from bot.domain.report import Kind, Report
from bot.views.blocks import Block
from bot.views.known_as import SHOW_NOW
from bot.views.report_form import report_form
from handlers import parse_forms
from storage import reports
from tests.builders import CHANNEL, PRIYA
from tests.services.windows import Window
from tests.services.world import World

READS = {
    "": "",
    "The letter was late": "The letter was late",
    "Ring 07700 900123 first": "Ring [phone number] first",
    "NHS 943 476 5919, and SW1A 1AA": "NHS [NHS number], and [postcode]",
    "Jayden Smith came along": "Jayden Smith came along",
}
"""What somebody types, and how it reads once it is kept."""

WHAT = [typed for typed in READS if typed]
LONG = "It took a while to see. " * 140
"""More than the first input for words holds."""

BOXES = {
    Kind.NEAR_MISS: ("what", "caught", "idea"),
    Kind.SUGGESTION: ("what", "idea", "helps"),
}
SEEDS = range(5)
HALF = 0.5
MOST_ROUNDS = 3
"""How often at most a form comes back by itself: masked, then with names or the warning."""

Send = Callable[[Block], Awaitable[Form | Receipt | VisibleReport]]
Round = dict[str, str]
"""What is typed before the form is sent once more, by input."""


def rounds(draw: Random, kind: Kind) -> list[Round]:
    """One to four rounds of typing into some of the inputs; the first is never left empty."""
    found = []
    for _ in range(draw.randint(1, 4)):
        typed = {name: draw.choice(list(READS)) for name in BOXES[kind] if draw.random() < HALF}
        found.append(
            {name: words or WHAT[0] if name == "what" else words for name, words in typed.items()}
        )
    return found


class Filling:
    """Somebody who fills a form in, and what must stand in it by now."""

    def __init__(self, form: Form) -> None:
        self.window = Window(report_form(form))
        self.boxes = BOXES[form.kind]
        self.typed = {name: self.window.reads(name).strip() for name in self.boxes}
        self.more = form.words.more.strip()

    def types(self, typed: Round) -> None:
        for name, words in typed.items():
            self.window.type(name, words)
        self.typed |= typed

    def comes_back(self, form: Form) -> None:
        """The form came back: what stands in it is what was typed, only masked."""
        self.window.update(report_form(form))
        self.typed = {name: READS.get(words, words) for name, words in self.typed.items()}
        assert {name: self.window.reads(name) for name in self.boxes} == self.typed
        assert self.window.reads("more") == self.more

    def is_kept_in(self, report: Report) -> bool:
        kept = report.words.texts()
        expected = {name: READS.get(words, words) for name, words in self.typed.items()}
        return {name: kept[name] for name in self.boxes} == expected and kept["more"] == self.more


async def opened(world: World, kind: Kind, typed: str) -> Filling:
    world.people.authors = AUTHORS_NEEDED
    form = await world.services.capture.begin(PRIYA, CHANNEL, kind, typed)
    filling = Filling(form)
    if kind is Kind.NEAR_MISS:
        filling.window.choose("stage", "court")
    return filling


async def goes_through(filling: Filling, typed: list[Round], send: Send) -> str:
    """Send it after each round of typing, and then as it comes back; the report's reference."""
    for step in [*typed, *[Round()] * MOST_ROUNDS]:
        filling.types(step)
        answer = await send(filling.window.sent(PRIYA))
        if not isinstance(answer, Form):
            return answer.reference
        filling.comes_back(answer)
    raise AssertionError("the form comes back for ever")


def submitting(world: World) -> Send:
    async def submit(body: Block) -> Form | Receipt:
        return await world.services.capture.submit(parse_forms.submission(body))

    return submit


def changing(world: World) -> Send:
    async def change(body: Block) -> Form | VisibleReport:
        return await world.services.own.edit(parse_forms.edit(body))

    return change


async def stored(world: World, reference: str) -> Report:
    id = await world.id_of(reference)
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_typed_and_masked_in_any_order_comes_through_every_round_trip(
    world: World, seed: int
) -> None:
    await world.set_up()
    draw = Random(seed)
    for kind, mode, at_once in product(Kind, ("named", "anonymous"), ([], [SHOW_NOW])):
        filling = await opened(world, kind, draw.choice([*WHAT, LONG]))
        filling.window.choose("mode", mode)
        filling.window.choose("urgent", *at_once)

        reference = await goes_through(filling, rounds(draw, kind), submitting(world))

        assert filling.is_kept_in(await stored(world, reference)), filling.typed


@pytest.mark.parametrize("seed", SEEDS)
async def test_words_that_are_changed_come_through_every_round_trip_too(
    world: World, seed: int
) -> None:
    await world.set_up()
    draw = Random(seed)
    filling = Filling(await world.services.own.editing(PRIYA, await world.file()))

    reference = await goes_through(filling, rounds(draw, Kind.NEAR_MISS), changing(world))

    assert filling.is_kept_in(await stored(world, reference)), filling.typed
