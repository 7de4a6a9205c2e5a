"""`backup` and `restore` on the command line: what is copied, where the key lies, and what is left to do."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bot.build import BadSettings, Copied, back_up, open_store, restore
from bot.clocks import SystemClock
from bot.settings import Settings
from core.registers import REGISTERS

ADD = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(add: ADD, settings: Callable[[], Settings]) -> None:
    """The rows of the command line. `settings` reads the settings of this start."""
    kept = add(
        "backup", lambda chosen: _backup(chosen, settings()), "copy the database into one file, also while it runs"
    )
    kept.add_argument("file", type=Path, help="the file to write; it must not be there yet")
    back = add("restore", lambda chosen: _restore(chosen, settings()), "put a copy in the place of the database")
    back.add_argument("file", type=Path, help="a file that backup wrote")
    back.add_argument("--replace", action="store_true", help="set a database aside that is there already")
    back.add_argument("--accept-broken-trail", action="store_true", help="restore even a copy whose trail was changed")


def _backup(chosen: argparse.Namespace, settings: Settings) -> int:
    made = back_up(settings.database_url, chosen.file, REGISTERS)
    print(f"{made.file} is written: {_held(made)}")
    print(f"SHA-256 of the file: {made.sha256}")
    print(
        f"The key is not in this copy. It is {_where_the_key_is(settings)}. Keep a copy of it in another place:"
        " without it nobody can read what people wrote."
    )
    for fault in made.broken:
        print(fault, file=sys.stderr)
    return 1 if made.broken else 0


def _restore(chosen: argparse.Namespace, settings: Settings) -> int:
    done = restore(
        settings.database_url,
        chosen.file,
        REGISTERS,
        now=SystemClock().now(),
        replace=chosen.replace,
        accept_broken=chosen.accept_broken_trail,
    )
    print(f"{done.file} is restored: {_held(done)}")
    if done.aside:
        print(f"What was there before lies in {done.aside} now. It is yours to delete.")
    print("What was reported after that copy was made is not in it. Look for it in the chats and on paper.")
    print("The next reports get much higher numbers, because those in between may have been given already.")
    for fault in done.broken:
        print(fault, file=sys.stderr)
    return _told_of_the_key(settings) or (1 if done.broken else 0)


def _told_of_the_key(settings: Settings) -> int:
    """A copy is of use only with its key, so that is looked at while somebody is there to put it right."""
    try:
        open_store(settings, alone=False).close()
    except BadSettings as fault:
        print(f"The database is in place, but Handrail will not start with it yet: {fault}.", file=sys.stderr)
        return 1
    print("The key that is here fits it.")
    return 0


def _held(copied: Copied) -> str:
    if not copied.entries:
        return f"version {copied.version}, which is not this program's. Its trail was not checked."
    entries = ", ".join(f"{count} {name}" for name, count in copied.entries.items())
    trail = (
        f"The trail of {copied.events} facts was changed" if copied.broken else f"{copied.events} facts, trail whole"
    )
    newest = f", newest hash {copied.head}" if copied.head else ""
    return f"version {copied.version}, {entries}. {trail}{newest}."


def _where_the_key_is(settings: Settings) -> str:
    if settings.key:
        return "in the setting HANDRAIL_KEY"
    beside = f"{settings.database_url.removeprefix('sqlite:///')}.key"
    return f"in {settings.key_file or beside}"
