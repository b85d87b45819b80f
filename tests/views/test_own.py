"""One's own reports: where each stands, what comes next, and only what can be done now."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.change import Verdict
from bot.domain.digest import Digest
from bot.domain.events import REPORTER, Event, EventKind, Reply
from bot.domain.home import Own, Page
from bot.domain.ids import ReportId, UserId
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Kind, Mode, Promise, Words
from bot.views.blocks import Message
from bot.views.ids import Action, row_of
from bot.views.own import happening, mine, row, standing
from tests.views.reading import buttons, everything, people, quoted, texts
from tests.views.reports import A_REPORT, AMINA, BEN, LONGEST, PRIYA, TODAY, worst
from tests.views.slack_rules import refusals
from tests.views.stories import (
    LATER,
    TRYING_ONES_OWN,
    answered,
    changed,
    event,
    every_event,
    helped,
    seen_by,
    seen_by_reporter,
    seen_by_team,
)

ALWAYS = (Action.UNNAME, Action.WITHDRAW)
PAST = date(2026, 11, 25)
SORRY = "The answer has not come by the day that was promised. Sorry about that."


def own(report: VisibleReport, *answered_by: UserId) -> Own:
    return Own(report, answered_by or (AMINA, BEN))


def told(*events: Event) -> str:
    return standing(own(seen_by_reporter(events=events)), TODAY)


def after(*events: Event) -> Message:
    """The row of one's own report after these events."""
    return Message("A row", tuple(row(own(seen_by_reporter(events=events)), TODAY)))


def page(*shown: Own, more: int = 0) -> Page:
    return Page(
        user=PRIYA,
        today=TODAY,
        own=shown,
        more_own=more,
        waiting=Digest(TODAY, ()),
        teams={},
        near=(),
        decides=False,
    )


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "<@U0AMINA> or <@U0BEN> will answer by tomorrow."),
        (
            (answered(Reply.GO_AHEAD, until=LATER),),
            "Go ahead: it is looked at again on Monday 21 December.",
        ),
        (
            (answered(Reply.TALK_IT_OVER, until=LATER),),
            "Talk it over: it is looked at again on Monday 21 December.",
        ),
        (
            (answered(Reply.TRY_UNTIL, until=LATER, doer=BEN),),
            "Try it until Monday 21 December with <@U0BEN>: then it is looked at again.",
        ),
        (
            (answered(Reply.GO_AHEAD, until=PAST),),
            "Go ahead: the day to look at it again has come.",
        ),
        (
            (answered(Reply.NOT_NOW, "No."),),
            "Not now – <@U0AMINA> said why. You can reply, which opens it again.",
        ),
        (
            (answered(Reply.GO_AHEAD), changed("New.")),
            "It was changed. You are asked on Monday 21 December whether it has helped.",
        ),
        (
            (answered(Reply.GO_AHEAD), changed("New.", until=PAST)),
            "It was changed. I ask you and your team whether it has helped.",
        ),
        (
            (answered(Reply.GO_AHEAD), changed("New."), helped(Verdict.A_BIT)),
            "It was changed, and it has helped a bit.",
        ),
        ((event(EventKind.WITHDRAWN),), "You took it back."),
        ((event(EventKind.ANSWERED, actor=AMINA),), "There is an answer."),
        (
            (event(EventKind.SLIPPED),),
            f"{SORRY} <@U0AMINA> and <@U0BEN> have it now and will answer by tomorrow.",
        ),
    ],
)
def test_the_standing_says_where_it_is_and_what_comes_next(
    events: tuple[Event, ...], said: str
) -> None:
    assert told(*events) == said


def test_an_answer_that_has_not_come_is_owned_up_to_with_who_has_it_now() -> None:
    promise = Promise(thanks_by=PAST, answer_by=PAST)
    late = seen_by_reporter(promise=promise)
    assert standing(own(late), TODAY) == f"{SORRY} <@U0AMINA> and <@U0BEN> have it now."
    assert standing(own(late, BEN), TODAY) == f"{SORRY} <@U0BEN> has it now."


def test_where_nobody_can_answer_the_reporter_is_told_whom_to_tell() -> None:
    nobody = Own(seen_by_reporter(), ())
    assert "nobody is set up to answer it yet" in standing(nobody, TODAY)
    assert "<@" not in standing(nobody, TODAY)


def test_since_it_was_opened_again_the_new_day_counts() -> None:
    again = event(EventKind.REOPENED, "But.", until=date(2026, 11, 30))
    assert told(answered(Reply.NOT_NOW, "No."), again).endswith("will answer by Monday.")


def test_whoever_is_trying_it_is_told_how_to_say_that_it_is_changed() -> None:
    events = (answered(Reply.GO_AHEAD, until=LATER),)
    trying = own(seen_by(TRYING_ONES_OWN, events=events))
    assert standing(trying, TODAY).endswith(
        "When something is different because of it, press *It's changed*."
    )
    assert "It's changed" not in told(*events)


