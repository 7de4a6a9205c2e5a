"""Who has read which version of a rule. Each step is taken only once, whichever process is sooner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from adapters.store.dialect import insert_or_keep
from adapters.store.tables import RULE_RECEIPT
from adapters.store.unit import Unit
from core.moment import Utc
from core.receipts import Answer, Receipt, Via

R = RULE_RECEIPT.c
THIS = and_(
    R.person == bindparam("this_person"), R.number == bindparam("this_number"), R.version == bindparam("this_version")
)
IN_ORDER = select(RULE_RECEIPT).order_by(R.person, R.number, R.version)
OF_PERSON = IN_ORDER.where(R.person == bindparam("person"))
OF_RULE = IN_ORDER.where(R.number == bindparam("number"))
SILENT = IN_ORDER.where(R.answer == Answer.NONE.value, R.asked_at.is_not(None))
WAITING, STILL_SILENT = SILENT.where(R.named_at.is_(None)), SILENT.where(R.named_at.is_not(None))
REMINDED = (
    update(RULE_RECEIPT)
    .where(THIS, R.reminders == bindparam("this_reminders"), R.answer == Answer.NONE.value)
    .values(reminders=R.reminders + 1, read_by=bindparam("until", type_=Utc))
)
NAMED = update(RULE_RECEIPT).where(THIS, R.named_at.is_(None)).values(named_at=bindparam("now", type_=Utc))
SAID = ("answer", "via", "answered_at", "told_by", "question")
ANSWERED = update(RULE_RECEIPT).where(THIS).values({n: bindparam(f"new_{n}", type_=R[n].type) for n in SAID})


class Receipts(Unit):
    """The table of receipts."""

    def receipts(self, *, person: int | None = None, number: str = "") -> tuple[Receipt, ...]:
        """Every receipt, or those of a person, or those of a rule."""
        if person is not None:
            return tuple(map(_receipt, self._rows(OF_PERSON, person=person)))
        return tuple(map(_receipt, self._rows(OF_RULE, number=number) if number else self._rows(IN_ORDER)))

    def receipts_waiting(self, *, named: bool = False) -> tuple[Receipt, ...]:
        """Those asked for and not answered: those of which no leader was told, or those `named` to one."""
        return tuple(map(_receipt, self._rows(STILL_SILENT if named else WAITING)))

    def add_receipt(self, receipt: Receipt) -> bool:
        """Keep a new one; False if that person has one for that version already."""
        row = {**vars(receipt), "answer": receipt.answer.value, "via": receipt.via.value}
        return bool(self._do(insert_or_keep(RULE_RECEIPT), row))

    def remind_receipt(self, receipt: Receipt, until: datetime) -> bool:
        """It is asked for once more, to be answered by `until`; False if that was done, or it was answered."""
        return bool(self._do(REMINDED, {**_this(receipt), "this_reminders": receipt.reminders, "until": until}))

    def name_receipt(self, receipt: Receipt, now: datetime) -> bool:
        """A leader is given the name; False if one was before."""
        return bool(self._do(NAMED, {**_this(receipt), "now": now}))

    def answer_receipt(self, receipt: Receipt) -> None:
        """Keep what was said to that version."""
        said = {**vars(receipt), "answer": receipt.answer.value, "via": receipt.via.value}
        self._do(ANSWERED, {**_this(receipt), **{f"new_{name}": said[name] for name in SAID}})


def _this(receipt: Receipt) -> dict[str, Any]:
    return {"this_person": receipt.person, "this_number": receipt.number, "this_version": receipt.version}


def _receipt(row: Mapping[Any, Any]) -> Receipt:
    values = dict(row)
    return Receipt(**{**values, "answer": Answer(values["answer"]), "via": Via(values["via"])})
