"""Compares a run of lenet with PyTorch's values for the same seed and the same parameters.

    parity.py TRAJECTORY RUN_JSON LOGITS_CSV EVALUATION_JSON

TRAJECTORY holds PyTorch's losses, and its logits and accuracy on the test images for given parameters; the other files
are the record of a training run and what `lenet evaluate --json --logits` gave for those parameters.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import islice
from pathlib import Path

LOSSES, LOSS_TOLERANCE, LOGIT_TOLERANCE = 100, 1e-5, 1e-4


def largest_difference(first: list[float], second: list[float]) -> float:
    if len(first) != len(second):
        sys.exit(f"parity: {len(first)} values stand against {len(second)}")
    return max(abs(one - other) for one, other in zip(first, second))


def verify(what: str, difference: float, tolerance: float) -> bool:
    passed = difference <= tolerance
    print(f"{what}: largest difference {difference:.2g}, allowed {tolerance:.0e}: {'ok' if passed else 'TOO LARGE'}")
    return passed


def main() -> None:
    trajectory_path, run_path, logits_path, evaluation_path = map(Path, sys.argv[1:])
    trajectory, run = json.loads(trajectory_path.read_text()), json.loads(run_path.read_text())
    evaluation = json.loads(evaluation_path.read_text())
    if run["configuration"]["seed"] != trajectory["seed"]:
        sys.exit(f"parity: the run has seed {run['configuration']['seed']}, PyTorch's values {trajectory['seed']}")

    expected = trajectory["epoch1_test_logits_first100"]
    with logits_path.open(newline="") as file:
        rows = list(islice(csv.reader(file), len(expected)))
    found = [float(value) for row in rows for value in row]
    results = [
        verify(f"first {LOSSES} losses",
               largest_difference(trajectory["loss"][:LOSSES], run["trainingLoss"][:LOSSES]), LOSS_TOLERANCE),
        verify(f"logits of {len(expected)} test images",
               largest_difference([value for row in expected for value in row], found), LOGIT_TOLERANCE),
        verify("test accuracy", abs(trajectory["epoch1_test_accuracy"] - evaluation["accuracy"]), 0.00005),
    ]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
