"""The trained weights: linear heads over the features, kept in one file of plain arrays (no pickle)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.labels import ISSUE_CATEGORIES, CareRisk, Category, Danger, Kind, Urgency
from core.understanding.features import Vector, Vocabulary

MODEL_FILE = Path(__file__).with_name("model.npz")
FORMAT = 1
LEAST_GAIN = 0.02
"""A word that moves a score by less is not named as a reason."""

KIND_OF: dict[Category, Kind] = dict.fromkeys(ISSUE_CATEGORIES, Kind.ISSUE) | {
    Category.WHERE_TO_RECORD: Kind.UNCERTAINTY,
    Category.RECORD_MISMATCH: Kind.DISCREPANCY,
    Category.FEEDBACK: Kind.FEEDBACK,
    Category.NONE: Kind.OTHER,
}
"""The one kind to which each category belongs."""

CATEGORIES = tuple(KIND_OF)
KINDS = tuple(Kind)
URGENCIES = tuple(Urgency)
RISKS = tuple(risk for risk in CareRisk if risk is not CareRisk.NONE)
ADVICE = (Danger.MEDICAL, Danger.SAFEGUARDING)

HEADS = {
    "kind": len(KINDS),
    "category": len(CATEGORIES),
    "urgency": len(URGENCIES),
    "risk": len(RISKS),
    "danger": len(ADVICE),
}
"""The heads in the order of their columns, and how many columns each has."""


def _columns() -> dict[str, slice]:
    ends = np.cumsum(list(HEADS.values()))
    return {name: slice(int(end) - width, int(end)) for (name, width), end in zip(HEADS.items(), ends, strict=True)}


COLUMNS = _columns()


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """Numbers chosen on messages that nothing was trained on.

    `encoder_share` is the encoder's part in what both models say together; `temperature` divides the joint scores
    of kind and category; `kind_share` is the weight of the kind head in them; `lean` is added to the scores of the
    four urgencies; `ask_from` is the chance of "critical" from which the reporter is asked; `risk_from` and
    `danger_from` are chances too.
    """

    temperature: float = 1.0
    encoder_share: float = 0.6
    kind_share: float = 0.5
    lean: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    ask_from: float = 0.2
    risk_from: float = 0.4
    danger_from: tuple[float, ...] = (0.6, 0.6)


@dataclass(frozen=True, kw_only=True)
class Chances:
    """What the heads say of one message, as chances."""

    categories: NDArray[np.float64]
    urgencies: NDArray[np.float64]
    risks: NDArray[np.float64]
    dangers: NDArray[np.float64]


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances from scores, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = powers / powers.sum(axis=-1, keepdims=True)
    return result


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """A chance from each score by itself."""
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return result


_KIND_PLACE = np.array([KINDS.index(KIND_OF[category]) for category in CATEGORIES])


def chances(scores: NDArray[np.float64], tuning: Tuning) -> Chances:
    """The chances behind the scores of one message or of many (rows).

    Kind and category are judged together over the fifteen categories, each of which has one kind, so that
    they never contradict one another.
    """
    kinds = np.log(softmax(scores[..., COLUMNS["kind"]]) + 1e-9)
    categories = np.log(softmax(scores[..., COLUMNS["category"]]) + 1e-9)
    joint = categories + tuning.kind_share * kinds[..., _KIND_PLACE]
    return Chances(
        categories=softmax(joint / tuning.temperature),
        urgencies=softmax(scores[..., COLUMNS["urgency"]]),
        risks=sigmoid(scores[..., COLUMNS["risk"]]),
        dangers=sigmoid(scores[..., COLUMNS["danger"]]),
    )


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """Vocabulary, weights (terms x columns) and tuning."""

    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    tuning: Tuning
    trained_on: str
    """SHA-256 of the training data, for the record of which model answered."""

    def scores(self, vector: Vector) -> NDArray[np.float64]:
        """The scores of every column for the features of a message."""
        places, values = vector
        result: NDArray[np.float64] = (values @ self.weights[places] + self.bias).astype(np.float64)
        return result

    def telling_words(self, vector: Vector, words: list[str], column: int) -> tuple[str, ...]:
        """Those of the words that speak for a column against its rivals, strongest first."""
        places, values = vector
        known = {self.vocabulary.places.get(f"w:{word}"): word for word in words}
        mine = [row for row, place in enumerate(places) if int(place) in known]
        weights = self.weights[places[mine]]
        gains = values[mine] * (weights[:, column] - weights[:, _rivals(column)].mean(axis=1))
        order = np.argsort(-gains, kind="stable")
        return tuple(known[int(places[mine[row]])] for row in order if gains[row] > LEAST_GAIN)


def _rivals(column: int) -> slice:
    return next(columns for columns in COLUMNS.values() if columns.start <= column < columns.stop)


def save(model: LinearModel, path: Path) -> None:
    """Write the model: UTF-8 terms, half-precision weights, tuning as JSON. The same model gives the same bytes."""
    terms = sorted(model.vocabulary.places, key=lambda term: model.vocabulary.places[term])
    about: dict[str, Any] = {
        "format": FORMAT,
        "tuning": vars(model.tuning),
        "trained_on": model.trained_on,
        "heads": HEADS,
    }
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            terms=np.frombuffer("\n".join(terms).encode(), dtype=np.uint8),
            rareness=model.vocabulary.rareness.astype(np.float16),
            weights=model.weights.astype(np.float16),
            bias=model.bias.astype(np.float32),
            about=np.frombuffer(json.dumps(about, sort_keys=True).encode(), dtype=np.uint8),
        )


def load(path: Path = MODEL_FILE) -> LinearModel:
    """Read a model. Raises OSError if there is none, ValueError if it is not one of this format."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        about = json.loads(arrays["about"].tobytes())
        if about["format"] != FORMAT or about["heads"] != HEADS:
            raise ValueError(f"{path.name} was trained for another version; train it again")
        terms = arrays["terms"].tobytes().decode().split("\n")
        tuning: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in about["tuning"].items()
        }
        return LinearModel(
            vocabulary=Vocabulary(
                places={term: place for place, term in enumerate(terms)},
                rareness=arrays["rareness"].astype(np.float32),
            ),
            weights=arrays["weights"].astype(np.float32),
            bias=arrays["bias"],
            tuning=Tuning(**tuning),
            trained_on=about["trained_on"],
        )
