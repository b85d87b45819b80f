"""What services need of the outside world to know bank holidays; the edge that asks provides it."""

from typing import Protocol

from bot.domain.bank_holidays import BankHolidays


class HolidaysUnavailable(Exception):
    """The official days could not be had now; whoever asked keeps what is known and asks again."""


class Almanac(Protocol):
    """Where the official bank holidays are published."""

    async def bank_holidays(self) -> BankHolidays:
        """The official days as published now.

        Raises:
            HolidaysUnavailable: nobody answered, or not with what was asked for.
        """
        ...
