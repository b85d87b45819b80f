"""How a manager says that they are away, and what their mornings are like."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Final

from bot.domain.habits import Habits
from bot.domain.ids import UserId
from bot.views import blocks, calendar_words
from bot.views.blocks import Block, View
from bot.views.ids import Block as Field
from bot.views.ids import Callback
from bot.views.text import day, plural

_TEAMS_SHOWN: Final = 20
_PEOPLE_SHOWN: Final = 10


def away_form(today: date, *, deputies: Mapping[str, tuple[UserId, ...]]) -> View:
    """Asks for the last day away; `deputies` are those who stand in, by the team's name."""
    return blocks.form(
        Callback.AWAY,
        "I'm away",
        [
            blocks.asked(
                Field.UNTIL,
                "Last day away",
                blocks.datepicker(today),
                hint="You are back on the next day you work.",
            ),
            blocks.section("*Until then others answer in your place:*"),
            *_standing_in(deputies),
        ],
        {},
    )


def _standing_in(deputies: Mapping[str, tuple[UserId, ...]]) -> Iterator[Block]:
    for name, users in list(deputies.items())[:_TEAMS_SHOWN]:
        people = [
            piece
            for user in users[:_PEOPLE_SHOWN]
            for piece in (blocks.words(", "), blocks.person(user))
        ]
        who = people[1:] or [blocks.words("nobody has been named yet")]
        yield blocks.rich_text(
            blocks.paragraph(blocks.bold(name), blocks.words(" \N{EN DASH} "), *who)
        )
    if len(deputies) > _TEAMS_SHOWN:
        more = plural(len(deputies) - _TEAMS_SHOWN, "more team", "more teams")
        yield blocks.context(f"Somebody stands in for {more} of yours as well.")


def away_kept(until: date, today: date) -> View:
    """What the form turns into; `until` is the last day away."""
    return blocks.modal(
        "You are away",
        [
            blocks.section(
                f"*Kept.* Your last day away is {day(until, today)}. Until then I leave you in "
                "peace, and those who stand in have been told."
            ),
            blocks.context("Back sooner? Press *I'm back* in my Home tab."),
        ],
        close="Done",
    )


def mornings_form(habits: Habits, *, fallback: time, team_weekdays: frozenset[int]) -> View:
    """Asks when the digest is to come and which days the person works.

    `fallback` and `team_weekdays` are those of the team: what holds until they say otherwise.
    """
    zone = habits.timezone.key if habits.timezone else ""
    return blocks.form(
        Callback.MORNINGS,
        "My mornings",
        [
            blocks.asked(
                Field.DIGEST_AT,
                "My digest comes at",
                blocks.timepicker(habits.digest_at or fallback),
            ),
            calendar_words.weekdays("Days I work", habits.weekdays or team_weekdays),
            calendar_words.timezone(zone, optional=True),
            blocks.context(
                "Digests and reminders come on your own days only. A promise stays as it was made: "
                "it follows your team's days."
            ),
        ],
        {},
    )


def mornings_kept() -> View:
    """What that form turns into."""
    return blocks.modal(
        "My mornings",
        [blocks.section("*Kept.* Your next digest comes the way you have said.")],
        close="Done",
    )
