"""The same training as fast as plain PyTorch does it: tensors prepared once, channels last, fused Adam.

    python tuned.py --data DIR [--epochs 10] [--threads N] [--seed 42]

Same network, batches, order, optimizer and evaluations as notebook.py; what is left out is the work on images that
need not be repeated. Prints the same line of JSON. The preparation counts in `wholeSeconds` only.
"""

from __future__ import annotations

import sys

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader

from lenet5 import LeNet5
from mnist import MNIST, split
from timing import options, report, timed

BATCH_SIZE, EVALUATION_BATCH_SIZE, LEARNING_RATE = 64, 1_000, 1e-3


def train_epoch(model: LeNet5, optimizer: torch.optim.Optimizer, images: Tensor, labels: Tensor) -> list[float]:
    """One pass over the training images; the loss of every batch."""
    losses = []
    for batch in shuffle(len(labels)).split(BATCH_SIZE):
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses).tolist()


def shuffle(count: int) -> Tensor:
    """The order a shuffling DataLoader would use, with the same draws from the default generator."""
    loader = DataLoader(range(count), batch_size=count, shuffle=True, collate_fn=torch.tensor)
    return next(iter(loader))


@torch.no_grad()
def accuracy(model: LeNet5, images: Tensor, labels: Tensor) -> float:
    right = torch.zeros((), dtype=torch.int64)
    for batch, expected in zip(images.split(EVALUATION_BATCH_SIZE), labels.split(EVALUATION_BATCH_SIZE)):
        right += (model(batch).argmax(1) == expected).sum()
    return right.item() / len(labels)


def main() -> None:
    arguments = options(__doc__.splitlines()[0])
    torch.set_num_threads(arguments.threads)
    data = MNIST(arguments.data, "train")
    images, labels = data.preloaded()
    images = images.contiguous(memory_format=torch.channels_last)
    training, validation = ((images[part.indices], labels[part.indices]) for part in split(data, arguments.seed))
    test_images, test_labels = MNIST(arguments.data, "t10k").preloaded()

    torch.manual_seed(arguments.seed)
    model = LeNet5().to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, fused=True)

    epochs, evaluations = [], []
    for epoch in range(arguments.epochs):
        losses, seconds = timed(lambda: train_epoch(model, optimizer, *training))
        epochs.append(seconds)
        accuracies, seconds = timed(lambda: (accuracy(model, *training), accuracy(model, *validation)))
        evaluations.append(seconds)
        # The notebook's evaluations draw from the generator too: a shuffle, and the base seed of the other loader.
        shuffle(len(training[1]))
        torch.empty((), dtype=torch.int64).random_()
        print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}, accuracies {accuracies}, "
              f"{epochs[-1]:.1f} s + {evaluations[-1]:.1f} s", file=sys.stderr)
    report("tuned", arguments, epochs, evaluations, accuracy(model, test_images, test_labels))


if __name__ == "__main__":
    main()
