"""Whoever holds a receipt's code comes back to its report; nobody comes to it by guessing."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    NoSuchCode,
    NotAvailable,
    OnlyTheReference,
    Outsider,
    TooManyTries,
    WrongCode,
)
from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.ids import UserId
from bot.domain.reference import Code
from bot.domain.report import Mode
from bot.services.directory import DirectoryUnavailable
from bot.services.returning import TRIES, WITHIN, Tries
from tests.builders import AMINA, CHANNEL, DAN, PRIYA, sent
from tests.conftest import MONDAY
from tests.services.world import World

WRONG = "NM-2F9D-0000-0000-0000-0000"
TOM = UserId("U0TOM")


async def left(world: World, what: str = "The form went to the wrong team") -> Code:
    """A report without a name: what its receipt says is the only way back."""
    world.people.authors = 8
    form = await world.form()
    given = sent(form, what=what, mode=Mode.ANONYMOUS)
    receipt = await world.services.capture.submit(given)
    assert isinstance(receipt, Receipt)
    assert receipt.code is not None
    return receipt.code


async def wrong(world: World, times: int, user: UserId = PRIYA) -> None:
    """Codes that do not fit, one after the other."""
    for _ in range(times):
        with pytest.raises(NoSuchCode):
            await world.services.returning.come_back(user, WRONG)


async def test_the_code_leads_back_to_the_report_and_to_all_that_was_said(world: World) -> None:
    await world.set_up()
    code = await left(world)
    id = await world.id_of(code.reference)
    world.clock.move(days=2)
    await world.say(AMINA, id, Reply.GO_AHEAD, words="Start on Monday")

    found = await world.services.returning.come_back(PRIYA, str(code))

    report = found.own.report
    assert (report.reference, report.words.what) == (
        code.reference,
        "The form went to the wrong team",
    )
    assert [event.words for event in report.story] == ["Start on Monday"]
    assert report.is_own
    assert found.code == code


@pytest.mark.parametrize("spoilt", [str.lower, lambda typed: typed.replace("-", "  ")])
async def test_a_code_is_understood_however_it_is_typed(world: World, spoilt: object) -> None:
    assert callable(spoilt)
    await world.set_up()
    code = await left(world)
    found = await world.services.returning.come_back(PRIYA, spoilt(str(code)))
    assert found.own.report.reference == code.reference


async def test_it_is_the_code_that_counts_and_not_who_brings_it(world: World) -> None:
    await world.set_up()
    code = await left(world)
    world.people.introduce(TOM, "C0ELSEWHERE")
    found = await world.services.returning.come_back(TOM, str(code))
    assert found.own.report.reference == code.reference


async def test_only_colleagues_come_back(world: World) -> None:
    await world.set_up()
    code = await left(world)
    world.people.introduce(TOM, CHANNEL, is_outsider=True)
    with pytest.raises(Outsider):
        await world.services.returning.come_back(TOM, str(code))
    with pytest.raises(DirectoryUnavailable):
        await world.services.returning.come_back(UserId("U0UNKNOWN"), str(code))


@pytest.mark.parametrize("typed", [WRONG, "", "not a code", "🙏" * 100])
async def test_what_is_no_code_and_what_nobody_has_are_refused_in_the_same_words(
    world: World, typed: str
) -> None:
    await world.set_up()
    await left(world)
    with pytest.raises(WrongCode) as told:
        await world.services.returning.come_back(PRIYA, typed)
    assert told.value.message == WrongCode(tries="four more tries").message
    assert told.value.returned == ""


async def test_every_wrong_code_says_how_many_tries_are_left(world: World) -> None:
    await world.set_up()
    for more in ("four more tries", "three", "two", "one more try within", "no more tries"):
        with pytest.raises(WrongCode) as told:
            await world.services.returning.come_back(PRIYA, WRONG)
        assert f"You have {more}" in told.value.message


@pytest.mark.parametrize("typed", ["NM-2F9D", "nm 2f9d", "S-2F9D"])
async def test_the_reference_alone_is_told_from_the_code_and_is_no_try(
    world: World, typed: str
) -> None:
    await world.set_up()
    for _ in range(2 * TRIES):
        with pytest.raises(OnlyTheReference):
            await world.services.returning.come_back(PRIYA, typed)
    await wrong(world, TRIES)


async def test_after_five_codes_that_do_not_fit_even_the_right_one_waits_an_hour(
    world: World,
) -> None:
    await world.set_up()
    code = await left(world)
    await wrong(world, TRIES)
    for typed in (WRONG, str(code)):
        with pytest.raises(TooManyTries):
            await world.services.returning.come_back(PRIYA, typed)

    world.clock.move(hours=1)

    found = await world.services.returning.come_back(PRIYA, str(code))
    assert found.own.report.reference == code.reference


async def test_one_persons_tries_are_none_of_anybody_elses(world: World) -> None:
    await world.set_up()
    code = await left(world)
    await wrong(world, TRIES, PRIYA)
    found = await world.services.returning.come_back(DAN, str(code))
    assert found.own.report.reference == code.reference


async def test_coming_back_with_the_right_code_is_no_try(world: World) -> None:
    await world.set_up()
    code = await left(world)
    await wrong(world, TRIES - 1)
    for _ in range(2 * TRIES):
        await world.services.returning.come_back(PRIYA, str(code))
    await wrong(world, 1)
    with pytest.raises(TooManyTries):
        await world.services.returning.come_back(PRIYA, str(code))


async def test_coming_back_leaves_no_mark_on_the_report(world: World) -> None:
    await world.set_up()
    code = await left(world)
    await world.services.returning.come_back(PRIYA, str(code))
    assert await world.kinds(await world.id_of(code.reference)) == ["filed"]


async def test_one_code_is_no_claim_to_another_report(world: World) -> None:
    await world.set_up()
    one, other = await left(world, "One"), await left(world, "Another")
    with pytest.raises(NotAvailable):
        await world.services.own.withdraw(one, await world.id_of(other.reference))
    assert (await world.services.returning.again(other)).own.report.words.what == "Another"


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 40)), max_size=60)
"""Who tries, whether the code fits, and how many minutes after the one before."""


def _look_up(*, fits: bool) -> None:
    if not fits:
        raise NoSuchCode


def tried(tries: Tries, name: str, now: datetime, *, fits: bool) -> bool:
    """One try; whether it was let in at all."""
    try:
        with tries.one(UserId(name), now):
            _look_up(fits=fits)
    except NoSuchCode:
        return True
    except TooManyTries:
        return False
    return True


@given(STEPS)
def test_somebody_is_kept_waiting_exactly_while_five_wrong_tries_are_within_the_hour(
    steps: list[tuple[str, bool, int]],
) -> None:
    tries, now = Tries(), MONDAY
    wrong_at: dict[str, list[datetime]] = {}
    for name, fits, minutes in steps:
        now += timedelta(minutes=minutes)
        recent = [at for at in wrong_at.get(name, []) if at > now - WITHIN]
        is_let_in = tried(tries, name, now, fits=fits)
        assert is_let_in is (len(recent) < TRIES)
        if is_let_in and not fits:
            wrong_at[name] = [*recent, now]


@given(STEPS, st.integers(1, 3))
def test_no_more_people_are_known_than_there_is_room_for(
    steps: list[tuple[str, bool, int]], most: int
) -> None:
    tries = Tries(most=most)
    for name, _, minutes in steps:
        tried(tries, name, MONDAY + timedelta(minutes=minutes), fits=False)
        assert len(set(re.findall(r"'([abc])'", repr(tries)))) <= most


def test_tries_that_something_else_came_of_are_given_back() -> None:
    tries = Tries()
    for _ in range(2 * TRIES):
        with pytest.raises(TimeoutError), tries.one(PRIYA, MONDAY):
            raise TimeoutError
    with tries.one(PRIYA, MONDAY):
        pass


def test_many_at_once_are_counted_before_they_are_looked_up() -> None:
    tries = Tries()
    under_way = [tries.one(PRIYA, MONDAY) for _ in range(TRIES)]
    for one in under_way:
        one.__enter__()
    with pytest.raises(TooManyTries), tries.one(PRIYA, MONDAY):
        pass
