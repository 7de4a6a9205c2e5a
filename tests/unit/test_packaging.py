"""What cannot be built or started here is read line by line: container file, compose file, service, lock to run with.

The parts that can be run are: what the container file copies is copied and started, and the health check asks.
"""

import asyncio
import importlib.metadata
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml  # type: ignore[import-untyped]
from aiohttp import web
from packaging.requirements import Requirement

from adapters.store.dialect import understood
from bot.cli import parser
from bot.health import FAULTS, WARNINGS
from bot.settings import Settings, read_settings
from tests.clients.here import skip_here

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = {f"HANDRAIL_{name.upper()}" for name in Settings.model_fields} | {"HANDRAIL_CONFIG"}
SHORT_IMAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*:[a-z0-9][a-z0-9.-]*")
"""A name with a version, without any host: the tool's own registry is asked."""


# ---- the container file


@dataclass(frozen=True)
class Step:
    """One instruction of the container file."""

    word: str
    rest: str

    def as_list(self) -> list[str]:
        """Its JSON form, which no shell reads."""
        found = json.loads(self.rest)
        assert isinstance(found, list) and all(isinstance(part, str) for part in found)
        return found


KNOWN = {
    *("FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"),
}


@cache
def steps() -> tuple[Step, ...]:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    whole = re.sub(r"\\\n\s*", " ", lines)
    return tuple(Step(*line.split(maxsplit=1)) for line in whole.splitlines() if line.strip())


def last_stage() -> tuple[Step, ...]:
    start = max(number for number, step in enumerate(steps()) if step.word == "FROM")
    return steps()[start:]


def only(word: str) -> Step:
    found = [step for step in last_stage() if step.word == word]
    assert len(found) == 1, f"{word} stands {len(found)} times in the last stage"
    return found[0]


def environment() -> dict[str, str]:
    pairs = (pair.split("=", 1) for step in last_stage() if step.word == "ENV" for pair in shlex.split(step.rest))
    return dict(pairs)


def copies() -> Iterator[tuple[str, str]]:
    """What is copied from the checkout, and where to."""
    for step in steps():
        parts = shlex.split(step.rest)
        if step.word == "COPY" and not parts[0].startswith("--from="):
            yield from ((source, parts[-1]) for source in parts[:-1])


