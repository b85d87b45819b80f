"""Forms that were sent become typed requests."""

import json
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Nation
from bot.domain.change import Strength
from bot.domain.errors import WrongEntry
from bot.domain.events import Reply
from bot.domain.form import Submission
from bot.domain.ids import ChannelId, ReportId, TeamId, UserId
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.domain.team import Team
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.own import Edit
from handlers import parse_forms
from handlers.parse import Surface
from handlers.reading import Unreadable
from tests.handlers import form_payloads as forms
from tests.handlers.damage import NUL, Path, spoilt
from tests.handlers.form_payloads import all_chosen, chosen, filled, people, timed, typed
from tests.handlers.payloads import REPORT, Payload

METADATA: Path = ("view", "private_metadata")

WORDS = Words(
    what="the fax went astray",
    more="and nobody rang",
    idea="a shared inbox",
    stage=Stage.ASSESSMENT,
    factors=(Factor.WORKLOAD,),
)


def wrong_entry(body: Payload) -> str:
    """Under which input the set-up form says that something cannot be read."""
    with pytest.raises(WrongEntry) as told:
        parse_forms.team(body)
    assert told.value.message.count(".") >= 1
    return told.value.facts["field"]


def test_a_form_comes_back_as_what_was_filled_in() -> None:
    assert parse_forms.submission(forms.submission()) == Submission(
        user=UserId("U0PRIYA"),
        code=forms.CODE,
        kind=Kind.NEAR_MISS,
        team=TeamId(forms.TEAM),
        mode=Mode.CONFIDENTIAL,
        audience=Audience.TEAM,
        words=WORDS,
        revision=2,
    )


def test_what_a_report_is_about_and_made_from_comes_back_with_it() -> None:
    notes = forms.report_metadata(about="NM-7K3Q", source="https://slack.test/archives/C/p1")
    body = filled(spoilt(forms.submission(), METADATA, notes), "link", all_chosen("keep"))
    read = parse_forms.submission(body)
    assert (read.about, read.source) == ("NM-7K3Q", "https://slack.test/archives/C/p1")


def test_the_link_to_a_message_is_dropped_where_its_box_is_not_ticked() -> None:
    notes = forms.report_metadata(source="https://slack.test/archives/C/p1")
    body = filled(spoilt(forms.submission(), METADATA, notes), "link", all_chosen())
    assert parse_forms.submission(body).source == ""


def test_the_team_that_was_chosen_counts_where_the_form_asked_for_it() -> None:
    body = spoilt(forms.submission(), METADATA, forms.report_metadata(team=None))
    assert parse_forms.submission(filled(body, "team", chosen("b2"))).team == "b2"


def test_how_to_be_known_and_who_is_left_out_come_back() -> None:
    body = filled(forms.submission(), "mode", chosen("anonymous"))
    body = filled(body, "urgent", all_chosen("now"))
    body = filled(body, "left_out", people("U0AMINA", "U0DAN"))
    read = parse_forms.submission(body)
    assert (read.mode, read.urgent) == (Mode.ANONYMOUS, True)
    assert read.left_out == ("U0AMINA", "U0DAN")


def test_inputs_that_were_not_offered_count_as_empty() -> None:
    body = forms.submission()
    for name in ("urgent", "left_out"):
        del body["view"]["state"]["values"][name]
    read = parse_forms.submission(body)
    assert (read.urgent, read.left_out) == (False, ())


@pytest.mark.parametrize("warned", [True, False])
@pytest.mark.parametrize("checked", [True, False])
def test_what_somebody_has_been_shown_before_comes_back(*, warned: bool, checked: bool) -> None:
    notes = forms.report_metadata(warned=warned, checked=checked)
    read = parse_forms.submission(spoilt(forms.submission(), METADATA, notes))
    assert (read.warned, read.checked) == (warned, checked)


def test_a_form_without_a_note_of_it_has_shown_nothing_yet() -> None:
    read = parse_forms.submission(forms.submission())
    assert (read.warned, read.checked) == (False, False)


@pytest.mark.parametrize("ticked", [(), ("something",)])
def test_a_code_counts_as_kept_where_the_box_is_ticked(ticked: tuple[str, ...]) -> None:
    assert parse_forms.is_code_kept(forms.kept("kept"))
    assert not parse_forms.is_code_kept(filled(forms.kept(), "kept", all_chosen(*ticked)))


