"""What the host asks a learning lead's leave for, and what that question turns into."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.domain.events import ERASED
from bot.domain.ids import UserId
from bot.domain.requests import LAPSES_AFTER, Request, RequestKind, RequestState, Wanted
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.text import mention, on_day

_TEXT: Final = "Good Catch needs your word"

_MEANING: Final = {
    RequestKind.SUBJECT_ACCESS: (
        "Somebody may ask what is kept about them, and is to have it. The file holds what they "
        "wrote, in confidence too, and what was said to them. Please check that it is they who "
        "have asked. Other people's ids are taken out of it."
    ),
    RequestKind.ERASE_PERSON: (
        "Somebody may ask to be forgotten. What they have written in threads goes, and whatever "
        "says who they are. It cannot be undone."
    ),
    RequestKind.ERASE_REPORT: (
        "The report goes for good, with its answers, its thread and everything that hangs on it. "
        "It cannot be undone."
    ),
    RequestKind.EXPORT: (
        "The file holds every report with its words, its answers and its thread. Who wrote a "
        "confidential one is not in it."
    ),
}

_WHY: Final = (
    "You are asked because whoever runs the machine is not to read or remove people's words on "
    "their own. Nothing happens until a learning lead says so. The first word counts, and it is "
    "written down who gave it."
)

_OWN: Final = "This one is about you, so another learning lead looks at it. You are only told."


def asked(request: Request, *, may_decide: bool) -> Message:
    """The question, with buttons for whoever may decide; `request.wanted` is known still."""
    wants = f"*The host wants to {_deed(request)}.*"
    closing = f"Nobody has to hurry: it lapses by itself after {LAPSES_AFTER.days} days."
    return Message(
        text=_TEXT,
        blocks=(
            blocks.section(wants),
            blocks.section(_MEANING[request.kind]),
            blocks.section(_WHY),
            *_buttons(request, may_decide=may_decide),
            blocks.context(closing),
        ),
    )


def _buttons(request: Request, *, may_decide: bool) -> Iterator[Block]:
    if not may_decide:
        yield blocks.section(_OWN)
        return
    question = blocks.confirm(
        "Please look once more", "Shall the host go ahead?", yes="Yes, confirm", no="Not yet"
    )
    yield blocks.actions(
        blocks.button("Confirm", Action.REQUEST_CONFIRM, request.id, confirm=question),
        blocks.button("Refuse", Action.REQUEST_REFUSE, request.id),
    )


def settled(request: Request, *, today: date) -> Message:
    """What the question turns into once it is decided, carried out or lapsed.

    Once it is done with it names nobody any more.
    """
    said = f"The host asked to {_deed(request)}."
    return Message(
        text=_TEXT,
        blocks=(blocks.section(said), blocks.context(_outcome(request, today))),
    )


def _outcome(request: Request, today: date) -> str:
    if request.state is RequestState.EXPIRED:
        return "It has lapsed: nobody decided, or nobody carried it out, within seven days."
    if request.state is RequestState.WAITING or request.decided_at is None:
        return "It waits for a learning lead."
    verb = "Refused" if request.state is RequestState.REFUSED else "Confirmed"
    when = on_day(request.decided_at.date(), today)
    carried_out = " It has been carried out." if request.state is RequestState.DONE else ""
    return f"{verb} by {_by(request)} {when}.{carried_out}"


def _by(request: Request) -> str:
    return mention(UserId(request.decided_by or ERASED))


def _deed(request: Request) -> str:
    if request.wanted is None:
        return _DEEDS_UNNAMED[request.kind]
    return _deed_named(request.wanted)


_DEEDS_UNNAMED: Final = {
    RequestKind.SUBJECT_ACCESS: "hand out what is kept about somebody",
    RequestKind.ERASE_PERSON: "erase somebody",
    RequestKind.ERASE_REPORT: "erase a report",
    RequestKind.EXPORT: "hand out all reports with their words",
}


def _deed_named(wanted: Wanted) -> str:
    match wanted.kind:
        case RequestKind.SUBJECT_ACCESS:
            return f"hand out what is kept about {mention(UserId(wanted.about))}"
        case RequestKind.ERASE_PERSON:
            theirs = "with all" if wanted.with_reports else "but not"
            return f"erase {mention(UserId(wanted.about))}, {theirs} the reports they wrote"
        case RequestKind.ERASE_REPORT:
            return f"erase {wanted.about}"
        case RequestKind.EXPORT:
            return _DEEDS_UNNAMED[wanted.kind]
