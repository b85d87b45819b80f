"""The audit: who did what to which report or setting; rows are only ever added."""

from datetime import datetime
from uuid import uuid4

from storage.database import Transaction
from storage.schema import audit


async def note(tx: Transaction, *, at: datetime, actor: str, action: str, subject: str) -> None:
    """Add a row. `subject` is an id, never words; a reporter's actor is the word `reporter`."""
    await tx.execute(
        audit.insert().values(id=uuid4().hex, at=at, actor=actor, action=action, subject=subject)
    )
