"""`python -m bot bench`: speed and memory, measured on this machine in one run."""

from bot.bench.run import bench

__all__ = ["bench"]
