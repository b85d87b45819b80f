"""Slack's payloads turned into typed requests: the library and its bulletin."""

from bot.domain.bulletin import BulletinId
from bot.domain.change import Strength
from bot.domain.ids import ReportId
from bot.domain.library import Search
from bot.domain.taxonomy import Factor, Stage
from bot.views.ids import Block
from bot.views.library import search_in
from handlers.parse import Pressed
from handlers.reading import Inputs, Payload, name, reading, text


def sent(body: Payload) -> Search:
    """The form that says what to look for."""
    with reading():
        given = Inputs(body["view"])
        stage, factor = given.chosen(Block.STAGE), given.chosen(Block.FACTORS)
        strength = given.chosen(Block.STRENGTH)
        return Search(
            words=given.text(Block.WORDS),
            stage=Stage(stage) if stage else None,
            factor=Factor(factor) if factor else None,
            strength=Strength(strength) if strength else None,
        )


def before(body: Payload) -> Search:
    """What was looked for in the window that a button stands in."""
    with reading():
        return search_in(text(body["view"]["private_metadata"]))


def first(pressed: Pressed) -> int:
    """From which of what was found on a button shows it."""
    with reading():
        return int(pressed.value)


def page_of(pressed: Pressed) -> tuple[ReportId, int]:
    """Which story a button shows, and which page of it, counted from 1."""
    with reading():
        id, _, page = pressed.value.partition(":")
        return ReportId(name(id)), int(page)


def bulletin_of(pressed: Pressed) -> BulletinId:
    """The bulletin that a button is about."""
    with reading():
        return BulletinId(name(pressed.value))
