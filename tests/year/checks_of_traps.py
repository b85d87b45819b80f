"""What must be true of error traps and figures when the year is over.

Each check names what is wrong, one line for each thing, as those of `tests.year.checks` do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from bot.domain.events import BOT
from bot.domain.trap import Trap
from bot.domain.trap_lifecycle import TrapEventKind, TrapState
from tests.year import shown
from tests.year.checks import Lived
from tests.year.learning import QUESTION, TRAP
from tests.year.planted import KEYS, TRAPS, Theme, theme_of
from tests.year.shown import FIGURES
from tests.year.stories import Story

FEWEST = 4
"""Near misses that belong to each trap in the end."""

HANDFUL = 5
"""Questions about what has no cause in common, in all six teams."""

ONCE_MORE = 2
"""How often a false pattern is asked about at most: once, and once after somebody has let it be."""


def questions(year: Lived) -> dict[str, Theme | None]:
    """What the bot asked about, by the reference of the trap: what most of its words tell of."""
    asked: defaultdict[str, str] = defaultdict(str)
    for said in year.those(QUESTION):
        found = TRAP.search(said.text)
        assert found is not None
        asked[found[0]] = asked[found[0]] or said.words
    return {reference: theme_of(words) for reference, words in asked.items()}


def stories_of(year: Lived, trap: Trap) -> list[Story]:
    """What people told that belongs to a trap."""
    kept = {one.report.id: one.report.reference for one in year.kept}
    return [year.script.stories[kept[id]] for id in sorted(trap.reports)]


def planted_traps_are_found_and_redesigned(year: Lived) -> Iterator[str]:
    """Proposed by the bot, confirmed, planned, changed and checked by people, each in its order."""
    kinds = TrapEventKind
    for theme in TRAPS:
        found = [one for one in year.traps if one.name == theme.name]
        if len(found) != 1:
            yield f"{theme.name!r} was confirmed {len(found)} times"
            continue
        (trap,) = found
        if trap.events[0].actor != BOT:
            yield f"{theme.name!r} was proposed by {trap.events[0].actor}"
        happened = [event.kind for event in trap.events]
        once = [kinds.PLANNED, kinds.CHANGED]
        again = [kinds.REOPENED, *once] * (len(theme.plans) - 1)
        wanted = [kinds.PROPOSED, kinds.CONFIRMED, kinds.OWNED, *once, *again, kinds.HELPED]
        if [one for one in happened if one is not kinds.LINKED] != wanted:
            yield f"{theme.name!r} went another way: {happened}"
        if trap.state is not TrapState.CHECKED:
            yield f"{theme.name!r} is {trap.state}"


def planted_traps_have_their_near_misses(year: Lived) -> Iterator[str]:
    """Several, each by somebody else, and nothing that has nothing to do with it."""
    for theme in TRAPS:
        for trap in (one for one in year.traps if one.name == theme.name):
            stories = stories_of(year, trap)
            authors = {story.author for story in stories}
            strange = [story.reference for story in stories if story.theme != theme.key]
            if strange:
                yield f"{theme.name!r} has {strange} in it"
            if len(authors) != len(stories) or len(authors) < FEWEST:
                yield f"{theme.name!r} has {len(stories)} near misses, by {len(authors)} people"


def reporters_of_traps_are_told(year: Lived) -> Iterator[str]:
    """Once that they have helped to uncover it, and once of each change, in its words."""
    for theme in TRAPS:
        for trap in (one for one in year.traps if one.name == theme.name):
            changes = [event for event in trap.events if event.kind is TrapEventKind.CHANGED]
            for story in stories_of(year, trap):
                own = [said for said in year.said if said.reader == story.author]
                uncovered = [
                    said
                    for said in own
                    if "helped to uncover an error trap" in said.text and trap.name in said.words
                ]
                if len(uncovered) != 1:
                    yield f"{story.author} was told {len(uncovered)} times of {trap.name!r}"
                for change in changes:
                    told = [
                        said
                        for said in own
                        if _tells_of(said.text, story) and change.words in said.words
                    ]
                    if len(told) != 1:
                        yield f"{story.author} was told {len(told)} times: {change.words!r}"


def _tells_of(text: str, story: Story) -> bool:
    return text.startswith("Something was changed because of") and story.reference in text


def a_false_pattern_is_let_be(year: Lived) -> Iterator[str]:
    """It is asked about, somebody says that it is none, and once more at most."""
    times = sum(theme is KEYS for theme in questions(year).values())
    dismissed = {trap.reference for trap in year.traps if trap.state is TrapState.DISMISSED}
    let_be = sum(
        theme is KEYS and reference in dismissed for reference, theme in questions(year).items()
    )
    if not 1 <= times <= ONCE_MORE:
        yield f"the false pattern was asked about {times} times"
    if let_be != times:
        yield f"the false pattern was let be {let_be} times of {times}"


def little_else_is_asked(year: Lived) -> Iterator[str]:
    """And nobody is asked about a planted trap twice."""
    asked = list(questions(year).values())
    nothing = sum(theme is None for theme in asked)
    if nothing > HANDFUL:
        yield f"{nothing} questions were about nothing"
    for theme in TRAPS:
        if asked.count(theme) != 1:
            yield f"{theme.name!r} was asked about {asked.count(theme)} times"
    strangers = [trap.reference for trap in year.traps if trap.events[0].actor != BOT]
    yield from (f"{reference} was proposed by somebody" for reference in strangers)


def figures_are_what_the_rows_say(year: Lived) -> Iterator[str]:
    """Each number of each team, and of all of them together, counted once more in another way."""
    seen: list[str] = []
    filled: set[str] = set()
    for said in year.those(FIGURES):
        title = str(said.blocks[0]["text"]["text"])
        team = title if title in year.counted else ""
        seen.append(team)
        found = shown.read(said)
        filled |= found.filled
        again = year.counted[team]
        wrong = shown.wrong(found, again, is_all=not team, today=year.asked_on)
        yield from (f"{title}: {one}" for one in wrong)
    yield from (f"nobody was shown anything of {one}" for one in shown.PARTS - filled)
    if sorted(seen) != sorted(year.counted):
        yield f"figures were shown of {seen}"


CHECKS_OF_TRAPS: tuple[Callable[[Lived], Iterator[str]], ...] = (
    planted_traps_are_found_and_redesigned,
    planted_traps_have_their_near_misses,
    reporters_of_traps_are_told,
    a_false_pattern_is_let_be,
    little_else_is_asked,
    figures_are_what_the_rows_say,
)
