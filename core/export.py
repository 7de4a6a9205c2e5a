"""Rows to files: one row per entry, redacted, safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from core.people import Directory
from core.receipts import Receipt
from core.register import Entry, Register
from core.rules import Rule

FIRST = ("ref", "service", "state", "urgency", "category", "kind", "reported_at", "happened_at", "reporter", "text")
"""The columns that every export begins with. Others of the register's own follow."""

RECEIPTS = "receipts"
"""What the receipts of recording rules are exported as, beside the registers."""

RECEIPT_COLUMNS = (
    *("number", "version", "title", "person", "service", "asked_at", "read_by", "among", "reminders"),
    *("answer", "via", "answered_at", "told_by", "question", "named_at"),
)

_NEVER = {"sealed", "redacted", "reported_by", "logged_by"}
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_HIDDEN = " \u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
"""Spaces, and what shows nothing at all, that may stand before a formula."""

BY_ITSELF = "Handrail"
"""The reporter of what nobody reported: a daily check is asked when its time comes."""

LONGEST_CELL = 32_000
"""Characters. Spreadsheets take 32,767 in a cell and spill the rest; JSON Lines have the whole text."""


def rows(
    register: Register, entries: Iterable[Entry], directory: Directory, photos: Mapping[str, int] | None = None
) -> Iterator[dict[str, str]]:
    """Each entry as named texts. Moments are ISO 8601 in UTC. Of its photos only their number leaves, if given."""
    own = [name for name in register.table.model_fields if name not in (*FIRST, *_NEVER)]
    for entry in entries:
        facts = {
            **{name: _text(getattr(entry, name, "")) for name in (*FIRST, *own)},
            "reporter": directory.person(entry.reported_by).name if entry.reported_by else BY_ITSELF,
            "text": entry.redacted,
        }
        counted = {"photos": str(photos.get(entry.ref, 0))} if photos is not None else {}
        yield {name: facts[name] for name in (*FIRST, *own)} | counted


def receipt_rows(receipts: Iterable[Receipt], rules: Iterable[Rule], directory: Directory) -> Iterator[dict[str, str]]:
    """Each receipt of a rule as named texts: who was told of which version, when, and what they said."""
    titles = {(rule.number, rule.version): rule.title for rule in rules}
    for receipt in receipts:
        told_by = directory.person(receipt.told_by).name if receipt.told_by else ""
        named = {"title": titles.get(receipt.of, ""), "person": directory.person(receipt.person).name}
        facts = {name: _text(value) for name, value in vars(receipt).items()} | named | {"told_by": told_by}
        yield {name: facts[name] for name in RECEIPT_COLUMNS}


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None:
        return ""
    return str(value)


def as_jsonl(found: Iterable[dict[str, str]]) -> Iterator[str]:
    """One JSON object a line."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False)


def as_csv(found: Iterable[dict[str, str]]) -> Iterator[str]:
    """CSV lines with a heading, in which no cell is a formula."""
    for number, row in enumerate(found):
        if number == 0:
            yield _line(row)
        yield _line(map(_safe, row.values()))


def _line(cells: Iterable[str]) -> str:
    """One line without its end. The writer quotes a line end within a cell only if it ends its own lines with it."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")


def _safe(value: str) -> str:
    """A cell that a spreadsheet would run is shown as text instead, and one that it would break apart is cut."""
    whole = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…"
    return f"'{whole}" if whole.lstrip(_HIDDEN).startswith(_FORMULA) else whole
