"""Write literals in the one form that the store keeps, so that what goes in comes out unchanged."""

from datetime import date
from decimal import Decimal
from typing import Final

from kg.model import Literal
from kg.terms import (
    RDF_LANG_STRING,
    XSD_BOOLEAN,
    XSD_DATE,
    XSD_DAY_TIME_DURATION,
    XSD_DECIMAL,
    XSD_INTEGER,
    XSD_STRING,
    XSD_YEAR_MONTH_DURATION,
)

SECONDS_A_DAY: Final = 86_400
MONTHS_A_YEAR: Final = 12


def make_text(text: str) -> Literal:
    """Make a plain string."""
    return Literal(text, XSD_STRING)


def make_tagged(text: str, language: str) -> Literal:
    """Make a string of a language; the tag in small letters, as the store keeps it."""
    return Literal(text, RDF_LANG_STRING, language.lower())


def make_integer(number: int) -> Literal:
    """Make a whole number."""
    return Literal(str(number), XSD_INTEGER)


def make_decimal(number: Decimal) -> Literal:
    """Make a decimal number without needless zeros: a whole one has no point.

    >>> make_decimal(Decimal("0.90")).lexical, make_decimal(Decimal("2.0")).lexical
    ('0.9', '2')
    """
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal("0" if text in {"", "-0"} else text, XSD_DECIMAL)


def make_day(day: date) -> Literal:
    """Make a day."""
    return Literal(day.isoformat(), XSD_DATE)


def make_duration(days: Decimal) -> Literal:
    """Make a length of time out of days and parts of a day.

    >>> make_duration(Decimal(2)).lexical, make_duration(Decimal("1.5")).lexical
    ('P2D', 'P1DT12H')
    """
    whole, seconds = divmod(int(days * SECONDS_A_DAY), SECONDS_A_DAY)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    date_part = f"{whole}D" if whole else ""
    text = f"P{date_part}T{clock}" if clock else f"P{date_part}"
    return Literal("PT0S" if text == "P" else text, XSD_DAY_TIME_DURATION)


def make_months(months: int) -> Literal:
    """Make a length of time out of months.

    >>> make_months(110).lexical, make_months(24).lexical, make_months(0).lexical
    ('P9Y2M', 'P2Y', 'P0M')
    """
    years, rest = divmod(months, MONTHS_A_YEAR)
    text = "P" + (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")
    return Literal("P0M" if text == "P" else text, XSD_YEAR_MONTH_DURATION)


def normalize_literal(lexical: str, datatype: str, language: str | None) -> Literal:
    """Bring a literal that was written by hand into the form that the store keeps.

    Raises:
        ValueError: the text is none of its datatype.
    """
    if language is not None:
        return make_tagged(lexical, language)
    if datatype == XSD_INTEGER:
        return make_integer(int(lexical))
    if datatype == XSD_DECIMAL:
        return make_decimal(Decimal(lexical))
    if datatype == XSD_DATE:
        return make_day(date.fromisoformat(lexical))
    if datatype == XSD_BOOLEAN:
        return Literal("true" if lexical in {"true", "1"} else "false", XSD_BOOLEAN)
    return Literal(lexical, datatype)
