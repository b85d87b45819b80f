"""What storage raises when the database cannot do its work; no SQL and no data in the text."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_PASSING = ("08", "40", "53", "55P03", "57")
"""How PostgreSQL's codes begin for what may be over in a minute: no connection, rolled back for
another's sake, out of resources, locked, cancelled or shutting down (PostgreSQL, appendix A)."""


class StorageUnavailable(Exception):
    """The database is down, locked, full or unreachable; nothing of this transaction is kept.

    Where the connection was lost in the middle of a commit it may have been kept all the same:
    whoever tries again must do so under the same key.
    """


class StorageIsNewer(Exception):
    """The tables belong to a later version than this code, which would not know what is in them."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what drivers raise for an unusable database into `StorageUnavailable`."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError, OSError) as problem:
        raise StorageUnavailable(type(problem).__name__) from problem
    except DBAPIError as problem:
        code = getattr(problem.orig, "sqlstate", None) or ""
        if problem.connection_invalidated or code.startswith(_PASSING):
            raise StorageUnavailable(type(problem).__name__) from problem
        raise