def ignored(name: str) -> bool:
    """Whether the file beside the container file keeps it out; the last rule that fits decides."""
    out = False
    for rule in (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").split("\n"):
        pattern = rule.removeprefix("!").removeprefix("**/")
        if rule and not rule.startswith("#") and (fnmatch(name, pattern) or fnmatch(Path(name).name, pattern)):
            out = not rule.startswith("!")
    return out


def test_every_step_is_one_that_is_known() -> None:
    assert {step.word for step in steps()} <= KNOWN
    assert steps()[0].word == "FROM"


def test_every_base_is_a_short_name_with_its_version() -> None:
    bases = [step.rest.split() for step in steps() if step.word == "FROM"]
    assert len({base[0] for base in bases}) == 1, "what is built on one base runs on the same"
    assert all(SHORT_IMAGE.fullmatch(base[0]) for base in bases)
    assert bases[0][0] == "python:3.11-slim"
    assert "://" not in (DEPLOY / "Containerfile").read_text("utf-8")


def test_everything_that_is_copied_is_there_and_let_in() -> None:
    sources = [source for source, _ in copies()]
    assert {"core", "adapters", "bot", "requirements.lock", "pyproject.toml"} <= set(sources)
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert [source for source in sources if ignored(source)] == []
    stages = {step.rest.split()[2] for step in steps() if step.word == "FROM" and " AS " in step.rest}
    froms = re.findall(r"--from=(\S+)", "\n".join(step.rest for step in steps() if step.word == "COPY"))
    assert froms and set(froms) <= stages


@pytest.mark.parametrize("name", ["handrail.db", ".demo", "deploy/secrets", ".git", "handrail.toml", "x.key", "tests"])
def test_no_database_key_setting_or_history_gets_in(name: str) -> None:
    assert ignored(name)


def test_it_does_not_run_as_root() -> None:
    user, group = only("USER").rest.split(":")
    assert int(user) > 0 and int(group) > 0
    after = [step.word for step in last_stage()[last_stage().index(only("USER")) :]]
    assert "RUN" not in after and "COPY" not in after
    made = " ".join(step.rest for step in last_stage() if step.word == "RUN")
    assert f"--uid {user}" in made and f"--gid {group}" in made
    assert f"install --directory --owner {user} --group {group} --mode 0700 {only('VOLUME').rest}" in made


def test_data_lies_in_a_volume_and_nothing_of_it_is_run() -> None:
    assert only("WORKDIR").rest == only("VOLUME").rest
    assert Settings().database_url == "sqlite:///handrail.db"
    assert environment()["PYTHONSAFEPATH"] == "1"


def test_the_packages_are_held_against_the_hashes_of_the_lock() -> None:
    installs = [step.rest for step in steps() if step.word == "RUN" and " install " in step.rest and "pip" in step.rest]
    assert len(installs) == 1
    assert "run_only.py pyproject.toml requirements.lock > run.lock" in installs[0]
    assert re.search(r"install --require-hashes --only-binary :all: --requirement run\.lock$", installs[0])


def test_it_starts_the_server_and_asks_how_it_is() -> None:
    command = only("ENTRYPOINT").as_list() + only("CMD").as_list()
    assert command[:3] == ["python", "-m", "bot"]
    assert parser().parse_args(command[3:]).command == "serve"
    options, _, check = only("HEALTHCHECK").rest.partition(" CMD ")
    assert json.loads(check) == ["python", "-m", "bot.healthy"]
    assert dict(part.removeprefix("--").split("=") for part in options.split()).keys() == {
        *("interval", "timeout", "start-period", "retries"),
    }
    assert environment()["HANDRAIL_HOST"] == "0.0.0.0"
    assert only("EXPOSE").rest == str(Settings().port)


def test_every_setting_that_it_names_is_one() -> None:
    assert {name for name in environment() if name.startswith("HANDRAIL_")} <= SETTINGS


def test_what_it_copies_is_enough_to_run(tmp_path: Path) -> None:
    """The folders alone, from a folder of data, as in the container."""
    app, data = tmp_path / "app", tmp_path / "data"
    data.mkdir()
    for source, to in copies():
        if to.startswith("/app/") and (ROOT / source).is_dir():
            shutil.copytree(
                ROOT / source, tmp_path / to.removeprefix("/"), ignore=shutil.ignore_patterns("__pycache__")
            )
    (data / "bot.py").write_text("raise SystemExit('what lies in the data folder was run')")
    kept = {name: value for name, value in environment().items() if name.startswith("PYTHON")}
    where = os.environ | kept | {"PYTHONPATH": str(app)}

    def run(*arguments: str, given: str = "") -> str:
        command = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(command, cwd=data, env=where, input=given, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert '"kind": "issue"' in run("classify", given='{"text": "tablet wont log me in and its meds time"}\n')
    assert "The database is at version" in run("migrate")
    assert "copy.db is written" in run("backup", "copy.db")
    assert sorted(path.name for path in app.iterdir()) == ["adapters", "bot", "core"]


# ---- the lock to run with


@cache
def to_run_with() -> Mapping[str, str]:
    """Name and version of what is installed in the container."""
    command = [sys.executable, "deploy/run_only.py", "pyproject.toml", "requirements.lock"]
    lock = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    whole = (ROOT / "requirements.lock").read_text("utf-8")
    blocks = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]
    assert all(block in whole and "--hash=sha256:" in block for block in blocks)
    return dict(block.split(" ")[0].split("==", 1) for block in blocks)


def test_what_only_tests_need_is_left_out() -> None:
    assert not {"pytest", "mypy", "ruff", "playwright", "scikit-learn", "hypothesis"} & set(to_run_with())
    assert {"aiohttp", "sqlmodel", "onnxruntime", "slack-bolt", "botbuilder-core"} <= set(to_run_with())


def test_both_databases_can_be_spoken_to() -> None:
    """The compose file has a PostgreSQL, and nothing can be installed in a container later."""
    assert {"psycopg", "psycopg-binary"} <= set(to_run_with())


def test_everything_that_is_needed_to_run_is_in() -> None:
    """As the packages themselves say that are installed here."""
    for name in to_run_with():
        for line in importlib.metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert re.sub(r"[-_.]+", "-", needed.name).lower() in to_run_with(), f"{name} needs {line}"


# ---- the health check


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1)])
async def test_the_health_check_says_what_the_server_says(status: int, code: int) -> None:
    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "so so"}, status=status)

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz)])
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        assert await _checked(runner.addresses[0][1]) == (code, '{"status": "so so"}')
    finally:
        await runner.cleanup()


