"""The command line: `python -m bot …`. Each command is a row; faults are told in plain words."""

import argparse
import asyncio
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from aiohttp import web

from bot import copies, demo, doctor
from bot.build import (
    BadSettings,
    CannotOpen,
    Handrail,
    build,
    classifier_of,
    desk_of,
    is_there,
    migrate,
    open_store,
    write_package,
)
from bot.clocks import PushedClock, SystemClock
from bot.cost import measured
from bot.importing import COLUMNS, BadFile, import_text
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings
from core import briefing
from core.corrections import corrections
from core.export import RECEIPTS, as_csv, as_jsonl, receipt_rows, rows
from core.ports import StoreClosed
from core.registers import REGISTERS, register_named
from core.understanding.evaluate import read_labelled, report
from core.understanding.evaluate_rules import read_questions, report_rules
from core.understanding.model import load, save
from core.understanding.recording_rules import RuleFinder, read_rules
from core.understanding.understand import TrainedClassifier

Row = TypeVar("Row")
EVERYTHING = 1_000_000
LARGEST_HEADER = 64 * 1024
"""Bytes. A token that is too long is then refused like any other, with 401."""
PAGE = "https://handrail.example"
"""Stands in the Teams package until a provider names a page of their own."""


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    root = argparse.ArgumentParser(prog="python -m bot", description="Handrail")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=told, description=told)
        command.set_defaults(run=run)
        return command

    add("serve", _serve, "serve Slack, Teams and work")
    shown = add("demo", _demo, "serve the page with a made-up provider")
    shown.add_argument("--fresh", action="store_true", help="begin anew")
    add("classify", _classify, "JSON Lines with a text in, the same with what it means out")
    weighed = add("evaluate", _evaluate, "hold the classifier against labelled messages (JSON Lines)")
    weighed.add_argument("file", type=Path)
    weighed.add_argument("--rules", type=Path, help="recording rules (JSON Lines): FILE then holds questions for them")
    taught = add("train", _train, "learn from what people put right; a worse model is refused")
    taught.add_argument("--out", type=Path, default=Path("handrail-model.npz"), help="the file to write")
    brought = add("import", _import, "import services, people, rota or recording rules from a CSV file")
    brought.add_argument("what", choices=list(COLUMNS))
    brought.add_argument("file", type=Path)
    out = add("export", _export, "write one row per entry to standard output")
    out.add_argument("register", choices=[*(register.name for register in REGISTERS), RECEIPTS])
    out.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    told = add("digest", _digest, "print the digests as they would be now, for one person or for everybody")
    told.add_argument("email", nargs="?", default="", help="only of the person with this e-mail")
    add("verify", _verify, "check that nothing in the trail was changed, removed or reordered")
    add("doctor", _doctor, "show every gap: nobody in charge, nobody on call, no rules, people out of reach")
    add("migrate", _migrate, "bring the database to this version")
    copies.add_commands(add, _settings)
    packed = add("teams-manifest", _teams_manifest, "write the app package that an administrator uploads to Teams")
    packed.add_argument("--out", type=Path, default=Path("handrail-teams.zip"), help="the file to write")
    packed.add_argument("--address", default=PAGE, help="your own https page about Handrail, which Teams links to")
    measured = add("bench", _bench, "measure speed and memory as ratios within this run")
    measured.add_argument("--seconds", type=float, default=5.0, help="length of each measurement")
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run one command; answers with the exit code."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the machine's own language is set to; half a character is no reason to stop.
            stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (BadSettings, BadFile, StoreClosed) as fault:
        print(fault, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


def _settings(**given: object) -> Settings:
    settings = read_settings(os.environ, **given)
    set_up_logs(settings.log_level)
    return settings


def _serve(_: argparse.Namespace) -> int:
    settings = _settings()
    if not (settings.slack_is_on() or settings.teams_is_on()):
        print("No channel is set up, so nobody can be heard. See deploy/docs/slack.md and teams.md.", file=sys.stderr)
    with open_store(settings) as store:
        return asyncio.run(_run(lambda: build(settings, store=store), settings, "Handrail serves at {url}"))


def _demo(chosen: argparse.Namespace) -> int:
    settings = _settings(database_url=demo.DATABASE_URL)
    if chosen.fresh and demo.FOLDER.exists():
        shutil.rmtree(demo.FOLDER)
    demo.FOLDER.mkdir(exist_ok=True)
    clock = PushedClock()
    with open_store(settings, clock) as store:

        async def run() -> int:
            today = datetime.now(UTC)
            await store.work(lambda uow: demo.prepare(uow, clock, today))
            zone = (await store.look(lambda uow: uow.directory())).services[0].zone
            stage = demo.DemoStage(store, desk_of(settings), clock, zone)

            def make() -> Handrail:
                handrail = build(settings, store=store, clock=clock, stage=stage)
                stage.time_passed = handrail.ticker.tick
                return handrail

            return await _run(make, settings, "Open {url} in a browser. Ctrl+C stops it; everything is kept.")

        return asyncio.run(run())


async def _run(make: Callable[[], Handrail], settings: Settings, greeting: str) -> int:
    """Serve until told to stop, or until a part of it dies."""
    stopped = asyncio.Event()
    code = 0

    def died() -> None:
        nonlocal code
        code = 1
        stopped.set()

    handrail = make()
    handrail.failed = died
    runner = web.AppRunner(handrail.app, access_log=None, max_field_size=LARGEST_HEADER)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        await site.start()
    except OSError as fault:
        await runner.cleanup()
        raise BadSettings(f"Port {settings.port} on {settings.host} is not free: {fault.strerror}") from fault
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    host, port = runner.addresses[0][:2]
    print(greeting.format(url=f"http://{host}:{port}/"), flush=True)
    await stopped.wait()
    await runner.cleanup()
    return code


def _classify(_: argparse.Namespace) -> int:
    classifier = classifier_of(_settings())
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            print(_classified(classifier, line, number), flush=True)
    return 0


def _classified(classifier: TrainedClassifier, line: str, number: int) -> str:
    try:
        row = json.loads(line)
        text = row["text"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError) as fault:
        raise BadFile(f"line {number}: not a JSON object with a text") from fault
    meaning = classifier.understand(text)
    return json.dumps(
        {
            **row,
            "kind": meaning.kind,
            "category": meaning.category,
            "alternatives": meaning.alternatives[:2],
            "urgency": meaning.urgency,
            "ask": meaning.ask,
            "care_risk": meaning.care_risk,
            "confidence": round(meaning.confidence, 4),
            "reasons": meaning.reasons,
            "pii": meaning.pii,
        },
        ensure_ascii=False,
    )


def _labelled(read: Callable[[Path], list[Row]], file: Path) -> list[Row]:
    try:
        labelled = read(file)
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"{file} can't be read: {fault}") from fault
    except (KeyError, ValueError, TypeError) as fault:
        raise BadFile(f"{file} holds a line without the labels that are needed: {fault}") from fault
    if not labelled:
        raise BadFile(f"{file} holds no messages.")
    return labelled


