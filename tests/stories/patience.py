"""A bot and a Slack that wait for each other longer than three seconds: busy machines are slow.

Run as a module, it is the bot's own command line with a bot as patient as that behind it.
"""

import pytest

from bot.cli import main
from bot.delivery import directory
from handlers import budget
from sandbox.timing import Timing

PATIENT = Timing(ack=30.0, trigger=30.0, step=30.0)
"""For whatever is not about Slack's three seconds."""

_BUDGETS = [name for name in vars(budget) if name.endswith("SECONDS")]


def be_patient(patch: pytest.MonkeyPatch) -> None:
    """Give every listener of the bot in this process as long as a patient Slack waits."""
    for name in _BUDGETS:
        patch.setattr(budget, name, PATIENT.ack)
    patch.setattr(directory, "COUNTING_SECONDS", PATIENT.ack)


if __name__ == "__main__":
    be_patient(pytest.MonkeyPatch())
    main()
