"""Races lenet against PyTorch, in turn, on the same machine in the same minutes, and prints a table of ratios.

    python compare.py                    seconds of an epoch and of an evaluation: tuned.py against `lenet bench --json`
    python compare.py --whole            the whole program: notebook.py against `lenet report --quiet`
    python compare.py --whole --against tuned
    python compare.py --against recipe   the recipe `best`, warps and all: recipe.py against `lenet report --recipe best`

Machines share their cores with others and change their speed, so one pair of numbers means little: every round runs
both sides one after the other, and the table gives the best and the median of all rounds. Whole programs are timed
from outside, from start to exit, start-up and reading the data included.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
LENET = HERE.parent / ".build" / "release" / "lenet"


@dataclass
class Samples:
    """What one side took, by what was measured: seconds, and megabytes under "peak memory"."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, values: list[float]) -> None:
        self.values.setdefault(what, []).extend(values)


def run(command: list[str]) -> tuple[str, float, float]:
    """Standard output, seconds, and peak memory in megabytes of a process that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"compare: exit code {process.returncode} from: {' '.join(command)}")
    return output, seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def pytorch(loop: str, arguments: argparse.Namespace, samples: Samples) -> None:
    output, seconds, memory = run([
        sys.executable, str(HERE / f"{loop}.py"), "--data", str(arguments.data), "--epochs", str(arguments.epochs),
        "--threads", str(arguments.threads), "--seed", str(arguments.seed),
    ])
    result = json.loads(output.splitlines()[-1])
    samples.add("training epoch", result["trainingEpochSeconds"])
    samples.add("evaluation of 60,000 images", result["evaluationSeconds"])
    samples.add("whole program", [seconds])
    samples.add("peak memory", [memory])


def lenet_bench(arguments: argparse.Namespace, samples: Samples) -> None:
    output, _, memory = run([
        str(arguments.lenet), "bench", "--json", "--brief", "--data", str(arguments.data),
        "--runs", str(arguments.epochs), "--threads", str(arguments.threads),
    ])
    result = json.loads(output)
    for what, key in [("training epoch", "trainingEpochSeconds"), ("evaluation of 60,000 images", "evaluationSeconds")]:
        samples.add(what, result[key][str(arguments.threads)])
    samples.add("peak memory", [memory])


def lenet_report(arguments: argparse.Namespace, samples: Samples) -> None:
    with tempfile.TemporaryDirectory() as output:
        _, seconds, memory = run([
            str(arguments.lenet), "report", "--quiet", "--dataset", "mnist", "--data", str(arguments.data),
            "--epochs", str(arguments.epochs), "--threads", str(arguments.threads), "--seed", str(arguments.seed),
            "--output", output, "--recipe", "best" if arguments.against == "recipe" else "notebook",
        ])
    samples.add("whole program", [seconds])
    samples.add("peak memory", [memory])


def table(name: str, theirs: Samples, ours: Samples) -> str:
    """Markdown: best and median of both sides, and how many times as much the other side took."""
    lines = [f"| | {name}, best | median | lenet, best | median | ratio of the best | of the medians |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for what, mine in ours.values.items():
        other = theirs.values.get(what)
        if not other:
            continue
        unit = "MB" if what == "peak memory" else "s"
        bests, medians = (min(other), min(mine)), (statistics.median(other), statistics.median(mine))
        amounts = [amount(value, unit) for pair in zip(bests, medians) for value in pair]
        lines.append(f"| {what} | {' | '.join(amounts)} | {bests[0] / bests[1]:.1f} | {medians[0] / medians[1]:.1f} |")
    return "\n".join(lines)


def amount(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = os.environ.get("LENET_DATA")
    parser.add_argument("--data", type=Path, default=data, required=data is None,
                        help="the folder of MNIST's four IDX files (default: $LENET_DATA)")
    parser.add_argument("--whole", action="store_true",
                        help="time the whole program, `lenet report --quiet`, instead of `lenet bench --json`")
    parser.add_argument("--against", choices=["tuned", "notebook", "recipe"],
                        help="the PyTorch loop (default: tuned; with --whole: notebook)")
    parser.add_argument("--rounds", type=int, help="pairs of runs (default: 3; with --whole: 1)")
    parser.add_argument("--epochs", type=int, default=10, help="epochs of each run (default: 10)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of both sides (default: all cores)")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--lenet", type=Path, default=LENET, help="the program (default: the release build)")
    arguments = parser.parse_args()
    arguments.against = arguments.against or ("notebook" if arguments.whole else "tuned")
    arguments.whole = arguments.whole or arguments.against == "recipe"
    arguments.rounds = arguments.rounds or (1 if arguments.whole else 3)
    return arguments


def main() -> None:
    arguments = parse()
    theirs, ours = Samples(), Samples()
    for number in range(1, arguments.rounds + 1):
        print(f"round {number} of {arguments.rounds}", file=sys.stderr)
        if arguments.whole:
            lenet_report(arguments, ours)
        else:
            lenet_bench(arguments, ours)
        pytorch(arguments.against, arguments, theirs)
    print(f"Rounds: {arguments.rounds}; threads: {arguments.threads}; epochs a run: {arguments.epochs}.\n")
    print(table(f"{arguments.against}.py", theirs, ours))


if __name__ == "__main__":
    main()
