"""A report that is part of an error trap says so wherever it is shown, and leads to it."""

from dataclasses import replace

import pytest

from bot.domain.digest import ROWS_IN_A_PART, Section, compose
from bot.domain.home import Own
from bot.domain.ids import DigestId, ReportId
from bot.domain.privacy import VisibleReport
from bot.domain.reactions import ON_CARDS
from bot.domain.report import Kind
from bot.domain.trap_lifecycle import TrapState
from bot.views.blocks import Message
from bot.views.card import card
from bot.views.digest import digest
from bot.views.ids import Action
from bot.views.own import happening, row, standing
from bot.views.returned import returned
from tests.views.reading import buttons, everything, parts, quoted, texts
from tests.views.reports import LONGEST, NASTY, TODAY, seen_by_manager, worst
from tests.views.slack_rules import refusals
from tests.views.stories import changed, event, seen_by_reporter, seen_by_team
from tests.views.traps import CHANGE, ID, NAME, PLAN, elsewhere

BECAUSE_OF_ITS_TRAP = changed(CHANGE, until=None)
PART = f"Part of the error trap \nT-7K3Q\n – {NAME}"


def a_card(report: VisibleReport, *, name: str = NAME) -> Message:
    trap = elsewhere(name=name)
    return card(report, has_decider=True, today=TODAY, reactions=ON_CARDS, trap=trap)


def a_morning(section: Section, report: VisibleReport, number: int = 1) -> Message:
    rows = [
        (section, replace(report, id=ReportId(f"{n:032x}"), reference=f"NM-{n:04d}"))
        for n in range(number)
    ]
    teams = {one.id: f"{n}{'&' * 30}" for n, (_, one) in enumerate(rows)}
    traps = {one.id: elsewhere(name=LONGEST) for _, one in rows}
    return digest(compose(TODAY, rows, left=9), id=DigestId("d1" * 16), teams=teams, traps=traps)


def test_a_card_says_what_it_is_part_of_and_opens_it_in_place_of_the_menu() -> None:
    shown = a_card(seen_by_team())
    assert PART in everything(shown)
    assert buttons(shown) == [Action.SEEN_TOO, Action.HAVE_AN_IDEA, Action.TRAP_READ]
    [opens] = [part for part in parts(shown) if part.get("action_id") == Action.TRAP_READ]
    assert opens["value"] == ID
    assert not [part for part in parts(shown) if part.get("type") == "overflow"]


def test_a_card_of_what_was_changed_with_its_trap_does_not_say_that_it_asks() -> None:
    said = everything(a_card(seen_by_team(events=(BECAUSE_OF_ITS_TRAP,))))
    assert "*Something was changed*, because of the error trap it is part of." in said
    assert "you are asked" not in said


@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 3_000, "ok"])
def test_the_longest_card_fits_with_its_trap(letters: str) -> None:
    shown = a_card(seen_by_team(words=worst(Kind.NEAR_MISS, letters)), name=letters)
    assert refusals(shown) == []


def test_a_name_is_shown_as_typed_and_never_as_formatting() -> None:
    for shown in (a_card(seen_by_team(), name=NASTY), a_morning(Section.NEW, seen_by_manager())):
        assert not [text for text in texts(shown, "mrkdwn") if "!here" in text]


def test_a_row_of_a_morning_says_what_it_is_part_of() -> None:
    assert "Part of the error trap" in everything(a_morning(Section.NEW, seen_by_manager()))


@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 3_000, '"\\' * 1_500, "ok"])
@pytest.mark.parametrize("section", Section)
def test_a_full_part_of_a_morning_fits_where_each_report_is_in_a_trap(
    section: Section, letters: str
) -> None:
    asked = (changed(letters), event(changed().kind, letters))
    report = seen_by_manager(words=worst(Kind.NEAR_MISS, letters), events=asked)
    shown = a_morning(section, report, ROWS_IN_A_PART)
    assert refusals(shown) == []
    assert everything(shown).count("T-7K3Q") == ROWS_IN_A_PART


def test_ones_own_report_says_what_it_is_part_of_in_the_list_and_all_of_it_in_its_window() -> None:
    own = Own(seen_by_reporter(), (), elsewhere(TrapState.REDESIGNING))
    listed = Message("A row", tuple(row(own, TODAY)))
    assert PART in everything(listed)
    assert len(listed.blocks) <= 3
    for window in (happening(own, TODAY), returned(own, TODAY)):
        assert PART in everything(window)
        assert "A change is planned for Monday 7 December." in everything(window)
        assert PLAN in quoted(window)


def test_what_was_changed_with_its_trap_promises_its_reporter_no_question() -> None:
    own = Own(seen_by_reporter(events=(BECAUSE_OF_ITS_TRAP,)), (), elsewhere(TrapState.CHANGED))
    assert standing(own, TODAY) == "It was changed, because of the error trap it is part of."
    by_itself = replace(own, trap=None)
    assert "I ask you and your team" in standing(by_itself, TODAY)


def test_the_window_of_the_longest_report_fits_with_its_trap() -> None:
    report = seen_by_reporter(words=worst(Kind.NEAR_MISS), events=(changed(LONGEST),) * 40)
    own = Own(report, (), elsewhere(TrapState.CHANGED, name=LONGEST))
    assert refusals(happening(own, TODAY)) == []
    assert refusals(returned(own, TODAY)) == []
