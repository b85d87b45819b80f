"""Who is no colleague any more, or may be none, is sent nothing that colleagues are sent."""

from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery.outcomes import Halted
from bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from bot.domain.ids import UserId
from bot.services.directory import DirectoryUnavailable
from tests.conftest import KnownPeople
from tests.delivery.conftest import AMINA, CHANNEL, Office
from tests.delivery.test_repair import POST, refused


async def a_nudge(office: Office) -> Delivery:
    """A reminder that is due to Amina, claimed; the card before it is sent."""
    await office.file()
    await office.sender.deliver(await office.claim())
    await office.remind(await office.report())
    nudge = await office.claim()
    assert (nudge.kind, nudge.recipient) == (DeliveryKind.NUDGE, AMINA)
    return nudge


async def test_somebody_from_elsewhere_is_sent_nothing_and_the_deputy_is(
    office: Office, people: KnownPeople
) -> None:
    nudge = await a_nudge(office)
    people.introduce(AMINA, CHANNEL, is_outsider=True)

    await office.sender.deliver(nudge)
    await office.work()

    assert office.workspace.person("amina").dm == []
    assert len(office.workspace.person("dan").dm) == 1


def slack_says(
    monkeypatch: pytest.MonkeyPatch, people: KnownPeople, problem: SlackApiError | None
) -> None:
    """Nothing of anybody, but this."""

    async def is_outsider(_: UserId) -> bool:
        raise DirectoryUnavailable from problem

    monkeypatch.setattr(people, "is_outsider", is_outsider)


@pytest.mark.parametrize("problem", [None, refused("internal_error"), refused("ratelimited")])
async def test_while_slack_does_not_say_the_message_waits(
    office: Office,
    people: KnownPeople,
    monkeypatch: pytest.MonkeyPatch,
    problem: SlackApiError | None,
) -> None:
    nudge = await a_nudge(office)
    before = office.calls(POST)
    with monkeypatch.context() as silent:
        slack_says(silent, people, problem)
        assert await office.sender.deliver(nudge) is None
    assert office.calls(POST) == before
    assert await office.owed() == {DeliveryState.TODO: 1}

    await office.work()
    assert len(office.workspace.person("amina").dm) == 1


async def test_a_token_that_is_revoked_halts_before_anybody_is_taken_for_gone(
    office: Office, people: KnownPeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    nudge = await a_nudge(office)
    slack_says(monkeypatch, people, refused("token_revoked"))

    assert await office.sender.deliver(nudge) == Halted("token_revoked")
    assert await office.owed() == {DeliveryState.TODO: 1}


async def test_what_may_be_there_already_stays_unclear_until_slack_says(
    office: Office, people: KnownPeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    nudge = replace(await a_nudge(office), state=DeliveryState.MAYBE)
    slack_says(monkeypatch, people, None)

    await office.sender.deliver(nudge)

    assert await office.owed() == {DeliveryState.MAYBE: 1}
