"""The people and channels a fresh workspace begins with: a children's services team."""

from dataclasses import asdict, dataclass

from sandbox.channels import Channel
from sandbox.members import SLACKBOT, Member
from sandbox.shapes import JsonObject
from sandbox.state import State

AMINA = "U0RCSAMINA"
DAN = "U0RCSDAN01"
PRIYA = "U0RCSPRIYA"
TOM = "U0RCSTOM01"
GRACE = "U0RCSGRACE"
MOIRA = "U0RCSMOIRA"
SAM = "U0RCSSAM01"
BETH = "U0RCSBETH1"
HELEN = "U0RCSHELEN"
JOSEPH = "U0RCSJOSEF"

RIVERSIDE = "C0RIVERSID1"
HILLSIDE = "C0HILLSIDE1"
EVERYONE = "C0EVERYONE1"

CAST = (
    Member(AMINA, "amina", "Amina Yusuf", "Team manager, Riverside", in_cast=True),
    Member(DAN, "dan", "Dan Whitfield", "Assistant team manager, Riverside", in_cast=True),
    Member(PRIYA, "priya", "Priya Nair", "Social worker, Riverside", in_cast=True),
    Member(TOM, "tom", "Tom Okafor", "Newly qualified social worker, Riverside", in_cast=True),
    Member(GRACE, "grace", "Grace Lewis", "Family support worker, Riverside", in_cast=True),
    Member(MOIRA, "moira", "Moira Kelly", "Principal social worker", in_cast=True),
    Member(
        SAM,
        "sam",
        "Sam Adeyemi",
        "Agency social worker, Riverside",
        is_restricted=True,
        is_ultra_restricted=True,
        in_cast=True,
    ),
    Member(BETH, "beth", "Beth Carter", "Workspace administrator", is_admin=True, in_cast=True),
)
"""Whom the demo page offers to act as."""

BACKGROUND = (
    Member(HELEN, "helen", "Helen Marsh", "Team manager, Hillside"),
    Member(JOSEPH, "joseph", "Joseph Banda", "Assistant team manager, Hillside"),
    Member("U0RCSNIAMH", "niamh", "Niamh Doyle", "Social worker, Riverside"),
    Member("U0RCSKOFI1", "kofi", "Kofi Mensah", "Social worker, Riverside"),
    Member("U0RCSRUTH1", "ruth", "Ruth Ellison", "Senior social worker, Riverside"),
    Member("U0RCSYASM1", "yasmin", "Yasmin Rahman", "Social worker, Riverside"),
    Member("U0RCSOWEN1", "owen", "Owen Pritchard", "Social worker, Hillside"),
    Member("U0RCSLENA1", "lena", "Lena Fischer", "Social worker, Hillside"),
    Member("U0RCSMARC1", "marcus", "Marcus Grant", "Family support worker, Hillside"),
    Member("U0RCSIFEO1", "ife", "Ife Obi", "Business support"),
)
"""Colleagues who make the teams realistic."""

_RIVERSIDE_TEAM = (
    AMINA,
    DAN,
    PRIYA,
    TOM,
    GRACE,
    SAM,
    "U0RCSNIAMH",
    "U0RCSKOFI1",
    "U0RCSRUTH1",
    "U0RCSYASM1",
)
_HILLSIDE_TEAM = (HELEN, JOSEPH, "U0RCSOWEN1", "U0RCSLENA1", "U0RCSMARC1")


@dataclass(frozen=True)
class DemoTeam:
    """What a bot needs to know to set a team up: Slack ids, and the team's name in words."""

    channel: str
    name: str
    managers: tuple[str, ...]
    deputies: tuple[str, ...]
    learning_lead: str

    def to_json(self) -> JsonObject:
        return asdict(self) | {"managers": list(self.managers), "deputies": list(self.deputies)}


DEMO_TEAMS = (
    DemoTeam(RIVERSIDE, "Riverside", (AMINA,), (DAN,), MOIRA),
    DemoTeam(HILLSIDE, "Hillside", (HELEN,), (JOSEPH,), MOIRA),
)


def gather(state: State, created: int) -> None:
    """Fill an empty workspace with the cast and their channels; `created` is in epoch seconds."""
    bot = state.bot
    for member in (*CAST, *BACKGROUND):
        state.members[member.id] = member
    everyone = tuple(m.id for m in (*CAST, *BACKGROUND) if not m.is_guest)
    channels = (
        Channel(
            RIVERSIDE,
            "riverside",
            topic="Riverside team: day to day",
            members=(*_RIVERSIDE_TEAM, MOIRA, bot),
            created=created,
        ),
        Channel(
            HILLSIDE,
            "hillside",
            topic="Hillside team: day to day",
            members=(*_HILLSIDE_TEAM, MOIRA, bot),
            created=created,
        ),
        Channel(
            EVERYONE,
            "everyone",
            topic="News for the whole service",
            members=everyone,
            created=created,
        ),
    )
    for channel in channels:
        state.channels[channel.id] = channel


def staff(state: State, bot_name: str) -> None:
    """Add Slackbot and the app's own user, which every workspace has."""
    handle = "".join(letter for letter in bot_name.lower() if letter.isalnum()) or "app"
    state.members[SLACKBOT] = Member(SLACKBOT, "slackbot", "Slackbot", is_bot=True)
    state.members[state.bot] = Member(state.bot, handle, bot_name, is_bot=True)


def introduce(state: State, created: int) -> None:
    """Give everyone their direct messages with the app, under ids that stay the same."""
    for member in state.members.values():
        if not member.is_bot and state.dm(member.id, state.bot) is None:
            direct = Channel(
                f"D{member.id[1:]}", "", "im", members=(member.id, state.bot), created=created
            )
            state.channels[direct.id] = direct
