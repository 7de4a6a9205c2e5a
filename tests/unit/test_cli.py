"""The command line from end to end: what goes in, what comes out, and which exit code."""

import asyncio
import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from subprocess import PIPE
from typing import Any

import numpy as np
import pytest

from adapters.store import SqlStore, cipher_for
from core.registers import REGISTERS
from core.understanding.model import COLUMNS, RISKS, load, save
from tests.contract.store_scene import issue
from tests.unit.test_importing import PEOPLE, ROTA, SERVICES
from tests.unit.ward import START

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """What came of one command."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="module")
def child() -> Iterator[subprocess.Popen[str]]:
    """One process for all commands."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.unit.cli_child"], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True, encoding="utf-8"
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def run(child: subprocess.Popen[str], tmp_path: Path) -> Run:
    """Runs a command line in a folder of its own, with a database of its own."""
    assert child.stdin is not None and child.stdout is not None
    to, answers = child.stdin, child.stdout

    def bot(*arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        named = {"HANDRAIL_DATABASE_URL": "sqlite:///handrail.db", **environment}
        asked = {"cwd": str(tmp_path), "environment": named, "arguments": arguments, "stdin": stdin.decode("latin-1")}
        print(json.dumps(asked), file=to, flush=True)
        done = Done(**json.loads(answers.readline()))
        assert "Traceback" not in done.err, done.err
        return done

    return bot


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8", newline="")
    return name


# ---- classify ---------------------------------------------------------------------------------------------

KEYS = ["kind", "category", "alternatives", "urgency", "ask", "care_risk", "confidence", "reasons", "pii"]


def test_classify_keeps_the_order_and_every_other_key(run: Run) -> None:
    given: list[dict[str, Any]] = [
        {"id": 3, "text": "tablet wont log me in and its meds time", "setting": {"night": True}},
        {"text": "where do i write a fall", "id": 1},
        {"text": ""},
        {"text": "😀", "kind": "overwritten"},
        {"text": "zażółć " * 10, "note": "ę"},
    ]
    done = run("classify", stdin=("\n".join(map(json.dumps, given)) + "\n\n").encode())
    found = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, len(found)) == (0, len(given))
    for before, after in zip(given, found, strict=True):
        assert {k: after[k] for k in before if k != "kind"} == {k: v for k, v in before.items() if k != "kind"}
        assert set(KEYS) <= set(after)
        assert len(after["alternatives"]) == 2
        assert 0 <= after["confidence"] <= 1
    assert list(found[0]) == ["id", "text", "setting", *KEYS]
    assert (found[0]["urgency"], found[0]["ask"]) == ("critical", False)
    assert found[3]["kind"] != "overwritten"


@pytest.mark.parametrize("line", ["not json", "[1]", '{"words": "x"}', '{"text": 3}', '"text"', "null"])
def test_a_bad_line_is_told_with_its_number_after_the_good_ones(run: Run, line: str) -> None:
    done = run("classify", stdin=b'{"text": "wifi down"}\n\n' + line.encode() + b'\n{"text": "x"}\n')
    assert (done.code, len(done.out.splitlines())) == (2, 1)
    assert done.err.strip() == "line 3: not a JSON object with a text"


def test_half_a_character_stops_nothing(run: Run) -> None:
    done = run("classify", stdin=b'{"text": "caf\xc3"}\n{"text": "a \\ud800 b"}\n')
    assert (done.code, len(done.out.splitlines())) == (0, 2)


# ---- evaluate ---------------------------------------------------------------------------------------------

LABELLED = {"kind": "issue", "category": "device_connectivity", "urgency": "normal", "care_risk": ["none"]}


def test_evaluate_counts_what_is_right_and_what_is_not(run: Run, tmp_path: Path) -> None:
    right = {"id": "a", "text": "tablet wont charge", **LABELLED, "slices": ["negation"]}
    wrong = {"id": "b", "text": "tablet wont charge", **LABELLED, "category": "training_gap"}
    write(tmp_path, "labelled.jsonl", "\n".join(map(json.dumps, (right, wrong))))
    done = run("evaluate", "labelled.jsonl")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert "| messages | 2 |" in lines
    assert "| kind_f1 | 1 |" in lines
    assert "| training_gap | 1 | 0.00 |" in lines
    assert "| device_connectivity | 1 | 0.67 |" in lines
    assert "| negation | 1 | 1.00 | 1.00 | 0.00 |" in lines


@pytest.mark.parametrize("text", ["", "not json", "{}", '{"id": "a", "text": "x", "kind": "riddle"}', "[1]", "null"])
def test_a_file_without_labels_is_told_in_plain_words(run: Run, tmp_path: Path, text: str) -> None:
    write(tmp_path, "labelled.jsonl", text)
    done = run("evaluate", "labelled.jsonl")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("labelled.jsonl holds")


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    assert run("evaluate", "nothing.jsonl").code == 2