def _evaluate(chosen: argparse.Namespace) -> int:
    if chosen.rules is not None:
        return _evaluate_rules(chosen.file, chosen.rules)
    messages = _labelled(read_labelled, chosen.file)
    classifier = classifier_of(_settings())
    judged, seconds = [], []
    for message in messages:
        begun = perf_counter()
        judged.append(classifier.judge(message.text))
        seconds.append(perf_counter() - begun)
    _print(report(messages, judged, seconds))
    cost = measured()
    print(f"\nTo load it takes {cost['load']:.2f} s, and {cost['megabytes']:.0f} MB of memory.")
    return 0


def _evaluate_rules(file: Path, rules: Path) -> int:
    questions, finder = _labelled(read_questions, file), RuleFinder(_labelled(read_rules, rules))
    answers, seconds = [], []
    for question in questions:
        begun = perf_counter()
        answers.append(finder.find(question.text))
        seconds.append(perf_counter() - begun)
    _print(report_rules(questions, answers, seconds))
    return 0


def _train(chosen: argparse.Namespace) -> int:
    settings = _settings()
    try:
        from core.understanding.learn import learn
        from core.understanding.learn import report as learned_lines
        from core.understanding.lessons import Lessons
    except ImportError:
        print("Training needs scikit-learn, which is not installed: pip install 'handrail[train]'.", file=sys.stderr)
        return 2
    classifier = classifier_of(settings)
    if classifier.model is None or classifier.encoder is None:
        raise BadSettings("The model that comes with Handrail can't be read, so nothing can be held against it.")
    with open_store(settings, alone=False) as store:
        right = asyncio.run(store.look(lambda uow: tuple(corrections(uow))))
    if not right:
        print("Nobody has put anything right yet, so there is nothing to learn.", file=sys.stderr)
        if settings.model:
            print("Leave HANDRAIL_MODEL out to forget what was learned before.", file=sys.stderr)
        return 0
    learned = learn(Lessons.shipped(), classifier.encoder, load(), classifier.model, right)
    _print(learned_lines(learned, right))
    if learned.refusals:
        print("\nThe new model is worse and was not written.", *learned.refusals, sep="\n- ", file=sys.stderr)
        return 1
    save(learned.model, chosen.out)
    print(f"Written to {chosen.out}. Set HANDRAIL_MODEL to it and start Handrail again.", file=sys.stderr)
    return 0


