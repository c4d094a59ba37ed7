"""Writes the golden values that the Swift tests compare with, as PyTorch computes them.

    python golden.py > golden.json

Five parts: the random stream, the initial parameters and the shuffles of several seeds, two small networks with their
logits, loss, gradients and first losses under Adam, and the notebook's training on random color images, from their
resizing on. No data set is needed; everything follows from the formulas.
A float32 value is written as the float64 that equals it.
"""

from __future__ import annotations

import hashlib
import json

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, random_split

from lenet5 import LeNet5

SEEDS = [0, 7, 42, 12_345_678_901, 2**64 - 1]
TRAINING_IMAGES = 54_000


def random_stream(seed: int) -> dict:
    """Draws one after the other from one generator, so that each must consume what PyTorch's consumes."""
    generator = torch.Generator().manual_seed(seed)
    int64 = torch.empty(4, dtype=torch.int64)
    return {
        "seed": seed,
        "integers": int64.random_(generator=generator).tolist(),
        "smallRange": int64.random_(-5, 100, generator=generator).tolist(),
        "wideRange": int64.random_(0, 2**40, generator=generator).tolist(),
        "permutationOf11": torch.randperm(11, generator=generator).tolist(),
        "uniform": torch.empty(6).uniform_(-0.2, 0.3, generator=generator).tolist(),
        "startOfPermutationOf1000": torch.randperm(1000, generator=generator)[:8].tolist(),
        "last": int64.random_(generator=generator)[0].item(),
    }


def initialization(seed: int) -> dict:
    """First values and hash of the parameters after `torch.manual_seed(seed)`, conv1.weight to linear3.bias."""
    torch.manual_seed(seed)
    values = torch.cat([value.detach().flatten() for value in LeNet5().parameters()])
    digest = hashlib.sha256(values.numpy().astype("<f4").tobytes()).hexdigest()
    return {"seed": seed, "count": len(values), "sha256": digest, "firstValues": values[:8].tolist()}


def shuffles(seed: int) -> dict:
    """First positions of the first three epochs' training order, in the notebook's order of random draws."""
    torch.manual_seed(seed)
    LeNet5()
    # The loaders only need something of the right length: the order does not depend on the images.
    loader = DataLoader(range(TRAINING_IMAGES), batch_size=64, shuffle=True)
    validation = DataLoader(range(6_000), batch_size=64)
    epochs = []
    for _ in range(3):
        epochs.append([int(position) for position in next(iter(loader))[:12]])
        next(iter(loader))  # the evaluation over the shuffled training images
        next(iter(validation))
    return {"seed": seed, "epochs": epochs}


