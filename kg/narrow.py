"""Wide types made exact at the edges: JSON, TOML and rdflib values become values with a known type."""

from collections.abc import Mapping, Sequence

from kg.errors import KgError


def take_text(value: object, where: str) -> str:
    """Narrow to text; raises KgError naming the place otherwise."""
    if isinstance(value, str):
        return value
    raise KgError(f"{where}: expected text, found {type(value).__name__}")


def take_list(value: object, where: str) -> Sequence[object]:
    """Narrow to a list; raises KgError naming the place otherwise."""
    if isinstance(value, list | tuple):
        return value
    raise KgError(f"{where}: expected a list, found {type(value).__name__}")


def take_texts(value: object, where: str) -> tuple[str, ...]:
    """Narrow to a list of texts; raises KgError naming the place otherwise."""
    return tuple(take_text(item, where) for item in take_list(value, where))


def take_table(value: object, where: str) -> Mapping[str, object]:
    """Narrow to a table with text keys; raises KgError naming the place otherwise."""
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return value
    raise KgError(f"{where}: expected a table, found {type(value).__name__}")


def take_count(value: object, where: str) -> int:
    """Narrow to a whole number; raises KgError naming the place otherwise."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise KgError(f"{where}: expected a whole number, found {type(value).__name__}")
