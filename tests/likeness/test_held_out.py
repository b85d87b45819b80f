"""How often one of the same theme is among the three likest, of a list nobody fitted anything to.

`hit@3` is the share of the 120 near misses of whose three likest at least one has the same theme.
Nothing but the words is compared: no place in the work and no factor was chosen. The six of a theme
are worded as differently as people word things, and many of them share no telling word at all: that
is what no comparison of words can bridge, as the figures of the two other ways show. So what is
shown is a guess and is called one, and anybody can say that reports belong together.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

import pytest

from bot.domain.ids import ReportId
from bot.domain.likeness import MOST, Told
from bot.domain.report import Words
from bot.services import likeness
from storage.database import Database, Transaction
from tests.likeness.held_out import Written, held_out
from tests.likeness.others import by_rapidfuzz, by_tf_idf, top_three
from tests.storage.indexed import RIVERSIDE, indexed

Found = Mapping[int, Sequence[int]]
"""By the number of a near miss, those of the others that were found for it."""


@pytest.fixture(scope="module")
def written() -> tuple[Written, ...]:
    return held_out()


def hits(written: Sequence[Written], found: Found) -> float:
    """The share of which one of the same theme was found."""
    right = sum(
        any(written[other].theme == one.theme for other in found[number])
        for number, one in enumerate(written)
    )
    return right / len(written)


def rightly(written: Sequence[Written], found: Found) -> float:
    """The share of all that was found that has the same theme."""
    pairs = [(one, other) for one, others in found.items() for other in others]
    return sum(written[one].theme == written[other].theme for one, other in pairs) / len(pairs)


async def ours(database: Database, written: Sequence[Written], *, least: float) -> Found:
    """What the index and the score find in this database."""
    # Ids in the order of the list, by which a tie is settled: the figures are the same every time.
    ids = [
        await indexed(database, one.words, id=ReportId(f"{number:032x}"))
        for number, one in enumerate(written)
    ]
    numbers = {id: number for number, id in enumerate(ids)}

    async def look(tx: Transaction) -> list[tuple[ReportId, ...]]:
        return [
            await likeness.likest(tx, id, told(one), [RIVERSIDE], least=least)
            for id, one in zip(ids, written, strict=True)
        ]

    rows = await database.read(look)
    return {number: [numbers[id] for id in row[:MOST]] for number, row in enumerate(rows)}


def told(one: Written) -> Told:
    return Told.by(Words(what=one.words))


def test_the_list_is_what_it_says(written: Sequence[Written]) -> None:
    assert set(Counter(one.theme for one in written).values()) == {6}
    assert len({one.words for one in written}) == 120
    assert len({one.theme for one in written}) == 20


async def test_one_of_the_same_theme_is_among_the_three_likest(
    database: Database,
    written: Sequence[Written],
    record_property: Callable[[str, object], None],
) -> None:
    texts = [one.words for one in written]
    of_others = {
        name: {one: top_three(way, one, len(texts)) for one in range(len(texts))}
        for name, way in {
            "rapidfuzz token_set_ratio": by_rapidfuzz(texts),
            "TF-IDF cosine": by_tf_idf(texts),
        }.items()
    }
    found = await ours(database, written, least=0)

    every = {f"ours ({database.engine.dialect.name})": found, **of_others}
    lines = [f"{name}: hit@3 {hits(written, one):.3f}" for name, one in every.items()]
    record_property("table", "\n".join(lines))
    best = max(hits(written, one) for one in of_others.values())
    assert hits(written, found) >= best - 0.02


async def test_what_is_shown_is_more_often_right_than_the_three_likest(
    database: Database,
    written: Sequence[Written],
    record_property: Callable[[str, object], None],
) -> None:
    shown = await ours(database, written, least=1.0)

    many = sum(len(others) for others in shown.values())
    none = sum(not others for others in shown.values())
    record_property(
        "table",
        f"shown ({database.engine.dialect.name}): hit@3 {hits(written, shown):.3f}; "
        f"{rightly(written, shown):.3f} of {many} have the same theme; for {none} of 120 nothing",
    )
    by_chance = 5 / 119
    assert rightly(written, shown) > 5 * by_chance
    assert set(chain.from_iterable(shown.values())) <= set(range(120))
