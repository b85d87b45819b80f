"""Keeps pages of other sites from driving the workspace through the reader's browser."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str | None) -> bool:
    """Return whether this host name means this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def allowed(host: str, origin: str | None) -> bool:
    """Return whether a request with these headers may come in.

    The Host must be loopback, or a name that a foreign site points here would do; the Origin,
    which browsers send with a page's requests, must be the workspace itself.
    """
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return is_loopback(name) and origin in (None, f"http://{host}")


@web.middleware
async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse foreign requests everywhere: the tokens of a sandbox are no secret."""
    if not allowed(request.headers.get("Host", ""), request.headers.get("Origin")):
        return web.json_response({"error": "This page may not use the sandbox."}, status=403)
    return await handler(request)
