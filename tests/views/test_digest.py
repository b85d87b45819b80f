"""The digest puts a morning into one message, with every button, whatever the words are."""

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import ROWS_IN_A_PART, Digest, Section, compose
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import DigestId, ReportId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import MESSAGE_BLOCKS, MESSAGE_WEIGHT, Message, weight
from bot.views.digest import HEADINGS, digest, digest_rows
from bot.views.ids import Action, row_of
from tests.views.reading import buttons, everything, parts, people, quoted, texts
from tests.views.reports import AMINA, BEN, LONGEST, PRIYA, TODAY, seen_by_manager, worst
from tests.views.slack_rules import refusals
from tests.views.stories import LATER, answered, changed, event

ID: Final = DigestId("d1" * 16)

LONG_AGO: Final = date(2025, 9, 10)
FAR_OFF: Final = date(2026, 12, 30)
"""Both a Wednesday in a month of a long name."""
SPEAKER: Final = UserId("U0123456789")

THANKED: Final = answered(Reply.THANK_YOU)
TRIED: Final = answered(Reply.TRY_UNTIL, until=TODAY)

IN_EACH: Final[dict[Section, tuple[Event, ...]]] = {
    Section.NEW: (),
    Section.WAITING: (event(EventKind.SEEN, actor=AMINA),),
    Section.TRYING: (THANKED, TRIED),
    Section.CHANGED: (THANKED, TRIED, changed(until=TODAY)),
    Section.THANKS: (answered(Reply.GO_AHEAD, "Yes.", until=LATER),),
    Section.DONE: (THANKED, answered(Reply.TALK_IT_OVER, "Friday at ten?", until=LATER)),
}
"""What has happened to a report that stands in each section."""


def numbered(number: int, **changes: object) -> VisibleReport:
    return seen_by_manager(id=ReportId(f"{number:032x}"), reference=f"NM-{number:04}", **changes)


def morning(*rows: tuple[Section, VisibleReport], part: int = 1, left: int = 0) -> Digest:
    return compose(TODAY, rows, part=part, left=left)


def shown(*rows: tuple[Section, VisibleReport], part: int = 1, left: int = 0) -> Message:
    return digest(morning(*rows, part=part, left=left), id=ID, teams={})


def one_in_each() -> list[tuple[Section, VisibleReport]]:
    return [
        (section, numbered(number, events=events))
        for number, (section, events) in enumerate(IN_EACH.items())
    ]


def rows_of(message: Message) -> list[str]:
    """The reports that have something to press, in order."""
    return [row for block in message.blocks if (row := row_of(block.get("block_id", "")))]


def at_worst(section: Section, letters: str) -> list[tuple[Event, ...]]:
    """The longest things that can have happened to a report of that section, all at once."""
    ask, add = event(EventKind.ASKED), event(EventKind.ADDED, letters)
    thanks = answered(Reply.THANK_YOU, letters)
    tried = answered(Reply.TRY_UNTIL, letters, until=LONG_AGO, doer=BEN)
    put_off = answered(Reply.NOT_NOW, letters)
    again = event(EventKind.REOPENED, letters, until=FAR_OFF)
    change = changed(letters, until=LONG_AGO)
    found: dict[Section, list[tuple[Event, ...]]] = {
        Section.NEW: [(add, ask)],
        Section.WAITING: [(put_off, again, ask), (thanks, put_off, again, ask), (put_off, ask)],
        Section.TRYING: [(tried, ask), (thanks, tried, ask)],
        Section.CHANGED: [(tried, change, ask), (thanks, tried, change, ask)],
        Section.THANKS: [(tried,)],
        Section.DONE: [(tried,), (tried, change), (thanks, put_off)],
    }
    return found[section]


def heavy(number: int, kind: Kind, letters: str, events: tuple[Event, ...]) -> VisibleReport:
    return numbered(
        number,
        kind=kind,
        words=worst(kind, letters),
        events=events,
        audience=Audience.DECIDERS,
        named_reporter=SPEAKER,
        filed_on=LONG_AGO,
        promise=Promise(thanks_by=LONG_AGO, answer_by=FAR_OFF),
    )


def test_the_sections_come_in_order_under_their_headings() -> None:
    message = shown(*reversed(one_in_each()))
    headings = [f"*{heading}*" for heading in HEADINGS.values()]
    assert [text for text in texts(message, "mrkdwn") if text in headings] == headings


def test_the_line_on_the_lock_screen_counts_things_and_quotes_nobody() -> None:
    assert shown(*one_in_each()).text == (
        "Good morning: 1 new, 1 waiting for your answer, 1 being tried, 1 changed, "
        "1 worth saying thanks for, 1 seen to"
    )


def test_a_digest_in_which_nothing_is_left_says_so() -> None:
    message = shown()
    assert refusals(message) == []
    assert "Nothing is waiting for you." in everything(message)
    assert message.text == "Good morning: nothing is waiting for you"


def test_the_first_part_ends_with_what_a_manager_can_say_of_themselves() -> None:
    assert buttons(shown()) == [Action.AWAY, Action.MORNINGS]


def test_what_is_left_is_one_tap_away_with_its_number() -> None:
    message = shown(*one_in_each(), left=3)
    (more,) = [part for part in parts(message) if part.get("action_id") == Action.REST]
    assert more["text"]["text"] == "Show the next 3"
    assert more["value"] == f"{ID}:2"


def test_no_more_is_offered_at_once_than_fits_into_a_message() -> None:
    assert f"Show the next {ROWS_IN_A_PART}" in everything(shown(*one_in_each(), left=40))