async def test_the_health_check_says_when_nobody_answers() -> None:
    assert await _checked(1) == (1, "")


async def _checked(port: int) -> tuple[int, str]:
    # A proxy is for the world outside: it must not be asked about this machine.
    where = os.environ | {"HANDRAIL_PORT": str(port), "http_proxy": "http://127.0.0.1:1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.healthy"), cwd=ROOT, env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode().strip()


# ---- the compose file

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT, "uniqueItems": True, "minItems": 1}
LENGTH = {"type": "string", "pattern": r"^\d+(s|m|h)$"}
HEALTH = {
    "type": "object",
    "properties": {
        "test": {**TEXTS, "uniqueItems": False, "prefixItems": [{"enum": ["CMD"]}]},
        **dict.fromkeys(("interval", "timeout", "start_period"), LENGTH),
        "retries": {"type": "integer", "minimum": 1},
    },
    "required": ["test", "interval", "timeout", "retries", "start_period"],
    "additionalProperties": False,
}
SERVICE = {
    "type": "object",
    "properties": {
        "build": {"type": "object", "properties": {"context": TEXT, "dockerfile": TEXT}, "additionalProperties": False},
        "image": TEXT,
        "restart": {"const": "unless-stopped"},
        "stop_grace_period": LENGTH,
        "depends_on": {"additionalProperties": {"properties": {"condition": {"const": "service_healthy"}}}},
        "environment": {"type": "object", "additionalProperties": TEXT},
        **dict.fromkeys(("secrets", "networks", "volumes", "ports", "tmpfs", "cap_drop", "security_opt"), TEXTS),
        "read_only": {"const": True},
        "healthcheck": HEALTH,
        "logging": {
            "type": "object",
            "properties": {"driver": TEXT, "options": {"type": "object", "additionalProperties": TEXT}},
            "additionalProperties": False,
        },
    },
    "required": ["image", "restart", "healthcheck", "security_opt", "logging", "networks", "volumes", "secrets"],
    "additionalProperties": False,
}
COMPOSE = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "services": {"type": "object", "additionalProperties": SERVICE},
        "networks": {"additionalProperties": {"type": ["object", "null"], "properties": {"internal": {"const": True}}}},
        "volumes": {"type": "object", "additionalProperties": {"type": "null"}},
        "secrets": {"additionalProperties": {"properties": {"file": TEXT}, "additionalProperties": False}},
    },
    "required": ["name", "services", "networks", "volumes", "secrets"],
    "additionalProperties": False,
}
"""The part of the Compose specification that is used here, and what each service must have."""


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def test_the_compose_file_is_in_order(compose: Any) -> None:
    jsonschema.Draft202012Validator(COMPOSE).validate(compose)
    assert set(compose["services"]) == {"handrail", "database"}


def test_everything_that_a_service_names_is_declared_and_used(compose: Any) -> None:
    for kind in ("secrets", "networks", "volumes"):
        named = {name.split(":")[0] for service in compose["services"].values() for name in service[kind]}
        files = {name for name in named if name.startswith("./")}
        assert named - files == set(compose[kind])
        assert [name for name in files if not (DEPLOY / name).is_file()] == []
    assert compose["services"]["handrail"]["depends_on"].keys() <= compose["services"].keys()


