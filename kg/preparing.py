"""Prepare the data that a server serves; it loads the judge, so the server leaves it to another process."""

import os
from pathlib import Path
from typing import Final

import click

from kg.articles.sources import Source
from kg.lookups import Lookups
from kg.pipeline import ingest, prepare
from kg.published import read_published_files
from kg.settings import Settings
from kg.store.dumps import write_dumps
from kg.store.snapshots import current_snapshot
from kg.store.writing import Writer, open_writer
from kg.terms import RDF_TYPE, Class

EXAMPLES: Final = Path(__file__).parent / "examples"


def prepare_store(settings: Settings, *, demo: bool) -> None:
    """Make sure that there is a version to serve; fill it with the examples where that is asked for."""
    if not os.access(settings.data, os.W_OK) and current_snapshot(settings) is not None:
        click.echo(f"{settings.data} is read-only: serving what is there", err=True)
        return
    lookups = Lookups(settings)
    with open_writer(settings) as writer:
        prepare(writer, lookups)
        has_articles = holds_articles(writer, lookups)
        if demo and has_articles:
            click.echo(f"{settings.data} holds articles already: serving those, not the examples", err=True)
        if demo and not has_articles:
            for outcome in ingest((Source(path.name, path=path) for path in list_examples()), writer, lookups):
                click.echo(f"{outcome.status:<11} {outcome.file}  {outcome.reason or ''}".rstrip(), err=True)
    if demo:
        write_dumps(settings, folder=None, files=read_published_files(settings))


def holds_articles(writer: Writer, lookups: Lookups) -> bool:
    """Say whether any article is public."""
    article = lookups.names.of_class(Class.ARTICLE)
    return any(True for _ in writer.find(None, RDF_TYPE, article, lookups.names.graph("provenance")))


def list_examples() -> list[Path]:
    """List the bundled example articles, in the order in which a demonstration takes them in."""
    return sorted(EXAMPLES.glob("*.txt"))
