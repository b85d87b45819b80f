"""Which words are marked as likely names of people, and which are left alone."""

import cProfile
import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import allowed_names, doubtful_names
from bot.domain.first_names import FIRST_NAMES
from bot.domain.likely_names import Name, find
from bot.domain.spelling import plain
from bot.domain.text import clean


def marked(text: str, allowed: frozenset[str] = frozenset()) -> str:
    """The text with every likely name in braces."""
    pieces: list[str] = []
    at = 0
    for name in find(text, allowed=allowed):
        pieces += (text[at : name.start], "{", text[name.start : name.end], "}")
        at = name.end
    return "".join((*pieces, text[at:]))


def unmarked(expected: str) -> str:
    return expected.replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    "expected",
    [
        "{Leo} said he was fine.",
        "I wrote {Kai}'s visit into {Tyler}’s record",
        "The minutes for {Aaliyah Thompson} went to the wrong {Thompson} family",
        "Sibling group: {Maisie}, {Alfie} and {Freddie}",
        "{Mohammed Khan} and {Mohamed Khan} have one birthday",
        "{Oluwaseun Adeyemi} and {Chukwuemeka} share a worker",
        "{Agnieszka Kowalczyk}'s address, {Piotr Wiśniewski}, {Łukasz} and {Gheorghe Popescu}",
        "{Siobhán}, {Niamh O'Brien}, {Caoimhe McKenna} and {Connor Macauley}",
        "{Ffion ap Rhys}, {Gwenllian} and {Geraint Prydderch}",
        "{Harpreet Kaur}, {Fatima bint Ahmed} and {Ahmed al-Hassan}",
        "{Abdirahman Warsame}, {Semhar} and {Nazanin Hosseini}",
        "{Mary-Kate}, {Jean-Luc} and {Anne-Marie Braithwaite-Jones}",
        "{Zoë}'s mum and {Zoe}'s dad",
        "the worker typed {KAYLEIGH}",
    ],
)
def test_names_from_all_over_britain_are_marked_whole(expected: str) -> None:
    assert marked(unmarked(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "Mrs {Okafor} hung up, Mr. {Whitcombe-Lee} did not",
        "Ms {Abara}, Miss {Quill}, Mx {Ash} and Dr {A Khan}",
        "mr and mrs {smith} were out",
        "Auntie {Bev} and his uncle {Jubril} collect him",
        "baby {Zephyr} was weighed",
        "a toddler called {Xanthippe}, her brother {Oz}",
        "the social worker {Ottoline} was off",
        "{J. Smith} and {T Okonkwo} swapped, {A. Green} too",
        "the {Green} family and the {Bell} children",
        "{Leo B} and {Leo S} were mixed up",
        "the learner {Elowen Braithwaite}",
    ],
)
def test_a_word_beside_it_tells_a_name_that_no_list_has(expected: str) -> None:
    assert marked(unmarked(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "when {Mark} rang {Grace} about the visit, {Will} answered",
        "Can {Hope} ring?",
        "{Grace} had the keys; {Archie} and {Ollie} were there",
        "{Rose} was at home and {Faith} went out",
        "{Rose} and {Leo} were at home",
        "{April} said she would ring; told {June} so",
        "{May Khan} moved",
        "{Mark Okafor} signed",
        "{April}'s mum rang",
        "{Chelsea} told us, and the letter for {Jordan} came",
        "told {Christian} to wait",
        "{Sue} rang, {Jack} was ill",
        "told {leo} and {zoe smith} that",
    ],
)
def test_names_that_are_words_are_told_by_what_stands_around_them(expected: str) -> None:
    assert marked(unmarked(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mark the form as urgent. Will the duty worker ring? May we? Grant it. Grace period.",
        "Hope is not a plan. Rose to the top. Sue the council. Ray of light. Faith was lost.",
        "In May the rota changed, by June it was fine, on 3 August we met; Summer term",
        "On Monday, Friday's visit, Easter Sunday, Christmas rota, Eid and Diwali",
        "Riverside and Leeds share a MASH; the LADO rang CAMHS about Ofsted and the IRO",
        "Mosaic froze, then Liquidlogic, then Teams, Slack, Outlook and Word",
        "Section 47, Regulation 24, the Children Act 1989, Working Together, Signs of Safety",
        "Child A, Child B, Mother X, Mr X and Ms Y, twin 1, Baby A, Plan B, Section A Green light",
        "the School rang, Head Teacher and Team Manager agreed, Social Worker Apprentice left",
        "Mum was there, Nan and Dad disagree, Baby was asleep, Mum's partner moved in",
        "St Mary's Primary, St James's Hospital, Victoria Road, Jasmine ward, King Edward Avenue",
        "the Willow team and the Oak team, Holly Bank Nursery, Rowan House, the Hazel Room",
        "moved to Jordan, moved from Preston, in Chelsea and in Lincoln",
        "the Munro review, Sarah's law, Gillick competence, Fraser guidelines, Operation Jasper",
        "the frank talk, the grant form, will mark it, a rose, a lily pond, jack of all trades",
        "Amber rating, Christian faith, Muslim family, White British, Somali and Roma families",
        "contact at McDonald's in Bradford, a MacBook",
        "MARK AS READ, ASAP, FAO",
        "a child called Child A, called Childline, called Social Care, social worker Training day",
        "child Protection, Young Carers, Family Group Conference, Graded Care Profile",
        "NM-2F9D. Anyone will answer, 12Leo34",
        "at 4 o'clock",
        "jane_frost@example.org, https://example.org/leo-smith, <@U012AB3CD|leo>",
    ],
)
def test_what_is_no_name_is_left_alone(text: str) -> None:
    assert marked(text) == text


