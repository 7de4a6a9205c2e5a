"""Train the shipped linear model from the messages in `data/`, and measure both models on messages of another author.

Needs scikit-learn, which the running program does not. The same data give the same arrays:
`python -m core.understanding.train` (about a minute on one core).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from core.labels import Urgency
from core.understanding.dangers import DANGERS
from core.understanding.encoder import Encoder, mixed
from core.understanding.evaluate import Correction, Figures, Labelled, evaluate, macro_f1, table
from core.understanding.features import Vocabulary, learn_vocabulary
from core.understanding.lessons import Lessons
from core.understanding.model import (
    CATEGORIES,
    COLUMNS,
    HEADS,
    KINDS,
    MODEL_FILE,
    RISKS,
    URGENCIES,
    LinearModel,
    Tuning,
    chances,
    save,
    sigmoid,
    softmax,
)
from core.understanding.understand import judge
from core.understanding.words import plain

SEED = 20

SHARES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
"""The encoder's parts that are tried."""
MOST_ASKED = 0.095
"""The share of messages asked about that tuning aims at; the bound promised is 0.12."""

CORRECTION_COUNTS = 4.0
"""As how many messages of ours a correction of the provider's own counts: it is their words, and a person's look."""

HELD = 0.1
"""How strongly the weights are held back when corrections move them."""

STRENGTH = {"kind": 5.0, "category": 5.0, "urgency": 5.0, "risk": 8.0, "danger": 8.0}
"""C of the logistic regression of each head: larger trusts the data more. Chosen by cross-validation."""

BALANCE: dict[str, str] = {"category": "balanced", "kind": "balanced", "urgency": "balanced"}
"""Heads whose rare classes count as much as common ones."""


def _targets(messages: Sequence[Labelled]) -> dict[str, NDArray[np.int64]]:
    return {
        "kind": np.array([KINDS.index(m.kind) for m in messages]),
        "category": np.array([CATEGORIES.index(m.category) for m in messages]),
        "urgency": np.array([URGENCIES.index(m.urgency) for m in messages]),
        "risk": np.array([[risk in m.care_risk for risk in RISKS] for m in messages], dtype=np.int64),
        "danger": np.array([[m.medical, m.abuse] for m in messages], dtype=np.int64),
    }