def test_a_code_comes_back_as_it_was_typed() -> None:
    assert parse_forms.code(forms.code("nm 2f9d  0123")) == "nm 2f9d  0123"
    assert parse_forms.code(filled(forms.code(), "code", typed(None))) == ""


def test_whoever_came_back_with_a_code_acts_by_it_and_anybody_else_as_themselves() -> None:
    assert parse_forms.sent(forms.added()).claim == "U0PRIYA"
    assert parse_forms.sent(forms.by_code(forms.added())).claim == forms.CODE
    assert parse_forms.edit(forms.by_code(forms.edit())).who == forms.CODE


def test_a_wish_is_read_where_one_was_chosen() -> None:
    body = filled(forms.submission(), "wish", chosen("hand_over"))
    assert parse_forms.submission(body).words.wish is Wish.HAND_OVER


@pytest.mark.parametrize(
    "changes",
    [
        {"code": None},
        {"code": "NM-2F9D"},
        {"code": ["NM"]},
        {"kind": "complaint"},
        {"kind": None},
        {"team": None},
        {"team": {"id": "x"}},
        {"team": NUL},
        {"revision": None},
        {"revision": "soon"},
        {"revision": float("inf")},
        {"about": 7},
        {"source": ["x"]},
    ],
)
def test_a_form_whose_own_notes_make_no_sense_is_unreadable(changes: Payload) -> None:
    body = spoilt(forms.submission(), METADATA, forms.report_metadata(**changes))
    with pytest.raises(Unreadable):
        parse_forms.submission(body)


@pytest.mark.parametrize("missing", ["code", "kind", "team", "revision"])
def test_a_form_that_lost_one_of_its_notes_is_unreadable(missing: str) -> None:
    notes = json.loads(forms.report_metadata())
    del notes[missing]
    with pytest.raises(Unreadable):
        parse_forms.submission(spoilt(forms.submission(), METADATA, json.dumps(notes)))


def test_changed_words_come_back_with_their_report_and_another_key_each_time_they_are_masked() -> (
    None
):
    read = parse_forms.edit(forms.edit())
    assert read == Edit(UserId("U0PRIYA"), ReportId(REPORT), WORDS, 2, "view:V0VIEW:2")
    again = spoilt(forms.edit(), METADATA, json.dumps({"report": REPORT, "revision": 3}))
    assert parse_forms.edit(again).key != read.key


@pytest.mark.parametrize("body", [forms.added(), forms.reopened()], ids=["add", "reopen"])
def test_what_is_added_comes_back_with_its_report(body: Payload) -> None:
    assert parse_forms.added(body) == parse_forms.Added(ReportId(REPORT), "it came back")


@pytest.mark.parametrize("surface", Surface)
def test_a_form_says_who_sent_it_and_from_where_it_was_opened(surface: Surface) -> None:
    read = parse_forms.sent(forms.from_(surface, forms.added()))
    assert read == parse_forms.Sent(UserId("U0PRIYA"), surface, "view:V0VIEW", "V0MINE")


def test_a_form_that_does_not_say_where_it_was_opened_was_opened_from_a_message() -> None:
    assert parse_forms.sent(forms.added()).surface is Surface.MESSAGE


def test_an_answer_comes_back_with_its_words_its_day_and_a_key_of_its_form() -> None:
    assert parse_forms.reply(forms.reply()) == Said(
        user=UserId("U0PRIYA"),
        report=ReportId(REPORT),
        reply=Reply.TRY_UNTIL,
        words="let us try it together",
        until=date(2026, 12, 7),
        key="view:V0VIEW",
        doer=UserId("U0TOM"),
    )


@pytest.mark.parametrize("inputs", [{}, {"until": {"value": {}}, "doer": {"value": {}}}])
def test_an_answer_without_a_day_or_anybody_to_try_it_has_none(inputs: Payload) -> None:
    body = spoilt(forms.reply(), ("view", "state", "values"), inputs)
    read = parse_forms.reply(body)
    assert (read.until, read.doer, read.words) == (None, None, "")