def _import(chosen: argparse.Namespace) -> int:
    try:
        text = chosen.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"{chosen.file} can't be read: {fault}") from fault
    settings = _settings()
    # The process that serves may be running: the database's own lock keeps the two apart.
    with open_store(settings, alone=not is_there(settings.database_url)) as store:
        done = asyncio.run(store.work(lambda uow: import_text(uow, chosen.what, text)))
    for name in done.ignored:
        print(f"The column {name!r} is unknown and was ignored.", file=sys.stderr)
    print(f"{done.rows} rows of {chosen.what} imported.")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    if chosen.register == RECEIPTS:
        return _export_receipts(chosen.format)
    register = register_named(chosen.register)
    if register is None:
        raise BadFile(f"there is no register {chosen.register}")
    with open_store(_settings(), alone=False) as store:
        found = asyncio.run(
            store.look(
                lambda uow: list(
                    rows(
                        register,
                        reversed(uow.entries(register, limit=EVERYTHING)),
                        uow.directory(),
                        uow.photo_counts(),
                    )
                )
            )
        )
    _print(as_csv(found) if chosen.format == "csv" else as_jsonl(found))
    return 0


def _export_receipts(form: str) -> int:
    with open_store(_settings(), alone=False) as store:
        found = asyncio.run(store.look(lambda uow: list(receipt_rows(uow.receipts(), uow.rules(), uow.directory()))))
    _print(as_csv(found) if form == "csv" else as_jsonl(found))
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _digest(chosen: argparse.Namespace) -> int:
    settings = _settings()
    now = SystemClock().now()
    with open_store(settings, alone=False) as store:
        desk = desk_of(settings)
        cards = asyncio.run(store.look(lambda uow: briefing.now_for(uow, desk, now, chosen.email)))
    if not cards:
        print("There is nobody to make a digest for.", file=sys.stderr)
        return 1
    _print("\n\n".join(card.as_text() for card in cards).splitlines())
    return 0


def _verify(_: argparse.Namespace) -> int:
    with open_store(_settings(), alone=False) as store:
        faults = asyncio.run(store.look(lambda uow: uow.verify_trail()))
    _print(faults or ("The trail is whole: nothing was changed, removed or reordered.",))
    return 1 if faults else 0


def _doctor(_: argparse.Namespace) -> int:
    settings = _settings()
    with open_store(settings, alone=False) as store:
        found = asyncio.run(_gaps(settings, store_of=lambda: build(settings, store=store)))
    _print(found or ("No gaps found.",))
    return 1 if found else 0


async def _gaps(settings: Settings, store_of: Callable[[], Handrail]) -> list[str]:
    handrail = store_of()
    now = SystemClock().now()
    found = await handrail.store.look(lambda uow: list(doctor.gaps(uow, settings.advice_book(), now)))
    people = await handrail.store.look(
        lambda uow: {person: bool(uow.senders_of(person.id)) for person in doctor.leaders(uow.directory())}
    )
    await handrail.open_lines()
    try:
        return found + list(await doctor.unreachable(people, handrail.channels))
    finally:
        await handrail.close_lines()


def _migrate(_: argparse.Namespace) -> int:
    try:
        print(f"The database is at version {migrate(_settings().database_url)}.")
    except CannotOpen as fault:
        raise BadSettings(str(fault)) from fault
    return 0


def _teams_manifest(chosen: argparse.Namespace) -> int:
    # The package comes before the password: what else Teams needs may still be missing.
    app_id = os.environ.get("HANDRAIL_TEAMS_APP_ID") or _settings().teams_app_id
    try:
        write_package(chosen.out, app_id, chosen.address)
    except ValueError as fault:
        raise BadSettings(str(fault)) from fault
    except OSError as fault:
        raise BadFile(f"{chosen.out} can't be written: {fault.strerror}") from fault
    print(f"{chosen.out} is written. Upload it in the Teams admin center. See deploy/docs/teams.md.")
    if chosen.address == PAGE:
        print("Its links lead nowhere yet. Give --address with a page of yours.", file=sys.stderr)
    return 0


def _bench(chosen: argparse.Namespace) -> int:
    from bot.bench import bench  # what only measures must not be able to stop what serves

    _print(bench(chosen.seconds))
    return 0
