"""What takes minutes is begun first, so that nobody waits for it alone at the end."""

import pytest

LONGEST = (
    "tests/year/test_a_year",
    "tests/insider/",
    "tests/canary/",
    "tests/matrix/",
    "tests/browser/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    begun = (turn for turn, start in enumerate(LONGEST) if item.nodeid.startswith(start))
    return next(begun, len(LONGEST))
