"""Where people speak: one module for each feature, and this table of contents."""

from slack_bolt.app.async_app import AsyncApp

from bot.services.menu import Services
from handlers import (
    answers,
    asking,
    bulletins,
    capture,
    changes,
    doorkeeper,
    errors,
    figures,
    home,
    library,
    looking_over,
    membership,
    menus,
    mornings,
    own,
    publishing,
    pulse,
    reactions,
    redacting,
    requests,
    returning,
    setup,
    threads,
    trap_forms,
    trap_ideas,
    trap_lists,
    traps,
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
    offered = trap_ideas.register(app, services.traps, services.trap_ideas, services.trap_links)
    offered = {**offered, **publishing.offered(services.publishing, pages)}
    menus.register(
        app, services.answers, services.asking, services.redacting, pages, others=offered
    )
    traps.register(app, services.traps, services.trap_links, services.redesigning)
    trap_forms.register(app, services.traps, services.trap_links, services.redesigning)
    changes.register(app, services.changes, pages)
    mornings.register(app, services.mornings, services.nudging, services.absences, pages)
    words = {
        "setup": setup.register(app, services.settings),
        "team": figures.register(services.figures),
        "receipt": returning.register(app, services.returning),
        "open": unsealing.register(app, services.unsealing),
        "find": library.register(app, services.library, services.spreading),
        "traps": trap_lists.register(app, services.trap_lists),
        "publish": publishing.register(app, services.publishing, pages),
    }
    home.register(app, services.homes, words)
    requests.register(app, services.requests)
    pulse.register(app, services.pulses, pages)
    bulletins.register(app, services.bulletins)
    reactions.register(app, services.reactions)
    threads.register(app, services.discussion, services.hearing)
    membership.register(app, services.directory, services.sending, services.hearing)
    errors.register(app)
