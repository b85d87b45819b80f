"""One's own reports: where each stands in words, what comes next, and what one can do."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from bot.domain.change import Verdict
from bot.domain.events import Event, Reply
from bot.domain.home import Own, Page
from bot.domain.lifecycle import OPEN, State
from bot.domain.privacy import VisibleReport
from bot.domain.report import Mode
from bot.views import blocks, labels
from bot.views.blocks import Block, View
from bot.views.consent import about_the_name
from bot.views.greeting import ways_in
from bot.views.ids import row_id
from bot.views.near import near
from bot.views.notices import HELP
from bot.views.own_buttons import buttons
from bot.views.relayed import WHY_MASKED
from bot.views.story import story
from bot.views.teamless import teamless
from bot.views.text import day, either, mention, on_day, shortened, together
from bot.views.trap_words import came_of_it, part_of
from bot.views.trap_words import standing as trap_standing
from bot.views.words import drawn, origin, parts_of, verdict_of

_ROW_WORDS: Final = 200

_ROWS: Final = 20
"""Of at most four blocks each: fewer than Slack takes in one view."""

NOTHING_YET: Final = blocks.section(
    "You have not written anything yet. Small things are welcome: what nearly went wrong today, or "
    "what could be a little better."
)

_OPENED_BLOCKS: Final = 10
_STORY_BLOCKS: Final = 70
"""Of a view's `blocks.VIEW_BLOCKS`; the report itself and what stands above it take the rest."""


_QUESTION: Final = "*You have been asked something*, and can answer it here."

_IN_THE_LIBRARY: Final = (
    " *It stands in the library*, where everybody in the service can read the whole story. You can "
    "correct it there, and take it out."
)

_CONSENT: Final = (
    "*May it be shared beyond your team*, in your own words? It stays in the team unless you say "
    "yes, and a yes can be taken back."
)


def standing(own: Own, today: date) -> str:
    """Where the report is and what comes next, as mrkdwn for the person who wrote it."""
    report = own.report
    if report.state in OPEN:
        said = _open(own, today)
    elif _follows(own):
        said = "It was changed, because of the error trap it is part of."
    else:
        said = _STANDINGS[report.state](report, today)
    if report.may_change and report.state is State.ANSWERED:
        said += " When something is different because of it, press *It's changed*."
    return f"{said}{_asked_of_you(report)}"


def _follows(own: Own) -> bool:
    """Whether it was changed with its trap: then the trap's team is asked whether it has helped."""
    change = own.report.change
    is_changed = own.report.state is State.CHANGED and change is not None and change.until is None
    return is_changed and own.trap is not None


def _asked_of_you(report: VisibleReport) -> str:
    if report.state is State.WITHDRAWN:
        return ""
    question = f" {_QUESTION}" if report.question else ""
    if report.published:
        return f"{question}{_IN_THE_LIBRARY}"
    asked = f"{question} {_CONSENT} {about_the_name(report)}"
    return asked if report.is_consent_asked else question


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
    if report.mode is Mode.ANONYMOUS:
        return "It was changed. You can say whether it has helped where your code opens this."
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
    known, readers = labels.MODES[report.mode][0], labels.readers(report)
    title = blocks.paragraph(
        blocks.bold(labels.title(report)),
        blocks.words(f" \N{EN DASH} {known.lower()}, for: {readers.lower()}"),
    )
    quote = [blocks.quote(words)] if words else []
    trap = [part_of(own.trap)] if own.trap else []
    able = list(buttons(report))
    return [
        blocks.rich_text(title, *quote, *trap),
        blocks.section(standing(own, today)),
        *([blocks.actions(*able, block=row_id(report.id))] if able else []),
    ]


def rows(shown: tuple[Own, ...], left: int, today: date, *, elsewhere: str = "") -> list[Block]:
    """The list of one's own reports; `left` is how many more there are.

    `elsewhere` is a sentence that says where to find them.
    """
    listed = [block for own in shown for block in (*row(own, today), blocks.divider())]
    if left:
        listed.append(blocks.context(f"… and {left} more.{elsewhere}"))
    return listed


def mine(page: Page) -> View:
    """What `/goodcatch` opens: one's own reports, what is tried near, and how things are done."""
    shown = page.own[:_ROWS]
    left = page.more_own + len(page.own) - len(shown)
    begin = (NOTHING_YET, ways_in()) if page.belongs else (teamless(page),)
    return blocks.modal(
        "Your reports",
        [
            *(rows(shown, left, page.today) if shown else begin),
            *near(page),
            blocks.divider(),
            blocks.context(HELP),
        ],
        close="Done",
    )


def happening(own: Own, today: date) -> View:
    """The answer to *What's happening?*: where it stands, and all that was said so far."""
    report = own.report
    unnamed = "" if report.mode is Mode.NAMED else ", but not who you are"
    asked = f"Whoever has it can see that you asked{unnamed}."
    return blocks.modal(
        "What's happening?",
        [
            *where_it_stands(own, today),
            *([blocks.context(asked)] if report.asked else []),
            *all_of_it(report, today),
        ],
        close="Done",
    )


def where_it_stands(own: Own, today: date) -> tuple[Block, ...]:
    """The report's name and its standing, and those of its error trap, to begin a window."""
    title = blocks.section(f"*{labels.title(own.report)}*")
    return title, blocks.section(standing(own, today)), *_of_its_trap(own, today)


def _of_its_trap(own: Own, today: date) -> Iterator[Block]:
    if own.trap is not None:
        yield blocks.rich_text(part_of(own.trap))
        yield blocks.section(trap_standing(own.trap, today))
        yield from came_of_it(own.trap, today)


def all_of_it(report: VisibleReport, today: date) -> Iterator[Block]:
    """Who opened whose it is and masked words in it; the report, and all that was said so far."""
    yield from (_opened(event) for event in report.opened[-_OPENED_BLOCKS:])
    if report.masked:
        yield _masked(report.masked)
    yield blocks.divider()
    yield from origin(report)
    yield from drawn(parts_of(report))
    yield from story(report, today=today, room=_STORY_BLOCKS, own=True)


def _masked(event: Event) -> Block:
    who = mention(event.decider, first=True) if event.decider else "Somebody who decides"
    return blocks.section(f"*A few words in it were masked.* {who} saw {WHY_MASKED}")


def _opened(event: Event) -> Block:
    who = blocks.words("A learning lead")
    if event.decider:
        who = blocks.person(event.decider, first=True)
    reason = shortened(event.words, blocks.TEXT_CHARACTERS)
    return blocks.rich_text(
        blocks.paragraph(who, blocks.bold(" has opened who wrote this"), blocks.words(" because:")),
        *([blocks.quote(reason)] if reason else []),
    )
