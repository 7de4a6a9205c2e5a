"""What this machine cannot run is skipped with these words before the reason, and named at the end."""

from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest

NOT_HERE = "not on this machine"


def skip_here(why: str) -> NoReturn:
    """Skips the running test because of what this machine lacks."""
    pytest.skip(f"{NOT_HERE}: {why}")


def not_run_here(skipped: Iterable[object]) -> Counter[str]:
    """Why tests were not run on this machine, and how many for each reason."""
    reasons = (_reason(getattr(report, "longrepr", None)) for report in skipped)
    return Counter(r.partition(f"{NOT_HERE}: ")[2] for r in reasons if NOT_HERE in r)


def _reason(longrepr: object) -> str:
    """The words of a skip: pytest gives file, line and words, but text alone for an expected failure."""
    return str(longrepr[-1]) if isinstance(longrepr, tuple) else str(longrepr)