def test_only_this_machine_reaches_it_and_nobody_the_database(compose: Any) -> None:
    handrail, database = compose["services"]["handrail"], compose["services"]["database"]
    assert [port.rpartition(":")[0] for port in handrail["ports"]] == [f"127.0.0.1:{Settings().port}"]
    assert "ports" not in database
    assert database["networks"] == ["inside"] and compose["networks"]["inside"] == {"internal": True}


def test_it_listens_where_it_is_looked_for_whatever_the_settings_file_says(compose: Any, tmp_path: Path) -> None:
    handrail = compose["services"]["handrail"]
    (tmp_path / "handrail.toml").write_text("port = 9000\nhost = '127.0.0.1'\n", "utf-8")
    told = handrail["environment"] | {"HANDRAIL_CONFIG": str(tmp_path / "handrail.toml")}
    settings = read_settings({name: value for name, value in told.items() if name != "HANDRAIL_KEY_FILE"})
    assert [port.rpartition(":")[2] for port in handrail["ports"]] == [str(settings.port)]
    assert settings.host == "0.0.0.0"


def test_no_secret_stands_in_it(compose: Any) -> None:
    for secret in compose["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    told = {**compose["services"]["handrail"]["environment"], **compose["services"]["database"]["environment"]}
    secret_names = {name for name in told if re.search("PASSWORD|TOKEN|SECRET|KEY", name)}
    assert secret_names == {"HANDRAIL_KEY_FILE", "POSTGRES_PASSWORD_FILE"}
    for name in secret_names | {"HANDRAIL_CONFIG"}:
        assert told[name].removeprefix("/run/secrets/") in compose["secrets"]
    assert "/deploy/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_its_settings_images_and_places_are_those_of_the_image(compose: Any) -> None:
    handrail, database = compose["services"]["handrail"], compose["services"]["database"]
    assert set(handrail["environment"]) <= SETTINGS
    assert (DEPLOY / handrail["build"]["context"]).resolve() == ROOT
    assert (ROOT / handrail["build"]["dockerfile"]).is_file()
    assert handrail["volumes"] == [f"handrail:{only('VOLUME').rest}"]
    assert handrail["healthcheck"]["test"][1:] == json.loads(only("HEALTHCHECK").rest.partition(" CMD ")[2])
    assert SHORT_IMAGE.fullmatch(database["image"])
    assert (handrail["read_only"], handrail["cap_drop"]) == (True, ["ALL"])
    assert all(s["security_opt"] == ["no-new-privileges:true"] for s in (handrail, database))


# ---- the service of systemd


def unit() -> dict[str, list[str]]:
    lines = (DEPLOY / "handrail.service").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def test_the_service_is_shut_in() -> None:
    found = {name: values[-1] for name, values in unit().items()}
    wanted = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "CapabilityBoundingSet": ""}
    assert {name: found[name] for name in wanted} == wanted
    assert (found["User"], found["StateDirectory"], found["Restart"]) == ("handrail", "handrail", "always")
    assert found["WorkingDirectory"] == "%S/handrail"


def test_key_and_settings_come_as_credentials() -> None:
    given = dict(pair.split(":", 1) for pair in unit()["LoadCredential"])
    told = dict(pair.split("=", 1) for pair in unit()["Environment"])
    named = {name: value for name, value in told.items() if name.startswith("HANDRAIL_")}
    assert set(named) <= SETTINGS
    assert {value.removeprefix("%d/") for value in named.values()} == set(given)
    assert told["HANDRAIL_KEY_FILE"] == "%d/key"


def test_the_service_starts_the_server() -> None:
    program, *arguments = unit()["ExecStart"][0].split()
    assert (program, arguments[:2]) == ("/opt/handrail/.venv/bin/python", ["-m", "bot"])
    assert parser().parse_args(arguments[2:]).command == "serve"


