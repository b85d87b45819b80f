"""The form for a question says how it gets there, and never how somebody is known."""

import pytest

from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.report import Audience, Kind, Mode
from bot.views.asking import ask_form, asked
from bot.views.ids import Action
from tests.views.reading import buttons, everything, inputs, people, quoted
from tests.views.reports import AMINA, LONGEST, PRIYA, TODAY, seen_by_manager, worst
from tests.views.slack_rules import refusals
from tests.views.stories import event, every_event

ASKED = event(EventKind.CONSENT_ASKED, actor=AMINA)
YES = event(EventKind.CONSENTED, actor=REPORTER)
NO = event(EventKind.DECLINED, actor=REPORTER)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("audience", Audience)
def test_slack_takes_it_with_everything_in_it(kind: Kind, audience: Audience) -> None:
    report = seen_by_manager(
        kind=kind, audience=audience, words=worst(kind), events=every_event(LONGEST) * 3
    )

    assert refusals(ask_form(report, today=TODAY)) == []
    assert refusals(asked(report)) == []


def test_it_asks_for_words_with_the_report_beneath() -> None:
    form = ask_form(seen_by_manager(), today=TODAY)

    assert list(inputs(form)) == ["words"]
    assert "The duty worker rang first." in quoted(form)


def test_it_is_the_same_for_everybody_who_is_not_named() -> None:
    confidential, anonymous = (
        ask_form(seen_by_manager(mode=mode), today=TODAY)
        for mode in (Mode.CONFIDENTIAL, Mode.ANONYMOUS)
    )

    assert confidential == anonymous
    assert PRIYA not in people(confidential)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "May it be shared beyond the team?"),
        ((ASKED,), "has been asked whether it may be shared"),
        ((ASKED, YES), "has said that it may be shared"),
        ((ASKED, YES, NO), "May it be shared beyond the team?"),
    ],
)
def test_whether_it_may_be_shared_is_asked_only_where_it_is_not_said(
    events: tuple[Event, ...], said: str
) -> None:
    form = ask_form(seen_by_manager(events=events), today=TODAY)

    assert said in everything(form)
    can_ask = said.startswith("May it")
    assert (Action.ASK_CONSENT in buttons(form)) == can_ask
