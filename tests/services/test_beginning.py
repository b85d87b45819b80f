"""Opening a form: for which team, with which words, and for whom not at all."""

from dataclasses import replace

import pytest

from bot.domain.errors import GuestsNotTaken, NoTeam, Outsider, TakenBack, TooLong
from bot.domain.ids import ChannelId, MessageRef, UserId
from bot.domain.report import Kind, Mode
from bot.services.directory import DirectoryUnavailable
from bot.services.settings import Changes
from tests.builders import AMINA, CHANNEL, DAN, MOIRA, PRIYA, a_team
from tests.services.world import World

HILLTOP = ChannelId("C0HILLTOP")
ELSEWHERE = ChannelId("C0ELSEWHERE")
RIVERSIDE_TEAM = a_team()
HILLTOP_TEAM = a_team(channel=HILLTOP, name="Hilltop")


async def names(world: World, user: UserId, channel: ChannelId) -> list[str]:
    form = await world.form(user, channel=channel)
    return [team.name for team in form.teams]


@pytest.mark.parametrize(
    ("member_of", "typed_in", "expected"),
    [
        pytest.param([CHANNEL, HILLTOP], HILLTOP, ["Hilltop"], id="the channel it was typed in"),
        pytest.param([CHANNEL], ELSEWHERE, ["Riverside"], id="else the one team"),
        pytest.param([CHANNEL], HILLTOP, ["Riverside"], id="not a team of somebody else"),
        pytest.param([CHANNEL, HILLTOP], ELSEWHERE, ["Hilltop", "Riverside"], id="else a choice"),
    ],
)
async def test_the_team_is_found_by_where_somebody_is(
    world: World, member_of: list[str], typed_in: ChannelId, expected: list[str]
) -> None:
    await world.set_up(RIVERSIDE_TEAM, HILLTOP_TEAM)
    user = world.people.introduce("U0ANYBODY", *member_of)

    assert await names(world, user, typed_in) == expected


@pytest.mark.parametrize(
    ("channel", "is_kept"),
    [
        pytest.param(CHANNEL, True, id="one's own team's"),
        pytest.param(HILLTOP, True, id="another team's"),
        pytest.param(ELSEWHERE, False, id="no team's"),
        pytest.param(ChannelId("D0PRIYA"), False, id="a direct message"),
        pytest.param(ChannelId("G0PRIYAANDTOM"), False, id="a group message"),
    ],
)
async def test_the_address_of_a_message_is_kept_only_where_the_channel_tells_of_nobody(
    world: World, channel: ChannelId, *, is_kept: bool
) -> None:
    await world.set_up(RIVERSIDE_TEAM, HILLTOP_TEAM)
    message = MessageRef(channel, "1795428000.000100")

    form = await world.services.capture.begin(
        PRIYA, channel, Kind.NEAR_MISS, "The old address", message=message
    )

    assert form.words.what == "The old address"
    assert form.source == (world.people.link_to(message) if is_kept else "")


async def test_somebody_in_no_team_is_told_whom_to_ask(world: World) -> None:
    await world.set_up()
    user = world.people.introduce("U0NEW", ELSEWHERE)

    with pytest.raises(NoTeam) as refusal:
        await world.form(user)
    assert f"<@{MOIRA}>" in refusal.value.message


async def test_without_a_learning_lead_the_administrator_is_named(world: World) -> None:
    await world.set_up()
    await world.services.settings.change_service(Changes(learning_leads=()))
    user = world.people.introduce("U0NEW")

    with pytest.raises(NoTeam, match="NoTeam") as refusal:
        await world.form(user)
    assert "your Slack administrator" in refusal.value.message
    assert (await world.services.homes.page(user)).reads_stories


async def test_a_guest_in_the_teams_channel_belongs(world: World) -> None:
    await world.set_up()
    agency = world.people.introduce("U0AGENCY", CHANNEL, is_guest=True)

    assert await names(world, agency, CHANNEL) == ["Riverside"]


