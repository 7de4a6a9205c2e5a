"""Whom an entry may be given to: only those whom its writer was asked about, once, and never one of abuse."""

from collections.abc import Iterator

import pytest

from core import joining
from core.labels import Danger, Urgency
from core.ports import UnitOfWork
from tests.unit.ward import ANITA, BEN, GRACE, PRECIOUS, TOM, Ward, opened


@pytest.fixture
def ward() -> Iterator[Ward]:
    with opened() as ward:
        yield ward


def offer(ward: Ward, ref: str, *people: int, writer: int = PRECIOUS) -> None:
    """The writer is asked which of these told them."""

    def job(uow: UnitOfWork) -> None:
        entry, directory = uow.entry(ref), uow.directory()
        assert entry is not None
        joining.ask_who_told(uow, ward.now, directory.person(writer), entry, tuple(map(directory.person, people)))

    ward.work(job)


def give(ward: Ward, ref: str, person: int, *, writer: int = PRECIOUS) -> bool:
    def job(uow: UnitOfWork) -> bool:
        entry, directory = uow.entry(ref), uow.directory()
        assert entry is not None
        people = directory.person(writer), directory.person(person)
        return joining.give_to(uow, ward.desk, ward.now, people[0], entry, people[1])

    return ward.work(job)


def test_what_was_never_offered_is_given_to_nobody(ward: Ward) -> None:
    ref = ward.report()
    assert not give(ward, ref, TOM)
    assert ward.stands(ref).entry.reported_by == PRECIOUS


def test_it_is_given_once_and_to_one_of_those_offered(ward: Ward) -> None:
    ref = ward.report()
    offer(ward, ref, BEN, GRACE)
    assert not give(ward, ref, TOM)
    assert not give(ward, ref, BEN, writer=TOM)
    assert give(ward, ref, BEN)
    assert not give(ward, ref, GRACE)
    assert ward.stands(ref).entry.reported_by == BEN


def test_abuse_is_given_to_nobody(ward: Ward) -> None:
    ref = ward.report(danger=Danger.SAFEGUARDING)
    offer(ward, ref, TOM)
    assert not give(ward, ref, TOM)


def test_the_asking_begins_again_where_its_new_reporter_was_asked(ward: Ward) -> None:
    """Tom is in charge and was asked: he can't answer for his own report, so the others are asked at once."""
    ref = ward.report(Urgency.CRITICAL)
    offer(ward, ref, TOM)
    assert give(ward, ref, TOM)
    assert [people for _, people in ward.asked(ref)] == [(TOM, ANITA), (ANITA,)]


def test_what_somebody_has_answered_is_not_asked_about_again(ward: Ward) -> None:
    ref = ward.report(Urgency.CRITICAL)
    ward.move(ref, "acknowledge")
    before = ward.stands(ref)
    offer(ward, ref, TOM)
    assert give(ward, ref, TOM)
    assert ward.stands(ref).pings == before.pings
