"""The window with error traps: what each of them says, and that Slack takes it."""

import json
from dataclasses import replace

import pytest

from bot.domain.trap_lifecycle import LIVE, TrapState
from bot.domain.trap_list import TrapList, TrapRow
from bot.views.ids import Action
from bot.views.trap_list import trap_list
from bot.views.trap_words import NAME_CHARACTERS
from tests.views import slack_rules
from tests.views.reading import everything
from tests.views.reports import BEN
from tests.views.traps import DECIDES, STORIES, a_row, elsewhere, seen_as

SINCE = {TrapState.REDESIGNING: "Planned yesterday", TrapState.CHANGED: "Changed yesterday"}


def drawn(row: TrapRow) -> str:
    return json.dumps(trap_list(TrapList((row,), 0, None)))


def test_an_empty_one_says_how_one_begins() -> None:
    view = trap_list(TrapList((), 0, None))
    assert slack_rules.refusals(view) == []
    assert "No error trap is open" in everything(view)


@pytest.mark.parametrize("state", sorted(LIVE))
def test_each_says_its_name_and_where_it_stands_and_can_be_opened(state: TrapState) -> None:
    row = a_row(state)
    told = everything(trap_list(TrapList((row,), 0, None)))
    assert "T-7K3Q" in told
    assert "The court bundle" in told
    assert "Riverside" in told
    assert SINCE.get(state, "Waiting since yesterday") in told
    assert Action.TRAP_READ in drawn(row)


def test_who_has_it_is_said() -> None:
    assert BEN in drawn(a_row(TrapState.REDESIGNING))


def test_a_guess_is_called_one_and_nobody_is_said_to_lack_it() -> None:
    told = everything(trap_list(TrapList((a_row(TrapState.PROPOSED),), 0, None)))
    assert "A guess" in told
    assert "Nobody has taken it on" not in told


def test_since_when_is_left_out_where_it_may_not_be_told() -> None:
    row = a_row(TrapState.CONFIRMED, is_since_told=False)
    assert "since" not in everything(trap_list(TrapList((row,), 0, None)))


def test_no_list_counts_or_compares() -> None:
    rows = tuple(a_row(state) for state in LIVE)
    told = everything(trap_list(TrapList(rows, 0, 8)))
    for word in ("overdue", "late", "target", "1 of"):
        assert word not in told


@pytest.mark.parametrize(("first", "following"), [(0, None), (0, 8), (8, None)])
def test_the_longest_eight_fit(first: int, following: int | None) -> None:
    name = "\N{FACE WITH TEARS OF JOY}" * NAME_CHARACTERS
    trap = seen_as(DECIDES, STORIES[TrapState.CHANGED], name=name)
    rows = tuple(replace(a_row(TrapState.CHANGED), trap=trap, team="R" * 80) for _ in range(8))
    assert slack_rules.refusals(trap_list(TrapList(rows, first, following))) == []


def test_a_neighbour_is_never_told_who_has_it() -> None:
    row = a_row(TrapState.REDESIGNING, trap=elsewhere(TrapState.REDESIGNING))
    assert BEN not in drawn(row)
