"""The shape of everything that travels between Slack and an app: JSON objects."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A decoded JSON object. What is inside is checked where it is read, never assumed."""
