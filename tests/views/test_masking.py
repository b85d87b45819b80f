"""The form that masks words, and what a message turns into that showed them."""

import pytest

from bot.domain.report import Audience, Kind, Mode
from bot.views.masking import mask_form, masked, no_longer_shown
from tests.views.reading import everything, inputs, quoted
from tests.views.reports import LONGEST, TODAY, seen_by_manager, worst
from tests.views.slack_rules import refusals
from tests.views.stories import every_event


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("audience", Audience)
def test_slack_takes_it_with_everything_in_it(kind: Kind, audience: Audience) -> None:
    report = seen_by_manager(
        kind=kind, audience=audience, words=worst(kind), events=every_event(LONGEST) * 3
    )

    assert refusals(mask_form(report, today=TODAY)) == []
    assert refusals(masked(report)) == []


def test_it_asks_for_one_line_and_says_that_it_is_for_good() -> None:
    form = mask_form(seen_by_manager(), today=TODAY)

    assert not inputs(form)["words"]["element"]["multiline"]
    assert "for good" in everything(form)
    assert "The duty worker rang first." in quoted(form)


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (Mode.CONFIDENTIAL, "Whoever wrote near miss NM-7K3Q is told kindly."),
        (Mode.ANONYMOUS, "is told kindly, where they come back to it with their code."),
    ],
)
def test_it_says_where_whoever_wrote_it_is_told(mode: Mode, told: str) -> None:
    assert told in everything(masked(seen_by_manager(mode=mode)))


def test_over_a_form_it_says_that_the_form_still_shows_the_words() -> None:
    report = seen_by_manager()

    assert "The form beneath this one" in everything(masked(report, over_a_form=True))
    assert "The form beneath this one" not in everything(masked(report))


def test_a_message_that_is_not_shown_any_more_says_why_and_quotes_nothing() -> None:
    message = no_longer_shown("NM-7K3Q")

    assert refusals(message) == []
    assert "NM-7K3Q" in message.text
    assert quoted(message) == []
