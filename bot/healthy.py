"""Asks the Handrail of this machine how it is: `python -m bot.healthy` ends with 0 unless it is red or silent.

For the health check of a container. It loads nothing of Handrail, so that it may run every few seconds.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

WITHIN = 8.0
"""Seconds for the answer. A write that is not kept in 2.5 s is red already."""


def main() -> int:
    """Print what it says of itself; 0 for green and amber, 1 for red or no answer."""
    # No proxy stands between: the address is always this machine's own.
    line = HTTPConnection("127.0.0.1", int(os.environ.get("HANDRAIL_PORT", "8080")), timeout=WITHIN)
    try:
        line.request("GET", "/healthz")
        answer = line.getresponse()
        print(answer.read(4096).decode("utf-8", "replace"))
    except (OSError, HTTPException) as fault:
        print(f"no answer: {type(fault).__name__}", file=sys.stderr)
        return 1
    finally:
        line.close()
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
