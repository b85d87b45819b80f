"""The shape of the tree: small files, small functions, imports that point down, and no I/O."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Settings
from tests.seams.tree import PACKAGES, ROOT, functions, name, published, sources

EVERYWHERE = (*PACKAGES, "tests")
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60

REGISTRIES = tuple(
    f"{host}.{ending}"
    for host, ending in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("registry.yarnpkg", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
    )
)
"""In two parts each, so that this file does not name them either."""

IMPORT_ALL = """
import importlib, pkgutil, sys

FORBIDDEN = {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"}

def watch(event, arguments):
    if event in FORBIDDEN:
        raise RuntimeError(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise RuntimeError(f"writes {arguments[0]}")

sys.addaudithook(watch)
for package in sys.argv[1:]:
    importlib.import_module(package)
    for found in pkgutil.walk_packages([f"{sys.path[1]}/{package}"], f"{package}."):
        if ".migrations." not in found.name:
            importlib.import_module(found.name)
            print(found.name)
"""
"""Alembic runs what is under `migrations` by path, inside a migration."""


@pytest.mark.parametrize("path", sources(*EVERYWHERE), ids=name)
def test_a_file_is_no_longer_than_somebody_reads_in_one_go(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_a_function_fits_on_a_screen() -> None:
    lengths = {
        f"{name(path)}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1
        for path in sources(*EVERYWHERE)
        if "migrations/versions" not in name(path)
        for one in functions(path)
    }
    assert {where: long for where, long in lengths.items() if long > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=name)
def test_a_module_opens_with_a_sentence_that_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = ast.get_docstring(ast.parse(text))
    assert told or not text.strip()
    assert not told or told.split("\n\n")[0].rstrip().endswith(".")


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils.py", "helpers.py", "common.py", "manager.py", "misc.py"}
    assert [name(path) for path in sources(*EVERYWHERE) if path.name in empty] == []


def test_imports_point_down_and_never_sideways() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(  # noqa: S603 - every word of it is ours
        [linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=120
    )
    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


def test_importing_does_nothing_but_import(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    imported = subprocess.run(  # noqa: S603 - every word of it is ours
        [sys.executable, "-c", IMPORT_ALL, *PACKAGES],
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert imported.returncode == 0, imported.stderr
    assert {"bot.app", "bot.cli", "handlers.parse", "storage.vault"} <= set(imported.stdout.split())
    assert imported.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    naming = [
        name(path)
        for path in published()
        for text in [path.read_bytes().decode(errors="ignore")]
        if any(host in text for host in REGISTRIES)
    ]
    assert naming == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    names = [str(one.alias) for one in Settings.model_fields.values()]
    assert [one for one in names if f"`{one}`" not in page] == []


def test_every_setting_says_what_it_is() -> None:
    assert all(one.description for one in Settings.model_fields.values())
