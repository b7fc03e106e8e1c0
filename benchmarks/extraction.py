"""Measure reading: how right on articles with gold, how fast, how soon ready, and how much memory.

    python benchmarks/extraction.py [FOLDER] [--core] [--scorer PATH] [--reliability]

FOLDER holds articles `x.txt` with their gold events `x.gold.json` (default: `benchmarks/articles/kept`, see there).
Times are the best of several rounds, and stand beside a bare loop of Python timed in the same run, since machines
differ and are noisy. `--core` leaves statements and conditions out of the scores. `--scorer` runs a scorer of your
own as well: it is given the folder and all events, one document a line. `--reliability` prints, for each confidence,
how many events carry it and how many of them are right.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scoring import CORE, Scores, Tally, read_gold

from kg.articles.reader import read_article
from kg.claims.events import list_events
from kg.claims.extract import extract_claims
from kg.entities.gazetteer import load_gazetteer
from kg.model import Claims, Gazetteer
from kg.narrow import take_list, take_table, take_text

TOP = Path(__file__).resolve().parent.parent
ROUNDS = 15
KIB_PER_MIB = 1024
SEED_SIZE, SHORT_SIZE = 6_000, 1_500  # characters
LIMIT_BYTES = 50_000_000
READY = (
    "from kg.claims.extract import extract_claims\n"
    "from kg.claims.frames import load_frames\n"
    "from kg.claims.gazetteer import build_index\n"
    "from kg.claims.lexicon import load_lexicon\n"
    "from kg.entities.gazetteer import load_gazetteer\n"
    "import kg.articles.reader, kg.cli\n"
    "load_lexicon(load_frames().list_verbs()); build_index(load_gazetteer())"
)
LONG = {  # what a text may be made of at worst, a line or a word again and again
    "one line of news": "Belarus freed ten men in Minsk on Monday, and Norway lifted sanctions on potash. ",
    "short paragraphs": "It is so.\n\n",
    "one sentence": "Belarus said it freed the men who were held in Minsk and ",
    "list of names": "Ana Petrova, Omar Said, ",
    "brackets": "a ( ",
    "commas": "men, ",
}


def read(text: str, name: str, gazetteer: Gazetteer) -> Claims:
    """Read a text and find its claims."""
    return extract_claims(read_article(text.encode(), name=name, max_bytes=LIMIT_BYTES), gazetteer)


def time_best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Give the best processor time of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def run_bare() -> int:
    """Do what other times are told in: a hundred thousand steps of a plain loop."""
    total = 0
    for number in range(100_000):
        total += number % 7
    return total


def cut_example(size: int) -> str:
    """Make an article of about a size from the examples: whole paragraphs, in their order."""
    text = ""
    for path in sorted((TOP / "kg" / "examples").glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            if len(text) < size:
                text += paragraph.strip() + "\n\n"
    return text


def print_speed(gazetteer: Gazetteer) -> None:
    """Print articles a second, and how many bare loops one takes."""
    bare = time_best(run_bare)
    print(f"bare loop of 100,000 steps      {1000 * bare:8.1f} ms")
    for name, size in (("seed size", SEED_SIZE), ("short", SHORT_SIZE)):
        text = cut_example(size)
        best = time_best(lambda text=text: read(text, "x.txt", gazetteer))  # type: ignore[misc] # bound at once
        print(f"{name:<10} {len(text):6} characters {1000 * best:8.1f} ms {1 / best:7.1f} a second {best / bare:6.1f}x")


def print_lengths(gazetteer: Gazetteer) -> None:
    """Print how much longer four times the text takes; much more than four is a fault."""
    for name, piece in LONG.items():
        texts = [f"A headline\n\n{piece * (size // len(piece))}\n" for size in (30_000, 120_000)]
        short, long = (time_best(lambda text=text: read(text, "x.txt", gazetteer), 3) for text in texts)  # type: ignore[misc] # bound at once
        warning = "" if long < 8 * short else "  MORE THAN LINEAR"
        print(f"four times as much: {name:<18} {long / short:5.1f}x{warning}")


def run_process(code: str) -> tuple[float, float]:
    """Run code in a process of its own; give its processor time in seconds and its peak memory in MiB."""
    process = subprocess.Popen([sys.executable, "-c", code], cwd=TOP)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{code!r} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIB_PER_MIB


def print_start() -> None:
    """Print the time until the first article can be read, and peak memory with one of a megabyte read."""
    bare = min(run_process("pass")[0] for _ in range(5))
    ready = min(run_process(READY)[0] for _ in range(5))
    over = f"{ready - bare:.3f} s over {bare:.3f} s of bare Python ({ready / bare:.1f}x)"
    print(f"start-up: import, lexicons, names {over}")
    code = f"{READY}\nfrom kg.articles.reader import read_article\n"
    code += "text = ('A headline\\n\\n' + 'Belarus freed ten men in Minsk on Monday. It is so. ' * 20_000).encode()\n"
    code += "extract_claims(read_article(text, name='x', max_bytes=len(text)), load_gazetteer())"
    print(f"peak memory: ready {run_process(READY)[1]:.0f} MiB, one megabyte read {run_process(code)[1]:.0f} MiB")


def score_folder(
    folder: Path, gazetteer: Gazetteer, *, is_core: bool
) -> tuple[Scores, list[tuple[str, str, str]], list[str]]:
    """Score the articles of a folder: scores, each event with its confidence, and all events as lines of JSON."""
    scores, confidences, lines = Scores(), [], []
    for path in sorted(folder.glob("*.gold.json")):
        article = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
        gold = read_gold(json.loads(path.read_text(encoding="utf-8")), path.name)
        document = read_article(article.read_bytes(), name=article.name, max_bytes=LIMIT_BYTES)
        claims = extract_claims(document, gazetteer)
        told = list_events(claims, gazetteer)
        events = [take_table(event, article.name) for event in take_list(told["events"], article.name)]
        if is_core:
            events, gold = ([event for event in each if event["type"] in CORE] for each in (events, gold))
        scores.add(article.name, claims.document.text, events, gold)
        confidences += [
            (article.name, take_text(event["id"], "id"), find_confidence(claims, event)) for event in events
        ]
        lines.append(json.dumps(told, ensure_ascii=False))
    return scores, confidences, lines


def find_confidence(claims: Claims, event: Mapping[str, object]) -> str:
    """Give the confidence of the claim that an event was made of, by its quote."""
    found = (claim.confidence for claim in claims.claims if claim.quotes[0].exact == event["evidence"])
    return str(next(found, "unknown"))


def print_scores(scores: Scores) -> None:
    """Print how right the events are."""
    for name, tally in (("events", scores.events), ("modality", scores.with_modality), ("facts", scores.facts)):
        print_tally(name, tally)
    print(f"told as facts though they are none: {scores.mistaken}")
    for role, tally in scores.roles.items():
        if tally.right + tally.extra + tally.missed:
            print_tally(f"  {role}", tally)


def print_tally(name: str, tally: Tally) -> None:
    """Print one line: precision, recall, F1 and what they are made of."""
    shares = f"precision {tally.precision:.2f}  recall {tally.recall:.2f}  F1 {tally.f1:.2f}"
    print(f"{name:<20} {shares}  right {tally.right}, too much {tally.extra}, missed {tally.missed}")


def print_reliability(scores: Scores, confidences: Sequence[tuple[str, str, str]]) -> None:
    """Print how many events of each confidence are right in type and modality."""
    for level in sorted({confidence for _, _, confidence in confidences}):
        here = [(article, event) for article, event, confidence in confidences if confidence == level]
        right = sum(entry in scores.right for entry in here)
        print(f"confidence {level}: {right} of {len(here)} right ({right / len(here):.2f})")


def run_scorer(scorer: Path, folder: Path, lines: Sequence[str]) -> None:
    """Run another scorer on the same events."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        subprocess.run([sys.executable, str(scorer), str(folder), file.name], check=True)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=TOP / "benchmarks" / "articles" / "kept")
    parser.add_argument("--core", action="store_true", help="leave out statements and conditions")
    parser.add_argument("--scorer", type=Path, help="another scorer: SCORER FOLDER EVENTS.jsonl")
    parser.add_argument("--reliability", action="store_true", help="confidence -> how many events are right")
    given = parser.parse_args()
    gazetteer = load_gazetteer()
    if given.folder.is_dir():
        scores, confidences, lines = score_folder(given.folder, gazetteer, is_core=given.core)
        print_scores(scores)
        if given.reliability:
            print_reliability(scores, confidences)
        if given.scorer:
            run_scorer(given.scorer, given.folder, lines)
    print_speed(gazetteer)
    print_start()
    print_lengths(gazetteer)


if __name__ == "__main__":
    main()
