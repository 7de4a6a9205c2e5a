"""Export: one row per entry, redacted, and no cell that a spreadsheet would run."""

import csv
import io
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export import FIRST, as_csv, as_jsonl, rows
from core.register import Register
from core.registers import REGISTERS
from tests.unit.elm_court import NOON, directory, entry

PROMISED = ("ref", "service", "state", "urgency", "category", "reported_at", "reporter", "text")
"""Other people's scripts rely on these."""

each_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)


def exported(register: Register = REGISTERS[0], **other: Any) -> dict[str, str]:
    (row,) = rows(register, [entry(register, **other)], directory())
    return row


@each_register
def test_every_register_has_what_scripts_rely_on(register: Register) -> None:
    row = exported(register)
    assert set(PROMISED) <= set(row)
    assert tuple(row)[: len(FIRST)] == FIRST
    assert (row["ref"], row["service"], row["state"]) == (f"{register.prefix}-7", "elm", register.first)
    assert (row["reporter"], row["text"]) == ("Precious Okafor", "tablet won't log in")
    assert datetime.fromisoformat(row["reported_at"]).utcoffset() == NOON.utcoffset()


@each_register
def test_sealed_words_never_leave(register: Register) -> None:
    row = exported(register, sealed=b"the own words")
    assert not {"sealed", "redacted", "reported_by", "logged_by"} & set(row)
    assert "own words" not in json.dumps(row)


@each_register
def test_what_is_empty_is_empty_and_not_none(register: Register) -> None:
    assert "None" not in exported(register).values()


FORMULAS = [
    "=1+1",
    "+44 7700 900101",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "   \t=1",
    "\u00a0=1",
    "\u3000=1",
    "\ufeff=1",
    "\u200b=1",
    "\uff1dcmd|' /C calc'!A0",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    '=HYPERLINK("http://x.example","y")',
]


def cells(text: str) -> list[dict[str, str]]:
    table = "\n".join(as_csv(rows(REGISTERS[0], [entry(redacted=text)], directory())))
    return list(csv.DictReader(io.StringIO(table, newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = cells(text)
    assert row["text"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["tablet = broken", "a-b", "2 @ 20:00", "'quoted'", 'says "no"', "one,two", "a\nb", ""]
)
def test_all_else_stays_as_it_is(text: str) -> None:
    (row,) = cells(text)
    assert row["text"] == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_whatever_was_written_one_row_comes_back_and_it_is_safe(text: str) -> None:
    (row,) = cells(text)
    assert row["text"] in (text, f"'{text}")
    assert row["text"].strip(" \u00a0\u3000\u200b\u200c\u200d\u2060\ufeff")[:1] not in tuple("=+-@\t\r\n")


def test_json_lines_hold_the_text_as_it_is_one_entry_a_line() -> None:
    lines = list(as_jsonl(rows(REGISTERS[0], [entry(redacted=text) for text in FORMULAS], directory())))
    assert len(lines) == len(FORMULAS)
    assert [json.loads(line)["text"] for line in lines] == FORMULAS
    assert all("\n" not in line for line in lines)


def test_the_names_of_the_columns_come_once() -> None:
    table = list(as_csv(rows(REGISTERS[0], [entry(), entry(ref="ISS-8")], directory())))
    assert len(table) == 3
    assert table[0].startswith("ref,service,state,urgency,category")
    assert list(as_csv([])) == []
