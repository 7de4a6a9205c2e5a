"""How well messages are understood: figures against labelled messages. Needs nothing beyond NumPy."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.labels import CareRisk, Category, Danger, Kind, Urgency
from core.understanding.understand import Judged

CATCH = 0.95
"""The share of critical messages that must be said critical or asked about, for `ask_to_catch`."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A message with the labels people gave it. `slices` are its tags, such as "near_miss"."""

    id: str
    text: str
    kind: Kind
    category: Category
    urgency: Urgency
    care_risk: tuple[CareRisk, ...]
    slices: tuple[str, ...] = ()

    @property
    def medical(self) -> bool:
        """A stand-in for "needs the medical advice": critical and somebody's body, safety or life is touched."""
        bodily = {CareRisk.CLINICAL_DETERIORATION, CareRisk.FALL_INJURY, CareRisk.MISSING_PERSON}
        return self.urgency is Urgency.CRITICAL and bool(bodily & set(self.care_risk))

    @property
    def abuse(self) -> bool:
        """A stand-in for "needs the safeguarding advice": critical and safeguarding."""
        return self.urgency is Urgency.CRITICAL and CareRisk.SAFEGUARDING in self.care_risk


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One report put right by its reporter or a leader. None where that was let be, right or not."""

    ref: str
    text: str
    category: Category | None = None
    urgency: Urgency | None = None


def read_labelled(path: Path, slices: Path | None = None) -> list[Labelled]:
    """Messages of a JSON Lines file with the corpus's keys. Raises KeyError or ValueError on other labels."""
    tags = {row["id"]: tuple(row["slices"]) for row in _rows(slices)} if slices else {}
    return [
        Labelled(
            id=row["id"],
            text=row["text"],
            kind=Kind(row["kind"]),
            category=Category(row["category"]),
            urgency=Urgency(row["urgency"]),
            care_risk=tuple(CareRisk(risk) for risk in row["care_risk"]),
            slices=tuple(tags.get(row["id"], row.get("slices", ()))),
        )
        for row in _rows(path)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What was measured; shares from 0 to 1."""

    messages: int
    kind_f1: float
    category_f1: float
    urgency_f1: float
    top_3: float
    risk_f1: float
    asked: float
    ask_to_catch: float
    critical_said: float
    critical_said_or_asked: float
    critical_or_high_or_asked: float
    hidden_seen: float
    near_miss_urgent: float
    calibration_error: float
    medical_precision: float
    medical_recall: float
    abuse_precision: float
    abuse_recall: float


def share(hits: Iterable[bool]) -> float:
    """The share of hits, 0 if there is nothing to count."""
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 0.0


def f1(true: Sequence[object], said: Sequence[object], label: object) -> float:
    """The F1 of one label."""
    both = sum(t == label and s == label for t, s in zip(true, said, strict=True))
    either = sum(t == label for t in true) + sum(s == label for s in said)
    return 2 * both / either if either else 0.0


def macro_f1(true: Sequence[object], said: Sequence[object]) -> float:
    """The mean F1 over the labels that occur in `true`."""
    labels = sorted({str(label) for label in true})
    return sum(f1([str(t) for t in true], [str(s) for s in said], label) for label in labels) / len(labels)


def evaluate(messages: Sequence[Labelled], judged: Sequence[Judged]) -> Figures:
    """The figures of judgements on labelled messages, one each, in the same order."""
    said = [each.meaning for each in judged]
    pairs = list(zip(messages, said, strict=True))
    critical = [(message, meaning) for message, meaning in pairs if message.urgency is Urgency.CRITICAL]
    issues = [(message, meaning) for message, meaning in pairs if message.kind is Kind.ISSUE]
    medical = [meaning.danger is Danger.MEDICAL for meaning in said]
    abuse = [meaning.danger is Danger.SAFEGUARDING for meaning in said]
    return Figures(
        messages=len(messages),
        kind_f1=macro_f1([m.kind for m in messages], [s.kind for s in said]),
        category_f1=macro_f1([m.category for m in messages], [s.category for s in said]),
        urgency_f1=macro_f1([m.urgency for m in messages], [s.urgency for s in said]),
        top_3=share(m.category in (s.category, *s.alternatives) for m, s in issues),
        risk_f1=_micro_risk(pairs_risks=[(m.care_risk, s.care_risk) for m, s in pairs]),
        asked=share(s.ask for s in said),
        ask_to_catch=ask_to_catch(messages, judged),
        critical_said=share(s.urgency is Urgency.CRITICAL for _, s in critical),
        critical_said_or_asked=share(s.urgency is Urgency.CRITICAL or s.ask for _, s in critical),
        critical_or_high_or_asked=share(s.urgency.rank <= Urgency.HIGH.rank or s.ask for _, s in critical),
        hidden_seen=share(
            s.urgency.rank <= Urgency.HIGH.rank or s.ask for m, s in pairs if "hidden_critical" in m.slices
        ),
        near_miss_urgent=share(s.urgency.rank <= Urgency.HIGH.rank for m, s in pairs if "near_miss" in m.slices),
        calibration_error=_calibration_error([(s.confidence, m.category is s.category) for m, s in pairs]),
        medical_precision=share(m.medical for m, yes in zip(messages, medical, strict=True) if yes),
        medical_recall=share(yes for m, yes in zip(messages, medical, strict=True) if m.medical),
        abuse_precision=share(
            CareRisk.SAFEGUARDING in m.care_risk for m, yes in zip(messages, abuse, strict=True) if yes
        ),
        abuse_recall=share(yes for m, yes in zip(messages, abuse, strict=True) if m.abuse),
    )


def ask_to_catch(messages: Sequence[Labelled], judged: Sequence[Judged]) -> float:
    """The least share of messages to ask about so that 95 % of critical ones are said critical or asked about."""
    critical = sum(message.urgency is Urgency.CRITICAL for message in messages)
    caught = sum(
        m.urgency is Urgency.CRITICAL and j.meaning.urgency is Urgency.CRITICAL
        for m, j in zip(messages, judged, strict=True)
    )
    open_ones = [
        (j.critical, m.urgency)
        for m, j in zip(messages, judged, strict=True)
        if j.meaning.urgency is not Urgency.CRITICAL
    ]
    for asked, (_, urgency) in enumerate(sorted(open_ones, key=lambda pair: -pair[0])):
        if caught >= CATCH * critical:
            return asked / len(messages)
        caught += urgency is Urgency.CRITICAL
    return len(open_ones) / max(1, len(messages))


def _micro_risk(pairs_risks: list[tuple[tuple[CareRisk, ...], tuple[CareRisk, ...]]]) -> float:
    both = sum(len({*true} & {*said} - {CareRisk.NONE}) for true, said in pairs_risks)
    either = sum(len({*true} - {CareRisk.NONE}) + len({*said} - {CareRisk.NONE}) for true, said in pairs_risks)
    return 2 * both / either if either else 0.0


def _calibration_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """The mean gap between confidence and truth over equal bins of confidence, weighted by size."""
    gaps = 0.0
    for place in range(bins):
        inside = [
            (c, right)
            for c, right in pairs
            if place / bins <= c < (place + 1) / bins or (c == 1.0 and place == bins - 1)
        ]
        gaps += abs(sum(c for c, _ in inside) - sum(right for _, right in inside))
    return gaps / len(pairs)


def table(*columns: Figures) -> str:
    """The figures as lines of a Markdown table, one column for each."""
    names = vars(columns[0])
    rows = {name: [getattr(figures, name) for figures in columns] for name in names}
    return "\n".join(f"| {name} | {' | '.join(f'{value:.3g}' for value in row)} |" for name, row in rows.items())


def report(messages: Sequence[Labelled], judged: Sequence[Judged], seconds: Sequence[float]) -> Iterator[str]:
    """Everything that is worth knowing about judgements of labelled messages, as lines of Markdown.

    `seconds` is how long each took.
    """
    yield "| figure | all |"
    yield "| --- | --- |"
    yield table(evaluate(messages, judged))
    took = sorted(seconds)
    yield f"| seconds a message, half of them | {took[len(took) // 2]:.4f} |"
    yield f"| seconds a message, 99 of 100 | {took[int(len(took) * 0.99)]:.4f} |"
    yield from _confusion("urgency", [m.urgency for m in messages], [j.meaning.urgency for j in judged], list(Urgency))
    yield from _confusion("kind", [m.kind for m in messages], [j.meaning.kind for j in judged], list(Kind))
    yield from _by_category(messages, judged)
    yield from _calibration(messages, judged)
    yield from _by_slice(messages, judged)


def _confusion(name: str, true: Sequence[str], said: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
    yield f"\n| {name}: true, then said | {' | '.join(labels)} |"
    yield "| --- |" + " --- |" * len(labels)
    for label in labels:
        row = (sum(t == label and s == other for t, s in zip(true, said, strict=True)) for other in labels)
        yield f"| {label} | {' | '.join(map(str, row))} |"


def _by_category(messages: Sequence[Labelled], judged: Sequence[Judged]) -> Iterator[str]:
    true, said = [m.category for m in messages], [j.meaning.category for j in judged]
    yield "\n| category | messages | F1 |"
    yield "| --- | --- | --- |"
    for category in Category:
        if category in true:
            yield f"| {category} | {true.count(category)} | {f1(true, said, category):.2f} |"


def _calibration(messages: Sequence[Labelled], judged: Sequence[Judged], bins: int = 5) -> Iterator[str]:
    """Of those said to be so sure, how many are right."""
    yield "\n| sure | messages | right |"
    yield "| --- | --- | --- |"
    pairs = [(j.meaning.confidence, m.category is j.meaning.category) for m, j in zip(messages, judged, strict=True)]
    for place in range(bins):
        low, high = place / bins, (place + 1) / bins
        inside = [right for sure, right in pairs if low <= sure < high or (sure == high == 1.0)]
        if inside:
            yield f"| {low:.1f} to {high:.1f} | {len(inside)} | {share(inside):.2f} |"


def _by_slice(messages: Sequence[Labelled], judged: Sequence[Judged]) -> Iterator[str]:
    yield "\n| slice | messages | category right | urgency right | critical, high or asked |"
    yield "| --- | --- | --- | --- | --- |"
    pairs = [(m, j.meaning) for m, j in zip(messages, judged, strict=True)]
    for name in sorted({tag for message in messages for tag in message.slices}):
        inside = [(m, s) for m, s in pairs if name in m.slices]
        category = share(m.category is s.category for m, s in inside)
        urgency = share(m.urgency is s.urgency for m, s in inside)
        heard = share(s.ask or s.urgency.rank <= Urgency.HIGH.rank for _, s in inside)
        yield f"| {name} | {len(inside)} | {category:.2f} | {urgency:.2f} | {heard:.2f} |"
