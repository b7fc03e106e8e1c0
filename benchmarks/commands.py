"""Time whole commands and their peak memory, as ratios to bare Python start-up in the same run.

    python benchmarks/commands.py [ARTICLE]

Each command runs in a process of its own with a fresh data folder; the best of several rounds counts, since the
machine is noisy. Peak memory is that of the largest single process (VmHWM would need a look at every child).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
EXAMPLE = min((TOP / "kg" / "examples").glob("*.txt"), default=TOP)
ROUNDS = 5
KIB_PER_MIB = 1024


def run_once(command: list[str], folder: str) -> tuple[float, float]:
    """Run a command; give its wall time in seconds and its peak memory in MiB."""
    environment = dict(os.environ, KG_DATA=folder)
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, cwd=TOP)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - begin, usage.ru_maxrss / KIB_PER_MIB


def run_best(command: list[str], *, fresh: bool, rounds: int = ROUNDS) -> tuple[float, float]:
    """Give the best wall time and the peak memory of several rounds."""
    results = []
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                results.append(run_once(command, folder if fresh else kept))
    return min(wall for wall, _ in results), max(memory for _, memory in results)


def main() -> None:
    """Print one line a command: seconds, ratio to bare Python, MiB."""
    article = sys.argv[1] if len(sys.argv) > 1 else str(EXAMPLE)
    kg = [sys.executable, "-m", "kg.cli"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    bare, memory = run_best([sys.executable, "-c", "pass"], fresh=True)
    print(f"{'bare Python':<34} {bare:7.3f} s   1.0x {memory:6.0f} MiB")
    for name, command, fresh in (
        ("kg --help", [*kg, "--help"], True),
        ("kg extract --events", [*kg, "extract", "--events", article], True),
        ("kg ingest, fresh folder", [*kg, "ingest", article], True),
        ("kg ingest, unchanged", [*kg, "ingest", article], False),
        ("kg validate", [*kg, "validate"], False),
        ("kg query", [*kg, "query", count], True),
    ):
        wall, memory = run_best(command, fresh=fresh)
        print(f"{name:<34} {wall:7.3f} s {wall / bare:5.1f}x {memory:6.0f} MiB")


if __name__ == "__main__":
    main()
