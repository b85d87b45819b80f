"""Where people speak: one module for each feature, and this table of contents."""

from slack_bolt.app.async_app import AsyncApp

from bot.services.menu import Services
from handlers import answers, capture, errors, membership, reactions, threads


def register_all(app: AsyncApp, services: Services) -> None:
    """Attach every listener; what is not named here is not heard."""
    capture.register(app, services.capture)
    answers.register(app, services.answers)
    reactions.register(app, services.reactions)
    threads.register(app, services.discussion)
    membership.register(app, services.directory, services.sending)
    errors.register(app)
