"""The form behind break-glass says what it does, and its answer holds a name and nothing else."""

from bot.domain.report import Mode
from bot.views.unsealing import unseal_form, unsealed
from tests.views.reading import everything, inputs, people, quoted
from tests.views.reports import A_REPORT, PRIYA, seen_by_manager
from tests.views.slack_rules import refusals


def test_it_says_who_is_told_and_what_and_asks_why() -> None:
    form = unseal_form(seen_by_manager(mode=Mode.CONFIDENTIAL))

    assert refusals(form) == []
    assert "I tell *them* at once" in everything(form)
    assert not inputs(form)["words"]["optional"]
    assert people(form) == set()
    assert quoted(form) == []


def test_the_answer_names_nobody_beside_a_report() -> None:
    view = unsealed(PRIYA)

    assert refusals(view) == []
    assert people(view) == {PRIYA}
    assert A_REPORT.reference not in str(view)
    assert A_REPORT.id not in str(view)
