"""The form somebody fills in: what it starts with, and what comes back when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.anonymity import WhyNot
from bot.domain.ids import ReportId, TeamId, UserId
from bot.domain.likeness import Related
from bot.domain.personal_data import Identifier
from bot.domain.reference import Code
from bot.domain.report import Audience, Kind, Mode, Words


@dataclass(frozen=True)
class TeamChoice:
    """A team that the person may report to."""

    id: TeamId
    name: str


@dataclass(frozen=True)
class Form:
    """The near-miss or suggestion form, empty, pre-filled or handed back with masked words.

    `code` is the form's own and stays the same however often it is sent: it makes one report of
    a double press. `revision` grows each time the form is handed back, because Slack only shows
    the words put into an input whose block id is new; it is that of every input for words, so
    that none of them ever has an id again that it had before.
    `seen` says, by the name of a `Words` field, which identifiers were found in it.
    """

    kind: Kind
    code: Code
    teams: tuple[TeamChoice, ...]
    mode: Mode
    words: Words = field(default_factory=lambda: Words(what=""))
    audience: Audience = Audience.TEAM
    duty_contact: str = ""
    signposts: str = ""
    """Where else to turn; empty for the usual words."""
    why_not_anonymous: WhyNot | None = None
    """What stands in the way of leaving no name; None where that is offered."""
    left_out: tuple[UserId, ...] = ()
    """Who is not to be asked, nor to know of it."""
    urgent: bool = False
    """Whether an anonymous report is to show at once."""
    warned: bool = False
    """Whether the person has been told what that may give away."""
    revision: int = 0
    about: str = ""
    """For an idea about another report: the reference of that one."""
    source: str = ""
    """The address of the Slack message it is made from, if it is."""
    editing: ReportId | None = None
    """The report whose words are being changed; None for a new one."""
    seen: Mapping[str, tuple[Identifier, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Likely names of people, as they were written, by the name of the field."""
    checked: bool = False
    """Whether the person has been shown them: they are a reason to look again, no more."""


@dataclass(frozen=True)
class Submission:
    """A form as it came back, its words not yet looked at."""

    user: UserId
    code: Code
    kind: Kind
    team: TeamId
    mode: Mode
    audience: Audience
    words: Words
    revision: int = 0
    about: str = ""
    """For an idea about another report: the reference of that one."""
    source: str = ""
    """The address of the Slack message it was made from, if that is to be kept with it."""
    left_out: tuple[UserId, ...] = ()
    """Who is not to be asked, nor to know of it."""
    urgent: bool = False
    """Whether an anonymous report is to show at once."""
    warned: bool = False
    """Whether the person has been told what that may give away."""
    checked: bool = False
    """Whether the person has been shown what may be names."""

    @property
    def is_warning_due(self) -> bool:
        """Whether they have to be told first."""
        return self.mode is Mode.ANONYMOUS and self.urgent and not self.warned


@dataclass(frozen=True)
class Receipt:
    """What the reporter is told at once, inside the form.

    `answered_by` is who the answer rests with; empty where nobody is set up to answer.
    `characters_removed` says that invisible control characters were taken out of the words.
    """

    kind: Kind
    mode: Mode
    audience: Audience
    reference: str
    answered_by: tuple[UserId, ...]
    answer_by: date
    today: date
    appears_on: date
    """The day on which others can read it."""
    left_out: tuple[UserId, ...] = ()
    """Who is not asked, nor told of it."""
    code: Code | None = None
    """For whoever left no name: the only way back to the report."""
    characters_removed: bool = False
    related: tuple[Related, ...] = ()
    """What may have to do with it, as far as the person may read that."""
