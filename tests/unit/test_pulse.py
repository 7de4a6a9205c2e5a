"""What of the answers may be shown, whom a group would give away, when staff are asked, and the words of it."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from core import pulse, words, words_pulse
from core.audit import Event
from core.drawn import history_line
from core.labels import Phase, Role, ServiceKind
from core.people import Directory, Person, RoleHeld, Service, Shift
from core.pulse import AGENCY, CARE_WORKERS, ENOUGH, OTHERS, TEAM_LEADERS, PulseAnswer, PulseRound
from core.pulsing import ENDED, LOOKED, OPENED, TOLD
from core.reading_age import too_hard

OPENS = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
ELM = Service(code="elm", name="Elm Court", kind=ServiceKind.CARE_HOME, timezone="Europe/London", phase=Phase.GO_LIVE)


def a_round(number: int = 1, *, secret: bytes = b"") -> PulseRound:
    return PulseRound(
        number=number,
        service="elm",
        opened_on=date(2026, 6, 3),
        opens_at=OPENS,
        closes_at=OPENS + pulse.OPEN_FOR,
        secret=secret,
    )


def answers(**groups: tuple[int, ...]) -> tuple[PulseAnswer, ...]:
    return tuple(
        PulseAnswer(mark=f"{group}{n}", group=group, score=score)
        for group, scores in groups.items()
        for n, score in enumerate(scores)
    )


@pytest.mark.parametrize(("count", "is_shown"), [(0, False), (4, False), (5, True), (6, True)])
def test_five_answers_and_no_fewer_are_shown(count: int, is_shown: bool) -> None:
    found = pulse.shown(a_round(), answers(other=(3,) * count))
    assert (found is not None) == is_shown


def test_nothing_is_shown_while_a_round_is_open() -> None:
    assert pulse.shown(a_round(secret=b"s"), answers(other=(1, 2, 3, 4, 5, 5))) is None


def test_groups_of_five_are_shown_beside_five_others() -> None:
    found = pulse.shown(a_round(), answers(care_worker=(1, 2, 3, 4, 5), other=(5,) * 5))
    assert found is not None
    assert found.mean == 4.0
    assert found.groups == {CARE_WORKERS: (5, 3.0)}


def test_a_group_that_would_give_away_the_rest_is_hidden_too() -> None:
    """Six care workers and two team leaders: the total less the six would be the two."""
    found = pulse.shown(a_round(), answers(care_worker=(3,) * 6, team_leader=(1, 1)))
    assert found is not None
    assert found.groups == {}


def test_the_smallest_group_hides_the_few_and_the_larger_stays() -> None:
    found = pulse.shown(a_round(), answers(care_worker=(3,) * 8, team_leader=(4,) * 5, agency=(1,)))
    assert found is not None
    assert found.groups == {CARE_WORKERS: (8, 3.0)}


def test_whatever_the_sizes_nothing_about_fewer_than_five_follows() -> None:
    """What is shown, and the total less what is shown, is of nobody or of five and more."""
    for sizes in product((0, 1, 4, 5, 6, 9), repeat=4):
        _nothing_follows(sizes)


def _nothing_follows(sizes: tuple[int, ...]) -> None:
    given = dict(zip((CARE_WORKERS, TEAM_LEADERS, AGENCY, OTHERS), sizes, strict=True))
    found = pulse.shown(a_round(), answers(**{group: (3,) * n for group, n in given.items()}))
    if found is None:
        assert sum(sizes) < ENOUGH
        return
    told = [n for n, _ in found.groups.values()]
    assert all(n >= ENOUGH for n in told)
    assert found.answered - sum(told) == 0 or found.answered - sum(told) >= ENOUGH
    assert OTHERS not in found.groups


def test_the_newest_round_is_held_against_the_one_before() -> None:
    kept = {1: answers(other=(2,) * 5), 2: answers(other=(4,) * 5), 3: answers(other=(5,) * 5)}
    rounds = (a_round(1), a_round(2), a_round(3, secret=b"open"))
    last, sure = pulse.newest(rounds, "elm", kept.__getitem__)
    assert last is not None
    assert sure is not None
    assert (last.number, sure.mean, sure.before) == (2, 4.0, 2.0)
    assert pulse.newest(rounds, "oak", kept.__getitem__) == (None, None)


def test_a_mark_is_of_one_person_in_one_round() -> None:
    first, other = a_round(1, secret=b"a"), a_round(1, secret=b"b")
    marks = [pulse.mark_of(found, person) for found in (first, other) for person in (1, 2, 12)]
    assert len(set(marks)) == 6
    assert marks[0] == pulse.mark_of(first, 1)
    with pytest.raises(ValueError, match="has ended"):
        pulse.mark_of(a_round(), 1)


# ---- who, and when


def home(leaders: int, workers: int) -> Directory:
    people = tuple(Person(id=n, name=f"Person {n}") for n in range(1, leaders + workers + 2))
    roles = [*[Role.TEAM_LEADER] * leaders, *[Role.CARE_WORKER] * workers, Role.REGISTERED_MANAGER]
    held = tuple(RoleHeld(person=p.id, role=role, service="elm") for p, role in zip(people, roles, strict=True))
    here = tuple(
        Shift(person=p.id, service="elm", starts=OPENS - timedelta(hours=3), ends=OPENS + timedelta(hours=3))
        for p in people
    )
    return Directory(services=(ELM,), people=people, roles=held, shifts=here)


@pytest.mark.parametrize(("leaders", "group"), [(1, OTHERS), (4, OTHERS), (5, TEAM_LEADERS)])
def test_a_group_of_few_is_kept_as_others(leaders: int, group: str) -> None:
    directory = home(leaders, 6)
    assert pulse.group_of(directory, 1, "elm") == group
    assert pulse.group_of(directory, leaders + 1, "elm") == CARE_WORKERS


def test_managers_are_not_asked_and_others_only_on_shift() -> None:
    directory = home(1, 2)
    assert pulse.to_ask(directory, "elm", OPENS) == (1, 2, 3)
    assert pulse.to_ask(directory, "elm", OPENS + timedelta(hours=4)) == ()


@pytest.mark.parametrize(
    ("local", "quiet"),
    [
        *(("08:00", False), ("10:30", True), ("11:45", False), ("12:30", False), ("15:00", True), ("17:30", False)),
        *(("20:02", False), ("22:10", False), ("23:30", True), ("04:59", True), ("05:00", False), ("07:00", False)),
    ],
)
def test_quiet_hours(local: str, quiet: bool) -> None:
    hour, minute = map(int, local.split(":"))
    assert pulse.is_quiet(ELM, datetime(2026, 6, 3, hour, minute, tzinfo=ELM.zone)) == quiet


@pytest.mark.parametrize(("phase", "most"), [(Phase.GO_LIVE, 26), (Phase.PARALLEL, 13), (Phase.BAU, 6)])
def test_how_often_a_round_opens_by_itself(phase: Phase, most: int) -> None:
    """In half a year: each week, every second week, once a month; also over a change of the clocks."""
    service = Service(code="elm", name="Elm", kind=ServiceKind.CARE_HOME, timezone="Europe/London", phase=phase)
    days = [datetime(2026, 7, 1, 11, 0, tzinfo=ELM.zone) + timedelta(days=n) for n in range(182)]
    opened = Counter(day.weekday() for day in days if pulse.opens_today(service, 2, day))
    assert opened == Counter({2: most})
    assert not any(pulse.opens_today(service, None, day) for day in days)


def test_the_setting_names_a_day_or_is_off() -> None:
    assert [pulse.weekday_from(said) for said in ("off", "monday", " Wednesday ")] == [None, 0, 2]
    with pytest.raises(ValueError, match="must be a day"):
        pulse.weekday_from("weekly")


# ---- words


def _texts() -> list[str]:
    values = (value for name, value in vars(words_pulse).items() if name.isupper())
    nested = (value.values() if isinstance(value, dict) else (value,) for value in values)
    return [text for texts in nested for text in texts if isinstance(text, str)]


def test_the_words_are_short_and_easy() -> None:
    texts = _texts()
    assert len(texts) > 40
    assert [(text, too_hard(text)) for text in texts if too_hard(text)] == []
    sentences = [one for text in texts for one in re.split(r"(?<=[.!?:])\s+", text)]
    assert [one for one in sentences if len(one.split()) > 25] == []


def test_the_trail_of_a_round_reads_as_sentences() -> None:
    events = [Event(ref="PUL-1", at=OPENS, by=None, verb=verb, frm="", to="") for verb in (OPENED, ENDED, TOLD, LOOKED)]
    lines = [history_line(event, Directory()) for event in events]
    assert all(line.endswith(".") and "_" not in line for line in lines), lines


def test_the_promise_is_the_one_that_was_decided() -> None:
    assert "Your manager won't see your name." in words.PULSE_NO_NAMES
