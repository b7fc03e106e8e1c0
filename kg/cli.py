"""Thin commands over the pipeline: data on stdout, messages on stderr, an exit code that says how it went.

Each command imports what it alone needs, so that `kg --help` answers at once.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import click

from kg import __version__
from kg.errors import ArticleError, ClaimError, KgError, OutsideServiceError, SettingsError, blame_us
from kg.exits import escape_controls, exit_codes, mend_streams, print_error

if TYPE_CHECKING:
    from datetime import date

    from kg.settings import Settings

FORMATS: Final = ("auto", "text", "html", "jsonld", "jsonl", "rss", "warc")
BACKENDS: Final = ("rules", "spacy", "llm")
QUERY_FORMATS: Final = (
    *("table", "json", "xml", "csv", "tsv"),
    *("ttl", "turtle", "nt", "ntriples", "nq", "nquads", "trig", "rdf", "rdf+xml", "rdfxml", "n3", "json-ld", "jsonld"),
)
EXIT_BROKEN: Final = 4
EXIT_UNREADABLE: Final = 3
EXIT_AWAY: Final = 5


class Day(click.ParamType["date"]):
    """Read a day: 2025-12-13 or 13 December 2025."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> "date":
        """Give the day; fails with the spellings that are taken."""
        from datetime import datetime

        for spelling in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y"):
            try:
                return datetime.strptime(str(value), spelling).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        return self.fail(f"{value!r} is not a day; write for instance 2025-12-13", param, ctx)


# With a fixed width click need not load what asks the terminal for its own, a sixth of the time that --help takes.
@click.group(context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80})
@click.version_option(__version__, prog_name="kg")
@click.option("--data", metavar="DIR", help="Folder that holds the deployment [KG_DATA, default ./data].")
@click.pass_context
def cli(context: click.Context, data: str | None) -> None:
    """News about prisoner releases and sanctions in; a checked, quotable knowledge graph out."""
    context.obj = data


def read_cli_settings(**given: str | float | None) -> "Settings":
    """Read the settings of this command; `--data` was given before the command's name."""
    from kg.settings import read_settings

    return read_settings(None, data=click.get_current_context().find_root().obj, **given)


