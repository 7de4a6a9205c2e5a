"""Speed and memory, measured as ratios within one run."""

from collections.abc import Iterator


def bench(seconds: float) -> Iterator[str]:
    """Lines of figures."""
    yield f"bench {seconds}"
