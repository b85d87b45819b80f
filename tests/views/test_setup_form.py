"""A team is set up in one form, most of which is filled in already."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Nation
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.reactions import ON_CARDS, read_mapping
from bot.domain.setting_up import SettingUpForm
from bot.domain.team import Service, Team
from bot.domain.working_days import read_closures
from bot.views.ids import Action, Callback, emoji_field
from bot.views.setup_form import set_up_done, setup_card, setup_form
from tests.views.reading import everything, inputs, parts, people, texts
from tests.views.reports import AMINA, BEN, LONGEST, NASTY
from tests.views.slack_rules import Json, refusals

CHANNEL: Final = ChannelId("C0EAST")

SERVICE: Final = Service(nation=Nation.WALES, duty_contact="the duty desk on 01632 960000")

EAST: Final = Team(
    id=TeamId("ea" * 16),
    channel=CHANNEL,
    name="East",
    timezone=ZoneInfo("Europe/Dublin"),
    nation=Nation.SCOTLAND,
    managers=(AMINA,),
    deputies=(BEN,),
    digest_at=time(8),
    thanks_days=2,
    answer_days=10,
    guests_allowed=False,
    allowed_names=frozenset({"victoria road", "jasmine house"}),
    duty_contact="Ops, 01632 960111",
    weekdays=frozenset({0, 2, 5}),
    closures=frozenset({date(2026, 12, 24), date(2026, 12, 27), date(2026, 12, 28)}),
    nudges_from=time(10),
    nudges_until=time(16, 30),
    reactions={
        "tada": Reply.THANK_YOU,
        "rocket": Reply.GO_AHEAD,
        "herb": Reply.TRY_UNTIL,
        "coffee": Reply.TALK_IT_OVER,
    },
)


def drawn(team: Team | None = None, service: Service = SERVICE, name: str = "team-east") -> Json:
    return setup_form(SettingUpForm(CHANNEL, name, team, service))


def initial(view: Json) -> dict[str, object]:
    """What stands in each input as it opens."""
    return {field: _of(block["element"]) for field, block in inputs(view).items()}


def _of(element: Json) -> object:
    if "initial_options" in element:
        return {option["value"] for option in element["initial_options"]}
    if "initial_option" in element:
        return element["initial_option"]["value"]
    return next((value for key, value in element.items() if key.startswith("initial_")), None)


def test_a_new_team_needs_its_managers_and_nothing_else() -> None:
    view = drawn()
    empty = [
        field
        for field, block in inputs(view).items()
        if not block["optional"] and _of(block["element"]) is None
    ]
    assert empty == ["managers"]
    assert list(inputs(view))[:2] == ["name", "managers"]


def test_a_new_team_starts_with_what_is_usual() -> None:
    assert initial(drawn()) == {
        "name": "team-east",
        "managers": None,
        "deputies": None,
        "nation": Nation.WALES,
        "timezone": "Europe/London",
        "weekdays": set("01234"),
        "closures": None,
        "digest_at": "08:45",
        "thanks_days": "1",
        "answer_days": "3",
        "nudges_from": "09:00",
        "nudges_until": "17:00",
        "duty": None,
        "guests": {"yes"},
        "allowed_names": None,
        "emoji_thank_you": ":pray:",
        "emoji_go_ahead": ":+1:",
        "emoji_try_until": ":seedling:",
        "emoji_talk_it_over": ":speech_balloon:",
    }


def test_a_team_that_is_set_up_starts_with_what_it_has() -> None:
    assert initial(drawn(EAST)) == {
        "name": "East",
        "managers": [AMINA],
        "deputies": [BEN],
        "nation": Nation.SCOTLAND,
        "timezone": "Europe/Dublin",
        "weekdays": set("025"),
        "closures": "2026-12-24\n2026-12-27..2026-12-28",
        "digest_at": "08:00",
        "thanks_days": "2",
        "answer_days": "10",
        "nudges_from": "10:00",
        "nudges_until": "16:30",
        "duty": "Ops, 01632 960111",
        "guests": None,
        "allowed_names": "jasmine house\nvictoria road",
        "emoji_thank_you": ":tada:",
        "emoji_go_ahead": ":rocket:",
        "emoji_try_until": ":herb:",
        "emoji_talk_it_over": ":coffee:",
    }


def test_what_comes_back_with_the_form_is_the_channel() -> None:
    view = drawn(EAST)
    assert view["callback_id"] == Callback.SET_UP
    assert json.loads(view["private_metadata"]) == {"channel": CHANNEL}


def test_emoji_and_closures_are_read_again_as_they_stand() -> None:
    put = initial(drawn(EAST))
    typed = {reply: str(put[emoji_field(reply)]) for reply in ON_CARDS.values()}
    assert read_mapping(typed) == EAST.reactions
    assert read_closures(str(put["closures"])) == EAST.closures


@given(st.frozensets(st.dates(date(2020, 1, 1), date(2029, 1, 1)), max_size=50))
def test_closures_stay_the_same_when_the_form_is_sent_again(days: frozenset[date]) -> None:
    put = initial(drawn(replace(EAST, closures=days)))["closures"]
    assert read_closures(str(put or "")) == days


def test_where_slack_has_no_room_for_all_allowed_words_none_is_cut() -> None:
    many = frozenset(f"house number {number}" for number in range(400))
    view = drawn(replace(EAST, allowed_names=many))
    put = str(initial(view)["allowed_names"]).splitlines()
    assert set(put) < many
    assert len(put) > 100
    assert refusals(view) == []


def test_where_slack_has_no_room_for_all_closures_the_newest_are_kept() -> None:
    days = frozenset(date(2026, 1, 1) + timedelta(days=2 * number) for number in range(400))
    view = drawn(replace(EAST, closures=days))
    assert refusals(view) == []
    kept = read_closures(str(initial(view)["closures"]))
    assert kept == frozenset(sorted(days)[-len(kept) :])
    assert len(kept) > 250


@pytest.mark.parametrize(("thanks", "answer"), [(1, 1), (10, 30)])
def test_a_promise_made_elsewhere_is_not_changed_by_opening_the_form(
    thanks: int, answer: int
) -> None:
    put = initial(drawn(replace(EAST, thanks_days=thanks, answer_days=answer)))
    assert (put["thanks_days"], put["answer_days"]) == (str(thanks), str(answer))


def test_whom_to_ring_is_the_services_own_where_the_team_says_nothing() -> None:
    asked = inputs(drawn())["duty"]
    assert asked["element"]["placeholder"]["text"] == "the duty desk on 01632 960000"
    assert "Left empty, it is your whole service's." in asked["hint"]["text"]
    without = inputs(drawn(service=Service()))["duty"]
    assert "Left empty" not in without["hint"]["text"]


@pytest.mark.parametrize("letters", [LONGEST, "🙏" * 1_000])
def test_slack_takes_the_form_whatever_the_team_is_called(letters: str) -> None:
    many = tuple(UserId(f"U0{number:09}") for number in range(200))
    team = replace(EAST, name=letters, managers=many, deputies=many, duty_contact=letters)
    service = Service(duty_contact=letters)
    assert refusals(drawn(team, service)) == []
    assert refusals(drawn(None, service, "x" * 80)) == []


def test_every_label_is_a_question_or_a_few_words() -> None:
    labels = [block["label"]["text"] for block in inputs(drawn()).values()]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 50


def test_once_set_up_it_says_who_answers_and_by_when() -> None:
    view = set_up_done(EAST)
    assert refusals(view) == []
    assert "<@U0AMINA> will answer within 10 working days" in everything(view)
    assert "a digest at 08:00" in everything(view)
    assert people(view) == {AMINA}


def test_it_asks_to_be_invited_where_it_is_not_in_the_channel() -> None:
    asks = "/invite @Good Catch"
    assert asks in everything(set_up_done(EAST))
    assert "<#C0EAST>" in everything(set_up_done(EAST))


def test_a_name_is_never_formatting() -> None:
    view = set_up_done(replace(EAST, name=NASTY))
    assert refusals(view) == []
    assert NASTY in texts(view, "text")
    assert not any("evil" in text for text in texts(view, "mrkdwn"))


def test_in_a_new_channel_the_bot_says_what_it_is_and_who_may_set_it_up() -> None:
    message = setup_card(CHANNEL)
    assert refusals(message) == []
    assert "*Hello, I am Good Catch.*" in everything(message)
    assert "For workspace administrators and the learning lead." in everything(message)
    (button,) = [part for part in parts(message) if part.get("type") == "button"]
    assert (button["action_id"], button["value"]) == (Action.SET_UP, CHANNEL)