def _as_systemd_would_find_it(folder: Path) -> Path:
    """The program stands elsewhere on this machine."""
    text = (DEPLOY / "handrail.service").read_text("utf-8")
    file = folder / "handrail.service"
    file.write_text(text.replace("/opt/handrail/.venv/bin/python", sys.executable), "utf-8")
    return file


@pytest.mark.parametrize("order", [["verify", "--man=no"], ["security", "--offline=yes", "--threshold=20"]])
def test_systemd_itself_finds_nothing_wrong(order: list[str], tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        skip_here("systemd-analyze is not installed, so the service is read by our own eyes only")
    command = ["systemd-analyze", "--no-pager", *order, str(_as_systemd_would_find_it(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""


def test_a_command_runs_as_the_service_does() -> None:
    file = DEPLOY / "handrail-run"
    text = file.read_text("utf-8")
    subprocess.run(["sh", "-n", str(file)], check=True, timeout=10)
    assert os.access(file, os.X_OK)
    told = dict(re.findall(r"^ +([A-Z_]+)=(\S+) \\$", text, re.MULTILINE))
    files = dict(pair.split(":", 1) for pair in unit()["LoadCredential"])
    service = dict(pair.split("=", 1) for pair in unit()["Environment"])
    assert told == {name: files.get(value.removeprefix("%d/"), value) for name, value in service.items()}
    assert unit()["ExecStart"][0].removesuffix(" serve") + ' "$@"' in text
    assert f"--user {unit()['User'][0]} " in text and "cd /var/lib/handrail\n" in text


# ---- the runbook

RUNBOOK = DEPLOY / "docs/runbook.md"


def test_the_settings_that_the_runbook_shows_are_taken(tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", RUNBOOK.read_text("utf-8"), re.DOTALL)
    assert len(shown) == 2
    for number, text in enumerate(shown):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, "utf-8")
        settings = read_settings({"HANDRAIL_CONFIG": str(file)})
        assert settings.slack_is_on()


def test_the_address_that_the_runbook_shows_reaches_the_database_of_the_compose_file(compose: Any) -> None:
    """That server has no TLS. Left alone, Handrail would insist on it for every other machine and never start."""
    (address,) = re.findall(r'^database_url = "(.*)"$', RUNBOOK.read_text("utf-8"), re.MULTILINE)
    url, database = understood(address), compose["services"]["database"]
    assert url.host in compose["services"]
    mounts = [Path(mount.split(":")[0]) for mount in database["volumes"] if "/docker-entrypoint-initdb.d/" in mount]
    (script,) = (DEPLOY / mount for mount in mounts)
    assert os.access(script, os.X_OK), "the image would read it into its own shell"
    made = script.read_text("utf-8")
    assert f"CREATE ROLE {url.username} LOGIN " in made
    assert f"CREATE DATABASE {url.database} OWNER {url.username} " in made
    assert database["environment"]["POSTGRES_USER"] != url.username, "whoever serves is not the server's administrator"
    assert "command" not in database and "ssl=on" not in str(database)
    assert url.query["sslmode"] == "disable"
    assert set(compose["services"]["handrail"]["networks"]) & set(database["networks"])


def test_the_runbook_names_only_commands_that_are_there() -> None:
    text = RUNBOOK.read_text("utf-8")
    named = re.findall(r"(?:python -m bot|handrail-run|exec handrail python -m bot|\$RUN) ([a-z-]+)", text)
    known = {"serve", "backup", "restore", "verify", "doctor", "migrate", "import", "export"}
    assert {"backup", "restore", "verify", "doctor"} <= set(named) <= known


def test_the_runbook_says_what_each_red_word_of_the_health_means() -> None:
    text = RUNBOOK.read_text("utf-8")
    words = [name.replace("_", " ") for name in (*FAULTS, *WARNINGS)]
    words += ["there was nobody to tell about", "the tick has stopped", "the database cannot be written"]
    assert [word for word in words if f"`{word}" not in text] == []


def test_every_file_that_a_document_points_at_is_there() -> None:
    for page in (ROOT / "README.md", *sorted((DEPLOY / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name} points at {link}"
