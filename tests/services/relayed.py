"""Reports that have appeared, and what the bot says of them to people."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.anonymity import AUTHORS_NEEDED
from bot.domain.claims import Claim
from bot.domain.delivery import DeliveryKind
from bot.domain.ids import ReportId
from bot.domain.report import Audience, Mode
from bot.services.contents import Content
from tests.builders import PRIYA, sent
from tests.services.forms import submit
from tests.services.world import Sent, World, of_kind, released_at

FORTNIGHT = 15
"""By so many days later everything shows that a reporter has done, without a name too."""

NOT_NAMED = (Mode.CONFIDENTIAL, Mode.ANONYMOUS)


async def appeared(
    world: World,
    mode: Mode = Mode.CONFIDENTIAL,
    *,
    audience: Audience = Audience.TEAM,
    what: str = "The form went to the wrong team",
) -> ReportId:
    """Priya's report, which everybody can come upon, with its card where it has one."""
    id, _ = await appeared_with_claim(world, mode, audience=audience, what=what)
    return id


async def appeared_with_claim(
    world: World,
    mode: Mode = Mode.CONFIDENTIAL,
    *,
    audience: Audience = Audience.TEAM,
    what: str = "The form went to the wrong team",
) -> tuple[ReportId, Claim]:
    """The same, and by what Priya shows that it is hers."""
    await world.set_up()
    world.people.authors = AUTHORS_NEEDED
    form = await world.form()
    # What may be a name has been looked at once more, and sent again.
    given = replace(sent(form, what=what, mode=mode, audience=audience), checked=True)
    id = await world.id_of((await submit(world, given)).reference)
    world.clock.moment = await released_at(world, id) + timedelta(minutes=1)
    await world.deliver()
    return id, form.code if mode is Mode.ANONYMOUS else PRIYA


async def next_days_messages(world: World, days: int = 1) -> list[Sent]:
    """What goes out by tomorrow, when all shows that a confidential reporter has done, or later."""
    world.clock.move(days=days)
    return await world.deliver()


def content_of(messages: list[Sent], kind: DeliveryKind) -> Content:
    """What the one message of this kind says."""
    (one,) = of_kind(messages, kind)
    return one.outgoing.content
