"""Changing keys: what is sealed is moved on to the newest ones, while the bot runs."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import partial

from bot.domain.keys import Needs
from bot.services.context import Context
from bot.services.settings import OPERATOR
from storage import audit, rotation
from storage.database import Transaction
from storage.rotation import Store


@dataclass(frozen=True)
class Moved:
    """A few more rows that have been looked at, and how many of them were moved on."""

    rows: int
    moved: int


@dataclass(frozen=True)
class Rotating:
    """Knows which keys are needed, and moves what is sealed on to the newest ones."""

    context: Context
    at_once: int = 200
    """Rows in one transaction: few enough that whoever sends a form meanwhile does not notice."""

    async def needs(self) -> Needs:
        """What is stored, by the keys it needs."""
        return await self.context.database.read(lambda tx: rotation.needs(tx, self.context.vault))

    async def rows(self) -> int:
        """How many sealed rows there are to look at."""
        return await self.context.database.read(rotation.count)

    async def move_on(self) -> AsyncGenerator[Moved, None]:
        """Move every sealed row on to the newest keys, some at a time.

        Stopped half-way and begun again it goes on, and where all is moved it changes nothing. What
        needs a key that is not configured is left as it is: `needs` counts it.

        Raises:
            StorageUnavailable: what was moved before stays moved; begin again.
        """
        database, vault = self.context.database, self.context.vault
        is_noted = False
        for store in Store:
            after = ""
            while page := await database.read(
                partial(rotation.look, vault=vault, store=store, after=after, most=self.at_once)
            ):
                moved = 0
                if old := [entry.id for entry in page if entry.is_old]:
                    moved = await database.write(
                        partial(self._move_on, store=store, ids=old, is_noted=is_noted)
                    )
                    is_noted = True
                yield Moved(rows=len(page), moved=moved)
                after = page[-1].id

    async def _move_on(
        self, tx: Transaction, store: Store, ids: list[str], *, is_noted: bool
    ) -> int:
        if not is_noted:
            now = self.context.now()
            await audit.note(tx, at=now, actor=OPERATOR, action="keys rotated", subject="service")
        return await rotation.move_on(tx, self.context.vault, store, ids)
