"""Thin commands over the pipeline: data on stdout, messages on stderr, an exit code that says how it went.

Each command imports what it alone needs, so that `kg --help` answers at once.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

import click

from kg import __version__
from kg.errors import ArticleError, ClaimError, KgError, QuerySyntaxError, SettingsError, blame_us

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.articles.sources import Source
    from kg.pipeline import Lookups, Outcome, Withdrawal
    from kg.settings import Settings
    from kg.store.writing import Writer

FORMATS: Final = ("auto", "text", "html", "jsonld", "jsonl", "rss", "warc")
QUERY_FORMATS: Final = (
    *("table", "json", "xml", "csv", "tsv"),
    *("ttl", "turtle", "nt", "ntriples", "nq", "nquads", "trig", "rdf", "rdf+xml", "rdfxml", "n3", "json-ld", "jsonld"),
)
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
EXIT_BROKEN: Final = 4
EXIT_UNREADABLE: Final = 3
EXIT_USAGE: Final = 2
EXIT_INTERRUPTED: Final = 130


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


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="auto", help="What the files are; so far text.")
@click.option("--published", type=Day(), metavar="DATE", help="Day of publication: gives or overrides it.")
@click.option("--source", "url", metavar="URL", help="Address of the article on the web.")
@click.option("--language", default="en", show_default=True, help="Language of the text.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def ingest(
    files: tuple[str, ...], *, kind: str, published: "date | None", url: str | None, language: str, as_json: bool
) -> int:
    """Take articles in; one line each, printed once it is safely stored."""
    from kg.articles.sources import Source
    from kg.pipeline import Lookups, Status, ingest
    from kg.store.writing import open_writer

    settings = read_cli_settings()
    check_format(kind)
    check_url(files, url)
    check_language(language)
    sources = [
        Source(file.name, path=file.path, data=file.data, published=published, url=url, language=language)
        for file in find_sources(files, settings)
    ]
    counts: Counter[Status] = Counter()
    with open_writer(settings) as writer:
        for outcome in ingest(sources, writer, Lookups(settings)):
            counts[outcome.status] += 1
            print_outcome(outcome, as_json=as_json)
    totals = ", ".join(f"{counts[status]} {status}" for status in Status)
    click.echo(f"{len(sources)} article{'' if len(sources) == 1 else 's'}: {totals}", err=as_json)
    if counts[Status.REJECTED]:
        return EXIT_UNREADABLE
    return EXIT_BROKEN if counts[Status.QUARANTINED] else 0


def check_format(kind: str) -> None:
    """Refuse the formats that are not read yet."""
    if kind not in {"auto", "text"}:
        raise SettingsError(f"--format {kind} is not read yet", hint="Give the article as plain text (--format text).")


def check_language(language: str) -> None:
    """Refuse what is no language tag."""
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
        raise SettingsError(f"--language {language!r} is no language tag", hint="Give for instance --language en.")


def check_url(files: tuple[str, ...], url: str | None) -> None:
    """Refuse what is no address, and one for several articles: they would count as versions of each other."""
    from kg.articles.addresses import is_address

    if url is not None and not is_address(url):
        raise SettingsError(
            f"--source {url!r} is no address of a page on the web", hint="It begins with https:// or http://."
        )
    if url is not None and len(files) > 1:
        raise SettingsError(
            f"--source names one article, but {len(files)} are given", hint="Ingest each with its own --source."
        )


def find_sources(files: tuple[str, ...], settings: "Settings") -> "Iterator[Source]":
    """Name what each argument stands for: standard input, a folder's text files, or a file."""
    from pathlib import Path

    from kg.articles.sources import Source

    for file in files:
        path = Path(file)
        if not file:
            raise SettingsError("the name of a file is empty", hint="Is a variable of the shell not set?")
        if file == "-":
            yield Source("-", data=sys.stdin.buffer.read(settings.article_bytes + 1))
        elif "\0" not in file and path.is_dir() and (children := sorted(path.glob("*.txt"))):
            yield from (Source(str(child), path=child) for child in children)
        else:
            yield Source(file, path=path)


def print_outcome(outcome: "Outcome", *, as_json: bool) -> None:
    """Print one line for one article and let it out at once."""
    import json
    from dataclasses import asdict

    if as_json:
        line = json.dumps(asdict(outcome), ensure_ascii=False)
    else:
        said = outcome.reason or outcome.graph or ""
        line = escape_controls(f"{outcome.status:<11} {outcome.file}  {said}".rstrip())
    click.echo(line)
    sys.stdout.flush()


def escape_controls(line: str) -> str:
    r"""Keep a line one line, and a terminal unharmed, whatever a file is called.

    >>> print(escape_controls("a\nb"))
    a\nb
    """
    return CONTROLS.sub(lambda found: repr(found[0])[1:-1], line)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--events", "view", flag_value="events", help="The evaluation format, one document a line.")
