"""The form asks what it has to and no more, and never loses a word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import TooLong
from bot.domain.form import TeamChoice
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.personal_data import Identifier
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.views.ids import Callback
from bot.views.report_form import KEEP_THE_LINK, report_form
from tests.views.forms import CODE, EAST, WEST, opened
from tests.views.reading import everything, inputs, texts
from tests.views.reports import LONGEST, NASTY, worst
from tests.views.slack_rules import refusals

REPORT = ReportId("0f" * 16)
LINK = "https://service.slack.example/archives/C0EAST/p1790000000000000"


def test_the_near_miss_form_asks_for_two_things_and_offers_the_rest() -> None:
    view = report_form(opened(Kind.NEAR_MISS))
    asked = {name: block["optional"] for name, block in inputs(view).items()}
    assert view["title"]["text"] == "Near miss \N{EN DASH} well spotted"
    assert asked == {
        "what": False,
        "caught": True,
        "stage": False,
        "factors": True,
        "idea": True,
        "mode": False,
        "urgent": True,
        "audience": False,
        "left_out": True,
    }


def test_the_suggestion_form_asks_for_one_thing_and_offers_the_rest() -> None:
    asked = {
        name: block["optional"]
        for name, block in inputs(report_form(opened(Kind.SUGGESTION))).items()
    }
    assert asked == {
        "what": False,
        "idea": True,
        "helps": True,
        "wish": True,
        "mode": False,
        "urgent": True,
        "audience": False,
        "left_out": True,
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_input_has_the_same_action_id(kind: Kind) -> None:
    view = report_form(opened(kind, teams=(EAST, WEST), words=worst(kind)))
    assert {block["element"]["action_id"] for block in inputs(view).values()} == {"value"}


def test_the_first_line_of_a_near_miss_is_about_a_child_at_risk() -> None:
    view = report_form(opened(Kind.NEAR_MISS, duty_contact="Duty <desk> 0300 000"))
    assert texts(view["blocks"][0], "mrkdwn") == [
        "*Is a child at risk right now?* Stop here and ring Duty &lt;desk&gt; 0300 000."
    ]


def test_without_a_duty_contact_the_first_line_still_says_what_to_do() -> None:
    first = report_form(opened(Kind.NEAR_MISS))["blocks"][0]
    [said] = texts(first, "mrkdwn")
    assert said.endswith("Stop here and use your team's safeguarding procedure first.")


def test_a_near_miss_form_says_what_belongs_elsewhere() -> None:
    shown = everything(report_form(opened(Kind.NEAR_MISS)))
    for word in ("allegation", "crime", "notified", "blow the whistle"):
        assert word in shown


def test_the_team_is_asked_only_where_there_is_a_choice() -> None:
    one = report_form(opened(Kind.NEAR_MISS))
    two = report_form(opened(Kind.NEAR_MISS, teams=(EAST, WEST)))
    assert "team" not in inputs(one)
    assert inputs(two)["team"]["optional"] is False
    assert json.loads(one["private_metadata"])["team"] == EAST.id
    assert json.loads(two["private_metadata"])["team"] is None


def test_what_comes_back_with_the_form_is_what_it_was_opened_with() -> None:
    view = report_form(opened(Kind.NEAR_MISS, revision=2))
    metadata = json.loads(view["private_metadata"])
    assert view["callback_id"] == Callback.REPORT
    assert metadata == {
        "code": str(CODE),
        "kind": "near_miss",
        "team": EAST.id,
        "revision": 2,
        "checked": False,
        "warned": False,
    }
    assert Code.parse(metadata["code"]) == CODE


def test_a_form_with_words_already_there_starts_with_them() -> None:
    words = Words(
        what="one",
        more="two",
        caught="three",
        idea="four",
        stage=Stage.COURT,
        factors=(Factor.TRAINING, Factor.WORKLOAD),
    )
    drawn = inputs(report_form(opened(Kind.NEAR_MISS, words=words, audience=Audience.DECIDERS)))
    typed = {name: block["element"].get("initial_value") for name, block in drawn.items()}
    chosen = {option["value"] for option in drawn["factors"]["element"]["initial_options"]}
    assert [typed[name] for name in ("what", "more", "caught", "idea")] == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert drawn["stage"]["element"]["initial_option"]["value"] == "court"
    assert drawn["audience"]["element"]["initial_option"]["value"] == "deciders"
    assert chosen == {"training", "workload"}


def test_a_wish_already_chosen_stays_chosen() -> None:
    view = report_form(opened(Kind.SUGGESTION, words=Words(what="x", wish=Wish.WITH_OTHERS)))
    assert inputs(view)["wish"]["element"]["initial_option"]["value"] == "with_others"


def test_a_form_that_comes_back_has_no_input_for_words_with_an_id_it_had_before() -> None:
    words = Words(what="[NHS number] again", caught="luck")
    view = report_form(
        opened(Kind.NEAR_MISS, words=words, revision=3, seen={"what": (Identifier.NHS_NUMBER,)})
    )
    drawn = inputs(view)
    assert list(drawn)[:5] == ["what-3", "caught-3", "stage", "factors", "idea-3"]
    put = [drawn[name]["element"].get("initial_value") for name in ("what-3", "caught-3")]
    assert put == [words.what, words.caught]


def test_words_that_masking_made_too_long_go_on_in_the_second_box() -> None:
    what = "child A " * 380
    view = report_form(
        opened(
            Kind.NEAR_MISS,
            words=Words(what=what),
            revision=1,
            seen={"what": (Identifier.POSTCODE,)},
        )
    )
    drawn = inputs(view)
    put = [drawn[name]["element"]["initial_value"] for name in ("what-1", "more-1")]
    assert "".join(put) == what
    assert refusals(view) == []


def test_words_that_two_boxes_cannot_hold_are_not_cut_but_handed_back() -> None:
    what, more = "x" * 3_000, "y" * 3_001
    with pytest.raises(TooLong) as refused:
        report_form(opened(Kind.SUGGESTION, words=Words(what=what, more=more)))
    assert refused.value.returned == what + more


def test_a_service_says_in_its_own_words_what_belongs_elsewhere() -> None:
    view = report_form(opened(Kind.NEAR_MISS, signposts="Ring the LADO <first> on 0300"))
    assert texts(view["blocks"][1], "mrkdwn") == ["Ring the LADO &lt;first&gt; on 0300"]
    assert "blow the whistle" not in everything(view)


def test_even_the_longest_signposts_are_shown_whole() -> None:
    signposts = "&" * 1_500
    view = report_form(opened(Kind.NEAR_MISS, signposts=signposts))
    assert "".join(texts(view, "mrkdwn")).count("&amp;") == 1_500
    assert refusals(view) == []


def test_what_has_to_be_looked_at_again_stands_right_under_the_child_at_risk_line() -> None:
    view = report_form(opened(Kind.NEAR_MISS, names={"what": ("Kestrel",)}, checked=True))
    first, second = view["blocks"][:2]
    assert "Is a child at risk right now?" in texts(first, "mrkdwn")[0]
    assert "Nothing is saved yet" in texts(second, "mrkdwn")[0]
    assert json.loads(view["private_metadata"])["checked"] is True


@pytest.mark.parametrize("mode", Mode)
def test_only_whoever_reads_the_warning_counts_as_warned(mode: Mode) -> None:
    for urgent in (True, False):
        view = report_form(opened(Kind.NEAR_MISS, mode=mode, urgent=urgent, warned=True))
        is_told = "may be guessed to have written it" in everything(view)
        assert is_told is (urgent and mode is Mode.ANONYMOUS)
        assert json.loads(view["private_metadata"])["warned"] is is_told


@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_even_the_fullest_form(kind: Kind) -> None:
    fields = ["what", "more", "caught", "idea"]
    if kind is Kind.SUGGESTION:
        fields = ["what", "more", "idea", "helps"]
    teams = tuple(TeamChoice(id=TeamId(f"{n:032x}"), name="East " * 40) for n in range(30))
    view = report_form(
        opened(
            kind,
            words=worst(kind),
            teams=teams,
            duty_contact=NASTY,
            revision=12,
            seen={field: tuple(Identifier) * 5 for field in fields},
            names={field: tuple(f"{n}{LONGEST}"[:3_000] for n in range(90)) for field in fields},
            left_out=tuple(UserId(f"U0LEFT{n}") for n in range(5)),
            mode=Mode.ANONYMOUS,
            urgent=True,
            warned=True,
        )
    )
    assert refusals(view) == []


@given(st.text(min_size=1, max_size=200))
def test_words_in_the_form_stand_in_inputs_only(typed: str) -> None:
    words = f"⟦{typed}⟧"
    view = report_form(opened(Kind.NEAR_MISS, words=Words(what=words, caught=words, idea=words)))
    put = [block["element"].get("initial_value") for block in inputs(view).values()]
    assert put.count(words) == 3
    assert "⟦" not in everything(view)


def test_the_longest_words_come_back_as_they_were() -> None:
    view = report_form(opened(Kind.NEAR_MISS, words=Words(what=LONGEST)))
    assert inputs(view)["what"]["element"]["initial_value"] == LONGEST


def test_to_change_the_words_asks_for_the_words_only() -> None:
    view = report_form(opened(Kind.NEAR_MISS, editing=REPORT, teams=(EAST, WEST)))
    assert view["title"]["text"] == "Change the words"
    assert view["callback_id"] == Callback.EDIT
    assert list(inputs(view)) == ["what", "caught", "stage", "factors", "idea"]
    assert "Not untraceable" not in everything(view)
    suggestion = report_form(opened(Kind.SUGGESTION, editing=REPORT))
    assert list(inputs(suggestion)) == ["what", "idea", "helps", "wish"]


def test_what_comes_back_with_changed_words_is_their_report() -> None:
    view = report_form(opened(Kind.NEAR_MISS, editing=REPORT, revision=2))
    metadata = json.loads(view["private_metadata"])
    assert metadata == {"report": REPORT, "revision": 2}


def test_somebodys_details_are_seen_in_changed_words_too() -> None:
    view = report_form(
        opened(
            Kind.NEAR_MISS,
            editing=REPORT,
            words=Words(what="[NHS number] again"),
            revision=1,
            seen={"what": (Identifier.NHS_NUMBER,)},
        )
    )
    assert "Nothing is saved yet" in everything(view)
    assert "what-1" in inputs(view)


def test_an_idea_about_another_report_says_so_and_brings_it_back() -> None:
    view = report_form(opened(Kind.SUGGESTION, about="NM-2F9D"))
    assert "Your idea is about *NM-2F9D*." in everything(view)
    assert json.loads(view["private_metadata"])["about"] == "NM-2F9D"


@pytest.mark.parametrize("mode", Mode)
def test_a_link_to_a_message_is_owned_up_to_whatever_is_chosen_then(mode: Mode) -> None:
    view = report_form(opened(Kind.NEAR_MISS, mode=mode, source=LINK))
    box = inputs(view)["link"]
    assert [one["value"] for one in box["element"]["initial_options"]] == [KEEP_THE_LINK]
    assert "may see who was talking there" in everything(view)
    assert "link" not in inputs(report_form(opened(Kind.NEAR_MISS, mode=mode)))
    assert LINK not in everything(view)
    assert json.loads(view["private_metadata"])["source"] == LINK


def test_slack_takes_the_form_with_all_that_it_brings_back() -> None:
    longest = f"{LINK}?thread_ts=1790000000.000000&cid=C0" + "0" * 200
    new = opened(Kind.SUGGESTION, about="NM-2F9D", source=longest, revision=99)
    assert refusals(report_form(new)) == []
    edit = opened(Kind.NEAR_MISS, editing=REPORT, words=worst(Kind.NEAR_MISS), revision=99)
    assert refusals(report_form(edit)) == []
