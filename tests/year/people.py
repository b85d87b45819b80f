"""Eighty people in six teams: who they are, when they work, and which days their teams are closed.

The calendars here are written out by hand, so that the bot's own are not checked against
themselves. Bank holidays are those of www.gov.uk/bank-holidays for the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.team import Team
from bot.services.menu import Services
from bot.services.settings import Changes
from sandbox.channels import Channel
from sandbox.members import Member
from sandbox.workspace import Workspace

LONDON = ZoneInfo("Europe/London")

YEAR = 2027
"""Good Friday and the night of the clocks fall on the same weekend."""

_ENGLAND = frozenset(
    date(YEAR, month, day)
    for month, day in ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28))
)
_SCOTLAND = frozenset(
    date(YEAR, month, day)
    for month, day in (
        (1, 1), (1, 4), (3, 26), (5, 3), (5, 31), (8, 2), (11, 30), (12, 27), (12, 28),
    )
)  # fmt: skip
HOLIDAYS = {Nation.ENGLAND: _ENGLAND, Nation.SCOTLAND: _SCOTLAND}

_WEEKDAYS = frozenset(range(5))
_SIZE = 13
"""People in a team's channel, its managers and its deputy among them."""


@dataclass(frozen=True)
class Crew:
    """One team: its people by number, and the days it does not work."""

    name: str
    nation: Nation = Nation.ENGLAND
    managers: int = 1
    closures: frozenset[date] = frozenset()

    @property
    def channel(self) -> str:
        return f"C0{self.name.upper()}"

    def person(self, number: int) -> str:
        return f"U0{self.name.upper()}{number:02}"

    @property
    def everybody(self) -> tuple[str, ...]:
        return tuple(self.person(number) for number in range(_SIZE))

    @property
    def led_by(self) -> tuple[str, ...]:
        return self.everybody[: self.managers]

    @property
    def deputy(self) -> str:
        return self.everybody[self.managers]

    @property
    def practitioners(self) -> tuple[str, ...]:
        return self.everybody[self.managers + 1 :]

    def is_working(self, day: date) -> bool:
        open_then = day not in self.closures and day not in HOLIDAYS[self.nation]
        return open_then and day.weekday() in _WEEKDAYS


def _days(first: date, last: date) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


def _off(first: tuple[int, int], last: tuple[int, int]) -> tuple[date, date]:
    return date(YEAR, *first), date(YEAR, *last)


CREWS = (
    Crew("Ashdown", managers=2),
    Crew("Birch", closures=_days(date(YEAR, 3, 30), date(YEAR, 4, 1))),
    Crew("Calder", Nation.SCOTLAND),
    Crew("Dunmore", Nation.SCOTLAND, closures=_days(date(YEAR, 4, 6), date(YEAR, 4, 6))),
    Crew("Elmfield", closures=_days(date(YEAR, 12, 24), date(YEAR, 12, 31))),
    Crew("Foxhill", managers=2, closures=_days(date(YEAR, 7, 9), date(YEAR, 7, 9))),
)
LEAD, ADMINISTRATOR = "U0LEAD", "U0ADMIN"

LEAVER = CREWS[4].led_by[0]
"""The manager whose account is deactivated in spring, …"""
LEAVES_ON = date(YEAR, 3, 17)
SUCCESSOR = CREWS[4].practitioners[0]
"""… and who is named in their place, on a day some weeks later."""
NAMED_ON = date(YEAR, 4, 7)

PART_TIME = {
    CREWS[1].led_by[0]: frozenset({0, 1, 2}),
    CREWS[3].led_by[0]: frozenset({1, 3, 4}),
    CREWS[5].led_by[1]: frozenset({0, 4}),
}
ABROAD = {CREWS[0].led_by[1]: ZoneInfo("Europe/Paris")}
"""Who lives by another clock than their team's."""

