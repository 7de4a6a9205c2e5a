"""How well recording rules are found: figures against questions that people have written rules beside."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.understanding.evaluate import share
from core.understanding.recording_rules import Found


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question and the rules that answer it: one, two where both do, or none."""

    id: str
    text: str
    rules: tuple[str, ...]


def read_questions(path: Path) -> list[Asked]:
    """The questions of a JSON Lines file. Raises KeyError or ValueError for what is no question."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Asked(id=row["id"], text=row["text"], rules=tuple(row["rules"])) for row in rows]


@dataclass(frozen=True, kw_only=True)
class RuleFigures:
    """What was measured; shares from 0 to 1.

    `top_1`: of questions with a rule, those whose nearest rule is right. `top_2`: those with a right rule among the
    one or two shown. `alone`: those answered by one right rule, without a choice. `none_said`: of questions without
    a rule, those answered so. `wrong_alone`: of all questions, those answered by one wrong rule; the worst that can
    happen. `two_shown`: of all questions, those answered by two buttons. `missed`: of questions with a rule, those
    answered by none.
    """

    questions: int
    top_1: float
    top_2: float
    alone: float
    none_said: float
    wrong_alone: float
    two_shown: float
    missed: float


def evaluate_rules(questions: Sequence[Asked], answers: Sequence[Found]) -> RuleFigures:
    """The figures of answers to questions, one each, in the same order."""
    pairs = [
        (set(question.rules), [rule.id for rule in answer.rules])
        for question, answer in zip(questions, answers, strict=True)
    ]
    ruled = [(right, shown) for right, shown in pairs if right]
    return RuleFigures(
        questions=len(pairs),
        top_1=share(bool(right & {*shown[:1]}) for right, shown in ruled),
        top_2=share(bool(right & {*shown}) for right, shown in ruled),
        alone=share(len(shown) == 1 and shown[0] in right for right, shown in ruled),
        none_said=share(not shown for right, shown in pairs if not right),
        wrong_alone=share(len(shown) == 1 and shown[0] not in right for right, shown in pairs),
        two_shown=share(len(shown) == 2 for _, shown in pairs),
        missed=share(not shown for _, shown in ruled),
    )


def report_rules(questions: Sequence[Asked], answers: Sequence[Found], seconds: Sequence[float]) -> Iterator[str]:
    """The figures, what went wrong, and how long an answer took (`seconds`, one each), as lines of Markdown."""
    yield "| figure | all |"
    yield "| --- | --- |"
    for name, value in vars(evaluate_rules(questions, answers)).items():
        yield f"| {name} | {value:.3g} |"
    took = sorted(seconds)
    yield f"| milliseconds a question, half of them | {1000 * took[len(took) // 2]:.3f} |"
    yield f"| milliseconds a question, 99 of 100 | {1000 * took[int(len(took) * 0.99)]:.3f} |"
    yield "\n| question | right | shown |"
    yield "| --- | --- | --- |"
    for question, answer in zip(questions, answers, strict=True):
        shown = [rule.id for rule in answer.rules]
        if not _answered(question, shown):
            yield f"| {question.text} | {', '.join(question.rules) or 'none'} | {', '.join(shown) or 'none'} |"


def _answered(question: Asked, shown: Sequence[str]) -> bool:
    """Whether the nearest rule is right, or rightly none is shown."""
    return shown[0] in question.rules if shown else not question.rules
