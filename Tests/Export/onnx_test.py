#!/usr/bin/env python3
"""Holds the ONNX files of `lenet export` against onnx.checker, and their answers under onnxruntime against the program's.

    onnx_test.py --plain FILE --prepared FILE --logits CSV --images FILE

`--logits` is what `lenet evaluate --logits` wrote for the images of an IDX file, `--images`. Needs onnx, onnxruntime,
numpy and Pillow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import struct
import sys
from pathlib import Path

import numpy as np
from PIL import Image

# Of a logit, or of 1 where the logit is smaller. Logits reach 37, where neighboring 32-bit numbers are 4e-6 apart.
TOLERANCE = 1e-5


def read_images(path: Path) -> np.ndarray:
    """The images of an IDX file, `[image][1][row][column]`."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    _, count, rows, columns = struct.unpack(">4I", data[:16])
    return np.frombuffer(data, np.uint8, offset=16).reshape(count, 1, rows, columns)


def prepare(images: np.ndarray, properties: dict[str, str]) -> np.ndarray:
    """What the network sees, by Pillow and numpy, as a PyTorch program has it."""
    side = int(properties["pixel_size"])
    mean, std = (np.float32(properties[name]) for name in ["mean", "std"])
    resized = [np.asarray(Image.fromarray(image[0]).resize((side, side), Image.BILINEAR)) for image in images]
    return ((np.stack(resized)[:, None].astype(np.float32) / np.float32(255)) - mean) / std


def run(path: Path, inputs: np.ndarray) -> tuple[np.ndarray, dict[str, str]]:
    """The answers to all images, a thousand at a time, and what the file says of itself."""
    import onnx
    import onnxruntime

    onnx.checker.check_model(str(path), full_check=True)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    parts = [session.run(None, {name: inputs[first:first + 1000]})[0] for first in range(0, len(inputs), 1000)]
    one = session.run(None, {name: inputs[:1]})[0]
    if one.shape != (1, parts[0].shape[1]):
        sys.exit(f"onnx: {path} does not take a single image: {one.shape}")
    return np.concatenate(parts), session.get_modelmeta().custom_metadata_map


def require_close(what: str, found: np.ndarray, expected: np.ndarray, tolerance: float = TOLERANCE) -> None:
    differences = np.abs(found - expected)
    shares = differences / np.maximum(1, np.abs(expected))
    print(f"{what} of {len(found):,} images: largest difference {differences.max():.2e}, in parts {shares.max():.2e}")
    if not shares.max() <= tolerance:
        sys.exit(f"{what} differ by more than {tolerance}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ["plain", "prepared", "logits", "images"]:
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    expected = np.loadtxt(arguments.logits, delimiter=",", dtype=np.float32)
    images = read_images(arguments.images)
    import onnx

    properties = {entry.key: entry.value for entry in onnx.load(arguments.plain).metadata_props}

    logits, said = run(arguments.plain, prepare(images, properties))
    require_close("logits", logits, expected)
    powers = np.exp(expected.astype(np.float64) - expected.max(axis=1, keepdims=True))
    probabilities, _ = run(arguments.prepared, images)
    require_close("probabilities", probabilities, powers / powers.sum(axis=1, keepdims=True))
    print(f"says of itself: {', '.join(sorted(said))}; classes {', '.join(json.loads(said['class_names']))}")


if __name__ == "__main__":
    main()