LEAVE = {
    CREWS[0].led_by[0]: (_off((2, 15), (2, 19)), _off((8, 2), (8, 20))),
    CREWS[1].led_by[0]: (_off((4, 12), (4, 23)), _off((10, 25), (11, 5))),
    CREWS[2].led_by[0]: (_off((3, 24), (4, 2)), _off((7, 5), (7, 23))),
    CREWS[2].deputy: (_off((3, 30), (4, 1)), _off((7, 12), (7, 16))),
    CREWS[5].led_by[0]: (_off((5, 4), (5, 14)), _off((9, 6), (9, 17))),
}
"""First and last days away; once manager and deputy of a team are away together."""


def all_people() -> Iterator[Member]:
    """Every member there is, eighty of them."""
    for crew in CREWS:
        for number, user in enumerate(crew.everybody):
            guest = number == _SIZE - 1
            yield Member(
                user,
                f"{crew.name.lower()}{number}",
                f"Person {number} of {crew.name}",
                is_restricted=guest,
                is_ultra_restricted=guest,
            )
    yield Member(LEAD, "lead", "The learning lead")
    yield Member(ADMINISTRATOR, "admin", "The administrator", is_admin=True)


def move_in(workspace: Workspace) -> None:
    """Put everybody and their channels into a workspace that has not been opened yet."""
    state = workspace.world.state
    created = int(workspace.now.timestamp())
    for member in all_people():
        state.members[member.id] = member
        direct = f"D{member.id[1:]}"
        state.channels[direct] = Channel(
            direct, "", "im", members=(member.id, state.bot), created=created
        )
    for crew in CREWS:
        members = (*crew.everybody, LEAD, state.bot)
        state.channels[crew.channel] = Channel(
            crew.channel, crew.name.lower(), members=members, created=created
        )


async def set_up(services: Services) -> None:
    """Set the teams and their people's habits up, as an operator and as they would."""
    await services.settings.change_service(
        Changes(learning_leads=(UserId(LEAD),), duty_contact="the duty desk")
    )
    for crew in CREWS:
        await services.settings.save_team(team_of(crew, crew.led_by))
    for user in (*PART_TIME, *ABROAD):
        await services.absences.keep_days(
            UserId(user),
            digest_at=time(8, 45),
            weekdays=PART_TIME.get(user, _WEEKDAYS),
            timezone=ABROAD.get(user),
        )


def team_of(crew: Crew, managers: tuple[str, ...]) -> Team:
    """The team's settings with these managers."""
    return Team(
        id=TeamId(""),
        channel=ChannelId(crew.channel),
        name=crew.name,
        timezone=LONDON,
        nation=crew.nation,
        managers=tuple(map(UserId, managers)),
        deputies=(UserId(crew.deputy),),
        closures=crew.closures,
    )


def crew_of(user: str) -> Crew | None:
    """The team somebody belongs to; None for those who belong to the service."""
    return next((crew for crew in CREWS if user in crew.everybody), None)


def may_decide(user: str) -> bool:
    """Whether somebody may ever be asked for an answer."""
    leading = {*LEAVE, LEAD, SUCCESSOR}
    return user in leading or any(user in (*crew.led_by, crew.deputy) for crew in CREWS)


def clock_of(user: str) -> ZoneInfo:
    """The zone by whose clocks somebody lives."""
    return ABROAD.get(user, LONDON)


def is_away(user: str, day: date) -> bool:
    return any(first <= day <= last for first, last in LEAVE.get(user, ()))


def is_at_work(user: str, day: date) -> bool:
    """Whether this is a working day of somebody and of a team of theirs."""
    crew = crew_of(user)
    teams = CREWS if crew is None else (crew,)
    own = day.weekday() in PART_TIME.get(user, _WEEKDAYS)
    return own and not is_away(user, day) and any(team.is_working(day) for team in teams)


def local(user: str, moment: datetime) -> datetime:
    """A moment as the clocks around somebody show it."""
    return moment.astimezone(clock_of(user))
