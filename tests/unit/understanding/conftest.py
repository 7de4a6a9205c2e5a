import pytest

from core.understanding.understand import TrainedClassifier


@pytest.fixture(scope="session")
def classifier() -> TrainedClassifier:
    loaded = TrainedClassifier.load()
    assert loaded.model is not None, "no model is shipped"
    return loaded
