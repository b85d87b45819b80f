"""Where people speak: one module for each feature, and this table of contents."""

from slack_bolt.app.async_app import AsyncApp

from bot.services.menu import Services
from handlers import (
    answers,
    capture,
    changes,
    errors,
    home,
    membership,
    mornings,
    own,
    reactions,
    setup,
    threads,
)
from handlers.showing import Pages


def register_all(app: AsyncApp, services: Services) -> None:
    """Attach every listener; what is not named here is not heard."""
    pages = Pages(services.homes)
    capture.register(app, services.capture, pages)
    own.register(app, services.own, pages)
    answers.register(app, services.answers, pages)
    changes.register(app, services.changes, pages)
    mornings.register(app, services.mornings, services.nudging, services.absences, pages)
    home.register(app, services.homes, services.settings)
    setup.register(app, services.settings)
    reactions.register(app, services.reactions)
    threads.register(app, services.discussion, services.hearing)
    membership.register(app, services.directory, services.sending, services.hearing)
    errors.register(app)
