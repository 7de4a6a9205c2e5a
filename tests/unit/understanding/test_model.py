import hashlib
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from core.understanding.evaluate import ask_to_catch, evaluate, macro_f1, table
from core.understanding.features import learn_vocabulary
from core.understanding.lessons import shipped_data
from core.understanding.model import MODEL_FILE, Tuning, load, save
from core.understanding.train import fit
from core.understanding.understand import TrainedClassifier, judge


def test_the_shipped_model_is_small_and_loads_fast() -> None:
    assert MODEL_FILE.stat().st_size < 8_000_000
    start = time.perf_counter()
    assert TrainedClassifier.load().model is not None
    assert time.perf_counter() - start < 0.5


def test_the_shipped_model_was_trained_on_the_shipped_data() -> None:
    lines = "\n".join(message.id + message.text for message in shipped_data())
    assert load().trained_on == hashlib.sha256(lines.encode()).hexdigest()


def test_a_model_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "model.npz"
    broken.write_bytes(b"PK\x03\x04 not a model")
    assert TrainedClassifier.load(broken).model is None
    assert TrainedClassifier.load(tmp_path / "absent.npz").model is None


def test_saving_gives_the_same_bytes_and_loading_the_same_model(tmp_path: Path) -> None:
    model = load()
    save(model, tmp_path / "a.npz")
    save(model, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    again = load(tmp_path / "a.npz")
    assert np.array_equal(again.weights, model.weights)
    assert again.tuning == model.tuning
    assert again.vocabulary.places == model.vocabulary.places


def test_a_model_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(load(), tmp_path / "model.npz")
    monkeypatch.setattr("core.understanding.model.FORMAT", 999)
    with pytest.raises(ValueError, match="another version"):
        load(tmp_path / "model.npz")


def test_training_is_deterministic_and_learns() -> None:
    messages = shipped_data()[:200]
    first, second = fit(messages, Tuning()), fit(messages, Tuning())
    assert np.array_equal(first.weights, second.weights) and np.array_equal(first.bias, second.bias)
    judged = [judge(message.text, first, rules=()) for message in messages]
    figures = evaluate(messages, judged)
    assert figures.kind_f1 > 0.9
    assert figures.messages == 200
    assert table(figures).count("\n") == len(vars(figures)) - 1


def test_the_running_program_needs_no_scikit_learn() -> None:
    program = (
        "import sys; from core.understanding.understand import TrainedClassifier;"
        "TrainedClassifier.load().understand('cant log in'); from core.understanding import split, evaluate;"
        "sys.exit(any(name.startswith(('sklearn', 'scipy')) for name in sys.modules))"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


def test_figures_by_hand() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert ask_to_catch([], []) == 0


def test_unknown_words_are_left_out() -> None:
    vocabulary = learn_vocabulary(["bells down", "bells down"])
    places, values = vocabulary.vector("zzz")
    assert len(places) == len(values)
