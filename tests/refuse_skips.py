"""On the CI machine, where everything is installed, a skipped test is a failure."""

import os

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run with CI=true in which a test was skipped."""
    if skipped_tests(session) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why such a run failed."""
    if count := skipped_tests(terminalreporter._session):
        terminalreporter.write_line(f"{count} tests were skipped, which CI=true forbids", red=True)


def skipped_tests(session: pytest.Session) -> int:
    """Return how many tests were skipped in a run with CI=true; 0 elsewhere."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return 0
    return len(reporter.stats.get("skipped", []))
