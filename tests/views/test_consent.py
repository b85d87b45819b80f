"""What was said about sharing a report further is told back, and can be taken back."""

from bot.domain.events import EventKind
from bot.domain.report import Mode
from bot.views.consent import consent_kept
from bot.views.ids import Action
from tests.views.reading import buttons, everything
from tests.views.reports import A_REPORT, PRIYA
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


def test_it_knows_its_report_and_names_nobody() -> None:
    for kind in (EventKind.CONSENTED, EventKind.DECLINED):
        said = consent_kept(seen_by_reporter(mode=Mode.CONFIDENTIAL, events=(event(kind),)))
        assert A_REPORT.id in str(said.blocks)
        assert PRIYA not in str(said)
