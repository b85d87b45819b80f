"""Where people speak: one module for each feature, and this table of contents."""

from slack_bolt.app.async_app import AsyncApp

from bot.services.menu import Services
from handlers import (
    answers,
    asking,
    capture,
    changes,
    doorkeeper,
    errors,
    home,
    looking_over,
    membership,
    menus,
    mornings,
    own,
    reactions,
    redacting,
    requests,
    returning,
    setup,
    threads,
    unsealing,
)
from handlers.showing import Pages


def register_all(app: AsyncApp, services: Services) -> None:
    """Attach every listener; what is not named here is not heard."""
    doorkeeper.register(app, services.directory)
    looking_over.register(app, services.looking_over)
    pages = Pages(services.homes, services.returning)
    capture.register(app, services.capture, pages)
    own.register(app, services.own, services.naming, pages)
    answers.register(app, services.answers, pages)
    asking.register(app, services.asking, pages)
    redacting.register(app, services.redacting, pages)
    menus.register(app, services.answers, services.asking, services.redacting, pages)
    changes.register(app, services.changes, pages)
    mornings.register(app, services.mornings, services.nudging, services.absences, pages)
    words = {
        "setup": setup.register(app, services.settings),
        "receipt": returning.register(app, services.returning),
        "open": unsealing.register(app, services.unsealing),
    }
    home.register(app, services.homes, words)
    requests.register(app, services.requests)
    reactions.register(app, services.reactions)
    threads.register(app, services.discussion, services.hearing)
    membership.register(app, services.directory, services.sending, services.hearing)
    errors.register(app)
