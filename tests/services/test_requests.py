"""What the host asks a learning lead's leave for, and what may happen to it."""

import pytest

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import (
    AboutYourself,
    AnswersAlone,
    NobodyToConfirm,
    NoSuchReport,
    NotAvailable,
    NotPossibleNow,
)
from bot.domain.ids import UserId
from bot.domain.requests import LAPSES_AFTER, RequestId, RequestKind, RequestState, Wanted
from bot.services.contents import Replacing, RequestSettledContent
from bot.services.directory import DirectoryUnavailable
from bot.services.settings import Changes
from storage import left_out, people, requests
from storage.database import Transaction
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.requests import ACCESS, OWEN, actions, asked, confirmed, reference_of
from tests.services.world import World, of_kind
from tests.storage.dumps import rows_of


async def test_every_learning_lead_is_asked_and_nobody_else(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)

    sent = await asking.deliver()

    assert set(asked(sent)) == {MOIRA, OWEN}
    assert all(one.may_decide for one in asked(sent).values())
    assert {one.request.wanted for one in asked(sent).values()} == {ACCESS}
    assert await actions(asking) == [("operator", "access asked", made.id)]


async def test_asking_again_finds_what_was_asked_before(asking: World) -> None:
    first = await asking.services.requests.ask(ACCESS)
    assert await asking.services.requests.ask(ACCESS) == first
    await asking.deliver()
    await asking.services.requests.decide(MOIRA, first.id, confirm=True)

    again = await asking.services.requests.ask(ACCESS)

    assert (again.id, again.state) == (first.id, RequestState.CONFIRMED)
    assert of_kind(await asking.deliver(), DeliveryKind.REQUEST) == []


async def test_something_else_is_another_request(asking: World) -> None:
    wanted = [
        ACCESS,
        Wanted(RequestKind.SUBJECT_ACCESS, AMINA),
        Wanted(RequestKind.ERASE_PERSON, PRIYA),
        Wanted(RequestKind.ERASE_PERSON, PRIYA, with_reports=True),
        Wanted(RequestKind.EXPORT),
    ]
    made = {(await asking.services.requests.ask(one)).id for one in wanted}
    assert len(made) == len(wanted)


async def test_the_first_word_counts_and_every_message_turns_into_it(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    first = await asking.deliver()

    await asking.services.requests.decide(OWEN, made.id, confirm=False)
    with pytest.raises(NotPossibleNow):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)

    last = of_kind(await asking.deliver(), DeliveryKind.REQUEST_SETTLED)
    assert {one.at for one in last} == {one.at for one in of_kind(first, DeliveryKind.REQUEST)}
    for one in last:
        assert isinstance(one.outgoing.address, Replacing)
        assert isinstance(one.outgoing.content, RequestSettledContent)
        assert one.outgoing.content.request.state is RequestState.REFUSED
    assert (OWEN, "refused", made.id) in await actions(asking)


async def test_a_refusal_holds_for_a_week_and_then_it_may_be_asked_again(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    await asking.services.requests.decide(OWEN, made.id, confirm=False)
    assert (await asking.services.requests.ask(ACCESS)).state is RequestState.REFUSED

    asking.clock.moment += LAPSES_AFTER

    again = await asking.services.requests.ask(ACCESS)
    assert (again.state, again.id == made.id) == (RequestState.WAITING, False)


async def test_without_a_learning_lead_nothing_is_asked(asking: World) -> None:
    async def leave(tx: Transaction) -> None:
        for user in (MOIRA, OWEN):
            await people.mark_gone(tx, user, is_gone=True)

    await asking.database.write(leave)
    with pytest.raises(NobodyToConfirm) as refused:
        await asking.services.requests.ask(ACCESS)
    assert "service set --learning-lead" in refused.value.message
    assert [row for table, row in await rows_of(asking.database) if table == "request"] == []


@pytest.mark.parametrize("user", [PRIYA, AMINA, DAN, UserId("U0NOBODY")])
async def test_nobody_but_a_learning_lead_may_decide(asking: World, user: UserId) -> None:
    made = await asking.services.requests.ask(ACCESS)
    asking.people.introduce(user, CHANNEL)
    for id in (made.id, RequestId("0" * 32)):
        with pytest.raises(NotAvailable):
            await asking.services.requests.decide(user, id, confirm=True)
    assert (await asking.services.requests.now_known(made.id)).state is RequestState.WAITING


async def test_who_has_just_lost_the_role_may_not_decide_and_is_not_sent_the_question(
    asking: World,
) -> None:
    made = await asking.services.requests.ask(ACCESS)
    await asking.services.settings.change_service(Changes(learning_leads=(OWEN,)))

    assert set(asked(await asking.deliver())) == {OWEN}
    with pytest.raises(NotAvailable):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)


async def test_a_learning_lead_from_outside_may_not_decide(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    asking.people.introduce(MOIRA, CHANNEL, is_outsider=True)
    with pytest.raises(NotAvailable):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)
    asking.people.forget(MOIRA)
    with pytest.raises(DirectoryUnavailable):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)


