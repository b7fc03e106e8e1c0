"""Every knob: its default, unit, help and environment name, read once at the edge."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kg.errors import SettingsError

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold every knob of one run; see `README.md` for the table made from these."""

    base: str = field(
        default="https://w3id.org/clemency/",
        metadata={"environment": "KG_BASE", "help": "base IRI of all our IRIs; ends in a slash"},
    )
    data: Path = field(
        default=Path("data"), metadata={"environment": "KG_DATA", "help": "folder that holds all a deployment owns"}
    )
    host: str = field(default="127.0.0.1", metadata={"environment": "KG_HOST", "help": "address to serve on"})
    port: int = field(default=8000, metadata={"environment": "KG_PORT", "help": "port to serve on"})
    workers: int = field(
        default=2, metadata={"environment": "KG_WORKERS", "help": "query processes that a server keeps"}
    )
    query_bytes: int = field(
        default=64 * 1024, metadata={"environment": "KG_QUERY_BYTES", "help": "longest query, in bytes"}
    )
    query_depth: int = field(
        default=128, metadata={"environment": "KG_QUERY_DEPTH", "help": "deepest nesting of brackets in a query"}
    )
    query_patterns: int = field(
        default=1000,
        metadata={"environment": "KG_QUERY_PATTERNS", "help": "most triple patterns and path steps in a query"},
    )
    query_values: int = field(
        default=10_000, metadata={"environment": "KG_QUERY_VALUES", "help": "most VALUES rows in a query"}
    )
    timeout_s: float = field(
        default=10.0, metadata={"environment": "KG_TIMEOUT", "help": "time limit of a query, in seconds"}
    )
    timeout_max_s: float = field(
        default=60.0,
        metadata={"environment": "KG_TIMEOUT_MAX", "help": "longest time limit a client may ask for, in seconds"},
    )
    memory_bytes: int = field(
        default=2048 * MIB,
        metadata={"environment": "KG_QUERY_MEMORY", "help": "memory a query may take, in bytes"},
    )
    result_rows: int = field(
        default=1_000_000, metadata={"environment": "KG_RESULT_ROWS", "help": "most rows of a result"}
    )
    result_bytes: int = field(
        default=512 * MIB, metadata={"environment": "KG_RESULT_BYTES", "help": "largest result, in bytes"}
    )
    url_bytes: int = field(
        default=32 * 1024, metadata={"environment": "KG_URL_BYTES", "help": "longest URL of a GET, in bytes"}
    )
    queue_s: float = field(
        default=2.0, metadata={"environment": "KG_QUEUE", "help": "longest wait for a free query process, in seconds"}
    )
    article_bytes: int = field(
        default=10 * MIB, metadata={"environment": "KG_ARTICLE_BYTES", "help": "longest text of an article, in bytes"}
    )
    extractor: str = field(
        default="rules", metadata={"environment": "KG_EXTRACTOR", "help": "back end that reads articles"}
    )
    rules_off: str = field(
        default="",
        metadata={"environment": "KG_RULES_OFF", "help": "ids of rules that are off, or beginnings that end in *"},
    )
    spacy_model: str = field(
        default="", metadata={"environment": "KG_SPACY_MODEL", "help": "name or folder of a spaCy pipeline, for spacy"}
    )
    llm_url: str = field(
        default="",
        metadata={"environment": "KG_LLM_URL", "help": "address of OpenAI-compatible chat completions, for llm"},
    )
    llm_model: str = field(default="", metadata={"environment": "KG_LLM_MODEL", "help": "model to ask for"})
    llm_key: str = field(default="", repr=False, metadata={"environment": "KG_LLM_KEY", "help": "key of the endpoint"})
    llm_key_file: str = field(
        default="", metadata={"environment": "KG_LLM_KEY_FILE", "help": "file that holds this key on its first line"}
    )
    llm_timeout_s: float = field(
        default=60.0, metadata={"environment": "KG_LLM_TIMEOUT", "help": "longest wait for one answer, in seconds"}
    )
    llm_tries: int = field(
        default=3, metadata={"environment": "KG_LLM_TRIES", "help": "times that one part of an article is asked about"}
    )
    llm_bytes: int = field(
        default=MIB, metadata={"environment": "KG_LLM_BYTES", "help": "largest answer of the endpoint, in bytes"}
    )
    fetch_s: float = field(
        default=20.0, metadata={"environment": "KG_FETCH", "help": "longest time to fetch a page, in seconds"}
    )
    service_allow: str = field(
        default="",
        metadata={
            "environment": "KG_SERVICE_ALLOW",
            "help": "URL prefixes, comma-separated, that may be called though they are not public",
        },
    )
    lock_s: float = field(
        default=60.0,
        metadata={"environment": "KG_LOCK", "help": "longest wait for another command that writes, in seconds"},
    )


def find_folder(name: str) -> Path:
    """Find `ontology` or `shapes`: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def read_settings(environment: Mapping[str, str] | None = None, **given: str | float | Path | None) -> Settings:
    """Read settings from the environment; what is given by argument wins, None means not given.

    Raises:
        SettingsError: a value is not of the knob's type or makes no sense; names the knob and where it came from.

    >>> read_settings({"KG_PORT": "9000"}).port
    9000
    """
    env = os.environ if environment is None else environment
    settings = Settings()
    for knob_field in fields(Settings):
        name = knob_field.metadata["environment"]
        if name in env:
            settings = _set_knob(settings, knob_field.name, env[name], source=f"the environment variable {name}")
    for key, value in given.items():
        if value is not None:
            settings = _set_knob(settings, key, value, source=f"the option --{key.replace('_', '-')}")
    _check_settings(settings)
    return settings


def _set_knob(settings: Settings, key: str, value: str | float | Path, *, source: str) -> Settings:
    if value == "":
        raise SettingsError(f"{source} is empty", hint="Give it a value, or leave it out.")
    kind = next(kind for kind in _TYPE_WORDS if isinstance(getattr(settings, key), kind))
    try:
        return replace(settings, **{key: kind(value)})
    except (TypeError, ValueError) as error:
        raise SettingsError(
            f"{source} is {value!r}, which is not a {_TYPE_WORDS[kind]}",
            hint="See the table of settings in the README.",
        ) from error


_TYPE_WORDS: Final[Mapping[type, str]] = {int: "whole number", float: "number", str: "text", Path: "path"}


def _check_settings(settings: Settings) -> None:
    parts = urlsplit(settings.base)
    odd = set(settings.base) & set(' <>"{}|\\^`#?\n\t')
    if parts.scheme not in {"http", "https"} or not parts.netloc or not settings.base.endswith("/") or odd:
        raise SettingsError(
            f"KG_BASE is {settings.base!r}, which is not an http(s) IRI that ends in a slash",
            hint="Give for instance KG_BASE=https://example.org/clemency/",
        )
    if not 0 <= settings.port <= 65_535:  # noqa: PLR2004 - the range of TCP ports
        raise SettingsError(f"the port is {settings.port}, outside 0 to 65535", hint="Choose for instance --port 8000.")
    for knob_field in fields(Settings):
        value = getattr(settings, knob_field.name)
        if isinstance(value, int | float) and knob_field.name != "port" and not value > 0:
            name = knob_field.metadata["environment"]
            raise SettingsError(
                f"{name} is {value!r}; it must be greater than 0", hint=f"{knob_field.metadata['help']}."
            )
