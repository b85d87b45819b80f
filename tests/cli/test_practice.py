"""Whoever tries the demo meets a working day, and loses nothing of one that is running."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot import cli
from bot.app import AlreadyRunning, alone
from bot.cli.practice import LONDON, _forget, _in_working_hours
from tests.cli.conftest import Goodcatch


def at(written: str) -> datetime:
    """A moment in London."""
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize("now", ["2026-11-23T09:00", "2026-11-23T15:59", "2026-07-15T12:30"])
def test_in_working_hours_the_demo_begins_now(now: str) -> None:
    assert _in_working_hours(at(now)) == at(now)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-23T08:59", "2026-11-23T10:00"),
        ("2026-11-23T16:00", "2026-11-24T10:00"),
        ("2026-11-23T00:30", "2026-11-23T10:00"),
        ("2026-11-27T18:00", "2026-11-30T10:00"),
        ("2026-11-28T11:00", "2026-11-30T10:00"),
        ("2026-11-29T23:30", "2026-11-30T10:00"),
        ("2026-12-25T11:00", "2026-12-29T10:00"),
        ("2026-07-15T20:00", "2026-07-16T10:00"),
        ("2026-10-23T17:00", "2026-10-26T10:00"),
    ],
    ids=[
        "before work",
        "after work",
        "by night",
        "friday evening",
        "saturday",
        "sunday",
        "christmas",
        "in summer",
        "as the clocks go back",
    ],
)
def test_at_any_other_time_it_begins_at_ten_on_the_next_working_day(now: str, begins: str) -> None:
    assert _in_working_hours(at(now)) == at(begins)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of a demo that has been tried before."""
    folder = tmp_path / "data" / "demo"
    (folder / "older").mkdir(parents=True)
    for name in ("workspace.json", "goodcatch.db", "older/notes.txt"):
        (folder / name).write_text("kept", encoding="utf-8")
    return folder


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.name != "goodcatch.lock"}


def test_starting_over_while_a_demo_runs_is_refused_and_deletes_nothing(
    goodcatch: Goodcatch, kept: Path
) -> None:
    with alone(kept):
        told = goodcatch("demo", "--fresh")
    assert told.exit_code == 1
    assert "already running on this data folder" in told.output
    assert names(kept) == {"workspace.json", "goodcatch.db", "older"}
    assert (kept / "older" / "notes.txt").exists()


def test_starting_over_forgets_everything_that_was_tried(kept: Path) -> None:
    _forget(kept)
    assert names(kept) == set()


def test_there_is_nothing_to_forget_the_first_time(tmp_path: Path) -> None:
    _forget(tmp_path / "demo")
    assert names(tmp_path / "demo") == set()


def test_a_folder_is_for_one_at_a_time_and_free_again_afterwards(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(AlreadyRunning), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_folder_is_free_again_after_something_went_wrong_in_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path):
        raise ZeroDivisionError
    with alone(tmp_path):
        pass


@pytest.fixture
def careless() -> Iterator[None]:
    """A shell in which everybody may read what is written."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_the_command_line_writes_is_for_its_own_user_only(
    careless: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "database.db"
    monkeypatch.setattr(cli, "app", lambda: written.write_text("words", encoding="utf-8"))
    cli.main()
    assert written.stat().st_mode & 0o777 == 0o600
