"""Writes the golden values that the Swift tests quote, as PyTorch computes them.

    python golden.py > golden.txt

Four parts: the random stream, the initial parameters and the shuffles of several seeds, and two small networks with
their logits, loss, gradients and first losses under Adam. No data set is needed; everything follows from the formulas.
"""

from __future__ import annotations

import hashlib

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader, Subset

from lenet5 import LeNet5

SEEDS = [0, 7, 42, 12_345_678_901, 2**64 - 1]
TRAINING_IMAGES = 54_000


def random_stream(seed: int) -> None:
    """Draws one after the other from one generator, so that each must consume what PyTorch's consumes."""
    generator = torch.Generator().manual_seed(seed)
    int64 = torch.empty(4, dtype=torch.int64)
    print(f"seed {seed}")
    print(f"  random_(): {int64.random_(generator=generator).tolist()}")
    print(f"  random_(-5, 100): {int64.random_(-5, 100, generator=generator).tolist()}")
    print(f"  random_(0, 2**40): {int64.random_(0, 2**40, generator=generator).tolist()}")
    print(f"  randperm(11): {torch.randperm(11, generator=generator).tolist()}")
    print(f"  float32 uniform_(-0.2, 0.3): {floats(torch.empty(6).uniform_(-0.2, 0.3, generator=generator))}")
    print(f"  randperm(1000), the first 8: {torch.randperm(1000, generator=generator)[:8].tolist()}")
    print(f"  random_() at the end: {int64.random_(generator=generator)[:1].tolist()}")


def initialization(seed: int) -> None:
    """First values and hash of the parameters after `torch.manual_seed(seed)`, conv1.weight to linear3.bias."""
    torch.manual_seed(seed)
    values = torch.cat([value.detach().flatten() for value in LeNet5().parameters()])
    digest = hashlib.sha256(values.numpy().astype("<f4").tobytes()).hexdigest()
    print(f"seed {seed}: {len(values)} parameters, sha256 {digest}")
    print(f"  first 8: {floats(values[:8])}")


def shuffles(seed: int) -> None:
    """First positions of the first three epochs' training order, in the notebook's order of random draws."""
    torch.manual_seed(seed)
    LeNet5()
    # The loaders only need something of the right length: the order does not depend on the images.
    loader = DataLoader(range(TRAINING_IMAGES), batch_size=64, shuffle=True)
    validation = DataLoader(range(6_000), batch_size=64)
    print(f"seed {seed}")
    for epoch in range(3):
        order = [int(position) for position in next(iter(loader))[:12]]
        print(f"  epoch {epoch + 1}: {order}")
        next(iter(loader))  # the evaluation over the shuffled training images
        next(iter(validation))


def formula(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """x[n, c, y, x'] = ((7 n + 2 c + 3 y + 5 x') mod 11) / 11 - 0.5, exact integers divided in `dtype`."""
    n, c, y, x = torch.meshgrid(*[torch.arange(size) for size in shape], indexing="ij")
    return ((7 * n + 2 * c + 3 * y + 5 * x) % 11).to(dtype) / 11 - 0.5


def small_network(channels: int, pixel_size: int, classes: int, dtype: torch.dtype) -> None:
    """One forward and backward pass from `torch.manual_seed(42)` and five steps of Adam on the same batch.

    The parameters are drawn in float32, then widened for float64.
    """
    torch.manual_seed(42)
    model = LeNet5(channels, pixel_size, classes).to(dtype)
    images = formula((5, channels, pixel_size, pixel_size), dtype)
    labels = torch.tensor([(2 * n + 1) % classes for n in range(5)])
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    print(f"channels {channels}, pixel size {pixel_size}, classes {classes}, {dtype}, labels {labels.tolist()}")
    for n, row in enumerate(logits.detach()):
        print(f"  logits {n}: {floats(row)}")
    print(f"  loss: {loss.item()!r}")
    for name, value in model.named_parameters():
        gradient = value.grad.flatten()
        print(f"  gradient {name} {list(value.shape)}: sum {gradient.sum().item()!r}, "
              f"sum of magnitudes {gradient.abs().sum().item()!r}, largest magnitude {gradient.abs().max().item()!r}")
        print(f"    first 4: {floats(gradient[:4])}")
    print(f"  losses of 5 Adam steps and after them: {adam_losses(model, images, labels)}")


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


def floats(values: Tensor) -> str:
    """The shortest decimals that give the same values back, in the tensor's own precision."""
    return "[" + ", ".join(str(value) for value in values.numpy()) + "]"


def main() -> None:
    torch.set_num_threads(1)
    print(f"# made by Benchmarks/golden.py with PyTorch {torch.__version__}")
    print("\n# One stream a seed: each line continues where the one above it stopped")
    for seed in SEEDS:
        random_stream(seed)
    print("\n# Initial parameters: float32, little-endian, in the order conv1.weight, conv1.bias, ... linear3.bias")
    for seed in SEEDS:
        initialization(seed)
    print("\n# The first 12 of randperm(54000) of the first three epochs (positions in the training split)")
    for seed in SEEDS:
        shuffles(seed)
    print("\n# Small networks: x[n][c][y][x] = ((7n + 2c + 3y + 5x) mod 11) / 11 - 0.5, label[n] = (2n + 1) mod classes")
    for network in [(1, 16, 3), (3, 28, 47)]:
        for dtype in [torch.float64, torch.float32]:
            small_network(*network, dtype)


if __name__ == "__main__":
    main()
