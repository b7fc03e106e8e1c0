"""Load what is known beforehand: states with their capitals, bodies, groups of states, posts, awards and places.

The tables in `data/` name their sources in their first lines. A name leads to one entry only: a row that breaks
this, or a code, is refused with its file and line.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.entities.names import make_slug
from kg.errors import IdentityError
from kg.model import EntityKind, Gazetteer, GazetteerEntry

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("be", "ru", "uk", "pl", "lt", "de")
STATE_COLUMNS: Final = ("iso3", "iso2", "label", "qid", "names", "demonyms", "capital", "capital_qid")
BODY_COLUMNS: Final = ("ref", "kind", "label", "qid", "names", "demonyms", "state")
PLACE_COLUMNS: Final = ("ref", "kind", "label", "qid", "names", "state")
LABEL_COLUMNS: Final = ("iso3", *LANGUAGES)
ACTING_COLUMNS: Final = ("ref", "acts_for")
_REF: Final = re.compile(r"[a-z]+-[A-Za-z0-9-]*[A-Za-z0-9]")
# What a value of a column must look like; columns that are not named here take any text.
PATTERNS: Final = {
    "iso2": re.compile(r"[A-Z]{2}"),
    "iso3": re.compile(r"[A-Z]{3}"),
    "label": re.compile(r"\S.*"),
    "qid": re.compile(r"(Q[1-9]\d*)?"),
    "capital_qid": re.compile(r"(Q[1-9]\d*)?"),
    "ref": _REF,
    "acts_for": _REF,
    "kind": re.compile("|".join(EntityKind)),
    "state": re.compile(r"([A-Z]{3})?"),
}

_Row = Mapping[str, str]


def load_gazetteer(folder: Path = DATA) -> Gazetteer:
    """Load the tables of a folder and check that every name and code is clear.

    Raises:
        IdentityError: a row is broken or ambiguous; names its file and line.

    >>> entries = load_gazetteer().entries
    >>> entries["state-BLR"].qid, entries["state-BLR"].capital, entries["place-minsk"].state
    ('Q184', 'place-minsk', 'state-BLR')
    """
    entries: dict[str, GazetteerEntry] = {}
    names: dict[str, str] = {}
    labels = {row["iso3"]: row for _, row in _read_rows(folder / "labels.tsv", LABEL_COLUMNS)}
    for where, entry in _read_entries(folder):
        _check_entry(entry, where, entries, names)
        entries[entry.ref] = _add_labels(entry, labels)
    for where, row in _read_rows(folder / "acting.tsv", ACTING_COLUMNS):
        _add_acting(row, where, entries)
    _check_states(entries)
    return Gazetteer(entries)


def _read_entries(folder: Path) -> Iterator[tuple[str, GazetteerEntry]]:
    """Go through all entries of the tables, each with its place for messages."""
    tables: tuple[tuple[str, tuple[str, ...], Callable[[_Row], Iterator[GazetteerEntry]]], ...] = (
        ("states.tsv", STATE_COLUMNS, _make_state),
        ("bodies.tsv", BODY_COLUMNS, _make_body),
        ("places.tsv", PLACE_COLUMNS, _make_body),
    )
    for name, columns, make in tables:
        for where, row in _read_rows(folder / name, columns):
            yield from ((where, entry) for entry in make(row))


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, _Row]]:
    """Read a table: comments first, then the names of its columns, then the rows."""
    header_seen = False
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        where = f"{path.name}, line {number}"
        if line.startswith("#") or not line.strip():
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header_seen:
            yield where, _check_row(dict(zip(columns, cells, strict=False)), len(cells), columns, where)
        elif cells != columns:
            raise IdentityError(f"{where}: expected the columns {', '.join(columns)}")
        header_seen = True


def _check_row(row: _Row, cell_count: int, columns: tuple[str, ...], where: str) -> _Row:
    """Refuse a row with too many or too few cells, or a cell that looks wrong."""
    if cell_count != len(columns):
        raise IdentityError(f"{where}: expected {len(columns)} columns, found {cell_count}")
    for column, value in row.items():
        pattern = PATTERNS.get(column)
        if pattern is not None and pattern.fullmatch(value) is None:
            raise IdentityError(f"{where}: {value!r} is no {column}")
    return row


def _make_state(row: _Row) -> Iterator[GazetteerEntry]:
    """Make a state and, where it names one, its capital."""
    ref, seat = f"state-{row['iso3']}", _split_values(row["capital"])
    capital = f"place-{make_slug(seat[0])}" if seat else None
    yield GazetteerEntry(
        ref=ref,
        kind=EntityKind.STATE,
        label=row["label"],
        names=_split_values(row["names"]),
        demonyms=_split_values(row["demonyms"]),
        capital=capital,
        iso2=row["iso2"],
        iso3=row["iso3"],
        qid=row["qid"] or None,
    )
    if capital is not None:
        yield GazetteerEntry(
            ref=capital,
            kind=EntityKind.SETTLEMENT,
            label=seat[0],
            names=seat[1:],
            state=ref,
            qid=row["capital_qid"] or None,
        )


def _make_body(row: _Row) -> Iterator[GazetteerEntry]:
    """Make a body, group of states, post, award or place."""
    yield GazetteerEntry(
        ref=row["ref"],
        kind=EntityKind(row["kind"]),
        label=row["label"],
        names=_split_values(row["names"]),
        demonyms=_split_values(row.get("demonyms", "")),
        state=f"state-{row['state']}" if row["state"] else None,
        qid=row["qid"] or None,
    )


def _split_values(cell: str) -> tuple[str, ...]:
    """Split a cell at its bars; an empty cell has no values."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def _add_labels(entry: GazetteerEntry, labels: Mapping[str, _Row]) -> GazetteerEntry:
    """Add the labels in other languages that the table has for a state."""
    row = labels.get(entry.iso3 or "")
    if row is None:
        return entry
    return replace(entry, labels=tuple((language, row[language]) for language in LANGUAGES if row[language]))


def _add_acting(row: _Row, where: str, entries: dict[str, GazetteerEntry]) -> None:
    """Add for whom an entry acts; both must be known."""
    for ref in row.values():
        if ref not in entries:
            raise IdentityError(f"{where}: {ref} is not in the tables")
    entries[row["ref"]] = replace(entries[row["ref"]], acts_for=row["acts_for"])


def _check_entry(
    entry: GazetteerEntry, where: str, entries: Mapping[str, GazetteerEntry], names: dict[str, str]
) -> None:
    """Refuse a slug that is taken, and a name that another entry goes by."""
    if entry.ref in entries:
        raise IdentityError(f"{where}: {entry.ref} stands in the tables twice")
    for name in {entry.label, *entry.names, *entry.demonyms}:
        other = names.setdefault(name, entry.ref)
        if other != entry.ref:
            raise IdentityError(f"{where}: {name!r} is ambiguous, it also leads to {other}")


def _check_states(entries: Mapping[str, GazetteerEntry]) -> None:
    """Refuse an entry that belongs to a state which is not in the tables, and a Wikidata item used twice."""
    items: dict[str, str] = {}
    for entry in entries.values():
        if entry.state is not None and entry.state not in entries:
            raise IdentityError(f"{entry.ref}: {entry.state} is not in the tables")
        if entry.qid is not None and items.setdefault(entry.qid, entry.ref) != entry.ref:
            raise IdentityError(f"{entry.ref}: {entry.qid} is also the item of {items[entry.qid]}")
