"""`/clock`: the bot asks for the workspace's time and says how far it has got."""

from datetime import datetime

from aiohttp import web

from sandbox.keys import WORLD


async def serve(request: web.Request) -> web.Response:
    """Answer `{"now": ISO 8601}` as soon as time was moved, or after about a second.

    `seen` is the time up to which the bot has finished everything that was due.
    """
    text = request.query.get("seen", "")  # a bare “+” of an offset arrives as a space
    seen = None
    if text:
        try:
            seen = datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError:
            seen = None
        if seen is None or seen.tzinfo is None:
            raise web.HTTPBadRequest(text="“seen” must be an ISO 8601 time with its offset.")
    now = await request.app[WORLD].mover.poll(seen)
    return web.json_response({"now": now.isoformat()})
