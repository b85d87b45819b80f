"""The page about settings, and the example of a `.env`, say what the settings themselves say."""

import re

import pytest

from bot.config import Settings
from tests.cli.test_config import settings
from tests.seams.tree import ROOT

ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^(?:# )?([A-Z_]+)=", re.MULTILINE)

NAMES = [str(field.alias) for field in Settings.model_fields.values()]


def page() -> dict[str, tuple[str, str]]:
    """Each setting on the page: its default, and what it means."""
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    return {name: (default, meaning) for name, default, meaning in ROW.findall(text)}


def test_the_page_has_every_setting_once_and_no_other() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert sorted(name for name, _, _ in ROW.findall(text)) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_gives_the_settings_own_meaning_and_default(name: str) -> None:
    default, meaning = page()[name]
    [field] = [one for one in Settings.model_fields.values() if one.alias == name]
    assert meaning == field.description
    if field.is_required():
        assert default == "none: it has to be set"
    elif field.default == "":
        assert default == "empty"
    else:
        assert default == f"`{field.default}`"


def test_the_example_names_every_setting_once() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(EXAMPLE.findall(text)) == sorted(NAMES)


def test_bank_holidays_are_asked_for_where_they_are_published_unless_told_not_to() -> None:
    assert settings().bank_holidays.startswith("https://www.gov.uk/")
    assert settings(GOODCATCH_BANK_HOLIDAYS="").bank_holidays == ""
