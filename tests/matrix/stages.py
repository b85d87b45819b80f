"""Reports brought to where they can stand, through the doors that people use."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.change import Strength, Verdict
from bot.domain.claims import Claim
from bot.domain.events import Reply
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import State
from bot.domain.report import Audience, Mode
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.publishing import Release
from tests.builders import AMINA, MOIRA, PRIYA, sent
from tests.services.forms import submit
from tests.services.relayed import FORTNIGHT
from tests.services.world import World, released_at

LEO = UserId("U0LEO")
"""A manager; left out of what only those who decide may read."""
ZOE = UserId("U0ZOE")
"""A manager who has done her part: she said that the change has helped."""
NIA = UserId("U0NIA")
"""Asked to try something, where the whole team can read of it."""
WHAT = "The kestrel form went to the wrong team"
"""What every report here says."""


class Stage(Enum):
    """Where a report stands, and after which answer."""

    NEW = (State.NEW, None)
    THANKED = (State.SEEN, None)
    GOING_AHEAD = (State.ANSWERED, Reply.GO_AHEAD)
    PUT_OFF = (State.ANSWERED, Reply.NOT_NOW)
    CHANGED = (State.CHANGED, Reply.GO_AHEAD)
    AGREED = (State.CHANGED, Reply.GO_AHEAD, True)
    CHECKED = (State.CHECKED, Reply.GO_AHEAD)
    PUBLISHED = (State.CHECKED, Reply.GO_AHEAD, True, True)
    WITHDRAWN = (State.WITHDRAWN, None)

    def __init__(
        self,
        state: State,
        reply: Reply | None,
        is_agreed: bool = False,  # noqa: FBT001, FBT002 - a member of an enum has no names for them
        is_published: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.state = state
        self.reply = reply
        self.is_agreed = is_agreed
        """Whether the reporter has said yes to sharing it beyond the team."""
        self.is_published = is_published
        """Whether everybody in the service can read it."""

    @property
    def is_consent_asked(self) -> bool:
        """Whether the reporter has been asked that, once somebody had looked at it."""
        return self is not Stage.NEW

    def can_be(self, audience: Audience) -> bool:
        """Whether a report for these readers can stand there: only what a team reads leaves it."""
        return audience is Audience.TEAM or not self.is_published


@dataclass(frozen=True)
class Filed:
    """Priya's report, and by what she shows that it is hers."""

    id: ReportId
    claim: Claim


async def filed(world: World, mode: Mode, audience: Audience, stage: Stage) -> Filed:
    """A report that stands there, when all that was done to it shows."""
    one = await new(world, mode, audience)
    services, id = world.services, one.id
    if stage.is_consent_asked:
        await services.asking.ask_consent(AMINA, id)
    if stage is Stage.THANKED:
        await world.say(AMINA, id, Reply.THANK_YOU)
    if stage.reply is not None:
        doer = NIA if stage.reply is Reply.GO_AHEAD and audience is Audience.TEAM else None
        said = Said(AMINA, id, stage.reply, "Because we can", None, f"answer:{id}", doer)
        await services.answers.say(said)
    if stage.state in {State.CHANGED, State.CHECKED}:
        altered = Altered(AMINA, id, "A checklist by the door", Strength.REMIND, f"change:{id}")
        await services.changes.record(altered)
    if stage.state is State.CHECKED:
        await services.changes.say(ZOE, id, Verdict.YES)
    if stage.is_agreed:
        await services.own.consent(one.claim, id, yes=True)
        world.clock.move(days=FORTNIGHT)
    if stage.is_published:
        given = Release(MOIRA, id, "Two addresses", f"publish:{id}")
        await services.publishing.publish(given, is_asked=True)
    if stage is Stage.WITHDRAWN:
        await services.own.withdraw(one.claim, id)
    world.clock.move(days=1)
    return one


async def new(world: World, mode: Mode, audience: Audience, *, what: str = WHAT) -> Filed:
    """A report that others can come upon."""
    world.people.authors = AUTHORS_NEEDED
    form = await world.form()
    left_out = (LEO,) if audience is Audience.DECIDERS else ()
    given = sent(form, what=what, mode=mode, audience=audience)
    receipt = await submit(world, replace(given, left_out=left_out, checked=True))
    id = await world.id_of(receipt.reference)
    world.clock.moment = await released_at(world, id) + timedelta(minutes=1)
    return Filed(id, form.code if mode is Mode.ANONYMOUS else PRIYA)
