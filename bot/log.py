"""Logs hold what happened and where, never what anybody wrote or who reported it."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "error",
        "where",
        "incident",
        "kind",
        "state",
        "problem",
        "count",
        "attempts",
        "seconds",
        "setting",
        "version",
        "address",
    }
)
"""The only fields that leave this process; everything else is dropped, so that a slip of the
hand in a log line cannot become a leak."""

_TALKATIVE = (
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "httpx",
    "httpcore",
    "sqlalchemy",
    "apscheduler",
)
"""Libraries that print request bodies, tokens in addresses or parameters when they are let."""

_ECHOES = "sqlalchemy.engine.Engine"
"""Writes statements and their parameters to standard output by itself, where `echo` is on and this
logger has no handler (SQLAlchemy, Configuring Logging)."""


def set_up(level: str = "INFO") -> None:
    """Write one JSON line for each event to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    quiet = _QuietHandler()
    logging.basicConfig(level=logging.CRITICAL, handlers=[quiet])
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_ECHOES).handlers = [quiet]
    logging.getLogger(_ECHOES).propagate = False
    # Python would print them as they are, and they may quote what they are about.
    logging.captureWarnings(capture=True)


class _QuietHandler(logging.Handler):
    """Says that a library complained and where, not what it said: that may quote a request."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().warning("library complained", where=record.name)


def _only_allowed(
    _logger: object, _name: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {name: value for name, value in fields.items() if name in ALLOWED}