@pytest.mark.parametrize(
    ("events", "possible"),
    [
        ((), [Action.HAPPENING, Action.ADD, Action.EDIT, *ALWAYS]),
        ((answered(Reply.THANK_YOU),), [Action.HAPPENING, Action.ADD, Action.EDIT, *ALWAYS]),
        ((answered(Reply.GO_AHEAD),), [Action.HAPPENING, Action.ADD, *ALWAYS]),
        (
            (answered(Reply.NOT_NOW, "No."),),
            [Action.HAPPENING, Action.REOPEN, Action.ADD, *ALWAYS],
        ),
        (
            (answered(Reply.GO_AHEAD), changed("New."), helped()),
            [Action.HAPPENING, Action.ADD, *ALWAYS],
        ),
        ((event(EventKind.WITHDRAWN),), []),
    ],
)
def test_only_what_can_be_done_now_has_a_button(
    events: tuple[Event, ...], possible: list[Action]
) -> None:
    assert buttons(after(*events)) == possible


def test_a_report_for_those_who_decide_can_be_shared() -> None:
    report = seen_by_reporter(audience=Audience.DECIDERS)
    shown = Message("A row", tuple(row(own(report), TODAY)))
    assert Action.SHARE in buttons(shown)
    assert refusals(shown) == []


def test_whoever_is_trying_it_can_say_that_it_is_changed() -> None:
    trying = seen_by(TRYING_ONES_OWN, events=(answered(Reply.GO_AHEAD),))
    assert Action.CHANGED in buttons(Message("A row", tuple(row(own(trying), TODAY))))


def asked_about(row: Message) -> dict[str, str]:
    """What is asked before a button counts, by the button."""
    [actions] = [block for block in row.blocks if block["type"] == "actions"]
    return {
        button["action_id"]: button["confirm"]["text"]["text"]
        for button in actions["elements"]
        if "confirm" in button
    }


def test_what_tells_others_or_cannot_be_undone_is_asked_about_first() -> None:
    assert list(asked_about(after())) == [Action.HAPPENING, *ALWAYS]
    assert "This cannot be undone." in everything(after())


def test_the_buttons_of_a_row_share_a_block_that_knows_the_report() -> None:
    [actions] = [block for block in after().blocks if block["type"] == "actions"]
    assert row_of(actions["block_id"]) == A_REPORT.id
    assert not any("value" in button for button in actions["elements"])


def test_a_row_begins_with_the_first_of_ones_own_words() -> None:
    report = seen_by_reporter(words=Words(what=LONGEST))
    [words] = quoted(Message("A row", tuple(row(own(report), TODAY))))
    assert len(words) <= 200
    assert words.endswith("…")


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", Kind)
def test_slack_takes_the_longest_list(kind: Kind, mode: Mode) -> None:
    many = [
        own(
            seen_by(
                TRYING_ONES_OWN,
                id=ReportId(f"{number:032x}"),
                kind=kind,
                mode=mode,
                audience=Audience.DECIDERS,
                words=worst(kind),
                events=(answered(Reply.GO_AHEAD, LONGEST, until=LATER, doer=BEN),),
            )
        )
        for number in range(40)
    ]
    view = mine(page(*many, more=7))
    assert refusals(view) == []
    assert "… and 27 more." in everything(view)
    assert view["title"]["text"] == "Your reports"


def test_the_list_begins_with_ones_own_reports_and_ends_with_how_things_are_done() -> None:
    view = mine(page(own(seen_by_reporter())))
    shown = everything(view)
    assert seen_by_reporter().reference in everything({"blocks": view["blocks"][:1]})
    assert "`/near-miss`" in everything({"blocks": view["blocks"][-1:]})
    assert "`/goodcatch mine`" in shown
    assert "… and" not in shown


def test_below_the_list_stands_what_is_tried_near() -> None:
    tried = seen_by_team(mode=Mode.CONFIDENTIAL, events=(answered(Reply.GO_AHEAD, "Yes."),))
    view = mine(replace(page(own(seen_by_reporter())), near=(tried,) * 5))
    assert everything(view).count(" – Go ahead") == 5
    assert PRIYA not in people({"blocks": view["blocks"][-7:]})
    assert refusals(view) == []


def test_a_reporter_can_change_how_they_are_known_after_being_told_what_that_means() -> None:
    for mode, action, told in (
        (Mode.NAMED, Action.UNNAME, "Slack may have kept copies"),
        (Mode.CONFIDENTIAL, Action.NAME, "Everybody who may read it sees from now on"),
    ):
        shown = Message("A row", tuple(row(own(seen_by_reporter(mode=mode)), TODAY)))
        assert {Action.NAME, Action.UNNAME} & set(buttons(shown)) == {action}
        assert told in everything(shown)


