"""A row of the digest says where a report stands, and offers what can be done about it."""

from datetime import date
from typing import Final

import pytest

from bot.domain.digest import Section
from bot.domain.events import Event, EventKind, Reply
from bot.domain.ids import ReportId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode, Promise, Words
from bot.views.answers import WITHOUT_WORDS
from bot.views.blocks import Message
from bot.views.digest_row import Room, row
from bot.views.ids import Action, action_of, row_id
from tests.views.reading import buttons, everything, parts, people, quoted
from tests.views.reports import A_REPORT, AMINA, BEN, LONGEST, PRIYA, TODAY, seen_by_manager
from tests.views.stories import LATER, THE_REPORTER, answered, changed, event, helped, seen_by

WIDE: Final = Room(report=600, said=300)
TIGHT: Final = Room(report=60, said=40, tight=True)
BOTH: Final = pytest.mark.parametrize("room", [WIDE, TIGHT])

THANKED: Final = answered(Reply.THANK_YOU)
TRIED: Final = answered(Reply.TRY_UNTIL, "See how it goes.", until=TODAY, doer=BEN)
PUT_OFF: Final = answered(Reply.NOT_NOW, "The rota is changing.")

FIVE: Final = [action_of(reply) for reply in Reply]
FOUR: Final = FIVE[1:]
"""Once somebody has said thank you."""

LOOKING: Final = [
    Action.CHANGED,
    Action.KEEP_TRYING,
    Action.REPLY_TALK_IT_OVER,
    Action.REPLY_NOT_NOW,
]
HELPED: Final = [Action.HELPED_YES, Action.HELPED_A_BIT, Action.HELPED_NO]


def drawn(
    section: Section, report: VisibleReport, room: Room = WIDE, teams: tuple[str, ...] = ()
) -> Message:
    named = {ReportId(f"{n:032x}"): name for n, name in enumerate(teams)}
    if teams:
        named[report.id] = teams[0]
    return Message("A row", tuple(row(section, report, named, TODAY, room)))


def stood(section: Section, *events: Event, room: Room = WIDE, **changes: object) -> Message:
    return drawn(section, seen_by_manager(events=events, **changes), room)


@BOTH
def test_a_new_row_says_what_by_whom_since_when_and_by_when(room: Room) -> None:
    message = stood(Section.NEW, room=room, words=Words(what="Two letters nearly went out."))
    said = everything(message)
    assert "Near miss NM-7K3Q" in said
    assert quoted(message) == ["Two letters nearly went out."]
    assert people(message) == {PRIYA}
    assert "waiting since Tuesday · promised by tomorrow" in said


def test_a_promised_day_that_has_gone_by_is_told_plainly_to_those_who_answer() -> None:
    promise = Promise(thanks_by=date(2026, 11, 20), answer_by=date(2026, 11, 23))
    assert "promised for Monday" in everything(stood(Section.WAITING, promise=promise))


def test_the_promise_is_the_one_that_holds_now() -> None:
    again = event(EventKind.REOPENED, "Please look again.", until=date(2026, 12, 4))
    said = everything(stood(Section.WAITING, PUT_OFF, again))
    assert "promised by Friday 4 December" in said


@BOTH
@pytest.mark.parametrize("section", [Section.NEW, Section.WAITING])
def test_what_waits_can_be_answered_on_the_spot_with_words_or_without(
    section: Section, room: Room
) -> None:
    message = stood(section, room=room)
    assert buttons(message) == FIVE
    (menu,) = [part for part in parts(message) if part.get("type") == "overflow"]
    assert menu["action_id"] == Action.WITHOUT_WORDS
    further = [] if room.tight else [Action.ASK_REPORTER, Action.REDACT]
    assert [option["value"] for option in menu["options"]] == [*WITHOUT_WORDS, *further]


