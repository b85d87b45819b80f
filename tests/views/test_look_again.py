"""What comes back before it is saved says so, and shows words as typed, never as formatting."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.personal_data import Identifier
from bot.domain.report import Kind, Mode, Words
from bot.views.look_again import is_warned, look_again
from bot.views.report_form import report_form
from tests.views.forms import opened
from tests.views.reading import everything, parts, texts
from tests.views.slack_rules import Json


def shown(**changes: object) -> Json:
    """What stands above the words of a near miss that comes back."""
    return {"blocks": list(look_again(opened(Kind.NEAR_MISS, **changes)))}


def marked(view: Json) -> list[str]:
    """The words that are set in bold."""
    return [part["text"] for part in parts(view) if part.get("style") == {"bold": True}]


def test_above_a_new_form_there_is_nothing_of_it() -> None:
    assert shown() == {"blocks": []}
    assert shown(seen={"what": ()}, names={"what": ()}) == {"blocks": []}


def test_what_was_seen_is_told_by_question_and_kind_and_never_quoted() -> None:
    view = shown(
        words=Words(what="⟦words⟧", caught="⟦words⟧"),
        seen={
            "what": (Identifier.NHS_NUMBER, Identifier.PHONE, Identifier.PHONE),
            "caught": (Identifier.EMAIL,),
        },
    )
    [said] = texts(view, "mrkdwn")
    assert "_What happened, or nearly happened?_ an NHS number, a phone number\n" in said
    assert said.endswith("_What caught it, or could have?_ an email address")
    assert "Nothing is saved yet" in said
    assert "⟦" not in said


def test_what_may_be_names_is_marked_under_its_question() -> None:
    view = shown(names={"what": ("Kestrel", "Jay Wren"), "idea": ("Robin",)})
    assert marked(view) == ["Kestrel", "Jay Wren", "Robin"]
    assert "What happened, or nearly happened? \nKestrel\n, \nJay Wren" in everything(view)
    assert "Any idea that would make it harder to get wrong? \nRobin" in everything(view)


def test_names_are_a_reason_to_look_again_and_no_more() -> None:
    said = everything(shown(names={"what": ("Kestrel",)}))
    assert "Nothing is saved yet" in said
    assert "If they are no names, just send it again: I do not ask twice." in said


@given(st.text(min_size=1, max_size=80))
def test_a_marked_word_stands_as_it_was_typed(typed: str) -> None:
    view = shown(names={"what": (f"⟦{typed}⟧",)})
    assert marked(view) == [f"⟦{typed}⟧"]
    assert not any("⟦" in text for text in texts(view, "mrkdwn", "plain_text"))


def test_of_very_many_names_the_first_are_shown() -> None:
    view = shown(names={"what": tuple(f"Bird {number}" for number in range(30))})
    assert marked(view) == [f"Bird {number}" for number in range(20)]
    assert everything(view).endswith(" …")


def test_what_is_to_show_at_once_without_a_name_is_warned_of_first() -> None:
    form = opened(Kind.NEAR_MISS, mode=Mode.ANONYMOUS, urgent=True, warned=True)
    assert is_warned(form)
    said = everything(report_form(form))
    assert "Whoever was at their desk just now may be guessed to have written it." in said
    assert "To show it now all the same, send it again." in said
