"""The command line: `goodcatch --help` tells the rest."""

import os

import typer

from bot.cli import access, audit, keys, practice, running, settings

app = typer.Typer(
    name="goodcatch",
    help="Good Catch: a Slack bot for everyday learning in child protection teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
running.register(app)
practice.register(app)
settings.register(app)
audit.register(app)
keys.register(app)
access.register(app)


def main() -> None:
    """Run the command line. What it writes is for its own user's eyes only."""
    os.umask(0o077)
    app()