def view_option(name: str, words: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Offer one of several ways to show what was found; see `choose_view`."""
    return click.option(f"--{name}", "views", flag_value=name, multiple=True, help=words)


def print_messages(lines: Iterable[str]) -> None:
    """Print messages, one line each."""
    for line in lines:
        click.echo(escape_controls(f"kg: {line}"), err=True)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="auto", help="What the files are; auto looks.")
@click.option("--published", type=Day(), metavar="DATE", help="Day of publication: gives or overrides it.")
@click.option("--source", "url", metavar="URL", help="Address of the article on the web.")
@click.option("--language", help="Language of the text [default: what the file says, else en].")
@click.option("--extractor", type=click.Choice(BACKENDS), help="What reads them [KG_EXTRACTOR, default rules].")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def ingest(
    files: tuple[str, ...],
    *,
    kind: str,
    published: "date | None",
    url: str | None,
    language: str | None,
    extractor: str | None,
    as_json: bool,
) -> int:
    """Take articles in; one line each, printed once it is safely stored."""
    from kg.inputs import Said, check_language, check_url, find_sources
    from kg.lookups import Lookups
    from kg.outcomes import Status
    from kg.pipeline import ingest
    from kg.printing import print_outcome, print_totals
    from kg.store.writing import open_writer

    settings = read_cli_settings(extractor=extractor)
    check_url(url)
    check_language(language)
    sources = list(find_sources(files, settings, Said(kind, published, url, language)))  # before others have to wait
    counts: Counter[Status] = Counter()
    is_away = False
    lookups = Lookups(settings)
    lookups.load_extractor()
    with open_writer(settings) as writer:
        for outcome in ingest(sources, writer, lookups):
            counts[outcome.status] += 1
            is_away |= outcome.is_away
            print_outcome(outcome, as_json=as_json)
    print_totals(counts, as_json=as_json)
    print_messages(lookups.tally.sum_up())
    if is_away:
        return EXIT_AWAY
    if counts[Status.REJECTED]:
        return EXIT_UNREADABLE
    return EXIT_BROKEN if counts[Status.QUARANTINED] else 0


@cli.command()
@click.argument("files", nargs=-1, metavar="PATH|URL|-...")
@view_option("events", "The evaluation format, one document a line.")
@view_option("json", "Claims with offsets and rules (default).")
@view_option("why", "For people: sentence, rule and fillers of each claim.")
@view_option("rules", "List all rules, one a line; KG_RULES_OFF names some.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="auto", help="What the files are; auto looks.")
@click.option("--published", type=Day(), metavar="DATE", help="Day of publication: gives or overrides it.")
@click.option("--language", help="Language of the text [default: what the file says, else en].")
@click.option("--extractor", type=click.Choice(BACKENDS), help="What reads them [KG_EXTRACTOR, default rules].")
def extract(
    files: tuple[str, ...],
    *,
    views: tuple[str, ...],
    kind: str,
    published: "date | None",
    language: str | None,
    extractor: str | None,
) -> int:
    """Say what articles claim; touches no store and needs no date."""
    import json

    from kg.articles.dates import describe_undated
    from kg.articles.opening import list_articles
    from kg.articles.sources import read_source
    from kg.claims.backends.choosing import choose_extractor
    from kg.claims.backends.tally import Tally, list_complaints
    from kg.claims.events import list_events
    from kg.claims.explain import explain_claims
    from kg.claims.languages import explain_silence
    from kg.claims.output import claims_to_json
    from kg.claims.rules import list_rules
    from kg.entities.gazetteer import load_gazetteer
    from kg.inputs import Said, check_files, check_language, choose_view, find_sources

    view = choose_view(views, "json")
    if view == "rules":
        click.echo("\n".join(list_rules()))
        return 0
    check_files(files)
    check_language(language)
    settings = read_cli_settings(extractor=extractor)
    sources = find_sources(files, settings, Said(kind, published, None, language))
    gazetteer = load_gazetteer()
    reader = choose_extractor(settings, gazetteer)
    tally, code = Tally(), 0
    limit = settings.article_bytes
    for source in (article for file in sources for article in list_articles(file, max_bytes=limit)):
        try:
            document = read_source(source, max_bytes=limit)
            with blame_us(source.name):
                claims = reader.extract(document)
            tally.add(claims)
            print_messages(list_complaints(claims))
        except (ArticleError, ClaimError, OutsideServiceError) as error:
            print_error(error)
            code = max(code, error.exit_code)
            continue
        if document.published is None:
            print_messages([f"{describe_undated(document)}; words such as 'on Monday' give no day"])
        if silence := explain_silence(claims):
            print_messages([f"{source.name}: {silence}"])
        if view == "why":
            click.echo(explain_claims(claims))
        else:
            told = list_events(claims, gazetteer) if view == "events" else claims_to_json(claims)
            click.echo(json.dumps(told, ensure_ascii=False))
    print_messages(tally.sum_up())
    return EXIT_AWAY if tally.failed_count else code


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--full", is_flag=True, help="Judge the whole store (so far, that is what happens anyway).")
@view_option("json", "The report as JSON.")
@view_option("turtle", "The report as RDF.")
def validate(files: tuple[str, ...], *, full: bool, views: tuple[str, ...]) -> int:
    """Judge RDF files (`-`: Turtle from standard input), or the store, by the shapes."""
    from kg.inputs import choose_view, standard_input_as_file
    from kg.lookups import Lookups
    from kg.shacl.reading import parse_rdf_quads
    from kg.shacl.report import report_to_json, report_to_text, report_to_turtle
    from kg.store.stats import read_quads
    from kg.validating import validate_file, validate_store

    view = choose_view(views, "text")
    settings = read_cli_settings()
    lookups = Lookups(settings)
    if files and full:
        raise SettingsError("--full judges the store, but files are given", hint="Leave one of the two out.")
    if files:
        with standard_input_as_file(files, ".ttl") as paths:
            quads = [quad for path in paths for quad in parse_rdf_quads(path)]
        report = validate_file(quads, lookups)
    else:
        report = validate_store(read_quads(settings), lookups)
    if view == "json":
        click.echo(report_to_json(report))
    else:
        click.echo(report_to_turtle(report, lookups.names) if view == "turtle" else report_to_text(report))
    return 0 if report.conforms else EXIT_BROKEN


@cli.command()
@click.argument("article", metavar="ARTICLE")
@click.option("--reason", required=True, metavar="TEXT", help="Why; public with the day. One line.")
@click.option("--on", "day", type=Day(), metavar="DATE", help="Day of the decision [default: today].")
@click.option("--undo", is_flag=True, help="Let the text return: it may be ingested again.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def retract(article: str, *, reason: str, day: "date | None", undo: bool, as_json: bool) -> int:
    """Withdraw one article: its hash, or the IRI of its graph, version or work."""
    from datetime import date

    from kg.graph.history import Retraction
    from kg.lookups import Lookups
    from kg.printing import print_withdrawal
    from kg.store.writing import open_writer
    from kg.withdrawing import reinstate, retract

    settings = read_cli_settings()
    today = date.today()  # noqa: DTZ011 - the day where the decision is taken
    if day is not None and day > today:
        raise SettingsError(f"--on {day.isoformat()} is yet to come", hint="Give the day on which it was decided.")
    decision = Retraction(day or today, reason)
    with open_writer(settings) as writer:
        withdrawal = (reinstate if undo else retract)(article, decision, writer, Lookups(settings))
    print_withdrawal(withdrawal, as_json=as_json)
    return 0


@cli.command()
@click.argument("text", metavar="QUERY|FILE")
@click.option("--format", "kind", type=click.Choice(QUERY_FORMATS), help="Default: table, or ttl for graphs.")
@click.option("--fail-empty", is_flag=True, help="Exit with 4 when nothing is found.")
@click.option("--timeout", type=float, metavar="SECONDS", help="Time limit [KG_TIMEOUT, default 10].")
def query(text: str, *, kind: str | None, fail_empty: bool, timeout: float | None) -> int:
    """Ask the local data in SPARQL: same engine and limits as the server."""
    from shutil import copyfileobj

    from kg.inputs import read_query
    from kg.store.query import answer_query, format_table

    settings = read_cli_settings(timeout_s=timeout)
    answer = answer_query(settings, read_query(text), kind=kind)
    if answer.is_table:
        click.echo(format_table(answer))
    else:
        with answer.open() as body:
            copyfileobj(body, sys.stdout.buffer)
    return EXIT_BROKEN if fail_empty and answer.is_empty else 0


@cli.command()
@click.option("-o", "--output", "folder", metavar="DIR", help="Where to write it.")
@click.option("--json", "as_json", is_flag=True, help="What was written, as JSON.")
def dump(folder: str | None, *, as_json: bool) -> int:
    """Write the versioned dump set; without -o where the server's /dumps/ finds it."""
    import json
    from pathlib import Path

    from kg.published import read_published_files
    from kg.store.dumps import write_dumps

    settings = read_cli_settings()
    if folder == "-":
        raise SettingsError("a dump set is a folder of files, not one stream", hint="Give a folder with -o DIR.")
    files = read_published_files(settings)
    dumped = write_dumps(settings, folder=None if folder is None else Path(folder), files=files)
    click.echo(json.dumps({"version": dumped.version, "folder": str(dumped.folder)}) if as_json else dumped.folder)
    return 0


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def load(files: tuple[str, ...]) -> int:
    """Read a dump (N-Quads or TriG, .gz too; `-`: N-Quads) back into an empty data folder."""
    from kg.entities.rebuilding import rebuild_rows
    from kg.inputs import standard_input_as_file
    from kg.store.loading import load_dump
    from kg.terms import Names

    settings = read_cli_settings()
    names = Names(settings.base)
    with standard_input_as_file(files, ".nq") as paths:
        loaded = load_dump(settings, paths, rebuild_rows=lambda quads: rebuild_rows(quads, names))
    for note in loaded.notes:
        click.echo(f"kg: {note}", err=True)
    click.echo(f"loaded {loaded.quads} quads ({loaded.triples} triples in the merged view), version {loaded.version}")
    return 0


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def stats(*, as_json: bool) -> int:
    """Say what is in the store."""
    import json

    from kg.store.stats import count_store

    counts = count_store(read_cli_settings())
    if as_json:
        click.echo(json.dumps(counts))
    else:
        width = max(len(name) for name in counts)
        for name, value in counts.items():
            click.echo(f"{name:<{width}}  {value}")
    return 0


@cli.command()
@click.option("--data", metavar="DIR", help="The same as before the command's name.")
@click.option("--host", help="Address to listen on [KG_HOST, default 127.0.0.1].")
@click.option("--port", help="Port to listen on [KG_PORT, default 8000].")
@click.option("--workers", help="Query processes to keep [KG_WORKERS, default 2].")
@click.option("--demo", is_flag=True, help="Fill an empty folder with the bundled example articles first.")
def serve(*, data: str | None, host: str | None, port: str | None, workers: str | None, demo: bool) -> int:
    """Serve SPARQL, dumps and pages until stopped."""
    if data is not None:
        click.get_current_context().find_root().obj = data
    settings = read_cli_settings(host=host, port=port, workers=workers)
    prepare_apart(settings, demo=demo)
    from kg.published import read_published_files
    from kg.web.serving import serve as serve_app

    serve_app(settings, files=read_published_files(settings))
    return 0


def prepare_apart(settings: "Settings", *, demo: bool) -> None:
    """Prepare the store in a process of its own: the server never holds what judging loads (70 MiB)."""
    if not hasattr(os, "fork"):
        from kg.preparing import prepare_store

        prepare_store(settings, demo=demo)
        return
    child = os.fork()
    if child == 0:
        code = KgError.exit_code
        try:
            with exit_codes():
                from kg.preparing import prepare_store

                prepare_store(settings, demo=demo)
                code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        sys.exit(max(code, KgError.exit_code))  # below 0: a signal ended it


def main(arguments: list[str] | None = None, run: Callable[..., object] = cli.main) -> None:
    """Run the command line and leave with its exit code."""
    mend_streams()
    with exit_codes():
        code = run(args=arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
