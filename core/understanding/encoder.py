"""A small encoder, fine-tuned on the messages in `data/`: it reads words together, where counting them does not tell.

It is MiniLM-L6 (22 million weights, in eight bits), run by ONNX Runtime on one core of the provider's own machine.
`finetune.py` says how it was made. Needs neither PyTorch nor a network.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.labels import CareRisk, Category, Urgency
from core.understanding.model import CATEGORIES, COLUMNS, HEADS, KIND_OF, KINDS, RISKS, URGENCIES, softmax
from core.understanding.wordpiece import WordPieces

ENCODER_FILE = Path(__file__).with_name("encoder.onnx")
WORDS_FILE = Path(__file__).with_name("wordpieces.txt")

LONGEST = 96
"""Tokens that are read. Of a longer message the beginning and the end: the last sentence often decides."""
BEGINNING = 64

LONGEST_TEXT = 1500
"""Characters at either end that can become one of those tokens in any language that is written with spaces."""

ORDER_OF_CATEGORIES = (
    *("login_access", "missing_record", "workflow_confusion", "reporting_gap", "data_error", "device_connectivity"),
    *("performance_outage", "medication_record", "alerts_assistive_tech", "training_gap", "other"),
    *("where_to_record", "record_mismatch", "feedback", "none"),
)
ORDER_OF_URGENCIES = ("critical", "high", "normal", "low")
ORDER_OF_RISKS = (
    *("medication", "allergy", "dnacpr_resus", "safeguarding", "fall_injury", "missing_person"),
    *("nutrition_hydration", "skin_integrity", "clinical_deterioration"),
)
"""The order of the encoder's own outputs: categories, urgencies, risks. It must not change without training anew."""

_CATEGORY = [ORDER_OF_CATEGORIES.index(category) for category in CATEGORIES]
_URGENCY = [len(ORDER_OF_CATEGORIES) + ORDER_OF_URGENCIES.index(urgency) for urgency in URGENCIES]
_RISK = [len(ORDER_OF_CATEGORIES) + len(ORDER_OF_URGENCIES) + ORDER_OF_RISKS.index(risk) for risk in RISKS]
_KIND = np.array([[KIND_OF[category] is kind for category in CATEGORIES] for kind in KINDS], dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """The encoder, loaded. Safe to use from several threads."""

    session: Any
    words: WordPieces

    @classmethod
    def load(cls, path: Path = ENCODER_FILE, words: Path = WORDS_FILE) -> "Encoder":
        """Read the model. Raises OSError, ValueError or what ONNX Runtime raises where it cannot be read."""
        # Loaded only here, so that a machine on which it can't be loaded still has the linear model.
        from onnxruntime import InferenceSession, SessionOptions

        if not _known():
            raise ValueError("the encoder was trained for other labels; train it again")
        options = SessionOptions()
        options.intra_op_num_threads = 1  # a message is short: more threads would only wait for one another
        options.inter_op_num_threads = 1
        session = InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
        return cls(session=session, words=WordPieces.load(words))

    def outputs(self, text: str) -> NDArray[np.float64]:
        """The encoder's own scores of one message, in its own order."""
        ids = self.words.ids(text if len(text) <= 2 * LONGEST_TEXT else _ends(text))
        if len(ids) > LONGEST:
            ids = ids[:BEGINNING] + ids[-(LONGEST - BEGINNING) :]
        row = np.array([ids], dtype=np.int64)
        found: NDArray[np.float64] = self.session.run(None, {"ids": row})[0][0].astype(np.float64)
        return found


def mixed(linear: NDArray[np.float64], encoded: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """The scores of both together, in the columns of the linear model. `share` (0 to 1) is the encoder's part.

    Of one message, or of many in rows. What only the linear model knows (which advice is needed) stays as it is.
    """
    scores = np.zeros((*linear.shape[:-1], sum(HEADS.values())))
    for head, places in (("category", _CATEGORY), ("urgency", _URGENCY)):
        own, other = _logs(linear[..., COLUMNS[head]]), _logs(encoded[..., places])
        scores[..., COLUMNS[head]] = share * other + (1 - share) * own
    kinds = softmax(scores[..., COLUMNS["category"]]) @ _KIND.T
    scores[..., COLUMNS["kind"]] = np.log(kinds + 1e-9)
    scores[..., COLUMNS["risk"]] = share * encoded[..., _RISK] + (1 - share) * linear[..., COLUMNS["risk"]]
    scores[..., COLUMNS["danger"]] = linear[..., COLUMNS["danger"]]
    return scores


def _ends(text: str) -> str:
    """Beginning and end of a very long text: nobody needs to cut the middle of a megabyte into tokens."""
    return f"{text[:LONGEST_TEXT]} {text[-LONGEST_TEXT:]}"


def _logs(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = np.log(softmax(scores) + 1e-9)
    return result


def _known() -> bool:
    """Whether the encoder knows every label that there is."""
    return (
        set(ORDER_OF_CATEGORIES) == {category.value for category in Category}
        and set(ORDER_OF_URGENCIES) == {urgency.value for urgency in Urgency}
        and set(ORDER_OF_RISKS) == {risk.value for risk in CareRisk if risk is not CareRisk.NONE}
    )
