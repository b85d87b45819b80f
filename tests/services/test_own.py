"""One's own reports: what their reporters may do with them, and nobody else."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.domain.change import Strength, Verdict
from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    AnsweredAlready,
    GoodCatchError,
    IdentifiersSeen,
    NotAvailable,
    NotPutOff,
    OpenAgain,
    OpenStill,
    SharedAlready,
    TakenBack,
    WordsNeeded,
)
from bot.domain.events import Reply
from bot.domain.form import Form
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.report import Audience, Mode, Words
from bot.services.changes import Altered
from bot.services.own import Edit, OwnReports
from tests.builders import AMINA, CHANNEL, PRIYA
from tests.services.world import World, of_kind

TOM = UserId("U0TOM")
NOBODYS = ReportId("no such report")
PHONE = "Ask 07700 900123"

Deed = Callable[[OwnReports, UserId, ReportId], Awaitable[object]]

DEEDS: dict[str, Deed] = {
    "happening": lambda own, user, report: own.happening(user, report),
    "open": lambda own, user, report: own.open(user, report, Action.ADD),
    "editing": lambda own, user, report: own.editing(user, report),
    "edit": lambda own, user, report: own.edit(an_edit(user, report, "Other words")),
    "edit with identifiers": lambda own, user, report: own.edit(an_edit(user, report, PHONE)),
    "add": lambda own, user, report: own.add(user, report, "More", "key"),
    "reopen": lambda own, user, report: own.reopen(user, report, "But still", "key"),
    "share": lambda own, user, report: own.share(user, report),
    "credit": lambda own, user, report: own.credit(user, report),
    "uncredited": lambda own, user, report: own.uncredited(user, report),
    "withdraw": lambda own, user, report: own.withdraw(user, report),
}
EVERY_DEED = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
MODES = pytest.mark.parametrize("mode", Mode)
KNOWN = pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
"""Ways to be known in which a reporter comes back as who they are; without a name, by a code."""


def an_edit(user: UserId, id: ReportId, what: str, key: str = "key") -> Edit:
    return Edit(who=user, report=id, words=Words(what=what), revision=0, key=key)


async def something_changed(world: World, mode: Mode = Mode.NAMED) -> ReportId:
    """A report that went ahead, and because of which something was changed."""
    await world.set_up()
    id = await world.file(mode=mode)
    world.clock.move(hours=3)
    await world.say(AMINA, id, Reply.GO_AHEAD)
    changed = Altered(AMINA, id, "One list hangs by the door", Strength.EASIER, "changed")
    await world.services.changes.record(changed)
    return id


@pytest.fixture
def own(world: World) -> OwnReports:
    return world.services.own


@EVERY_DEED
@MODES
async def test_to_everybody_but_its_reporter_a_report_is_one_that_does_not_exist(
    world: World, own: OwnReports, deed: Deed, mode: Mode
) -> None:
    await world.set_up()
    world.people.introduce(TOM, CHANNEL)
    id = await world.file(mode=mode)
    said = set()

    for user, subject in ((TOM, id), (AMINA, id), (PRIYA, NOBODYS)):
        with pytest.raises(NotAvailable) as refused:
            await deed(own, user, subject)
        said.add(refused.value.message)

    assert len(said) == 1
    assert await world.kinds(id) == ["filed"]


@KNOWN
async def test_the_words_are_changed_once_for_each_form_and_everything_shows_the_new_ones(
    world: World, own: OwnReports, mode: Mode
) -> None:
    await world.set_up()
    id = await world.file(mode=mode)
    world.clock.move(hours=2)
    await world.deliver()

    for _ in range(2):
        shown = await own.edit(an_edit(PRIYA, id, "Other words"))
        assert not isinstance(shown, Form)
        assert shown.words.what == "Other words"

    assert await world.kinds(id) == ["filed", "edited"]
    world.clock.move(hours=3)
    assert len(of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)) == 1


async def test_the_form_for_an_edit_holds_the_words_as_they_are(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file(what="The old address")

    form = await own.editing(PRIYA, id)

    assert form.words.what == "The old address"
    assert form.editing == id


async def test_identifiers_in_an_edit_come_back_masked_and_nothing_is_kept(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file(what="The old address")

    again = await own.edit(an_edit(PRIYA, id, PHONE))

    assert isinstance(again, Form)
    assert "07700" not in again.words.what
    assert again.revision == 1
    assert again.editing == id
    assert (await own.editing(PRIYA, id)).words.what == "The old address"


async def test_once_there_is_an_answer_the_words_stay(world: World, own: OwnReports) -> None:
    await world.set_up()
    id = await world.file(what="The old address")
    await world.say(AMINA, id, Reply.GO_AHEAD)

    with pytest.raises(AnsweredAlready):
        await own.editing(PRIYA, id)
    with pytest.raises(AnsweredAlready):
        await own.edit(an_edit(PRIYA, id, "Other words"))

    assert "edited" not in await world.kinds(id)


@pytest.mark.parametrize("blank", ["", " \n ", "\u200b"])
async def test_nothing_but_blanks_is_neither_an_edit_nor_an_addition_nor_a_reply(
    world: World, own: OwnReports, blank: str
) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(WordsNeeded):
        await own.edit(an_edit(PRIYA, id, blank))
    for say in (own.add, own.reopen):
        with pytest.raises(WordsNeeded):
            await say(PRIYA, id, blank, "key")


async def test_something_is_added_once_for_each_form_and_with_identifiers_not_at_all(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file()

    with pytest.raises(IdentifiersSeen):
        await own.add(PRIYA, id, PHONE, "one")
    for key in ("one", "one", "two"):
        report = await own.add(PRIYA, id, "It was the second time", key)

    assert [event.words for event in report.story] == ["It was the second time"] * 2


async def test_asking_is_kept_once_until_somebody_says_something(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file()

    for _ in range(3):
        asked = await own.happening(PRIYA, id)
        assert asked.own.answered_by == (AMINA,)
    assert await world.kinds(id) == ["filed", "asked"]

    await world.say(AMINA, id, Reply.TALK_IT_OVER)
    await own.happening(PRIYA, id)
    assert (await world.kinds(id))[-2:] == ["answered", "asked"]


async def test_who_asks_about_what_they_took_back_is_told_so_and_nobody_is_asked(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file()
    await own.withdraw(PRIYA, id)

    asked = await own.happening(PRIYA, id)

    assert asked.own.report.state == "withdrawn"
    assert await world.kinds(id) == ["filed", "withdrawn"]


@KNOWN
async def test_what_is_shared_gets_its_card_when_the_mode_says_so_and_only_once(
    world: World, own: OwnReports, mode: Mode
) -> None:
    await world.set_up()
    id = await world.file(mode=mode, audience=Audience.DECIDERS)
    world.clock.move(hours=3)
    assert of_kind(await world.deliver(), DeliveryKind.CARD) == []

    await own.share(PRIYA, id)

    at_once = of_kind(await world.deliver(), DeliveryKind.CARD)
    assert len(at_once) == (1 if mode is Mode.NAMED else 0)
    world.clock.move(hours=2.1)
    later = of_kind(await world.deliver(), DeliveryKind.CARD)
    assert len(at_once) + len(later) == 1
    with pytest.raises(SharedAlready):
        await own.share(PRIYA, id)


@KNOWN
async def test_what_is_taken_back_shows_so_at_once_and_nothing_can_be_done_with_it_any_more(
    world: World, own: OwnReports, mode: Mode
) -> None:
    await world.set_up()
    id = await world.file(mode=mode)
    world.clock.move(hours=2)
    await world.deliver()

    await own.withdraw(PRIYA, id)

    assert len(of_kind(await world.deliver(), DeliveryKind.CARD_UPDATE)) == 1
    for deed in ("add", "reopen", "edit", "withdraw"):
        with pytest.raises(TakenBack):
            await DEEDS[deed](own, PRIYA, id)
    with pytest.raises(GoodCatchError):
        await world.say(AMINA, id, Reply.GO_AHEAD)
    world.clock.move(days=7)
    await world.services.clockwork.tick()
    assert await world.deliver() == []


async def test_a_card_that_was_still_to_come_is_not_posted_for_what_was_taken_back(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)
    await own.withdraw(PRIYA, id)

    world.clock.move(hours=3)

    assert await world.deliver() == []


async def test_a_not_now_that_is_answered_back_opens_again_once_with_a_promise_of_its_own(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file()
    await world.say(AMINA, id, Reply.NOT_NOW)
    world.clock.move(days=7)

    for _ in range(2):
        report = await own.reopen(PRIYA, id, "A sheet of paper would do", "one form")

    assert report.state == "seen"
    assert report.answer_by == date(2026, 12, 3)
    assert await world.kinds(id) == ["filed", "answered", "reopened"]
    with pytest.raises(OpenStill):
        await own.reopen(PRIYA, id, "And another thing", "another form")


@pytest.mark.parametrize("reply", [Reply.GO_AHEAD, Reply.TALK_IT_OVER])
async def test_only_a_not_now_can_be_opened_again_by_a_reply(
    world: World, own: OwnReports, reply: Reply
) -> None:
    await world.set_up()
    id = await world.file()
    with pytest.raises(OpenStill):
        await own.open(PRIYA, id, Action.REOPEN)
    await world.say(AMINA, id, reply)

    with pytest.raises(NotPutOff):
        await own.reopen(PRIYA, id, "But still", "key")


async def test_a_confidential_reporter_is_never_thanked_by_name(
    world: World, own: OwnReports
) -> None:
    id = await something_changed(world, Mode.CONFIDENTIAL)

    for deed in (own.credit, own.uncredited):
        with pytest.raises(NotAvailable):
            await deed(PRIYA, id)


async def test_a_yes_to_ones_name_can_be_taken_back_and_given_again_the_last_word_counts(
    world: World, own: OwnReports
) -> None:
    id = await something_changed(world)

    said = [
        (await deed(PRIYA, id)).report.credited
        for deed in (own.credit, own.uncredited, own.uncredited, own.credit, own.credit)
    ]

    assert said == [True, False, False, True, True]
    assert (await world.kinds(id))[3:] == ["credited", "uncredited", "credited"]


async def test_a_yes_to_ones_name_can_be_taken_back_of_what_is_open_again(
    world: World, own: OwnReports
) -> None:
    id = await something_changed(world)
    await own.credit(PRIYA, id)
    await world.services.changes.say(PRIYA, id, Verdict.NO)

    assert not (await own.uncredited(PRIYA, id)).report.credited
    with pytest.raises(OpenAgain):
        await own.credit(PRIYA, id)


async def test_a_no_to_ones_name_leaves_a_question_open(world: World, own: OwnReports) -> None:
    id = await something_changed(world)
    await own.happening(PRIYA, id)

    assert (await own.uncredited(PRIYA, id)).report.asked is not None


async def test_what_a_confidential_reporter_does_is_kept_by_the_hour(
    world: World, own: OwnReports
) -> None:
    await world.set_up()
    id = await world.file(mode=Mode.CONFIDENTIAL)
    world.clock.move(minutes=17, seconds=5)

    report = await own.add(PRIYA, id, "It was the second time", "key")

    (added,) = report.story
    assert added.at == world.clock.now().replace(minute=0, second=0, microsecond=0)


async def test_two_edits_are_two_and_the_later_one_stands(world: World, own: OwnReports) -> None:
    await world.set_up()
    id = await world.file()

    await own.edit(an_edit(PRIYA, id, "First", key="one"))
    await own.edit(an_edit(PRIYA, id, "Second", key="two"))

    assert (await own.editing(PRIYA, id)).words.what == "Second"
    assert await world.kinds(id) == ["filed", "edited", "edited"]
