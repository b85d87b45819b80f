"""What somebody typed, out of the markup that Slack hands it over in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markup import as_typed, unescaped

texts = st.text(max_size=60)


def escaped(typed: str) -> str:
    """As Slack hands typed words over (messaging/formatting-message-text, "Escaping text")."""
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(texts)
def test_plain_words_come_back_as_they_were_typed(typed: str) -> None:
    assert unescaped(escaped(typed)) == typed
    assert as_typed(escaped(typed)) == typed


def test_an_escape_that_somebody_typed_themselves_stays() -> None:
    assert as_typed("&amp;lt;b&amp;gt;") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        pytest.param("<https://gov.uk>", "https://gov.uk", id="an address"),
        pytest.param("<http://gov.uk|gov.uk>", "gov.uk", id="an address without its beginning"),
        pytest.param("<https://gov.uk|gov.uk>", "gov.uk", id="likewise"),
        pytest.param("<https://gov.uk|the guide>", "the guide (https://gov.uk)", id="a link"),
        pytest.param("<https://gov.uk|>", "https://gov.uk", id="a link without words"),
        pytest.param("<https://gov.uk?a=1&amp;b=2>", "https://gov.uk?a=1&b=2", id="with a query"),
        pytest.param("<mailto:duty@gov.test|duty@gov.test>", "duty@gov.test", id="an email"),
        pytest.param("<mailto:duty@gov.test|duty>", "duty (duty@gov.test)", id="a named email"),
        pytest.param("<tel:01910000000|01910000000>", "01910000000", id="a telephone"),
        pytest.param("<@U0PRIYA>", "@U0PRIYA", id="a person without a name"),
        pytest.param("<@U0PRIYA|priya>", "@priya", id="a person"),
        pytest.param("<#C0RIVERSIDE|riverside>", "#riverside", id="a channel"),
        pytest.param("<#C0RIVERSIDE>", "#C0RIVERSIDE", id="a channel without a name"),
        pytest.param("<#C0RIVERSIDE|>", "#C0RIVERSIDE", id="one that is private"),
        pytest.param("<!here>", "@here", id="everybody here"),
        pytest.param("<!here|here>", "here", id="everybody here, with words"),
        pytest.param("<!subteam^S0DUTY|@duty>", "@duty", id="a group"),
        pytest.param("<!date^1795428000^{date}|today>", "today", id="a date"),
    ],
)
def test_what_slack_marks_up_is_read_as_its_writer_saw_it(said: str, typed: str) -> None:
    assert as_typed(said) == typed
    assert as_typed(f"See {said}, please, and {said}") == f"See {typed}, please, and {typed}"


@given(st.lists(st.sampled_from(["<!channel>", "<@U0PRIYA>", "<#C0A|a>", "so", "<", ">"])))
def test_nothing_that_comes_out_would_call_anybody(parts: list[str]) -> None:
    said = " ".join(escaped(one) if len(one) <= 2 else one for one in parts)

    for mark in ("<!", "<@", "<#"):
        assert mark not in as_typed(said)