def test_a_name_does_not_hold_the_words() -> None:
    (name,) = find("ring Leo")
    assert name == Name(5, 8)
    assert "Leo" not in repr(name)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_and_emoji_move_nothing(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "👩🏽‍👧 Zoë and 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Siân O’Brien 🙂 rang")
    names = [unicodedata.normalize("NFC", text[one.start : one.end]) for one in find(text)]
    assert names == ["Zoë", "Siân O’Brien"]


def test_a_team_may_say_what_is_no_name() -> None:
    text = "Jasper froze, said Leo. ZOË House and Rose Cottage were told by Rose."
    allowed = frozenset({"jasper", "Zoe House", "rose cottage"})
    assert marked(text, allowed) == (
        "Jasper froze, said {Leo}. ZOË House and Rose Cottage were told by {Rose}."
    )


def test_names_apart_are_marked_apart() -> None:
    expected = "{Leo}, {Kayleigh}; {Tom}'s {Aisha}. {Ben}\n{Amy}"
    assert marked(unmarked(expected)) == expected


def test_a_list_in_capitals_does_not_run_on_for_ever() -> None:
    (name, *_) = find("Leo " + "Went " * 50)
    assert name.end <= len("Leo Went Went Went Went")


def test_every_doubtful_name_is_a_name() -> None:
    doubtful = doubtful_names.ALSO_WORDS | doubtful_names.LOWER_CASE_WORDS
    assert doubtful <= FIRST_NAMES
    assert doubtful_names.IDEAS <= doubtful_names.ALSO_WORDS
    assert not doubtful_names.ALSO_WORDS & doubtful_names.LOWER_CASE_WORDS
    assert doubtful_names.ALSO_PLACES <= FIRST_NAMES


def test_lists_are_written_as_words_are_compared() -> None:
    assert {plain(name) for name in FIRST_NAMES} == FIRST_NAMES


PIECES = [
    "Leo",
    "leo",
    "Mark",
    "Rose",
    "May",
    "Mrs",
    "mr",
    "baby",
    "called",
    "Zephyr",
    "Okafor",
    "Green",
    "O'Brien",
    "Zoe\u0308",
    "A",
    "J.",
    "KAYLEIGH",
    "family",
    "and",
    "said",
    "St",
    "ward",
    "the",
    "van",
    "'s",
    "-",
    ".",
    ",",
    "\n",
    "🙂",
    "\u200d",
    "7",
    "",
]
texts = (
    st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
    | st.text(max_size=60)
)
allow_lists = st.frozensets(st.sampled_from(PIECES) | st.text(max_size=5), max_size=4)


@settings(deadline=None)
@given(texts, allow_lists)
def test_names_are_in_order_apart_and_inside_the_text(text: str, allowed: frozenset[str]) -> None:
    edges = [edge for name in find(text, allowed=allowed) for edge in (name.start, name.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))


@settings(deadline=None)
@given(texts)
def test_nothing_allowed_is_found(typed: str) -> None:
    text = clean(typed).text
    found = [text[name.start : name.end] for name in find(text)]
    left = [text[name.start : name.end] for name in find(text, allowed=frozenset(found))]
    assert not {plain(name) for name in left} & {plain(name) for name in found}


@settings(deadline=None)
@given(texts, allow_lists)
def test_finding_twice_gives_the_same(text: str, allowed: frozenset[str]) -> None:
    assert find(text, allowed=allowed) == find(text, allowed=allowed)


@settings(deadline=None)
@given(st.text("abcdefghij0123456789 .,!?-\n", max_size=200))
def test_what_is_found_holds_letters(text: str) -> None:
    assert all(any(map(str.isalpha, text[one.start : one.end])) for one in find(text))


@pytest.mark.parametrize(
    "piece",
    ["a ", "A", "A.", "J. ", "Leo ", "Leo-", "Mc", "Mrs ", "baby ", "O'", "van ", "Rose and ", "'"],
)
def test_a_text_twice_as_long_takes_about_twice_as_many_steps(piece: str) -> None:
    """Steps are calls of Python functions, which no busy machine can stretch."""
    short, long = (steps_for(piece * (length // len(piece))) for length in (3_000, 6_000))
    assert long <= 2.5 * short


def steps_for(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(find, text, allowed=frozenset({"Tom", "Rose Hill"}))
    return sum(entry.callcount for entry in profile.getstats())


def test_an_allow_list_is_read_from_lines_and_commas() -> None:
    assert allowed_names.read(" Jasper, Rose  Cottage\n\nMerlin;,") == {
        "Jasper",
        "Rose Cottage",
        "Merlin",
    }
    assert allowed_names.read(" \n,") == frozenset()


@given(st.frozensets(st.text("abcDEF é'-", min_size=1, max_size=12), max_size=6))
def test_an_allow_list_survives_being_written_down(entries: frozenset[str]) -> None:
    allowed = allowed_names.read(",".join(entries))
    assert allowed_names.read(allowed_names.write(allowed)) == allowed
