"""What the timed loops share: their options, a stopwatch, the line they print, and their peak memory."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch

START = time.perf_counter()


def options(description: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    data = os.environ.get("LENET_DATA")
    parser.add_argument("--data", type=Path, default=data, required=data is None,
                        help="the folder of MNIST's four IDX files, plain or gzip (default: $LENET_DATA)")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="PyTorch's threads (default: all cores)")
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args()


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """What `work` returns, and the seconds it took."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def peak_megabytes() -> float:
    # Linux counts kibibytes, macOS bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def report(loop: str, arguments: argparse.Namespace, training: list[float], evaluation: list[float], accuracy: float) -> None:
    """Prints one line of JSON: seconds of each epoch and each evaluation of all 60,000 images, and of the whole."""
    print(json.dumps({
        "loop": loop,
        "pytorch": torch.__version__,
        "threads": arguments.threads,
        "seed": arguments.seed,
        "trainingEpochSeconds": training,
        "evaluationSeconds": evaluation,
        "wholeSeconds": time.perf_counter() - START,
        "testAccuracy": accuracy,
        "peakMegabytes": peak_megabytes(),
    }))
