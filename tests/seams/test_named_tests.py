"""Documents that say which test shows something name tests that are there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.seams.tree import ROOT, name

_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
"""As documents write it: a path from the root, and most often the name of a test in it."""


def _documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def _tests_in(path: str) -> frozenset[str]:
    """What the file defines as tests; nothing where there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    return frozenset(
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    )


def _missing(text: str) -> Iterator[str]:
    for path, test in _NAMED.findall(text):
        if not (ROOT / path).is_file() or (test and test not in _tests_in(path)):
            yield f"{path}::{test}" if test else path


@pytest.mark.parametrize("document", _documents(), ids=name)
def test_every_test_that_a_document_names_is_there(document: Path) -> None:
    assert list(_missing(document.read_text(encoding="utf-8"))) == []


def test_a_test_that_is_not_there_is_found() -> None:
    here = "tests/seams/test_named_tests.py"
    named = [
        f"`{here}::test_a_test_that_is_not_there_is_found`",
        f"`{here}`",
        f"`{here}::test_of_another_name`",
        "`tests/seams/test_nowhere.py::test_a_test_that_is_not_there_is_found`",
    ]
    assert list(_missing(" ".join(named))) == [
        f"{here}::test_of_another_name",
        "tests/seams/test_nowhere.py::test_a_test_that_is_not_there_is_found",
    ]


def test_the_table_of_what_each_part_can_surrender_names_a_test_in_every_row() -> None:
    text = (ROOT / "docs/explanation/what-each-part-can-surrender.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line.endswith("shown by |")]
    assert heads
    assert [row for row in rows if row not in heads and not _NAMED.search(row)] == []
