"""What people do who leave no name, and where to look for what could give them away."""

import re

from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.stories.deeds import Receipt, open_form, receipt_of

CODE = re.compile(r"NM-[2-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")
WORDS = "the letter nearly went to the old address"


async def leave_no_name(person: Person, words: str = WORDS, *, now: bool = False) -> None:
    """Fill the form in and send it."""
    await open_form(person, "/near-miss", words)
    person.fill("Where in our work", "Not sure")
    person.fill("How should we know you", "No name kept")
    if now:
        person.fill("urgent", ["Show it at once"])
    assert (await person.submit()).ok


async def keep_the_code(person: Person) -> tuple[Receipt, str]:
    """Read the receipt, tick that its code is kept, and let it go."""
    receipt = receipt_of(person)
    found = CODE.search(receipt.plain)
    assert found is not None
    person.fill("kept", ["I have kept my code"])
    assert (await person.submit()).ok
    assert person.modal is None
    return receipt, found[0]


def requests_about(workspace: Workspace, *secrets: str) -> list[str]:
    """Every request of the bot that has one of these in it, as it went out."""
    sent = [str(one.body) for one in workspace.traffic.since() if one.direction == "from_bot"]
    return [body for body in sent if any(secret in body for secret in secrets)]
