"""Slack's payloads turned into typed requests: the forms that people send."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import allowed_names
from bot.domain.calendar import Nation
from bot.domain.change import Strength
from bot.domain.claims import Claim
from bot.domain.errors import WrongEntry
from bot.domain.events import Reply
from bot.domain.form import Submission
from bot.domain.ids import ChannelId, ReportId, TeamId, UserId
from bot.domain.pulse import Word
from bot.domain.reactions import ON_CARDS, read_mapping
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.domain.team import Team
from bot.domain.working_days import read_closures
from bot.domain.zones import zone_named
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.own import Edit
from bot.services.publishing import Release
from bot.services.pulse import Given
from bot.views.gentle import ASKED
from bot.views.ids import Block, emoji_field
from bot.views.known_as import SHOW_NOW
from bot.views.look_again import CHECKED
from bot.views.receipt import KEPT
from bot.views.report_form import KEEP_THE_LINK
from handlers.parse import Surface, code_in
from handlers.reading import Inputs, Payload, name, reading, text


@dataclass(frozen=True)
class Sent:
    """What every form that was sent has: who sent it, from where it was opened, and its key.

    `key` is the same when Slack sends the form again.
    """

    user: UserId
    surface: Surface
    key: str
    window: str
    """The window at the bottom, on top of which the form may have been opened."""
    code: Code | None = None
    """Of the receipt by which the person came back to a report, where they did."""
    is_checked: bool = False
    """Whether they have been shown what may be names in it."""

    @property
    def claim(self) -> Claim:
        """By what the report is theirs, if it is: the code they came with, or else who they are."""
        return self.code or self.user


@dataclass(frozen=True)
class Added:
    """What somebody adds to their own report, or replies to a *not now*."""

    report: ReportId
    words: str


@dataclass(frozen=True)
class Mornings:
    """How somebody wants their mornings."""

    digest_at: time
    weekdays: frozenset[int]
    timezone: ZoneInfo | None


def sent(body: Payload) -> Sent:
    """Who sent a form, and from where (reference/interaction-payloads/view_submission-payload)."""
    with reading():
        view = body["view"]
        metadata = _metadata(view)
        return Sent(
            user=UserId(name(body["user"]["id"])),
            surface=Surface(metadata.get("from") or Surface.MESSAGE),
            key=f"view:{name(view['id'])}",
            window=text(view.get("root_view_id")),
            code=code_in(view),
            is_checked=metadata.get(CHECKED) is True,
        )


def submission(body: Payload) -> Submission:
    """The report form as it came back."""
    with reading():
        view = body["view"]
        metadata = _metadata(view)
        given = Inputs(view)
        return Submission(
            user=UserId(name(body["user"]["id"])),
            code=Code.parse(metadata["code"]),
            kind=Kind(metadata["kind"]),
            team=TeamId(name(metadata["team"] or given.chosen(Block.TEAM))),
            mode=Mode(given.chosen(Block.MODE)),
            audience=Audience(given.chosen(Block.AUDIENCE)),
            words=_words(given),
            revision=int(metadata["revision"]),
            about=text(metadata.get("about")),
            source=_source(metadata, given),
            left_out=tuple(map(UserId, given.people(Block.LEFT_OUT))),
            urgent=SHOW_NOW in given.all_chosen(Block.URGENT),
            warned=metadata.get("warned") is True,
            checked=metadata.get("checked") is True,
        )


def _source(metadata: Mapping[str, Any], given: Inputs) -> str:
    """The address of the message it was made from, where that is to be kept with it."""
    source = text(metadata.get("source"))
    return source if KEEP_THE_LINK in given.all_chosen(Block.LINK) else ""


def is_code_kept(body: Payload) -> bool:
    """Whether the box was ticked that says so, under the receipt of a report without a name."""
    with reading():
        return KEPT in Inputs(body["view"]).all_chosen(Block.KEPT)


def code(body: Payload) -> str:
    """What was typed as the code of a receipt."""
    with reading():
        return Inputs(body["view"]).text(Block.CODE)


def edit(body: Payload) -> Edit:
    """The words of a report as its reporter wants them now."""
    with reading():
        view = body["view"]
        metadata = _metadata(view)
        by = sent(body)
        return Edit(
            who=by.claim,
            report=ReportId(name(metadata["report"])),
            words=_words(Inputs(view)),
            revision=int(metadata["revision"]),
            key=f"{by.key}:{int(metadata['revision'])}",
        )


def added(body: Payload) -> Added:
    """The one input of the forms that add something or open a report again."""
    with reading():
        view = body["view"]
        report = ReportId(name(_metadata(view)["report"]))
        return Added(report, Inputs(view).text(Block.WORDS))


def reply(body: Payload) -> Said:
    """The form for a reply as it came back."""
    with reading():
        view = body["view"]
        metadata = _metadata(view)
        given = Inputs(view)
        until, doer = given.date(Block.UNTIL), given.person(Block.DOER)
        by = sent(body)
        return Said(
            user=by.user,
            report=ReportId(name(metadata["report"])),
            reply=Reply(metadata["reply"]),
            words=given.text(Block.WORDS),
            until=date.fromisoformat(until) if until else None,
            key=by.key,
            doer=UserId(name(doer)) if doer else None,
        )


def altered(body: Payload) -> Altered:
    """What somebody says was changed."""
    with reading():
        view = body["view"]
        given = Inputs(view)
        by = sent(body)
        return Altered(
            user=by.user,
            report=ReportId(name(_metadata(view)["report"])),
            words=given.text(Block.WORDS),
            strength=Strength(given.chosen(Block.STRENGTH)),
            key=by.key,
        )


def is_asked(body: Payload) -> bool:
    """Whether a form has come back once with a gentle question under its words."""
    with reading():
        return _metadata(body["view"]).get(ASKED) is True


def pulse(body: Payload) -> Given:
    """What a reporter answers to the two questions at the end."""
    with reading():
        view = body["view"]
        inputs = Inputs(view)
        return Given(
            who=sent(body).claim,
            report=ReportId(name(_metadata(view)["report"])),
            respected=Word(inputs.chosen(Block.RESPECTED)),
            again=Word(inputs.chosen(Block.AGAIN)),
        )


def release(body: Payload) -> Release:
    """A story to be let out, under the title that somebody has given it."""
    by, given = sent(body), added(body)
    return Release(by.user, given.report, given.words, by.key)


def away_until(body: Payload) -> date:
    """The last day somebody is away."""
    with reading():
        return date.fromisoformat(Inputs(body["view"]).date(Block.UNTIL))


def mornings(body: Payload) -> Mornings:
    """How somebody wants their mornings.

    Raises:
        WrongEntry: the time zone is none, or no day was chosen.
    """
    with reading():
        given = Inputs(body["view"])
        zone = given.text(Block.TIMEZONE).strip()
        return Mornings(
            digest_at=time.fromisoformat(given.time(Block.DIGEST_AT)),
            weekdays=_weekdays(given),
            timezone=_zone(zone) if zone else None,
        )


def team(body: Payload) -> Team:
    """A team as the form that sets it up has it; its id is left empty.

    Raises:
        WrongEntry: something was typed that cannot be read; it says under which input.
    """
    with reading():
        view = body["view"]
        given = Inputs(view)
        found = Team(
            id=TeamId(""),
            channel=ChannelId(name(_metadata(view)["channel"])),
            name=" ".join(given.text(Block.NAME).split()),
            timezone=_zone(given.text(Block.TIMEZONE).strip()),
            nation=Nation(given.chosen(Block.NATION)),
            managers=tuple(map(UserId, given.people(Block.MANAGERS))),
            deputies=tuple(map(UserId, given.people(Block.DEPUTIES))),
            digest_at=time.fromisoformat(given.time(Block.DIGEST_AT)),
            thanks_days=int(given.chosen(Block.THANKS_DAYS)),
            answer_days=int(given.chosen(Block.ANSWER_DAYS)),
            guests_allowed=bool(given.all_chosen(Block.GUESTS)),
            duty_contact=" ".join(given.text(Block.DUTY).split()),
            weekdays=_weekdays(given),
            closures=_closures(given),
            nudges_from=time.fromisoformat(given.time(Block.NUDGES_FROM)),
            nudges_until=time.fromisoformat(given.time(Block.NUDGES_UNTIL)),
            reactions=_reactions(given),
            allowed_names=allowed_names.read(given.text(Block.ALLOWED_NAMES).lower()),
        )
        _check(found)
        return found


def inputs(body: Payload) -> list[str]:
    """The ids of a sent form's inputs, in order; empty where it is no form, or none is read."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    if body.get("type") != "view_submission" or not isinstance(blocks, list):
        return []
    found = [block for block in blocks if isinstance(block, Mapping)]
    return [str(block.get("block_id")) for block in found if block.get("type") == "input"]


