"""Waiting for a direct message as people do: by what its notification says."""

from sandbox.human import Person
from sandbox.seen import SeenMessage
from sandbox.workspace import Workspace

PATIENCE = 60.0
"""Seconds: hundreds of messages may be on their way before it."""


async def noticed(workspace: Workspace, person: Person, words: str) -> SeenMessage:
    """The latest direct message whose notification says `words`, once it has come."""

    def look() -> SeenMessage | None:
        return next((one for one in reversed(person.dm) if words in one.text), None)

    found = await workspace.until(look, timeout=PATIENCE)
    assert found is not None
    return found
