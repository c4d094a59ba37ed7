"""Compares a run of lenet with PyTorch's values for the same seed and the same parameters.

    parity.py TRAJECTORY RUN_JSON LOGITS_CSV EVALUATION_JSON SEED_7_RUN_JSON

TRAJECTORY holds PyTorch's losses, and its logits and accuracy on the test images for given parameters; the other files
are the record of a training run, what `lenet evaluate --json --logits` gave for those parameters, and the record of a
run with `--seed 7`, whose split is still that of 42.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import islice
from pathlib import Path

LOSSES = 100
# PyTorch's after `torch.manual_seed(7)`, as the notebook prints them.
SEED_7_LOSSES, SEED_7_TOLERANCE = [2.3037, 2.2928, 2.2838, 2.2567, 2.2450], 6e-5
LOSS_TOLERANCE, LOGIT_TOLERANCE, ACCURACY_TOLERANCE = 1e-5, 1e-4, 5e-5


def verify(what: str, expected: list[float], found: list[float], tolerance: float) -> bool:
    if len(expected) != len(found):
        sys.exit(f"parity: {what}: {len(found)} values stand against {len(expected)} of PyTorch")
    differences = [abs(one - other) for one, other in zip(expected, found)]
    # Each by itself, since a maximum may lose a NaN.
    passed = all(difference <= tolerance for difference in differences)
    print(f"{what}: largest difference {max(differences):.2g}, allowed {tolerance:.0e}: {'ok' if passed else 'FAILED'}")
    return passed


def flat(rows: list[list]) -> list:
    return [cell for row in rows for cell in row]


def main() -> None:
    trajectory_path, run_path, logits_path, evaluation_path, seed_7_path = map(Path, sys.argv[1:])
    trajectory, run = json.loads(trajectory_path.read_text()), json.loads(run_path.read_text())
    evaluation, seed_7 = json.loads(evaluation_path.read_text()), json.loads(seed_7_path.read_text())
    if run["configuration"]["seed"] != trajectory["seed"]:
        sys.exit(f"parity: the run has seed {run['configuration']['seed']}, PyTorch's values {trajectory['seed']}")

    expected = trajectory["epoch1_test_logits_first100"]
    with logits_path.open(newline="") as file:
        found = list(islice(csv.reader(file), len(expected)))
    results = [
        verify(f"first {LOSSES} losses", trajectory["loss"][:LOSSES], run["trainingLoss"][:LOSSES], LOSS_TOLERANCE),
        verify(f"logits of {len(expected)} test images", flat(expected), [float(cell) for cell in flat(found)],
               LOGIT_TOLERANCE),
        verify("first losses with seed 7", SEED_7_LOSSES, seed_7["trainingLoss"][: len(SEED_7_LOSSES)], SEED_7_TOLERANCE),
        verify("test accuracy", [trajectory["epoch1_test_accuracy"]], [evaluation["accuracy"]], ACCURACY_TOLERANCE),
    ]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
