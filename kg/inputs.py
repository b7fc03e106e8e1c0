"""Find what the arguments of commands stand for: files, folders, standard input, queries, addresses."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from kg.articles.addresses import is_address
from kg.articles.fetching import fetch_page
from kg.articles.files import read_ahead
from kg.articles.kinds import IN_FOLDERS, Kind
from kg.articles.sources import Source
from kg.errors import ArticleError, OutsideServiceError, SettingsError
from kg.settings import Settings


def check_files(files: tuple[str, ...]) -> None:
    """Refuse to read nothing."""
    if not files:
        raise SettingsError("no file is given", hint="Give one or more articles; - is standard input.")


def choose_view(asked: tuple[str, ...], default: str) -> str:
    """Choose the way in which a command shows what it found; it cannot show it in two ways at once."""
    views = [*dict.fromkeys(asked), default]
    if len(set(asked)) > 1:
        raise SettingsError(f"--{views[0]} and --{views[1]} cannot go together", hint="Leave one of the two out.")
    return views[0]


def check_language(language: str | None) -> None:
    """Refuse what is no language tag."""
    if language is not None and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
        raise SettingsError(f"--language {language!r} is no language tag", hint="Give for instance --language en.")


def check_url(url: str | None) -> None:
    """Refuse what is no address."""
    if url is not None and not is_address(url):
        raise SettingsError(
            f"--source {url!r} is no address of a page on the web", hint="It begins with https:// or http://."
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what options say of all articles; it wins over what these say of themselves."""

    kind: str = "auto"
    published: date | None = None
    url: str | None = None
    language: str | None = None


def find_sources(files: tuple[str, ...], settings: Settings, said: Said) -> Iterator[Source]:
    """Name what each argument stands for, and what is said of it.

    Raises:
        SettingsError: a name is empty, or one address is said to be that of several: they would count as versions of
            each other.
    """
    if not all(files):
        raise SettingsError("the name of a file is empty", hint="Is a variable of the shell not set?")
    kind = None if said.kind == "auto" else Kind(said.kind)
    language = said.language and said.language.split("-")[0].lower()
    for number, source in enumerate(_find_sources(files, settings)):
        if said.url is not None and number > 0:
            message = f"--source names one article, but {source.name} is another"
            raise SettingsError(message, hint="Ingest each with its own --source.")
        yield replace(source, kind=kind, published=said.published, url=said.url, language=language)


def _find_sources(files: tuple[str, ...], settings: Settings) -> Iterator[Source]:
    """Name what each argument stands for: standard input, the articles of a folder, a page on the web, or a file."""
    for file in files:
        path = Path(file)
        if file == "-":
            yield Source("-", stream=read_ahead(sys.stdin.buffer)[1])
        elif children := list_files(path):
            yield from (Source(str(child), path=child) for child in children)
        elif is_address(file) and not path.exists():
            yield fetch_source(file, settings)
        else:
            yield Source(file, path=path)


def fetch_source(url: str, settings: Settings) -> Source:
    """Fetch a page; what keeps it away is told when it is read, so that the rest of a batch goes on."""
    try:
        page = fetch_page(url, settings)
    except (ArticleError, OutsideServiceError) as error:
        return Source(url, fault=error)
    return Source(url, data=page.data, charset=page.charset, found_at=page.url)


def list_files(folder: Path) -> list[Path]:
    """List the files of a folder that are articles by their names, in the order of these; none of what is no folder."""
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
    except (OSError, ValueError):  # too long for a name, with a NUL, or closed to us: told when it is read
        return []
    return [path for path in files if path.name.lower().removesuffix(".gz").endswith(IN_FOLDERS)]


@contextmanager
def standard_input_as_file(files: tuple[str, ...], suffix: str) -> Iterator[list[Path]]:
    """Give the paths of files; for `-`, that of a file with what standard input holds, kept as long as the block."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"standard-input{suffix}" if file == "-" else Path(file) for file in files]
        if "-" in files:
            with (Path(folder) / f"standard-input{suffix}").open("wb") as copy:
                copyfileobj(sys.stdin.buffer, copy)
        yield paths


def read_query(text: str) -> str:
    """Take the query from standard input (`-`), from a file of that name, or as it stands."""
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
    try:
        is_there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False
    return bool(text) and (is_there or (len(text.split()) == 1 and bool(Path(text).suffix)))
