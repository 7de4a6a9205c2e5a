"""Runs command lines one after another in one process of its own: to start Python takes longer than what it then does.

Each line of standard input is one command as JSON, each line of standard output what came of it.
"""

import io
import json
import os
import sys
import traceback

from bot.cli import main


def ran(cwd: str, environment: dict[str, str], arguments: list[str], stdin: str) -> dict[str, object]:
    """The exit code, and what was written. `stdin` holds one byte in each character."""
    os.chdir(cwd)
    for name in [name for name in os.environ if name.startswith("HANDRAIL_")]:
        del os.environ[name]
    os.environ.update(environment)
    outside = sys.stdin, sys.stdout, sys.stderr
    written = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(raw, "ascii") for raw in written)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("latin-1")), "ascii")
    sys.stdout, sys.stderr = out, err
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stdin, sys.stdout, sys.stderr = outside
    out.flush()
    err.flush()
    return {"code": code, "out": written[0].getvalue().decode(), "err": written[1].getvalue().decode()}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(ran(**json.loads(line))), flush=True)
