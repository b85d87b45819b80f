"""`/` and `/ui/…`: the demo page's files, and the headers that keep it to itself."""

from pathlib import Path

from aiohttp import web

FILES = Path(__file__).parent / "ui"
POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


async def index(_: web.Request) -> web.StreamResponse:
    return _file("index.html")


async def asset(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    """Return one of the page's own files; no path leads out of the folder."""
    path = (FILES / name).resolve()
    if not path.is_relative_to(FILES.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="There is no such file.")
    return web.FileResponse(path)


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Set the headers on every answer, whoever gives it."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


ROUTES = [web.get("/", index), web.get("/ui/{name:.+}", asset)]