def formula(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """x[n, c, y, x'] = ((7 n + 2 c + 3 y + 5 x') mod 11) / 11 - 0.5, exact integers divided in `dtype`."""
    n, c, y, x = torch.meshgrid(*[torch.arange(size) for size in shape], indexing="ij")
    return ((7 * n + 2 * c + 3 * y + 5 * x) % 11).to(dtype) / 11 - 0.5


def small_network(channels: int, pixel_size: int, classes: int, dtype: torch.dtype) -> dict:
    """One forward and backward pass from `torch.manual_seed(42)` and five steps of Adam on the same batch.

    The parameters are drawn in float32, then widened for float64. label[n] = (2 n + 1) mod classes.
    """
    torch.manual_seed(42)
    model = LeNet5(channels, pixel_size, classes).to(dtype)
    images = formula((5, channels, pixel_size, pixel_size), dtype)
    labels = torch.tensor([(2 * n + 1) % classes for n in range(5)])
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    return {
        "channels": channels,
        "pixelSize": pixel_size,
        "classes": classes,
        "precision": str(dtype).removeprefix("torch."),
        "labels": labels.tolist(),
        "logits": logits.tolist(),
        "loss": loss.item(),
        "gradients": [gradient(name, value.grad.flatten()) for name, value in model.named_parameters()],
        "adamLosses": adam_losses(model, images, labels),
    }


def gradient(name: str, values: Tensor) -> dict:
    """A few facts of one parameter's gradient."""
    return {
        "name": name,
        "sum": values.sum().item(),
        "sumOfMagnitudes": values.abs().sum().item(),
        "largestMagnitude": values.abs().max().item(),
        "firstValues": values[:4].tolist(),
    }


def adam_losses(model: LeNet5, images: Tensor, labels: Tensor) -> list[float]:
    """The loss before each of five steps of Adam at 1e-3, and the loss after the last."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    losses.append(F.cross_entropy(model(images), labels).item())
    return losses


def color_training() -> dict:
    """The notebook's training on 900 random color images, resized by Pillow and normalized by their own statistics.

    Levels and then labels are drawn from one generator; in an image of class c, channel c loses a sixteenth of each level.
    Most such trainings amplify rounding until PyTorch's own losses in float32 and in float64 are 1e-3 apart by the hundredth
    step. Of this seed and size they stay within 2e-7, and so do those of batches in reverse order.
    """
    count, rows, columns, side, classes, batch_size, epochs, seed = 900, 20, 30, 16, 3, 81, 10, 8
    generator = torch.Generator().manual_seed(seed)
    levels = torch.empty(count, 3, rows, columns, dtype=torch.int64).random_(0, 256, generator=generator)
    labels = torch.empty(count, dtype=torch.int64).random_(0, classes, generator=generator)
    for image, label in zip(levels, labels):
        image[label] = image[label] * 15 // 16
    resized = torch.stack([resize(image.to(torch.uint8), side) for image in levels])
    training, validation = random_split(range(count), [810, 90], generator=torch.Generator().manual_seed(42))
    positions = torch.tensor(training.indices)
    pixels = resized[positions].to(torch.float64).transpose(0, 1).flatten(1) / 255
    mean = [float(f"{value:.4g}") for value in pixels.mean(1).tolist()]
    deviation = [float(f"{value:.4g}") for value in pixels.std(1, correction=0).tolist()]
    images = resized.to(torch.float32).div(255)
    images = (images - torch.tensor(mean)[:, None, None]) / torch.tensor(deviation)[:, None, None]

    torch.manual_seed(42)
    model = LeNet5(3, side, classes)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    loader = DataLoader(range(len(training)), batch_size=batch_size, shuffle=True)
    validation_loader = DataLoader(range(len(validation)), batch_size=batch_size)
    losses, first_batch, gradients = [], [], []
    for _ in range(epochs):
        for batch in loader:
            chosen = positions[batch]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[chosen]), labels[chosen])
            loss.backward()
            if not losses:
                first_batch = chosen.tolist()
                gradients = [gradient(name, value.grad.flatten()) for name, value in model.named_parameters()]
            optimizer.step()
            losses.append(loss.item())
        next(iter(loader))  # the evaluation over the shuffled training images
        next(iter(validation_loader))
    return {
        "seed": seed, "images": count, "rows": rows, "columns": columns, "pixelSize": side, "classes": classes,
        "batchSize": batch_size, "epochs": epochs, "mean": mean, "standardDeviation": deviation,
        "firstBatch": first_batch, "gradients": gradients, "losses": losses,
    }


def resize(image: Tensor, side: int) -> Tensor:
    """An image [channel, row, column] as torchvision's `Resize((side, side))` makes it of a picture."""
    picture = Image.fromarray(image.permute(1, 2, 0).numpy()).resize((side, side), Image.Resampling.BILINEAR)
    return torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8).reshape(side, side, 3).permute(2, 0, 1)


def main() -> None:
    torch.set_num_threads(1)
    values = {
        "pytorch": torch.__version__,
        "streams": [random_stream(seed) for seed in SEEDS],
        "initializations": [initialization(seed) for seed in SEEDS],
        "shuffles": [shuffles(seed) for seed in SEEDS],
        "networks": [
            small_network(*network, dtype)
            for network in [(1, 16, 3), (3, 28, 47)]
            for dtype in [torch.float64, torch.float32]
        ],
        "colorTraining": color_training(),
    }
    print(json.dumps(values, indent=1))


if __name__ == "__main__":
    main()
