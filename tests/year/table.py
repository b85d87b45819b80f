"""The table of outcomes, as it is printed when a year is over: of the whole service, of nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.domain.lifecycle import State
from bot.domain.report import Kind, Mode
from tests.year.checks import Lived
from tests.year.checks_of_traps import questions
from tests.year.learning import TRAP
from tests.year.ledger import REFERENCE
from tests.year.planted import THEMES

_COLUMNS = (
    (Kind.NEAR_MISS, Mode.NAMED),
    (Kind.NEAR_MISS, Mode.CONFIDENTIAL),
    (Kind.SUGGESTION, Mode.NAMED),
    (Kind.SUGGESTION, Mode.CONFIDENTIAL),
)


def table(year: Lived, seconds: float) -> str:
    """What became of every report, what happened on the way, and what was said."""
    return "\n".join(
        [
            *(*_states(year), "", *_happenings(year), "", *_messages(year), ""),
            *(*_traps(year), "", *_end(year, seconds)),
        ]
    )


def _states(year: Lived) -> Iterator[str]:
    reports = [standing.report for standing in year.kept]
    counted = Counter((report.state, report.kind, report.mode) for report in reports)
    heads = [f"{kind.replace('_', ' ')}, {mode}" for kind, mode in _COLUMNS]
    yield _row("What became of it", [*heads, "all"])
    for state in State:
        numbers = [counted[state, kind, mode] for kind, mode in _COLUMNS]
        yield _row(state, [*numbers, sum(numbers)])
    yield _row("all", [*(sum(counted[s, k, m] for s in State) for k, m in _COLUMNS), len(reports)])


def _happenings(year: Lived) -> Iterator[str]:
    events = Counter(event.kind for one in year.kept for event in one.report.events)
    yield from (_row(f"event: {kind}", [number]) for kind, number in events.most_common())


def _messages(year: Lived) -> Iterator[str]:
    said = Counter(
        TRAP.sub("…", REFERENCE.sub("…", one.text.partition(":")[0])) for one in year.said
    )
    yield from (_row(f"said: {text}", [number]) for text, number in sorted(said.items()))


def _traps(year: Lived) -> Iterator[str]:
    """What the bot asked about, and what became of it."""
    asked = questions(year)
    for theme in THEMES:
        yield _row(f"asked about: {theme.name or theme.key}", [list(asked.values()).count(theme)])
    yield _row("asked about: nothing that was planted", [list(asked.values()).count(None)])
    states = Counter(trap.state for trap in year.traps)
    yield from (_row(f"error traps: {state}", [number]) for state, number in sorted(states.items()))


def _end(year: Lived, seconds: float) -> Iterator[str]:
    script = year.script
    yield _row("calls of Slack's Web API", [script.ledger.calls])
    yield _row("turned away while the bot was down", [script.reporting.turned_away])
    yield _row("buttons gone when they were pressed", [script.hands.too_late])
    yield _row("refused with a kind sentence", [sum(script.hands.refused_kindly.values())])
    yield _row("seconds", [round(seconds)])


def _row(name: str, cells: Iterable[object]) -> str:
    return f"{name:<44.44}" + "".join(f"{cell!s:>26}" for cell in cells)
