"""The longest test begins first, so that nobody waits for it alone at the end."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "test_a_year" not in item.nodeid)
