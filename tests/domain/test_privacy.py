"""The guard: who may read a report, who may know whose it is, and what is told of it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Strength, Verdict
from bot.domain.errors import NotAvailable
from bot.domain.events import BOT, REPORTER, TEAM, Event, EventKind, Reply
from bot.domain.ids import UserId
from bot.domain.lifecycle import State
from bot.domain.people import CLOCK, DECIDERS, TEAM_CHANNEL, Role, Viewer
from bot.domain.privacy import VisibleReport, may_see, visible_to
from bot.domain.report import Audience, Mode, Report, Words
from tests.builders import AMINA, DAN, MOIRA, PRIYA, a_report
from tests.conftest import MONDAY

EVERY_ROLE_SET = [
    frozenset(roles) for size in range(len(Role) + 1) for roles in combinations(Role, size)
]

READERS = {
    Audience.TEAM: frozenset(Role) - {Role.CLOCK},
    Audience.DECIDERS: {Role.REPORTER, Role.MANAGER, Role.ACTING, Role.LEARNING_LEAD},
}
"""A deputy reads what was not shared only while it is their turn; time reads nothing."""

SOURCE = "https://slack.test/archives/C0RIVERSIDE/p1795428000000100"
LATER = date(2026, 12, 10)

SEEN = Event(EventKind.SEEN, MONDAY, AMINA)
ADDED = Event(EventKind.ADDED, MONDAY, REPORTER, words="One more thing")
EDITED = Event(EventKind.EDITED, MONDAY, REPORTER)
ASKED = Event(EventKind.ASKED, MONDAY, REPORTER)
SHARED = Event(EventKind.SHARED, MONDAY, REPORTER)
SLIPPED = Event(EventKind.SLIPPED, MONDAY, BOT, until=LATER)
CHANGED = Event(EventKind.CHANGED, MONDAY, DAN, words="A new form", strength=Strength.EASIER)
HELPED = Event(EventKind.HELPED, MONDAY, TEAM, verdict=Verdict.A_BIT)
REOPENED = Event(EventKind.REOPENED, MONDAY, TEAM, until=LATER, verdict=Verdict.NO)
CREDITED = Event(EventKind.CREDITED, MONDAY, REPORTER)
UNCREDITED = Event(EventKind.UNCREDITED, MONDAY, REPORTER)
WITHDRAWN = Event(EventKind.WITHDRAWN, MONDAY, REPORTER)

others = st.sampled_from([AMINA, DAN, MOIRA])
events = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        at=st.just(MONDAY),
        actor=others | st.sampled_from([REPORTER, TEAM, BOT]),
        reply=st.none() | st.sampled_from(Reply),
        words=st.text(max_size=5),
        until=st.none() | st.dates(date(2026, 11, 24), date(2027, 3, 1)),
        doer=st.none() | others,
    ),
    max_size=8,
).map(tuple)


def answered(actor: str, words: str, reply: Reply = Reply.GO_AHEAD) -> Event:
    return Event(EventKind.ANSWERED, MONDAY, actor, reply, words)


def thanked(actor: str) -> Event:
    return Event(EventKind.THANKED, MONDAY, actor, Reply.THANK_YOU)


def viewer(*roles: Role) -> Viewer:
    return Viewer(AMINA, frozenset(roles))


MANAGER, REPORTS = viewer(Role.MANAGER), viewer(Role.REPORTER)


def story_of(*happened: Event) -> tuple[Event, ...]:
    return visible_to(a_report(events=happened), TEAM_CHANNEL, MONDAY).story


@pytest.mark.parametrize("roles", EVERY_ROLE_SET)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("mode", Mode)
def test_whoever_has_one_role_that_may_read_it_reads_it_and_nobody_else(
    roles: frozenset[Role], audience: Audience, mode: Mode
) -> None:
    report = a_report(audience=audience, mode=mode, reporter=PRIYA)
    looking = Viewer(AMINA, roles)
    expected = bool(roles & READERS[audience])

    assert may_see(report, looking, MONDAY) is expected
    if expected:
        assert visible_to(report, looking, MONDAY).words == report.words
    else:
        with pytest.raises(NotAvailable):
            visible_to(report, looking, MONDAY)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("looking", [CLOCK, Viewer(AMINA, frozenset())])
def test_somebody_without_a_role_and_time_itself_read_nothing(
    audience: Audience, looking: Viewer
) -> None:
    with pytest.raises(NotAvailable):
        visible_to(a_report(audience=audience), looking, MONDAY)


def test_who_tries_something_out_does_not_thereby_read_what_was_not_shared() -> None:
    report = a_report(audience=Audience.DECIDERS)

    assert not may_see(report, viewer(Role.TRYING, Role.PRACTITIONER, Role.DEPUTY), MONDAY)


def test_the_channel_reads_what_is_shared_and_nothing_else() -> None:
    shared = a_report(audience=Audience.TEAM)

    assert visible_to(shared, TEAM_CHANNEL, MONDAY).id == shared.id
    with pytest.raises(NotAvailable):
        visible_to(a_report(audience=Audience.DECIDERS), TEAM_CHANNEL, MONDAY)


def test_the_refusal_is_the_one_for_a_report_that_does_not_exist() -> None:
    with pytest.raises(NotAvailable) as refusal:
        visible_to(a_report(audience=Audience.DECIDERS), TEAM_CHANNEL, MONDAY)

    assert refusal.value.message == NotAvailable().message


@pytest.mark.parametrize("roles", [roles for roles in EVERY_ROLE_SET if roles - {Role.CLOCK}])
def test_a_named_report_says_who_wrote_it_to_whoever_may_read_it(roles: frozenset[Role]) -> None:
    report = a_report(mode=Mode.NAMED, reporter=PRIYA)

    assert visible_to(report, Viewer(AMINA, roles), MONDAY).byline == PRIYA


@given(
    roles=st.sampled_from(EVERY_ROLE_SET),
    audience=st.sampled_from(Audience),
    user=others | st.just(PRIYA) | st.none(),
    happened=events,
)
def test_a_confidential_reporter_is_nowhere_in_what_anybody_sees(
    roles: frozenset[Role],
    audience: Audience,
    user: UserId | None,
    happened: tuple[Event, ...],
) -> None:
    # Even of a report that somebody built wrongly, with the name in it.
    report = replace(a_report(audience=audience, events=happened), named_reporter=PRIYA)
    assert report.mode is Mode.CONFIDENTIAL
    try:
        seen = visible_to(report, Viewer(user, roles), MONDAY)
    except NotAvailable:
        return
    assert seen.byline is None
    assert PRIYA not in repr(seen)


@given(roles=st.sampled_from(EVERY_ROLE_SET), happened=events)
def test_nobody_but_the_reporter_sees_anything_of_what_was_taken_back(
    roles: frozenset[Role], happened: tuple[Event, ...]
) -> None:
    written = Words(what="what", more="more", caught="caught", idea="idea", helps="helps")
    report = replace(
        a_report(mode=Mode.NAMED, reporter=PRIYA, events=(*happened, WITHDRAWN)),
        words=written,
        source=SOURCE,
    )
    looking = Viewer(AMINA, roles)
    if not may_see(report, looking, MONDAY):
        return
    seen = visible_to(report, looking, MONDAY)
    assert seen.state is State.WITHDRAWN
    assert not seen.may_change
    if Role.REPORTER in roles:
        assert (seen.words, seen.byline, seen.source) == (written, PRIYA, SOURCE)
    else:
        assert (seen.words, seen.byline, seen.source) == (Words(what=""), None, "")
        assert (seen.story, seen.thanks, seen.answer, seen.change) == ((), None, None, None)
        assert seen.asked is None
        assert PRIYA not in repr(seen)


@pytest.mark.parametrize("roles", [roles for roles in EVERY_ROLE_SET if roles - {Role.CLOCK}])
def test_deciding_is_offered_to_those_who_may_and_never_on_ones_own(roles: frozenset[Role]) -> None:
    seen = visible_to(a_report(), Viewer(AMINA, roles), MONDAY)

    assert seen.may_decide is (bool(roles & DECIDERS) and Role.REPORTER not in roles)
    assert seen.is_own is (Role.REPORTER in roles)


@pytest.mark.parametrize(
    ("happened", "now"),
    [
        pytest.param((), False, id="not answered yet"),
        pytest.param((answered(AMINA, "No", Reply.NOT_NOW),), False, id="put off"),
        pytest.param((answered(AMINA, "Yes"),), True, id="it may go ahead"),
        pytest.param((answered(AMINA, "", Reply.TALK_IT_OVER),), True, id="it is talked over"),
        pytest.param((answered(AMINA, "Yes"), CHANGED), True, id="changed once"),
        pytest.param((answered(AMINA, "Yes"), CHANGED, HELPED), True, id="it has helped"),
        pytest.param((answered(AMINA, "Yes"), CHANGED, REOPENED), False, id="open again"),
        pytest.param((answered(AMINA, "Yes"), WITHDRAWN), False, id="taken back"),
    ],
)
def test_saying_what_was_changed_is_offered_when_it_can_be_done(
    happened: tuple[Event, ...], *, now: bool
) -> None:
    report = a_report(events=happened)

    assert visible_to(report, MANAGER, MONDAY).may_change is now
    assert visible_to(report, viewer(Role.TRYING), MONDAY).may_change is now
    assert visible_to(report, viewer(Role.REPORTER, Role.TRYING), MONDAY).may_change is now
    for roles in ({Role.PRACTITIONER}, {Role.DEPUTY}, {Role.REPORTER, Role.MANAGER}):
        assert not visible_to(report, viewer(*roles), MONDAY).may_change


def test_the_story_is_what_people_said_to_each_other_oldest_first() -> None:
    happened = (
        SEEN,
        thanked(AMINA),
        ASKED,
        SLIPPED,
        EDITED,
        answered(AMINA, "Yes"),
        SHARED,
        ADDED,
        CHANGED,
        CREDITED,
        HELPED,
        REOPENED,
    )

    assert story_of(*happened) == (
        thanked(AMINA),
        answered(AMINA, "Yes"),
        ADDED,
        CHANGED,
        HELPED,
        REOPENED,
    )


def test_an_answer_that_was_at_once_given_anew_is_left_out() -> None:
    first, second, third = (answered(AMINA, word) for word in ("one", "two", "three"))

    assert story_of(first, second, third) == (third,)
    assert story_of(first, SEEN, ASKED, second) == (second,)


def test_an_answer_to_which_something_was_said_stays() -> None:
    no, yes = answered(AMINA, "No", Reply.NOT_NOW), answered(DAN, "Yes")

    assert story_of(no, REOPENED, yes) == (no, REOPENED, yes)
    assert story_of(no, ADDED, yes) == (no, ADDED, yes)


@given(events)
def test_the_latest_answer_and_the_latest_change_are_part_of_the_story(
    happened: tuple[Event, ...],
) -> None:
    report = a_report(events=happened)
    seen = visible_to(report, REPORTS, MONDAY)

    assert seen.answer is report.latest(EventKind.ANSWERED)
    assert seen.change is report.latest(EventKind.CHANGED)
    assert {event for event in (seen.thanks, seen.answer, seen.change) if event} <= set(seen.story)
    assert (seen.thanks is not None) is report.is_thanked


def test_the_first_thanks_and_the_latest_answer_and_change_are_shown() -> None:
    happened = (
        thanked(AMINA),
        answered(AMINA, "one"),
        thanked(DAN),
        answered(DAN, "two"),
        CHANGED,
        replace(CHANGED, words="Another form"),
    )

    seen = visible_to(a_report(events=happened), TEAM_CHANNEL, MONDAY)

    assert (seen.thanks, seen.answer, seen.change) == (happened[0], happened[3], happened[5])
    assert seen.state is State.CHANGED


def test_a_report_nobody_has_replied_to_shows_nothing_of_the_kind() -> None:
    seen = visible_to(a_report(), TEAM_CHANNEL, MONDAY)

    assert (seen.thanks, seen.answer, seen.change, seen.asked) == (None, None, None, None)
    assert (seen.state, seen.story, seen.credited) == (State.NEW, (), False)


@given(events)
def test_what_is_promised_and_asked_is_shown_as_the_report_has_it(
    happened: tuple[Event, ...],
) -> None:
    report: Report = replace(a_report(events=happened), about="NM-2F9D", seen_too=3)
    seen = visible_to(report, REPORTS, MONDAY)

    assert (seen.answer_by, seen.expected_by, seen.passed_on, seen.asked) == (
        report.answer_by,
        report.expected_by,
        report.passed_on,
        report.asked_since,
    )
    assert (seen.about, seen.seen_too, seen.promise) == ("NM-2F9D", 3, report.promise)


@pytest.mark.parametrize(
    ("happened", "credited"),
    [
        ((), False),
        ((CREDITED,), True),
        ((UNCREDITED,), False),
        ((CREDITED, UNCREDITED), False),
        ((CREDITED, UNCREDITED, CREDITED), True),
    ],
)
def test_thanks_by_name_are_shown_while_the_last_word_of_the_reporter_is_yes(
    happened: tuple[Event, ...], *, credited: bool
) -> None:
    report = a_report(mode=Mode.NAMED, reporter=PRIYA, events=happened)

    assert visible_to(report, TEAM_CHANNEL, MONDAY).credited is credited


def test_a_visible_report_cannot_be_built_without_the_seal() -> None:
    shown = visible_to(a_report(), TEAM_CHANNEL, MONDAY)
    fields = {name: value for name, value in vars(shown).items() if name != "seal"}

    with pytest.raises(TypeError, match="seal"):
        VisibleReport(**fields)


AN_HOUR_ON = MONDAY + timedelta(hours=1)


def hidden(event: Event) -> Event:
    """The same event, not to show for another hour."""
    return replace(event, shows_at=AN_HOUR_ON)


@pytest.mark.parametrize("role", set(Role) - {Role.REPORTER, Role.CLOCK})
def test_nobody_but_its_reporter_comes_upon_a_report_before_it_is_released(role: Role) -> None:
    report = a_report(released_at=AN_HOUR_ON)

    assert not may_see(report, viewer(role), MONDAY)
    assert may_see(report, viewer(Role.REPORTER), MONDAY)
    assert may_see(report, viewer(Role.MANAGER), AN_HOUR_ON)


@pytest.mark.parametrize("roles", [roles for roles in EVERY_ROLE_SET if Role.REPORTER not in roles])
@pytest.mark.parametrize("audience", Audience)
def test_to_whoever_was_left_out_a_report_does_not_exist_whatever_their_role(
    roles: frozenset[Role], audience: Audience
) -> None:
    report = replace(a_report(audience=audience), left_out=frozenset({AMINA}))

    with pytest.raises(NotAvailable):
        visible_to(report, Viewer(AMINA, roles), MONDAY)


def test_what_a_reporter_did_a_moment_ago_is_seen_by_nobody_else_until_it_shows() -> None:
    report = a_report(events=(answered(AMINA, "Not this year", Reply.NOT_NOW), hidden(ADDED)))

    assert ADDED.words in [event.words for event in visible_to(report, REPORTS, MONDAY).story]
    assert ADDED.words not in [event.words for event in visible_to(report, MANAGER, MONDAY).story]
    assert ADDED.words in [event.words for event in visible_to(report, MANAGER, AN_HOUR_ON).story]


def test_a_report_opened_again_looks_answered_to_others_until_that_shows() -> None:
    put_off = answered(AMINA, "Not this year", Reply.NOT_NOW)
    report = a_report(events=(put_off, hidden(replace(REOPENED, actor=REPORTER))))

    assert visible_to(report, REPORTS, MONDAY).state is State.SEEN
    assert visible_to(report, MANAGER, MONDAY).state is State.ANSWERED
    assert visible_to(report, MANAGER, AN_HOUR_ON).state is State.SEEN


def test_a_report_that_was_shared_a_moment_ago_is_the_teams_only_once_that_shows() -> None:
    report = a_report(audience=Audience.TEAM, events=(hidden(SHARED),))

    assert not may_see(report, TEAM_CHANNEL, MONDAY)
    assert may_see(report, MANAGER, MONDAY)
    assert may_see(report, TEAM_CHANNEL, AN_HOUR_ON)


def test_only_the_reporter_is_told_who_opened_their_identity() -> None:
    opened = Event(EventKind.OPENED, MONDAY, MOIRA, words="A child may be in danger")
    report = a_report(events=(opened,))

    assert visible_to(report, REPORTS, MONDAY).opened == (opened,)
    assert visible_to(report, viewer(Role.LEARNING_LEAD), MONDAY).opened == ()
    assert opened not in visible_to(report, REPORTS, MONDAY).story
