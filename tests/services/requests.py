"""Requests to test with: asked, and confirmed by a learning lead."""

from bot.domain.delivery import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.report import Mode
from bot.domain.requests import Request, RequestKind, Wanted
from bot.domain.roles import ACTIONS
from bot.services.contents import RequestContent
from storage import reports
from tests.builders import MOIRA, PRIYA
from tests.services.world import Sent, World, of_kind
from tests.storage.dumps import rows_of

ACCESS = Wanted(RequestKind.SUBJECT_ACCESS, "U0PRIYA")

OWEN = UserId("U0OWEN")
"""Another learning lead."""

OF_THE_START = {"team saved", "service set", *ACTIONS}


async def confirmed(world: World, wanted: Wanted = ACCESS, by: UserId = MOIRA) -> Request:
    """Ask, bring the question, and have it confirmed."""
    asked = await world.services.requests.ask(wanted)
    await world.deliver()
    await world.services.requests.decide(by, asked.id, confirm=True)
    return await world.services.requests.now_known(asked.id)


async def actions(world: World) -> list[tuple[object, object, object]]:
    """Who did what, of what the audit holds about requests."""
    return [
        (row["actor"], row["action"], row["subject"])
        for table, row in await rows_of(world.database)
        if table == "audit" and row["action"] not in OF_THE_START
    ]


def asked(sent: list[Sent]) -> dict[str, RequestContent]:
    """The questions that went out, by whom they went to."""
    found = {}
    for one in of_kind(sent, DeliveryKind.REQUEST):
        assert isinstance(one.outgoing.content, RequestContent)
        found[one.to] = one.outgoing.content
    return found


async def reference_of(world: World, mode: Mode = Mode.CONFIDENTIAL, by: UserId = PRIYA) -> str:
    id = await world.file(by, mode=mode)
    found = await world.database.read(lambda tx: reports.load(tx, world.context.vault, id))
    assert found is not None
    return found.reference