def test_the_block_of_the_buttons_carries_the_report_and_the_buttons_need_not() -> None:
    last = stood(Section.NEW).blocks[-1]
    assert last["block_id"] == row_id(A_REPORT.id)
    assert not any("value" in button for button in last["elements"])


def test_thanks_are_said_once() -> None:
    message = stood(Section.WAITING, THANKED)
    assert buttons(message) == FOUR
    assert "<@U0AMINA> said thank you" in everything(message)


@pytest.mark.parametrize("kind", [EventKind.ADDED, EventKind.REOPENED])
def test_what_whoever_wrote_it_says_is_read_before_the_answer(kind: EventKind) -> None:
    message = stood(Section.WAITING, PUT_OFF, event(kind, "It happened again.", until=LATER))
    assert quoted(message)[-1] == "It happened again."


@BOTH
@pytest.mark.parametrize("section", [Section.NEW, Section.TRYING, Section.CHANGED])
def test_a_question_what_is_happening_shows_until_somebody_speaks(
    section: Section, room: Room
) -> None:
    asks = "whoever wrote it asks what is happening"
    asked = event(EventKind.ASKED)
    assert asks in everything(stood(section, asked, room=room))
    assert asks not in everything(stood(section, asked, THANKED, room=room))


def test_what_was_tried_shows_its_answer_and_that_it_is_time_to_look() -> None:
    message = stood(Section.TRYING, TRIED)
    assert "Try it until today" in everything(message)
    assert quoted(message)[-1] == "See how it goes."
    assert "time to look today" in everything(message)
    earlier = answered(Reply.TRY_UNTIL, until=date(2026, 11, 23))
    assert "time to look since Monday" in everything(stood(Section.TRYING, earlier))


@BOTH
def test_what_was_tried_is_changed_tried_on_talked_over_or_put_off(room: Room) -> None:
    assert buttons(stood(Section.TRYING, THANKED, TRIED, room=room)) == LOOKING
    assert buttons(stood(Section.TRYING, TRIED, room=room)) == [*LOOKING, Action.REPLY_THANK_YOU]


def test_what_was_put_off_and_is_asked_about_can_be_answered_anew() -> None:
    message = stood(Section.WAITING, THANKED, PUT_OFF, event(EventKind.ASKED))
    assert buttons(message) == FOUR
    assert quoted(message)[-1] == "The rota is changing."
    assert "asks what is happening" in everything(message)
    assert "promised" not in everything(message)


@BOTH
def test_what_was_changed_shows_the_change_and_asks_whether_it_helped(room: Room) -> None:
    message = stood(Section.CHANGED, TRIED, changed("A new form.", until=TODAY), room=room)
    assert quoted(message)[-1] == "A new form."
    assert buttons(message) == HELPED


@BOTH
def test_what_nobody_has_thanked_for_shows_its_answer_and_one_button(room: Room) -> None:
    message = stood(Section.THANKS, answered(Reply.GO_AHEAD, "Yes, do."), room=room)
    assert quoted(message)[-1] == "Yes, do."
    assert buttons(message) == [Action.REPLY_THANK_YOU]


@BOTH
def test_what_is_seen_to_shows_what_was_said_last(room: Room) -> None:
    message = stood(Section.DONE, THANKED, answered(Reply.TALK_IT_OVER, "Friday?"), room=room)
    assert quoted(message)[-1] == "Friday?"
    assert buttons(message) == []
    assert "waiting since" not in everything(message)


def test_thanks_can_still_be_said_for_what_is_seen_to() -> None:
    assert buttons(stood(Section.DONE, answered(Reply.GO_AHEAD))) == [Action.REPLY_THANK_YOU]


def test_what_has_helped_says_so_and_not_who_thinks_so() -> None:
    message = stood(Section.DONE, TRIED, changed("A new form."), helped())
    assert people(message) <= {PRIYA}


