"""LeNet-5 as the notebook defines it, in PyTorch: the network that the Swift package trains."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class LeNet5(nn.Module):
    """Two convolutions with ReLU and max pooling, then three linear layers with ReLU between them.

    `forward` takes `[images, channels, pixel_size, pixel_size]` and gives logits `[images, classes]`.
    """

    def __init__(self, channels: int = 1, pixel_size: int = 32, classes: int = 10) -> None:
        super().__init__()
        side = ((pixel_size - 4) // 2 - 4) // 2
        if side < 1:
            raise ValueError(f"LeNet-5 needs images of at least 16 x 16 pixels, not {pixel_size} x {pixel_size}")
        self.conv1 = nn.Conv2d(channels, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.linear1 = nn.Linear(16 * side * side, 120)
        self.linear2 = nn.Linear(120, 84)
        self.linear3 = nn.Linear(84, classes)

    def forward(self, images: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.conv1(images)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.flatten(1)
        x = F.relu(self.linear1(x))
        x = F.relu(self.linear2(x))
        return self.linear3(x)


def parameters(model: nn.Module) -> dict[str, Tensor]:
    """The parameters by name, from conv1.weight to linear3.bias, apart from the model's own storage."""
    return {name: value.detach().clone() for name, value in model.named_parameters()}
