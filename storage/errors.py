"""What storage raises when the database cannot do its work; no SQL and no data in the text."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class StorageUnavailable(Exception):
    """The database is down, locked, full or unreachable; nothing of this transaction is kept.

    Where the connection was lost in the middle of a commit it may have been kept all the same:
    whoever tries again must do so under the same key.
    """


class StorageBehind(Exception):
    """The database has not been brought to this version yet: run `goodcatch migrate`."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what drivers raise for an unusable database into `StorageUnavailable`."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError, OSError) as problem:
        raise StorageUnavailable(type(problem).__name__) from problem
    except DBAPIError as problem:
        if problem.connection_invalidated:
            raise StorageUnavailable(type(problem).__name__) from problem
        raise
