"""The checks of traps and figures notice what they are there for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import figures
from bot.domain.change import Verdict
from bot.domain.events import BOT, TEAM
from bot.domain.figures import Facts, FirstAnswer, LookBack, NearMiss, Waiting
from bot.domain.ids import TeamId, TrapId, UserId
from bot.domain.pulse import Pulse, Word
from bot.domain.taxonomy import Factor, Stage
from bot.domain.trap import Trap, TrapEvent
from bot.domain.trap_lifecycle import TrapEventKind
from bot.views import figures as drawn
from tests.services.recounting import Recount
from tests.year import checks_of_traps as checks
from tests.year import shown
from tests.year.ledger import Said
from tests.year.planted import COURT, KEYS, TRAPS, Theme, planted
from tests.year.test_checks import MONDAY, REPORT, Told, told

__all__ = ["told"]

KIND = TrapEventKind
WELL = (
    KIND.PROPOSED,
    KIND.CONFIRMED,
    KIND.OWNED,
    KIND.LINKED,
    KIND.PLANNED,
    KIND.CHANGED,
    KIND.HELPED,
)
OWNER = UserId("U0ASHDOWN09")


def a_trap(*kinds: TrapEventKind, actor: str = BOT) -> Trap:
    """The planted trap of court dates, to which these things have happened."""
    events = [
        TrapEvent(kind, MONDAY, actor if kind is KIND.PROPOSED else OWNER, words=COURT.plans[0])
        for kind in kinds
    ]
    return Trap(
        id=TrapId("1"),
        reference="T-2F9D",
        team=TeamId("1"),
        name=COURT.name,
        stage=None,
        factors=(),
        proposed_on=MONDAY.date(),
        events=tuple(events),
        reports=frozenset({REPORT.id}),
    )


def about_court(found: Iterator[str]) -> list[str]:
    return [one for one in found if COURT.name in one]


def test_a_trap_that_went_its_way_is_not_noticed(told: Told) -> None:
    year = replace(told.year, traps=(a_trap(*WELL),))

    assert about_court(checks.planted_traps_are_found_and_redesigned(year)) == []


@pytest.mark.parametrize(
    ("traps", "noticed"),
    [
        ((), "0 times"),
        ((a_trap(*WELL), a_trap(*WELL)), "2 times"),
        ((a_trap(*WELL, actor=TEAM),), "proposed by team"),
        ((a_trap(*WELL[:-1]),), "another way"),
        ((a_trap(*WELL[:-1]),), "is changed"),
        ((a_trap(*(kind for kind in WELL if kind is not KIND.PLANNED)),), "another way"),
    ],
)
def test_a_trap_that_went_another_way_is_noticed(
    told: Told, traps: tuple[Trap, ...], noticed: str
) -> None:
    year = replace(told.year, traps=traps)

    found = about_court(checks.planted_traps_are_found_and_redesigned(year))
    assert any(noticed in one for one in found)


def test_what_does_not_belong_to_a_trap_and_what_is_missing_is_noticed(told: Told) -> None:
    year = replace(told.year, traps=(a_trap(*WELL),))

    strange, few = checks.planted_traps_have_their_near_misses(year)
    assert REPORT.reference in strange
    assert "1 near misses, by 1 people" in few


def test_a_reporter_who_is_not_told_of_a_trap_and_its_change_once_is_noticed(told: Told) -> None:
    year = replace(told.year, traps=(a_trap(*WELL),))
    author = year.script.stories[REPORT.reference].author
    uncovered, changed = checks.reporters_of_traps_are_told(year)
    assert "told 0 times of" in uncovered
    assert "told 0 times: " in changed

    told.say("Your near miss has helped to uncover an error trap", to=author, words=COURT.name)
    text = f"Something was changed because of your near miss {REPORT.reference}"
    told.say(text, to=author, words=COURT.plans[0])
    assert list(checks.reporters_of_traps_are_told(year)) == []

    told.say(text, to=author, words=COURT.plans[0])
    assert "told 2 times" in next(checks.reporters_of_traps_are_told(year))


def ask(told: Told, reference: str, theme: Theme | None) -> None:
    """The bot's question about the first three near misses of a theme, or about some others."""
    words = [one.words for one in theme.told[:3]] if theme else ["Nothing in particular"]
    told.say(f"Is this one error trap? {reference}", words="\n".join(words))


