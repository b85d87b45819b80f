"""Prints what tests have to show, at the end, wherever they ran.

`record_property("table", …)` is shown under the test's name, and `record_property("cases", n)` adds
to the one line that says how many cases the whole run has tried.
"""

from collections.abc import Iterator

import pytest

TABLE = "table"
CASES = "cases"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for test, shown in _recorded(terminalreporter, TABLE):
        terminalreporter.section(test)
        terminalreporter.write_line(str(shown))
    tried = [int(str(number)) for _, number in _recorded(terminalreporter, CASES)]
    if tried:
        terminalreporter.write_line(f"{sum(tried):,} cases of the matrix were tried")


def _recorded(
    terminalreporter: pytest.TerminalReporter, wanted: str
) -> Iterator[tuple[str, object]]:
    """The test and the value of everything recorded under that name."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == wanted and getattr(report, "when", "") == "call":
                    yield report.nodeid, value
