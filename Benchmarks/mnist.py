"""MNIST from its four IDX files, and the notebook's preparation of it."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.utils.data import Dataset, Subset, random_split
from torchvision import transforms

MEAN, STANDARD_DEVIATION = 0.1307, 0.308
PIXEL_SIZE = 32
TRAINING_IMAGES, VALIDATION_IMAGES = 54_000, 6_000


def read_idx(directory: Path, name: str) -> np.ndarray:
    """The bytes of `directory/name` or `directory/name.gz`, in the shape that its header states."""
    plain = directory / name
    content = plain.read_bytes() if plain.exists() else gzip.decompress((directory / f"{name}.gz").read_bytes())
    dimensions = content[3]
    shape = struct.unpack_from(f">{dimensions}I", content, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


class MNIST(Dataset):
    """Images with their labels, transformed one at a time when asked for, as `torchvision.datasets.MNIST` does."""

    def __init__(self, directory: Path, part: str) -> None:
        """`part` is `train` or `t10k`."""
        self.images = torch.from_numpy(read_idx(directory, f"{part}-images-idx3-ubyte").copy())
        self.labels = torch.from_numpy(read_idx(directory, f"{part}-labels-idx1-ubyte").astype(np.int64))
        self.transform = transforms.Compose([
            transforms.Resize(PIXEL_SIZE), transforms.ToTensor(), transforms.Normalize(MEAN, STANDARD_DEVIATION),
        ])

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        return self.transform(Image.fromarray(self.images[index].numpy(), mode="L")), int(self.labels[index])

    def preloaded(self) -> tuple[Tensor, Tensor]:
        """All images and labels as two tensors, transformed once."""
        images = torch.empty(len(self), 1, PIXEL_SIZE, PIXEL_SIZE)
        for index in range(len(self)):
            images[index] = self[index][0]
        return images, self.labels


def split(training: MNIST, seed: int) -> tuple[Subset, Subset]:
    """Training and validation images, drawn by a generator of its own, which leaves the default one untouched."""
    generator = torch.Generator().manual_seed(seed)
    first, second = random_split(training, [TRAINING_IMAGES, VALIDATION_IMAGES], generator=generator)
    return first, second
