"""Takes out of requirements.lock what is needed to run Handrail, and leaves what only tests need.

    python3 deploy/run_only.py pyproject.toml requirements.lock > run.lock

Versions and hashes stay as they are. Needs nothing but Python: it runs before anything is installed.
"""

import re
import sys
import tomllib
from pathlib import Path

ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==", re.MULTILINE)
VIA = re.compile(r"^ +# +(?:via +)?(?P<by>[A-Za-z0-9._-]+)", re.MULTILINE)


def plain(name: str) -> str:
    """A name as it is compared: small, with one kind of hyphen."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> dict[str, str]:
    """Each package of the lock by its name: the line with the version, its hashes, and who asks for it."""
    starts = [(plain(found["name"]), found.start()) for found in ENTRY.finditer(lock)]
    ends = [start for _, start in starts[1:]] + [len(lock)]
    return {name: lock[start:end] for (name, start), end in zip(starts, ends, strict=True)}


def run_only(project: str, lock: str) -> str:
    """The part of the lock that `project` (pyproject.toml) needs to run, on either database.

    Raises KeyError for what is not in it.
    """
    told = tomllib.loads(project)["project"]
    wanted = [*told["dependencies"], *told["optional-dependencies"]["postgres"]]
    found = entries(lock)
    asked_for_by = {name: {plain(by) for by in VIA.findall(text)} for name, text in found.items()}
    kept = {plain(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in wanted}
    while more := {name for name, by in asked_for_by.items() if name not in kept and by & kept}:
        kept |= more
    return "".join(found[name] for name in sorted(kept))


if __name__ == "__main__":
    sys.stdout.write(run_only(*(Path(name).read_text("utf-8") for name in sys.argv[1:3])))
