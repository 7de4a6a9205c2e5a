"""How sure people feel: rounds and their answers, of which nothing tells whose they are.

Each new answer writes those of its round anew, in the order of their marks, and each line does the same. Else the
place of a row, or the number of the transaction that wrote it (PostgreSQL keeps it with every row), would tell which
came at which moment, and the thanks that are kept among the messages tell who was answering then.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from adapters.store.dialect import insert_or_keep
from adapters.store.tables import PULSE_ANSWER, PULSE_DEED, PULSE_LINE, PULSE_ROUND, PULSE_TOLD, PULSE_WISH
from adapters.store.unit import Unit
from core.pulse import Deed, PulseAnswer, PulseRound, Wish

SECRET_BYTES, MARK_BYTES = 32, 32

ROUNDS = select(PULSE_ROUND).order_by(PULSE_ROUND.c.number)
OPEN_OR_SINCE = ROUNDS.where((PULSE_ROUND.c.sealed_secret != b"") | (PULSE_ROUND.c.opens_at >= bindparam("since")))
THIS_ROUND = select(PULSE_ROUND).where(PULSE_ROUND.c.number == bindparam("number"))
OF_DAY = select(PULSE_ROUND.c.number).where(
    PULSE_ROUND.c.service == bindparam("service"), PULSE_ROUND.c.opened_on == bindparam("opened_on")
)
NO_SECRET = update(PULSE_ROUND).where(PULSE_ROUND.c.number == bindparam("this")).values(sealed_secret=b"")
ANSWERS = select(PULSE_ANSWER).where(PULSE_ANSWER.c.round == bindparam("number")).order_by(PULSE_ANSWER.c.mark)
LINES = select(PULSE_LINE).where(PULSE_LINE.c.round == bindparam("number")).order_by(PULSE_LINE.c.mark)
TOLD = select(PULSE_TOLD.c.person, PULSE_TOLD.c.at).where(PULSE_TOLD.c.what == bindparam("what"))
WISHES = select(PULSE_WISH).where(PULSE_WISH.c.settled.is_(False)).order_by(PULSE_WISH.c.number)
SETTLED = (
    update(PULSE_WISH)
    .where(PULSE_WISH.c.number == bindparam("this"), PULSE_WISH.c.settled.is_(False))
    .values(settled=True)
)
DEEDS = select(PULSE_DEED).where(PULSE_DEED.c.said_at >= bindparam("since")).order_by(PULSE_DEED.c.number)


class Pulses(Unit):
    """The tables of rounds, answers, wishes and deeds."""

    def open_pulse(self, service: str, day: date, now: datetime, until: datetime) -> PulseRound | None:
        """A new round with a secret of its own; None if that service had one opened on that day."""
        if self._value(OF_DAY, service=service, opened_on=day) is not None:
            return None
        number = self._next_number("pulse round")
        row = {"number": number, "service": service, "opened_on": day, "opens_at": now, "closes_at": until}
        self._do(insert(PULSE_ROUND), {**row, "sealed_secret": self._seal(secrets.token_bytes(SECRET_BYTES))})
        found = self._row(THIS_ROUND, number=number)
        return self._round(found) if found is not None else None

    def pulses(self, *, since: datetime | None = None) -> tuple[PulseRound, ...]:
        """Every round, oldest first; with `since` only those that are open or were opened since then."""
        rows = self._rows(ROUNDS) if since is None else self._rows(OPEN_OR_SINCE, since=since)
        return tuple(map(self._round, rows))

    def _round(self, row: Mapping[Any, Any]) -> PulseRound:
        sealed = bytes(row["sealed_secret"])
        plain = {name: row[name] for name in ("number", "service", "opened_on", "opens_at", "closes_at")}
        return PulseRound(**plain, secret=self._unseal(sealed) if sealed else b"")

    def end_pulse(self, number: int, *, keep: bool = True) -> None:
        """Nobody can answer any more: the secret goes, and marks of chance take the place of those made with it.

        Unless told to `keep` them, its answers and its lines go too.
        """
        answers = [self._row_of(number, answer, secrets.token_hex(MARK_BYTES)) for answer in self.pulse_answers(number)]
        self._do(NO_SECRET, {"this": number})
        self._write(PULSE_ANSWER, number, answers if keep else [])
        if not keep:
            self._write(PULSE_LINE, number, [])

    def pulse_answers(self, number: int) -> tuple[PulseAnswer, ...]:
        """All answers of a round, in the order of their marks."""
        rows = self._rows(ANSWERS, number=number)
        return tuple(PulseAnswer(mark=row["mark"], group=row["staff_group"], score=row["score"]) for row in rows)

    def put_pulse_answer(self, number: int, answer: PulseAnswer) -> None:
        """Keep an answer, in the place of one with the same mark; all rows of the round are written anew."""
        others = (other for other in self.pulse_answers(number) if other.mark != answer.mark)
        self._write(PULSE_ANSWER, number, [self._row_of(number, one, one.mark) for one in (*others, answer)])

    def _row_of(self, number: int, answer: PulseAnswer, mark: str) -> dict[str, Any]:
        return {"round": number, "mark": mark, "staff_group": answer.group, "score": answer.score}

    def _write(self, table: Table, number: int, rows: Sequence[dict[str, Any]]) -> None:
        self._do(delete(table).where(table.c.round == number))
        if rows:
            self._do(insert(table), sorted(rows, key=lambda row: str(row["mark"])))

    def pulse_lines(self, number: int) -> tuple[str, ...]:
        """What was typed in a round, in an order of chance."""
        return tuple(self._unseal(bytes(row["sealed"])).decode() for row in self._rows(LINES, number=number))

    def add_pulse_line(self, number: int, words: str) -> None:
        """Keep a line under a mark of chance; all lines of the round are written anew, sealed anew too."""
        self._put_lines(number, (*self.pulse_lines(number), words))

    def drop_pulse_line(self, number: int, words: str) -> None:
        """Take one line with these words out of a round, if there is one."""
        lines, one = list(self.pulse_lines(number)), words.encode("utf-8", "replace").decode()
        if one in lines:
            lines.remove(one)
            self._put_lines(number, lines)

    def _put_lines(self, number: int, lines: Iterable[str]) -> None:
        rows = [
            {
                "round": number,
                "mark": secrets.token_hex(MARK_BYTES),
                "sealed": self._seal(one.encode("utf-8", "replace")),
            }
            for one in lines
        ]
        self._write(PULSE_LINE, number, rows)

    def tell_of_pulse(self, what: str, person: int, now: datetime) -> bool:
        """Note that somebody is asked or told; False if they were before."""
        return self._do(insert_or_keep(PULSE_TOLD), {"what": what, "person": person, "at": now}) > 0

    def told_of_pulse(self, what: str) -> Mapping[int, datetime]:
        """Who was asked or told of that, and when."""
        return {row["person"]: row["at"] for row in self._rows(TOLD, what=what)}

    def add_wish(self, person: int, service: str, day: date) -> bool:
        """Somebody would like to be got in touch with; False while that is noted and not settled."""
        if any((wish.person, wish.service) == (person, service) for wish in self.wishes()):
            return False
        number = self._next_number("pulse wish")
        self._do(
            insert(PULSE_WISH),
            {"number": number, "person": person, "service": service, "day": day, "settled": False},
        )
        return True

    def wishes(self) -> tuple[Wish, ...]:
        """Wishes that nobody has settled, oldest first."""
        return tuple(Wish(**{name: row[name] for name in Wish.__annotations__}) for row in self._rows(WISHES))

    def settle_wish(self, number: int) -> bool:
        """Somebody got in touch; False if that was noted before."""
        return self._do(SETTLED, {"this": number}) > 0

    def add_deed(self, service: str, words: str, said_by: int, now: datetime) -> Deed:
        """Keep what was done."""
        number = self._next_number("pulse deed")
        row = {"number": number, "service": service, "said_by": said_by, "said_at": now}
        self._do(insert(PULSE_DEED), {**row, "sealed": self._seal(words.encode("utf-8", "replace"))})
        return Deed(number=number, service=service, words=words, said_by=said_by, said_at=now)

    def deeds(self, since: datetime) -> tuple[Deed, ...]:
        """What was done since then, oldest first."""
        return tuple(
            Deed(
                number=row["number"],
                service=row["service"],
                words=self._unseal(bytes(row["sealed"])).decode(),
                said_by=row["said_by"],
                said_at=row["said_at"],
            )
            for row in self._rows(DEEDS, since=since)
        )