def test_a_day_that_is_none_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        parse_forms.reply(filled(forms.reply(), "until", forms.dated("tomorrow")))


def test_what_was_changed_comes_back_with_its_strength() -> None:
    assert parse_forms.altered(forms.change()) == Altered(
        user=UserId("U0PRIYA"),
        report=ReportId(REPORT),
        words="one shared inbox",
        strength=Strength.EASIER,
        key="view:V0VIEW",
    )


def test_the_last_day_away_comes_back() -> None:
    assert parse_forms.away_until(forms.away()) == date(2026, 12, 7)


def test_how_somebody_wants_their_mornings_comes_back() -> None:
    assert parse_forms.mornings(forms.mornings()) == parse_forms.Mornings(
        digest_at=time(9, 15), weekdays=frozenset({0, 2}), timezone=ZoneInfo("Europe/Belfast")
    )


@pytest.mark.parametrize("zone", [None, "", "  "])
def test_somebody_without_a_zone_of_their_own_has_their_teams(zone: str | None) -> None:
    body = filled(forms.mornings(), "timezone", typed(zone))
    assert parse_forms.mornings(body).timezone is None


@pytest.mark.parametrize(
    ("block", "state"),
    [("timezone", typed("Leeds")), ("timezone", typed("localtime")), ("weekdays", all_chosen())],
)
def test_mornings_that_cannot_be_read_are_told_under_their_own_input(
    block: str, state: Payload
) -> None:
    with pytest.raises(WrongEntry) as told:
        parse_forms.mornings(filled(forms.mornings(), block, state))
    assert told.value.facts["field"] == block


def test_a_team_comes_back_as_it_was_filled_in() -> None:
    assert parse_forms.team(forms.set_up()) == Team(
        id=TeamId(""),
        channel=ChannelId("C0RIVERSIDE"),
        name="Riverside East",
        timezone=ZoneInfo("Europe/London"),
        nation=Nation.SCOTLAND,
        managers=(UserId("U0AMINA"), UserId("U0HELEN")),
        deputies=(UserId("U0DAN"),),
        digest_at=time(8, 30),
        thanks_days=2,
        answer_days=5,
        guests_allowed=False,
        allowed_names=frozenset({"victoria road", "jasmine house", "kestrel"}),
        duty_contact="Duty desk, 01632 960123",
        weekdays=frozenset({0, 1, 3}),
        closures=frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
        nudges_from=time(9, 30),
        nudges_until=time(16, 30),
        reactions={
            "tada": Reply.THANK_YOU,
            "+1": Reply.GO_AHEAD,
            "seedling": Reply.TRY_UNTIL,
            "coffee": Reply.TALK_IT_OVER,
        },
    )


@pytest.mark.parametrize(
    "zone", ["Leeds", "", "../../etc/passwd", "Europe", "Europe/London\n\0", "localtime"]
)
def test_a_time_zone_that_is_none_is_told_under_its_own_input(zone: str) -> None:
    assert wrong_entry(filled(forms.set_up(), "timezone", typed(zone))) == "timezone"


@pytest.mark.parametrize(
    ("block", "state"),
    [
        ("name", typed("  ")),
        ("name", typed(None)),
        ("managers", people()),
        ("weekdays", all_chosen()),
        ("closures", typed("Christmas")),
        ("closures", typed("2026-12-27..2026-12-24")),
        ("closures", typed("2020-01-01..2030-01-01")),
        ("answer_days", chosen("1")),
        ("nudges_until", timed("09:30")),
        ("nudges_until", timed("08:00")),
        ("emoji_thank_you", typed("🙏")),
        ("emoji_go_ahead", typed("")),
        ("emoji_try_until", typed("a b")),
        ("emoji_talk_it_over", typed(None)),
        ("emoji_talk_it_over", typed(":tada:")),
        ("emoji_go_ahead", typed("tada")),
        ("emoji_try_until", typed("thumbsup")),
    ],
)
def test_something_that_cannot_be_kept_is_told_under_its_own_input(
    block: str, state: Payload
) -> None:
    assert wrong_entry(filled(forms.set_up(), block, state)) == block


def test_the_inputs_of_a_form_are_known_in_order() -> None:
    assert parse_forms.inputs(forms.reply()) == ["until", "words", "doer"]
