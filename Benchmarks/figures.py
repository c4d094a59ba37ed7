"""The notebook's figures, as matplotlib draws them unless told otherwise."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.figure import Figure
from torch import Tensor

from lenet5 import LeNet5

DOTS_PER_INCH, DIGITS = 150, 16


def draw(directory: Path, images: Tensor, losses: list[float], accuracies: list[tuple[float, float]],
         model: LeNet5) -> None:
    """Five PNG files: some digits, the loss of every batch, both accuracies, and two channels of relu(conv1).

    `images` are at least 16 of the data set, `[images, 1, side, side]`; `accuracies` are those of training and
    validation after each epoch.
    """
    # Draws into memory, on a machine with a screen too.
    plt.switch_backend("Agg")

    def save(figure: Figure, name: str) -> None:
        figure.savefig(directory / f"{name}.png", dpi=DOTS_PER_INCH)
        plt.close(figure)

    originals = list(images[:DIGITS, 0])
    save(grid(originals, rows=2), "1_some_digits")

    figure, axes = plt.subplots()
    axes.plot(losses)
    axes.set(xlabel="batch", ylabel="cross entropy", title="Training loss")
    save(figure, "2_training_loss")

    figure, axes = plt.subplots()
    epochs = range(1, len(accuracies) + 1)
    for label, values in zip(["training", "validation"], zip(*accuracies)):
        axes.plot(epochs, values, label=label)
    axes.set(xlabel="epoch", ylabel="accuracy", title="Accuracy")
    axes.legend()
    save(figure, "3_training_validation_accuracy")

    with torch.no_grad():
        maps = F.relu(model.conv1(images[:DIGITS]))
    for number, channel in enumerate([0, 1], start=1):
        # Two rows of eight originals, each above its feature maps.
        half = DIGITS // 2
        rows = [originals[:half], list(maps[:half, channel]), originals[half:], list(maps[half:, channel])]
        save(grid(sum(rows, []), rows=4), f"{4 + number}_feature_map_{number}")


def grid(images: list[Tensor], rows: int) -> Figure:
    """Gray images in so many rows, without axes."""
    columns = len(images) // rows
    figure, axes = plt.subplots(rows, columns, figsize=(columns, rows))
    for axis, image in zip(axes.flat, images):
        axis.imshow(image, cmap="gray")
        axis.axis("off")
    return figure
