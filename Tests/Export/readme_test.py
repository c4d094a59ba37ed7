#!/usr/bin/env python3
"""Runs the README's PyTorch example as it stands and holds the model's logits against the program's.

    readme_test.py --logits CSV --images FILE

To be started in the project's folder. Without PyTorch it says so and does nothing.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ["logits", "images"]:
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        import torch
        from safetensors import safe_open
    except ImportError as error:
        print(f"The README's PyTorch example was not run: {error}.")
        return
    import numpy as np

    from onnx_test import prepare, read_images, require_close

    example = re.search(r"^```python\n(.*?)^```", Path("README.md").read_text(), re.DOTALL | re.MULTILINE)
    variables: dict = {}
    exec(example.group(1), variables)
    with safe_open("report/mnist/lenet.safetensors", "pt") as file:
        metadata = file.metadata()
    with torch.no_grad():
        logits = variables["model"](torch.from_numpy(prepare(read_images(arguments.images), metadata))).numpy()
    expected = np.loadtxt(arguments.logits, delimiter=",", dtype=np.float32)
    # Coarser than for ONNX: it is enough that this is the same network.
    require_close("logits of the README's model", logits, expected, tolerance=1e-4)


if __name__ == "__main__":
    main()
