"""The labelled messages that come with Handrail. All are made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.understanding.evaluate import Labelled, read_labelled

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """Labelled messages, each part by other authors: `messages` teach, on `tuning` a few numbers are chosen.

    `judged` only tells how good it is.
    """

    messages: Sequence[Labelled]
    tuning: Sequence[Labelled]
    judged: Sequence[Labelled]

    @classmethod
    def shipped(cls) -> "Lessons":
        """Those in the repository."""
        return cls(messages=shipped_data(), tuning=_folder("tuning"), judged=judged_data())


def shipped_data() -> list[Labelled]:
    """The labelled messages that models are trained on: the corpus, and those of the other authors."""
    return read_labelled(DATA / "messages.jsonl", DATA / "slices.jsonl") + _folder("authors")


def judged_data() -> list[Labelled]:
    """Messages by an author who wrote none of the others. Nothing is trained or tuned on them."""
    return _folder("judged")


def _folder(name: str) -> list[Labelled]:
    return [message for file in sorted((DATA / name).glob("*.jsonl")) for message in read_labelled(file)]
