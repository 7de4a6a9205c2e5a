"""Reliability figure 16: Teams' own windows are kept, and nothing leaves inside a Retry-After."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.pace import ORGANISATION, SENDING, Pauses, Window, Windows

NOON = datetime(2026, 6, 2, 12, tzinfo=UTC)


def most_in(times: list[float], seconds: float) -> int:
    """The largest number of calls that lie in any window of so many seconds."""
    return max((sum(start <= t < start + seconds for t in times) for start in times), default=0)


def sent_at(how_many: int, windows: tuple[Window, ...], gaps: list[float]) -> list[float]:
    """When each call is made by somebody who waits as told, and pauses for `gaps` in between."""
    now, times, pace = 1000.0, list[float](), Windows()
    for number in range(how_many):
        now += gaps[number % len(gaps)]
        now += pace.wait("chat", windows, now)
        pace.used("chat", now)
        times.append(now)
    return times


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 3), min_size=1, max_size=20))
def test_no_window_ever_holds_more_than_teams_allows(gaps: list[float]) -> None:
    times = sent_at(150, SENDING, gaps)
    for allowed, seconds in SENDING:
        assert most_in(times, seconds - 1e-6) <= allowed


def test_a_hundred_to_one_conversation_take_no_longer_than_they_must() -> None:
    times = sent_at(100, SENDING, [0.0])
    assert times[6] == times[0]  # seven at once
    assert times[59] - times[0] <= 30
    assert times[99] - times[0] < 45


def test_thirty_a_second_for_the_organisation() -> None:
    times = sent_at(90, ORGANISATION, [0.0])
    assert most_in(times, 1 - 1e-6) == 30
    assert times[-1] - times[0] == 2.0


def test_one_conversation_holds_up_no_other() -> None:
    pace = Windows()
    for _ in range(7):
        pace.used("a", 5.0)
    assert pace.wait("a", SENDING, 5.0) == 1.0
    assert pace.wait("b", SENDING, 5.0) == 0.0


def test_conversations_that_nobody_used_are_forgotten() -> None:
    pace = Windows()
    pace.used("a", 0.0)
    pace.used("b", 5000.0)
    pace.tidy(5000.0)
    assert list(pace._calls) == ["b"]


def test_a_pause_is_kept_to_the_end_and_a_shorter_one_does_not_cut_it() -> None:
    pauses = Pauses()
    pauses.asked("a", 30, NOON)
    pauses.asked("a", 5, NOON + timedelta(seconds=1))
    assert pauses.wait("a", NOON + timedelta(seconds=29)) == 1
    assert pauses.wait("a", NOON + timedelta(seconds=30)) == 0
    assert pauses.wait("b", NOON) == 0


def test_stumbling_waits_longer_each_time_and_never_all_at_the_same_moment() -> None:
    pauses = Pauses()
    waits = [pauses.stumbled("a", 0.5) for _ in range(6)]
    assert waits == [2, 4, 8, 16, 20, 20]
    assert pauses.stumbled("b", 0.0) < pauses.stumbled("c", 1.0)
    pauses.went_well("a")
    assert pauses.stumbled("a", 0.5) == 2
