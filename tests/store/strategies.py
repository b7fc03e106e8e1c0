"""Hold the Hypothesis strategies of the tests of the store."""

from typing import Final

from hypothesis import strategies as st

from kg.model import Change, Literal, Quad
from kg.terms import XSD_DATE, XSD_DECIMAL
from tests.store.samples import NAMES, label, number, quad, text

_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LOCALS: Final = st.from_regex(r"[a-zé]{1,3}(/[a-z0-9._~-]{1,3})?", fullmatch=True)
_IRIS: Final = _LOCALS.map(NAMES.thing)
_DECIMALS: Final = (
    st.decimals(-1000, 1000, places=3)
    .map(lambda value: f"{value.normalize():f}")
    .map(lambda lexical: "0" if lexical == "-0" else lexical)
)
LITERALS: Final = st.one_of(
    _TEXTS.map(text),
    st.builds(label, _TEXTS, st.sampled_from(["en", "be", "be-tarask", "zh-hant"])),
    st.integers(-(10**30), 10**30).map(number),
    st.dates().map(lambda day: Literal(day.isoformat(), XSD_DATE)),
    _DECIMALS.map(lambda lexical: Literal(lexical, XSD_DECIMAL)),
)
_GRAPHS: Final = st.sampled_from(["article/a", "article/b", "reference", "reports", "metadata"]).map(NAMES.graph)
QUADS: Final = st.builds(Quad, _IRIS, _IRIS, st.one_of(_IRIS, LITERALS), _GRAPHS)
_FEW: Final = st.builds(
    quad,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["p", "q"]),
    st.sampled_from([number(1), text("x")]),
    st.sampled_from(["article/a", "article/b", "reference", "reports", "metadata"]),
)
CHANGES: Final = st.builds(Change, st.frozensets(_FEW, max_size=6), st.frozensets(_FEW, max_size=6))