# ---- import, export, verify, doctor, migrate --------------------------------------------------------------


def test_a_provider_is_set_up_from_three_files(run: Run, tmp_path: Path) -> None:
    for what, text in (("services", SERVICES), ("people", PEOPLE), ("rota", ROTA)):
        file = write(tmp_path, f"{what}.csv", text)
        for _ in range(2):
            done = run("import", what, file)
            assert (done.code, done.err) == (0, "")
            assert done.out == f"{len(text.splitlines()) - 1} rows of {what} imported.\n"


def test_bad_rows_are_listed_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    bad = SERVICES + "x,,care_home,Europe/London,bau,2026-06-01,\ny,Y,hut,Europe/London,bau,2026-06-01,\n"
    done = run("import", "services", write(tmp_path, "bad.csv", bad))
    assert (done.code, done.out) == (2, "")
    assert [line.partition(":")[0] for line in done.err.splitlines()] == ["line 4", "line 5"]


def test_an_unknown_column_is_a_warning(run: Run, tmp_path: Path) -> None:
    text = "\n".join(f"{line},{'beds' if n == 0 else '40'}" for n, line in enumerate(SERVICES.splitlines()))
    done = run("import", "services", write(tmp_path, "s.csv", text))
    assert (done.code, done.err) == (0, "The column 'beds' is unknown and was ignored.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "services", "nowhere.csv"),
        ("import", "services", "binary.csv"),
        ("import", "services", "."),
        ("export", "issues"),
        ("verify",),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_told_in_plain_words(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    done = run(*arguments)
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1


def test_a_wrong_setting_stops_every_command(run: Run) -> None:
    done = run("migrate", HANDRAIL_PORT="http")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("The setting port does not fit")


def test_the_program_is_started_as_a_module(tmp_path: Path) -> None:
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "HANDRAIL_DATABASE_URL": "sqlite:///handrail.db"}
    command = [sys.executable, "-m", "bot", "verify"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no database" in done.stderr


def test_serve_with_half_of_slack_refuses_to_start(run: Run) -> None:
    done = run("serve", HANDRAIL_SLACK_BOT_TOKEN="xoxb-made-up")
    assert done.code == 2
    assert "HANDRAIL_SLACK_SIGNING_SECRET missing" in done.err
    assert "made-up" not in done.err


def test_migrate_says_what_it_did_and_may_be_run_again(run: Run) -> None:
    first, second = run("migrate"), run("migrate")
    assert (first.code, second.code) == (0, 0)
    assert first.out.strip() and second.out.strip()


@pytest.fixture
def with_two(run: Run, tmp_path: Path) -> Run:
    """A database with two reports in it."""
    for what, text in (("services", SERVICES), ("people", PEOPLE)):
        assert run("import", what, write(tmp_path, f"{what}.csv", text)).code == 0
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    with SqlStore(url, cipher_for(url), REGISTERS, now=lambda: START) as store, asyncio.Runner() as runner:
        for text in ('=HYPERLINK("x"), tablet', "wifi down,\nagain"):
            runner.run(store.work(partial(issue, redacted=text)))
    return run


def test_export_gives_one_row_an_entry_oldest_first(with_two: Run) -> None:
    done = with_two("export", "issues")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, [row["ref"] for row in found]) == (0, ["ISS-1", "ISS-2"])
    assert [row["text"] for row in found] == ['=HYPERLINK("x"), tablet', "wifi down,\nagain"]
    table = with_two("export", "issues", "--format", "csv").out
    as_table = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["text"] for row in as_table] == ['\'=HYPERLINK("x"), tablet', "wifi down,\nagain"]
    assert {row["reporter"] for row in as_table} == {"Tom Reid"}
    assert with_two("export", "questions").out == ""


def test_verify_and_doctor_say_what_they_found(with_two: Run) -> None:
    verified = with_two("verify")
    assert (verified.code, verified.out) == (
        0,
        "The trail is whole: nothing was changed, removed or reordered.\n",
    )
    examined = with_two("doctor")
    assert examined.code == 1
    assert "Rowan House, North has no urgent phone number." in examined.out
    assert "Elm Court has nobody in charge from" in examined.out


# ---- train ------------------------------------------------------------------------------------------------


def test_nothing_is_learned_where_nobody_put_anything_right(run: Run, tmp_path: Path) -> None:
    run("migrate")
    done = run("train", "--out", "own.npz")
    assert (done.code, done.out) == (0, "")
    assert done.err == "Nobody has put anything right yet, so there is nothing to learn.\n"
    assert not (tmp_path / "own.npz").exists()


@pytest.mark.parametrize("content", [None, b"not a model"])
def test_a_model_that_cannot_be_read_is_told_at_once(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "own.npz").write_bytes(content)
    done = run("classify", stdin=b'{"text": "bells down"}\n', HANDRAIL_MODEL="own.npz")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("HANDRAIL_MODEL names own.npz, which can't be read as a model of this version.")


