"""Numbers and addresses that lead to one person or home, verified as far as rules allow."""

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher, PhoneNumberType
from stdnum.gb import nhs, upn

Span = tuple[int, int]


# Underscores and asterisks are Slack's italics and bold, so a word may begin or end at them: `\b`
# would not see it.
_START, _END = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"
_GAP = "[ .-]{0,3}"

# Money, decimals and Slack's message times (1512085950.000216) are not NHS numbers.
_NHS_START = f"(?:{_START}|(?<=nhs))(?<![£$€])(?<![0-9][.,:/])"
_NHS_END = "(?![A-Za-z0-9]|[.,:/][0-9])"
_NHS_IN_GROUPS = re.compile(
    rf"{_NHS_START}(?=(\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}){_NHS_END})", re.IGNORECASE
)
_NHS_ONE_BY_ONE = re.compile(rf"{_NHS_START}(?<!\d[ -])(\d(?:[ .-]\d){{9}})(?![ -]\d){_NHS_END}")
_NHS_LABELLED = re.compile(
    rf"nhs(?: ?(?:number|no|num|id|n))?[ .:#=()-]{{0,4}}(?:is )?"
    rf"(\d(?:[ .,/_-]{{0,3}}\d){{9}}){_NHS_END}",
    re.IGNORECASE,
)
# What has been issued or is kept for training: numbers of England, Wales and Northern Ireland, and
# Scotland's, which begin with a date of birth. Others are order numbers, of which one in eleven has
# the right check digit by chance (docs.rs, nhs-number, "Ranges"; CHI: days and months).
_ISSUED = re.compile(r"3[2-9]|[4679]|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])")

_UPN = re.compile(
    rf"{_START}[A-HJ-NP-RT-Z](?:[ -]?\d){{11}}[ -]?[0-9A-HJ-NP-RT-Z]{_END}", re.IGNORECASE
)

# HMRC, National Insurance Manual, NIM39110.
_NI_PREFIX = "(?!BG|GB|KN|NK|NT|TN|ZZ)(?P<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
_NI_DIGITS = r"(?P<gap>[ -]{0,2})\d\d[ -]?\d\d[ -]?\d\d"
_NATIONAL_INSURANCE = re.compile(
    rf"{_START}{_NI_PREFIX}{_NI_DIGITS}[ -]{{0,2}}[A-D]{_END}", re.IGNORECASE
)
# People leave the last letter out, but then only what is called so can be told from a form number.
_NATIONAL_INSURANCE_LABELLED = re.compile(
    rf"{_START}(?:NINO|(?:NI|national insurance)(?: ?(?:number|no|num))?)[ .:#=(-]{{0,4}}"
    rf"(?P<number>{_NI_PREFIX}{_NI_DIGITS}){_END}",
    re.IGNORECASE,
)
# "On 12-10-20 a social worker rang" has the shape of a National Insurance number and is none.
_SHORT_WORDS = re.compile(
    "a[mnstxy]|b[ey]|e[hlmnrx]|h[aemr]|la|m[aersy]|o[hknrwx]|p[aem]|re|s[ht]|ta|we|y[ae]"
)

# The local part is bounded as in RFC 5321, which also keeps the search linear.
_EMAIL = re.compile(
    r"[^\W_][\w.%+'-]{0,63}@(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}(?![^\W_])"
)

# Royal Mail's areas, then the letters its Programmer's Guide allows in each place.
_POSTCODE_AREAS = (
    "AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT"
    "|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD"
    "|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK"
    "|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE = re.compile(
    rf"{_START}(?:GIR ?0AA|(?P<area>{_POSTCODE_AREAS})(?:[1-9]\d|\d[ABCDEFGHJKMNPRSTUVWXY]?)"
    rf"[ -]{{0,2}}(?P<inward>\d[ABD-HJLNP-UW-Z]{{2}})){_END}",
    re.IGNORECASE,
)
# "The S47 2nd visit" speaks of section 47 of the Children Act, not of Sheffield; "SW1 2nd visit" of
# a worker and "B6 6yr olds" of a room, as nobody writes half a postcode in capitals.
_ORDINAL_OR_MEASURE = re.compile("1st|2nd|3rd|[04-9]th|[0-9](?:hr|yr|ft|lb|st)")