def test_a_false_pattern_asked_about_too_often_or_not_let_be_is_noticed(told: Told) -> None:
    assert "asked about 0 times" in next(checks.a_false_pattern_is_let_be(told.year))

    for number in range(2, 5):
        ask(told, f"T-222{number}", KEYS)
    let_be = tuple(
        replace(a_trap(KIND.PROPOSED, KIND.DISMISSED), reference=f"T-222{number}")
        for number in range(2, 4)
    )
    often, not_let_be = checks.a_false_pattern_is_let_be(replace(told.year, traps=let_be))
    assert "3 times" in often
    assert "2 times of 3" in not_let_be


def test_questions_about_nothing_and_about_the_same_trap_are_noticed(told: Told) -> None:
    for theme in TRAPS:
        ask(told, f"T-2{theme.key.upper()[:3]}".replace("O", "2"), theme)
    assert list(checks.little_else_is_asked(told.year)) == []

    ask(told, "T-9999", COURT)
    for number in range(2, 8):
        ask(told, f"T-333{number}", None)
    nothing, twice = checks.little_else_is_asked(told.year)
    assert "6 questions" in nothing
    assert COURT.name in twice


def test_each_that_is_planted_is_told_by_somebody_else_in_other_words() -> None:
    stories = list(planted(date(2027, 3, 1), after=300))

    assert len({story.words for story in stories}) == len(stories)
    for theme in TRAPS:
        authors = Counter(story.author for story in stories if story.theme == theme.key)
        assert len(authors) == len(theme.told) >= checks.FEWEST
        assert len({told.crew for told in theme.told}) > 1


TODAY = date(2027, 6, 4)
TEAM_ID = TeamId("1")
MAY = date(2027, 5, 3)


def sheet() -> shown.Sheet:
    """What a team is shown of nine near misses, nine answers, nine looks back and nine pulses."""
    facts = Facts(
        period=figures.period_before(TODAY),
        waiting=Waiting(answer=Counter({TEAM_ID: 2}), since=TODAY - timedelta(days=1)),
        near_misses=(NearMiss(TEAM_ID, Stage.COURT, (Factor.HANDOVER,)),) * 9,
        answers=(FirstAnswer(TEAM_ID, MAY, 3),) * 9,
        looked_back=(LookBack(TEAM_ID, MAY, Verdict.YES),) * 9,
        pulses=(Pulse(TEAM_ID, MAY.replace(day=1), Word.YES, Word.PARTLY),) * 9,
    )
    message = drawn.figures("Ashdown", figures.of_team(facts), today=TODAY)
    said = Said(MONDAY, "D1", "1.0", "", message.text, "", [dict(b) for b in message.blocks], "")
    return shown.read(said)


def recounted() -> Recount:
    """The same from the rows."""
    return Recount(
        cells={(Stage.COURT, Factor.HANDOVER): {TEAM_ID: 9}},
        days={"2027-05": {TEAM_ID: [3] * 9}},
        helped={"2027-05": {TEAM_ID: [True] * 9}},
        waiting={TEAM_ID: 2},
        since={TEAM_ID: TODAY - timedelta(days=1)},
        words={("respected", "yes"): {TEAM_ID: 9}, ("again", "partly"): {TEAM_ID: 9}},
    )


def wrong(again: Recount) -> list[str]:
    return list(shown.wrong(sheet(), again, is_all=False, today=TODAY))


def test_figures_that_are_right_are_not_noticed() -> None:
    assert wrong(recounted()) == []
    assert sheet().filled == shown.PARTS


def test_figures_that_nobody_was_shown_are_noticed(told: Told) -> None:
    year = replace(told.year, counted={"": Recount(), "Ashdown": Recount()})

    found = list(checks.figures_are_what_the_rows_say(year))
    assert len([one for one in found if "shown anything of" in one]) == len(shown.PARTS)
    assert "figures were shown of []" in found


@pytest.mark.parametrize(
    ("again", "noticed"),
    [
        (replace(recounted(), waiting={TEAM_ID: 8}), "waiting"),
        (replace(recounted(), since={TEAM_ID: TODAY}), "oldest"),
        (replace(recounted(), look={TEAM_ID: 1}), "look"),
        (replace(recounted(), traps={TEAM_ID: 1}), "traps"),
        (replace(recounted(), cells={}), "court"),
        (replace(recounted(), cells={(Stage.COURT, Factor.HANDOVER): {TEAM_ID: 14}}), "about 15"),
        (replace(recounted(), days={}), "first answer"),
        (replace(recounted(), days={"2027-05": {TEAM_ID: [2] * 9}}), "first answer"),
        (replace(recounted(), helped={"2027-05": {TEAM_ID: [True, False]}}), "that helped"),
        (replace(recounted(), words={}), "respected"),
    ],
)
def test_a_figure_that_is_not_what_the_rows_say_is_noticed(again: Recount, noticed: str) -> None:
    assert any(noticed in one for one in wrong(again))
