"""The Home tab: what waits, what became of one's reports, what is tried nearby; it always fits."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import Digest, Section
from bot.domain.events import Reply
from bot.domain.home import Own, Page
from bot.domain.ids import ReportId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Kind, Mode, Words
from bot.views.blocks import VIEW_BLOCKS, Block
from bot.views.digest import digest_rows
from bot.views.home import home
from bot.views.ids import Action, action_of
from bot.views.own import mine
from tests.views.reading import buttons, everything, people, quoted, texts
from tests.views.reports import AMINA, BEN, LONGEST, NASTY, PRIYA, TODAY, seen_by_manager, worst
from tests.views.slack_rules import refusals
from tests.views.stories import (
    LATER,
    answered,
    changed,
    every_event,
    seen_by_reporter,
    seen_by_team,
)

NOTHING = Digest(TODAY, ())


def page(**changes: Any) -> Page:  # noqa: ANN401 - any field of a page
    """The page of somebody who has just joined a team."""
    empty = Page(
        user=PRIYA,
        today=TODAY,
        own=(),
        more_own=0,
        waiting=NOTHING,
        teams={},
        near=(),
        decides=False,
    )
    return replace(empty, **changes)


def waiting(*reports: VisibleReport, left: int = 0) -> Digest:
    return Digest(TODAY, ((Section.WAITING, reports),), left=left)


def numbered(number: int) -> ReportId:
    return ReportId(f"{number:032x}")


def own(**changes: Any) -> Own:  # noqa: ANN401 - any field of a report
    return Own(seen_by_reporter(**changes), (AMINA,))


def test_somebody_new_reads_what_this_is_and_how_to_begin() -> None:
    view = home(page())
    shown = everything(view)
    assert "is for what nearly went wrong, and for ideas" in shown
    assert "Only what you put your name to stands here." in shown
    assert "What your team tries or changes will stand here." in shown
    assert buttons(view) == [
        Action.NEW_NEAR_MISS,
        Action.NEW_SUGGESTION,
        Action.FIND,
        Action.TRAPS,
        Action.MINE,
        Action.COME_BACK,
    ]
    assert refusals(view) == []


def test_somebody_of_no_team_reads_whom_to_ask() -> None:
    view = home(page(belongs=False))
    assert "Please ask your manager to add you" in everything(view)
    assert buttons(view) == [Action.FIND, Action.TRAPS, Action.MINE, Action.COME_BACK]
    assert refusals(view) == []


def test_a_guest_whose_team_takes_none_reads_that_and_whom_to_tell() -> None:
    view = home(page(belongs=False, not_taken_by=AMINA, reads_stories=False))
    assert "takes no reports from guests. Please tell <@U0AMINA>" in everything(view)
    assert "to set your team up" not in everything(view)
    assert buttons(view) == [Action.MINE, Action.COME_BACK]


@pytest.mark.parametrize("belongs", [True, False])
def test_all_ones_reports_offer_the_ways_in_exactly_where_the_home_tab_does(
    *, belongs: bool
) -> None:
    ways_in = {Action.NEW_NEAR_MISS, Action.NEW_SUGGESTION}
    window, tab = mine(page(belongs=belongs)), home(page(belongs=belongs))
    assert ways_in & set(buttons(window)) == ways_in & set(buttons(tab))
    assert ("add you to it" in everything(window)) is not belongs


def test_somebody_from_elsewhere_reads_that_it_is_not_for_them_and_is_offered_nothing() -> None:
    view = home(page(belongs=False, is_outsider=True))
    assert "for members of this service's own teams" in everything(view)
    assert "ask your manager" not in everything(view)
    assert buttons(view) == []
    assert refusals(view) == []


def test_somebody_of_no_team_any_more_reads_that_and_has_their_own_reports() -> None:
    view = home(page(belongs=False, own=(own(),)))
    assert "Please ask your manager to add you" in everything(view)
    assert Action.HAPPENING in buttons(view)
    assert refusals(view) == []


def test_ones_own_reports_stand_with_where_they_are() -> None:
    view = home(page(own=(own(),), more_own=3))
    shown = everything(view)
    assert "<@U0AMINA> will answer by tomorrow." in shown
    assert "… and 3 more. *All my reports* shows them." in shown
    assert Action.HAPPENING in buttons(view)
    assert "is for what nearly went wrong, and for ideas" not in shown


def test_the_way_to_reports_without_a_name_stands_there_for_everybody() -> None:
    for shown in (page(), page(own=(own(),)), page(belongs=False), page(decides=True)):
        view = home(shown)
        assert "What you told confidentially is in *All my reports*." in everything(view)
        assert "your receipt's code brings you back to it" in everything(view)
        assert {Action.MINE, Action.COME_BACK} <= set(buttons(view))


def test_nothing_waits_for_those_who_do_not_decide() -> None:
    assert "Waiting for you" not in everything(home(page()))
    assert Action.MORNINGS not in buttons(home(page()))


def test_what_waits_for_those_who_decide_has_all_its_buttons() -> None:
    view = home(page(user=AMINA, decides=True, waiting=waiting(seen_by_manager())))
    assert [action for action in buttons(view) if action.startswith("reply_")] == [
        action_of(reply) for reply in Reply
    ]
    assert buttons(view)[-4:-2] == [Action.AWAY, Action.MORNINGS]


def test_an_empty_morning_says_so() -> None:
    view = home(page(user=AMINA, decides=True))
    assert "Nothing is waiting for you." in everything(view)


def test_whoever_is_away_can_come_back() -> None:
    view = home(page(user=AMINA, decides=True, away_until=date(2026, 11, 30)))
    assert "You are away, and your last day away is Monday." in everything(view)
    assert Action.BACK in buttons(view)
    assert Action.AWAY not in buttons(view)


def test_days_away_that_are_over_are_not_spoken_of() -> None:
    view = home(page(user=AMINA, decides=True, away_until=date(2026, 11, 25)))
    assert "You are away" not in everything(view)
    assert Action.AWAY in buttons(view)


def test_ones_own_report_is_shown_once_and_not_as_waiting() -> None:
    view = home(page(user=PRIYA, decides=True, own=(own(),), waiting=waiting(seen_by_reporter())))
    assert everything(view).count("NM-7K3Q") == 1
    assert "Nothing is waiting for you." in everything(view)
    assert refusals(view) == []


def test_what_is_tried_near_somebody_is_told_without_buttons() -> None:
    near = (
        seen_by_team(events=(answered(Reply.GO_AHEAD), changed("A new list."))),
        seen_by_team(events=(answered(Reply.TRY_UNTIL, until=LATER),)),
    )
    view = home(page(near=near))
    shown = everything(view)
    assert " – What was changed (makes it easier)\nA new list." in shown
    assert " – Try it until Monday 21 December\nTwo letters for child A" in shown
    assert buttons(view) == [
        Action.NEW_NEAR_MISS,
        Action.NEW_SUGGESTION,
        Action.FIND,
        Action.TRAPS,
        Action.MINE,
        Action.COME_BACK,
    ]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("waits", "mine", "near"), [(8, 30, 30), (60, 30, 30), (0, 60, 0)])
def test_slack_takes_even_the_fullest_page(kind: Kind, waits: int, mine: int, near: int) -> None:
    words = worst(kind)
    events = every_event(LONGEST, doer=BEN)
    given_to = [
        seen_by_manager(id=numbered(one), kind=kind, words=words, events=events[:4])
        for one in range(waits)
    ]
    view = home(
        page(
            decides=True,
            away_until=LATER,
            waiting=waiting(*given_to),
            teams={one.id: f"Team {number} {NASTY}" for number, one in enumerate(given_to)},
            own=tuple(
                own(id=numbered(100 + one), kind=kind, words=words, events=events)
                for one in range(mine)
            ),
            more_own=12,
            near=tuple(
                seen_by_team(id=numbered(200 + one), words=words, events=events)
                for one in range(near)
            ),
        )
    )
    assert refusals(view) == []


@pytest.mark.parametrize("waits", range(12, 25))
def test_what_is_tried_near_somebody_gives_way_before_their_own_and_that_before_what_waits(
    waits: int,
) -> None:
    theirs = Words(what="Theirs.")
    given_to = [seen_by_manager(id=numbered(100 + one), words=theirs) for one in range(waits)]
    many = tuple(own(id=numbered(one), words=Words(what="Mine.")) for one in range(8))
    tried = seen_by_team(words=Words(what="Tried nearby."), events=(answered(Reply.GO_AHEAD),))
    view = home(
        page(decides=True, waiting=waiting(*given_to), own=many, more_own=2, near=(tried,) * 3)
    )
    shown = quoted(view)
    others, mine, near = [shown.count(what) for what in ("Theirs.", "Mine.", "Tried nearby.")]
    assert refusals(view) == []
    assert near == 0 or mine == 8
    assert mine == 0 or others == waits
    assert f"… and {10 - mine} more." in everything(view)


def test_of_ones_own_reports_the_first_eight_are_shown_and_the_rest_counted() -> None:
    view = home(page(own=tuple(own(id=numbered(one)) for one in range(20)), more_own=2))
    assert everything(view).count("Near miss NM-7K3Q") == 8
    assert "… and 14 more. *All my reports* shows them." in everything(view)


def test_what_waits_and_has_no_room_is_counted() -> None:
    reports = [seen_by_manager(id=numbered(one)) for one in range(60)]
    shown = everything(home(page(decides=True, waiting=waiting(*reports, left=5))))
    rows = shown.count("Near miss NM-7K3Q")
    assert 15 < rows < 60
    assert f"… and {65 - rows} more in your morning's digest." in shown


def test_a_thousand_that_wait_are_drawn_a_handful_of_times_and_as_many_as_fit_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = []

    def counted(digest: Digest, teams: Mapping[ReportId, str]) -> list[Block]:
        sizes.append(sum(len(reports) for _, reports in digest.sections))
        return digest_rows(digest, teams)

    monkeypatch.setattr("bot.views.home.digest_rows", counted)
    reports = [seen_by_manager(id=numbered(one)) for one in range(1_000)]
    view = home(page(decides=True, waiting=waiting(*reports)))

    assert len(sizes) <= 8
    assert max(sizes) <= VIEW_BLOCKS
    assert f"… and {1_000 - sizes[-1]} more in your morning's digest." in everything(view)
    a_row = len(digest_rows(waiting(reports[0], reports[1]), {})) - len(
        digest_rows(waiting(reports[0]), {})
    )
    assert VIEW_BLOCKS - a_row < len(view["blocks"]) <= VIEW_BLOCKS


def test_a_confidential_reporter_is_named_nowhere_on_anybodys_page() -> None:
    hidden = {"mode": Mode.CONFIDENTIAL, "events": every_event("Words.")}
    view = home(
        page(
            decides=True,
            own=(own(**hidden),),
            waiting=waiting(seen_by_manager(id=numbered(1), mode=Mode.CONFIDENTIAL)),
            near=(seen_by_team(id=numbered(2), **hidden),),
        )
    )
    assert PRIYA not in people(view)


@given(st.text(min_size=1, max_size=100))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    told = {"words": Words(what=words), "events": (answered(Reply.GO_AHEAD, words),)}
    view = home(
        page(
            decides=True,
            own=(own(**told),),
            waiting=waiting(seen_by_manager(id=numbered(1), words=Words(what=words))),
            near=(seen_by_team(id=numbered(2), **told),),
        )
    )
    assert set(quoted(view)) == {words}
    assert not any("⟦" in text for text in texts(view, "mrkdwn", "plain_text"))
