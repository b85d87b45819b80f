"""Column types that keep what the domain means: moments in UTC, enums by their value."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and handed back aware; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        # SQLite keeps no time zone; everything in it is UTC because nothing else gets in.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EnumText(TypeDecorator[StrEnum]):
    """A `StrEnum` stored as its value, so that the database stays readable."""

    impl = String(32)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__(32)
        self.members = members

    def process_bind_param(self, value: Any, _: Dialect) -> str | None:  # noqa: ANN401 - SQLAlchemy hands in what the caller wrote
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, _: Dialect) -> StrEnum | None:
        return None if value is None else self.members(value)
