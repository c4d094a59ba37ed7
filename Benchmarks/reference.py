"""Writes what the notebook's training gives under a seed: the values that the Swift package is compared with.

    python reference.py --data DIR --seed 7 --output DIR

Files, N being the seed and V the version of PyTorch:

    torch-V-init-seedN.safetensors          parameters after torch.manual_seed(N)
    gradient-step1-seedN.safetensors        gradients of the first batch
    weights-after-step1-seedN.safetensors   parameters after one step of Adam
    weights-after-epoch1-seedN.safetensors  parameters after the first epoch
    trajectory-seedN.json                   split, shuffles, the first 500 losses, accuracies of two epochs, logits of
                                            the first 100 test images for the weights after the first epoch, and the
                                            first 200 losses of the same training in float64

The images are prepared once and batches are gathered by index, which takes a fraction of the notebook's time; the
random draws, their order and the arithmetic are the notebook's. One thread, so that sums keep their order.

Training amplifies rounding, so two correct float32 programs part ways after some number of steps that depends on the seed:
under seed 7 PyTorch itself is 1.3e-5 from its own float64 losses by step 100. The float64 losses tell whose rounding it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor
from torch.utils.data import DataLoader

from lenet5 import LeNet5, parameters
from mnist import MNIST, split

BATCH_SIZE, LEARNING_RATE = 64, 1e-3
RECORDED_LOSSES, RECORDED_DOUBLE_LOSSES = 500, 200


class Oracle:
    """The notebook's run under one seed, recorded step by step."""

    def __init__(self, data: Path, seed: int, dtype: torch.dtype = torch.float32) -> None:
        training = MNIST(data, "train")
        first, second = split(training, seed)
        self.seed = seed
        self.indices = {"training": first.indices, "validation": second.indices}
        self.images, self.labels = training.preloaded()
        self.dtype = dtype
        self.test_images, self.test_labels = MNIST(data, "t10k").preloaded()
        torch.manual_seed(seed)
        self.model = LeNet5().to(dtype)
        self.initial = parameters(self.model)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=LEARNING_RATE)
        # Loaders over positions draw from the random stream exactly as loaders over images do.
        self.loader = DataLoader(range(len(first)), batch_size=BATCH_SIZE, shuffle=True)
        self.validation_loader = DataLoader(range(len(second)), batch_size=BATCH_SIZE)
        self.losses: list[float] = []
        self.orders: list[list[int]] = []
        self.snapshots: dict[str, dict[str, Tensor]] = {}

    def train_epoch(self, steps: int | None = None) -> None:
        """One pass over the training images, or only its first steps."""
        positions = torch.tensor(self.indices["training"])
        order: list[int] = []
        for batch in islice(self.loader, steps):
            order += batch.tolist()
            chosen = positions[batch]
            self.optimizer.zero_grad()
            loss = F.cross_entropy(self.model(self.images[chosen].to(self.dtype)), self.labels[chosen])
            loss.backward()
            if not self.losses:
                self.snapshots["gradient-step1"] = {
                    name: value.grad.clone() for name, value in self.model.named_parameters()
                }
            self.optimizer.step()
            if not self.losses:
                self.snapshots["weights-after-step1"] = parameters(self.model)
            self.losses.append(loss.item())
        self.orders.append(order)

    @torch.no_grad()
    def accuracy(self, loader: DataLoader, part: str) -> float:
        positions = torch.tensor(self.indices[part])
        right = 0
        for batch in loader:
            chosen = positions[batch]
            right += int((self.model(self.images[chosen]).argmax(1) == self.labels[chosen]).sum())
        return right / len(positions)

    def run(self, epochs: int = 2) -> dict:
        """Trains and evaluates as the notebook does, and returns the trajectory."""
        accuracies: list[tuple[float, float]] = []
        test: dict = {}
        for epoch in range(1, epochs + 1):
            self.train_epoch()
            if epoch == 1:
                self.snapshots["weights-after-epoch1"] = parameters(self.model)
                test = self.test_results()
            accuracies.append(
                (self.accuracy(self.loader, "training"), self.accuracy(self.validation_loader, "validation"))
            )
        positions = self.indices["training"]
        return {
            "seed": self.seed,
            "split": {
                "training_first_12": positions[:12],
                "validation_first_12": self.indices["validation"][:12],
                "sha256": index_hash(positions + self.indices["validation"]),
            },
            "shuffles": [{"first_12": order[:12], "sha256": index_hash(order)} for order in self.orders],
            "first_indices": [[positions[position] for position in order[:BATCH_SIZE]] for order in self.orders],
            "loss": self.losses[:RECORDED_LOSSES],
            "train_accuracy": [training for training, _ in accuracies],
            "validation_accuracy": [validation for _, validation in accuracies],
            **test,
        }

    @torch.no_grad()
    def test_results(self) -> dict:
        logits = torch.cat([self.model(images) for images in self.test_images.split(1_000)])
        return {
            "epoch1_test_accuracy": (logits.argmax(1) == self.test_labels).float().mean(dtype=torch.float64).item(),
            "epoch1_test_logits_first100": [[round(value, 6) for value in row] for row in logits[:100].tolist()],
        }


def index_hash(indices: list[int]) -> str:
    """SHA-256 of the indices as little-endian UInt32."""
    return hashlib.sha256(np.array(indices, "<u4").tobytes()).hexdigest()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four IDX files")
    options.add_argument("--seed", type=int, default=42)
    options.add_argument("--output", type=Path, required=True, help="the folder to write to")
    arguments = options.parse_args()

    torch.set_num_threads(1)
    oracle = Oracle(arguments.data, arguments.seed)
    trajectory = oracle.run()
    double = Oracle(arguments.data, arguments.seed, torch.float64)
    double.train_epoch(RECORDED_DOUBLE_LOSSES)
    trajectory["loss_float64"] = double.losses
    arguments.output.mkdir(parents=True, exist_ok=True)
    version = torch.__version__.split("+")[0]
    tensors = {f"torch-{version}-init": oracle.initial, **oracle.snapshots}
    for name, values in tensors.items():
        save_file(values, arguments.output / f"{name}-seed{arguments.seed}.safetensors")
    (arguments.output / f"trajectory-seed{arguments.seed}.json").write_text(json.dumps(trajectory) + "\n")


if __name__ == "__main__":
    main()
