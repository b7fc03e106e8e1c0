"""Run the README's first command verbatim in a clean clone, ask its question, and compare with its answer."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
URL = "http://127.0.0.1:8000"
WAIT_S = 300


def find_block(readme: str, language: str, nth: int = 0) -> str:
    """Give the nth fenced block of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)[nth]


def wait_until_ready(server: subprocess.Popen[bytes]) -> None:
    """Wait for /readyz, or leave when the server ends or the time is over."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{URL}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    sys.exit(f"the server did not come up (exit code {server.poll()})")


def ask(query: str) -> str:
    """Ask the running server and give the answer as TSV."""
    url = f"{URL}/sparql?" + urllib.parse.urlencode({"query": query, "format": "tsv"})
    with urllib.request.urlopen(url, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def run_client(clone: Path, program: str) -> int:
    """Run the README's Python client against the running server; give the number that it prints."""
    done = subprocess.run(
        [clone / ".venv" / "bin" / "python", "-c", program], capture_output=True, check=True, timeout=60
    )
    return int(done.stdout)


def read_rows(table: str) -> list[list[str]]:
    """Read the rows of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def main() -> None:
    """Run, wait, ask, compare, stop."""
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    command = find_block(readme, "sh", 0).strip()
    query = find_block(readme, "sparql", 0)
    expected = read_rows(readme[readme.index(query) :].split("\n#", 1)[0])
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clemency"
        subprocess.run(["git", "clone", "--quiet", TOP, clone], check=True, timeout=60)
        begin = time.monotonic()
        server = subprocess.Popen(command, shell=True, cwd=clone, start_new_session=True)
        try:
            wait_until_ready(server)
            print(f"ready after {time.monotonic() - begin:.1f} s")
            count = run_client(clone, find_block(readme, "python"))
            print(f"the README's client counts {count} releases")
            rows = [re.sub(r'"(@\w+|\^\^<[^>]*>)?', "", line).split("\t") for line in ask(query).splitlines()[1:]]
        finally:
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)
    if rows != expected:
        sys.exit(f"the README's answer is not the server's:\n{expected}\n{rows}")
    print(f"the README's question gives its {len(rows)} rows")


if __name__ == "__main__":
    main()
