"""What was said about sharing a report further is told back, and can be taken back."""

import pytest

from bot.domain.events import BOT, EventKind
from bot.domain.home import Own
from bot.domain.report import Mode
from bot.views.consent import consent_kept
from bot.views.ids import Action
from bot.views.own import happening
from bot.views.relayed import consent_to_reporter
from tests.views.reading import buttons, everything
from tests.views.reports import A_REPORT, PRIYA, TODAY
from tests.views.slack_rules import refusals
from tests.views.stories import event, seen_by_reporter


def test_a_yes_is_thanked_for_and_can_be_taken_back() -> None:
    said = consent_kept(seen_by_reporter(events=(event(EventKind.CONSENTED),)))
    assert "may be shared beyond your team" in everything(said)
    assert buttons(said) == [Action.CONSENT_NO]
    assert refusals(said) == []


def test_a_no_is_thanked_for_and_can_become_a_yes() -> None:
    said = consent_kept(seen_by_reporter(events=(event(EventKind.DECLINED),)))
    assert "It stays in your team" in everything(said)
    assert buttons(said) == [Action.CONSENT_YES]
    assert refusals(said) == []


@pytest.mark.parametrize("kind", [EventKind.CREDITED, EventKind.UNCREDITED, None])
@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
def test_whether_their_name_goes_with_it_is_told_before_and_after_they_say_yes(
    mode: Mode, kind: EventKind | None
) -> None:
    asked = event(EventKind.CONSENT_ASKED, actor=BOT)
    events = (*((event(kind),) if kind else ()), asked)
    report = seen_by_reporter(mode=mode, events=events)
    agreed = seen_by_reporter(mode=mode, events=(*events, event(EventKind.CONSENTED)))
    goes = mode is Mode.NAMED and kind is EventKind.CREDITED
    for view in (
        consent_to_reporter(report, asked),
        happening(Own(report, ()), TODAY),
        consent_kept(agreed),
    ):
        shown = everything(view)
        assert ("Your name goes with it" in shown) is goes
        assert ("Your name does not go with it" in shown) is not goes


def test_it_knows_its_report_and_names_nobody() -> None:
    for kind in (EventKind.CONSENTED, EventKind.DECLINED):
        said = consent_kept(seen_by_reporter(mode=Mode.CONFIDENTIAL, events=(event(kind),)))
        assert A_REPORT.id in str(said.blocks)
        assert PRIYA not in str(said)
