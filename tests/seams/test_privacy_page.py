"""The privacy page tells of everything that is stored."""

import re
from pathlib import Path

from storage import schema

PAGE = Path(__file__).parents[2] / "docs/explanation/privacy.md"
_CELL = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


def test_every_table_of_the_database_is_on_it_once_and_no_other() -> None:
    (stored,) = re.findall(r"## What is stored where\n(.*?)\n### ", PAGE.read_text(), re.DOTALL)
    told = [table for cell in _CELL.findall(stored) for table in re.findall(r"\w+", cell)]
    assert sorted(told) == sorted(schema.metadata.tables)
