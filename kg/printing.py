"""Print what came of commands: lines for people, JSON for machines."""

import json
import sys
from collections import Counter
from dataclasses import asdict
from typing import Final

import click

from kg.exits import escape_controls
from kg.outcomes import TAKEN, Outcome, Status
from kg.withdrawing import Withdrawal

_TOLD: Final = ("file", "status", "article", "graph", "reason")


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print one line for one article and let it out at once."""
    if as_json:
        told = asdict(outcome)
        line = json.dumps({name: told[name] for name in _TOLD}, ensure_ascii=False)
    else:
        is_in = outcome.reason and outcome.status in TAKEN
        said = f"{outcome.graph} ({outcome.reason})" if is_in else outcome.reason or outcome.graph or ""
        line = escape_controls(f"{outcome.status:<11} {outcome.file}  {said}".rstrip())
    click.echo(line)
    sys.stdout.flush()


def print_totals(counts: Counter[Status], *, as_json: bool) -> None:
    """Print how many articles ended how; beside JSON it is a message."""
    totals = ", ".join(f"{counts[status]} {status}" for status in Status)
    click.echo(f"{counts.total()} article{'' if counts.total() == 1 else 's'}: {totals}", err=as_json)


def print_withdrawal(withdrawal: Withdrawal, *, as_json: bool) -> None:
    """Print what became of an article, and what that means."""
    decision = withdrawal.retraction
    on, reason = (None, None) if decision is None else (decision.day.isoformat(), decision.reason)
    if as_json:
        told = {"article": withdrawal.article, "graph": withdrawal.graph, "status": withdrawal.status}
        click.echo(json.dumps({**told, "on": on, "reason": reason, "gone": withdrawal.gone_count}, ensure_ascii=False))
        return
    said = f"withdrawn on {on}: {reason}" if decision is not None else "is not withdrawn"
    click.echo(escape_controls(f"{withdrawal.status:<11} {withdrawal.graph}  {said}"))
    if withdrawal.status == "retracted":
        click.echo(f"{withdrawal.gone_count} things that no other article tells are gone", err=True)
    if withdrawal.status == "reinstated":
        click.echo("ingest the text again to make it public", err=True)