async def test_nobody_decides_about_themselves_while_somebody_else_can(asking: World) -> None:
    made = await asking.services.requests.ask(Wanted(RequestKind.SUBJECT_ACCESS, MOIRA))

    sent = asked(await asking.deliver())

    assert {user: one.may_decide for user, one in sent.items()} == {MOIRA: False, OWEN: True}
    with pytest.raises(AboutYourself):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)
    await asking.services.requests.decide(OWEN, made.id, confirm=True)


async def test_the_only_learning_lead_decides_about_themselves_too(world: World) -> None:
    await world.set_up()
    made = await confirmed(world, Wanted(RequestKind.SUBJECT_ACCESS, MOIRA))
    assert made.state is RequestState.CONFIRMED


async def test_whoever_wrote_a_report_does_not_decide_whether_it_is_erased(
    asking: World,
) -> None:
    reference = await reference_of(asking, by=MOIRA)
    made = await asking.services.requests.ask(Wanted(RequestKind.ERASE_REPORT, reference))
    with pytest.raises(AboutYourself):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)
    await asking.services.requests.decide(OWEN, made.id, confirm=True)


async def test_whoever_was_left_out_of_a_report_never_hears_of_it(asking: World) -> None:
    reference = await reference_of(asking)
    id = await asking.id_of(reference)
    vault = asking.context.vault
    await asking.database.write(lambda tx: left_out.keep(tx, vault, id, [OWEN]))
    made = await asking.services.requests.ask(Wanted(RequestKind.ERASE_REPORT, reference))

    assert set(asked(await asking.deliver())) == {MOIRA}
    with pytest.raises(NotAvailable):
        await asking.services.requests.decide(OWEN, made.id, confirm=True)


async def test_a_report_that_is_not_there_is_said_at_once(asking: World) -> None:
    with pytest.raises(NoSuchReport):
        await asking.services.requests.ask(Wanted(RequestKind.ERASE_REPORT, "NM-2222"))


async def test_whoever_answers_alone_is_not_erased(world: World) -> None:
    await world.set_up(a_team(deputies=()))
    for user in (AMINA, MOIRA):
        with pytest.raises(AnswersAlone) as refused:
            await world.services.requests.ask(Wanted(RequestKind.ERASE_PERSON, user))
        assert "Name somebody else first" in refused.value.message
    await world.services.requests.ask(Wanted(RequestKind.ERASE_PERSON, PRIYA))


async def test_after_a_week_it_lapses_and_is_not_kept_whom_it_was_about(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    await asking.deliver()
    asking.clock.moment += LAPSES_AFTER
    with pytest.raises(NotPossibleNow):
        await asking.services.requests.decide(MOIRA, made.id, confirm=True)

    sent = of_kind(await asking.tick_at(), DeliveryKind.REQUEST_SETTLED)

    assert {one.delivery.recipient for one in sent} == {MOIRA, OWEN}
    known = await asking.services.requests.now_known(made.id)
    assert (known.state, known.wanted) == (RequestState.EXPIRED, None)


async def test_a_confirmation_that_nobody_uses_lapses_as_well(asking: World) -> None:
    made = await confirmed(asking)
    asking.clock.moment += LAPSES_AFTER
    await asking.tick_at()
    assert (await asking.services.requests.now_known(made.id)).state is RequestState.EXPIRED
    assert (await asking.services.requests.ask(ACCESS)).state is RequestState.WAITING


async def test_once_it_is_done_it_is_not_kept_whom_it_was_about(asking: World) -> None:
    made = await confirmed(asking)

    for _ in range(2):
        await asking.services.requests.done(made.id)

    known = await asking.services.requests.now_known(made.id)
    assert (known.state, known.wanted) == (RequestState.DONE, None)
    assert (await actions(asking)).count(("operator", "access given", made.id)) == 1
    last = of_kind(await asking.deliver(), DeliveryKind.REQUEST_SETTLED)
    assert {one.delivery.recipient for one in last} == {MOIRA, OWEN}
    assert (await asking.services.requests.ask(ACCESS)).id != made.id


async def test_what_nobody_confirmed_is_not_taken_for_done(asking: World) -> None:
    made = await asking.services.requests.ask(ACCESS)
    await asking.services.requests.done(made.id)
    assert (await asking.services.requests.now_known(made.id)).state is RequestState.WAITING


async def test_nothing_in_the_database_tells_whom_a_request_is_about(asking: World) -> None:
    canary = UserId("U0CANARY7Q4Z")
    made = await confirmed(asking, Wanted(RequestKind.SUBJECT_ACCESS, canary))
    about = await asking.database.read(lambda tx: requests.about(tx, asking.context.vault, canary))
    assert [one.id for one in about] == [made.id]
    for _, row in await rows_of(asking.database):
        assert canary not in str(row)
