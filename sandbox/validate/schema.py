"""Small checks that are put together into the shapes Slack accepts."""

import json
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import TypeAlias


class Problems(list[str]):
    """What was found, in Slack's own form: a sentence and a JSON pointer."""

    def at(self, path: str, message: str) -> None:
        self.append(f"{message} [json-pointer:{path}]")


Checker: TypeAlias = Callable[[Problems, str, object], None]
"""Adds to the problems what is wrong with the value at this JSON pointer."""


def text(longest: int, shortest: int = 1) -> Checker:
    """A string of `shortest` to `longest` characters."""

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, str):
            problems.at(path, "must be a string")
        elif len(value) > longest:
            problems.at(path, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            problems.at(path, f"must be more than {shortest - 1} characters")

    return check


def flag(problems: Problems, path: str, value: object) -> None:
    if not isinstance(value, bool):
        problems.at(path, "must be a boolean")


def whole(lowest: int, highest: int) -> Checker:
    """A whole number from `lowest` to `highest`."""

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            problems.at(path, "must be an integer")
        elif not lowest <= value <= highest:
            problems.at(path, f"must be between {lowest} and {highest}")

    return check


def number(problems: Problems, path: str, value: object) -> None:
    """Any finite number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        problems.at(path, "must be a number")


def choice(*allowed: str) -> Checker:
    def check(problems: Problems, path: str, value: object) -> None:
        if value not in allowed:
            problems.at(path, "must be a valid enum value")

    return check


def matching(pattern: str) -> Checker:
    compiled = re.compile(pattern)

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            problems.at(path, f"must match the pattern {pattern}")

    return check


def anything(problems: Problems, path: str, value: object) -> None:
    """Accept whatever stands here: Slack keeps it and no limit of ours applies."""
    del problems, path, value


def items(each: Checker, most: int, least: int = 0) -> Checker:
    """A list of `least` to `most` items that all pass `each`."""

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, list):
            problems.at(path, "must be an array")
            return
        if len(value) > most:
            problems.at(path, f"no more than {most} items allowed")
        if len(value) < least:
            problems.at(path, f"no fewer than {least} items allowed")
        for index, item in enumerate(value):
            each(problems, f"{path}/{index}", item)

    return check


def record(
    required: Mapping[str, Checker], optional: Mapping[str, Checker], *rules: Checker
) -> Checker:
    """An object with these fields and no others (`type` aside); null counts as absent.

    `rules` look at the whole object once its fields have passed.
    """
    known = {**required, **optional}

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, dict):
            problems.at(path, "must provide an object")
            return
        before = len(problems)
        for key in required:
            if value.get(key) is None:
                problems.at(path, f"missing required field: {key}")
        for key, field in value.items():
            if key in known and field is not None:
                known[key](problems, f"{path}/{key}", field)
            elif key not in known and key != "type":
                problems.at(path, f"invalid additional property: {key}")
        if len(problems) == before:
            for rule in rules:
                rule(problems, path, value)

    return check


def tagged(kinds: Mapping[str, Checker]) -> Checker:
    """An object whose `type` says which of these shapes it has."""

    def check(problems: Problems, path: str, value: object) -> None:
        if not isinstance(value, dict):
            problems.at(path, "must provide an object")
            return
        kind = value.get("type")
        if not isinstance(kind, str):
            problems.at(path, "missing required field: type")
        elif kind not in kinds:
            problems.at(f"{path}/type", f"unsupported type: {kind}")
        else:
            kinds[kind](problems, path, value)

    return check


def size(value: object) -> int:
    """Return how many bytes the value has as JSON; half a surrogate pair counts as three."""
    return len(json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass"))