def _matrix(vocabulary: Vocabulary, texts: Sequence[str]) -> csr_matrix:
    vectors = [vocabulary.vector(text) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
    places = np.concatenate([places for places, _ in vectors])
    values = np.concatenate([values for _, values in vectors]).astype(np.float64)
    return csr_matrix((values, places, ends), shape=(len(texts), len(vocabulary.places)))


def _many(
    rows: csr_matrix, target: NDArray[np.int64], width: int, strength: float, balance: str | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and bias of a choice of one among several; a class that never occurs gets a very low bias."""
    fitted = LogisticRegression(C=strength, max_iter=400, tol=1e-4, class_weight=balance).fit(rows, target)
    weights, bias = np.zeros((rows.shape[1], width)), np.full(width, -20.0)
    weights[:, fitted.classes_] = fitted.coef_.T
    bias[fitted.classes_] = fitted.intercept_
    return weights, bias


def _each(
    rows: csr_matrix, target: NDArray[np.int64], strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and bias of several independent yes/no questions."""
    weights, bias = np.zeros((rows.shape[1], target.shape[1])), np.full(target.shape[1], -20.0)
    for column in range(target.shape[1]):
        if target[:, column].any():
            fitted = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=SEED).fit(
                rows, target[:, column]
            )
            weights[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
    return weights, bias


def fit(messages: Sequence[Labelled], tuning: Tuning) -> LinearModel:
    """A model trained on labelled messages."""
    texts = [plain(message.text) for message in messages]
    vocabulary = learn_vocabulary(texts)
    rows, targets = _matrix(vocabulary, texts), _targets(messages)
    heads = []
    for head, width in HEADS.items():
        if targets[head].ndim == 1:
            heads.append(_many(rows, targets[head], width, STRENGTH[head], BALANCE.get(head)))
        else:
            heads.append(_each(rows, targets[head], STRENGTH[head]))
    return LinearModel(
        vocabulary=vocabulary,
        # Half precision is what is stored, so that what is measured is what is shipped.
        weights=np.hstack([weights for weights, _ in heads]).astype(np.float16).astype(np.float32),
        bias=np.hstack([bias for _, bias in heads]).astype(np.float32),
        tuning=tuning,
        trained_on=_mark(message.id + message.text for message in messages),
    )


def _mark(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def put_right(
    model: LinearModel, encoder: Encoder, messages: Sequence[Labelled], corrections: Sequence[Correction]
) -> LinearModel:
    """The model, moved as little as possible until what both models say together agrees with the corrections.

    `messages` hold it in place: what was right stays right. A correction teaches only what was corrected: of the rest
    nobody knows whether it was right or merely let be. No new word enters the vocabulary, so no word of the
    provider's staff can be read out of the model.
    """
    weights = model.weights.astype(np.float64)
    for head, labels in (("category", CATEGORIES), ("urgency", URGENCIES)):
        taught = [(each.text, label) for each in corrections if (label := getattr(each, head)) is not None]
        if not taught:
            continue
        known = [(message.text, getattr(message, head)) for message in messages]
        texts = [text for text, _ in known + taught]
        moved = _moved(
            _matrix(model.vocabulary, [plain(text) for text in texts]),
            _together(model, encoder, texts)[:, COLUMNS[head]],
            np.array([labels.index(label) for _, label in known + taught]),
            np.array([1.0] * len(known) + [CORRECTION_COUNTS] * len(taught)),
        )
        # The linear model's part in what both say is only so large: what it has to say is said louder by that much.
        weights[:, COLUMNS[head]] += moved / max(0.1, 1 - model.tuning.encoder_share)
    return replace(
        model,
        weights=weights.astype(np.float16).astype(np.float32),
        trained_on=_mark([model.trained_on, *(f"{c.ref}{c.text}{c.category}{c.urgency}" for c in corrections)]),
    )


def _together(model: LinearModel, encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float64]:
    linear = np.array([model.scores(model.vocabulary.vector(plain(text))) for text in texts])
    return mixed(linear, np.array([encoder.outputs(text) for text in texts]), model.tuning.encoder_share)


def _moved(
    rows: csr_matrix, said: NDArray[np.float64], target: NDArray[np.int64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights to add (features by labels): logistic regression that begins with the scores `said`, held near zero."""
    shape = rows.shape[1], said.shape[1]
    right = np.eye(shape[1])[target]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        given = softmax(said + rows @ weights)
        surprise = -(counts * np.log(given[np.arange(len(target)), target] + 1e-12)).sum()
        slope = rows.T @ (counts[:, None] * (given - right)) + HELD * weights
        return float(surprise + HELD / 2 * (weights**2).sum()), slope.ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    moved: NDArray[np.float64] = found.x.reshape(shape)
    return moved


def tune(scores: NDArray[np.float64], messages: Sequence[Labelled]) -> Tuning:
    """The tuning that does best on scores of messages that the model was not trained on."""
    targets = _targets(messages)
    shares = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
    best_share = max(shares, key=lambda value: _joint_quality(scores, targets, Tuning(kind_share=value)))
    tuning = Tuning(kind_share=best_share)
    temperatures = [float(value) for value in np.arange(0.4, 2.5, 0.05).round(2)]
    tuning = replace(
        tuning,
        temperature=min(temperatures, key=lambda value: _surprise(scores, targets, replace(tuning, temperature=value))),
    )
    tuning = replace(tuning, lean=_lean(scores, targets["urgency"]))
    tuning = replace(tuning, ask_from=_ask_from(scores, tuning))
    tuning = replace(tuning, risk_from=_risk_from(scores, targets["risk"]))
    return replace(tuning, danger_from=_danger_from(scores, targets["danger"]))


def _joint_quality(scores: NDArray[np.float64], targets: dict[str, NDArray[np.int64]], tuning: Tuning) -> float:
    said = chances(scores, tuning).categories.argmax(axis=1)
    return macro_f1([str(t) for t in targets["category"]], [str(s) for s in said])


def _surprise(scores: NDArray[np.float64], targets: dict[str, NDArray[np.int64]], tuning: Tuning) -> float:
    given = chances(scores, tuning).categories[np.arange(len(scores)), targets["category"]]
    return float(-np.log(given + 1e-9).mean())


def _lean(scores: NDArray[np.float64], target: NDArray[np.int64]) -> tuple[float, ...]:
    """What to add to the score of "low" for the best macro-F1.

    Nothing is added to the others: what wins a little for the figure by leaning away from "critical" costs criticals.
    """
    logs = np.log(softmax(scores[:, COLUMNS["urgency"]]) + 1e-9)
    lean = np.zeros(len(URGENCIES))
    steps = np.arange(-1.0, 1.51, 0.1)

    def quality(trial: NDArray[np.float64]) -> float:
        return macro_f1([str(t) for t in target], [str(s) for s in (logs + trial).argmax(axis=1)])

    low = URGENCIES.index(Urgency.LOW)
    lean = max((lean + step * (np.arange(len(lean)) == low) for step in steps), key=quality)
    return tuple(round(float(value), 2) for value in lean)


def _ask_from(scores: NDArray[np.float64], tuning: Tuning) -> float:
    """The chance of "critical" above which the bounded share of messages is asked about.

    Counted as if there were no danger rules, which were written with these messages in view.
    """
    given = softmax(scores[:, COLUMNS["urgency"]])
    said = (np.log(given + 1e-9) + np.array(tuning.lean)).argmax(axis=1)
    critical = URGENCIES.index(Urgency.CRITICAL)
    left = np.sort(given[said != critical, critical])[::-1]
    # Messages in other languages are asked about too: leave room for them.
    return round(float(left[min(len(left) - 1, int(MOST_ASKED * len(scores)))]), 4)


def _risk_from(scores: NDArray[np.float64], target: NDArray[np.int64]) -> float:
    given = sigmoid(scores[:, COLUMNS["risk"]])

    def quality(least: float) -> float:
        said = given >= least
        return float(2 * (said & (target == 1)).sum() / max(1, said.sum() + target.sum()))

    return max((float(value) for value in np.arange(0.15, 0.7, 0.05).round(2)), key=quality)


def _danger_from(
    scores: NDArray[np.float64], target: NDArray[np.int64], least_precision: float = 0.85
) -> tuple[float, ...]:
    """For each advice the lowest chance from which at least 85 % of what is said is right."""
    given = sigmoid(scores[:, COLUMNS["danger"]])

    def precise(column: int, least: float) -> bool:
        said = given[:, column] >= least
        return bool(said.any() and target[said, column].mean() >= least_precision)

    levels = [float(value) for value in np.arange(0.1, 0.95, 0.02).round(2)]
    return tuple(next((level for level in levels if precise(column, level)), 0.95) for column in range(given.shape[1]))


def _scores(model: LinearModel, messages: Sequence[Labelled]) -> NDArray[np.float64]:
    return np.array([model.scores(model.vocabulary.vector(plain(message.text))) for message in messages])


def tuned(linear: NDArray[np.float64], encoded: NDArray[np.float64], messages: Sequence[Labelled]) -> Tuning:
    """The tuning that does best on messages that neither model was trained on."""
    category, urgency = ([str(getattr(message, name)) for message in messages] for name in ("category", "urgency"))

    def quality(share: float) -> float:
        scores = mixed(linear, encoded, share)
        places = (scores[:, COLUMNS[head]].argmax(axis=1) for head in ("category", "urgency"))
        said = ([str(CATEGORIES[place]) for place in next(places)], [str(URGENCIES[place]) for place in next(places)])
        return macro_f1(category, said[0]) + macro_f1(urgency, said[1])

    best = max(SHARES, key=quality)
    return replace(tune(mixed(linear, encoded, best), messages), encoder_share=best)


def train(given: Lessons, encoder: Encoder) -> LinearModel:
    """Train the linear model, and tune what both models say together. Deterministic.

    A few numbers are tuned on messages by an author who wrote none of the others. Nothing looks at those that judge.
    """
    with threadpool_limits(limits=1):
        model = fit(given.messages, Tuning())
    linear = _scores(model, given.tuning)
    encoded = np.array([encoder.outputs(message.text) for message in given.tuning])
    return replace(model, tuning=tuned(linear, encoded, given.tuning))


def figures(
    messages: Sequence[Labelled], model: LinearModel, encoder: Encoder | None, *, rules: bool = True
) -> Figures:
    """How well messages are understood."""
    chosen = DANGERS if rules else ()
    return evaluate(messages, [judge(message.text, model, encoder, rules=chosen) for message in messages])


if __name__ == "__main__":
    ours, reader = Lessons.shipped(), Encoder.load()
    made = train(ours, reader)
    save(made, MODEL_FILE)
    print(table(*(figures(ours.judged, made, reader, rules=rules) for rules in (True, False))))
    print(f"| terms | {len(made.vocabulary.places)} |")
    print(made.tuning)
