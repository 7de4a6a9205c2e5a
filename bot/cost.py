"""What understanding costs on this machine: how long to load, how long for a message, how much memory it adds.

Measured in a process of its own. Run as a program it measures, and writes one object of JSON. Nothing may be loaded
before the memory is first read.
"""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MESSAGES = 300


def measured() -> dict[str, float]:
    """Seconds to load, seconds of each message (half, 99 of 100), megabytes added. Raises CalledProcessError."""
    done = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measure() -> dict[str, Any]:
    empty = _megabytes()
    begun = perf_counter()
    from core.understanding.understand import TrainedClassifier

    imported = perf_counter()
    classifier = TrainedClassifier.load()
    loaded = perf_counter()
    from core.understanding.lessons import judged_data

    texts = [message.text for message in judged_data()][:MESSAGES]
    classifier.understand(texts[0])
    took = []
    for text in texts:
        start = perf_counter()
        classifier.understand(text)
        took.append(perf_counter() - start)
    took.sort()
    return {
        "import": imported - begun,
        "load": loaded - imported,
        "half": took[len(took) // 2],
        "most": took[len(took) * 99 // 100],
        "megabytes": _megabytes() - empty,
    }


def _megabytes() -> float:
    """Memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


if __name__ == "__main__":
    print(json.dumps(_measure()))
