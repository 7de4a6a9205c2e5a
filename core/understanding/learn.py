"""Learning from a provider's own corrections: teach, hold it against what is in use, refuse what is worse.

Needs scikit-learn, as `train` does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.understanding.encoder import Encoder
from core.understanding.evaluate import Correction, Figures, Labelled, share, table
from core.understanding.lessons import Lessons
from core.understanding.model import LinearModel
from core.understanding.train import figures, put_right
from core.understanding.understand import judge

KEPT_OUT = 5
"""Every fifth correction is kept out at first, to see whether the others help with it."""
HOLDING = 3
"""Every third message that Handrail learned from holds it in place: more would only take longer."""
LEAST = 10
"""Fewer corrections than this tell nothing when a fifth of them is kept out."""
SLACK = 4
"""So many messages may be understood worse by chance."""
MOST_ASKED = 0.12
MOST_SHOWN = 20

MUST_NOT_FALL = {
    "kind_f1": "the kind",
    "category_f1": "the type",
    "top_3": "the type among the first three",
    "urgency_f1": "the urgency",
}
MUST_STAY = {
    "critical_said_or_asked": "critical reports that are called critical or asked about",
    "critical_or_high_or_asked": "critical reports that are called critical or high, or asked about",
    "hidden_seen": "hidden dangers that are heard",
}


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A model trained with corrections, held against the one in use.

    `own` counts, of the corrections kept out, how many the shipped model and one taught the others have right, and of
    how many: the model in use may have been taught these very ones.
    `refusals` says in plain words why it must not be used; nothing if it may.
    """

    model: LinearModel
    before: Figures
    after: Figures
    changed: tuple[str, ...]
    own: tuple[int, int, int]
    refusals: tuple[str, ...]


def learn(
    lessons: Lessons, encoder: Encoder, shipped: LinearModel, in_use: LinearModel, corrections: Sequence[Correction]
) -> Learned:
    """Teach the shipped model the corrections, and judge the outcome on messages that nothing was trained on.

    It always begins with the shipped model, so that a correction that is gone from the database is forgotten. The
    outcome is held against the model `in_use`. Deterministic.
    """
    held = [*lessons.messages[::HOLDING], *lessons.tuning]
    own = 0, 0, 0
    if len(corrections) >= LEAST:
        kept_out = corrections[::KEPT_OUT]
        trial = put_right(shipped, encoder, held, [each for n, each in enumerate(corrections) if n % KEPT_OUT])
        before, after = (sum(_right(each, model, encoder) for each in kept_out) for model in (shipped, trial))
        own = before, after, len(kept_out)
    model = put_right(shipped, encoder, held, corrections)
    was, now = (figures(lessons.judged, each, encoder) for each in (in_use, model))
    return Learned(
        model=model,
        before=was,
        after=now,
        changed=tuple(_changed(lessons.judged, in_use, model, encoder)),
        own=own,
        refusals=tuple(_refusals(was, now, own)),
    )


def _right(correction: Correction, model: LinearModel, encoder: Encoder) -> bool:
    said = judge(correction.text, model, encoder).meaning
    return correction.category in (None, said.category) and correction.urgency in (None, said.urgency)


def _refusals(before: Figures, after: Figures, own: tuple[int, int, int]) -> Iterator[str]:
    """Why the new model is worse. Missing a danger is never made good by anything else."""
    for name, words in MUST_STAY.items():
        if getattr(after, name) < getattr(before, name):
            yield f"Fewer {words}: {getattr(after, name):.1%}, and {getattr(before, name):.1%} before."
    slack = SLACK / before.messages
    for name, words in MUST_NOT_FALL.items():
        if getattr(after, name) < getattr(before, name) - slack:
            fell = f"{getattr(after, name):.3f}, and {getattr(before, name):.3f} before"
            yield f"It is right less often about {words}: {fell}."
    if after.near_miss_urgent > before.near_miss_urgent + slack:
        rose = f"{after.near_miss_urgent:.1%} of near misses, and {before.near_miss_urgent:.1%} before"
        yield f"More false alarms: {rose}."
    if after.asked > max(MOST_ASKED, before.asked):
        yield f"It asks too often: about {after.asked:.1%} of messages."
    if own[1] < own[0]:
        yield f"It has fewer of your own corrections right: {own[1]} of {own[2]}, and {own[0]} before."


def _changed(messages: Sequence[Labelled], before: LinearModel, after: LinearModel, encoder: Encoder) -> Iterator[str]:
    """Which judging messages are understood otherwise now. These are made up, so they may be shown."""
    for message in messages:
        was, now = (judge(message.text, model, encoder).meaning for model in (before, after))
        if (was.category, was.urgency) != (now.category, now.urgency):
            right = (now.category, now.urgency) == (message.category, message.urgency)
            yield (
                f"“{message.text}”: {was.category}, {was.urgency} before; {now.category}, {now.urgency} now"
                f"{', which is right' if right else ''}."
            )


def report(learned: Learned, corrections: Sequence[Correction]) -> Iterator[str]:
    """What was learned, as lines of Markdown. Of staff's own reports only the numbers are shown."""
    yield f"Learned from {len(corrections)} corrections, beside the messages that come with Handrail."
    for each in corrections[-MOST_SHOWN:]:
        now = ", ".join(value for value in (each.category, each.urgency) if value)
        yield f"- {each.ref}: {now}"
    if learned.own[2]:
        before, after, total = learned.own
        yield f"\nOf {total} corrections that were kept out to try it, {before} were right before and {after} are now."
    yield "\n| on messages by another author | before | now |"
    yield "| --- | --- | --- |"
    yield table(learned.before, learned.after)
    number = f"{len(learned.changed)} of {learned.before.messages}"
    yield f"\n{number} are understood otherwise now, and {_better(learned):.0%} of these rightly:"
    yield from (f"- {line}" for line in learned.changed[:MOST_SHOWN])


def _better(learned: Learned) -> float:
    return share("which is right" in line for line in learned.changed)