def test_a_further_part_says_so_and_leads_on_to_the_next() -> None:
    message = shown(*one_in_each(), part=2, left=1)
    assert message.text.startswith("The rest of your morning: 1 new")
    assert texts(message, "plain_text")[0] == "The rest of your morning"
    assert [part["value"] for part in parts(message) if part.get("action_id") == Action.REST] == [
        f"{ID}:3"
    ]
    assert Action.AWAY not in buttons(message)


def test_the_last_further_part_has_no_buttons_but_those_of_its_rows() -> None:
    message = shown((Section.NEW, numbered(1)), part=2)
    assert message.blocks[-1]["block_id"] == f"row-{1:032x}"


def test_the_home_tab_gets_the_same_rows_without_greeting_or_end() -> None:
    rows = digest_rows(morning(*one_in_each(), left=3), {})
    message = Message(text="x", blocks=tuple(rows))
    assert rows_of(message) == rows_of(shown(*one_in_each()))
    assert not {Action.REST, Action.AWAY, Action.MORNINGS} & set(buttons(message))
    assert "Good morning" not in everything(message)
    assert refusals(message) == []


@pytest.mark.parametrize("section", Section)
def test_no_row_takes_more_blocks_at_home_than_is_said(section: Section) -> None:
    for events in at_worst(section, LONGEST):
        rows = digest_rows(morning((section, heavy(1, Kind.NEAR_MISS, LONGEST, events))), {})
        assert len(rows) <= 6


def test_few_reports_are_shown_whole() -> None:
    words = ("A long and careful story. " * 57).strip()
    assert quoted(shown((Section.NEW, numbered(1, words=Words(what=words))))) == [words]


def test_many_reports_are_shown_shorter_and_each_has_its_buttons() -> None:
    words = Words(what="A long and careful story. " * 60)
    message = shown(*((Section.NEW, numbered(n, words=words)) for n in range(ROWS_IN_A_PART)))
    assert rows_of(message) == [f"{n:032x}" for n in range(ROWS_IN_A_PART)]
    assert all(quote.startswith("A long and careful") for quote in quoted(message))
    assert len(quoted(message)) == ROWS_IN_A_PART


def test_an_ordinary_full_morning_still_shows_a_good_part_of_each_report() -> None:
    words = Words(what="The letter for child A nearly went to the address before last. " * 9)
    message = shown(*((Section.NEW, numbered(n, words=words)) for n in range(ROWS_IN_A_PART)))
    assert min(map(len, quoted(message))) > 90


def assert_fits(message: Message) -> None:
    assert refusals(message) == []
    assert weight(message.blocks) <= MESSAGE_WEIGHT
    assert len(message.blocks) <= MESSAGE_BLOCKS


def named_alike(rows: list[tuple[Section, VisibleReport]]) -> dict[ReportId, str]:
    """Teams of long names, no two the same, in letters that weigh twice."""
    return {
        report.id: f"{number}{'&' * 30}{chr(34) * 30}" for number, (_, report) in enumerate(rows)
    }


@pytest.mark.parametrize(
    "letters", [LONGEST, "🙏" * 3_000, "👩🏽\u200d🚒" * 700, '"\\' * 1_500, "ok"]
)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("section", Section)
def test_a_full_part_fits_with_all_its_buttons_whatever_is_in_it(
    section: Section, kind: Kind, letters: str
) -> None:
    for events in at_worst(section, letters):
        rows = [(section, heavy(n, kind, letters, events)) for n in range(ROWS_IN_A_PART)]
        message = digest(morning(*rows, left=9), id=ID, teams=named_alike(rows))
        assert_fits(message)
        alone = [digest(morning(row), id=ID, teams={}) for row in rows]
        pressed = [button for one in alone for button in buttons(one)[:-2]]
        assert buttons(message) == [*pressed, Action.REST, Action.AWAY, Action.MORNINGS]


@given(st.data())
def test_a_full_part_fits_whatever_stands_together(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(Kind))
    letters = data.draw(st.sampled_from([LONGEST, "🙏" * 3_000, "ok"]))
    sections = data.draw(st.lists(st.sampled_from(Section), min_size=1, max_size=ROWS_IN_A_PART))
    rows = [
        (section, heavy(n, kind, letters, data.draw(st.sampled_from(at_worst(section, letters)))))
        for n, section in enumerate(sections)
    ]
    assert_fits(digest(morning(*rows, left=9), id=ID, teams=named_alike(rows)))


@given(typed=st.text(min_size=1, max_size=200), number=st.integers(1, ROWS_IN_A_PART))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str, number: int) -> None:
    words = f"⟦{typed}"
    rows = [
        (Section.WAITING, numbered(n, words=Words(what=words), events=(THANKED,)))
        for n in range(number)
    ]
    message = shown(*rows)
    assert len(quoted(message)) == number
    assert all(
        words.startswith(quote.removesuffix("…")) or quote == words for quote in quoted(message)
    )
    assert not any("⟦" in text for text in texts(message, "mrkdwn", "plain_text"))
    assert "⟦" not in message.text


def test_a_confidential_morning_names_only_those_who_decide() -> None:
    rows = [
        (section, numbered(n, mode=Mode.CONFIDENTIAL, events=events))
        for n, (section, events) in enumerate(IN_EACH.items())
    ]
    assert people(shown(*rows)) == {AMINA}
    assert people(shown(*one_in_each())) == {AMINA, PRIYA}


@pytest.mark.parametrize("number", [1, ROWS_IN_A_PART])
def test_whoever_wrote_a_confidential_report_is_a_colleague_at_any_length(number: int) -> None:
    words = Words(what="A long and careful story. " * 60)
    rows = [(Section.NEW, numbered(n, mode=Mode.CONFIDENTIAL, words=words)) for n in range(number)]
    message = shown(*rows)
    assert people(message) == set()
    assert everything(message).lower().count("a colleague") == number
