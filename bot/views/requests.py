"""What the host asks a learning lead's leave for, and what that question turns into."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.domain.events import ERASED
from bot.domain.ids import UserId
from bot.domain.privacy import VisibleReport
from bot.domain.requests import LAPSES_AFTER, Request, RequestKind, RequestState, Wanted
from bot.views import blocks, labels
from bot.views.blocks import Block, Message
from bot.views.ids import Action
from bot.views.roles import audit_digest
from bot.views.text import mention, on_day, together

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
        "The file holds every report that you may read, with its words, its answers and its "
        "thread. *Those that somebody was left out of, such as a manager, are in it too:* please "
        "ask who will read it, so that it does not reach them. What you were left out of yourself "
        "is not in it, nor who wrote a confidential one."
    ),
}

_WHY: Final = (
    "You are asked because whoever runs the machine is not to read or remove people's words on "
    "their own. Nothing happens until a learning lead says so. The first word counts, and it is "
    "written down who gave it."
)

_NO_REASON: Final = (
    "*The host has given no reason.* Please ask for one before you confirm; it can be put behind "
    "the command with `--reason`."
)

_LEAVES_OUT: Final = (
    "*Whoever wrote it has left somebody out of it.* Please make sure that this is not a way of "
    "getting rid of what somebody would rather not have said."
)

_OWN: Final = (
    "Another learning lead looks at this one: it is about you, or you have been a learning lead "
    "for less than a week. You are only told."
)


def asked(request: Request, *, may_decide: bool, leaves_out: bool = False) -> Message:
    """The question, with buttons for whoever may decide; `request.wanted` is known still.

    `leaves_out` says that whoever wrote the report it is about has left somebody out.
    """
    wants = f"*The host wants to {_deed(request)}.*"
    closing = f"Nobody has to hurry: it lapses by itself after {LAPSES_AFTER.days} days."
    return Message(
        text=_TEXT,
        blocks=(
            blocks.section(wants),
            *_reason(request),
            blocks.section(_MEANING[request.kind]),
            *([blocks.section(_LEAVES_OUT)] if leaves_out else []),
            blocks.section(_WHY),
            *_buttons(request, may_decide=may_decide),
            blocks.context(closing),
        ),
    )


def _reason(request: Request) -> Iterator[Block]:
    """Why, in the host's words, which may hold anything: so they are shown as they stand."""
    reason = request.wanted.reason if request.wanted else ""
    if not reason:
        yield blocks.section(_NO_REASON)
        return
    said = (blocks.bold("The reason the host gives: "), blocks.words(reason))
    yield blocks.rich_text(blocks.paragraph(*said))


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


def settled(request: Request, *, today: date, head: str = "") -> Message:
    """What the question turns into once it is decided, carried out or lapsed.

    Once it is done with it names nobody any more. `head` is the audit's last digest, if any.
    """
    said = f"The host asked to {_deed(request)}."
    return Message(
        text=_TEXT,
        blocks=(
            blocks.section(said),
            blocks.context(_outcome(request, today)),
            *audit_digest(head),
        ),
    )


def about_you(request: Request, leads: Sequence[UserId]) -> Message:
    """Tells somebody what the host does with what is kept about them, or asks leave to do."""
    whom = together(leads) if leads else "your learning lead"
    if request.kind is RequestKind.ERASE_PERSON:
        return Message(
            text="Somebody asks to erase what is kept about you",
            blocks=(blocks.section(_TO_BE_ERASED), blocks.section(_SPEAK_TO.format(whom=whom))),
        )
    said = _HANDED_OUT.format(by=_by(request))
    return Message(
        text="What is kept about you has been written down",
        blocks=(blocks.section(said), blocks.section(_SPEAK_TO.format(whom=whom))),
    )


_TO_BE_ERASED: Final = (
    "*Whoever runs Good Catch asks leave to erase what is kept about you.* A learning lead looks "
    "at it first. If you have asked for that, there is nothing to do."
)

_HANDED_OUT: Final = (
    "*What Good Catch keeps about you is being written to a file*, with what you wrote in "
    "confidence. Confirmed by {by}. If you have asked for that, there is nothing to do: you are "
    "given the file."
)

_SPEAK_TO: Final = (
    "If you have not, please speak to {whom}, or to whoever looks after data protection in your "
    "service. It is written down that this was asked for, so it can be looked into."
)


def erasing(report: VisibleReport, confirmed_by: UserId | None) -> Message:
    """Tells whoever wrote a report that it goes, while it is still known whom to tell."""
    named = labels.named(report)
    by = f" {mention(confirmed_by, first=True)} has agreed to it." if confirmed_by else ""
    return Message(
        text=f"Your {named} is to be erased",
        blocks=(
            blocks.section(
                f"*Your {named} is being erased for good*, with its answers and its thread.{by} "
                "It is not a judgement on what you wrote."
            ),
            blocks.context("You can ask why, and you can tell of it again whenever you like."),
        ),
    )


def _outcome(request: Request, today: date) -> str:
    if request.state is RequestState.BEGUN and request.decided_at is not None:
        when = on_day(request.decided_at.date(), today)
        return f"Confirmed by {_by(request)} {when}. The file is being written, or was begun."
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
