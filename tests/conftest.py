"""What every test shares, and the last words of a run: what this machine could not run."""

from collections.abc import Generator

import pytest

from tests.clients.here import not_run_here

pytest_plugins = ["tests.clients.alone", "tests.clients.browser", "tests.fakes.postgres"]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Names at the very end what was not run, so that nobody takes a partial run for a whole one."""
    yield
    for why, count in not_run_here(terminalreporter.getreports("skipped")).items():
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.write_line(f"Not run on this machine: {tests}, {why}", yellow=True)