def test_a_model_of_ones_own_is_used(run: Run, tmp_path: Path) -> None:
    own = load()
    save(replace(own, bias=own.bias + 30 * (np.arange(len(own.bias)) == COLUMNS["risk"].start)), tmp_path / "own.npz")
    line = b'{"text": "tablet wont charge"}\n'
    usual, changed = run("classify", stdin=line), run("classify", stdin=line, HANDRAIL_MODEL="own.npz")
    assert json.loads(usual.out)["care_risk"] == ["none"]
    assert json.loads(changed.out)["care_risk"] == [RISKS[0]]


def test_training_without_scikit_learn_says_what_is_missing(tmp_path: Path) -> None:
    """As where only what the running program needs is installed."""
    for name in ("sklearn", "scipy"):
        write(tmp_path, f"{name}.py", "raise ImportError(__name__)")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "train"],
        cwd=ROOT,
        env={"PYTHONPATH": str(tmp_path), "HANDRAIL_DATABASE_URL": f"sqlite:///{tmp_path}/handrail.db"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Training needs scikit-learn, which is not installed: pip install 'handrail[train]'.\n"


# ---- backup and restore ------------------------------------------------------------------------------------------


def test_a_backup_says_what_it_holds_and_where_the_key_is(with_two: Run, tmp_path: Path) -> None:
    done = with_two("backup", "copy.db")
    assert done.code == 0, done.err
    assert "copy.db is written: version " in done.out and "2 issues" in done.out and "trail whole" in done.out
    assert "The key is not in this copy. It is in handrail.db.key." in done.out
    key = (tmp_path / "handrail.db.key").read_text("ascii").strip()
    assert key not in done.out + done.err


def test_where_the_key_is_follows_the_settings(with_two: Run, tmp_path: Path) -> None:
    key = (tmp_path / "handrail.db.key").read_text("ascii").strip()
    (tmp_path / "secret").write_text(key, "ascii")
    given = with_two("backup", "a.db", HANDRAIL_KEY=key)
    assert "It is in the setting HANDRAIL_KEY." in given.out and key not in given.out
    assert "It is in secret." in with_two("backup", "b.db", HANDRAIL_KEY_FILE="secret").out


def test_what_was_reported_comes_back_on_another_machine(with_two: Run, tmp_path: Path) -> None:
    assert with_two("backup", "copy.db").code == 0
    before = with_two("export", "issues").out
    (tmp_path / "new").mkdir()
    there = {"HANDRAIL_DATABASE_URL": "sqlite:///new/handrail.db"}
    without_key = with_two("restore", "copy.db", **there)
    assert without_key.code == 1
    assert "Handrail will not start with it yet: the key file new/handrail.db.key is missing" in without_key.err
    (tmp_path / "handrail.db.key").rename(tmp_path / "new/handrail.db.key")
    again = with_two("restore", "copy.db", "--replace", **there)
    assert (again.code, again.err) == (0, "")
    assert "The key that is here fits it." in again.out
    assert "What was there before lies in new/handrail.db.before-restore-" in again.out
    assert with_two("export", "issues", **there).out == before
    assert with_two("verify", **there).code == 0


def test_a_restore_into_a_database_that_holds_something_is_refused(with_two: Run) -> None:
    assert with_two("backup", "copy.db").code == 0
    done = with_two("restore", "copy.db")
    assert (done.code, done.out) == (2, "")
    assert "holds something already, and nothing was restored" in done.err


def test_a_copy_with_a_changed_trail_is_told_each_time(with_two: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "handrail.db", isolation_level=None)) as raw:
        raw.execute("UPDATE counter SET last = 7 WHERE name = 'event'")
        raw.execute("INSERT OR IGNORE INTO counter VALUES ('event', 7)")
    taken = with_two("backup", "copy.db")
    assert (taken.code, taken.err.strip()) == (1, "events 1 to 7 are missing")
    assert "was changed" in taken.out
    assert with_two("restore", "copy.db", "--replace").code == 2
    told = with_two("restore", "copy.db", "--replace", "--accept-broken-trail")
    assert (told.code, told.err.strip()) == (1, "events 1 to 7 are missing")


def test_for_postgresql_the_command_to_run_is_printed(run: Run) -> None:
    url = "postgresql://handrail:made-up@db.example/handrail"
    done = run("backup", "copy.dump", HANDRAIL_DATABASE_URL=url)
    assert (done.code, done.out) == (2, "")
    assert "pg_dump --format=custom" in done.err and "made-up" not in done.err
    back = run("restore", "copy.dump", HANDRAIL_DATABASE_URL=url)
    assert back.code == 2 and "pg_restore" in back.err and "into an empty database" in back.err
