"""What the bot draws that nobody can press or send: word of what has happened, and of figures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.events import REPORTER, Event, EventKind
from bot.domain.home import Page
from bot.domain.likeness import Related
from bot.domain.reactions import ON_CARDS
from bot.domain.requests import Request, RequestId, RequestKind, RequestState, Wanted
from bot.domain.roles import MOST_IN_A_MESSAGE, Post, RoleChange
from bot.views import (
    away_form,
    card,
    figures,
    home,
    look_again,
    masking,
    notices,
    own_forms,
    relayed,
    reminders,
    requests,
    roles,
)
from tests.builders import AMINA, CHANNEL, DAN, MOIRA
from tests.conftest import MONDAY
from tests.views import lessons
from tests.views.reports import TODAY, seen_by_manager
from tests.views.test_figures import FULL, some
from tests.views.traps import elsewhere

REPORT = seen_by_manager()
HEAD = "ab" * 32
"""A digest of the audit."""


def drawn(nobodys: Page) -> Iterator[Any]:
    """Every view and message, in each shape; `nobodys` is the page of somebody in no team."""
    for found in (FULL, some()):
        message = figures.figures("Riverside", found, today=TODAY)
        yield message.blocks
        if message.instead:
            yield message.instead
    yield from _told()
    yield from _of_roles()
    yield from _of_a_report()
    yield from _small_forms()
    for page in (nobodys, replace(nobodys, not_taken_by=AMINA), replace(nobodys, is_outsider=True)):
        yield home.home(page)


def _told() -> Iterator[Any]:
    yield notices.answered("NM-2F9D").blocks
    yield notices.taken_back("").blocks
    yield notices.erased().blocks
    yield notices.shared_notice(CHANNEL).blocks
    yield masking.no_longer_shown("NM-2F9D").blocks
    yield reminders.snoozed(TODAY, TODAY).blocks


def _of_roles() -> Iterator[Any]:
    changes = [RoleChange(post, DAN, came) for post in Post for came in (True, False)]
    for by, name, head in ((MOIRA, "Riverside", HEAD), (None, "", "")):
        told = changes[:MOST_IN_A_MESSAGE]
        yield roles.roles_changed(told, by=by, team_name=name, head=head).blocks
    for kind in RequestKind:
        state, id = RequestState.BEGUN, RequestId("4e" * 16)
        request = Request(id, kind, Wanted(kind), state, MONDAY)
        for leads in ((), (MOIRA, AMINA)):
            yield requests.about_you(request, leads).blocks


def _of_a_report() -> Iterator[Any]:
    for by in (MOIRA, None):
        yield requests.erasing(REPORT, by).blocks
    said = Event(EventKind.REPLIED, MONDAY, REPORTER, words="The list by the door")
    yield relayed.reporter_says(REPORT, said).blocks
    yield relayed.reporter_says_to_asker(REPORT, said).blocks
    yield card.card(
        REPORT,
        has_decider=True,
        today=TODAY,
        reactions=ON_CARDS,
        trap=elsewhere(),
        related=(Related(REPORT, "https://slack.test/p1"), Related(lessons.lesson())),
        spread_from=lessons.lesson(),
    ).blocks


def _small_forms() -> Iterator[Any]:
    form = own_forms.add_form(REPORT)
    # Slack gives every block of a form that comes back an id.
    named = ({"block_id": f"b{n}", **block} for n, block in enumerate(form["blocks"]))
    form = {**form, "blocks": list(named)}
    yield look_again.once_more(form, ("Kestrel", "Heron"), {})
    place = next(block["block_id"] for block in form["blocks"] if block["type"] == "input")
    yield look_again.with_masked(form, place, "It was [masked]", "There is a number in it.")
    yield away_form.mornings_kept()