def test_only_whoever_is_not_named_replies_as_the_reporter_unasked() -> None:
    for mode in (Mode.NAMED, Mode.CONFIDENTIAL):
        shown = Message("A row", tuple(row(own(seen_by_reporter(mode=mode)), TODAY)))
        assert (Action.REPLY_AS_REPORTER in buttons(shown)) is (mode is Mode.CONFIDENTIAL)
    asked = after(event(EventKind.QUESTIONED, "Which team?", actor=AMINA))
    assert Action.REPLY_AS_REPORTER in buttons(asked)
    assert "*You have been asked something*" in everything(asked)


def test_a_report_that_was_taken_back_asks_nothing_any_more() -> None:
    asked = (
        event(EventKind.QUESTIONED, "Which team?", actor=AMINA),
        event(EventKind.CONSENT_ASKED, actor=AMINA),
    )
    assert "You have been asked" in told(*asked)
    assert told(*asked, event(EventKind.WITHDRAWN)) == "You took it back."


def test_who_opened_a_name_and_why_is_told_to_its_owner_alone() -> None:
    opened = event(EventKind.OPENED, "⟦A child was at risk⟧", actor=BEN)
    report = seen_by_reporter(mode=Mode.CONFIDENTIAL, events=(opened,))
    view = happening(own(report, AMINA), TODAY)
    assert "has opened who wrote this" in everything(view)
    assert quoted(view)[0] == "⟦A child was at risk⟧"
    assert BEN in people(view)
    assert seen_by_team(mode=Mode.CONFIDENTIAL, events=(opened,)).opened == ()


def test_who_left_somebody_out_reads_that_it_is_for_the_others_who_decide() -> None:
    changes = {"audience": Audience.DECIDERS, "left_out": frozenset({BEN})}
    view = everything(Message("A row", tuple(row(own(seen_by_reporter(**changes)), TODAY))))
    assert "for: only those who decide, but for whom you left out" in view
    assert "only my manager" not in view
    assert not seen_by_team(audience=Audience.TEAM).leaves_somebody_out


def test_an_empty_list_invites_a_first_report() -> None:
    view = mine(page())
    assert refusals(view) == []
    assert "You have not written anything yet." in everything(view)
    assert buttons(view) == [Action.NEW_NEAR_MISS, Action.NEW_SUGGESTION]
    assert "What your team tries or changes will stand here." in everything(view)


def test_what_is_happening_tells_the_whole_story_to_its_writer_as_you() -> None:
    report = seen_by_reporter(words=Words(what="My words."), events=every_event("Words."))
    view = happening(own(report), TODAY)
    assert refusals(view) == []
    assert quoted(view) == ["My words.", *["Words."] * 6]
    for said in (
        "It was changed, and it has helped a bit.",
        "You add:",
        "You reply, so it is open again:",
    ):
        assert said in everything(view)
    assert "you asked" not in everything(view)


def test_whoever_asks_is_told_that_those_who_have_it_see_that() -> None:
    view = happening(own(seen_by_reporter(events=(event(EventKind.ASKED),))), TODAY)
    assert "Whoever has it can see that you asked." in everything(view)


def test_whoever_asks_unknown_is_told_that_they_stay_so() -> None:
    asked = seen_by_reporter(mode=Mode.CONFIDENTIAL, events=(event(EventKind.ASKED),))
    view = happening(own(asked), TODAY)
    assert "can see that you asked, but not who you are." in everything(view)


def test_slack_takes_the_longest_story_and_its_newest_part_is_kept() -> None:
    added = tuple(event(EventKind.ADDED, f"{number}. {LONGEST}") for number in range(90))
    report = seen_by_reporter(words=worst(Kind.NEAR_MISS), events=added)
    view = happening(own(report), TODAY)
    assert refusals(view) == []
    assert any(words.startswith("89. ") for words in quoted(view))


@pytest.mark.parametrize("deciding", [AMINA, BEN])
def test_ones_own_confidential_reports_never_name_who_wrote_them(deciding: UserId) -> None:
    report = seen_by_reporter(mode=Mode.CONFIDENTIAL, events=every_event("Words.", doer=BEN))
    assert REPORTER in {one.actor for one in report.story}
    shown = own(report, deciding)
    for view in (mine(page(shown)), happening(shown, TODAY)):
        assert PRIYA not in people(view)


@given(st.text(min_size=1, max_size=150))
def test_words_come_out_as_typed_and_never_as_formatting(typed: str) -> None:
    words = f"⟦{typed}⟧"
    report = seen_by_reporter(words=Words(what=words), events=every_event(words))
    for view in (mine(page(own(report))), happening(own(report), TODAY)):
        assert set(quoted(view)) == {words}
        assert not any("⟦" in text for text in texts(view, "mrkdwn", "plain_text"))