@click.option("--json", "view", flag_value="json", default=True, help="Claims with offsets and rules (default).")
@click.option("--why", "view", flag_value="why", help="For people: sentence, rule and fillers of each claim.")
@click.option("--published", type=Day(), metavar="DATE", help="Day of publication: gives or overrides it.")
def extract(files: tuple[str, ...], *, view: str, published: "date | None") -> int:
    """Say what articles claim; touches no store and needs no date."""
    import json
    from dataclasses import replace

    from kg.articles.sources import read_source
    from kg.claims.events import list_events
    from kg.claims.explain import explain_claims
    from kg.claims.extract import extract_claims
    from kg.claims.output import claims_to_json
    from kg.entities.gazetteer import load_gazetteer

    settings = read_cli_settings()
    gazetteer = load_gazetteer()
    code = 0
    for source in find_sources(files, settings):
        dated = replace(source, published=published)
        try:
            document = read_source(dated, max_bytes=settings.article_bytes)
            with blame_us(source.name):
                claims = extract_claims(document, gazetteer)
        except (ArticleError, ClaimError) as error:
            print_error(error)
            code = EXIT_UNREADABLE
            continue
        if view == "why":
            click.echo(explain_claims(claims))
        else:
            told = list_events(claims) if view == "events" else claims_to_json(claims)
            click.echo(json.dumps(told, ensure_ascii=False))
    return code


@contextmanager
def standard_input_as_file(files: tuple[str, ...], suffix: str) -> "Iterator[list[Path]]":
    """Give the paths of files; for `-`, that of a file with what standard input holds, kept as long as the block."""
    from pathlib import Path
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"standard-input{suffix}" if file == "-" else Path(file) for file in files]
        if "-" in files:
            with (Path(folder) / f"standard-input{suffix}").open("wb") as copy:
                copyfileobj(sys.stdin.buffer, copy)
        yield paths


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--full", is_flag=True, help="Judge the whole store (so far, that is what happens anyway).")
@click.option("--json", "view", flag_value="json", help="The report as JSON.")
@click.option("--turtle", "view", flag_value="turtle", help="The report as RDF.")
def validate(files: tuple[str, ...], *, full: bool, view: str | None) -> int:
    """Judge RDF files (`-`: Turtle from standard input), or the store, by the shapes."""
    from kg.pipeline import Lookups, validate_file, validate_store
    from kg.shacl.reading import parse_rdf_quads
    from kg.shacl.report import report_to_json, report_to_text, report_to_turtle
    from kg.store.stats import read_quads

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
    from kg.pipeline import Lookups, reinstate, retract
    from kg.store.writing import open_writer

    settings = read_cli_settings()
    today = date.today()  # noqa: DTZ011 - the day where the decision is taken
    if day is not None and day > today:
        raise SettingsError(f"--on {day.isoformat()} is yet to come", hint="Give the day on which it was decided.")
    decision = Retraction(day or today, reason)
    with open_writer(settings) as writer:
        withdrawal = (reinstate if undo else retract)(article, decision, writer, Lookups(settings))
    print_withdrawal(withdrawal, as_json=as_json)
    return 0


def print_withdrawal(withdrawal: "Withdrawal", *, as_json: bool) -> None:
    """Print what became of an article, and what that means."""
    import json

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


@cli.command()
@click.argument("text", metavar="QUERY|FILE")
@click.option("--format", "kind", type=click.Choice(QUERY_FORMATS), help="Default: table, or ttl for graphs.")
@click.option("--fail-empty", is_flag=True, help="Exit with 4 when nothing is found.")
@click.option("--timeout", type=float, metavar="SECONDS", help="Time limit [KG_TIMEOUT, default 10].")
def query(text: str, *, kind: str | None, fail_empty: bool, timeout: float | None) -> int:
    """Ask the local data in SPARQL: same engine and limits as the server."""
    from shutil import copyfileobj

    from kg.store.query import answer_query, format_table

    settings = read_cli_settings(timeout_s=timeout)
    answer = answer_query(settings, read_query(text), kind=kind)
    if answer.is_table:
        click.echo(format_table(answer))
    else:
        with answer.open() as body:
            copyfileobj(body, sys.stdout.buffer)
    return EXIT_BROKEN if fail_empty and answer.is_empty else 0


def read_query(text: str) -> str:
    """Take the query from standard input (`-`), from a file of that name, or as it stands."""
    from pathlib import Path

    if "\n" in text or "{" in text or (text != "-" and not is_file_name(text)):
        return text
    try:
        return (sys.stdin.buffer.read() if text == "-" else Path(text).read_bytes()).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{text} cannot be read: {error}", hint="A query file is UTF-8 text.") from error


def is_file_name(text: str) -> bool:
    """Say whether a text is no query but the name of a file: one that is there, or one word with an ending.

    >>> is_file_name("missing.rq"), is_file_name("DESCRIBE <https://example.org/a.b>")
    (True, False)
    """
    from pathlib import Path

    try:
        is_there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False
    return bool(text) and (is_there or (len(text.split()) == 1 and bool(Path(text).suffix)))


