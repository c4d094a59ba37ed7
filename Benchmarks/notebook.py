"""The notebook's own training loop: images opened, resized and normalized one at a time, every time they are used.

    python notebook.py --data DIR [--epochs 10] [--threads N] [--seed 42]

Draws the notebook's figures into a folder that it removes again, and prints one line of JSON: the seconds of each
training epoch, of each evaluation over all training and validation images, and of the whole program, the test accuracy
and the peak memory.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader

from figures import DIGITS, draw
from lenet5 import LeNet5
from mnist import MNIST, split
from timing import options, report, timed

BATCH_SIZE, LEARNING_RATE = 64, 1e-3


def train_epoch(model: LeNet5, optimizer: torch.optim.Optimizer, loader: DataLoader) -> list[float]:
    """One pass over the training images; the loss of every batch."""
    model.train()
    losses = []
    for images, labels in loader:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def accuracy(model: LeNet5, loader: DataLoader) -> float:
    model.eval()
    right = count = 0
    for images, labels in loader:
        right += int((model(images).argmax(1) == labels).sum())
        count += len(labels)
    return right / count


def main() -> None:
    arguments = options(__doc__.splitlines()[0])
    torch.set_num_threads(arguments.threads)
    training, validation = split(MNIST(arguments.data, "train"), arguments.seed)
    test = MNIST(arguments.data, "t10k")

    torch.manual_seed(arguments.seed)
    model = LeNet5()
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    training_loader = DataLoader(training, batch_size=BATCH_SIZE, shuffle=True)
    validation_loader = DataLoader(validation, batch_size=BATCH_SIZE)

    epochs, evaluations = [], []
    losses: list[float] = []
    accuracies: list[tuple[float, float]] = []
    for epoch in range(arguments.epochs):
        epoch_losses, seconds = timed(lambda: train_epoch(model, optimizer, training_loader))
        epochs.append(seconds)
        losses += epoch_losses
        both, seconds = timed(lambda: (accuracy(model, training_loader), accuracy(model, validation_loader)))
        evaluations.append(seconds)
        accuracies.append(both)
        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}, accuracies {both}, "
              f"{epochs[-1]:.1f} s + {evaluations[-1]:.1f} s", file=sys.stderr)
    test_accuracy = accuracy(model, DataLoader(test, batch_size=BATCH_SIZE))
    with tempfile.TemporaryDirectory() as directory:
        draw(Path(directory), torch.stack([training[index][0] for index in range(DIGITS)]), losses, accuracies, model)
    report("notebook", arguments, epochs, evaluations, test_accuracy)


if __name__ == "__main__":
    main()
