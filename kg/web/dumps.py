"""Send dump sets: files as they lie, with ranges and tags, and nothing outside their folder."""

import hashlib
import json
import logging
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import KgError
from kg.narrow import take_list, take_table, take_text
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.papers import MANIFEST
from kg.web.negotiate import HTML
from kg.web.refusals import HttpError
from kg.web.responses import answer_bytes, answer_unchanged, is_known
from kg.web.site import get_site
from kg.web.sparql import VERSION_HEADER

_LOG: Final = logging.getLogger(__name__)
LATEST: Final = "latest"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,127}")
_TYPES: Final[Mapping[str, str]] = {
    ".gz": "application/gzip",
    ".ttl": "text/turtle",
    ".json": "application/json",
    ".cff": "application/yaml",
    ".md": "text/markdown",
}

dumps = Blueprint("dumps", __name__)


@dataclass(frozen=True, slots=True)
class DumpFile:
    """Hold one file of a dump set."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class DumpFolder:
    """Hold one dump set: its version and its files."""

    version: str
    files: tuple[DumpFile, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hold what the manifest of a dump set says of its version and its files."""

    version: str
    files: tuple[Mapping[str, object], ...]


@dumps.route("/dumps/")
def list_dumps() -> Response:
    """List the dump sets, the latest first."""
    settings = get_site().settings
    latest = _find_latest(settings)
    names = sorted(_list_names(DataFolder(settings.data).dumps), key=lambda name: (name != latest, name))
    found = [folder for name in names if name != LATEST and (folder := _read_folder(settings, name)) is not None]
    return answer_bytes(render_template("dumps.html", folders=found, latest=latest).encode(), HTML.content_type)


@dumps.route("/dumps/<version>/")
def list_dump(version: str) -> Response:
    """List the files of one dump set."""
    settings = get_site().settings
    folder = _read_folder(settings, _resolve(settings, version))
    if folder is None:
        raise _refuse_path()
    html = render_template("dumps.html", folders=[folder], latest=_find_latest(settings))
    return answer_bytes(html.encode(), HTML.content_type)


@dumps.route("/dumps/<version>/<name>")
def send_dump(version: str, name: str) -> AnyResponse:
    """Send a file as it lies: packed ones stay packed, as files to keep."""
    settings = get_site().settings
    resolved = _resolve(settings, version)
    path = _find_file(settings, resolved, name)
    tag = _make_tag(path, resolved)
    if is_known(tag):
        return answer_unchanged(tag)
    kind = _TYPES.get(path.suffix, "text/plain")
    # Flask takes a relative path from the folder of the code, but the data folder (./data) lies where we were started.
    response = send_file(path.absolute(), kind, conditional=_heeds_range(), etag=tag, max_age=None)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers[VERSION_HEADER] = resolved
    response.headers["Cache-Control"] = "no-cache" if version == LATEST else "public, max-age=86400, immutable"
    return response


@dumps.route("/dumps")
def lead_to_dumps() -> AnyResponse:
    """Lead to the list."""
    return redirect("/dumps/", HTTPStatus.PERMANENT_REDIRECT)


def find_download(settings: Settings) -> DumpFile | None:
    """Find the latest Turtle file, for a page to offer; None while there is no dump."""
    latest = _find_latest(settings)
    folder = None if latest is None else _read_folder(settings, latest)
    files = () if folder is None else folder.files
    return next((file for file in files if file.name == "clemency.ttl.gz"), None)


def find_manifest(settings: Settings) -> Manifest | None:
    """Read the manifest of the latest dump set; None while there is none that can be read."""
    latest = _find_latest(settings)
    if latest is None:
        return None
    try:
        table = take_table(json.loads(_find_file(settings, latest, MANIFEST).read_bytes()), MANIFEST)
        files = tuple(take_table(part, "a file") for part in take_list(table.get("files"), "files"))
        return Manifest(take_text(table.get("version"), "version"), files)
    except (OSError, ValueError, HttpError, KgError):
        _LOG.warning("the manifest of the dump set %s cannot be read", latest, exc_info=True)
        return None


def _heeds_range() -> bool:
    """Say whether a Range header is one to heed: anything but one range of bytes means the whole file (RFC 9110)."""
    asked = request.range
    return "Range" not in request.headers or (asked is not None and asked.units == "bytes" and len(asked.ranges) == 1)


def _find_latest(settings: Settings) -> str | None:
    """Read where `latest` leads: a link, or a file that names the version."""
    place = DataFolder(settings.data).dumps / LATEST
    try:
        name = place.readlink().name if place.is_symlink() else place.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def _resolve(settings: Settings, version: str) -> str:
    resolved = _find_latest(settings) if version == LATEST else version
    if resolved is None or not _NAME.fullmatch(resolved):
        raise _refuse_path()
    return resolved


def _find_file(settings: Settings, version: str, name: str) -> Path:
    """Find a file right inside a dump set; names with separators, links and special files do not exist."""
    path = DataFolder(settings.data).dumps / version / name
    try:
        kind = path.lstat().st_mode if _NAME.fullmatch(name) and not path.parent.is_symlink() else 0
    except OSError:
        kind = 0
    if not stat.S_ISREG(kind):
        raise _refuse_path()
    return path


def _read_folder(settings: Settings, version: str) -> DumpFolder | None:
    folder = DataFolder(settings.data).dumps / version
    if folder.is_symlink() or not folder.is_dir():
        return None
    found = [(path.name, path.lstat()) for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    files = [DumpFile(name, state.st_size) for name, state in found if stat.S_ISREG(state.st_mode)]
    return DumpFolder(version, tuple(sorted(files, key=lambda file: file.name)))


def _list_names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)] if folder.is_dir() else []


def _make_tag(path: Path, version: str) -> str:
    state = path.stat()
    return hashlib.blake2b(f"{version} {path.name} {state.st_size}".encode(), digest_size=16).hexdigest()


def _refuse_path() -> HttpError:
    return HttpError(HTTPStatus.NOT_FOUND, "there is no such dump", hint="The list is at /dumps/.")
