"""Nothing in the code can become a target: no goal, no ranking, no traffic light, no tally.

It looks at the names that code is written with, at the sentences people read, and at what storage
counts by. That it would find such a thing is shown with code that has it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.seams.tree import ROOT, name, sources

FORBIDDEN = frozenset(
    {
        *("goal", "goals", "target", "targets", "quota", "quotas", "kpi", "kpis", "benchmark"),
        *("rank", "ranks", "ranked", "ranking", "rankings", "leaderboard", "league", "podium"),
        *("score", "scores", "scored", "scoreboard", "scorecard", "percentile", "performance"),
        *("rag", "amber", "traffic_light", "traffic_lights"),
        *("per_person", "per_user", "per_reporter", "per_practitioner", "per_manager", "per_head"),
        *(
            "reporter_count",
            "reporters_count",
            "count_of_reporters",
            "most_active",
            "top_reporters",
        ),
    }
)

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

ELSEWHERE = {
    "bot/domain/likeness.py": {"ranked", "score", "scored"},  # how alike two texts are
    "bot/domain/patterns.py": {"score"},  # likewise
    "bot/services/likeness.py": {"ranked"},  # likewise
    "bot/domain/personal_data.py": {"rank"},  # which of two findings in a text is kept
    "storage/outbox.py": {"ranked"},  # which message of a lane goes first
    "storage/migrations/env.py": {"target"},  # what Alembic calls the tables
}
"""What is called so and is about no team and nobody."""

PEOPLE = frozenset(
    {"finder", "sealed", "actor", "author", "owner", "doer", "user_id", "recipient", "decided_by"}
)
"""Columns that tell one person from another."""

_COUNTING = frozenset({"group_by", "distinct", "over"})


def spoken(identifier: str) -> set[str]:
    """The words of an identifier, alone and in pairs and threes: `reports_per_person`."""
    words = [word.lower() for word in _WORD.findall(identifier)]
    return {
        "_".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + 3, len(words)) + 1)
    }


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Every name in a module: of functions, classes, fields, arguments, variables and modules."""
    for node in ast.walk(tree):
        for attribute in ("name", "id", "attr", "arg", "module", "asname"):
            value = getattr(node, attribute, None)
            if isinstance(value, str):
                yield value


def sentences(tree: ast.AST) -> Iterator[str]:
    """Every text in a module, its docstrings as well: those of errors are what people read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named_so(source: str) -> set[str]:
    """The forbidden words in the names of some code."""
    tree = ast.parse(source)
    return {word for one in identifiers(tree) for word in spoken(one) & FORBIDDEN}


def told_so(source: str) -> set[str]:
    """The forbidden words in its texts, written with blanks or hyphens too."""
    tree = ast.parse(source)
    texts = (re.sub(r"[\s-]+", " ", one) for one in sentences(tree))
    return {
        word
        for text in texts
        for word in FORBIDDEN
        if re.search(rf"\b{word.replace('_', '[ _]')}\b", text, re.IGNORECASE)
    }


def counts_people(source: str) -> set[str]:
    """The columns that tell people apart and that some code groups or counts by."""
    return {
        column.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _COUNTING
        for part in (*node.args, *(keyword.value for keyword in node.keywords))
        for column in ast.walk(part)
        if isinstance(column, ast.Attribute) and column.attr in PEOPLE
    }


@pytest.mark.parametrize("path", sources("bot", "handlers", "storage"), ids=name)
def test_nothing_is_named_after_a_target_a_ranking_or_a_tally_of_people(path: Path) -> None:
    found = named_so(path.read_text(encoding="utf-8"))
    assert found - ELSEWHERE.get(name(path), set()) == set()


@pytest.mark.parametrize(("where", "words"), ELSEWHERE.items())
def test_each_exception_is_still_needed(where: str, words: set[str]) -> None:
    assert words <= named_so((ROOT / where).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sources("bot/views", "handlers"), ids=name)
def test_no_sentence_that_people_read_speaks_of_one(path: Path) -> None:
    assert told_so(path.read_text(encoding="utf-8")) == set()


def test_no_sentence_of_a_refusal_speaks_of_one() -> None:
    [path] = [path for path in sources("bot/domain") if path.name == "errors.py"]
    assert told_so(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", sources("storage"), ids=name)
def test_nothing_is_counted_by_who_did_it(path: Path) -> None:
    assert counts_people(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("answer_target = 3", {"target"}),
        ("class TeamRanking: ...", {"ranking"}),
        ("def reports_per_person(team): ...", {"per_person"}),
        ("team.goal = 90", {"goal"}),
        ("def f(*, kpi=1): ...", {"kpi"}),
        ("from bot.domain.leaderboard import top", {"leaderboard"}),
        ("def of(team): return team.trafficLight", {"traffic_light"}),
        ("RAG = {}", {"rag"}),
        ("storage, drag, fragment, paragraph, ranged = 1, 2, 3, 4, 5", set()),
    ],
)
def test_a_name_that_is_planted_is_found(planted: str, found: set[str]) -> None:
    assert named_so(planted) == found


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("SAID = 'Your team is below its target.'", {"target"}),
        ("SAID = f'{team}: amber'", {"amber"}),
        ("SAID = 'near misses per person'", {"per_person"}),
        ('class Late(Error):\n    """Your traffic-light is red."""', {"traffic_light"}),
        ("SAID = 'The last seven months lie below the middle line.'", set()),
    ],
)
def test_a_sentence_that_is_planted_is_found(planted: str, found: set[str]) -> None:
    assert told_so(planted) == found


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("select(func.count()).group_by(identity.c.finder)", {"finder"}),
        ("select(func.count(distinct)).group_by(event.c.report_id, event.c.actor)", {"actor"}),
        ("select(comment.c.author).distinct(comment.c.author)", {"author"}),
        ("func.row_number().over(partition_by=delivery.c.recipient)", {"recipient"}),
        ("select(func.count()).group_by(report.c.team_id)", set()),
    ],
)
def test_a_tally_that_is_planted_is_found(planted: str, found: set[str]) -> None:
    assert counts_people(planted) == found
