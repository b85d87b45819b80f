"""Which words are taken for a child's or family's identifiers, and which are not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.personal_data import Finding, Identifier, find, mask
from bot.domain.reference import BASE32, Code

CASE_PATTERN = re.compile(r"\bLCS ?\d{6}\b")


def masked(text: str) -> str:
    return mask(text, find(text, case_pattern=CASE_PATTERN))


@pytest.mark.parametrize(
    "number",
    ["9434765870", "943 476 5870", "943-476-5870", "943.476.5870", "9 4 3 4 7 6 5 8 7 0"],
)
def test_an_nhs_number_is_found_however_it_is_grouped(number: str) -> None:
    assert masked(f"Seen ({number}).") == "Seen ([NHS number])."


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("\uff19\uff14\uff13 \uff14\uff17\uff16 \uff15\uff18\uff17\uff10", id="wide"),
        pytest.param("\u0669\u0664\u0663\u0664\u0667\u0666\u0665\u0668\u0667\u0660", id="Arabic"),
        pytest.param("943\u00a0476\u20115870", id="space and hyphen that do not break"),
        pytest.param("943\u2212476\u20135870", id="minus and dash"),
        pytest.param("943\u200b476\u200d5\u00ad870", id="zero-width characters"),
        pytest.param("".join(f"{digit}\ufe0f\u20e3" for digit in "9434765870"), id="keycaps"),
    ],
)
def test_an_nhs_number_is_found_in_any_digits_and_behind_unseen_characters(number: str) -> None:
    assert masked(f"The number {number} was read out") == "The number [NHS number] was read out"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS9434765870", "NHS[NHS number]"),
        ("nhs number: 94 34 76 58 70", "nhs number: [NHS number]"),
        ("_9434765870_ and *9434765870*", "_[NHS number]_ and *[NHS number]*"),
        ("NHS no 943/476/5870", "NHS no [NHS number]"),
        ("NHS number is 012 345 6789", "NHS number is [NHS number]"),
        ("CHI 0101200013", "CHI [NHS number]"),
        ("room 12 943 476 5870", "room 12 [NHS number]"),
        ("9434765870 9434765870", "[NHS number] [NHS number]"),
        ("UPN B801200005001", "UPN [unique pupil number]"),
        ("upn b801 2000 05001", "upn [unique pupil number]"),
        ("UPN A80120000501A", "UPN [unique pupil number]"),
        ("UPN R838200005001", "UPN [unique pupil number]"),
        ("AB123456C", "[National Insurance number]"),
        ("ab123456c", "[National Insurance number]"),
        ("AB 12 34 56 C", "[National Insurance number]"),
        ("ON 12 34 56 C", "[National Insurance number]"),
        (
            "National Insurance number AB123456",
            "National Insurance number [National Insurance number]",
        ),
        ("NINO: ab 12 34 56.", "NINO: [National Insurance number]."),
        ("write to jo.o'neil+home@mail.example.co.uk.", "write to [email address]."),
        ("<mailto:a@b.com|a@b.com>", "<mailto:[email address]|[email address]>"),
        ("_jo@b.org_", "_[email address]_"),
        ("jo\uff20b.org", "[email address]"),
    ],
)
def test_numbers_and_addresses_of_people_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "number",
    [
        "07911 123456",
        "07911123456",
        "07 911 12 34 56",
        "+44 7911 123456",
        "0044 7911 123456",
        "+44 (0)7911 123456",
        "020 7946 0018",
        "(0161) 234 5678",
        "0161-234-5678",
        "07700 900123",
        "+44 7700 900 999",
        "01632 960001",
        "+353 87 123 4567",
        "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
    ],
)
def test_phone_numbers_are_masked_real_or_kept_for_drama(number: str) -> None:
    assert masked(f"Ring {number} now") == "Ring [phone number] now"


@pytest.mark.parametrize("label", ["mobile", "Mob.", "his mobile number is", "tel:", "phone no"])
def test_a_mobile_without_its_nought_is_known_by_its_label(label: str) -> None:
    assert masked(f"{label} 7911 123456 today") == f"{label} [phone number] today"
    assert masked("order 7911 123456 came") == "order 7911 123456 came"


def test_phone_numbers_are_found_beside_dates_and_each_other() -> None:
    text = "visited 12/03/2026 07911 123456 07911 123457"
    assert masked(text) == "visited 12/03/2026 [phone number] [phone number]"


def test_helplines_and_offices_are_nobodys_secret() -> None:
    text = "Childline is 0800 1111, the NHS 111, police 101 or 999, our own line 0300 123 4567"
    assert masked(text) == text


@pytest.mark.parametrize(
    "postcode",
    ["LS1 4AP", "ls14ap", "Ls1 4ap", "W1A 1AA", "EC1A-1BB", "GIR 0AA", "B1 1BB", "CR0 2RF"],
)
def test_postcodes_are_masked(postcode: str) -> None:
    assert masked(f"near {postcode}, upstairs") == "near [postcode], upstairs"


def test_ordinals_and_measures_are_not_half_a_postcode() -> None:
    text = "SW1 2nd visit, SW2 3rd visit, the E1 5th floor, B6 6yr olds, an L3 2hr slot"
    assert masked(text) == text
    assert masked("sw1 2nd floor, at SW1A 2ND") == "[postcode] floor, at [postcode]"


def test_section_47_is_not_sheffield() -> None:
    assert masked("the S47 1st visit and s47 2nd") == "the S47 1st visit and s47 2nd"
    assert masked("lives in S17 3RD") == "lives in [postcode]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born 3/4/2015", "born [date of birth]"),
        ("DOB 03.04.15", "DOB [date of birth]"),
        ("DOB03/04/2015", "DOB[date of birth]"),
        ("DOB: 2015-04-03", "DOB: [date of birth]"),
        ("DOB 030415", "DOB [date of birth]"),
        ("dob 20150403.", "dob [date of birth]."),
        ("dob 4/13/2015", "dob [date of birth]"),
        ("_DOB_: 3-4-15", "_DOB_: [date of birth]"),
        ("d.o.b. 3rd April 2015", "d.o.b. [date of birth]"),
        ("(b 3/4/2015)", "(b [date of birth])"),
        ("(b. 3/4/2015)", "(b. [date of birth])"),
        ("Date of birth\n3 Apr '15", "Date of birth\n[date of birth]"),
        ("DOB \uff13/\uff14/\uff12\uff10\uff11\uff15", "DOB [date of birth]"),
        ("born on the 3rd of April, 2015", "born on the [date of birth]"),
        (
            "born in St. James's in Leeds on 3/4/2015",
            "born in St. James's in Leeds on [date of birth]",
        ),
        ("born at 32 weeks on 3/4/2015", "born at 32 weeks on [date of birth]"),
        ("she gave birth on 3/4/2015", "she gave birth on [date of birth]"),
        ("3/4/2015 (DOB)", "[date of birth] (DOB)"),
        ("April 3rd, 2015 is her birthday", "[date of birth] is her birthday"),
        ("born 99/99/2015 or 3/4/2015", "born 99/99/2015 or [date of birth]"),
        (
            "born 3/4/2015, 5/6/2017 and 7 August 2019",
            "born [date of birth], [date of birth] and [date of birth]",
        ),
        ("DOBs 3/4/2015, 5/6/2017", "DOBs [date of birth], [date of birth]"),
        (
            "dates of birth: 3/4/2015 and 5/6/2017",
            "dates of birth: [date of birth] and [date of birth]",
        ),
        (
            "DOB typed as 3/4/2015 instead of 4/3/2015",
            "DOB typed as [date of birth] instead of [date of birth]",
        ),
        (
            "DOB 3/4/2015 (should be 4/3/2015)",
            "DOB [date of birth] (should be [date of birth])",
        ),
        (
            "DOB was 3/4/2015 when it should have been 4/3/2015",
            "DOB was [date of birth] when it should have been [date of birth]",
        ),
        ("the DOB on the form is 3/4/2015", "the DOB on the form is [date of birth]"),
        ("DOB of the younger twin 3/4/2015", "DOB of the younger twin [date of birth]"),
        ("DOB was missing, it should be 3/4/2015", "DOB was missing, it should be [date of birth]"),
        ("d/o/b 3 / Apr / 2015", "d/o/b [date of birth]"),
        ("DOB 3/4/2015 0161 234 5678", "DOB [date of birth] [phone number]"),
    ],
)
def test_a_date_beside_a_word_of_birth_is_a_date_of_birth(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 3/4/2026 we visited",
        "conference on 12 March 2026 at 10:30",
        "The baby was born. On 3/4/2026 we visited",
        "The baby was born early\nSeen 3/4/2026",
        "pre-birth assessment on 3/4/2026",
        "the birth mother came on 3/4/2026 with the birth plan of 1/4/2026",
        "unborn baby: conference 3/4/2026",
        "the newborn was seen 3/4/2026",
        "born 45/67/2015",
        "Child B 3/4/2026 seen; plan B. 3/4/2026",
        "born in the spring; the long wait for an answer from the court ended on 3/4/2026",
        "age 7, aged 15 and 16",
        "DOB was missing on the referral dated 3/4/2026",
        "the date of birth field was blank when checked on 3 March 2026",
        "the DOB was corrected on 3/4/2026; DOB updated 3/4/2026",
        "DOB and NHS number seen 3/4/2026",
        "seen 3/4/2026, date of birth missing",
        "MASH asked for DOBs on 3 November 2026",
        "a birthday party at the contact centre on 12 March 2026",
        "born two weeks before the conference on 3/4/2026",
        "Born Free visit 3/4/2026",
    ],
)
def test_any_other_date_is_not_a_date_of_birth(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "section 47, s.47, S47 and 10,000 forms in 2026",
        "9434765871 has a wrong last digit",
        "order 0792612345, purchase order 5990128088",
        "form AB 12 34 56, ref AB123456, NI team room 12 34 56",
        "\u00a39434765870 is money, 9434765870.55 too",
        "Slack's 1512085950.000216 and p1512085950000216",
        "U012AB3CD <@U012AB3CD> C024BE91L @here",
        "S-7K3Q, NM-2F9D and NM-2F9D-0123-4567-89AB-CDEF",
        "at 10.30 on 04-05-2026 10:30, 04.05.2026 10.30",
        "on 12-10-20 a social worker rang, On 12 10 20 a child",
        "BG123456A QQ123456C AO123456C AB123456E",
        "A801200005001 has a wrong check letter",
        "the M25 3pm, B12 4kg, AA1 1AA",
        "a@b, @b.com, a at b.com",
        "1 2 3 4 5 6 7 8 9 10",
        "01/02/2026 03/04/2026",
    ],
)
def test_ordinary_numbers_and_references_are_left_alone(text: str) -> None:
    assert masked(text) == text


@given(st.text(BASE32, min_size=16, max_size=16))
def test_a_receipt_code_is_never_taken_for_a_persons_number(secret: str) -> None:
    assert find(str(Code("NM-2F9D", secret))) == ()


def test_the_services_own_case_numbers_are_masked() -> None:
    assert masked("see LCS 123456") == "see [case number]"
    assert find("see LCS 123456") == ()


def test_the_case_pattern_sees_plain_digits_and_spaces() -> None:
    assert masked("see LCS\u00a0\uff11\uff12\uff13456") == "see [case number]"


def test_the_longer_of_two_overlapping_findings_wins() -> None:
    pattern = re.compile(r"case 943 476 5870 b")
    kinds = [finding.kind for finding in find("case 943 476 5870 b", case_pattern=pattern)]
    assert kinds == [Identifier.CASE_NUMBER]


def test_the_more_specific_of_two_equal_findings_wins() -> None:
    kinds = [finding.kind for finding in find("9434765870", case_pattern=re.compile(r"\d{10}"))]
    assert kinds == [Identifier.CASE_NUMBER]


def test_a_pattern_that_matches_nothing_or_masks_finds_nothing_forever() -> None:
    assert find("word", case_pattern=re.compile(r"x*")) == ()
    assert find("[case number]", case_pattern=re.compile(r".+", re.DOTALL)) == ()


def test_a_finding_does_not_hold_what_was_found() -> None:
    (finding,) = find("ring 07911 123456")
    assert finding == Finding(Identifier.PHONE, 5, 17)
    assert "07911" not in repr(finding)


def test_masks_read_as_words() -> None:
    assert masked("a@b.com, born 3/4/2015") == "[email address], born [date of birth]"


PIECES = [
    "born ",
    "DOB ",
    "date of birth: ",
    " is her birthday",
    "3/4/2015",
    "3 April 2015",
    "12-03-2026",
    "943 476 5870",
    "9434765870",
    "07911 123456",
    "+44 (0)",
    "07700 900",
    "AB123456C",
    "B801200005001",
    "LS1 4AP",
    "a.b@c.com",
    "LCS 123456",
    "[date of birth]",
    "[",
    "]",
    "\u200b",
    "\ufe0f",
    "\0",
    "\uff19",
    ", ",
    " and ",
    " ",
    "-",
    ".",
    "(",
    "0",
    "7",
    "44",
    "word",
    "\n",
]
reports = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)


@settings(deadline=None)
@given(reports)
def test_masking_leaves_nothing_to_find(text: str) -> None:
    assert find(masked(text), case_pattern=CASE_PATTERN) == ()


@settings(deadline=None)
@given(reports)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@settings(deadline=None)
@given(reports)
def test_findings_are_in_order_apart_and_all_that_changes(text: str) -> None:
    findings = find(text, case_pattern=CASE_PATTERN)
    edges = [edge for finding in findings for edge in (finding.start, finding.end)]
    assert edges == sorted(edges)
    assert all(finding.start < finding.end for finding in findings)
    outside = [0, *edges, len(text)]
    kept = [text[start:end] for start, end in zip(outside[::2], outside[1::2], strict=True)]
    rebuilt = kept[0] + "".join(
        f"[{finding.kind}]{after}" for finding, after in zip(findings, kept[1:], strict=True)
    )
    assert mask(text, findings) == rebuilt


@settings(deadline=None)
@given(st.text("abcdefghij \n.,!?", max_size=200))
def test_words_without_figures_or_addresses_are_never_touched(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("07911 123456 ", 1),
        ("9434765870 ", 1),
        ("born 1/1/2001 ", 1),
        ("a@b.com ", 1),
        ("LS1 4AP ", 1),
        ("AB123456C ", 1),
        ("dob ", 0),
        ("(b. ", 0),
        ("a@a.", 0),
        ("a", 0),
        ("0", 0),
        ("0 ", 0),
        ("(0", 0),
        ("1 ", 0),
        ("12/", 0),
        ("943 476 ", 0),
        ("AB 12 34 ", 0),
        ("jan 1 ", 0),
        ("\u200d", 0),
        ("[phone number]", 0),
    ],
)
def test_ten_thousand_awkward_characters_are_searched_through(piece: str, found: int) -> None:
    times = 10_000 // len(piece)
    assert len(find(piece * times)) == found * times


def test_a_list_of_birth_dates_is_found_to_its_end() -> None:
    assert len(find("dob " * 20 + "1/1/2001, " * 900)) == 900
