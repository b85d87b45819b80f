"""What every service works with."""

import re
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.clock import Clock
from bot.services.almanac import Almanac
from bot.services.directory import Directory
from storage.database import Database
from storage.vault import Vault


class NotRecordedYet(Exception):
    """Something was said of a message whose place is being recorded: ask to be told again."""


@dataclass(frozen=True)
class Context:
    """The database, the keys, the clock and the directory; `random` draws delays, not secrets."""

    database: Database
    vault: Vault
    clock: Clock
    directory: Directory
    almanac: Almanac
    random: Random
    case_numbers: re.Pattern[str] | None = None
    duty_contact: str = ""

    def now(self) -> datetime:
        return self.clock.now()