# Numbers of organisations, freephone helplines such as Childline among them, are nobody's secret.
_PERSONAL_LINES = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.PAGER,
        PhoneNumberType.VOIP,
    }
)
# The library's matcher passes over numbers beside a date or another number, so British ones are
# looked for here as well. A date and an hour (04-05-2026 10) must not be taken for one.
_BRITISH_PHONE = re.compile(
    r"(?<![A-Za-z0-9+])(?!\d\d[.-]\d\d[.-](?:19|20)\d\d)"
    r"(?:(?:\+|00) ?44[ .-]{0,2}(?:\(0\))?|\(?0)"
    rf"(?:[ .()-]{{0,2}}\d){{9,10}}{_END}"
)
# "Mobile 7911 123456" lacks its nought; nothing but the label tells it from an order number.
_MOBILE_LABELLED = re.compile(
    rf"{_START}(?:mob|mobile|cell|phone|tel)(?: ?(?:number|no|num))?(?: is)?[ .:#=(-]{{0,4}}"
    rf"(7\d{{3}}(?:[ .-]?\d){{6}}){_END}",
    re.IGNORECASE,
)
# Ofcom keeps these two ranges for drama and the library does not hold them valid; careful writers
# use them in place of real ones, and what looks like a number is better masked.
_DRAMA = re.compile(r"(?:7700900|1632960)\d{3}")


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits with the check digit of NHS, CHI and Health and Care numbers alike."""
    for pattern in (_NHS_IN_GROUPS, _NHS_ONE_BY_ONE, _NHS_LABELLED):
        for match in pattern.finditer(text):
            digits = "".join(filter(str.isdigit, match[1]))
            may_be = pattern is _NHS_LABELLED or _ISSUED.match(digits)
            if may_be and nhs.is_valid(digits):
                yield match.span(1)


def unique_pupil_numbers(text: str) -> Iterator[Span]:
    """Thirteen symbols, the first being the right check letter, temporary numbers included.

    The check letter alone decides: lists of local authorities lag behind, and Wales has its own.
    """
    for match in _UPN.finditer(text):
        number = upn.compact(match[0]).replace("-", "")
        if upn.calc_check_digit(number) == number[0]:
            yield match.span()


def national_insurance_numbers(text: str) -> Iterator[Span]:
    """Two letters in use, six digits and a letter; without the letter where it is called one."""
    for match in _NATIONAL_INSURANCE_LABELLED.finditer(text):
        yield match.span("number")
    for match in _NATIONAL_INSURANCE.finditer(text):
        prefix = match["prefix"]
        is_word = _SHORT_WORDS.fullmatch(prefix.lower()) and not prefix.isupper()
        if not (is_word and match["gap"]):
            yield match.span()


def email_addresses(text: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(text))


def postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        area = match["area"] or ""
        may_precede_one = area.isupper() or area == "s"
        if not (may_precede_one and _ORDINAL_OR_MEASURE.fullmatch(match["inward"] or "")):
            yield match.span()


def phone_numbers(text: str) -> Iterator[Span]:
    """Valid numbers of homes and people, British unless written with another country's code."""
    for found in PhoneNumberMatcher(text, "GB", leniency=Leniency.VALID):
        if _is_personal(found.number):
            yield found.start, found.end
    for match in _BRITISH_PHONE.finditer(text):
        if _is_personal(phonenumbers.parse(match[0], "GB")):
            yield match.span()
    for match in _MOBILE_LABELLED.finditer(text):
        if _is_personal(phonenumbers.parse(match[1], "GB")):
            yield match.span(1)


def _is_personal(number: PhoneNumber) -> bool:
    is_drama = _DRAMA.fullmatch(str(number.national_number)) is not None
    return is_drama or phonenumbers.number_type(number) in _PERSONAL_LINES