@cli.command()
@click.option("-o", "--output", "folder", metavar="DIR", help="Where to write it.")
@click.option("--json", "as_json", is_flag=True, help="What was written, as JSON.")
def dump(folder: str | None, *, as_json: bool) -> int:
    """Write the versioned dump set; without -o where the server's /dumps/ finds it."""
    import json
    from pathlib import Path

    from kg.store.dumps import write_dumps

    settings = read_cli_settings()
    if folder == "-":
        raise SettingsError("a dump set is a folder of files, not one stream", hint="Give a folder with -o DIR.")
    files = read_published_files(settings)
    dumped = write_dumps(settings, folder=None if folder is None else Path(folder), files=files)
    click.echo(json.dumps({"version": dumped.version, "folder": str(dumped.folder)}) if as_json else dumped.folder)
    return 0


def read_published_files(settings: "Settings") -> dict[str, bytes]:
    """Read the ontology and the shapes as the files that dumps and server publish, under the base IRI in use."""
    from kg.settings import find_folder
    from kg.terms import DEFAULT_BASE

    return {
        f"{name}.ttl": b"\n".join(
            path.read_bytes().replace(DEFAULT_BASE.encode(), settings.base.encode())
            for path in sorted(find_folder(name).glob("*.ttl"))
        )
        for name in ("ontology", "shapes")
    }


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def load(files: tuple[str, ...]) -> int:
    """Read a dump (N-Quads or TriG, .gz too; `-`: N-Quads) back into an empty data folder."""
    from kg.pipeline import Lookups, rebuild_registry
    from kg.store.loading import load_dump

    settings = read_cli_settings()
    lookups = Lookups(settings)
    with standard_input_as_file(files, ".nq") as paths:
        loaded = load_dump(settings, paths, rebuild_rows=lambda quads: rebuild_registry(quads, lookups))
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
    from kg.web.serving import serve as serve_app

    serve_app(settings, files=read_published_files(settings))
    return 0


def prepare_apart(settings: "Settings", *, demo: bool) -> None:
    """Prepare the store in a process of its own: the server never holds what judging loads (70 MiB)."""
    if not hasattr(os, "fork"):
        prepare_store(settings, demo=demo)
        return
    child = os.fork()
    if child == 0:
        code = KgError.exit_code
        try:
            with exit_codes():
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


def prepare_store(settings: "Settings", *, demo: bool) -> None:
    """Make sure that there is a version to serve; fill it with the examples where that is asked for."""
    from kg.articles.sources import Source
    from kg.pipeline import Lookups, ingest, list_examples, prepare
    from kg.store.dumps import write_dumps
    from kg.store.snapshots import current_snapshot
    from kg.store.writing import open_writer

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


def holds_articles(writer: "Writer", lookups: "Lookups") -> bool:
    """Say whether any article is public."""
    from kg.terms import RDF_TYPE, Class

    article = lookups.names.of_class(Class.ARTICLE)
    return any(True for _ in writer.find(None, RDF_TYPE, article, lookups.names.graph("provenance")))


def print_error(error: KgError) -> None:
    """Print what was wrong, where, and what to do next, for people."""
    lines = [escape_controls(f"kg: {error.message}")]
    if isinstance(error, QuerySyntaxError) and error.place is not None:
        lines[0] += f" (line {error.place.line}, column {error.place.column})"
        lines += error.place.excerpt.splitlines()
    if error.hint:
        lines.append(error.hint)
    click.echo("\n    ".join(lines), err=True)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn errors raised on purpose into a message and their exit code."""
    try:
        yield
    except KgError as error:
        print_error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("kg: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(0)
    except OSError as error:  # of the output: what the disk says to the store is a StoreError
        sys.stdout = open_nothing("w")
        place = f": {error.filename}" if error.filename else ""
        click.echo(f"kg: failed: {error.strerror or error}{place}", err=True)
        sys.exit(KgError.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except Exception as error:  # noqa: BLE001 - a fault of ours: one line that helps to find it, no traceback for users
        frame = traceback_end(error)
        click.echo(f"kg: this is a fault of Clemency, please report it: {error!r} at {frame}", err=True)
        sys.exit(KgError.exit_code)


def traceback_end(error: BaseException) -> str:
    """Name the file and line in which an error was raised."""
    from traceback import extract_tb

    frame = extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - pathlib is slow to load


def mend_streams() -> None:
    """Make the standard streams fit for any output.

    A closed one leads nowhere, or files of the store would take its place; and what one cannot hold, such as a byte
    of a file's name that is no UTF-8, is written as an escape, which JSON knows too.
    """
    sys.stdin = sys.stdin or open_nothing("r")
    sys.stdout = sys.stdout or open_nothing("w")
    sys.stderr = sys.stderr or open_nothing("w")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def open_nothing(mode: str) -> TextIOWrapper:
    """Open a stream that leads nowhere."""
    return TextIOWrapper(open(os.devnull, f"{mode}b"), encoding="utf-8")  # noqa: PTH123 - pathlib is slow to load


def main(arguments: list[str] | None = None, run: Callable[..., object] = cli.main) -> None:
    """Run the command line and leave with its exit code."""
    mend_streams()
    with exit_codes():
        code = run(args=arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
