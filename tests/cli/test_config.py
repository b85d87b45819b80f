"""Settings that are wrong are named, with what is expected, and never repeated."""

import base64
import binascii
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config import Settings, explain, is_loopback
from tests.cli.conftest import GIVEN

SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "GOODCATCH_SECRET_KEYS",
    "GOODCATCH_INDEX_KEYS",
)


def given_as(texts: dict[str, str]) -> Settings:
    """The settings from these texts alone."""
    values: dict[str, Any] = {"_env_file": None} | texts
    return Settings(**values)


def settings(**changes: str) -> Settings:
    return given_as(GIVEN | changes)


def complaints(**changes: str) -> list[str]:
    """What is said of these settings, which must not be right."""
    with pytest.raises(ValidationError) as problem:
        settings(**changes)
    return explain(problem.value)


@pytest.fixture(autouse=True)
def _an_empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)


@pytest.mark.parametrize("name", GIVEN)
def test_a_setting_that_is_missing_is_named_with_what_is_expected(name: str) -> None:
    rest = {one: value for one, value in GIVEN.items() if one != name}
    with pytest.raises(ValidationError) as problem:
        given_as(rest)
    described = {field.alias: field.description for field in Settings.model_fields.values()}
    assert explain(problem.value) == [f"{name} is not set. {described[name]}"]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as problem:
        given_as({"GOODCATCH_PORT": "many"})
    assert {line.split()[0] for line in explain(problem.value)} == {*GIVEN, "GOODCATCH_PORT"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1", "must begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "", "must begin with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1", "must begin with xapp-"),
        ("SLACK_API_URL", "slack.com/api", "must be an http or https address"),
        ("GOODCATCH_DATABASE_URL", "mysql://x/y", "must begin with postgresql+asyncpg://"),
        ("GOODCATCH_DATABASE_URL", "postgresql://x/y", "must begin with postgresql+asyncpg://"),
        ("GOODCATCH_SECRET_KEYS", "", "at least one key is needed"),
        ("GOODCATCH_SECRET_KEYS", " , ", "at least one key is needed"),
        ("GOODCATCH_SECRET_KEYS", "correct horse", "each must be a Fernet key"),
        ("GOODCATCH_INDEX_KEYS", "", "at least one key is needed"),
        ("GOODCATCH_INDEX_KEYS", "c2hvcnQ=", "each must be 32 bytes in base64"),
        ("GOODCATCH_INDEX_KEYS", "*" * 44, "each must be 32 bytes in base64"),
        ("GOODCATCH_PORT", "many", "valid integer"),
        ("GOODCATCH_PORT", "-1", "greater than or equal to 0"),
        ("GOODCATCH_PORT", "65536", "less than or equal to 65535"),
        ("GOODCATCH_CASE_PATTERN", "[", "must be a regular expression"),
        ("GOODCATCH_PACE", "0", "greater than 0"),
        ("GOODCATCH_PACE", "2", "less than or equal to 1"),
        ("GOODCATCH_PACE", "nan", "less than or equal to 1"),
    ],
)
def test_a_setting_that_is_wrong_is_named_with_what_is_expected(
    name: str, value: str, expected: str
) -> None:
    [line] = complaints(**{name: value})
    assert line.startswith(f"{name} is not right: ")
    assert expected in line


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", ["Kestrel-Avenue-7", "xoxp-Kestrel-Avenue-7", "Kestrel Ävenue 7"])
def test_the_value_of_a_secret_is_never_repeated(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as problem:
        settings(**{name: value})
    told = "\n".join(explain(problem.value)) + str(problem.value) + repr(problem.value)
    assert "Kestrel" not in told


def test_settings_that_are_right_do_not_show_their_secrets() -> None:
    shown = repr(settings()) + str(settings())
    assert [name for name in SECRETS if GIVEN[name] in shown] == []


def test_several_keys_are_kept_in_their_order() -> None:
    first, second = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    kept = settings(GOODCATCH_SECRET_KEYS=f" {first} ,, {second}").secret_keys
    assert [key.get_secret_value() for key in kept] == [first, second]


def test_one_wrong_key_among_right_ones_is_found() -> None:
    right = base64.b64encode(Random(1).randbytes(32)).decode()
    assert complaints(GOODCATCH_INDEX_KEYS=f"{right},{right[:-4]}")


@given(st.binary(max_size=64))
def test_an_index_key_is_taken_exactly_if_it_is_32_bytes_long(raw: bytes) -> None:
    given_key = base64.b64encode(raw).decode()
    try:
        settings(GOODCATCH_INDEX_KEYS=given_key)
    except ValidationError:
        assert len(raw) != 32
    else:
        assert len(binascii.a2b_base64(given_key)) == 32


def test_the_default_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    kept = settings(GOODCATCH_DATA=str(tmp_path))
    assert kept.database == f"sqlite+aiosqlite:///{tmp_path / 'goodcatch.db'}"
    assert settings(GOODCATCH_DATABASE_URL="postgresql+asyncpg://h/n").database.endswith("//h/n")


def test_the_address_of_slack_ends_in_a_slash_with_or_without_one() -> None:
    assert settings(SLACK_API_URL="https://slack.com/api").slack_api_url == "https://slack.com/api/"
    assert settings().slack_api_url == "https://slack.com/api/"


def test_a_case_pattern_is_ready_to_search_with() -> None:
    kept = settings(GOODCATCH_CASE_PATTERN=r"CS-\d+").case_numbers
    assert kept is not None
    assert kept.search("see CS-123")
    assert settings().case_numbers is None


@pytest.mark.parametrize(
    "changes",
    [
        {"GOODCATCH_DEMO_CLOCK": "http://127.0.0.1:1/clock"},
        {
            "GOODCATCH_DEMO_CLOCK": "http://clock.example/",
            "SLACK_API_URL": "http://127.0.0.1:1/api/",
        },
        {"GOODCATCH_PACE": "0.5"},
    ],
)
def test_what_is_for_practice_only_is_refused_with_a_real_slack(changes: dict[str, str]) -> None:
    [line] = complaints(**changes)
    assert "leave it empty" in line


def test_what_is_for_practice_is_taken_with_a_practice_workspace() -> None:
    kept = settings(
        SLACK_API_URL="http://127.0.0.1:8400/api/",
        GOODCATCH_DEMO_CLOCK="http://localhost:8400/clock",
        GOODCATCH_PACE="0.01",
    )
    assert kept.pace == 0.01


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:1/api/", True),
        ("http://127.8.9.1/", True),
        ("http://localhost/", True),
        ("http://[::1]:80/", True),
        ("https://slack.com/api/", False),
        ("http://127.0.0.1.example/", False),
        ("http://localhost.example/", False),
        ("http://10.0.0.1/", False),
        ("", False),
    ],
)
def test_only_addresses_of_this_machine_are_this_machine(url: str, here: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert is_loopback(url) is here


def test_the_environment_is_read_under_the_names_that_are_documented(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GOODCATCH_PORT", "9999")
    assert given_as({}).port == 9999
