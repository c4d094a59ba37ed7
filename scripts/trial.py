"""What the scripts that try `lenet` hard have in common: a tiny data set, and runs on it."""

from __future__ import annotations

import os
import random
import struct
import subprocess
from pathlib import Path

LENET = Path(__file__).resolve().parent.parent / ".build" / "release" / "lenet"


def write_tiny_data(folder: Path) -> None:
    """Three kinds of strokes as the four IDX files of MNIST's format, with so much noise that no two images look alike."""
    folder.mkdir()
    noise = random.Random(1)
    for prefix, count in [("train", 120), ("t10k", 40)]:
        labels = bytes(number % 3 for number in range(count))
        pixels = bytes(
            255 * ([10 <= x < 18, 10 <= y < 18, abs(x - y) < 4][label] != (noise.random() < 0.2))
            for label in labels for y in range(28) for x in range(28))
        for kind, sizes, elements in [("images-idx3", [count, 28, 28], pixels), ("labels-idx1", [count], labels)]:
            header = struct.pack(">BBBB", 0, 0, 8, len(sizes)) + struct.pack(f">{len(sizes)}I", *sizes)
            (folder / f"{prefix}-{kind}-ubyte").write_bytes(header + elements)


def environment() -> dict[str, str]:
    """The process's, without what would lead a run elsewhere."""
    variables = os.environ | {"SWIFT_BACKTRACE": "enable=no"}
    for name in ["LENET_DATA", "GITHUB_STEP_SUMMARY"]:
        variables.pop(name, None)
    return variables


def report(lenet: Path, data: Path, output: Path, name: str, *options: str) -> list[str]:
    """The command of a short training on the tiny data set."""
    return [str(lenet), "report", "--data", str(data), "--name", name, "--epochs", "1", "--batch-size", "16",
            "--dpi", "50", "--output", str(output), "--quiet", *options]


def start(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def run(command: list[str]) -> subprocess.CompletedProcess:
    return subprocess.run(command, env=environment(), capture_output=True, text=True)


def readme(*names: str) -> str:
    """A README with an empty block for each name."""
    blocks = [f"<!-- lenet:{name}:begin -->\n<!-- lenet:{name}:end -->\n" for name in names]
    return "# Trial\n\n" + "\nWords in between.\n\n".join(blocks) + "\nThe end.\n"
