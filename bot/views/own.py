"""One's own reports: where each stands in words, what comes next, and what one can do."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Reply
from bot.domain.home import Own, Page
from bot.domain.lifecycle import OPEN, TRANSITIONS, State
from bot.domain.lifecycle import Action as Step
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.greeting import ways_in
from bot.views.ids import Action, row_id
from bot.views.notices import HELP
from bot.views.story import story
from bot.views.text import day, either, mention, on_day, shortened, together
from bot.views.words import drawn, origin, parts_of, verdict_of

_ROW_WORDS: Final = 200

_ROWS: Final = 20
"""Of at most four blocks each: fewer than Slack takes in one view."""

NOTHING_YET: Final = blocks.section(
    "You have not written anything yet. Small things are welcome: what nearly went wrong today, or "
    "what could be a little better."
)

_STORY_BLOCKS: Final = 80
"""Of a view's `blocks.VIEW_BLOCKS`; the report itself and what stands above it take the rest."""


def standing(own: Own, today: date) -> str:
    """Where the report is and what comes next, as mrkdwn for the person who wrote it."""
    report = own.report
    said = _open(own, today) if report.state in OPEN else _STANDINGS[report.state](report, today)
    if report.may_change and report.state is State.ANSWERED:
        said += " When something is different because of it, press *It's changed*."
    return said


def _open(own: Own, today: date) -> str:
    report = own.report
    if not own.answered_by:
        return (
            "It is safe, but nobody is set up to answer it yet. Please tell whoever looks after "
            "Good Catch in your service."
        )
    by = day(report.expected_by, today)
    if report.answer_by >= today and not report.passed_on:
        return f"{either(own.answered_by)} will answer by {by}."
    has = "have" if len(own.answered_by) > 1 else "has"
    late = "The answer has not come by the day that was promised. Sorry about that."
    now = f"{late} {together(own.answered_by)} {has} it now"
    return f"{now} and will answer by {by}." if report.expected_by >= today else f"{now}."


def _answered(report: VisibleReport, today: date) -> str:
    answer = report.answer
    if answer is None or answer.reply is None:
        return "There is an answer."
    if answer.reply is Reply.NOT_NOW:
        who = mention(answer.decider) if answer.decider else "your team"
        return f"Not now \N{EN DASH} {who} said why. You can reply, which opens it again."
    said = labels.reply(answer.reply, answer.until, today)
    said += f" with {mention(answer.doer)}" if answer.doer else ""
    if answer.until is None or answer.until < today:
        return f"{said}: the day to look at it again has come."
    if answer.reply is Reply.TRY_UNTIL:
        return f"{said}: then it is looked at again."
    return f"{said}: it is looked at again {on_day(answer.until, today)}."


def _changed(report: VisibleReport, today: date) -> str:
    when = report.change.until if report.change else None
    if when is None or when < today:
        return "It was changed. I ask you and your team whether it has helped."
    return f"It was changed. You are asked {on_day(when, today)} whether it has helped."


def _checked(report: VisibleReport, _: date) -> str:
    return f"It was changed, and {labels.VERDICTS[verdict_of(report) or Verdict.YES]}."


def _withdrawn(_: VisibleReport, __: date) -> str:
    return "You took it back."


_STANDINGS: Final[dict[State, Callable[[VisibleReport, date], str]]] = {
    State.ANSWERED: _answered,
    State.CHANGED: _changed,
    State.CHECKED: _checked,
    State.WITHDRAWN: _withdrawn,
}


def row(own: Own, today: date) -> list[Block]:
    """A report in a list of one's own: its beginning, where it stands, and what one can do.

    The buttons share a block whose id carries the report: `ids.row_id`.
    """
    report = own.report
    words = shortened(report.words.what, _ROW_WORDS)
    known, readers = labels.MODES[report.mode][0], labels.AUDIENCES[report.audience][0]
    title = blocks.paragraph(
        blocks.bold(labels.title(report)),
        blocks.words(f" \N{EN DASH} {known.lower()}, for: {readers.lower()}"),
    )
    quote = [blocks.quote(words)] if words else []
    buttons = list(_buttons(report))
    return [
        blocks.rich_text(title, *quote),
        blocks.section(standing(own, today)),
        *([blocks.actions(*buttons, block=row_id(report.id))] if buttons else []),
    ]


def _buttons(report: VisibleReport) -> Iterator[Block]:
    can = {step for state, step in TRANSITIONS if state is report.state}
    if report.state is State.WITHDRAWN:
        return
    put_off = report.answer is not None and report.answer.reply is Reply.NOT_NOW
    yield blocks.button("What's happening?", Action.HAPPENING)
    if report.may_change:
        yield blocks.button("It's changed", Action.CHANGED)
    if Step.REOPEN in can and put_off:
        yield blocks.button("Reply", Action.REOPEN)
    if Step.ADD in can:
        yield blocks.button("Add something", Action.ADD)
    if Step.EDIT in can:
        yield blocks.button("Change the words", Action.EDIT)
    if Step.SHARE in can and report.audience is Audience.DECIDERS:
        yield blocks.button("Let my team read it", Action.SHARE, confirm=_SHARING)
    if Step.WITHDRAW in can:
        yield blocks.button("Take it back", Action.WITHDRAW, confirm=_TAKING_BACK)


_SHARING: Final = blocks.confirm(
    "Let your team read it?",
    "It appears in the team's channel, with all its words. How you are known stays as it is.",
    yes="Let them read it",
    no="Not yet",
)

_TAKING_BACK: Final = blocks.confirm(
    "Take it back?",
    "Nobody but you can read it then, and nobody answers it. This cannot be undone.",
    yes="Take it back",
    no="Keep it",
)


def rows(shown: tuple[Own, ...], left: int, today: date, *, elsewhere: str = "") -> list[Block]:
    """The list of one's own reports; `left` is how many more there are.

    `elsewhere` is a sentence that says where to find them.
    """
    listed = [block for own in shown for block in (*row(own, today), blocks.divider())]
    if left:
        listed.append(blocks.context(f"… and {left} more.{elsewhere}"))
    return listed


def mine(page: Page) -> View:
    """What `/goodcatch` opens: how things are done, and one's own reports."""
    shown = page.own[:_ROWS]
    left = page.more_own + len(page.own) - len(shown)
    return blocks.modal(
        "Your reports",
        [
            blocks.context(HELP),
            blocks.divider(),
            *(rows(shown, left, page.today) if shown else (NOTHING_YET, ways_in())),
        ],
        close="Done",
    )


def happening(own: Own, today: date) -> View:
    """The answer to *What's happening?*: where it stands, and all that was said so far."""
    report = own.report
    unnamed = ", but not who you are" if report.mode is Mode.CONFIDENTIAL else ""
    asked = f"Whoever has it can see that you asked{unnamed}."
    return blocks.modal(
        "What's happening?",
        [
            blocks.section(f"*{labels.title(report)}*"),
            blocks.section(standing(own, today)),
            *([blocks.context(asked)] if report.asked else []),
            blocks.divider(),
            *origin(report),
            *drawn(parts_of(report)),
            *story(report, today=today, room=_STORY_BLOCKS, own=True),
        ],
        close="Done",
    )
