"""The checks of a year notice what they are there for: each is shown what it must not miss."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.events import BOT, Event, EventKind, Reply
from bot.domain.ids import UserId
from bot.domain.report import Audience, Mode
from bot.manifest import manifest
from bot.services.standing import Standing
from sandbox.workspace import Workspace
from tests.builders import a_report, a_team
from tests.conftest import fresh_vault
from tests.stories.bot_process import BotProcess
from tests.stories.conftest import settings_for
from tests.year import checks
from tests.year.checks import Lived
from tests.year.ledger import Said
from tests.year.people import ABROAD, CREWS, LEAD, PART_TIME, YEAR, move_in
from tests.year.script import Script
from tests.year.stories import Story

CREW = CREWS[0]
MANAGER, AUTHOR = CREW.led_by[0], CREW.practitioners[0]
MONDAY = datetime(YEAR, 3, 8, 9, 0, tzinfo=UTC)
REPORT = replace(a_report(team=a_team(managers=(UserId(MANAGER),))), reference="NM-2F9D")
"""Its reference is always the same: the tests are named after it, on every worker alike."""
CARD = "A new near miss in your team: it can be read here"
NUDGE = f"Near miss {REPORT.reference} is waiting for your answer"


@dataclass
class Told:
    """A year with one story in it, to which a test adds what must not be."""

    year: Lived
    marks: Iterator[int] = field(default_factory=count)

    def say(
        self,
        text: str,
        *,
        to: str = MANAGER,
        at: datetime = MONDAY,
        words: str = REPORT.reference,
        mark: str = "",
    ) -> None:
        """A message to somebody, or in a channel."""
        channel = f"D{to[1:]}" if to.startswith("U") else to
        said = Said(at, channel, "1.0", "", text, words, [{"text": words}], mark or self._mark())
        self.year.script.ledger.said.append(said)

    def _mark(self) -> str:
        return f"mark {next(self.marks)}"

    def after(self, *events: Event, audience: Audience = Audience.TEAM) -> "Told":
        """The same, where these things have happened to the story."""
        kept = self.year.kept[0]
        report = replace(kept.report, events=(*REPORT.events, *events), audience=audience)
        self.year = replace(self.year, kept=(replace(kept, report=report),))
        return self


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """One near miss, told in confidence to the first team, with its card in the channel."""
    workspace = Workspace(manifest(), furnished=False)
    move_in(workspace)
    bot = BotProcess(workspace, settings_for(workspace, "", tmp_path), tmp_path)
    story = Story(1, MONDAY.date(), 0, CREW, AUTHOR, is_near_miss=True, is_named=False,
                  is_for_team=True, patience=0, reference=REPORT.reference)  # fmt: skip
    script = Script(workspace, bot, (), [story], Random(1), stories={REPORT.reference: story})
    script.waiting_shown[REPORT.reference] = MANAGER
    kept = Standing(
        report=REPORT,
        team=a_team(managers=(UserId(MANAGER),)),
        today=MONDAY.date(),
        now=MONDAY,
        gone=frozenset(),
        habits={},
        finder=None,
        vault=fresh_vault(),
    )
    log = tmp_path / "bot.log"
    log.write_text("", encoding="utf-8")
    found = Told(Lived(script, (kept,), {}, log))
    found.say(CARD, to=CREW.channel)
    return found


@pytest.mark.parametrize("check", checks.CHECKS)
def test_where_all_is_well_nothing_is_found(
    told: Told, check: Callable[[Lived], Iterator[str]]
) -> None:
    told.say("Good morning: 1 new")
    told.say(NUDGE)

    assert list(check(told.year)) == []


def test_a_story_that_was_lost_is_noticed(told: Told) -> None:
    lost = replace(told.year, kept=())

    assert list(checks.every_story_is_kept(lost)) == [f"{REPORT.reference} is not kept"]


def test_a_report_that_nobody_sees_waiting_is_noticed(told: Told) -> None:
    told.year.script.waiting_shown.clear()

    assert "nobody was shown it" in next(checks.what_waits_is_seen_waiting(told.year))


def test_a_report_that_waits_with_nobody_is_noticed(told: Told) -> None:
    gone = frozenset(told.year.kept[0].team.everybody_who_may_decide)
    lonely = replace(told.year, kept=(replace(told.year.kept[0], gone=gone),))

    assert "waits with nobody" in next(checks.what_waits_is_seen_waiting(lonely))


@pytest.mark.parametrize(
    ("to", "at", "words", "found"),
    [
        (MANAGER, MONDAY, "", "is empty"),
        (MANAGER, datetime(YEAR, 3, 7, 9, tzinfo=UTC), REPORT.reference, "does not work"),
        (MANAGER, datetime(YEAR, 3, 26, 9, tzinfo=UTC), REPORT.reference, "does not work"),
        (MANAGER, datetime(YEAR, 2, 15, 9, tzinfo=UTC), REPORT.reference, "does not work"),
        (MANAGER, datetime(YEAR, 3, 8, 8, 40, tzinfo=UTC), REPORT.reference, "wrong time"),
        (MANAGER, datetime(YEAR, 3, 8, 15, 0, tzinfo=UTC), REPORT.reference, "wrong time"),
        (LEAD, datetime(YEAR, 3, 29, 9, tzinfo=UTC), REPORT.reference, "team is closed"),
    ],
)
def test_a_digest_that_is_not_wanted_is_noticed(
    told: Told, to: str, at: datetime, words: str, found: str
) -> None:
    told.say("Good morning: 1 new", to=to, at=at, words=words)

    wrong = list(checks.digests_come_once_and_on_working_days(told.year))
    assert any(found in line for line in wrong)


def test_a_second_digest_is_noticed(told: Told) -> None:
    told.say("Good morning: 1 new")
    told.say("Good morning: 1 new", at=MONDAY.replace(hour=10))

    assert "second" in next(checks.digests_come_once_and_on_working_days(told.year))


def test_a_fourth_nudge_is_noticed_and_a_new_promise_has_three_of_its_own(told: Told) -> None:
    for day in (8, 9, 10):
        told.say(NUDGE, at=MONDAY.replace(day=day))
    assert not list(checks.nudges_are_few_and_in_working_hours(told.year))

    told.say(NUDGE, at=MONDAY.replace(day=11))
    assert list(checks.nudges_are_few_and_in_working_hours(told.year))

    reopened = Event(EventKind.REOPENED, MONDAY.replace(day=10, hour=12), "reporter")
    assert not list(checks.nudges_are_few_and_in_working_hours(told.after(reopened).year))


@pytest.mark.parametrize(
    ("to", "at", "found"),
    [
        (MANAGER, MONDAY.replace(hour=8, minute=59), "out of hours"),
        (MANAGER, MONDAY.replace(hour=17), "out of hours"),
        (next(iter(ABROAD)), MONDAY.replace(hour=16, minute=30), "out of hours"),
        (next(iter(PART_TIME)), MONDAY.replace(day=11), "do not work"),
        (LEAD, datetime(YEAR, 3, 29, 9, tzinfo=UTC), "team is closed"),
    ],
)
def test_a_nudge_at_the_wrong_moment_is_noticed(
    told: Told, to: str, at: datetime, found: str
) -> None:
    told.say(NUDGE, to=to, at=at)

    wrong = list(checks.nudges_are_few_and_in_working_hours(told.year))
    assert any(found in line for line in wrong)


def test_a_nudge_without_a_digest_is_noticed(told: Told) -> None:
    told.say(NUDGE)
    told.say("Good morning: 1 new", at=MONDAY.replace(day=9))

    assert "no digest that day" in next(checks.whoever_is_nudged_has_had_their_morning(told.year))


@pytest.mark.parametrize("text", [NUDGE, "Good morning: 1 new", "Could you help with it?"])
def test_a_practitioner_who_is_asked_is_noticed(told: Told, text: str) -> None:
    told.say(text, to=CREW.practitioners[1])

    assert "was asked" in next(checks.practitioners_are_never_asked(told.year))


def test_a_manager_who_is_shown_another_teams_report_is_noticed(told: Told) -> None:
    told.say(NUDGE, to=CREWS[2].led_by[0])

    assert "another team" in next(checks.practitioners_are_never_asked(told.year))


ANSWERED = Event(EventKind.ANSWERED, MONDAY, MANAGER, reply=Reply.GO_AHEAD, words="Do")
SLIPPED = Event(EventKind.SLIPPED, MONDAY, BOT, until=date(YEAR, 3, 9))


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (ANSWERED, f"There is an answer to your near miss {REPORT.reference}"),
        (SLIPPED, f"About the answer to your near miss {REPORT.reference}"),
    ],
)
def test_a_reporter_who_is_not_told_once_is_noticed(told: Told, event: Event, text: str) -> None:
    told.after(event)
    assert "told 0 times of 1" in next(checks.reporters_are_told_once(told.year))

    told.say(text, to=AUTHOR)
    assert not list(checks.reporters_are_told_once(told.year))

    told.say(text, to=AUTHOR)
    assert "told 2 times of 1" in next(checks.reporters_are_told_once(told.year))


@pytest.mark.parametrize("at", [MONDAY.replace(hour=8, minute=59), MONDAY.replace(day=26)])
def test_a_slip_told_at_the_wrong_moment_is_noticed(told: Told, at: datetime) -> None:
    told.say(f"About the answer to your near miss {REPORT.reference}", to=AUTHOR, at=at)

    assert "was told at" in next(checks.slips_are_told_on_working_mornings(told.year))


def test_an_answer_that_reaches_somebody_else_is_noticed(told: Told) -> None:
    told.say(f"There is an answer to your near miss {REPORT.reference}", to=MANAGER)

    wrong = list(checks.reporters_are_told_once(told.after(ANSWERED).year))
    assert len(wrong) == 1
    assert MANAGER in wrong[0]


def test_a_card_that_is_missing_or_there_twice_or_not_wanted_is_noticed(told: Told) -> None:
    told.say(CARD, to=CREW.channel)
    assert "2 cards" in next(checks.cards_are_there_once(told.year))

    told.year.script.ledger.said.clear()
    assert "0 cards" in next(checks.cards_are_there_once(told.year))

    told.say(CARD, to=CREW.channel)
    private = told.after(audience=Audience.DECIDERS).year
    assert "1 cards" in next(checks.cards_are_there_once(private))


def test_a_card_that_names_its_author_or_is_in_the_wrong_place_is_noticed(told: Told) -> None:
    assert REPORT.mode is Mode.CONFIDENTIAL
    told.year.script.ledger.said.clear()
    told.say(CARD, to=CREWS[1].channel, words=f"{REPORT.reference} by <@{AUTHOR}>")

    place, name = checks.cards_are_there_once(told.year)
    assert "wrong channel" in place
    assert "names who wrote it" in name


def test_a_message_posted_twice_is_noticed(told: Told) -> None:
    told.say("Good morning", mark="the same")
    told.say("Good morning", mark="the same")

    assert list(checks.nothing_is_said_twice(told.year))


def test_a_week_told_twice_or_on_a_closed_day_is_noticed(told: Told) -> None:
    for day in (25, 26):
        told.say("You said, we did", to=CREW.channel, at=MONDAY.replace(day=day, hour=14))

    twice, closed = checks.weeks_are_told_once_on_working_days(told.year)
    assert "twice" in twice
    assert "closed" in closed


def test_unkind_words_and_refusals_are_read_off_the_record(told: Told) -> None:
    script = told.year.script
    for ok, reply in ((True, {"ts": "1.0"}), (False, {"error": "invalid_blocks"})):
        script.workspace.traffic.record(
            "from_bot",
            "web_api",
            "chat.postMessage",
            seconds=0.0,
            ok=ok,
            body={"channel": CREW.channel, "text": "Your answer is overdue"},
            reply=reply,
        )

    script.ledger.catch_up()

    assert "overdue" in next(checks.words_are_kind(told.year))
    assert "invalid_blocks" in next(checks.everything_was_taken(told.year))
    assert len(list(told.year.those("Your answer"))) == 1


def test_what_is_left_unsent_and_what_broke_is_noticed(told: Told) -> None:
    told.year.log.write_text('{"event": "tick broke", "level": "critical"}\n', encoding="utf-8")
    left = replace(told.year, owed={DeliveryState.HELD: 1})

    assert len(list(checks.everything_was_taken(left))) == 2