async def test_a_team_may_leave_guests_out(world: World) -> None:
    await world.set_up(a_team(guests_allowed=False))
    agency = world.people.introduce("U0AGENCY", CHANNEL, is_guest=True)

    with pytest.raises(GuestsNotTaken) as refusal:
        await world.form(agency)
    assert f"Please tell <@{AMINA}>" in refusal.value.message
    page = await world.services.homes.page(agency)
    assert page.not_taken_by == AMINA
    assert not page.reads_stories


async def test_a_guest_of_a_team_without_a_manager_is_sent_to_its_deputy(world: World) -> None:
    await world.set_up(a_team(managers=(), guests_allowed=False))
    agency = world.people.introduce("U0AGENCY", CHANNEL, is_guest=True)

    with pytest.raises(GuestsNotTaken) as refusal:
        await world.form(agency)

    assert f"Please tell <@{DAN}>" in refusal.value.message
    assert (await world.services.homes.page(agency)).not_taken_by == DAN


async def test_an_outsider_is_refused_even_in_the_teams_channel(world: World) -> None:
    await world.set_up()
    visitor = world.people.introduce("U0VISITOR", CHANNEL, is_outsider=True)

    with pytest.raises(Outsider):
        await world.form(visitor)


async def test_somebody_slack_does_not_know_is_refused_rather_than_guessed_at(
    world: World,
) -> None:
    await world.set_up()

    with pytest.raises(DirectoryUnavailable):
        await world.form(UserId("U0NOBODY"))


@pytest.mark.parametrize(
    ("kind", "mode", "prefix"),
    [(Kind.NEAR_MISS, Mode.CONFIDENTIAL, "NM-"), (Kind.SUGGESTION, Mode.NAMED, "S-")],
)
async def test_each_kind_of_form_starts_in_its_own_mode(
    world: World, kind: Kind, mode: Mode, prefix: str
) -> None:
    await world.set_up()

    form = await world.form(PRIYA, kind)

    assert (form.kind, form.mode, form.revision) == (kind, mode, 0)
    assert form.code.reference.startswith(prefix)


async def test_every_form_has_a_code_of_its_own(world: World) -> None:
    await world.set_up()
    codes = [(await world.form()).code.secret for _ in range(5)]

    assert len(set(codes)) == 5


async def test_what_was_typed_is_in_the_form(world: World) -> None:
    await world.set_up()
    begin = world.services.capture.begin

    form = await begin(PRIYA, CHANNEL, Kind.NEAR_MISS, "  The letter\u200b went astray ")

    assert (form.words.what, form.words.more) == ("The letter went astray", "")


async def test_what_does_not_fit_into_one_input_goes_on_in_the_next(world: World) -> None:
    await world.set_up()
    typed = "word " * 1_000

    form = await world.services.capture.begin(PRIYA, CHANNEL, Kind.NEAR_MISS, typed)

    assert form.words.what + form.words.more == typed.strip()
    assert max(len(form.words.what), len(form.words.more)) <= 3_000


async def test_what_does_not_fit_at_all_comes_back_uncut(world: World) -> None:
    await world.set_up()
    typed = "  word " * 1_500

    with pytest.raises(TooLong) as refusal:
        await world.services.capture.begin(PRIYA, CHANNEL, Kind.NEAR_MISS, typed)
    assert refusal.value.returned == typed


async def test_the_line_for_a_child_at_risk_now_is_the_teams_or_the_services(
    world: World,
) -> None:
    await world.set_up(replace(RIVERSIDE_TEAM, duty_contact="Riverside's duty desk"), HILLTOP_TEAM)
    both = world.people.introduce("U0BOTH", CHANNEL, HILLTOP)

    assert (await world.form(both)).duty_contact == "Riverside's duty desk"
    assert (await world.form(both, channel=HILLTOP)).duty_contact == "the duty desk"


async def test_an_idea_about_a_report_that_is_taken_back_is_kindly_refused(world: World) -> None:
    await world.set_up()
    id = await world.file()
    assert (await world.services.capture.begin_about(DAN, id)).about
    await world.services.own.withdraw(PRIYA, id)
    with pytest.raises(TakenBack):
        await world.services.capture.begin_about(DAN, id)
