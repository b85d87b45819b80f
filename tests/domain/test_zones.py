"""Time zones by name: what everybody knows by that name, whatever machine it is read on."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.zones import zone_named


@pytest.mark.parametrize("name", ["Europe/London", "Asia/Kathmandu", "UTC"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert zone_named(name) == ZoneInfo(name)


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory", "right/UTC", "posix/UTC"])
def test_a_file_of_the_machine_is_no_zone(name: str) -> None:
    assert zone_named(name) is None


@pytest.mark.parametrize(
    "name", ["", "London", "europe/london", "Europe", "/etc/passwd", "../UTC", "UTC\0", " UTC"]
)
def test_what_nobody_calls_a_zone_is_none(name: str) -> None:
    assert zone_named(name) is None