def _metadata(view: Payload) -> dict[str, Any]:
    found = json.loads(view["private_metadata"])
    if not isinstance(found, dict):
        raise TypeError
    return found


def _words(given: Inputs) -> Words:
    stage, wish = given.chosen(Block.STAGE), given.chosen(Block.WISH)
    return Words(
        what=given.text(Block.WHAT),
        more=given.text(Block.MORE),
        caught=given.text(Block.CAUGHT),
        idea=given.text(Block.IDEA),
        helps=given.text(Block.HELPS),
        stage=Stage(stage) if stage else None,
        factors=tuple(Factor(value) for value in given.all_chosen(Block.FACTORS)),
        wish=Wish(wish) if wish else None,
    )


def _check(team: Team) -> None:
    """What each input allows by itself may not go together."""
    wrong = (
        (not team.name, "Please give the team a name", Block.NAME),
        (not team.managers, "Please choose at least one manager", Block.MANAGERS),
        (
            team.answer_days < team.thanks_days,
            "An answer is promised no sooner than a thank-you",
            Block.ANSWER_DAYS,
        ),
        (
            team.nudges_until <= team.nudges_from,
            "Please choose a time later than the one above",
            Block.NUDGES_UNTIL,
        ),
    )
    for is_wrong, problem, field in wrong:
        if is_wrong:
            raise WrongEntry(problem=problem, field=field)


def _zone(typed: str) -> ZoneInfo:
    zone = zone_named(typed)
    if zone is None:
        problem = "Please write the time zone as Europe/London"
        raise WrongEntry(problem=problem, field=Block.TIMEZONE)
    return zone


def _weekdays(given: Inputs) -> frozenset[int]:
    days = frozenset(int(day) for day in given.all_chosen(Block.WEEKDAYS))
    if not days:
        raise WrongEntry(problem="Please choose at least one day", field=Block.WEEKDAYS)
    return days


def _closures(given: Inputs) -> frozenset[date]:
    try:
        return read_closures(given.text(Block.CLOSURES))
    except ValueError as problem:
        raise WrongEntry(problem=str(problem).rstrip("."), field=Block.CLOSURES) from None


def _reactions(given: Inputs) -> Mapping[str, Reply]:
    fields: dict[Reply, str] = {}
    mapping: Mapping[str, Reply] = {}
    for reply in ON_CARDS.values():
        where = emoji_field(reply)
        fields[reply] = given.text(where)
        try:
            # One by one, so that what is wrong stands under the input that it was typed in.
            mapping = read_mapping(fields)
        except ValueError as problem:
            raise WrongEntry(problem=str(problem).rstrip("."), field=where) from None
    return mapping
