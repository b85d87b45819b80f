"""Settings: read once from the environment or a `.env` file, then frozen."""

import base64
import binascii
import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

INDEX_KEY_BYTES = 32

Keys = Annotated[tuple[SecretStr, ...], NoDecode]


class Settings(BaseSettings):
    """Every setting, under the name it has in the environment.

    Raises `pydantic.ValidationError` on construction; `explain` puts that into words.
    """

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    slack_bot_token: SecretStr = Field(
        alias="SLACK_BOT_TOKEN",
        description="The bot's token, beginning with xoxb-. From the app's page in Slack, under "
        "OAuth & Permissions.",
    )
    slack_app_token: SecretStr = Field(
        alias="SLACK_APP_TOKEN",
        description="The app-level token for Socket Mode, beginning with xapp-. From the app's "
        "page in Slack, under Basic Information.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        alias="SLACK_API_URL",
        description="Where Slack's Web API is; another address only for a practice workspace.",
    )
    database_url: str = Field(
        "",
        alias="GOODCATCH_DATABASE_URL",
        description="Where reports are kept: empty for a SQLite file in the data folder, or "
        "postgresql+asyncpg://user:password@host/name.",
    )
    secret_keys: Keys = Field(
        alias="GOODCATCH_SECRET_KEYS",
        description="Fernet keys that identities are sealed with, newest first, separated by "
        "commas. `goodcatch keys` prints a fresh one.",
    )
    index_keys: Keys = Field(
        alias="GOODCATCH_INDEX_KEYS",
        description="Keys for look-up hashes, 32 bytes each in base64, newest first, separated "
        "by commas. `goodcatch keys` prints a fresh one.",
    )
    host: str = Field(
        "127.0.0.1",
        alias="GOODCATCH_HOST",
        description="The address that the health page listens on.",
    )
    port: int = Field(
        8080,
        alias="GOODCATCH_PORT",
        ge=0,
        le=65535,
        description="The port that the health page listens on; 0 for any free one.",
    )
    data: Path = Field(
        Path("data"),
        alias="GOODCATCH_DATA",
        description="The data folder: the SQLite file, its lock, and the demo's own keys.",
    )
    duty_contact: str = Field(
        "",
        alias="GOODCATCH_DUTY_CONTACT",
        description="Whom to ring when a child is at risk now; `goodcatch service set` and a "
        "team's own setting go before it.",
    )
    case_pattern: str = Field(
        "",
        alias="GOODCATCH_CASE_PATTERN",
        description="A regular expression of the service's own case numbers, which are then "
        "kept out of reports like an NHS number.",
    )
    demo_clock: str = Field(
        "",
        alias="GOODCATCH_DEMO_CLOCK",
        description="An address that tells the time, for a practice workspace on this machine "
        "only.",
    )
    bank_holidays: str = Field(
        "https://www.gov.uk/bank-holidays.json",
        alias="GOODCATCH_BANK_HOLIDAYS",
        description="Where the bank holidays are published, asked once a week; empty to go by the "
        "days that come with the program.",
    )
    pace: float = Field(
        1.0,
        alias="GOODCATCH_PACE",
        gt=0,
        le=1,
        description="Scales waiting times down for tests; 1 in real use.",
    )

    @field_validator("secret_keys", "index_keys", mode="before")
    @classmethod
    def _separate(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(part.strip() for part in given.split(",") if part.strip())
        return given

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr) -> SecretStr:
        return _beginning_with("xoxb-", token)

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr) -> SecretStr:
        return _beginning_with("xapp-", token)

    @field_validator("secret_keys")
    @classmethod
    def _are_fernet_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in _at_least_one(keys):
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError("each must be a Fernet key") from None
        return keys

    @field_validator("index_keys")
    @classmethod
    def _are_index_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in _at_least_one(keys):
            try:
                size = len(base64.b64decode(key.get_secret_value(), validate=True))
            except binascii.Error:
                size = 0
            if size != INDEX_KEY_BYTES:
                raise ValueError("each must be 32 bytes in base64")
        return keys

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("must begin with postgresql+asyncpg:// or sqlite+aiosqlite:///")
        return url

    @field_validator("case_pattern")
    @classmethod
    def _is_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"must be a regular expression: {problem.msg}") from None
        return pattern

    @field_validator("slack_api_url")
    @classmethod
    def _is_base(cls, url: str) -> str:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError("must be an http or https address")
        return url if url.endswith("/") else f"{url}/"

    @model_validator(mode="after")
    def _practice_stays_at_home(self) -> Self:
        practice = is_loopback(self.slack_api_url)
        if self.demo_clock and not (practice and is_loopback(self.demo_clock)):
            raise ValueError(
                "GOODCATCH_DEMO_CLOCK works with a practice workspace on this machine only: "
                "leave it empty"
            )
        if self.pace != 1 and not practice:
            raise ValueError("GOODCATCH_PACE must be 1 with a real Slack: leave it empty")
        return self

    @classmethod
    def described(cls, name: str) -> str:
        """What is expected of the setting with this name in the environment."""
        fields = cls.model_fields.values()
        return next((field.description or "" for field in fields if field.alias == name), "")

    @property
    def database(self) -> str:
        """The database's address, with the default worked out."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data / 'goodcatch.db'}"

    @property
    def case_numbers(self) -> re.Pattern[str] | None:
        """The service's own case numbers, ready to search for."""
        return re.compile(self.case_pattern) if self.case_pattern else None


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def explain(problem: ValidationError) -> list[str]:
    """One line for each setting that is wrong or missing: its name and what is expected."""
    lines = []
    for error in problem.errors(include_input=False, include_url=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        what = error["msg"].removeprefix("Value error, ")
        missing = error["type"] == "missing"
        said = "is not set." if missing else f"is not right: {what}."
        expected = Settings.described(name)
        lines.append(f"{name} {said} {expected}".strip() if name else f"{what}.")
    return lines


def _at_least_one(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    if not keys:
        raise ValueError("at least one key is needed")
    return keys


def _beginning_with(prefix: str, token: SecretStr) -> SecretStr:
    if not token.get_secret_value().startswith(prefix):
        raise ValueError(f"must begin with {prefix}")
    return token
