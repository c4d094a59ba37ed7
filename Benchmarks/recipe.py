"""The recipe `best` in PyTorch: AdamW, warm-up and cosine, and a random warp for each image and epoch.

    python recipe.py --data DIR [--epochs 30] [--threads N] [--seed 42]

The warp of a whole batch is tensor operations: affine maps, control points carried to pixels by two small matrix
products, and one `grid_sample`. Random numbers are PyTorch's own, so accuracies agree in distribution, not to the bit.
Prints the same line of JSON as the other loops.
"""

from __future__ import annotations

import math
import sys

import torch
import torch.nn.functional as F
from torch import Tensor

from lenet5 import LeNet5
from mnist import MEAN, MNIST, PIXEL_SIZE, STANDARD_DEVIATION, split
from timing import options, report, timed
from tuned import accuracy, shuffle

BATCH_SIZE, PEAK, WARM_UP, WEIGHT_DECAY = 64, 0.003, 0.1, 0.05
ROTATION, SCALING, ASPECT, SHEAR, SHIFT, ELASTIC = math.radians(9), 0.09, 0.045, 0.11, 0.054, 0.0234
POINTS = 7


def splines() -> Tensor:
    """The weights of the control points for each pixel of a row, `[pixel][point]`: uniform cubic B-splines."""
    places = (torch.arange(PIXEL_SIZE) + 0.5) * (POINTS - 3) / PIXEL_SIZE + 1
    t = (places[:, None] - torch.arange(POINTS)).abs()
    near, far = (4 - 6 * t**2 + 3 * t**3) / 6, (2 - t).clamp(min=0) ** 3 / 6
    return torch.where(t < 1, near, far)


SPLINES = splines()
# Columns and rows from the middle, in halves of the side, as `grid_sample` counts them.
PLACES = (torch.arange(PIXEL_SIZE) + 0.5) * 2 / PIXEL_SIZE - 1
COLUMNS, ROWS = PLACES.expand(PIXEL_SIZE, -1), PLACES[:, None].expand(-1, PIXEL_SIZE)


def warped(images: Tensor) -> Tensor:
    """What the network sees of images `[image][1][28][28]` from 0 to 255."""
    count = len(images)
    turn, slant, right, down, size, ratio = (2 * torch.rand(6, count, 1, 1) - 1).unbind()
    cosine, sine, slant = (turn * ROTATION).cos(), (turn * ROTATION).sin(), slant * SHEAR
    width, height = (SCALING * size + ASPECT * ratio).exp(), (SCALING * size - ASPECT * ratio).exp()
    bends = SPLINES @ (torch.randn(2, count, POINTS, POINTS) * (2 * ELASTIC)) @ SPLINES.T
    x = 2 * SHIFT * right + width * cosine * COLUMNS + height * (slant * cosine - sine) * ROWS + bends[0]
    y = 2 * SHIFT * down + width * sine * COLUMNS + height * (slant * sine + cosine) * ROWS + bends[1]
    sampled = F.grid_sample(images, torch.stack([x, y], -1), align_corners=False)
    return (sampled / 255 - MEAN) / STANDARD_DEVIATION


def optimizer_of(model: LeNet5) -> torch.optim.Optimizer:
    """AdamW, which lets weights decay but not biases."""
    weights = [value for name, value in model.named_parameters() if name.endswith("weight")]
    biases = [value for name, value in model.named_parameters() if name.endswith("bias")]
    groups = [{"params": weights, "weight_decay": WEIGHT_DECAY}, {"params": biases, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=PEAK, fused=True)


def rate(step: int, steps: int) -> float:
    """The learning rate of a step, counted from 1."""
    rising = round(WARM_UP * steps)
    if step <= rising:
        return PEAK * step / rising
    return PEAK * (1 + math.cos(math.pi * (step - rising) / (steps - rising + 1))) / 2


def main() -> None:
    arguments = options(__doc__.splitlines()[0])
    torch.set_num_threads(arguments.threads)
    data = MNIST(arguments.data, "train")
    originals = data.images.unsqueeze(1).float()
    resized, labels = data.preloaded()
    resized = resized.contiguous(memory_format=torch.channels_last)
    first, second = split(data, arguments.seed)
    training, validation = ((resized[part.indices], labels[part.indices]) for part in (first, second))
    sources = originals[first.indices]
    test_images, test_labels = MNIST(arguments.data, "t10k").preloaded()

    torch.manual_seed(arguments.seed)
    model = LeNet5().to(memory_format=torch.channels_last)
    optimizer = optimizer_of(model)
    steps_an_epoch = math.ceil(len(sources) / BATCH_SIZE)
    step = 0

    def train_epoch() -> float:
        nonlocal step
        for batch in shuffle(len(sources)).split(BATCH_SIZE):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate(step, arguments.epochs * steps_an_epoch)
            optimizer.zero_grad(set_to_none=True)
            images = warped(sources[batch]).contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(model(images), training[1][batch])
            loss.backward()
            optimizer.step()
        return loss.item()

    epochs, evaluations = [], []
    for epoch in range(arguments.epochs):
        loss, seconds = timed(train_epoch)
        epochs.append(seconds)
        accuracies, seconds = timed(lambda: (accuracy(model, *training), accuracy(model, *validation)))
        evaluations.append(seconds)
        print(f"epoch {epoch + 1}: loss {loss:.4f}, accuracies {accuracies}, "
              f"{epochs[-1]:.1f} s + {evaluations[-1]:.1f} s", file=sys.stderr)
    report("recipe", arguments, epochs, evaluations, accuracy(model, test_images, test_labels))


if __name__ == "__main__":
    main()
