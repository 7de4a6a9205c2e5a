"""Recording rules: what a file may say, versions that are kept, and which of them answers when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.importing import BadFile, Imported, import_text
from core.labels import RecordArea
from core.reading_age import reading_age, too_hard
from core.rulebook import Rulebook
from core.rules import CopyTo, Draft, MainRecord, Rule, live, newest_live, next_version, refuse_text
from tests.unit.ward import START, Ward, bare

LATER = datetime(2030, 1, 1, tzinfo=UTC)

SERVICES = """code,name,kind,timezone,phase,go_live
elm,Elm Court,care_home,Europe/London,go_live,2026-06-01
rowan,Rowan House,home_care,Europe/London,preparing,2026-09-01
"""
HEAD = "title,area,plain_text,main_record,keywords,services,copy_to,effective_from,active\n"
FALL = 'A fall,incident,"Write a fall in the app, under Incidents.",new,fell; slipped ;fell,,copy_to_paper,,\n'
MAR = "The MAR,medication,Write it on the paper MAR.,paper,,elm,,2026-07-01 07:00,yes\n"


@pytest.fixture
def ward() -> Iterator[Ward]:
    with bare() as ward:
        ward.work(partial(import_text, what="services", text=SERVICES))
        yield ward


def bring(ward: Ward, *rows: str, head: str = HEAD) -> Imported:
    return ward.work(partial(import_text, what="rules", text=head + "".join(rows)))


def kept(ward: Ward) -> list[Rule]:
    return list(ward.work(lambda uow: uow.rules()))


def refused(ward: Ward, *rows: str, head: str = HEAD) -> str:
    with pytest.raises(BadFile) as fault:
        bring(ward, *rows, head=head)
    assert kept(ward) == []
    return str(fault.value)


# ---- the file


def test_rules_are_kept_as_they_are_written(ward: Ward) -> None:
    assert bring(ward, FALL, MAR) == Imported(rows=2, ignored=())
    fall, mar = kept(ward)
    assert (fall.number, fall.version, fall.area) == ("RUL-1", 1, RecordArea.INCIDENT)
    assert (fall.keywords, fall.services) == (("fell", "slipped"), ())
    assert (fall.main_record, fall.copy_to, fall.active) == (MainRecord.NEW, CopyTo.PAPER, True)
    assert fall.written_by is None
    assert (mar.number, mar.services, mar.copy_to) == ("RUL-2", ("elm",), CopyTo.NO)
    assert mar.effective_from == datetime(2026, 7, 1, 6, 0, tzinfo=UTC), "07:00 in London"


def test_the_same_again_changes_nothing(ward: Ward) -> None:
    bring(ward, FALL, MAR)
    before = kept(ward)
    bring(ward, FALL, MAR, FALL.replace("A fall", "A slip"))
    assert kept(ward)[:1] + kept(ward)[1:2] == before
    assert len(kept(ward)) == 3


def test_new_words_make_a_new_version_beside_the_old_one(ward: Ward) -> None:
    bring(ward, FALL)
    bring(ward, FALL.replace("A fall", "A  FALL").replace("Incidents", "Accidents"))
    old, new = kept(ward)
    assert (old.number, old.version, new.number, new.version) == ("RUL-1", 1, "RUL-1", 2)
    assert ("Incidents" in old.plain_text, "Accidents" in new.plain_text) == (True, True)


def test_the_same_title_for_another_service_is_another_rule(ward: Ward) -> None:
    bring(ward, FALL, FALL.replace("fell,,", "fell,rowan,"))
    assert [(rule.number, rule.version, rule.services) for rule in kept(ward)] == [
        ("RUL-1", 1, ()),
        ("RUL-2", 1, ("rowan",)),
    ]


def test_a_star_means_every_service_and_the_order_of_services_does_not_matter(ward: Ward) -> None:
    bring(ward, FALL.replace("fell,,", "fell,*,"))
    bring(ward, FALL)
    bring(ward, MAR.replace("elm", "rowan;elm"))
    bring(ward, MAR.replace("elm", "elm; rowan"))
    assert [(rule.number, rule.services) for rule in kept(ward)] == [("RUL-1", ()), ("RUL-2", ("elm", "rowan"))]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",incident,Write it.,new,,,,,\n", "title is empty"),
        (f"{'x' * 81},incident,Write it.,new,,,,,\n", "title has 81 characters, and 80 is the most"),
        ("A fall,falls,Write it.,new,,,,,\n", "area 'falls' is unknown; there are: medication"),
        ("A fall,incident,Write it.,tablet,,,,,\n", "main_record 'tablet' is unknown; there are: new, old, paper"),
        ("A fall,incident,Write it.,,,,,,\n", "main_record is empty"),
        ("A fall,incident,Write it.,new,,oak,,,\n", "there is no service 'oak'"),
        ("A fall,incident,Write it.,new,,,paper,,\n", "copy_to 'paper' is unknown; there are: no, copy_to_new"),
        ("A fall,incident,Write it.,new,,,,soon,\n", "effective_from 'soon' is no day such as 2026-06-30"),
        ("A fall,incident,Write it.,new,,,,2026-02-30,\n", "a day or time that there is not"),
        ("A fall,incident,Write it.,new,,,,,maybe\n", "active must be yes or no"),
        (f"A fall,incident,{'Write it now. ' * 30},new,,,,,\n", "it has 419 characters, and 400 is the most"),
        ("A fall,incident,Write it.,new,,,,,,yes\n", "more cells than columns"),
    ],
)
def test_a_bad_row_is_told_with_its_line(ward: Ward, row: str, why: str) -> None:
    told = refused(ward, FALL, row)
    assert told.startswith("line 3: ")
    assert why in told


def test_every_bad_row_is_told_and_a_rule_that_stands_twice(ward: Ward) -> None:
    assert [line.partition(":")[0] for line in refused(ward, ",,,,\n", FALL, "x,y,z,w\n").splitlines()] == ["line 4"]
    assert "line 3: line 2 has a rule of that title" in refused(ward, FALL, FALL.replace("A fall", "a FALL"))


def test_a_column_that_is_missing_is_named(ward: Ward) -> None:
    assert refused(ward, head="title,area\n") == "line 1: the column plain_text, main_record is missing"


def test_hard_words_are_refused_with_a_hint(ward: Ward) -> None:
    hard = (
        "Documentation of the incident necessitates contemporaneous electronic registration by the responsible "
        "individual and subsequent transcription of all particulars into the appropriate organisational ledger."
    )
    told = refused(ward, f"A fall,incident,{hard},new,,,,,\n")
    assert "line 2: plain_text can't be a rule: the reading age is" in told
    assert "it may be 11 at most: cut the sentence of" in told
    assert "in two and say it without organisational" in told


# ---- which version answers


def draft(text: str = "Write it in the app.", **other: object) -> Draft:
    return Draft(area=RecordArea.INCIDENT, title="A fall", plain_text=text, **other)  # type: ignore[arg-type]


def made(*drafts: Draft) -> list[Rule]:
    rules: list[Rule] = []
    for one in drafts:
        rule = next_version(one, rules, lambda: "RUL-1", START)
        rules += [rule] if rule else []
    return rules


def test_a_rule_answers_from_its_day_on_and_the_one_before_until_then() -> None:
    later = START + timedelta(days=1)
    rules = made(draft(), draft("Write it on paper.", effective_from=later))
    assert [rule.version for rule in live(rules, START)] == [1]
    assert [rule.version for rule in live(rules, later - timedelta(seconds=1))] == [1]
    assert [rule.version for rule in live(rules, later)] == [2]
    assert live(rules, START - timedelta(seconds=1)) == ()


def test_a_rule_that_ended_answers_no_more_and_may_come_back() -> None:
    rules = made(draft(), draft(active=False))
    assert live(rules, START) == ()
    assert newest_live(rules, "RUL-1", START) is None
    again = next_version(draft(), rules, lambda: "RUL-9", START)
    assert again is not None
    assert (again.number, again.version) == ("RUL-1", 3)


def answering(ward: Ward, book: Rulebook, question: str, now: datetime, service: str = "elm") -> int:
    return len(ward.work(lambda uow: book.find(uow, question, service, now)))


def test_the_rulebook_reads_rules_again_only_when_they_change(ward: Ward) -> None:
    book = Rulebook()
    bring(ward, FALL)
    first = ward.work(lambda uow: book.finder(uow, LATER))
    assert ward.work(lambda uow: book.finder(uow, LATER)) is first
    found = ward.work(lambda uow: book.find(uow, "where do i write a fall", "elm", LATER))
    assert [rule.id for rule in found] == ["RUL-1"]
    bring(ward, MAR)
    assert ward.work(lambda uow: book.finder(uow, LATER)) is not first


def test_the_rulebook_turns_to_a_rule_whose_day_has_come(ward: Ward) -> None:
    book, day = Rulebook(), datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
    bring(ward, MAR)
    for now, found in ((day - timedelta(minutes=1), 0), (day, 1), (day - timedelta(minutes=1), 0)):
        assert answering(ward, book, "where do i write the MAR", now) == found


def test_a_rule_of_one_service_answers_there_alone(ward: Ward) -> None:
    book = Rulebook()
    bring(ward, FALL.replace("fell,,", "fell,rowan,"))
    found = {service: answering(ward, book, "where do i write a fall", LATER, service) for service in ("elm", "rowan")}
    assert found == {"elm": 0, "rowan": 1}


def test_doubts_are_counted_by_version(ward: Ward) -> None:
    bring(ward, FALL)
    for _ in range(2):
        ward.work(lambda uow: uow.doubt_rule("RUL-1", 1))
    bring(ward, FALL.replace("Incidents", "Accidents"))
    assert [(rule.version, rule.doubts, rule.is_gap) for rule in kept(ward)] == [(1, 2, True), (2, 0, False)]


# ---- how hard a text is to read


@pytest.mark.parametrize(
    ("text", "easy"),
    [
        ("Write a fall in the app first, under Incidents. Then copy it to the paper sheet within the hour.", True),
        ("In the app, under Medication.", True),
        ("", True),
        ("Put it in the blue folder. Tell the nurse.", True),
        (
            "Documentation of individual medication administration must be completed contemporaneously within the "
            "electronic application by the responsible practitioner.",
            False,
        ),
    ],
)
def test_easy_and_hard_texts_are_told_apart(text: str, *, easy: bool) -> None:
    assert (too_hard(text) == "") is easy
    assert (reading_age(text) < 12) is easy


def test_a_text_of_400_characters_is_allowed_and_one_more_is_not() -> None:
    text = "Put it in the app. " * 21
    assert refuse_text(text.ljust(400, ".")[:400]) == ""
    assert refuse_text(text.ljust(401, ".")) == "it has 401 characters, and 400 is the most: say it in fewer words"
