"""The guard: who may read a report, and who may know whose it is."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotAvailable
from bot.domain.events import Event, EventKind, Reply
from bot.domain.lifecycle import State
from bot.domain.people import DECIDERS, TEAM_CHANNEL, Role, Viewer
from bot.domain.privacy import VisibleReport, may_see, visible_to
from bot.domain.report import Audience, Mode
from tests.builders import AMINA, DAN, PRIYA, a_report
from tests.conftest import MONDAY

EVERY_ROLE_SET = [
    frozenset(roles) for size in range(len(Role) + 1) for roles in combinations(Role, size)
]

MAY_READ = {
    (Role.PRACTITIONER, Audience.TEAM): True,
    (Role.PRACTITIONER, Audience.DECIDERS): False,
    (Role.REPORTER, Audience.TEAM): True,
    (Role.REPORTER, Audience.DECIDERS): True,
    (Role.MANAGER, Audience.TEAM): True,
    (Role.MANAGER, Audience.DECIDERS): True,
    (Role.DEPUTY, Audience.TEAM): True,
    (Role.DEPUTY, Audience.DECIDERS): False,
    (Role.ACTING, Audience.TEAM): True,
    (Role.ACTING, Audience.DECIDERS): True,
    (Role.LEARNING_LEAD, Audience.TEAM): True,
    (Role.LEARNING_LEAD, Audience.DECIDERS): True,
}
"""Every role and audience; a deputy reads what was not shared only while it is their turn."""


def answered(actor: str, words: str) -> Event:
    return Event(EventKind.ANSWERED, MONDAY, actor, Reply.GO_AHEAD, words)


def thanked(actor: str) -> Event:
    return Event(EventKind.THANKED, MONDAY, actor, Reply.THANK_YOU)


@pytest.mark.parametrize(("role", "audience"), MAY_READ)
@pytest.mark.parametrize("mode", Mode)
def test_each_role_reads_what_the_matrix_says(role: Role, audience: Audience, mode: Mode) -> None:
    report = a_report(audience=audience, mode=mode, reporter=PRIYA)
    viewer = Viewer(AMINA, frozenset({role}))

    assert may_see(report, viewer) is MAY_READ[role, audience]
    if MAY_READ[role, audience]:
        assert visible_to(report, viewer).words == report.words
    else:
        with pytest.raises(NotAvailable):
            visible_to(report, viewer)


@pytest.mark.parametrize("roles", EVERY_ROLE_SET)
@pytest.mark.parametrize("audience", Audience)
def test_several_roles_together_read_what_any_one_of_them_may(
    roles: frozenset[Role], audience: Audience
) -> None:
    expected = any(MAY_READ[role, audience] for role in roles)

    assert may_see(a_report(audience=audience), Viewer(AMINA, roles)) is expected


@pytest.mark.parametrize("audience", Audience)
def test_somebody_without_a_role_reads_nothing(audience: Audience) -> None:
    with pytest.raises(NotAvailable):
        visible_to(a_report(audience=audience), Viewer(AMINA, frozenset()))


def test_the_channel_reads_what_is_shared_and_nothing_else() -> None:
    shared = a_report(audience=Audience.TEAM)

    assert visible_to(shared, TEAM_CHANNEL).id == shared.id
    with pytest.raises(NotAvailable):
        visible_to(a_report(audience=Audience.DECIDERS), TEAM_CHANNEL)


def test_the_refusal_is_the_one_for_a_report_that_does_not_exist() -> None:
    with pytest.raises(NotAvailable) as refusal:
        visible_to(a_report(audience=Audience.DECIDERS), TEAM_CHANNEL)

    assert refusal.value.message == NotAvailable().message


@pytest.mark.parametrize("roles", EVERY_ROLE_SET[1:])
def test_a_named_report_says_who_wrote_it_to_whoever_may_read_it(roles: frozenset[Role]) -> None:
    report = a_report(mode=Mode.NAMED, reporter=PRIYA)

    assert visible_to(report, Viewer(AMINA, roles)).byline == PRIYA


@given(
    roles=st.sampled_from(EVERY_ROLE_SET),
    audience=st.sampled_from(Audience),
    user=st.sampled_from([AMINA, DAN, PRIYA, None]),
)
def test_a_confidential_report_never_yields_a_byline(
    roles: frozenset[Role], audience: Audience, user: str | None
) -> None:
    # Even a report that somebody built wrongly, with the name in it.
    report = replace(a_report(mode=Mode.CONFIDENTIAL, audience=audience), named_reporter=PRIYA)
    viewer = Viewer(None if user is None else AMINA, roles)
    try:
        seen = visible_to(report, viewer)
    except NotAvailable:
        return
    assert seen.byline is None
    assert PRIYA not in repr(seen)


@pytest.mark.parametrize("roles", EVERY_ROLE_SET[1:])
def test_deciding_is_offered_to_those_who_may_and_never_on_ones_own(roles: frozenset[Role]) -> None:
    expected = bool(roles & DECIDERS) and Role.REPORTER not in roles

    assert visible_to(a_report(), Viewer(AMINA, roles)).may_decide is expected


def test_the_first_thanks_and_the_latest_answer_are_shown() -> None:
    events = (thanked(AMINA), answered(AMINA, "one"), thanked(DAN), answered(DAN, "two"))
    report = a_report(events=events)

    seen = visible_to(report, TEAM_CHANNEL)

    assert seen.thanks == events[0]
    assert seen.answer == events[3]
    assert seen.state is State.ANSWERED


def test_a_report_nobody_has_replied_to_shows_neither_thanks_nor_answer() -> None:
    seen = visible_to(a_report(), TEAM_CHANNEL)

    assert (seen.thanks, seen.answer, seen.state) == (None, None, State.NEW)


def test_a_visible_report_cannot_be_built_without_the_seal() -> None:
    shown = visible_to(a_report(), TEAM_CHANNEL)
    fields = {name: value for name, value in vars(shown).items() if name != "seal"}

    with pytest.raises(TypeError, match="seal"):
        VisibleReport(**fields)
