"""Asking until somebody answers, through the real handlers and a real store."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from core import audit, due, reaching
from core.chasing import NOBODY_TO_ASK
from core.decide import Moved, Refused
from core.labels import Danger, Role, Urgency
from core.people import Person, RoleHeld
from core.policy import DEFAULTS
from core.ports import Outgoing, UnitOfWork
from core.registers import ISSUES
from core.registers.issues.moves import PUT_OFF
from tests.unit.elm_court import ELM
from tests.unit.test_due import longest, silence
from tests.unit.ward import ANITA, BEN, GRACE, IMRAN, MO, NAMES, PRECIOUS, START, TOM, Ward, bare, opened

CRITICAL = Urgency.CRITICAL


@pytest.fixture
def ward() -> Iterator[Ward]:
    with opened() as ward:
        yield ward


def minutes(ward: Ward, ref: str) -> list[float]:
    return [at for at, _ in ward.asked(ref)]


def test_a_critical_one_climbs_by_shift_until_somebody_answers(ward: Ward) -> None:
    ref = ward.report()
    for _ in range(12):
        ward.tick()
        ward.forward(minutes=5)
    everybody = (TOM, ANITA, BEN, MO, IMRAN)
    assert ward.asked(ref) == [
        (0, (TOM, ANITA)),
        (10, (TOM, BEN)),
        (20, (MO,)),
        (30, everybody),
        (45, everybody),
    ]
    assert isinstance(ward.move(ref, "acknowledge", BEN), Moved)
    ward.forward(minutes=5)
    assert ward.tick() == 0


def test_the_report_itself_asks_at_once(ward: Ward) -> None:
    ref = ward.report()
    assert [(d.person, d.view, d.ping) for d in ward.deliveries(ref) if d.view == "ping"] == [
        (TOM, "ping", True),
        (ANITA, "ping", True),
    ]


def test_a_normal_one_waits_for_the_next_day_and_for_the_manager(ward: Ward) -> None:
    ward.forward(hours=3 + 24 * 2)  # Friday, 13:00
    ref = ward.report(Urgency.NORMAL)
    for _ in range(24 * 4 * 4):
        ward.forward(minutes=15)
        ward.tick()
    monday_at_nine = 60 * (24 * 5 - 1)
    assert ward.asked(ref)[0] == (monday_at_nine, (ANITA,))


def test_two_ticks_at_once_send_one_message(ward: Ward) -> None:
    ref = ward.report()
    ward.forward(minutes=10)
    assert [ward.tick(), ward.tick(), ward.tick()] == [1, 0, 0]
    assert minutes(ward, ref) == [0, 10]


def test_after_downtime_each_is_asked_once_and_told_how_late(ward: Ward) -> None:
    ref = ward.report()
    ward.forward(minutes=130)
    ward.tick()
    ward.tick()
    late = ward.trail(ref)[-1]
    assert (late.verb, late.evidence["late"]) == (audit.ASKED, "2 h")
    assert len(ward.asked(ref)) == 2
    people = ward.asked(ref)[1][1]
    assert len(people) == len(set(people)) == 5


def test_the_reporter_hears_that_nobody_has_answered_also_after_downtime(ward: Ward) -> None:
    def heard() -> int:
        return ward.work(lambda uow: sum(o.key.startswith("silence:") for o in _waiting(uow, ward)))

    ward.report()
    ward.forward(minutes=25)
    ward.tick()
    assert heard() == 0
    ward.forward(minutes=200)
    ward.tick()
    assert heard() == 1


def _waiting(uow: UnitOfWork, ward: Ward) -> list[Outgoing]:
    """Everything that is due to leave, taken until nothing is left: one copy for each person at a time."""
    found: list[Outgoing] = []
    while claimed := uow.claim_outgoing(ward.now, 100):
        found += claimed
        for outgoing in claimed:
            uow.drop(outgoing, "read by a test")
    return found


def test_a_control_not_in_place_in_time_asks_again_from_the_second_step(ward: Ward) -> None:
    ref = ward.report()
    ward.forward(minutes=2)
    ward.move(ref, "acknowledge")
    ward.move(ref, "order_control", control="Extra staff")
    ward.forward(minutes=27)
    assert ward.tick() == 0
    ward.forward(minutes=1)
    ward.tick()
    assert ward.asked(ref)[-1] == (30, (TOM, BEN))
    ward.move(ref, "control_in_place")
    assert ward.chase(ref).why == due.FORGOTTEN
    ward.forward(hours=3, minutes=59)
    assert ward.tick() == 0


def test_what_was_forgotten_comes_back(ward: Ward) -> None:
    ref = ward.report()
    ward.move(ref, "order_control", control="Extra staff")
    ward.move(ref, "control_in_place")
    ward.forward(hours=4)
    ward.tick()
    assert ward.asked(ref)[-1] == (240, (TOM, ANITA))


def test_putting_off_ends_and_the_asking_goes_on(ward: Ward) -> None:
    ref = ward.report(Urgency.HIGH)
    assert isinstance(ward.move(ref, "snooze", length="8h", reason="Later"), Refused)
    ward.move(ref, "order_control", control="Extra staff")
    ward.move(ref, "control_in_place")
    assert isinstance(ward.move(ref, "snooze", length="8h", reason="Supplier is on it"), Moved)
    ward.forward(hours=7.99)
    assert ward.tick() == 0
    ward.forward(hours=0.01)
    ward.tick()
    assert minutes(ward, ref) == [0, 480]


def test_made_more_urgent_it_asks_again_at_once(ward: Ward) -> None:
    ref = ward.report(Urgency.NORMAL)
    ward.forward(minutes=3)
    ward.move(ref, "raise_urgency", PRECIOUS, urgency="critical")
    assert ward.asked(ref) == [(3, (TOM, ANITA))]
    assert ward.chase(ref).policy == "critical"


def test_made_less_urgent_the_gentler_steps_reach_the_same_people_again(ward: Ward) -> None:
    """The manager was asked at once about the high one; the ping of the next day must not count as the same."""
    ref = ward.report(Urgency.HIGH)
    ward.move(ref, "lower_urgency", ANITA, urgency="normal", reason="One tablet only")
    ward.forward(days=1)
    ward.tick()
    assert ward.asked(ref) == [(0, (TOM, ANITA)), (24 * 60, (ANITA,))]
    assert sum(d.ping and d.person == ANITA for d in ward.deliveries(ref)) == 2


def test_what_is_answered_and_then_made_less_urgent_comes_back_under_the_gentler_policy(ward: Ward) -> None:
    ref = ward.report()
    ward.move(ref, "order_control", control="Extra staff")
    ward.move(ref, "control_in_place")
    ward.move(ref, "lower_urgency", ANITA, urgency="low", reason="All on paper")
    assert (ward.chase(ref).policy, ward.chase(ref).answered) == ("low", True)


def test_a_hand_over_without_a_yes_comes_back(ward: Ward) -> None:
    ref = ward.report()
    ward.move(ref, "acknowledge")
    ward.move(ref, "hand_over", person=str(BEN))
    ward.forward(minutes=10)
    ward.tick()
    assert minutes(ward, ref) == [0, 10]
    assert ward.trail(ref)[-1].verb == audit.ASKED


def test_who_declines_starts_the_asking_again(ward: Ward) -> None:
    ref = ward.report()
    ward.move(ref, "acknowledge")
    ward.move(ref, "assign", person=str(BEN))
    ward.move(ref, "decline", BEN)
    assert minutes(ward, ref) == [0, 0]


@pytest.mark.parametrize("verb", ["withdraw"])
def test_what_is_over_asks_nobody(ward: Ward, verb: str) -> None:
    ref = ward.report()
    ward.move(ref, verb, PRECIOUS)
    ward.forward(days=100)
    assert ward.tick() == 0
    assert ward.chase(ref).next_at is None


def test_not_fixed_asks_again(ward: Ward) -> None:
    ref = ward.report(Urgency.NORMAL)
    ward.move(ref, "sorted_here", fix="Restarted it")
    ward.move(ref, "not_fixed", PRECIOUS)
    assert minutes(ward, ref) == [0]
    assert not ward.chase(ref).answered


# ---- nobody to tell -------------------------------------------------------------------------------------


def test_the_reporter_alone_is_never_who_is_asked(ward: Ward) -> None:
    ref = ward.report(by=TOM)
    assert ward.asked(ref) == [(0, (ANITA,))]


def test_a_step_where_nobody_stands_is_not_waited_for(ward: Ward) -> None:
    ward.forward(hours=10)  # 20:00: the manager is at home
    ref = ward.report(by=TOM)
    assert [people for _, people in ward.asked(ref)] == [(BEN,)]
    assert ward.chase(ref).next_at == ward.now + DEFAULTS["critical"].steps[1].after


def test_where_nobody_can_be_reached_each_step_is_taken_once_and_the_last_repeated_at_its_time(ward: Ward) -> None:
    ref = ward.report()
    for _ in range(50):
        for person in (TOM, ANITA, BEN, MO, IMRAN):
            ward.unreached(ref, person)
    assert minutes(ward, ref) == [0] * 4
    assert ward.chase(ref).next_at == START + DEFAULTS["critical"].repeat
    ward.forward(minutes=15)
    ward.tick()
    assert minutes(ward, ref) == [0] * 4 + [15]


def test_an_unreached_copy_after_the_answer_asks_nobody(ward: Ward) -> None:
    ref = ward.report()
    ward.move(ref, "acknowledge")
    ward.unreached(ref, ANITA)
    assert minutes(ward, ref) == [0]


def _note(ward: Ward) -> str:
    return ward.work(lambda uow: uow.note(NOBODY_TO_ASK))


def test_nobody_at_all_turns_the_health_red_until_that_entry_has_somebody_or_is_over() -> None:
    with bare() as ward:
        ward.work(_only_an_administrator)
        ref, other = ward.report(by=PRECIOUS), ward.report(by=BEN)
        assert ward.asked(ref) == [(0, (TOM,))], "the last resort is told"
        assert _note(ward) == other
        ward.move(ref, "withdraw", PRECIOUS)
        ward.work(lambda uow: uow.put_role(RoleHeld(person=PRECIOUS, role=Role.SENIOR_LEADER, service="*")))
        third = ward.report(by=BEN)
        assert ward.asked(third) == [(0, (PRECIOUS,))]
        assert _note(ward) == other, "another entry's people do not answer for this one"
        ward.forward(minutes=15)
        ward.tick()
        assert _note(ward) == ""


def test_with_nobody_but_the_reporter_it_is_written_down_that_nobody_was_asked() -> None:
    with bare() as ward:
        ward.work(_only_an_administrator)
        ref = ward.report(by=TOM)
        assert ward.trail(ref)[-1].verb == audit.NOBODY
        assert ward.asked(ref) == []
        assert _note(ward) == ref
        assert ward.chase(ref).next_at == ward.now + DEFAULTS["critical"].repeat


def _only_an_administrator(uow: UnitOfWork) -> None:
    uow.put_service(ELM)
    for name in NAMES[:3]:
        uow.put_person(Person(id=0, name=name, email=f"{name.split()[0]}@elm.example"))
    uow.put_role(RoleHeld(person=TOM, role=Role.ADMINISTRATOR, service="*"))


def test_a_restricted_one_reaches_safeguarding_and_never_the_floor(ward: Ward) -> None:
    ref = ward.report(danger=Danger.SAFEGUARDING)
    for _ in range(10):
        ward.forward(minutes=15)
        ward.tick()
    assert {person for _, people in ward.asked(ref) for person in people} == {GRACE, ANITA}
    refused = ward.move(ref, "acknowledge", TOM)
    assert refused is None, "it is not theirs to see"
    assert ward.trail(ref)[-1].verb == audit.REFUSED
    assert isinstance(ward.move(ref, "acknowledge", GRACE), Moved)


def test_what_is_not_theirs_to_see_is_not_there_and_the_try_is_written_down(ward: Ward) -> None:
    ref = ward.report()
    assert ward.move(ref, "acknowledge", 7) is not None
    stranger = ward.work(lambda uow: uow.put_person(Person(id=0, name="Lee", known=False)))
    for verb in ("acknowledge", "close", "nonsense"):
        assert ward.move(ref, verb, stranger.id) is None
        assert ward.trail(ref)[-1].verb == audit.REFUSED
    assert ward.move("ISS-999", "acknowledge") is None
    assert ward.move("XYZ-1", "acknowledge") is None


def test_nobody_is_asked_to_take_it_who_is_not_there(ward: Ward) -> None:
    ref = ward.report()
    assert isinstance(ward.move(ref, "assign", person="4711"), Refused)
    assert isinstance(ward.move(ref, "assign", person="9" * 40), Refused)


def test_an_entry_is_the_same_only_as_one_that_is_open(ward: Ward) -> None:
    first, second = ward.report(), ward.report()
    assert isinstance(ward.move(second, "same_as", PRECIOUS, other="ISS-99"), Refused)
    assert isinstance(ward.move(second, "same_as", PRECIOUS, other=first), Moved)
    assert isinstance(ward.move(first, "same_as", PRECIOUS, other=second), Refused)
    assert ward.chase(first).next_at is not None


def test_an_administrator_and_who_is_in_charge_are_asked_once_about_somebody_unknown(ward: Ward) -> None:
    ward.work(lambda uow: uow.put_role(RoleHeld(person=IMRAN, role=Role.ADMINISTRATOR, service="*")))
    here = ward.work(lambda uow: uow.directory())
    assert reaching.may_make_known(here, "elm", ward.now) == (IMRAN, TOM)
    ward.forward(hours=10)
    assert reaching.may_make_known(here, "elm", ward.now) == (TOM,)
    assert reaching.may_make_known(here, "", ward.now) == (IMRAN,)


# ---- every history ---------------------------------------------------------------------------------------

SHARED: list[Ward] = []
URGENCIES = st.sampled_from(tuple(Urgency))
LONGEST_SILENCE = max(silence(policy) for policy in DEFAULTS.values())
ANSWERERS = st.sampled_from((TOM, BEN, ANITA))


@pytest.fixture(scope="module", autouse=True)
def shared() -> Iterator[None]:
    """One store for all histories: to make one takes longer than to live through one."""
    with opened() as ward:
        SHARED[:] = [ward]
        yield
        SHARED.clear()


class Histories(RuleBasedStateMachine):
    """People report, answer, order, put off, raise, lower and fall silent; time passes and machines stop."""

    refs = Bundle("refs")

    def __init__(self) -> None:
        super().__init__()
        self.ward = SHARED[0]
        self.ward.moment[0] = START
        self.mine: list[str] = []
        self.down = False

    @initialize(target=refs, urgency=URGENCIES)
    def first(self, urgency: Urgency) -> str:
        return self.reported(urgency)

    @rule(target=refs, urgency=URGENCIES)
    def another(self, urgency: Urgency) -> str:
        assume(len(self.mine) < 3)
        return self.reported(urgency)

    def reported(self, urgency: Urgency) -> str:
        self.mine.append(self.ward.report(urgency))
        return self.mine[-1]

    @rule(length=st.integers(1, 90) | st.integers(90, 60 * 24 * 9))
    def time_passes(self, length: int) -> None:
        self.ward.forward(minutes=length)
        before = {ref: self.ward.stands(ref) for ref in self.mine}
        self.ward.tick()
        self.ward.tick()
        for ref, was in before.items():
            times = self.ward.stands(ref).times - was.times
            assert times <= 1, "asked twice in one tick"
            silent = was.chase.next_at is None or was.chase.next_at > self.ward.now
            assert not (times and silent), "asked before its time, or after an answer"

    @rule(ref=refs, who=ANSWERERS)
    def answers(self, ref: str, who: int) -> None:
        if isinstance(self.ward.move(ref, "acknowledge", who), Moved):
            assert self.ward.chase(ref).answered

    @rule(ref=refs)
    def orders_a_control(self, ref: str) -> None:
        self.ward.move(ref, "order_control", control="Extra staff")

    @rule(ref=refs)
    def sees_it_in_place(self, ref: str) -> None:
        if isinstance(self.ward.move(ref, "control_in_place"), Moved):
            assert self.ward.chase(ref).why in (due.FORGOTTEN, due.HANDOVER)

    @rule(ref=refs, length=st.sampled_from([value for value, _ in PUT_OFF]))
    def puts_it_off(self, ref: str, length: str) -> None:
        if isinstance(self.ward.move(ref, "snooze", length=length, reason="later"), Moved):
            until = self.ward.chase(ref).snoozed_until
            assert until is not None and until <= self.ward.now + due.SNOOZE_CEILING

    @rule(ref=refs, urgency=URGENCIES)
    def raises(self, ref: str, urgency: Urgency) -> None:
        if isinstance(self.ward.move(ref, "raise_urgency", PRECIOUS, urgency=urgency), Moved):
            assert not self.ward.chase(ref).answered

    @rule(ref=refs, urgency=URGENCIES)
    def lowers(self, ref: str, urgency: Urgency) -> None:
        before = self.ward.chase(ref).answered
        self.ward.move(ref, "lower_urgency", ANITA, urgency=urgency, reason="Looked at it")
        assert self.ward.chase(ref).answered == before, "lowering is no answer, and takes none back"

    @rule(ref=refs, who=st.sampled_from((TOM, BEN, ANITA, MO, IMRAN)))
    def is_out_of_reach(self, ref: str, who: int) -> None:
        self.ward.unreached(ref, who)

    @rule(ref=refs)
    def hands_over(self, ref: str) -> None:
        self.ward.move(ref, "hand_over", person=str(BEN))

    @rule(ref=refs)
    def is_sorted(self, ref: str) -> None:
        self.ward.move(ref, "sorted_here", fix="Restarted")

    @rule(ref=refs)
    def is_not_fixed(self, ref: str) -> None:
        self.ward.move(ref, "not_fixed", PRECIOUS)

    @invariant()
    def it_goes_on(self) -> None:
        for ref in self.mine:
            stands = self.ward.stands(ref)
            chase, policy = stands.chase, DEFAULTS[stands.chase.policy]
            assert chase.next_at is not None, "an open entry that nobody will be asked about"
            assert policy.name == ISSUES.policy(stands.entry), "asked under a policy that is not its own"
            limit = LONGEST_SILENCE if chase.answered else longest(policy)
            assert chase.next_at <= self.ward.now + limit, f"silent until {chase.next_at}"
            assert stands.pings == len(stands.people), "a step whose message was taken for one sent before"
            assert PRECIOUS not in stands.people, "the reporter is asked about their own report"

    def teardown(self) -> None:
        def end(uow: UnitOfWork) -> None:
            for ref in self.mine:
                chase = uow.chase(ref)
                if chase is not None:
                    uow.put_chase(due.over(chase))

        self.ward.work(end)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


# ---- the question about care --------------------------------------------------------------------------------


def test_no_word_about_care_counts_as_soon(ward: Ward) -> None:
    """Somebody tells of a small thing, is asked whether care is affected, and does not look at the phone again."""
    ref = ward.report(Urgency.NORMAL, ask=True)
    ward.forward(minutes=4)
    assert ward.tick() == 0
    assert ward.asked(ref) == []
    ward.forward(minutes=1)
    ward.tick()
    assert ward.entry(ref).urgency == Urgency.HIGH
    assert ward.asked(ref) == [(5, (TOM, ANITA))]
    ward.forward(minutes=30)
    ward.tick()
    assert [at for at, _ in ward.asked(ref)] == [5, 35]


@pytest.mark.parametrize("answer", ["none", "soon"])
def test_an_answer_about_care_settles_it(ward: Ward, answer: str) -> None:
    ref = ward.report(Urgency.NORMAL, ask=True)
    ward.forward(minutes=2)
    assert isinstance(ward.move(ref, "care_effect", PRECIOUS, care=answer), Moved)
    asked = [2.0] if answer == "soon" else []
    for _ in range(6):
        ward.tick()
        ward.forward(minutes=4)
    assert ward.entry(ref).urgency == (Urgency.HIGH if answer == "soon" else Urgency.NORMAL)
    assert minutes(ward, ref) == asked


def test_after_the_answer_it_is_asked_about_as_any_other(ward: Ward) -> None:
    """The question about care moves nothing else: a normal one is looked at after a day, as ever."""
    asked, other = ward.report(Urgency.NORMAL, ask=True), ward.report(Urgency.NORMAL)
    ward.move(asked, "care_effect", PRECIOUS, care="none")
    for _ in range(40):
        ward.tick()
        ward.forward(hours=1)
    assert minutes(ward, asked) == minutes(ward, other) != []


def test_whoever_takes_it_first_is_not_asked_again_for_the_silence(ward: Ward) -> None:
    ref = ward.report(Urgency.NORMAL, ask=True)
    assert isinstance(ward.move(ref, "acknowledge", TOM), Moved)
    for _ in range(6):
        ward.forward(minutes=5)
        ward.tick()
    assert ward.asked(ref) == []
    assert ward.entry(ref).urgency == Urgency.NORMAL


def test_what_is_high_already_waits_for_no_answer(ward: Ward) -> None:
    ref = ward.report(Urgency.HIGH, ask=True)
    assert minutes(ward, ref) == [0]


def test_a_manager_who_lowers_it_is_not_overruled_by_the_silence(ward: Ward) -> None:
    ref = ward.report(Urgency.NORMAL, ask=True)
    lowered = ward.move(ref, "lower_urgency", ANITA, urgency=Urgency.LOW.value, reason="it is only the logo")
    assert isinstance(lowered, Moved)
    for _ in range(4):
        ward.forward(minutes=5)
        ward.tick()
    assert ward.entry(ref).urgency == Urgency.LOW
    assert ward.asked(ref) == []
