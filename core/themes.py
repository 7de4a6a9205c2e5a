"""What comes again and again: the same category at one service, many times in a week.

Source: workflow IR2.t2 (5 in 7 days) and decisions: for the first 14 days per ten staff.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.labels import Category, Role
from core.people import Directory, Service
from core.standing import Standing

IN_A_WEEK = 5
"""As many of one category in seven days are a theme."""

EARLY = timedelta(days=14)
"""How long after going live the number counts for every ten staff: at first everybody asks."""

FLOOR = frozenset({Role.CARE_WORKER, Role.TEAM_LEADER, Role.REGISTERED_MANAGER, Role.DIGITAL_CHAMPION})
SAYS_NOTHING = frozenset({Category.OTHER, Category.NONE, Category.FEEDBACK})


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A category that came `n` times in seven days. `per_ten`, in the first days, is that for every ten staff."""

    service: str
    category: str
    n: int
    per_ten: str = ""


def themes(standing: Standing, today: date) -> tuple[Theme, ...]:
    """The themes of the last seven days, the most frequent first."""
    week = standing.now - timedelta(days=7)
    counted = Counter(
        (e.service, e.category)
        for e in standing.reported
        if e.service and e.reported_at >= week and e.category not in SAYS_NOTHING
    )
    found = (_theme(standing.directory, service, category, n, today) for (service, category), n in counted.items())
    return tuple(sorted((t for t in found if t), key=lambda t: (-t.n, t.service, t.category)))


def _theme(directory: Directory, code: str, category: str, n: int, today: date) -> Theme | None:
    service = directory.service(code)
    if service is None or not is_early(service, today):
        return Theme(service=code, category=category, n=n) if n >= IN_A_WEEK else None
    per_ten = Fraction(10 * n, max(10, staff_of(directory, code)))
    if per_ten < IN_A_WEEK:
        return None
    return Theme(service=code, category=category, n=n, per_ten=f"{float(per_ten):.3g}")


def is_early(service: Service, today: date) -> bool:
    """Whether the service has been live for less than 14 days. Without a date it counts as settled."""
    try:
        begun = date.fromisoformat(service.go_live)
    except ValueError:
        return False
    return timedelta(0) <= today - begun < EARLY


def staff_of(directory: Directory, code: str) -> int:
    """How many people work at the service."""
    return len({held.person for held in directory.roles if held.service == code and held.role in FLOOR})
