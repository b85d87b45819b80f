"""Asks the government's own list for the bank holidays, once each time it is called."""

import asyncio
import json
from dataclasses import dataclass

import httpx

from bot.domain.bank_holidays import BankHolidays
from bot.services.almanac import HolidaysUnavailable

TIMEOUT_SECONDS = 5.0
"""For the whole conversation, however slowly the bytes come."""
MOST_BYTES = 1_000_000
"""The list takes some tens of thousands."""


@dataclass(frozen=True)
class GovUk:
    """The list at `url`, in the shape of https://www.gov.uk/bank-holidays.json.

    Nothing is tried again here and no redirection is followed: the timer asks again another day,
    and until then the days already known hold.
    """

    url: str

    async def bank_holidays(self) -> BankHolidays:
        """The official days as published now.

        Raises:
            HolidaysUnavailable: no answer in time, or not a list of bank holidays.
        """
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                body = await _fetch(self.url)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as problem:
            raise HolidaysUnavailable(type(problem).__name__) from problem
        try:
            return BankHolidays.from_feed(json.loads(body))
        except (ValueError, RecursionError) as problem:
            # JSON nested a hundred thousand deep is small, and ends in a RecursionError.
            raise HolidaysUnavailable("not a list of bank holidays") from problem


@dataclass(frozen=True)
class NoFeed:
    """Stands where no address is set: the bundled rules hold for good."""

    async def bank_holidays(self) -> BankHolidays:
        """Nothing is published here.

        Raises:
            HolidaysUnavailable: always.
        """
        raise HolidaysUnavailable("no address is set")


async def _fetch(url: str) -> bytes:
    async with (
        httpx.AsyncClient(follow_redirects=False) as http,
        http.stream("GET", url) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise HolidaysUnavailable(f"answered {response.status_code}")
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise HolidaysUnavailable("far longer than a list of bank holidays")
        return bytes(body)
