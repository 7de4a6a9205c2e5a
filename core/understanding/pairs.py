"""How well like reports are told from others: figures on labelled pairs. `python -m core.understanding.pairs`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.understanding.evaluate import share
from core.understanding.similar import alike

PAIRS_FILE = Path(__file__).parent / "data" / "similar_pairs.jsonl"

TUNE, JUDGE = "tune", "judge"
"""The part that the tables were made with, and the part that was measured once they were made."""

GUARDED = ("room", "unit", "number", "person", "time", "negation", "thing")
"""The kinds of difference that must never be offered. Source: rules, duplicates."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two reports, whether they are about the same, and in what way they are alike or differ."""

    id: str
    part: str
    first: str
    second: str
    same: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class PairFigures:
    """What was measured; shares from 0 to 1. `kept_apart` is the share of guarded pairs that are not offered."""

    pairs: int
    same: int
    offered: int
    precision: float
    recall: float
    kept_apart: float


def read_pairs(part: str, path: Path = PAIRS_FILE) -> list[Pair]:
    """The labelled pairs of one part. Raises TypeError or ValueError where the file is not what it should be."""
    pairs = [Pair(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [pair for pair in pairs if pair.part == part]


def measure(pairs: Sequence[Pair]) -> PairFigures:
    """The figures of `alike` on labelled pairs."""
    judged = [(pair, alike(pair.first, pair.second).offered) for pair in pairs]
    return PairFigures(
        pairs=len(pairs),
        same=sum(pair.same for pair in pairs),
        offered=sum(offered for _, offered in judged),
        precision=share(pair.same for pair, offered in judged if offered),
        recall=share(offered for pair, offered in judged if pair.same),
        kept_apart=share(not offered for pair, offered in judged if pair.why in GUARDED),
    )


def report() -> Iterator[str]:
    """The figures of both parts, and of each kind of pair, as lines of Markdown."""
    parts = [read_pairs(part) for part in (TUNE, JUDGE)]
    yield f"| figure | {TUNE} | {JUDGE} |"
    yield "| --- | --- | --- |"
    figures = [vars(measure(pairs)) for pairs in parts]
    yield from (f"| {name} | {' | '.join(f'{each[name]:.3g}' for each in figures)} |" for name in figures[0])
    yield f"\n| pairs that differ in, or are alike in | right in {TUNE} | right in {JUDGE} |"
    yield "| --- | --- | --- |"
    for why in sorted({(not pair.same, pair.why) for pairs in parts for pair in pairs}):
        yield f"| {why[1]} | {' | '.join(_right(pairs, why[1]) for pairs in parts)} |"


def _right(pairs: Sequence[Pair], why: str) -> str:
    """How many pairs of a kind are taken for what they are, of how many."""
    right = [alike(pair.first, pair.second).offered == pair.same for pair in pairs if pair.why == why]
    return f"{sum(right)} of {len(right)}"


if __name__ == "__main__":
    print("\n".join(report()))
