"""Runs tests that must not be heard outside in a network namespace that has only loopback.

local-slack and the Agents Playground listen on every interface and cannot be told otherwise. So a test
marked `alone` is never run where pytest was started: all of them together are run by a second pytest,
inside a namespace of its own, and their reports are told here as if they had run here. `pytest -k` and
`-x` work as ever.

    needs_it = pytest.mark.alone(unless=why_it_cannot_be_run_here)    # the function answers None, or a reason
"""

import functools
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path

import pytest

from tests.clients.here import NOT_HERE

MARK = "alone"
MINUTES_AT_MOST = 30
REPORTS_TO = "TESTS_ALONE_REPORTS_TO"
"""Set inside the namespace only: the file that the reports are written to, one JSON object on a line."""

Reports = dict[str, list[pytest.TestReport]]
_told = pytest.StashKey[Reports]()

_GET_FLAGS = 0x8913  # SIOCGIFFLAGS
_UP = 0x1  # IFF_UP


def only_loopback() -> bool:
    """Whether nobody outside can be reached from here: no network interface is up but loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        return all(name == "lo" or not _is_up(probe, name) for _, name in socket.if_nameindex())


def _is_up(probe: socket.socket, name: str) -> bool:
    answer = ioctl(probe.fileno(), _GET_FLAGS, struct.pack("16sH14x", name.encode(), 0))
    return bool(struct.unpack("16sH14x", answer)[1] & _UP)


def run_alone(command: Sequence[str], *, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in a namespace that has only loopback and dies with it. Raises TimeoutExpired."""
    return subprocess.run(
        [*_entrance(), *command],
        cwd=cwd,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=MINUTES_AT_MOST * 60,
    )


def _entrance() -> list[str]:
    """The command that enters. Without root, a user namespace gives the right to make a network one."""
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", *user, "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


@functools.cache
def why_not_alone() -> str | None:
    """Why no such namespace can be had on this machine, or None."""
    if only_loopback():
        return None
    if missing := [tool for tool in ("unshare", "ip") if shutil.which(tool) is None]:
        return f"no {' and no '.join(missing)} to make a network namespace with"
    if run_alone(["true"], cwd=Path.cwd()).returncode:
        return "network namespaces are not allowed"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips, with the reason, the tests that this machine lacks something for."""
    for item in items:
        asked = (mark.kwargs["unless"]() for mark in item.iter_markers(MARK) if "unless" in mark.kwargs)
        if why := next((why for why in asked if why), None):
            item.add_marker(pytest.mark.skip(reason=f"{NOT_HERE}: {why}"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Tells what the second pytest said of a test that must run alone; leaves all others be."""
    if not _belongs_inside(item):
        return None
    told = item.session.stash.setdefault(_told, {}) or _run_all_inside(item.session)
    item.session.stash[_told] = told
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in told[item.nodeid]:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    # The test before this one left standing what the two have in common; nothing here would take it down.
    item.session._setupstate.teardown_exact(nextitem)
    return True


def _belongs_inside(item: pytest.Item) -> bool:
    skipped = item.get_closest_marker("skip") is not None
    return item.get_closest_marker(MARK) is not None and not skipped and not only_loopback()


def _run_all_inside(session: pytest.Session) -> Reports:
    items = [item for item in session.items if _belongs_inside(item)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        pytest_again = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        done = run_alone(
            [*pytest_again, *(item.nodeid for item in items)],
            cwd=session.config.rootpath,
            **{REPORTS_TO: str(file)},
        )
        told = _read(session.config, file)
    for item in items:
        if not any(report.when == "teardown" for report in told[item.nodeid]):
            told[item.nodeid].append(_broke_off(item, done.stdout))
    return told


def _read(config: pytest.Config, file: Path) -> Reports:
    told: Reports = defaultdict(list)
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        report = config.hook.pytest_report_from_serializable(config=config, data=json.loads(line))
        # JSON knows no tuples, and pytest insists on one for the place and reason of a skipped test.
        report.longrepr = tuple(report.longrepr) if isinstance(report.longrepr, list) else report.longrepr
        told[report.nodeid].append(report)
    return told


def _broke_off(item: pytest.Item, output: str) -> pytest.TestReport:
    """For a test that never came to its end, because the pytest inside was killed or did not start."""

    def fail() -> None:
        pytest.fail(f"the run in the namespace ended before this test did:\n{output}", pytrace=False)

    return pytest.TestReport.from_item_and_call(item, pytest.CallInfo.from_call(fail, when="call"))


class ReportsToFile:
    """Inside the namespace: writes down every report for the pytest outside."""

    def __init__(self, config: pytest.Config, file: Path) -> None:
        self._config, self._file = config, file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(data) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    if file := os.environ.get(REPORTS_TO):
        config.pluginmanager.register(ReportsToFile(config, Path(file)))
