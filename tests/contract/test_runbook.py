"""What the runbook tells people to do to the database does what it says."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from adapters.store import SqlStore
from core.labels import RecordArea
from core.ports import Event, UnitOfWork
from core.registers import REGISTERS
from core.rules import Draft
from tests.contract.databases import Database
from tests.contract.store_scene import KEY, NOON, HandClock, issue, made
from tests.fakes.postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
RUNBOOK = ROOT / "deploy/docs/runbook.md"
IN_CONTAINERS = "docker compose -f deploy/compose.yaml "


async def test_what_was_parked_is_tried_again(store: SqlStore, database: Database, clock: HandClock) -> None:
    shown = re.findall(r"```sql\n(.*?)```", RUNBOOK.read_text("utf-8"), re.DOTALL)
    assert len(shown) == 1
    assert await store.receive("slack", "1", b"tablet wont log me in", clock.now())

    def park(unit: UnitOfWork) -> None:
        (received,) = unit.claim_received(clock.now(), 1)
        unit.park(received, "LookupError")

    await store.work(park)
    clock.forward(days=2)
    assert await store.work(lambda unit: unit.claim_received(clock.now(), 1)) == ()
    store.close()
    database.do(shown[0])
    store.open()
    (again,) = await store.work(lambda unit: unit.claim_received(clock.now(), 1))
    assert (again.body, again.attempts) == (b"tablet wont log me in", 1)


# ---- with PostgreSQL, in containers


@pytest.fixture
def handrail(postgres_of_compose: Postgres) -> Iterator[Database]:
    """The database as the compose file has it made, by the very script."""
    server, password = postgres_of_compose, "a'b\\c"
    where = server.tools() | {"POSTGRES_USER": "postgres", "POSTGRES_PASSWORD": password}
    server.do(f"ALTER ROLE postgres PASSWORD '{password.replace(chr(39), chr(39) * 2)}'")
    subprocess.run(["sh", ROOT / "deploy/database-init.sh"], env=where, check=True, timeout=30)
    yield Database(kind="postgresql", url=server.url("handrail"), another=server.new_database)
    for name in ("handrail", "handrail_before"):
        server.drop(server.url(name))
    server.do("DROP ROLE handrail")


def commands(chapter: str) -> list[str]:
    """What a chapter tells to run in containers, without what starts and stops these."""
    text = RUNBOOK.read_text("utf-8").partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    told = re.findall(rf"^(\(umask 077; )?{re.escape(IN_CONTAINERS)}(.*)$", text, re.MULTILINE)
    assert told
    told = [f"{around}{line}" for around, line in told]
    return [line for line in told if line not in ("stop handrail", "start handrail")]


def run(command: str, folder: Path, postgres: Postgres, url: str) -> None:
    """As it stands there, but on this machine."""
    here = f"{sys.executable} -m bot"
    command = re.sub(r"^(\(umask 077; )?exec (-T )?database ", r"\1", command)
    command = re.sub(r"^run --rm handrail ", f"{here} ", command)
    command = command.replace("$(date +%F).dump", "copy.dump").replace("2026-11-20.dump", "copy.dump")
    where = postgres.tools() | {"HANDRAIL_DATABASE_URL": url, "HANDRAIL_KEY": KEY, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=where, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, (command, done.stderr)


def report(number: int, unit: UnitOfWork) -> None:
    entry = issue(unit, f"words {number}")
    unit.record(Event(ref=entry.ref, at=NOON, by=1, verb="report", frm="", to="reported"))


def numbers(unit: UnitOfWork) -> list[str]:
    """The next of every kind that is given."""
    rule = unit.put_rule(Draft(area=RecordArea.INCIDENT, title="A fall", plain_text="In the app."))
    assert rule is not None
    return [*(unit.next_ref(register) for register in REGISTERS), rule.number]


def test_handrail_owns_its_database_and_may_do_nothing_else(handrail: Database, postgres_of_compose: Postgres) -> None:
    names = ("rolsuper", "rolcreatedb", "rolcreaterole", "rolreplication", "rolbypassrls")
    assert handrail.rows(f"SELECT {', '.join(names)} FROM pg_roles WHERE rolname = current_user") == [(False,) * 5]
    asked = "SELECT rolname, starts_with(rolpassword, 'SCRAM-SHA-256$') FROM pg_authid WHERE rolcanlogin ORDER BY 1"
    assert postgres_of_compose.rows(asked) == [("handrail", True), ("postgres", None)]
    owned = "SELECT datname FROM pg_database WHERE datdba = current_user::regrole"
    assert handrail.rows(owned) == [("handrail",)]
    with pytest.raises(ProgrammingError, match="permission denied"):
        handrail.do("COPY (SELECT 1) TO PROGRAM 'true'")


async def test_a_server_is_backed_up_and_put_back_as_told(
    handrail: Database, postgres_of_compose: Postgres, clock: HandClock, tmp_path: Path
) -> None:
    postgres = postgres_of_compose
    with made(handrail.url, clock) as store:
        await store.work(partial(report, 1))
        await store.work(partial(report, 2))
        (back_up,) = commands("Back up")
        run(back_up, tmp_path, postgres, handrail.url)
        assert (tmp_path / "copy.dump").stat().st_mode & 0o777 == 0o600, "names stand in it: nobody else may read it"
        await store.work(partial(report, 3))
    for command in commands("Restore"):
        run(command, tmp_path, postgres, handrail.url)
    with made(handrail.url, clock) as store:
        kept = await store.look(lambda unit: [unit.unseal(entry.sealed) for entry in unit.entries(REGISTERS[0])])
        assert sorted(kept) == ["words 1", "words 2"]
        given = await store.work(numbers)
    first, *others = (*(register.prefix for register in REGISTERS), "RUL")
    assert given == [f"{first}-1003", *(f"{prefix}-1001" for prefix in others)]
    with made(postgres.url("handrail_before"), clock) as before:
        assert len(await before.look(lambda unit: unit.entries(REGISTERS[0]))) == 3
