"""Narrow what a model answers to proposals; nothing in it is believed yet."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import KgError
from kg.narrow import take_count, take_list, take_table, take_text, take_texts


class AnswerError(KgError):
    """Say how an answer does not fit the schema; the message goes back to the model."""


@dataclass(frozen=True, slots=True)
class ProposedFiller:
    """Hold a role as proposed: an entity by its kind, or a value."""

    role: str
    words: str
    kind: str | None = None
    low: int | None = None
    high: int | None = None
    value: str | int | None = None


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """Hold a time as proposed: its words, and the first and last day that they mean, None where not claimed."""

    words: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold a claim as proposed."""

    id: str
    type: str
    factuality: str
    quote: str
    more_quotes: tuple[str, ...] = ()
    fillers: tuple[ProposedFiller, ...] = ()
    when: ProposedTime | None = None


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """Hold a link as proposed."""

    kind: str
    source: str
    target: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold all that a back end proposes for one part of an article."""

    claims: tuple[Proposal, ...]
    links: tuple[ProposedLink, ...] = ()


MAX_CLAIMS: Final = 200  # of one answer; a part of 3,000 characters tells some twenty


def parse_answer(text: str) -> Answer:
    """Read the JSON of an answer.

    Raises:
        AnswerError: it is no JSON, or does not fit the schema; says where.
    """
    try:
        found = take_table(json.loads(text), "the answer")
        claims = _take_few(found.get("claims"), "claims")
        links = _take_few(found.get("links", []), "links")
        return Answer(
            tuple(_read_claim(claim, f"claims[{at}]") for at, claim in enumerate(claims)),
            tuple(_read_link(link, f"links[{at}]") for at, link in enumerate(links)),
        )
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"the answer is no JSON ({type(error).__name__})") from error
    except AnswerError:
        raise
    except KgError as error:
        raise AnswerError(f"the answer does not fit the schema: {error.message}") from error


def _take_few(value: object, where: str) -> Sequence[object]:
    found = take_list(value, where)
    if len(found) > MAX_CLAIMS:
        raise AnswerError(f"{where}: {len(found)} are more than {MAX_CLAIMS}")
    return found


def _read_claim(value: object, where: str) -> Proposal:
    row = _take_row(value, where, _CLAIM)
    when = row.get("when")
    return Proposal(
        take_text(row.get("id"), f"{where}.id"),
        take_text(row.get("type"), f"{where}.type"),
        take_text(row.get("factuality"), f"{where}.factuality"),
        take_text(row.get("quote"), f"{where}.quote"),
        take_texts(row.get("more_quotes", []), f"{where}.more_quotes"),
        tuple(
            _read_filler(filler, f"{where}.fillers[{at}]")
            for at, filler in enumerate(take_list(row.get("fillers"), f"{where}.fillers"))
        ),
        None if when is None else _read_time(when, f"{where}.when"),
    )


def _read_filler(value: object, where: str) -> ProposedFiller:
    row = _take_row(value, where, _FILLER)
    said = row.get("value")
    return ProposedFiller(
        take_text(row.get("role"), f"{where}.role"),
        take_text(row.get("words"), f"{where}.words"),
        _take_text(row.get("kind"), f"{where}.kind"),
        _take_count(row.get("low"), f"{where}.low"),
        _take_count(row.get("high"), f"{where}.high"),
        said if said is None or isinstance(said, str) else take_count(said, f"{where}.value"),
    )


def _read_time(value: object, where: str) -> ProposedTime:
    row = _take_row(value, where, _TIME)
    days = (_take_text(row.get(key), f"{where}.{key}") for key in ("first", "last"))
    return ProposedTime(take_text(row.get("words"), f"{where}.words"), *days)


def _read_link(value: object, where: str) -> ProposedLink:
    row = _take_row(value, where, _LINK)
    return ProposedLink(*(take_text(row.get(key), f"{where}.{key}") for key in ("kind", "source", "target", "quote")))


_CLAIM: Final = frozenset({"id", "type", "factuality", "quote", "more_quotes", "fillers", "when"})
_FILLER: Final = frozenset({"role", "words", "kind", "low", "high", "value"})
_TIME: Final = frozenset({"words", "first", "last"})
_LINK: Final = frozenset({"kind", "source", "target", "quote"})


def _take_row(value: object, where: str, keys: frozenset[str]) -> Mapping[str, object]:
    row = take_table(value, where)
    if odd := sorted(set(row) - keys):
        raise AnswerError(f"{where}: there is no key {odd[0][:40]!r}")
    return row


def _take_text(value: object, where: str) -> str | None:
    return None if value is None else take_text(value, where)


def _take_count(value: object, where: str) -> int | None:
    return None if value is None else take_count(value, where)