@BOTH
@pytest.mark.parametrize("section", Section)
def test_what_was_taken_back_is_one_quiet_line(section: Section, room: Room) -> None:
    message = stood(section, THANKED, event(EventKind.WITHDRAWN), room=room)
    assert everything(message) == "*Near miss NM-7K3Q* was taken back by whoever wrote it."


@BOTH
@pytest.mark.parametrize(
    ("section", "events", "offered"),
    [
        (Section.NEW, (), []),
        (Section.TRYING, (TRIED,), []),
        (Section.CHANGED, (TRIED, changed()), HELPED),
        (Section.THANKS, (TRIED,), []),
        (Section.DONE, (TRIED,), []),
    ],
)
@pytest.mark.parametrize(
    "viewer",
    [
        THE_REPORTER,
        Viewer(PRIYA, frozenset({Role.MANAGER, Role.REPORTER})),
        Viewer(BEN, frozenset({Role.TRYING})),
        Viewer(BEN, frozenset({Role.DEPUTY})),
    ],
)
def test_who_may_not_decide_can_only_say_whether_it_helped(
    viewer: Viewer, section: Section, events: tuple[Event, ...], offered: list[str], room: Room
) -> None:
    assert buttons(drawn(section, seen_by(viewer, events=events), room)) == offered


def test_a_row_that_the_channel_does_not_see_says_so() -> None:
    apart = "only for those who decide, not in the channel"
    assert apart in everything(stood(Section.NEW, audience=Audience.DECIDERS))
    assert apart not in everything(stood(Section.NEW))
    short = stood(Section.NEW, audience=Audience.DECIDERS, room=TIGHT)
    assert "only for those who decide" in everything(short)


@BOTH
def test_teams_are_named_only_where_there_are_several(room: Room) -> None:
    report = seen_by_manager()
    several = everything(drawn(Section.NEW, report, room, teams=("East <1>", "West")))
    assert ("East &lt;1&gt;" if room is WIDE else "East <1>") in several
    assert "East" not in everything(drawn(Section.NEW, report, room, teams=("East", "East")))


def test_words_that_are_cut_say_where_the_rest_is() -> None:
    long = Words(what=LONGEST)
    inside = "there is more to read: it opens with any of the buttons"
    on_card = "there is more to read on its card in the channel"
    assert quoted(stood(Section.NEW, words=long))[0].endswith("…")
    assert inside in everything(stood(Section.NEW, words=long))
    assert inside not in everything(stood(Section.NEW))
    done = {"words": long, "events": (TRIED,)}
    assert on_card in everything(drawn(Section.THANKS, seen_by_manager(**done)))
    apart = seen_by_manager(**done, audience=Audience.DECIDERS)
    assert "more to read" not in everything(drawn(Section.THANKS, apart))


def test_in_short_a_promised_day_that_has_gone_by_makes_room_for_words() -> None:
    promise = Promise(thanks_by=date(2026, 11, 20), answer_by=date(2026, 11, 23))
    said = everything(stood(Section.WAITING, room=TIGHT, promise=promise))
    assert "waiting since Tuesday" in said
    assert "promised" not in said


def test_in_short_a_row_of_which_nothing_is_to_be_said_says_nothing() -> None:
    put_off = stood(Section.THANKS, PUT_OFF, room=TIGHT, words=Words(what="x"))
    assert " · " not in everything(put_off)


def test_in_short_the_first_answer_stands_for_all_of_them() -> None:
    message = stood(Section.NEW, room=TIGHT)
    assert len(quoted(message)) == 1
    assert "more inside" in everything(message)
    assert "more inside" not in everything(stood(Section.NEW, room=TIGHT, words=Words(what="x")))


@BOTH
@pytest.mark.parametrize("section", Section)
def test_a_confidential_row_names_nobody_but_who_answered(section: Section, room: Room) -> None:
    message = stood(section, THANKED, TRIED, room=room, mode=Mode.CONFIDENTIAL)
    assert people(message) <= {AMINA, BEN}
    assert "a colleague" in everything(message).lower()
