"""How far the asking for an answer has come, per entry."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from adapters.store.dialect import insert_or_update
from adapters.store.tables import CHASE
from adapters.store.unit import Unit
from core.ports import Chase

OF_ENTRY = select(CHASE).where(CHASE.c.ref == bindparam("ref"))
DUE = (
    select(CHASE)
    .where(CHASE.c.is_over.is_(False), CHASE.c.next_at <= bindparam("now"))
    .order_by(CHASE.c.next_at)
    .limit(bindparam("limit"))
)


class Asking(Unit):
    """Chases."""

    def chase(self, ref: str) -> Chase | None:
        """The chase of one entry, over or not."""
        row = self._row(OF_ENTRY, ref=ref)
        return _chase(row) if row else None

    def put_chase(self, chase: Chase) -> None:
        """Keep how far it has come. Without a next time it is over."""
        values = asdict(chase) | {"register_name": chase.register, "is_over": chase.next_at is None}
        del values["register"]
        self._do(insert_or_update(CHASE, "ref"), values)

    def chases_due(self, now: datetime, limit: int = 200) -> tuple[Chase, ...]:
        """Those whose next time has come, the longest due first."""
        return tuple(map(_chase, self._rows(DUE, now=now, limit=limit)))


def _chase(row: Any) -> Chase:
    values = dict(row) | {"register": row["register_name"]}
    del values["register_name"], values["is_over"]
    return Chase(**values)
