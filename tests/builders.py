"""Things to test with: keyword builders whose defaults do not matter to the test."""

from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation
from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.form import Form, Submission
from bot.domain.ids import ChannelId, ReportId, TeamId, UserId
from bot.domain.promises import promise_for
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Report, Words
from bot.domain.team import Team
from tests.conftest import MONDAY

WHO_IS_KNOWN = [mode for mode in Mode if mode is not Mode.ANONYMOUS]
"""The modes in which it is kept who the reporter is."""

CHANNEL = ChannelId("C0RIVERSIDE")
AMINA = UserId("U0AMINA")
"""A manager."""
DAN = UserId("U0DAN")
"""A deputy."""
MOIRA = UserId("U0MOIRA")
"""A learning lead."""
PRIYA = UserId("U0PRIYA")
"""A practitioner."""


def a_team(
    *,
    id: str = "",
    channel: ChannelId = CHANNEL,
    name: str = "Riverside",
    managers: tuple[UserId, ...] = (AMINA,),
    deputies: tuple[UserId, ...] = (DAN,),
    learning_leads: tuple[UserId, ...] = (),
    zone: str = "Europe/London",
    digest_at: time = time(8, 45),
    guests_allowed: bool = True,
) -> Team:
    return Team(
        id=TeamId(id or uuid4().hex),
        channel=channel,
        name=name,
        timezone=ZoneInfo(zone),
        nation=Nation.ENGLAND,
        managers=managers,
        deputies=deputies,
        learning_leads=learning_leads,
        digest_at=digest_at,
        guests_allowed=guests_allowed,
    )


_given: set[str] = set()


def a_reference(kind: Kind) -> str:
    """A reference that no other report of this run has; storage would refuse it twice."""
    while (reference := Code.fresh(kind.prefix).reference) in _given:
        pass
    _given.add(reference)
    return reference


def a_report(
    *,
    team: Team | None = None,
    kind: Kind = Kind.NEAR_MISS,
    mode: Mode = Mode.CONFIDENTIAL,
    audience: Audience = Audience.TEAM,
    what: str = "The form went to the wrong team",
    events: tuple[Event, ...] = (),
    reporter: UserId | None = None,
    filed_on: date = date(2026, 11, 23),
    released_at: datetime = MONDAY,
) -> Report:
    owner = team or a_team()
    return Report(
        id=ReportId(uuid4().hex),
        reference=a_reference(kind),
        kind=kind,
        mode=mode,
        audience=audience,
        team=owner.id,
        words=Words(what=what),
        filed_on=filed_on,
        released_at=released_at,
        promise=promise_for(owner, filed_on),
        events=(Event(EventKind.FILED, MONDAY, REPORTER), *events),
        named_reporter=reporter if mode is Mode.NAMED else None,
    )


def sent(
    form: Form,
    *,
    user: UserId = PRIYA,
    what: str = "The form went to the wrong team",
    mode: Mode | None = None,
    audience: Audience = Audience.TEAM,
) -> Submission:
    """The form as it comes back with something written in it."""
    return Submission(
        user=user,
        code=form.code,
        kind=form.kind,
        team=form.teams[0].id,
        mode=mode or form.mode,
        audience=audience,
        words=Words(what=what),
        revision=form.revision,
    )
