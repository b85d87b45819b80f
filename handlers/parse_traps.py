"""Slack's payloads turned into typed requests: buttons and forms about error traps."""

import json
from datetime import date

from bot.domain.change import Strength
from bot.domain.ids import ReportId, TrapId, UserId
from bot.domain.taxonomy import Factor, Stage
from bot.services.redesigning import Planned, Redesigned
from bot.services.trap_ideas import Proposed
from bot.services.traps import Described
from bot.views.ids import Block
from handlers import parse_forms
from handlers.parse import Pressed
from handlers.reading import Inputs, Payload, name, reading, text

BEHIND = "behind"
"""Where a form's metadata says that it stands on the window of its trap."""


def trap_of(pressed: Pressed) -> TrapId:
    """The trap that a button is about."""
    with reading():
        return TrapId(name(pressed.value))


def page_of(pressed: Pressed) -> tuple[TrapId, int]:
    """Which trap a button draws anew, and from which of its reports on, counted from 0."""
    with reading():
        trap, _, first = pressed.value.partition(":")
        return TrapId(name(trap)), int(first)


def is_in_window(body: Payload) -> bool:
    """Whether a button was pressed in the window of a trap."""
    with reading():
        remembered = text((body.get("view") or {}).get("private_metadata"))
        return bool(remembered) and "trap" in json.loads(remembered)


def is_over_window(body: Payload) -> bool:
    """Whether a form was opened from the window of its trap."""
    with reading():
        return json.loads(body["view"]["private_metadata"]).get(BEHIND) is True


def proposed(body: Payload) -> Proposed:
    """The form in which somebody says that a report may be part of an error trap."""
    with reading():
        by = parse_forms.sent(body)
        given = Inputs(body["view"])
        return Proposed(by.user, _report(body), given.text(Block.NAME), by.key)


def described(body: Payload) -> Described:
    """The form that says what a trap is called, where it is and what makes it easy to slip."""
    with reading():
        by = parse_forms.sent(body)
        given = Inputs(body["view"])
        stage = given.chosen(Block.STAGE)
        return Described(
            user=by.user,
            trap=trap(body),
            name=given.text(Block.NAME),
            stage=Stage(stage) if stage else None,
            factors=tuple(Factor(value) for value in given.all_chosen(Block.FACTORS)),
            key=by.key,
        )


def planned(body: Payload) -> Planned:
    """The form that says what is to be changed."""
    with reading():
        by = parse_forms.sent(body)
        given = Inputs(body["view"])
        return Planned(
            user=by.user,
            trap=trap(body),
            words=given.text(Block.WORDS),
            strength=Strength(given.chosen(Block.STRENGTH)),
            by=date.fromisoformat(given.date(Block.UNTIL)),
            key=by.key,
        )


def redesigned(body: Payload) -> Redesigned:
    """The form that says what was changed."""
    with reading():
        by = parse_forms.sent(body)
        given = Inputs(body["view"])
        return Redesigned(
            user=by.user,
            trap=trap(body),
            words=given.text(Block.WORDS),
            strength=Strength(given.chosen(Block.STRENGTH)),
            key=by.key,
        )


def owner(body: Payload) -> UserId:
    """Whom a form names who is to take a trap on."""
    with reading():
        return UserId(name(Inputs(body["view"]).person(Block.OWNER)))


def chosen(body: Payload) -> TrapId:
    """The trap that was chosen from a form's list."""
    with reading():
        return TrapId(name(Inputs(body["view"]).chosen(Block.TRAP)))


def linked(body: Payload) -> tuple[TrapId, ReportId]:
    """The trap that was chosen for a report, and the report."""
    with reading():
        return chosen(body), _report(body)


def trap(body: Payload) -> TrapId:
    """The trap that a form is about."""
    with reading():
        return TrapId(name(json.loads(body["view"]["private_metadata"])["trap"]))


def _report(body: Payload) -> ReportId:
    return ReportId(name(json.loads(body["view"]["private_metadata"])["report"]))
