"""`python -m sandbox`: a Slack workspace on this machine, with a page to act in it."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.errors import StartError
from sandbox.workspace import DEFAULT_CREDENTIALS, Workspace
from sandbox.world import Credentials


def arguments() -> argparse.ArgumentParser:
    """Return the command line's description, which is also its help."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8400, help="port to serve on (8400)")
    parser.add_argument(
        "--manifest", type=Path, default=Path("manifest.json"), help="the app's manifest"
    )
    parser.add_argument("--data", type=Path, help="file that keeps the workspace between starts")
    parser.add_argument(
        "--pace", type=float, default=1.0, help="scales the rate limit: 1 is Slack's, 0 is none"
    )
    parser.add_argument("--bot-token", default=DEFAULT_CREDENTIALS.bot_token)
    parser.add_argument("--app-token", default=DEFAULT_CREDENTIALS.app_token)
    parser.add_argument("--signing-secret", default=DEFAULT_CREDENTIALS.signing_secret)
    parser.add_argument(
        "--request-url", help="post signed requests to this URL instead of using Socket Mode"
    )
    return parser


async def run(options: argparse.Namespace) -> None:
    """Serve until the process is asked to stop."""
    workspace = Workspace(
        options.manifest,
        options.data,
        pace=options.pace,
        port=options.port,
        credentials=Credentials(options.bot_token, options.app_token, options.signing_secret),
    )
    if options.request_url:
        workspace.post_to(options.request_url)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with workspace:
        sys.stdout.write(f"The workspace is open at {workspace.url}/\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> int:
    """Return the exit code: 0 when stopped, 1 when the workspace could not start."""
    options = arguments().parse_args()
    try:
        asyncio.run(run(options))
    except StartError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
